// What a person may answer to a decision, and the edits that make each answer true. Pure. The edits leave a state in
// which this decision is open no more; of the others those that they decide as well, since any edit of a field or a
// record decides it (conflicts.h).
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "annotations/edit/edit.h"
#include "annotations/edit/entity_edit.h"
#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"
#include "annotations/store/decisions.h"
#include "core/text/text_index.h"

namespace sayso {

// What stood in a field.
struct Placed { Fragments at; std::vector<std::string> text; bool operator==(const Placed&) const = default; };
struct StatusWas { Status status = Status::open; std::string reason; bool operator==(const StatusWas&) const = default; };
struct Unanswered { bool operator==(const Unanswered&) const = default; };
using FieldValue = std::variant<Unanswered, Value, std::vector<Filler>, Placed, StatusWas, Origin, RawJson>;

struct Answer {
  enum class Means {
    value,       // this one of the values
    both,        // all of them: the union of lists and roles, one text behind the other, a name and aliases
    keep,        // the record stays
    remove,      // the record goes, with what hangs on it
    find_again,  // all spans are looked for by their words in the text of now
    place,       // the span's words stand here
    let_go,      // of values that nothing can have any more
  };

  Means means = Means::value;
  FieldValue value;  // of `value` and `both`
  GroupId group;     // of `value` who gave it, of `keep` and `remove` the removal
  Fragments at;      // of `place`

  bool operator==(const Answer&) const = default;
};

// All is borrowed. Without a text, places are taken as they are and none is looked for.
struct DecisionScene {
  const Scheme& scheme;
  const Annotations& state;
  const Registry& registry;
  const TextIndex* text = nullptr;
  std::string text_sha256;
};

// At least one; of values, what stands now comes first. Of an unplaced span the likely places, the likeliest first, and `remove`.
std::vector<Answer> answers_to(const Decision& decision, const DecisionScene& scene);

// What an answer does. The registry's edits first bring back, when they are undone, what waited.
struct DecidingEdits {
  std::vector<Edit> edits;
  std::vector<EntityEdit> entity_edits;
};
// Precondition: the answer is one of answers_to(); a `place` may be any in the text.
DecidingEdits edits_of(const Decision& decision, const Answer& answer, const DecisionScene& scene);

// How often an entity is named in these annotations: by mentions, roles and other answers.
std::size_t count_uses(const EntityId& entity, const Scheme& scheme, const Annotations& state);

}  // namespace sayso
