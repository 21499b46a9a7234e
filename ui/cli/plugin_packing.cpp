#include "ui/cli/plugin_packing.h"

#include <filesystem>

#include "core/base/xdg.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"
#include "core/files/relative_path.h"
#include "core/files/write_file.h"
#include "plugins/host/plugin_package.h"
#include "ui/cli/json.h"

namespace sayso::cli {
namespace {

// "." and "folder/" have no name of their own.
Path folder_at(const std::string& path) { return std::filesystem::absolute(path + "/.").lexically_normal().parent_path(); }

Result<std::vector<PluginFile>> files_at(const std::string& path) {
  if (is_folder(real_files(), path)) return files_of_folder(real_files(), folder_at(path));
  const auto bytes = read_file(real_files(), path, kPackageBytes);
  if (!bytes) return bytes.error();
  return files_of_package(*bytes, path);
}

}  // namespace

int pack_plugin(const std::string& folder, Output& output) {
  if (folder.empty()) return output.failed(usage_error("plugin pack needs a plugin's folder", "sayso plugin pack ."));
  const auto plugin = read_plugin(real_files(), folder_at(folder));
  if (!plugin) return output.failed(plugin.error());
  const auto files = files_of_folder(real_files(), folder_at(folder));
  if (!files) return output.failed(files.error());
  const auto bytes = package_of(*files);
  if (!bytes) return output.failed(bytes.error());
  const std::string name = plugin->name + "-" + plugin->version + std::string(kPackageEnding);
  if (!check_relative_path(name) || name.find('/') != std::string::npos) {
    return output.failed(usage_error("the version '" + plugin->version + "' is no part of a file's name", "correct plugin.json"));
  }
  if (const auto made = create_file(real_files(), name, *bytes); !made) return output.failed(made.error());
  output.document(to_document({{"file", name}, {"files", files->size()}, {"bytes", bytes->size()}, {"sha256", sha256_hex(*bytes)}}));
  output.line("made " + name + ": " + std::to_string(files->size()) + " files, " + std::to_string(bytes->size()) + " bytes, sha256 " + sha256_hex(*bytes));
  return kDone;
}

int install_plugin(const InstalledPlugins& plugins, const std::string& path, Output& output) {
  if (path.empty()) return output.failed(usage_error("plugin install needs a plugin's folder or package", "sayso plugin install FOLDER"));
  const auto files = files_at(path);
  if (!files) return output.failed(files.error());
  const auto data = data_folder();
  if (!data) return output.failed(data.error());
  const auto may = [&](const PluginInfo& plugin) -> Result<void> {
    for (const PluginInfo* there : plugins.all()) {
      if (!are_called_the_same(*there, plugin)) continue;
      return usage_error(plugin.name + " (" + plugin.id + ") is there already: " + there->folder.string(),
                         "sayso plugin remove " + there->name + ", if it is your own");
    }
    return {};
  };
  const auto folder = install_files(real_files(), *files, *data / "plugins", may);
  if (!folder) return output.failed(folder.error());
  output.document(to_document({{"folder", folder->string()}}));
  output.line(folder->filename().string() + " is installed: " + folder->string());
  return kDone;
}

}  // namespace sayso::cli
