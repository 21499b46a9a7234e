// What a project's sayso.json says of plugins: values of their settings, and which rules run at what severity. It can neither
// trust nor enable a plugin. Values; pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotations/store/manifest.h"
#include "annotations/store/manifest_edit.h"
#include "core/base/result.h"
#include "plugins/host/finding.h"
#include "plugins/host/installed_plugins.h"
#include "plugins/host/plugin_info.h"

namespace sayso {

struct ProjectPlugins {
  using Settings = std::map<std::string, std::string>;  // JSON by the setting's name
  std::map<std::string, Settings> settings;             // by the plugin's id, or its name: then of all plugins of that name
  std::map<std::string, std::optional<Severity>> rules;  // nothing: off. Rules that are not in it are as their plugin gives them

  // The JSON of the project's value; nullptr when it has none. What is said of the id counts before what is said of the name.
  const std::string* value(const PluginInfo& plugin, const std::string& setting) const;
  bool is_off(const std::string& rule) const;

  bool operator==(const ProjectPlugins&) const = default;
};

// "error", "warning", "hint"; nothing for another word.
std::optional<Severity> severity_of(std::string_view word);

// What can be used of `plugins` and `rules`. `problems`: what cannot, each with key and remedy.
struct ReadProjectPlugins {
  ProjectPlugins plugins;
  std::vector<Error> problems;
};
ReadProjectPlugins read_project_plugins(const Manifest& manifest);

// The plugin with the project's values as the defaults of its settings. A setting that it does not have, or a value of the
// wrong type, is added to `problems` and its own default stays.
PluginInfo with_settings_of(const ProjectPlugins& project, PluginInfo plugin, std::vector<Error>& problems);
// The same of all that run; what is wrong is added to their problems.
InstalledPlugins with_settings_of(const ReadProjectPlugins& project, InstalledPlugins plugins);

// Is there anything that this checker may find? Not when all rules that it names are off.
bool has_rules_that_run(const ProjectPlugins& project, const PluginInfo& checker);

// Takes out findings of rules that are off, and gives the rest the project's severities.
void as_project_wants(const ProjectPlugins& project, std::vector<Finding>& findings);

// The change of sayso.json that gives a setting this JSON, or, without, leaves it to the plugin's default again.
ManifestEdit edit_of_setting(const ProjectPlugins& project, const PluginInfo& plugin, const std::string& setting,
                             const std::optional<std::string>& json);
// The one that makes a rule "off", "hint", "warning" or "error", or, with "", leaves it to its plugin again.
ManifestEdit edit_of_rule(const std::string& rule, const std::string& word);

}  // namespace sayso
