// The plugins of this installation, as commands use them.
#pragma once

#include "annotations/store/project.h"
#include "plugins/host/installed_plugins.h"
#include "plugins/host/project_plugins.h"
#include "ui/cli/output.h"

namespace sayso::cli {

struct PluginsHere {
  InstalledPlugins plugins;  // with the project's settings
  ProjectPlugins project;
};

// Those that may run in this project; those that could not be read, those of the project that nobody said yes to, and what is
// wrong with the project's settings are told on standard error.
PluginsHere plugins_here(FileSystem& files, Output& output, const Project& project);

}  // namespace sayso::cli
