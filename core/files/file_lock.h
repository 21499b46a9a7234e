// Who may write: an exclusive OFD lock on a file, held as long as the object lives and gone with the
// process however it ends. It says nothing across machines, and a file that was replaced by a rename is
// another file: take the lock anew. Who holds it, in words, is the store's matter.
#pragma once

#include <optional>

#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

class FileLock {
 public:
  // nullopt when somebody else holds it (another FileLock of this process counts), or the file was replaced
  // while it was taken: ask again. Makes an empty file
  // when there is none. `files` must outlive the lock.
  static Result<std::optional<FileLock>> take(FileSystem& files, const Path& path);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

  const Path& path() const { return path_; }
  // Is the locked file still the one of that name? Error: the disk does not tell.
  Result<bool> still_there() const;

 private:
  FileLock(FileSystem& files, Path path, FileHandle file)
      : files_(&files), path_(std::move(path)), file_(file) {}

  FileSystem* files_;
  Path path_;
  FileHandle file_;
};

}  // namespace sayso
