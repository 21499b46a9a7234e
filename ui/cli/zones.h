// The zones of an article as the command line takes them.
#pragma once

#include <string_view>
#include <vector>

#include "annotations/model/article.h"
#include "core/base/result.h"

namespace sayso::cli {

// [{"kind": "headline", "at": [begin, end], "annotate": false}, …]; code points, end exclusive; "annotate"
// may be left out. Errors (usage): not that form.
Result<std::vector<Zone>> zones_from_json(std::string_view json);

}  // namespace sayso::cli
