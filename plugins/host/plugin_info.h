// What plugin.json says of a plugin. A value.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

enum class PluginKind { exporter, checker };

std::string to_text(PluginKind kind);

// Where a plugin was found.
enum class PluginOrigin { bundled, user, project, path };  // path: a folder of SAYSO_PLUGIN_PATH

std::string to_text(PluginOrigin origin);

// One setting: what --set takes and the settings form shows. A subset of JSON Schema.
struct SettingRule {
  enum class Type { flag, text, integer, number };

  std::string name, title, help;
  Type type = Type::text;
  std::vector<std::string> choices;  // of a text that must be one of these; else empty
  std::string default_json;          // the value when it is not set; "" when it is left out then

  bool operator==(const SettingRule&) const = default;
};

struct RuleInfo {
  std::string rule;      // "quote-marks/unbalanced"
  std::string severity;  // as the plugin gives it
  std::string help;

  bool operator==(const RuleInfo&) const = default;
};

// What every plugin may take, and the most that one can ask for.
inline constexpr std::uint64_t kLeastMemoryMib = 1024, kMostMemoryMib = 16 * 1024;

struct PluginInfo {
  std::string id;       // reverse domain: "org.sayso.csv"
  std::string name;     // the folder's; of an exporter the format too, as `sayso export --to` takes it
  std::string title;    // for people
  std::string version;  // its own
  PluginKind kind = PluginKind::exporter;
  std::string contract;  // "0.1"
  std::string licence;
  Path folder;                       // its home, absolute
  Path library;                      // of a native one: the .so, absolute; else empty
  std::vector<std::string> command;  // of any other program: what starts it, in its folder; else empty
  std::vector<SettingRule> settings;
  std::vector<RuleInfo> rules;  // of a checker
  std::uint64_t memory_mib = kLeastMemoryMib;  // resident, at most: what it asks for
  PluginOrigin origin = PluginOrigin::path;
  std::string sum;  // of a project's plugin: that of its folder when the user said yes to it; it is started with no other

  bool operator==(const PluginInfo&) const = default;
};

// Reads FOLDER/plugin.json. Error: no such file, not JSON, a key missing or wrong, a library or program outside the
// folder, another contract version than ours; each with file and remedy.
Result<PluginInfo> read_plugin(FileSystem& files, const Path& folder);

// Settings as a JSON object: those given ("key", "value"), typed as the plugin declares them, and the
// defaults of the rest. Error (usage): an unknown key or a value of the wrong type, with what there is.
Result<std::string> settings_json(const PluginInfo& plugin,
                                  const std::vector<std::pair<std::string, std::string>>& given);

}  // namespace sayso
