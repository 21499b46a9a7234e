// A user's yes and no to plugins: what she must see before she says yes to one that a project brings, and keeping what she
// said. Any thread. Every change reads the choices anew and changes that one.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/files/file_system.h"
#include "plugins/host/plugin_choices.h"
#include "plugins/host/plugin_info.h"

namespace sayso {

// What starts when it runs, as a person reads it: "runs python3 plugin.py  (in /…)", "loads /…/plugin.so".
std::string command_line_of(const PluginInfo& plugin);

// What would run: all of it is summed up by `sum`, and only a plugin of that sum is what was looked at.
struct PluginInside {
  PluginInfo plugin;               // as it is in its folder then
  std::vector<std::string> files;  // names in its folder, sorted; may be shown
  std::string sum;                 // SHA-256 in hex, as sum_of_plugin()

  bool operator==(const PluginInside&) const = default;
};

// Errors: it cannot be read, holds a link, or changes while it is looked at.
Result<PluginInside> look_inside(FileSystem& files, const PluginInfo& plugin);

// She says yes to the plugin with the sum that she was shown. Errors: it has another one by now (damaged: nothing is said yes
// to); `choices` cannot be read or written.
Result<void> trust_plugin(FileSystem& files, const Path& choices, const PluginInfo& plugin, const std::string& shown_sum);

// Whether it runs, whoever brings it. Error: `choices` cannot be read or written.
Result<void> enable_plugin(FileSystem& files, const Path& choices, const std::string& id, bool enabled);

}  // namespace sayso
