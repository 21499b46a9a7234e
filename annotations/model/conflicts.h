// What two machines changed differently in one record, kept beside it until somebody decides.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annotations/model/ids.h"
#include "annotations/model/value.h"
#include "core/state/flat_map.h"

namespace sayso {

// One of the values that a field was given, and by which group.
struct Alternative {
  std::optional<RawJson> value;  // as the field stands in JSON; none: taken away
  GroupId group;

  bool operator==(const Alternative&) const = default;
};

// Names of fields: layer, at, origin, attributes.NAME, roles.ROLE, roles.ROLE.TO.NAME (attribute NAME of the filler
// TO), of entities name, kind, article, same-as; of mentions that were split off into.ENTITY; of the header status and text_sha256; unknown keys after "extra.".
struct Conflicts {
  GroupId removed;  // a group that removed the record, which somebody else changed: it stayed; "" if none
  FlatMap<std::string, std::vector<Alternative>> fields;  // by group id; the first stands in the record

  bool empty() const { return removed.empty() && fields.empty(); }
  // An edit of `field` decides it; any edit of the record decides that it stays. "" stands for no field.
  void settle(const std::string& field) {
    removed = {};
    fields.erase(field);
  }
  bool operator==(const Conflicts&) const = default;
};

}  // namespace sayso
