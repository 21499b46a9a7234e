#include "ui/cli/plugin_choosing.h"

#include <filesystem>
#include <functional>

#include "core/files/read_file.h"
#include "ui/cli/json.h"

namespace sayso::cli {
namespace {

// Changes what the user said, and keeps it.
int choose(const std::function<void(PluginChoices&)>& change, const std::string& done, Output& output) {
  const auto file = plugin_choices_file();
  if (!file) return output.failed(file.error());
  auto choices = read_plugin_choices(real_files(), *file);
  if (!choices) return output.failed(choices.error());
  change(*choices);
  if (const auto written = write_plugin_choices(real_files(), *file, *choices); !written) return output.failed(written.error());
  output.document(to_document({{"done", done}}));
  output.line(done);
  return kDone;
}

// What starts when it runs, as a person reads it.
std::string command_line(const PluginInfo& plugin) {
  if (plugin.command.empty()) return "loads " + plugin.library.string();
  std::string words;
  for (const std::string& word : plugin.command) words += " " + word;
  return "runs" + words + "  (in " + plugin.folder.string() + ")";
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
  const auto change = [&](PluginChoices& choices) {
    if (enabled) {
      choices.disabled.erase(plugin->id);
    } else {
      choices.disabled.insert(plugin->id);
    }
  };
  return choose(change, plugin->name + (enabled ? " is enabled" : " is disabled"), output);
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
  const auto sum = sum_of_plugin(real_files(), plugin->folder);
  if (!sum) return output.failed(sum.error());
  const auto names = list_tree(real_files(), plugin->folder);
  if (!names) return output.failed(names.error());
  output.line(plugin->title + " (" + plugin->id + " " + plugin->version + ", " + sayso::to_text(plugin->kind) + ")");
  output.line("  " + command_line(*plugin));
  output.line("  " + std::to_string(names->size()) + " files, sum " + *sum);
  if (!arguments.yes) {
    output.document(to_document({{"trusted", false}, {"id", plugin->id}, {"runs", command_line(*plugin)}, {"sum", *sum}}));
    output.line("it does not run yet; say it again with --yes when you have looked at it");
    return kFound;
  }
  const auto change = [&](PluginChoices& choices) { choices.trusted.emplace(plugin->id, *sum); };
  return choose(change, plugin->name + " is trusted until one of its files changes", output);
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
  return choose([&](PluginChoices& choices) { choices.disabled.erase(plugin->id); }, plugin->name + " is removed", output);
}

}  // namespace sayso::cli
