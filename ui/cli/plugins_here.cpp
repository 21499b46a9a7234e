#include "ui/cli/plugins_here.h"

#include <utility>

namespace sayso::cli {

PluginsHere plugins_here(FileSystem& files, Output& output, const Project& project) {
  ReadProjectPlugins wanted = read_project_plugins(project.manifest);
  InstalledPlugins plugins = with_settings_of(wanted, plugins_of_user(files, project.folder));
  for (const Error& problem : plugins.problems) output.complain(problem);
  for (const LeftOutPlugin& left_out : plugins.left_out) {
    if (left_out.why == LeftOutPlugin::Why::disabled) continue;
    output.notice("the project's plugin " + left_out.plugin.name + " does not run: " + to_text(left_out.why) + "; look at it, then sayso plugin trust " +
                  left_out.plugin.name + " --project " + project.folder.string());
  }
  return {std::move(plugins), std::move(wanted.plugins)};
}

}  // namespace sayso::cli
