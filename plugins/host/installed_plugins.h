// Which plugins there are, and the program that runs them. Looking reads plugin.json files and starts
// nothing.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/files/file_system.h"
#include "plugins/host/plugin_choices.h"
#include "plugins/host/plugin_info.h"

namespace sayso {

struct PluginPlace {
  PluginPlace(Path where, PluginOrigin what = PluginOrigin::path) : folder(std::move(where)), origin(what) {}

  Path folder;  // holds one folder a plugin
  PluginOrigin origin;
};

struct PluginPlaces {
  std::vector<PluginPlace> folders;  // earlier ones win
  Path host_program;                 // sayso-plugin-host, "" when it was not found
};

// The folder of the bundled plugins, the user's own (in her data folder), `plugins` of the project, if one is named, and the
// folders of SAYSO_PLUGIN_PATH (names separated by ':'); and the host program. Bundled plugins and host are found from where
// the running program lies: the same in a build tree and when installed.
PluginPlaces default_plugin_places(FileSystem& files, const Path& project = {});

// A plugin that is there and does not run, because the user has said no, or has not said yes.
struct LeftOutPlugin {
  enum class Why { disabled, not_trusted, changed, choices_unknown };  // changed: since she said yes

  PluginInfo plugin;
  Why why = Why::disabled;
};
// "disabled", "not trusted", "changed since it was trusted", "what you said about plugins cannot be read".
std::string to_text(LeftOutPlugin::Why why);

struct InstalledPlugins {
  std::vector<PluginInfo> plugins;  // sorted by kind, then name
  std::vector<LeftOutPlugin> left_out;
  std::vector<Error> problems;      // plugins left out: unreadable, or of a name that is taken (both named)
  Path host_program;

  // One that runs, by its name or id; nullptr when there is none.
  const PluginInfo* find(PluginKind kind, const std::string& name) const;
  const PluginInfo* exporter(const std::string& format) const { return find(PluginKind::exporter, format); }
  // Those that run, then the others.
  std::vector<const PluginInfo*> all() const;
  // The first of them by name or id; nullptr when there is none.
  const PluginInfo* find(const std::string& name) const;
  // Why that one does not run; nullopt when it does.
  std::optional<LeftOutPlugin::Why> why_not(const PluginInfo& plugin) const;
  std::vector<PluginInfo> checkers() const;
  std::vector<std::string> names(PluginKind kind) const;  // of those that run
  std::vector<std::string> formats() const { return names(PluginKind::exporter); }
};

// Error (usage): there is no such exporter, importer, ...; with those that there are.
Error no_plugin_of(const InstalledPlugins& plugins, PluginKind kind, const std::string& name);

// By id, or by name within a kind: then only the first of them runs.
bool are_called_the_same(const PluginInfo& one, const PluginInfo& other);

InstalledPlugins find_plugins(FileSystem& files, const PluginPlaces& places, const PluginChoices& choices = {});

// Of the default places, by the choices of this user.
InstalledPlugins plugins_of_user(FileSystem& files, const Path& project = {});

}  // namespace sayso
