// Names that come from others (plugins, archives, ids) and become paths below a folder of ours.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sayso {

inline constexpr std::size_t kRelativePathLimit = 200;  // bytes

// Ok when joining it to a folder stays inside that folder and every part is an ordinary name: not empty,
// not absolute, no "." or "..", no part with a leading dot, no empty part, no '\', ':', control
// character or NUL, valid UTF-8, at most kRelativePathLimit bytes. Error kind damaged, saying which.
Result<void> check_relative_path(std::string_view path);

// The stricter rule of article ids: letters, digits, '-', '_', '.' and (with folders) '/'; letters and
// digits of any script.
Result<void> check_path_id(std::string_view id, bool folders_allowed);

}  // namespace sayso
