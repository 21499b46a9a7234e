// What sayso-plugin-host does to itself before it loads a plugin or becomes the plugin's program: limits, and the sandbox.
#pragma once

#include <filesystem>

#include "core/base/result.h"
#include "core/process/sandbox.h"

namespace sayso::child {

// Where the parts of an installed sayso that plugins may use lie: the Python module. "" when it was not found.
std::filesystem::path python_folder();

// `home` is the plugin's folder, `temporary` the one it may write in. With one thread. Error (machine): what was refused.
Result<Confinement> confine(const std::filesystem::path& home, const std::filesystem::path& temporary, bool is_program);

}  // namespace sayso::child
