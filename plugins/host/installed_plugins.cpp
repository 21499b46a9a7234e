#include "plugins/host/installed_plugins.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <tuple>

#include "core/base/xdg.h"
#include "core/files/read_file.h"

namespace sayso {

PluginPlaces default_plugin_places(FileSystem& files, const Path& project) {
  PluginPlaces places;
  const auto self = files.read_link("/proc/self/exe");
  if (self.ok()) {
    // PREFIX/bin/sayso, or BUILD/ui/sayso: in both what belongs to the program lies beside its folder.
    const Path prefix = self->parent_path().parent_path();
    for (const char* libdir : {"lib", SAYSO_LIBDIR}) {
      const Path folder = prefix / libdir / "sayso" / "plugins";
      if (is_folder(files, folder) && std::ranges::find(places.folders, folder, &PluginPlace::folder) == places.folders.end()) {
        places.folders.emplace_back(folder, PluginOrigin::bundled);
      }
    }
    for (const char* libexecdir : {"libexec", SAYSO_LIBEXECDIR}) {
      const Path program = prefix / libexecdir / "sayso" / "sayso-plugin-host";
      if (places.host_program.empty() && is_there(files, program)) places.host_program = program;
    }
  }
  if (const auto data = data_folder(); data && is_folder(files, *data / "plugins")) {
    places.folders.emplace_back(*data / "plugins", PluginOrigin::user);
  }
  if (!project.empty() && is_folder(files, project / "plugins")) {
    places.folders.emplace_back(project / "plugins", PluginOrigin::project);
  }
  const char* const listed = std::getenv("SAYSO_PLUGIN_PATH");
  std::string_view rest = listed == nullptr ? "" : listed;
  while (!rest.empty()) {
    const auto colon = std::min(rest.find(':'), rest.size());
    if (colon > 0) places.folders.emplace_back(Path(rest.substr(0, colon)));
    rest.remove_prefix(std::min(colon + 1, rest.size()));
  }
  return places;
}

const PluginInfo* InstalledPlugins::find(PluginKind kind, const std::string& name) const {
  const auto found = std::ranges::find_if(plugins, [&](const PluginInfo& plugin) {
    return plugin.kind == kind && (plugin.name == name || plugin.id == name);
  });
  return found == plugins.end() ? nullptr : &*found;
}

std::vector<const PluginInfo*> InstalledPlugins::all() const {
  std::vector<const PluginInfo*> all;
  for (const PluginInfo& plugin : plugins) all.push_back(&plugin);
  for (const LeftOutPlugin& each : left_out) all.push_back(&each.plugin);
  return all;
}

const PluginInfo* InstalledPlugins::find(const std::string& name) const {
  for (const PluginInfo* plugin : all()) {
    if (plugin->name == name || plugin->id == name) return plugin;
  }
  return nullptr;
}

std::optional<LeftOutPlugin::Why> InstalledPlugins::why_not(const PluginInfo& plugin) const {
  const auto found = std::ranges::find(left_out, plugin.folder, [](const LeftOutPlugin& each) { return each.plugin.folder; });
  return found == left_out.end() ? std::nullopt : std::optional(found->why);
}

std::vector<PluginInfo> InstalledPlugins::checkers() const {
  std::vector<PluginInfo> all;
  std::ranges::copy_if(plugins, std::back_inserter(all),
                       [](const PluginInfo& plugin) { return plugin.kind == PluginKind::checker; });
  return all;
}

std::vector<std::string> InstalledPlugins::names(PluginKind kind) const {
  std::vector<std::string> names;
  for (const PluginInfo& plugin : plugins) {
    if (plugin.kind == kind) names.push_back(plugin.name);
  }
  return names;
}

Error no_plugin_of(const InstalledPlugins& plugins, PluginKind kind, const std::string& name) {
  const bool is_format = kind == PluginKind::exporter || kind == PluginKind::importer;
  std::string there_are;
  for (const std::string& each : plugins.names(kind)) there_are += (there_are.empty() ? "there are " : ", ") + each;
  const std::string what = is_format ? (kind == PluginKind::exporter ? "export format" : "import format") : to_text(kind);
  return usage_error("there is no " + what + " '" + name + "'", there_are.empty() ? "no " + to_text(kind) + " is installed" : there_are);
}

std::string to_text(LeftOutPlugin::Why why) {
  switch (why) {
    case LeftOutPlugin::Why::disabled: return "disabled";
    case LeftOutPlugin::Why::not_trusted: return "not trusted";
    case LeftOutPlugin::Why::changed: return "changed since it was trusted";
    case LeftOutPlugin::Why::choices_unknown: return "what you said about plugins cannot be read";
  }
  return {};
}

bool are_called_the_same(const PluginInfo& one, const PluginInfo& other) {
  return one.id == other.id || (one.name == other.name && one.kind == other.kind);
}

namespace {

class Finder {
 public:
  Finder(FileSystem& files, const PluginChoices& choices) : files_(files), choices_(choices) {}

