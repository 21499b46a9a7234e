// Looking through a whole project for everything that is not as it should be, and mending what can be mended. Looking
// writes nothing; mending keeps the original of whatever it replaces beside it.
#pragma once

#include <string>
#include <vector>

#include "annotations/store/project.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/files/file_system.h"

namespace sayso {

struct FsckFinding {
  Error problem;
  bool mended = false;  // it is not there any more

  bool operator==(const FsckFinding&) const = default;
};

struct FsckReport {
  std::vector<FsckFinding> findings;
  std::size_t articles = 0, files = 0;  // looked through: texts; histories with their snapshots
  std::size_t mended_files = 0;         // written anew, those that were only old among them
};

// Error: the disk refuses to read, or (when repairing) the project is of a newer version. One damaged file is a finding
// and never keeps the others from being looked through.
Result<FsckReport> fsck(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project, bool repair);

}  // namespace sayso
