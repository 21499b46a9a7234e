// What comparing the answers to one attribute adds to a comparison, for frames, spans and fillers alike. Pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "annotations/agreement/comparison.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"

namespace sayso {

// The attributes of two records (or fillers) that are the same thing to both annotators.
using AttributePair = std::pair<const Attributes*, const Attributes*>;

// First "share-equal"; then by the attribute's type "alpha-ordinal" over the pairs both on a scale, or "jaccard",
// "alpha-jaccard" and an "alpha-nominal" for each label, or "alpha-nominal". Only pairs that both answered
// count, a default being an answer. Entities are compared after joins.
void add_attribute_figures(Comparison& into, const Registry& registry, const std::string& subject,
                           const AttributeRule& rule, const std::vector<AttributePair>& pairs);

}  // namespace sayso
