// The plugins of this installation, as commands use them.
#pragma once

#include "plugins/host/installed_plugins.h"
#include "ui/cli/output.h"

namespace sayso::cli {

// Those that may run, in this project if one is named; those that could not be read, and those of the project that nobody said
// yes to, are told on standard error.
InstalledPlugins plugins_here(FileSystem& files, Output& output, const Path& project = {});

}  // namespace sayso::cli
