#include "plugins/host/plugin_info.h"

#include <algorithm>

#include "core/files/read_file.h"
#include "core/files/relative_path.h"
#include "plugins/host/plain_text.h"
#include "plugins/host/setting_value.h"
#include "plugins/host/wire/json.h"

namespace sayso {
namespace {

using wire::Json;

constexpr const char* kContract = "0.1";

std::optional<SettingRule::Type> setting_type(const std::string& name) {
  if (name == "boolean") return SettingRule::Type::flag;
  if (name == "string") return SettingRule::Type::text;
  if (name == "integer") return SettingRule::Type::integer;
  if (name == "number") return SettingRule::Type::number;
  return std::nullopt;
}

std::string list_of(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

// Which library or which program.
Result<void> read_how_it_runs(FileSystem& files, const Json& top, PluginInfo& info) {
  const auto refuse = [](std::string what) -> Result<void> { return damaged_error(std::move(what), ""); };
  const auto of_its_folder = [&](const std::string& name) -> Result<void> {
    if (!check_relative_path(name)) return damaged_error(wire::quoted(name) + " is no file of its folder", "");
    if (!is_there(files, info.folder / name)) return damaged_error(name + " is not there", "");
    return {};
  };
  if (top.has("native") == top.has("command")) return refuse("it needs one of \"native\" and \"command\"");
  if (top.has("native")) {
    const std::string library = top["native"].as_text();
    info.library = info.folder / library;
    return of_its_folder(library);
  }
  info.command = top["command"].as_texts();
  if (info.command.empty() || info.command.size() != top["command"].items.size() || info.command.front().empty()) {
    return refuse("\"command\" is no list of texts");
  }
  if (!std::ranges::all_of(info.command, is_plain)) return refuse("\"command\" holds control characters");
  // A name alone is looked up where the system's programs are.
  return info.command.front().find('/') == std::string::npos ? Result<void>() : of_its_folder(info.command.front());
}

Result<void> read_memory(const Json& top, PluginInfo& info) {
  if (!top.has("memory_mib")) return {};
  const Json& asked = top["memory_mib"];
  const bool fits = asked.is(Json::Type::integer) && asked.integer >= static_cast<std::int64_t>(kLeastMemoryMib) &&
                    asked.integer <= static_cast<std::int64_t>(kMostMemoryMib);
  if (!fits) {
    return damaged_error("\"memory_mib\" is " + wire::to_source(asked) + ", no whole number from " + std::to_string(kLeastMemoryMib) + " to " +
                             std::to_string(kMostMemoryMib),
                         "");
  }
  info.memory_mib = static_cast<std::uint64_t>(asked.integer);
  return {};
}

}  // namespace

std::string to_text(PluginOrigin origin) {
  switch (origin) {
    case PluginOrigin::bundled: return "bundled";
    case PluginOrigin::user: return "user";
    case PluginOrigin::project: return "project";
    case PluginOrigin::path: return "path";
  }
  return {};
}

std::string to_text(PluginKind kind) { return kind == PluginKind::exporter ? "exporter" : "checker"; }

Result<PluginInfo> read_plugin(FileSystem& files, const Path& folder) {
  const Path file = folder / "plugin.json";
  const auto refuse = [&](std::string what) {
    return damaged_error("the plugin is left out: " + what, file.string(),
                         "mend its plugin.json or take its folder away");
  };
  const auto bytes = read_file(files, file, 1 << 20);
  if (!bytes) return bytes.error();
  const auto json = wire::parse_json(*bytes);
  if (!json) return refuse(json.error().what);
  const Json& top = *json;
  PluginInfo info;
  for (const auto& [key, into] : {std::pair{"id", &info.id},
                                  {"name", &info.name},
                                  {"version", &info.version},
                                  {"contract", &info.contract},
                                  {"licence", &info.licence}}) {
    if (top[key].as_text().empty())
      return refuse("the key \"" + std::string(key) + "\" is missing or no text");
    *into = top[key].as_text();
  }
  info.title = top["title"].as_text().empty() ? info.name : top["title"].as_text();
  if (info.contract != kContract) {
    return refuse("it is for contract " + info.contract + ", this sayso has " + kContract);
  }
  const std::string kind = top["kind"].as_text();
  if (kind != "exporter" && kind != "checker")
    return refuse("its kind is \"" + kind + "\", not exporter or checker");
  info.kind = kind == "exporter" ? PluginKind::exporter : PluginKind::checker;
  for (const std::string* shown : {&info.id, &info.name, &info.title, &info.version, &info.licence}) {
    if (!is_plain(*shown)) return refuse("it holds control characters");
  }
  if (!check_relative_path(info.name) || info.name.find('/') != std::string::npos) return refuse("its name " + wire::quoted(info.name) + " is none of a folder");
  info.folder = std::filesystem::absolute(folder);
  if (const auto how = read_how_it_runs(files, top, info); !how) return refuse(how.error().what);
  if (const auto memory = read_memory(top, info); !memory) return refuse(memory.error().what);
  const Json& settings = top["settings"]["properties"];
  for (std::size_t i = 0; i < settings.names.size(); ++i) {
    const Json& one = settings.items[i];
    SettingRule rule;
    rule.name = settings.names[i];
    const auto type = setting_type(one["type"].as_text());
    if (!type) return refuse("the setting " + rule.name + " has no type of boolean, string, integer, number");
    rule.type = *type;
    rule.title = one["title"].as_text();
    rule.help = one["description"].as_text();
    rule.choices = one["enum"].as_texts();
    if (one.has("default")) rule.default_json = wire::to_source(one["default"]);
    info.settings.push_back(rule);
  }
  for (const Json& rule : top["rules"].items) {
    info.rules.push_back({rule["rule"].as_text(), rule["severity"].as_text(), rule["help"].as_text()});
  }
  for (const SettingRule& rule : info.settings) {
    if (!is_plain(rule.name) || !is_plain(rule.title) || !is_plain(rule.help) || !std::ranges::all_of(rule.choices, is_plain))
      return refuse("a setting of it holds control characters");
  }
  for (const RuleInfo& rule : info.rules) {
    if (!is_plain(rule.rule) || !is_plain(rule.severity) || !is_plain(rule.help)) return refuse("a rule of it holds control characters");
  }
  return info;
}

Result<std::string> settings_json(const PluginInfo& plugin,
                                  const std::vector<std::pair<std::string, std::string>>& given) {
  std::vector<std::string> names;
  for (const SettingRule& rule : plugin.settings) names.push_back(rule.name);
  for (const auto& [key, value] : given) {
    if (std::ranges::find(names, key) != names.end()) continue;
    return usage_error(plugin.name + " has no setting '" + key + "'",
                       names.empty() ? "it has no settings at all" : "it has " + list_of(names));
  }
  std::string out = "{";
  for (const SettingRule& rule : plugin.settings) {
    std::string json = rule.default_json;
    for (const auto& [key, value] : given) {
      if (key != rule.name) continue;
      json = json_of_setting(rule, value);
      if (json.empty()) {
        return usage_error("'" + value + "' is no value of " + plugin.name + "'s setting " + key,
                           "give " + type_in_words(rule));
      }
    }
    if (json.empty()) continue;
    out += (out.size() > 1 ? ", " : "") + wire::quoted(rule.name) + ": " + json;
  }
  return out + "}";
}

}  // namespace sayso
