// Which plugins there are, and the program that runs them. Looking reads plugin.json files and starts
// nothing.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/files/file_system.h"
#include "plugins/host/plugin_info.h"

namespace sayso {

struct PluginPlaces {
  std::vector<Path> folders;  // each holds one folder a plugin; earlier ones win
  Path host_program;          // sayso-plugin-host, "" when it was not found
};

// The folders of the bundled plugins and of SAYSO_PLUGIN_PATH (names separated by ':'), and the host program,
// found from where the running program lies: the same in a build tree and when installed.
PluginPlaces default_plugin_places(FileSystem& files);

struct InstalledPlugins {
  std::vector<PluginInfo> plugins;  // sorted by kind, then name
  std::vector<Error> problems;      // plugins left out: unreadable, or of a name that is taken (both named)
  Path host_program;

  const PluginInfo* exporter(const std::string& format) const;  // nullptr when there is none
  std::vector<PluginInfo> checkers() const;
  std::vector<std::string> formats() const;  // names of all exporters
};

InstalledPlugins find_plugins(FileSystem& files, const PluginPlaces& places);

}  // namespace sayso
