// Records that a plugin gave, as edits of the store. Pure.
#pragma once

#include <vector>

#include "annotations/edit/edit.h"
#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"
#include "core/base/result.h"
#include "core/text/text_index.h"

namespace sayso {

// Adds the spans, then the frames; roles that other frames fill come last, so that frames may name each other in any order.
std::vector<Edit> edits_that_add(const std::vector<Span>& spans, const std::vector<Frame>& frames);

// The state after the edits, each of which must be allowed by the scheme, the text and what is there. Error as allowed() and
// update().
Result<Annotations> state_after(const Scheme& scheme, const Registry& registry, const TextIndex& text, Annotations state,
                                const std::vector<Edit>& edits);

}  // namespace sayso
