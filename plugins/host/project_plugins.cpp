#include "plugins/host/project_plugins.h"

#include <algorithm>

#include "plugins/host/setting_value.h"
#include "plugins/host/wire/json.h"

namespace sayso {
namespace {

using wire::Json;

constexpr const char* kFile = "sayso.json";

Error problem(std::string what, std::string remedy) { return damaged_error(std::move(what), kFile, std::move(remedy)); }

// What sayso.json says under a top key, if that is an object.
std::optional<Json> object_of(const Manifest& manifest, const std::string& key, std::vector<Error>& problems) {
  const auto found = manifest.extra.find(key);
  if (found == manifest.extra.end()) return std::nullopt;
  auto json = wire::parse_json(found->second.source);
  if (json && json->is(Json::Type::object)) return std::move(*json);
  problems.push_back(problem(wire::quoted(key) + " is no object, and is passed over" + (json ? std::string() : ": " + json.error().what),
                             "write it as annotations/FORMAT.md says, or take it out"));
  return std::nullopt;
}

void read_settings(const Json& plugins, ReadProjectPlugins& read) {
  for (std::size_t i = 0; i < plugins.names.size(); ++i) {
    const std::string& name = plugins.names[i];
    const Json& settings = plugins.items[i]["settings"];
    if (!plugins.items[i].is(Json::Type::object) || (plugins.items[i].has("settings") && !settings.is(Json::Type::object))) {
      read.problems.push_back(problem("what \"plugins\" says of " + wire::quoted(name) + " is passed over: it has no object \"settings\"",
                                      "write it as {\"settings\": {\"key\": value}}"));
      continue;
    }
    for (std::size_t k = 0; k < settings.names.size(); ++k) {
      read.plugins.settings[name][settings.names[k]] = wire::to_source(settings.items[k]);
    }
  }
}

void read_rules(const Json& rules, ReadProjectPlugins& read) {
  for (std::size_t i = 0; i < rules.names.size(); ++i) {
    const std::string& word = rules.items[i].as_text();
    const auto severity = severity_of(word);
    if (severity || word == "off") {
      read.plugins.rules[rules.names[i]] = severity;
      continue;
    }
    read.problems.push_back(problem("the rule " + wire::quoted(rules.names[i]) + " is " + wire::to_source(rules.items[i]) +
                                        ", and runs as its plugin gives it",
                                    "make it \"off\", \"hint\", \"warning\" or \"error\", or take it out"));
  }
}

}  // namespace

std::optional<Severity> severity_of(std::string_view word) {
  for (const Severity each : {Severity::error, Severity::warning, Severity::hint}) {
    if (to_text(each) == word) return each;
  }
  return std::nullopt;
}

const std::string* ProjectPlugins::value(const PluginInfo& plugin, const std::string& setting) const {
  for (const std::string* called : {&plugin.id, &plugin.name}) {
    const auto of_plugin = settings.find(*called);
    if (of_plugin == settings.end()) continue;
    if (const auto found = of_plugin->second.find(setting); found != of_plugin->second.end()) return &found->second;
  }
  return nullptr;
}

bool ProjectPlugins::is_off(const std::string& rule) const {
  const auto found = rules.find(rule);
  return found != rules.end() && !found->second;
}

ReadProjectPlugins read_project_plugins(const Manifest& manifest) {
  ReadProjectPlugins read;
  if (const auto plugins = object_of(manifest, "plugins", read.problems)) read_settings(*plugins, read);
  if (const auto rules = object_of(manifest, "rules", read.problems)) read_rules(*rules, read);
  return read;
}

PluginInfo with_settings_of(const ProjectPlugins& project, PluginInfo plugin, std::vector<Error>& problems) {
  for (const std::string* called : {&plugin.id, &plugin.name}) {
    const auto of_plugin = project.settings.find(*called);
    if (of_plugin == project.settings.end()) continue;
    for (const auto& [setting, json] : of_plugin->second) {
      if (std::ranges::find(plugin.settings, setting, &SettingRule::name) != plugin.settings.end()) continue;
      problems.push_back(problem("the plugin " + plugin.name + " has no setting " + wire::quoted(setting) + ", which is passed over",
                                 "take it out, or see `sayso plugin info " + plugin.name + "` for those that it has"));
    }
  }
  for (SettingRule& rule : plugin.settings) {
    const std::string* json = project.value(plugin, rule.name);
    if (!json) continue;
    if (fits_setting(rule, *json)) {
      rule.default_json = *json;
    } else {
      problems.push_back(problem("the setting " + wire::quoted(rule.name) + " of the plugin " + plugin.name + " is " + *json +
                                     ", and its default is used",
                                 "give " + type_in_words(rule)));
    }
  }
  return plugin;
}

InstalledPlugins with_settings_of(const ReadProjectPlugins& project, InstalledPlugins plugins) {
  plugins.problems.insert(plugins.problems.end(), project.problems.begin(), project.problems.end());
  for (PluginInfo& plugin : plugins.plugins) plugin = with_settings_of(project.plugins, std::move(plugin), plugins.problems);
  return plugins;
}

bool has_rules_that_run(const ProjectPlugins& project, const PluginInfo& checker) {
  return checker.rules.empty() || !std::ranges::all_of(checker.rules, [&](const RuleInfo& rule) { return project.is_off(rule.rule); });
}

void as_project_wants(const ProjectPlugins& project, std::vector<Finding>& findings) {
  if (project.rules.empty()) return;
  std::erase_if(findings, [&](const Finding& finding) { return project.is_off(finding.rule); });
  for (Finding& finding : findings) {
    if (const auto found = project.rules.find(finding.rule); found != project.rules.end()) finding.severity = *found->second;
  }
}

ManifestEdit edit_of_setting(const ProjectPlugins& project, const PluginInfo& plugin, const std::string& setting,
                             const std::optional<std::string>& json) {
  // Where the value stands now; else where others of the plugin do.
  const auto says = [&](const std::string& called, bool this_one) {
    const auto found = project.settings.find(called);
    return found != project.settings.end() && (!this_one || found->second.contains(setting));
  };
  std::string called = plugin.id;
  if (!says(plugin.id, true) && (says(plugin.name, true) || (!says(plugin.id, false) && says(plugin.name, false)))) called = plugin.name;
  return {{"plugins", called, "settings", setting}, json ? std::optional(RawJson{*json}) : std::nullopt};
}

ManifestEdit edit_of_rule(const std::string& rule, const std::string& word) {
  return {{"rules", rule}, word.empty() ? std::nullopt : std::optional(RawJson{wire::quoted(word)})};
}

}  // namespace sayso
