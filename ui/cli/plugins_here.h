// The plugins of this installation, as commands use them.
#pragma once

#include "plugins/host/installed_plugins.h"
#include "ui/cli/output.h"

namespace sayso::cli {

// Found beside the program and in SAYSO_PLUGIN_PATH; those left out are told on standard error.
InstalledPlugins plugins_here(FileSystem& files, Output& output);

}  // namespace sayso::cli
