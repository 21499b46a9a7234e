// The second copies that sync tools leave when two machines changed one file ("a.sync-conflict-….history", "a (ana's
// conflicted copy).json", "a-DESKTOP.history"): known by their names and, above all, by their content. They are never
// another article or annotator; what they hold is joined with the file that they are copies of. Writes nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annotations/edit/group.h"
#include "annotations/store/names.h"
#include "annotations/store/project.h"
#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

struct ConflictCopy {
  Path path;
  bool is_history = true;  // else a copy of the snapshot
  std::string bytes;
};

// The copies of a history and of its snapshot that lie beside it, by name. Error: the disk refuses to read.
Result<std::vector<ConflictCopy>> copies_of(FileSystem& files, const Project& project, const HistoryFile& file);

}  // namespace sayso
