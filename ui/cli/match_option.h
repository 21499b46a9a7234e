// --match as commands take it.
#pragma once

#include <string>

#include "annotations/agreement/alignment.h"
#include "core/base/result.h"

namespace sayso::cli {

// "", "exact", "trimmed", "overlap", or "overlap:T": T is the least character Jaccard, 0 < T <= 1.
// Error (usage): anything else.
Result<MatchRule> match_from_text(const std::string& text);

}  // namespace sayso::cli
