#include "ui/cli/plugins_here.h"

namespace sayso::cli {

InstalledPlugins plugins_here(FileSystem& files, Output& output, const Path& project) {
  InstalledPlugins plugins = plugins_of_user(files, project);
  for (const Error& problem : plugins.problems) output.complain(problem);
  for (const LeftOutPlugin& left_out : plugins.left_out) {
    if (left_out.why == LeftOutPlugin::Why::disabled) continue;
    output.notice("the project's plugin " + left_out.plugin.name + " does not run: " + to_text(left_out.why) + "; look at it, then sayso plugin trust " +
                  left_out.plugin.name + " --project " + project.string());
  }
  return plugins;
}

}  // namespace sayso::cli
