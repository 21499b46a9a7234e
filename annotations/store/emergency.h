// Where groups go that the project cannot take (disk full, drive gone): histories of the same form in the
// user's state folder. rescued.h finds them and brings them back. Best effort; writer's thread.
#pragma once

#include <map>
#include <string>

#include "annotations/store/names.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/files/append_log.h"

namespace sayso {

class Emergency {
 public:
  Emergency(FileSystem& files, const Clock& clock, const Path& state_folder, const Path& project);

  // Appends and syncs; the emergency history that has the line now. What lies there from an earlier time is
  // left alone: "a.history", then "a.history-2".
  Result<Path> save(const HistoryFile& file, const std::string& line);

  // All that was saved here is in the project now: sets it aside as "a.history.brought-back-<time>".
  void settle();
  // What was saved of this file stays until somebody brings it back.
  void leave(const HistoryFile& file) { logs_.erase(file); }

 private:
  FileSystem& files_;
  const Clock& clock_;
  Path folder_;
  std::map<HistoryFile, AppendLog> logs_;
};

// <state>/emergency/<name of the project's folder>-<8 hex digits of its path>
Path emergency_folder(const Path& state_folder, const Path& project);

}  // namespace sayso
