// A plugin as one file, and among a user's own plugins. Each gives the exit status.
#pragma once

#include <string>

#include "plugins/host/installed_plugins.h"
#include "ui/cli/output.h"

namespace sayso::cli {

// `sayso plugin pack FOLDER`: makes NAME-VERSION.sayso-plugin here; nothing is overwritten.
int pack_plugin(const std::string& folder, Output& output);

// `sayso plugin install`: a folder or a package, whole or not at all.
int install_plugin(const InstalledPlugins& plugins, const std::string& path, Output& output);

}  // namespace sayso::cli
