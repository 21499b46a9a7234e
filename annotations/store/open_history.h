// One history that this process may write: its lock, its log and the record that says who has it. Private
// to store/. Made by begin() on one thread, then used by the writer's thread alone.
#pragma once

#include <optional>
#include <string>

#include "annotations/store/annotation_file.h"
#include "annotations/store/names.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/files/append_log.h"
#include "core/files/file_lock.h"
#include "core/files/hash.h"

namespace sayso {

class OpenHistory {
 public:
  // Takes the lock, compares with what was seen, sets aside what must be kept; see HistoryWriter::begin.
  static Result<OpenHistory> begin(FileSystem& files, const Clock& clock, const Path& project,
                                   const std::string& owner, const HistoryFile& file,
                                   const HistoryExtent& seen);

  OpenHistory(OpenHistory&& other) noexcept;
  OpenHistory& operator=(OpenHistory&&) = delete;
  ~OpenHistory();

  // Ok: the line is on disk. After an error a later call may succeed, but when another program replaced the file.
  // After a failed sync the next one first writes what is on disk into a new file of that name.
  Result<void> append(const std::string& line);

  // Is the file of that name still this one, as long as it was written here, or one that was put in its place and holds
  // the same? Error: the disk does not tell.
  Result<bool> is_ours();

  // What the file holds if nobody else has written to it; nothing when that is not known, because a failure left it in
  // the middle.
  std::optional<std::uint64_t> sum() const;

 private:
  Result<bool> take_up_same();
  Result<void> replace();

  OpenHistory(FileSystem& files, FileLock lock, AppendLog log, Xxh3 content, Path owner_record)
      : files_(&files),
        lock_(std::move(lock)),
        log_(std::move(log)),
        content_(std::move(content)),
        owner_record_(std::move(owner_record)) {}

  FileSystem* files_;
  FileLock lock_;
  AppendLog log_;
  Xxh3 content_;  // of what is known to be on disk
  Path owner_record_;
  bool replacing_ = false;  // the file of that name may be ours already, and is not locked yet
};

// A name beside `path` that is not taken: "<path>.<what>-20260102T030405678Z", with "-2" and so on.
Path name_aside(FileSystem& files, const Clock& clock, const Path& path, const std::string& what);

}  // namespace sayso
