// JSON for people: what fits in a line stays on one, the rest is broken one item a line. Private to store/.
#pragma once

#include <string>

namespace sayso {

// Precondition: JSON as JsonLine writes it. Two spaces a level, 110 columns (bytes), last line ended.
std::string pretty_json(const std::string& compact_line);

}  // namespace sayso
