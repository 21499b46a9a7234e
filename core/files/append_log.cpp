#include "core/files/append_log.h"

#include <cerrno>
#include <mutex>
#include <set>
#include <utility>

#include "core/files/file_error.h"

namespace sayso {

namespace {

// Files of which the kernel has said once that a sync failed; it says so to nobody twice.
class FailedSyncs {
 public:
  void add(const FileInfo& file) {
    const std::lock_guard lock(mutex_);
    files_.insert({file.device, file.inode});
  }
  bool has(const FileInfo& file) const {
    const std::lock_guard lock(mutex_);
    return files_.contains({file.device, file.inode});
  }

 private:
  mutable std::mutex mutex_;
  std::set<std::pair<std::uint64_t, std::uint64_t>> files_;  // device and inode
};

FailedSyncs& failed_syncs() {
  static FailedSyncs failed;
  return failed;
}

}  // namespace

bool AppendLog::must_be_replaced(FileSystem& files, const Path& path) {
  const auto info = files.stat(path);
  return info.ok() && failed_syncs().has(*info);
}

Result<AppendLog> AppendLog::open(FileSystem& files, const Path& path) {
  auto file = files.open(path, OpenFor::append);
  if (!file.ok() && file.error() == ENOENT) {
    file = files.create_new(path, 0666);
    if (!file.ok() && file.error() == EEXIST) file = files.open(path, OpenFor::append);
  }
  if (!file.ok()) return file_error("write to this", path, file.error());

  const auto info = files.stat(*file);
  Errno error = info.ok() ? 0 : info.error();
  if (error == 0 && info->type != FileType::regular) error = EINVAL;
  if (error == 0 && failed_syncs().has(*info)) error = EIO;
  // An empty one may be new from a process that died before it could sync the name.
  if (error == 0 && info->size == 0) {
    const Path folder = path.parent_path();
    error = files.fsync_folder(folder.empty() ? Path{"."} : folder);
  }
  if (error != 0) {
    files.close(*file);
    return file_error("write to this", path, error);
  }
  return AppendLog(files, path, *file, *info);
}

AppendLog::AppendLog(AppendLog&& other) noexcept
    : files_(other.files_),
      path_(std::move(other.path_)),
      file_(std::exchange(other.file_, FileHandle::none)),
      info_(other.info_),
      size_(other.size_),
      failure_(std::move(other.failure_)),
      sync_failed_(other.sync_failed_),
      torn_(other.torn_) {}

AppendLog& AppendLog::operator=(AppendLog&& other) noexcept {
  std::swap(files_, other.files_);
  std::swap(path_, other.path_);
  std::swap(file_, other.file_);
  std::swap(info_, other.info_);
  std::swap(size_, other.size_);
  std::swap(failure_, other.failure_);
  std::swap(sync_failed_, other.sync_failed_);
  std::swap(torn_, other.torn_);
  return *this;
}

AppendLog::~AppendLog() {
  // One whose sync failed stays open for good, so that no other file gets its number.
  if (file_ != FileHandle::none && !sync_failed_) files_->close(file_);
}

Error AppendLog::poison(Errno error) {
  // Cut back, so that nobody reads what was never reported as saved. Not synced: see the header.
  torn_ = files_->truncate(file_, size_) != 0;
  failure_ = file_error("save to this", path_, error);
  return *failure_;
}

Result<void> AppendLog::resume() {
  if (!failure_) return {};
  if (sync_failed_) return *failure_;
  if (const Errno error = files_->truncate(file_, size_)) return file_error("save to this", path_, error);
  failure_.reset();
  torn_ = false;
  return {};
}

Result<void> AppendLog::append(std::string_view bytes) {
  if (failure_) return *failure_;
  std::string_view rest = bytes;
  while (!rest.empty()) {  // a second turn only tells why the first was short, or finishes it
    const auto put = files_->write(file_, rest);
    if (!put.ok()) return poison(put.error());
    if (*put == 0) return poison(EIO);
    rest.remove_prefix(*put);
  }
  if (const Errno error = files_->fdatasync(file_)) {
    sync_failed_ = true;
    failed_syncs().add(info_);
    return poison(error);
  }
  size_ += bytes.size();
  return {};
}

}  // namespace sayso
