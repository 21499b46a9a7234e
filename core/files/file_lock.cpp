#include "core/files/file_lock.h"

#include <cerrno>
#include <utility>

#include "core/files/file_error.h"

namespace sayso {

Result<std::optional<FileLock>> FileLock::take(FileSystem& files, const Path& path) {
  auto file = files.open(path, OpenFor::append);
  if (!file.ok() && file.error() == ENOENT) {
    file = files.create_new(path, 0666);
    if (!file.ok() && file.error() == EEXIST) file = files.open(path, OpenFor::append);
  }
  if (!file.ok()) return file_error("write to this", path, file.error());
  const Errno error = files.lock(*file);
  if (error == 0) {
    FileLock lock(files, path, *file);
    // Between opening and locking the name may have gone to another file.
    const auto there = lock.still_there();
    if (!there) return there.error();
    if (*there) return std::optional<FileLock>{std::move(lock)};
    return std::optional<FileLock>{};
  }
  files.close(*file);
  if (error == EAGAIN) return std::optional<FileLock>{};
  return file_error("lock", path, error);
}

FileLock::FileLock(FileLock&& other) noexcept
    : files_(other.files_),
      path_(std::move(other.path_)),
      file_(std::exchange(other.file_, FileHandle::none)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(files_, other.files_);
  std::swap(path_, other.path_);
  std::swap(file_, other.file_);
  return *this;
}

FileLock::~FileLock() {
  if (file_ != FileHandle::none) files_->close(file_);  // the lock goes with it
}

Result<bool> FileLock::still_there() const {
  const auto held = files_->stat(file_);
  if (!held.ok()) return file_error("look at this", path_, held.error());
  const auto named = files_->stat(path_);
  if (!named.ok() && named.error() != ENOENT) return file_error("look at this", path_, named.error());
  return named.ok() && held->device == named->device && held->inode == named->inode;
}

}  // namespace sayso
