// `sayso plugin new`: a folder with a plugin that builds, works and passes its own test, for its author to go on from.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso::cli {

struct NewPlugin {
  std::string name;                  // "my-checker": the folder's, and the format's of an exporter
  std::string kind = "checker";      // checker or exporter
  std::string language = "python";   // c, c++ or python
};

// Makes ./NAME and gives its path. Errors (usage): a name that cannot be one, a folder that is there already; (machine): the
// templates are not installed, or the disk refused. Nothing is left behind then.
Result<Path> new_plugin(FileSystem& files, const NewPlugin& wanted);

}  // namespace sayso::cli
