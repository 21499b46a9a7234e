// The value of an attribute, and what is kept of JSON that sayso does not understand.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/state/flat_map.h"

namespace sayso {

// JSON source text of one value, kept and written back letter by letter.
struct RawJson {
  std::string source;

  bool operator==(const RawJson&) const = default;
};

// choice, text and entity are strings; choices are lists; scale is an integer or the name of an
// extra value ("mixed"); number an integer or a double; flag a bool. RawJson: anything else, and
// numbers that a double does not give back letter by letter (1.10, 1e400).
using Value = std::variant<std::string, std::int64_t, double, bool, std::vector<std::string>, RawJson>;

using Attributes = FlatMap<std::string, Value>;  // by name; an unanswered attribute has no key
using Extra = FlatMap<std::string, RawJson>;     // keys that sayso does not know, by name

}  // namespace sayso
