#include "annotations/model/span.h"

#include <algorithm>

namespace sayso {

CodePointRange hull(const Fragments& at) {
  if (at.empty()) return {};
  return {at.front().begin, at.back().end};
}

bool overlap(const Fragments& a, const Fragments& b) {
  return std::ranges::any_of(a, [&](const CodePointRange& one) {
    return std::ranges::any_of(b, [&](const CodePointRange& other) { return one.overlaps(other); });
  });
}

bool within_hull(const Fragments& inner, const Fragments& outer) {
  return !inner.empty() && !outer.empty() && hull(outer).contains(hull(inner));
}

}  // namespace sayso
