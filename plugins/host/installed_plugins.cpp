#include "plugins/host/installed_plugins.h"

#include <algorithm>
#include <cstdlib>

#include "core/files/read_file.h"

namespace sayso {

PluginPlaces default_plugin_places(FileSystem& files) {
  PluginPlaces places;
  const auto self = files.read_link("/proc/self/exe");
  if (self.ok()) {
    // PREFIX/bin/sayso, or BUILD/ui/sayso: in both what belongs to the program lies beside its folder.
    const Path prefix = self->parent_path().parent_path();
    for (const char* libdir : {"lib", SAYSO_LIBDIR}) {
      const Path folder = prefix / libdir / "sayso" / "plugins";
      if (is_folder(files, folder) && std::ranges::find(places.folders, folder) == places.folders.end()) {
        places.folders.push_back(folder);
      }
    }
    for (const char* libexecdir : {"libexec", SAYSO_LIBEXECDIR}) {
      const Path program = prefix / libexecdir / "sayso" / "sayso-plugin-host";
      if (places.host_program.empty() && is_there(files, program)) places.host_program = program;
    }
  }
  const char* const listed = std::getenv("SAYSO_PLUGIN_PATH");
  std::string_view rest = listed == nullptr ? "" : listed;
  while (!rest.empty()) {
    const auto colon = std::min(rest.find(':'), rest.size());
    if (colon > 0) places.folders.emplace_back(rest.substr(0, colon));
    rest.remove_prefix(std::min(colon + 1, rest.size()));
  }
  return places;
}

const PluginInfo* InstalledPlugins::exporter(const std::string& format) const {
  const auto found = std::ranges::find_if(plugins, [&](const PluginInfo& plugin) {
    return plugin.kind == PluginKind::exporter && plugin.name == format;
  });
  return found == plugins.end() ? nullptr : &*found;
}

std::vector<PluginInfo> InstalledPlugins::checkers() const {
  std::vector<PluginInfo> all;
  std::ranges::copy_if(plugins, std::back_inserter(all),
                       [](const PluginInfo& plugin) { return plugin.kind == PluginKind::checker; });
  return all;
}

std::vector<std::string> InstalledPlugins::formats() const {
  std::vector<std::string> names;
  for (const PluginInfo& plugin : plugins) {
    if (plugin.kind == PluginKind::exporter) names.push_back(plugin.name);
  }
  return names;
}

InstalledPlugins find_plugins(FileSystem& files, const PluginPlaces& places) {
  InstalledPlugins found;
  found.host_program = places.host_program;
  for (const Path& folder : places.folders) {
    const auto entries = list_folder(files, folder);
    if (!entries) {
      found.problems.push_back(entries.error());
      continue;
    }
    for (const FolderEntry& entry : *entries) {
      const Path home = folder / entry.name;
      if (!is_folder(files, home) || !is_there(files, home / "plugin.json")) continue;
      auto info = read_plugin(files, home);
      if (!info) {
        found.problems.push_back(info.error());
        continue;
      }
      const auto same = std::ranges::find_if(found.plugins, [&](const PluginInfo& other) {
        return other.id == info->id || (other.name == info->name && other.kind == info->kind);
      });
      if (same != found.plugins.end()) {
        found.problems.push_back(damaged_error("the plugin " + info->name + " (" + info->id +
                                                   ") is left out: " + same->folder.string() +
                                                   " has the same name or id",
                                               home.string(), "take one of them away"));
        continue;
      }
      found.plugins.push_back(std::move(*info));
    }
  }
  std::ranges::sort(found.plugins, [](const PluginInfo& a, const PluginInfo& b) {
    return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
  });
  return found;
}

}  // namespace sayso
