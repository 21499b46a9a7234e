// Where a user's own files lie, by the XDG Base Directory rules: settings, data, state, cache.
// Only names; nothing is created. A variable that is empty or relative counts as not set.
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace sayso {

// Each ends in "/sayso". Error (machine) when neither the XDG variable nor HOME gives an absolute path.
Result<std::filesystem::path> config_folder();  // $XDG_CONFIG_HOME or ~/.config
Result<std::filesystem::path> data_folder();    // $XDG_DATA_HOME or ~/.local/share
Result<std::filesystem::path> state_folder();   // $XDG_STATE_HOME or ~/.local/state
Result<std::filesystem::path> cache_folder();   // $XDG_CACHE_HOME or ~/.cache

}  // namespace sayso
