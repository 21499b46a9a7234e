// A plugin's files as a value: read off its folder or off a package, which is one file (a zip archive) that can be sent to others.
// A package comes from anybody: what it holds is looked at before anything is unpacked.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/files/file_system.h"
#include "plugins/host/plugin_info.h"

namespace sayso {

struct PluginFile {
  std::string name;  // inside the plugin's folder, '/' for folders
  std::string bytes;
  bool runs = false;  // may be started as a program

  bool operator==(const PluginFile&) const = default;
};

inline constexpr std::string_view kPackageEnding = ".sayso-plugin";
inline constexpr std::size_t kPackageFiles = 1'000;
inline constexpr std::uint64_t kPackageBytes = std::uint64_t{256} << 20;  // of all files together

// The files below a plugin's folder, but those whose own or whose folder's name is left out. Error: a link, or what else is no file
// (damaged); it cannot be read (machine).
Result<std::vector<std::string>> names_of_plugin(FileSystem& files, const Path& folder, const std::function<bool(const std::string&)>& leave_out = {});

// Sorted by name; left out is what begins with '.' and __pycache__. Error (damaged): a link, too many files or bytes, or it cannot
// be read (machine).
Result<std::vector<PluginFile>> files_of_folder(FileSystem& files, const Path& folder);

// The same of a package. Error (damaged): it is none, or holds nothing, a link, a name that leaves its folder or stands twice, or more
// than a package may; also where the archive says less than it holds.
Result<std::vector<PluginFile>> files_of_package(std::string_view bytes, const std::string& place);

// The same files give the same bytes, on the same machine: no times, no owners.
Result<std::string> package_of(const std::vector<PluginFile>& plugin);

// Puts the plugin among those of `home`, in a folder of its kind and name, whole or not at all. Gives that folder. Errors: its plugin.json
// is none that can be used (damaged), something of its name is there already (usage), `may` refuses it, the disk refused (machine).
Result<Path> install_files(FileSystem& files, const std::vector<PluginFile>& plugin, const Path& home,
                           const std::function<Result<void>(const PluginInfo&)>& may);

}  // namespace sayso
