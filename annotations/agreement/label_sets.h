// Sets of labels (the answers of a `choices` attribute) and how alike two are. Pure.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "annotations/model/value.h"

namespace sayso {

using LabelSet = std::set<std::string>;

// Of a list of strings; empty for any other value.
LabelSet label_set(const Value& value);

// One string a set, equal for equal sets, and back.
std::string key_of_labels(const LabelSet& labels);
LabelSet labels_of_key(std::string_view key);

// Labels in common / labels in either; 1 for two empty sets, which are equal. 1 - jaccard is the distance for
// an alpha over sets, taken as it is, not squared (Passonneau 2004, "Computing Reliability for Coreference").
double jaccard(const LabelSet& a, const LabelSet& b);

}  // namespace sayso
