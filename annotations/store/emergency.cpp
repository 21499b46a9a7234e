#include "annotations/store/emergency.h"

#include "annotations/store/open_history.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"

namespace sayso {

Path emergency_folder(const Path& state_folder, const Path& project) {
  const std::string name = slug_of(project.filename().string());
  return state_folder / "emergency" /
         ((name.empty() ? "project" : name) + "-" + xxh3_hex(project.string()).substr(0, 8));
}

Emergency::Emergency(FileSystem& files, const Clock& clock, const Path& state_folder, const Path& project)
    : files_(files), clock_(clock), folder_(state_folder.empty() ? Path{} : emergency_folder(state_folder, project)) {}

Result<Path> Emergency::save(const HistoryFile& file, const std::string& line) {
  if (folder_.empty()) return usage_error("there is no state folder");
  auto log = logs_.find(file);
  // A disk that was full goes on in the same file; one whose sync failed is never written to again.
  if (log != logs_.end() && log->second.sync_failed()) {
    logs_.erase(log);
    log = logs_.end();
  }
  if (log == logs_.end()) {
    const Path plain = folder_ / name_of(file);
    if (const auto made = make_folders(files_, plain.parent_path()); !made) return made.error();
    Path path = plain;
    for (int i = 2;; ++i) {
      const auto taken = look_at(files_, path);
      if (!taken) return taken.error();
      if (!*taken) break;
      path = plain.string() + "-" + std::to_string(i);
    }
    auto opened = AppendLog::open(files_, path);
    if (!opened) return opened.error();
    log = logs_.emplace(file, std::move(opened).value()).first;
  }
  if (const auto resumed = log->second.resume(); !resumed) return resumed.error();
  if (const auto put = log->second.append(line); !put) return put.error();
  return log->second.path();
}

void Emergency::settle() {
  for (const auto& [file, log] : logs_) {
    // If it cannot be moved it is found again, and all in it is found to be there already.
    [[maybe_unused]] const auto moved =
        move_file(files_, log.path(), name_aside(files_, clock_, log.path(), "brought-back"));
  }
  logs_.clear();
}

}  // namespace sayso
