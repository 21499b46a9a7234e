// Some other files of which calls fail: the n-th of all, counted from 1, or that and all after it, with a given errno;
// or at which the process dies. A failing write takes half of its bytes first; a short one takes half and succeeds.
// Notes each call by name and path, and each sync of a file whose sync has failed before. Any thread.
#pragma once

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

#include "core/files/file_system.h"

namespace sayso {

class FailingFiles final : public FileSystem {
 public:
  explicit FailingFiles(FileSystem& files = real_files()) : files_(files) {}

  static constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();
  std::size_t fail_at = kNever;
  bool fail_on = false;       // do all calls from fail_at on fail?
  Errno with = 5;             // EIO
  bool short_writes = false;  // instead of failing, a write is short; other calls succeed
  bool dies = false;          // the process ends at fail_at, as by kill -9
  std::vector<std::string> calls;
  std::vector<Path> paths;               // of each call
  std::vector<std::size_t> failed;       // which calls, counted from 1, failed or were short
  std::vector<Path> synced_again;        // files whose sync had failed before
  std::function<void(const Path&)> on_open = {};  // before each open(), on its thread; set before there are others

  // From now on all goes well.
  void heal() {
    const std::lock_guard lock(mutex_);
    fail_at = kNever;
  }
  std::size_t count(std::string_view name) const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(std::count(calls.begin(), calls.end(), name));
  }

  Outcome<FileHandle> open(const Path& path, OpenFor use) override {
    if (on_open) on_open(path);
    if (fails("open", path)) return Outcome<FileHandle>::failed(with);
    return opened(files_.open(path, use), path);
  }
  Outcome<FileHandle> create_new(const Path& path, std::uint32_t mode) override {
    if (fails("create_new", path)) return Outcome<FileHandle>::failed(with);
    return opened(files_.create_new(path, mode), path);
  }
  Errno close(FileHandle file) override {
    const Path path = path_of(file);
    const Errno closed = files_.close(file);  // a failed close has closed all the same
    return fails("close", path) ? with : closed;
  }
  Outcome<std::size_t> read(FileHandle file, char* into, std::size_t size, std::uint64_t offset) override {
    if (fails("read", path_of(file))) return Outcome<std::size_t>::failed(with);
    return files_.read(file, into, size, offset);
  }
  Outcome<std::size_t> write(FileHandle file, std::string_view bytes) override {
    if (!fails("write", path_of(file))) return files_.write(file, bytes);
    const std::size_t half = bytes.size() / 2;
    if (short_writes) return files_.write(file, bytes.substr(0, std::max<std::size_t>(half, 1)));
    (void)files_.write(file, bytes.substr(0, half));
    die_if_so();
    return Outcome<std::size_t>::failed(with);
  }
  Errno truncate(FileHandle file, std::uint64_t size) override {
    return fails("truncate", path_of(file)) ? with : files_.truncate(file, size);
  }
  Errno fsync(FileHandle file) override { return sync_fails("fsync", file) ? with : files_.fsync(file); }
  Errno fdatasync(FileHandle file) override { return sync_fails("fdatasync", file) ? with : files_.fdatasync(file); }
  Outcome<FileInfo> stat(FileHandle file) override {
    if (fails("fstat", path_of(file))) return Outcome<FileInfo>::failed(with);
    return files_.stat(file);
  }
  Errno set_mode(FileHandle file, std::uint32_t mode) override {
    return fails("set_mode", path_of(file)) ? with : files_.set_mode(file, mode);
  }
  Errno lock(FileHandle file) override { return fails("lock", path_of(file)) ? with : files_.lock(file); }
  Errno unlock(FileHandle file) override { return fails("unlock", path_of(file)) ? with : files_.unlock(file); }
  Outcome<FileInfo> stat(const Path& path) override {
    if (fails("stat", path)) return Outcome<FileInfo>::failed(with);
    return files_.stat(path);
  }
  Outcome<FileInfo> lstat(const Path& path) override {
    if (fails("lstat", path)) return Outcome<FileInfo>::failed(with);
    return files_.lstat(path);
  }
  Outcome<Path> resolve(const Path& path) override {
    if (fails("resolve", path)) return Outcome<Path>::failed(with);
    return files_.resolve(path);
  }
  Outcome<Path> read_link(const Path& path) override {
    if (fails("read_link", path)) return Outcome<Path>::failed(with);
    return files_.read_link(path);
  }
  Errno rename(const Path& from, const Path& to) override {
    return fails("rename", to) ? with : files_.rename(from, to);
  }
  Errno rename_no_replace(const Path& from, const Path& to) override {
    return fails("rename_no_replace", to) ? with : files_.rename_no_replace(from, to);
  }
  Errno remove(const Path& path) override { return fails("remove", path) ? with : files_.remove(path); }
  Errno make_folder(const Path& path, std::uint32_t mode) override {
    return fails("make_folder", path) ? with : files_.make_folder(path, mode);
  }
  Errno remove_folder(const Path& path) override {
    return fails("remove_folder", path) ? with : files_.remove_folder(path);
  }
  Errno fsync_folder(const Path& path) override {
    return fails("fsync_folder", path) ? with : files_.fsync_folder(path);
  }
  Outcome<std::vector<FolderEntry>> list_folder(const Path& path) override {
    if (fails("list_folder", path)) return Outcome<std::vector<FolderEntry>>::failed(with);
    return files_.list_folder(path);
  }

 private:
  bool fails(const std::string& name, const Path& path) {
    const std::lock_guard lock(mutex_);
    calls.emplace_back(name);
    paths.emplace_back(path);
    bool now = fail_on ? calls.size() >= fail_at : calls.size() == fail_at;
    if (short_writes) now = now && name == "write";
    if (now) failed.push_back(calls.size());
    if (now && name != "write") die_if_so();
    return now;
  }
  bool sync_fails(const std::string& name, FileHandle file) {
    const Path path = path_of(file);
    const bool now = fails(name, path);
    const auto info = files_.stat(file);
    const std::lock_guard lock(mutex_);
    if (!info.ok()) return now;
    const std::pair inode{info->device, info->inode};
    if (failed_syncs_.contains(inode)) synced_again.push_back(path);
    if (now) failed_syncs_.insert(inode);
    return now;
  }
  Outcome<FileHandle> opened(Outcome<FileHandle> file, const Path& path) {
    const std::lock_guard lock(mutex_);
    if (file.ok()) opened_[*file] = path;
    return file;
  }
  Path path_of(FileHandle file) const {
    const std::lock_guard lock(mutex_);
    const auto found = opened_.find(file);
    return found == opened_.end() ? Path() : found->second;
  }
  void die_if_so() const {
    if (dies) _exit(0);
  }

  mutable std::mutex mutex_;
  FileSystem& files_;
  std::map<FileHandle, Path> opened_;
  std::set<std::pair<std::uint64_t, std::uint64_t>> failed_syncs_;  // device and inode
};

}  // namespace sayso
