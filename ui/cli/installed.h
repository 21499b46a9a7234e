// What belongs to the program and lies beside it: found from where the running program lies, so that a build
// tree, an installation and a copy of one somewhere else are the same.
#pragma once

#include <optional>
#include <string>

#include "core/files/file_system.h"

namespace sayso::cli {

// PREFIX/share/sayso/NAME, where PREFIX/bin/sayso (or BUILD/ui/sayso) runs; nullopt when it is not there.
std::optional<Path> installed_path(FileSystem& files, const std::string& name);

// The sample project that comes with sayso; to be copied before somebody works in it.
std::optional<Path> sample_project(FileSystem& files);

}  // namespace sayso::cli
