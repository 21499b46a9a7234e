// What this user has said about plugins: $XDG_CONFIG_HOME/sayso/plugins.json. Nothing of a project can say it for her.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

struct PluginChoices {
  std::set<std::string> disabled;                         // ids
  std::set<std::pair<std::string, std::string>> trusted;  // ids, each with the sums of its folder when she said so
  bool unknown = false;  // they could not be read: nothing but what comes with sayso runs

  bool operator==(const PluginChoices&) const = default;
};

// Error (machine): no place for the user's settings.
Result<Path> plugin_choices_file();

// No file is no choice. Error (damaged): not such a file, with what is wrong.
Result<PluginChoices> read_plugin_choices(FileSystem& files, const Path& file);

// Replaces the file whole and makes its folder. Error (machine): the disk refuses; what was there is there still.
Result<void> write_plugin_choices(FileSystem& files, const Path& file, const PluginChoices& choices);

// SHA-256 over the names and bytes of all files of a plugin's folder, in hex. Errors: it cannot be read (machine); it holds a
// link, whose other end nobody has said yes to (damaged).
Result<std::string> sum_of_plugin(FileSystem& files, const Path& folder);

}  // namespace sayso
