// Records taken apart into named fields and put together again: what joining works on. Private to store/.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "annotations/edit/group.h"
#include "annotations/model/annotations.h"
#include "annotations/model/comment.h"
#include "annotations/model/conflicts.h"
#include "annotations/model/entity.h"

namespace sayso {

// The name of a field inside its record: layer, at, attributes NAME, roles ROLE, roles ROLE TO NAME, …
struct FieldName {
  std::vector<std::string> parts;

  // As conflicts name it: with dots.
  std::string text() const;
  bool is_role() const { return parts.size() == 2 && parts[0] == "roles"; }
  bool is_of_filler() const { return parts.size() > 2 && parts[0] == "roles"; }
  auto operator<=>(const FieldName&) const = default;
};

// One record, or the header. A role's value is the whole list of its fillers; what the fillers carry has fields
// of its own.
struct Fields {
  std::map<FieldName, std::string> values;  // canonical JSON; a field that is not answered is not there
  Conflicts conflicts;

  bool operator==(const Fields&) const = default;
};

// Names a record in a state: its id after a letter for the list it lies in.
using RecordKey = std::string;

// What two values of a field are compared by: of a role, the targets in their order.
std::string comparable(const FieldName& field, const std::string& json);
// The targets in a role's list, as text.
std::vector<std::string> targets_in(const std::string& json);
// The list with the filler `filler_json` put in at `place` (or at the end).
std::string with_filler(const std::optional<std::string>& json, std::size_t place, const std::string& filler_json);
// Each filler of a list as JSON, in its order.
std::vector<std::string> fillers_in(const std::string& json);

struct AnnotationRecords {
  using State = Annotations;
  using GroupType = Group;

  // The records that a group's edits may have changed; more than it did does no harm.
  static std::set<RecordKey> touched(const Group& group);
  static std::optional<Fields> take_apart(const Annotations& state, const RecordKey& key);
  // Precondition: the fields are those that a record of this key had.
  static void put(Annotations& state, const RecordKey& key, const Fields& fields);
  static void remove(Annotations& state, const RecordKey& key);
  static RecordKey key_of_target(const std::string& target) { return "r" + target; }
  static bool always_there(const RecordKey& key) { return key == "h"; }
  static void before(Annotations&, const Group&) {}
  static void set_rules(Annotations& state, const std::string& rules) { state.rules = rules; }
};

struct EntityRecords {
  using State = Registry;
  using GroupType = EntityGroup;

  static std::set<RecordKey> touched(const EntityGroup& group);
  static std::optional<Fields> take_apart(const Registry& state, const RecordKey& key);
  static void put(Registry& state, const RecordKey& key, const Fields& fields);
  static void remove(Registry& state, const RecordKey& key);
  static RecordKey key_of_target(const std::string& target) { return target; }
  static bool always_there(const RecordKey& key) { return key[0] == 's'; }
  // One person's history changes what others made: entities that it speaks of and did not make are put in, empty; but
  // for those of `made`.
  static void before(Registry& state, const EntityGroup& group, std::set<std::string> made = {});
  static void set_rules(Registry&, const std::string&) {}
};

struct CommentRecords {
  using State = Comments;
  using GroupType = CommentGroup;

  static std::set<RecordKey> touched(const CommentGroup& group);
  static std::optional<Fields> take_apart(const Comments& state, const RecordKey& key);
  static void put(Comments& state, const RecordKey& key, const Fields& fields);
  static void remove(Comments& state, const RecordKey& key);
  static RecordKey key_of_target(const std::string& target) { return target; }
  static bool always_there(const RecordKey& key) { return key == "h"; }
  static void before(Comments&, const CommentGroup&) {}
  static void set_rules(Comments&, const std::string&) {}
};

}  // namespace sayso
