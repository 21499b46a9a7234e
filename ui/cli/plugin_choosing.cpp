#include "ui/cli/plugin_choosing.h"

#include <filesystem>
#include <functional>

#include "core/base/xdg.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
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

Result<Path> folder_of_user() {
  const auto data = data_folder();
  if (!data) return data.error();
  return *data / "plugins";
}

}  // namespace

Error no_such_plugin(const std::string& name) { return usage_error("there is no plugin '" + name + "'", "see `sayso plugin list`"); }

int enable_plugin(const InstalledPlugins& plugins, const std::string& name, bool enabled, Output& output) {
  const PluginInfo* plugin = plugins.find(name);
  if (plugin == nullptr) return output.failed(no_such_plugin(name));
  return choose([&](const Path& choices) { return sayso::enable_plugin(real_files(), choices, plugin->id, enabled); },
                plugin->name + (enabled ? " is enabled" : " is disabled"), output);
}

int trust_plugin(const InstalledPlugins& plugins, const PluginArguments& arguments, Output& output) {
  if (arguments.project.empty()) {
    return output.failed(usage_error("plugin trust needs the project that brings the plugin", "sayso plugin trust NAME --project DIR"));
  }
  const PluginInfo* plugin = plugins.find(arguments.name);
  if (plugin == nullptr) return output.failed(no_such_plugin(arguments.name));
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

int install_plugin(const InstalledPlugins& plugins, const std::string& path, Output& output) {
  const Path from = std::filesystem::absolute(path + "/.").lexically_normal().parent_path();
  const auto plugin = read_plugin(real_files(), from);
  if (!plugin) return output.failed(plugin.error());
  for (const PluginInfo* there : plugins.all()) {
    if (!are_called_the_same(*there, *plugin)) continue;
    return output.failed(usage_error(plugin->name + " (" + plugin->id + ") is there already: " + there->folder.string(),
                                     "sayso plugin remove " + there->name + ", if it is your own"));
  }
  const auto sum = sum_of_plugin(real_files(), from);  // no links, which would be copied as what they lead to
  if (!sum) return output.failed(sum.error());
  const auto folder = folder_of_user();
  if (!folder) return output.failed(folder.error());
  // Whole or not at all.
  const Path to = *folder / plugin->name, aside = *folder / ("." + plugin->name + ".new");
  if (is_there(real_files(), to)) return output.failed(usage_error("'" + to.string() + "' is there already", "take it away"));
  std::error_code error;
  std::filesystem::remove_all(aside, error);
  if (const auto made = make_folders(real_files(), *folder); !made) return output.failed(made.error());
  std::filesystem::copy(from, aside, std::filesystem::copy_options::recursive, error);
  if (!error) std::filesystem::rename(aside, to, error);
  if (error) {
    std::error_code ignored;
    std::filesystem::remove_all(aside, ignored);
    return output.failed(machine_error("the plugin cannot be copied: " + error.message(), to.string()));
  }
  output.document(to_document({{"folder", to.string()}}));
  output.line(plugin->name + " is installed: " + to.string());
  return kDone;
}

int remove_plugin(const InstalledPlugins& plugins, const std::string& name, Output& output) {
  const PluginInfo* plugin = nullptr;
  for (const PluginInfo* each : plugins.all()) {
    if (each->origin == PluginOrigin::user && (each->name == name || each->id == name)) plugin = each;
  }
  if (plugin == nullptr) {
    const PluginInfo* other = plugins.find(name);
    if (other == nullptr) return output.failed(no_such_plugin(name));
    return output.failed(usage_error(name + " is not one that you installed (" + to_text(other->origin) + ")", "sayso plugin disable " + name));
  }
  std::error_code error;
  std::filesystem::remove_all(plugin->folder, error);
  if (error) return output.failed(machine_error("the plugin cannot be removed: " + error.message(), plugin->folder.string()));
  // One that is installed again is another.
  return choose([&](const Path& choices) { return sayso::enable_plugin(real_files(), choices, plugin->id, true); },
                plugin->name + " is removed", output);
}

}  // namespace sayso::cli
