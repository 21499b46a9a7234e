#include "plugins/host/plugin_consent.h"

#include <functional>

#include "core/files/read_file.h"
#include "plugins/host/plain_text.h"

namespace sayso {
namespace {

Result<void> choose(FileSystem& files, const Path& file, const std::function<void(PluginChoices&)>& change) {
  auto choices = read_plugin_choices(files, file);
  if (!choices) return choices.error();
  const PluginChoices before = *choices;
  change(*choices);
  return *choices == before ? Result<void>() : write_plugin_choices(files, file, *choices);
}

Error changed_error(const PluginInfo& plugin, const std::string& since) {
  return damaged_error("the plugin " + plugin.name + " has changed since it " + since, plugin.folder.string(),
                       "look at it again: nothing was said yes to");
}

}  // namespace

std::string command_line_of(const PluginInfo& plugin) {
  if (plugin.command.empty()) return "loads " + made_plain(plugin.library.string());
  std::string words;
  for (const std::string& word : plugin.command) words += " " + word;
  return "runs" + words + "  (in " + made_plain(plugin.folder.string()) + ")";
}

Result<PluginInside> look_inside(FileSystem& files, const PluginInfo& plugin) {
  // Read between two sums: what is shown is of what is summed.
  const auto sum = sum_of_plugin(files, plugin.folder);
  if (!sum) return sum.error();
  auto now = read_plugin(files, plugin.folder);
  if (!now) return now.error();
  now->origin = plugin.origin;
  auto names = list_tree(files, plugin.folder);
  if (!names) return names.error();
  const auto again = sum_of_plugin(files, plugin.folder);
  if (!again) return again.error();
  if (*again != *sum) return changed_error(plugin, "was begun to be looked at");
  for (std::string& name : *names) name = made_plain(name);
  return PluginInside{std::move(*now), std::move(*names), *sum};
}

Result<void> trust_plugin(FileSystem& files, const Path& choices, const PluginInfo& plugin, const std::string& shown_sum) {
  const auto sum = sum_of_plugin(files, plugin.folder);
  if (!sum) return sum.error();
  if (*sum != shown_sum) return changed_error(plugin, "was shown");
  return choose(files, choices, [&](PluginChoices& said) { said.trusted.emplace(plugin.id, shown_sum); });
}

Result<void> enable_plugin(FileSystem& files, const Path& choices, const std::string& id, bool enabled) {
  return choose(files, choices, [&](PluginChoices& said) {
    if (enabled) {
      said.disabled.erase(id);
    } else {
      said.disabled.insert(id);
    }
  });
}

}  // namespace sayso
