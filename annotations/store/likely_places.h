// Where the words of a span that has no place in the text any more may stand now. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/model/span.h"
#include "core/text/text_index.h"

namespace sayso {

// At most `most` places, the likeliest first: where the words stand as they were; where they do without regard to
// white space and kinds of quotation marks; then stretches as long that have at least half of the words. Among equals
// those nearest to what fills the same frames, or else to where the span was. Costs a pass over the text.
std::vector<Fragments> likely_places(const Span& span, const Annotations& state, const TextIndex& text, std::size_t most);

}  // namespace sayso
