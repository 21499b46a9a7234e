// A frame: an annotation without a text of its own. Its roles are filled by spans, entities or other
// frames, and a filler may carry attributes (stance: value and basis). The attribution of the default
// scheme is a frame; what other tools call a relation or an event is one too.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "annotations/model/conflicts.h"
#include "annotations/model/ids.h"
#include "annotations/model/origin.h"
#include "annotations/model/value.h"
#include "core/state/flat_map.h"
#include "core/state/seldom.h"

namespace sayso {

// What fills a role: a record of the same file, or an entity. In JSON an entity's id follows "entity:".
using Target = std::variant<RecordId, EntityId>;

std::string to_text(const Target& target);            // "0193a1…" or "entity:antony-blinken-91c2"
Target target_from_text(const std::string& text);

struct Filler {
  Target to;
  Attributes attributes;
  Extra extra;

  bool operator==(const Filler&) const = default;
};

// A role without a key is unanswered; with an empty list it was answered 'none'.
using Roles = FlatMap<std::string, std::vector<Filler>>;

struct Frame {
  RecordId id;
  std::string layer;
  Roles roles;
  Attributes attributes;
  Seldom<Origin> origin;
  Extra extra;
  Conflicts conflicts = {};

  bool operator==(const Frame&) const = default;
};

inline const std::string& key_of(const Frame& frame) { return frame.id.value; }

// The fillers of a role; an empty list where the role has no key.
const std::vector<Filler>& fillers(const Frame& frame, const std::string& role);

// Does `target` fill any role of the frame?
bool is_filled_by(const Frame& frame, const Target& target);

}  // namespace sayso
