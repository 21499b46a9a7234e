// What folders held when they were first looked at, by name, for a walk over many files of one project: looking at the folder
// again for each file would cost the square of their number. One thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

class FolderNames {
 public:
  // Those that begin so, sorted; none when there is no such folder. Error: the disk refuses.
  Result<std::vector<std::string>> beginning_with(FileSystem& files, const Path& folder, std::string_view stem);

 private:
  std::map<Path, std::vector<std::string>> names_;  // sorted
};

}  // namespace sayso
