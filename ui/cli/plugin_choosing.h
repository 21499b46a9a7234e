// Which plugins run: what a user says of them, and which are her own. Each gives the exit status.
#pragma once

#include <string>

#include "plugins/host/installed_plugins.h"
#include "ui/cli/output.h"
#include "ui/cli/plugin_command.h"

namespace sayso::cli {

Error no_such_plugin(const std::string& name);

// `sayso plugin enable` and `disable`: of any plugin that is there.
int enable_plugin(const InstalledPlugins& plugins, const std::string& name, bool enabled, Output& output);

// `sayso plugin trust`: shows what would run; with `yes` it may, until one of its files changes. Without: kFound.
int trust_plugin(const InstalledPlugins& plugins, const PluginArguments& arguments, Output& output);

// `sayso plugin install` copies a plugin's folder among the user's own, whole or not at all; `remove` takes one of these away.
int install_plugin(const InstalledPlugins& plugins, const std::string& path, Output& output);
int remove_plugin(const InstalledPlugins& plugins, const std::string& name, Output& output);

}  // namespace sayso::cli
