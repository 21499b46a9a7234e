#include "ui/cli/plugins_here.h"

namespace sayso::cli {

InstalledPlugins plugins_here(FileSystem& files, Output& output) {
  InstalledPlugins plugins = find_plugins(files, default_plugin_places(files));
  for (const Error& problem : plugins.problems) output.complain(problem);
  return plugins;
}

}  // namespace sayso::cli
