// Which plugins run: what a user says of them, and which are her own. Each gives the exit status.
#pragma once

#include <string>

#include "plugins/host/installed_plugins.h"
#include "ui/cli/output.h"
#include "ui/cli/plugin_command.h"

namespace sayso::cli {

// The plugin of that id, or of that name where there is just one. Error (usage): none, or several, with their ids.
Result<const PluginInfo*> plugin_called(const InstalledPlugins& plugins, const std::string& name);

// `sayso plugin enable` and `disable`: of any plugin that is there.
int enable_plugin(const InstalledPlugins& plugins, const std::string& name, bool enabled, Output& output);

// `sayso plugin trust`: shows what would run; with `yes` it may, until one of its files changes. Without: kFound.
int trust_plugin(const InstalledPlugins& plugins, const PluginArguments& arguments, Output& output);

// `sayso plugin remove` takes one away that was installed.
int remove_plugin(const InstalledPlugins& plugins, const std::string& name, Output& output);

}  // namespace sayso::cli
