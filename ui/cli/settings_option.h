// --set key=value, of a plugin.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace sayso::cli {

// Error (usage): one that is not key=value.
Result<std::vector<std::pair<std::string, std::string>>> settings_from(const std::vector<std::string>& given);

}  // namespace sayso::cli
