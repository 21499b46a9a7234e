#include "ui/cli/plugin_choosing.h"

#include <filesystem>
#include <functional>

#include "core/files/read_file.h"
#include "plugins/host/plugin_consent.h"
#include "ui/cli/json.h"

namespace sayso::cli {
namespace {

// Keeps what the user said by `change`, and tells that it is done.
int choose(const std::function<Result<void>(const Path& choices)>& change, const std::string& done, Output& output) {
  const auto file = plugin_choices_file();
  if (!file) return output.failed(file.error());
  if (const auto changed = change(*file); !changed) return output.failed(changed.error());
  output.document(to_document({{"done", done}}));
  output.line(done);
  return kDone;
}

}  // namespace

Result<const PluginInfo*> plugin_called(const InstalledPlugins& plugins, const std::string& name) {
  std::vector<const PluginInfo*> called;
  for (const PluginInfo* plugin : plugins.all()) {
    if (plugin->id == name) return plugin;
    if (plugin->name == name) called.push_back(plugin);
  }
  if (called.empty()) return usage_error("there is no plugin '" + name + "'", "see `sayso plugin list`");
  if (called.size() == 1) return called.front();
  std::string ids;
  for (const PluginInfo* plugin : called) ids += (ids.empty() ? "" : ", ") + plugin->id + " (" + to_text(plugin->kind) + ")";
  return usage_error("several plugins are called '" + name + "'", "name one by its id: " + ids);
}

int enable_plugin(const InstalledPlugins& plugins, const std::string& name, bool enabled, Output& output) {
  const auto called = plugin_called(plugins, name);
  if (!called) return output.failed(called.error());
  const PluginInfo* const plugin = *called;
  return choose([&](const Path& choices) { return sayso::enable_plugin(real_files(), choices, plugin->id, enabled); },
                plugin->name + (enabled ? " is enabled" : " is disabled"), output);
}

int trust_plugin(const InstalledPlugins& plugins, const PluginArguments& arguments, Output& output) {
  if (arguments.project.empty()) {
    return output.failed(usage_error("plugin trust needs the project that brings the plugin", "sayso plugin trust NAME --project DIR"));
  }
  const auto called = plugin_called(plugins, arguments.name);
  if (!called) return output.failed(called.error());
  const PluginInfo* const plugin = *called;
  if (plugin->origin != PluginOrigin::project) {
    output.line(plugin->name + " is not the project's: it needs no trust");
    return kDone;
  }
  const auto inside = look_inside(real_files(), *plugin);
  if (!inside) return output.failed(inside.error());
  const PluginInfo& now = inside->plugin;
  output.line(now.title + " (" + now.id + " " + now.version + ", " + sayso::to_text(now.kind) + ")");
  output.line("  " + command_line_of(now));
  for (const std::string& file : inside->files) output.line("  " + file);
  output.line("  " + std::to_string(inside->files.size()) + (inside->files.size() == 1 ? " file" : " files") + ", sum " + inside->sum);
  if (!arguments.yes) {
    output.document(to_document(
        {{"trusted", false}, {"id", now.id}, {"runs", command_line_of(now)}, {"files", inside->files}, {"sum", inside->sum}}));
    output.line("it does not run yet; say it again with --yes --sum " + inside->sum + " when you have looked at it");
    return kFound;
  }
  return choose(
      [&](const Path& choices) {
        return sayso::trust_plugin(real_files(), choices, now, arguments.sum.empty() ? inside->sum : arguments.sum);
      },
      now.name + " is trusted until one of its files changes", output);
}

int remove_plugin(const InstalledPlugins& plugins, const std::string& name, Output& output) {
  InstalledPlugins own;
  for (const PluginInfo* each : plugins.all()) {
    if (each->origin == PluginOrigin::user) own.plugins.push_back(*each);
  }
  const auto called = plugin_called(own, name);
  if (!called) {
    const auto other = plugin_called(plugins, name);
    if (!other || (*other)->origin == PluginOrigin::user) return output.failed(other ? called.error() : other.error());
    return output.failed(usage_error(name + " is not one that you installed (" + to_text((*other)->origin) + ")", "sayso plugin disable " + name));
  }
  const PluginInfo* const plugin = *called;
  std::error_code error;
  std::filesystem::remove_all(plugin->folder, error);
  if (error) return output.failed(machine_error("the plugin cannot be removed: " + error.message(), plugin->folder.string()));
  // One that is installed again is another.
  return choose([&](const Path& choices) { return sayso::enable_plugin(real_files(), choices, plugin->id, true); },
                plugin->name + " is removed", output);
}

}  // namespace sayso::cli
