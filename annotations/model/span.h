// A span: a stretch of text with a layer and attributes.
#pragma once

#include <string>
#include <vector>

#include "annotations/model/conflicts.h"
#include "annotations/model/ids.h"
#include "annotations/model/origin.h"
#include "annotations/model/value.h"
#include "core/state/seldom.h"
#include "core/text/offset.h"

namespace sayso {

// Fragments of one span in text order, not empty, not touching or overlapping; code points, end exclusive.
using Fragments = std::vector<CodePointRange>;

struct Span {
  RecordId id;
  std::string layer;
  Fragments at;
  std::vector<std::string> text;  // one quoted text a fragment, by which a moved span is found again
  Attributes attributes;
  Seldom<Origin> origin;  // only when not made by hand
  Extra extra;
  Conflicts conflicts = {};

  bool operator==(const Span&) const = default;
};

inline const std::string& key_of(const Span& span) { return span.id.value; }

// From the first fragment's begin to the last one's end; {0,0} for a span without fragments.
CodePointRange hull(const Fragments& at);

// Do these two have a code point in common?
bool overlap(const Fragments& a, const Fragments& b);

// Is each code point of `inner` in `outer`'s hull?
bool within_hull(const Fragments& inner, const Fragments& outer);

}  // namespace sayso
