// Where groups go that the project cannot take (disk full, drive gone): histories of the same form in the
// user's state folder, from which they are brought back by hand or `sayso fsck`. Best effort; writer's
// thread.
#pragma once

#include <map>
#include <string>

#include "annotations/store/names.h"
#include "core/base/result.h"
#include "core/files/append_log.h"

namespace sayso {

class Emergency {
 public:
  Emergency(FileSystem& files, const Path& state_folder, const Path& project);

  // Appends and syncs; the emergency history that has the line now.
  Result<Path> save(const HistoryFile& file, const std::string& line);

 private:
  FileSystem& files_;
  Path folder_;
  std::map<HistoryFile, AppendLog> logs_;
};

// <state>/emergency/<name of the project's folder>-<8 hex digits of its path>
Path emergency_folder(const Path& state_folder, const Path& project);

}  // namespace sayso