  void look_in(const PluginPlace& place) {
    const auto entries = list_folder(files_, place.folder);
    if (!entries) {
      found.problems.push_back(entries.error());
      return;
    }
    for (const FolderEntry& entry : *entries) {
      const Path home = place.folder / entry.name;
      if (!is_folder(files_, home) || !is_there(files_, home / "plugin.json")) continue;
      auto info = read_plugin(files_, home);
      if (!info) {
        found.problems.push_back(info.error());
        continue;
      }
      info->origin = place.origin;
      take(std::move(*info));
    }
  }

  InstalledPlugins found;

 private:
  void take(PluginInfo info) {
    const auto why = why_not(info);
    if (why) {
      found.left_out.push_back({std::move(info), *why});
      return;
    }
    if (const Path* taken = taken_by(info)) {
      found.problems.push_back(damaged_error("the plugin " + info.name + " (" + info.id + ") is left out: " + taken->string() +
                                                 " has the same name or id",
                                             info.folder.string(), "take one of them away"));
      return;
    }
    found.plugins.push_back(std::move(info));
  }

  // The folder of one that came before and is called the same; nullptr when there is none. What does not run takes no name.
  const Path* taken_by(const PluginInfo& info) const {
    const auto same = std::ranges::find_if(found.plugins, [&](const PluginInfo& other) { return are_called_the_same(other, info); });
    return same == found.plugins.end() ? nullptr : &same->folder;
  }

  std::optional<LeftOutPlugin::Why> why_not(PluginInfo& info) {
    if (choices_.unknown && info.origin != PluginOrigin::bundled) return LeftOutPlugin::Why::choices_unknown;
    if (choices_.disabled.contains(info.id)) return LeftOutPlugin::Why::disabled;
    if (info.origin != PluginOrigin::project) return std::nullopt;
    // Nothing of a plugin that she never said yes to is read.
    const auto once = choices_.trusted.lower_bound({info.id, ""});
    if (once == choices_.trusted.end() || once->first != info.id) return LeftOutPlugin::Why::not_trusted;
    const auto sum = sum_of_plugin(files_, info.folder);
    if (!sum) {
      found.problems.push_back(sum.error());
      return LeftOutPlugin::Why::changed;
    }
    if (!choices_.trusted.contains({info.id, *sum})) return LeftOutPlugin::Why::changed;
    info.sum = *sum;
    return std::nullopt;
  }

  FileSystem& files_;
  const PluginChoices& choices_;
};

}  // namespace

InstalledPlugins find_plugins(FileSystem& files, const PluginPlaces& places, const PluginChoices& choices) {
  Finder finder(files, choices);
  finder.found.host_program = places.host_program;
  for (const PluginPlace& place : places.folders) finder.look_in(place);
  std::ranges::sort(finder.found.plugins, [](const PluginInfo& a, const PluginInfo& b) {
    return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
  });
  return std::move(finder.found);
}

InstalledPlugins plugins_of_user(FileSystem& files, const Path& project) {
  const auto file = plugin_choices_file();
  const auto choices = file ? read_plugin_choices(files, *file) : Result<PluginChoices>(PluginChoices());
  PluginChoices none;
  none.unknown = true;
  InstalledPlugins found = find_plugins(files, default_plugin_places(files, project), choices ? *choices : none);
  if (!choices) found.problems.push_back(choices.error());
  return found;
}

}  // namespace sayso
