// What waits for a person to decide it: values that were given differently in several places, records that one removed
// and another changed, spans without a place, annotations of a text that is another now. Pure; answers.h has what she
// may answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"

namespace sayso {

// A field that a conflict names (conflicts.h), read.
struct Field {
  enum class Of {
    layer, at, origin, attribute, role, filler_attribute, filler_extra, extra,  // of a record
    status, text_sha256,                                                        // of the header
    name, kind, article, same_as, alias,                                        // of an entity
    into,  // of a mention that was split off: whom it means
    gone,  // of a filler that its role does not have any more
  };

  Of of = Of::gone;
  std::string name;              // of the attribute, role, unknown key, alias, or entity that was split
  std::string role;              // of what belongs to a filler,
  std::optional<Target> filler;  // which is this one

  bool operator==(const Field&) const = default;
};

struct Decision {
  enum class About {
    text,      // the article's text is another than these annotations were made on
    field,     // was changed differently in several places
    removed,   // somebody removed it, somebody else changed it
    unplaced,  // a span that has no place in the text any more
  };

  About about = About::field;
  RecordId record;   // what it is about; none of the three: the header
  EntityId entity;
  MentionId mention;  // that was split off
  std::string name;  // of the field, as the conflict has it
  Field field;

  bool operator==(const Decision&) const = default;
};

// The same for the same decision from one state to the next, and of no other.
std::string key_of(const Decision& decision);

// By field. Of a role, its own before those of its fillers.
std::vector<Decision> decisions_of(const Span& span);
std::vector<Decision> decisions_of(const Frame& frame);
std::vector<Decision> decisions_of(const Entity& entity);
std::vector<Decision> decisions_of(const SplitMention& split);
// `text_sha256`: of the article's text of now.
std::vector<Decision> decisions_of_header(const Annotations& state, const std::string& text_sha256);

// All of them: the header's, those of records, of entities and of splits, each by id.
std::vector<Decision> open_decisions(const Annotations& state, const Registry& registry, const std::string& text_sha256);

}  // namespace sayso
