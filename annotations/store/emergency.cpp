#include "annotations/store/emergency.h"

#include "core/files/hash.h"
#include "core/files/write_file.h"

namespace sayso {

Path emergency_folder(const Path& state_folder, const Path& project) {
  const std::string name = slug_of(project.filename().string());
  return state_folder / "emergency" /
         ((name.empty() ? "project" : name) + "-" + xxh3_hex(project.string()).substr(0, 8));
}

Emergency::Emergency(FileSystem& files, const Path& state_folder, const Path& project)
    : files_(files), folder_(state_folder.empty() ? Path{} : emergency_folder(state_folder, project)) {}

Result<Path> Emergency::save(const HistoryFile& file, const std::string& line) {
  if (folder_.empty()) return usage_error("there is no state folder");
  const Path path = folder_ / name_of(file);
  auto log = logs_.find(file);
  if (log != logs_.end() && log->second.poisoned()) {
    logs_.erase(log);
    log = logs_.end();
  }
  if (log == logs_.end()) {
    if (const auto made = make_folders(files_, path.parent_path()); !made) return made.error();
    auto opened = AppendLog::open(files_, path);
    if (!opened) return opened.error();
    log = logs_.emplace(file, std::move(opened).value()).first;
  }
  if (const auto put = log->second.append(line); !put) return put.error();
  return path;
}

}  // namespace sayso
