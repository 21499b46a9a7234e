#include "plugins/host/plugin_choices.h"

#include <utility>
#include <vector>

#include "core/base/xdg.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "plugins/host/plugin_package.h"
#include "plugins/host/wire/json.h"

namespace sayso {
namespace {

using wire::Json;

constexpr std::uint64_t kLimit = 1 << 20;  // bytes
constexpr const char* kFormat = "sayso/plugins/1";

}  // namespace

Result<Path> plugin_choices_file() {
  const auto folder = config_folder();
  if (!folder) return folder.error();
  return *folder / "plugins.json";
}

Result<PluginChoices> read_plugin_choices(FileSystem& files, const Path& file) {
  const auto refuse = [&](const std::string& what) {
    return damaged_error("what was said about plugins cannot be read: " + what, file.string(),
                         "correct the file, or take it away: then no plugin of a project is trusted and none is disabled");
  };
  const auto bytes = read_file_if_there(files, file, kLimit);
  if (!bytes) return bytes.error();
  if (!*bytes) return PluginChoices();
  const auto json = wire::parse_json(**bytes);
  if (!json) return refuse(json.error().what);
  if ((*json)["format"].as_text() != kFormat) return refuse("its \"format\" is not \"" + std::string(kFormat) + "\"");
  PluginChoices choices;
  for (const std::string& id : (*json)["disabled"].as_texts()) choices.disabled.insert(id);
  for (const Json& each : (*json)["trusted"].items) {
    if (each["id"].as_text().empty() || each["sum"].as_text().empty()) return refuse("a trusted plugin without \"id\" or \"sum\"");
    choices.trusted.emplace(each["id"].as_text(), each["sum"].as_text());
  }
  return choices;
}

Result<void> write_plugin_choices(FileSystem& files, const Path& file, const PluginChoices& choices) {
  std::string out = "{\n  \"format\": " + wire::quoted(kFormat) + ",\n  \"disabled\": [";
  bool first = true;
  for (const std::string& id : choices.disabled) out += (std::exchange(first, false) ? "" : ", ") + wire::quoted(id);
  out += "],\n  \"trusted\": [";
  first = true;
  for (const auto& [id, sum] : choices.trusted) {
    out += std::string(std::exchange(first, false) ? "" : ",") + "\n    {\"id\": " + wire::quoted(id) + ", \"sum\": " + wire::quoted(sum) + "}";
  }
  out += choices.trusted.empty() ? "]\n}\n" : "\n  ]\n}\n";
  if (auto made = make_folders(files, file.parent_path()); !made) return made;
  return write_file_atomically(files, file, out);
}

Result<std::string> sum_of_plugin(FileSystem& files, const Path& folder) {
  const auto names = names_of_plugin(files, folder);
  if (!names) return names.error();
  // Lengths stand before names, so that no two folders are summed alike.
  std::string all;
  for (const std::string& name : *names) {
    const auto sum = sha256_of_file(files, folder / name);
    if (!sum) return sum.error();
    all += std::to_string(name.size()) + ":" + name + *sum;
  }
  return sha256_hex(all);
}

}  // namespace sayso
