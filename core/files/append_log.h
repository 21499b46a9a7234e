// A file that only grows: each append is one write and one fdatasync, and done means on disk.
// Owned by one thread at a time (the writer). After a failure the log is poisoned: what was appended
// before stays and every later append gives the same error until resume() is ok. After a failed sync it never
// is: the file is not synced again, since a second fsync after a failed one reports success for lost pages. That
// is remembered as long as the process lives: write what is known to be on disk into a new file of that name, and
// open that.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

class AppendLog {
 public:
  // Opens the file or makes it (its folder is synced once). `files` must outlive the log. Error also when a sync of
  // this file has failed.
  static Result<AppendLog> open(FileSystem& files, const Path& path);
  // Has a sync of the file that has this name now failed in this process? Then it must be replaced. Any thread.
  static bool must_be_replaced(FileSystem& files, const Path& path);

  AppendLog(AppendLog&& other) noexcept;
  AppendLog& operator=(AppendLog&& other) noexcept;
  ~AppendLog();

  // Ok: the bytes are on disk, after all earlier ones. Error: none of them will be read as appended,
  // where the file could be cut back to what was there; see torn().
  Result<void> append(std::string_view bytes);

  // After a failed write (a full disk): goes on in the same file, cut back to what is on disk. Error: that is
  // not possible yet, or it was a sync that failed, after which it never is.
  Result<void> resume();

  // Bytes that are known to be on disk, those found at opening included.
  std::uint64_t size() const { return size_; }
  bool poisoned() const { return failure_.has_value(); }
  // Was it the sync that failed? Then the file must not be appended to again, by nobody; after a failed
  // write (a full disk) it may be opened anew.
  bool sync_failed() const { return sync_failed_; }
  // Did the failure leave part of an append behind `size()`, because cutting back failed too?
  bool torn() const { return torn_; }
  const Path& path() const { return path_; }

 private:
  AppendLog(FileSystem& files, Path path, FileHandle file, const FileInfo& info)
      : files_(&files), path_(std::move(path)), file_(file), info_(info), size_(info.size) {}
  Error poison(Errno error);

  FileSystem* files_;
  Path path_;
  FileHandle file_;
  FileInfo info_;  // as it was opened
  std::uint64_t size_;
  std::optional<Error> failure_;
  bool sync_failed_ = false;
  bool torn_ = false;
};

}  // namespace sayso
