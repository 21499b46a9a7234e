// errno in words that name the path and, where there is one, what the user can do about it.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

// `doing` completes "cannot …": "save", "read". Kind is machine; place is the path.
Error file_error(std::string_view doing, const Path& path, Errno error);

// The name of an errno and what it means: "no space left on device (ENOSPC)".
std::string errno_text(Errno error);

}  // namespace sayso
