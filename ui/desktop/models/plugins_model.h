// From what was found of plugins to the sheet that shows it, and what keys do on it. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "plugins/host/installed_plugins.h"
#include "plugins/host/project_plugins.h"
#include "ui/desktop/models/plugin_sheet.h"
#include "ui/desktop/plugin_work.h"
#include "ui/desktop/ui_state.h"

namespace sayso::ui {

// What it is made from, borrowed.
struct PluginsScene {
  const InstalledPlugins& plugins;
  const ProjectPlugins& project;
  const std::vector<Error>& problems;  // what is wrong with plugins, and with what sayso.json says of them
  const std::optional<PluginSeen>& seen;
  bool finding = false;
  std::string read_only = {};  // why sayso.json cannot be changed, "" if it can
  float list_scroll = 0, scroll = 0;
};

// What can be chosen in the list, in its order: the folder of a plugin, or "problem:0".
std::vector<std::string> plugin_keys(const PluginsScene& scene);
// The chosen plugin; nullptr when a problem is chosen, or nothing is there.
const PluginInfo* chosen_plugin(const PluginsScene& scene, const OpenPlugins& open);

PluginsModel plugins_model(const PluginsScene& scene, const OpenPlugins& open);

// A control and what its keys do: Left and Right choose, Enter presses.
struct PluginControl {
  std::string name;
  std::vector<Intent> choices;  // of one of a few
  std::size_t chosen = 0;       // of these; as many as there are: none
  Intent press;
};
std::vector<PluginControl> controls_of(const PluginsModel& model);

}  // namespace sayso::ui
