// The machine's files with one call that fails: the n-th of all, counted from 1, with a given errno; or at which
// the process dies. A failing write takes half of its bytes first. Calls are noted by name; any thread.
#pragma once

#include <algorithm>
#include <limits>
#include <mutex>
#include <string>
#include <vector>

#include <unistd.h>

#include "core/files/file_system.h"

namespace sayso {

class FailingFiles final : public FileSystem {
 public:
  std::size_t fail_at = std::numeric_limits<std::size_t>::max();
  bool fail_on = false;  // do all calls from fail_at on fail?
  Errno with = 5;        // EIO
  bool dies = false;     // the process ends at fail_at, as by kill -9
  std::vector<std::string> calls;

  std::size_t count(std::string_view name) const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(std::count(calls.begin(), calls.end(), name));
  }

  Outcome<FileHandle> open(const Path& path, OpenFor use) override {
    if (fails("open")) return Outcome<FileHandle>::failed(with);
    return files_.open(path, use);
  }
  Outcome<FileHandle> create_new(const Path& path, std::uint32_t mode) override {
    if (fails("create_new")) return Outcome<FileHandle>::failed(with);
    return files_.create_new(path, mode);
  }
  Errno close(FileHandle file) override {
    const Errno closed = files_.close(file);  // a failed close has closed all the same
    return fails("close") ? with : closed;
  }
  Outcome<std::size_t> read(FileHandle file, char* into, std::size_t size, std::uint64_t offset) override {
    if (fails("read")) return Outcome<std::size_t>::failed(with);
    return files_.read(file, into, size, offset);
  }
  Outcome<std::size_t> write(FileHandle file, std::string_view bytes) override {
    if (fails("write")) {
      (void)files_.write(file, bytes.substr(0, bytes.size() / 2));
      die_if_so();
      return Outcome<std::size_t>::failed(with);
    }
    return files_.write(file, bytes);
  }
  Errno truncate(FileHandle file, std::uint64_t size) override {
    return fails("truncate") ? with : files_.truncate(file, size);
  }
  Errno fsync(FileHandle file) override { return fails("fsync") ? with : files_.fsync(file); }
  Errno fdatasync(FileHandle file) override { return fails("fdatasync") ? with : files_.fdatasync(file); }
  Outcome<FileInfo> stat(FileHandle file) override {
    if (fails("fstat")) return Outcome<FileInfo>::failed(with);
    return files_.stat(file);
  }
  Errno set_mode(FileHandle file, std::uint32_t mode) override {
    return fails("set_mode") ? with : files_.set_mode(file, mode);
  }
  Errno lock(FileHandle file) override { return fails("lock") ? with : files_.lock(file); }
  Errno unlock(FileHandle file) override { return fails("unlock") ? with : files_.unlock(file); }
  Outcome<FileInfo> stat(const Path& path) override {
    if (fails("stat")) return Outcome<FileInfo>::failed(with);
    return files_.stat(path);
  }
  Outcome<FileInfo> lstat(const Path& path) override {
    if (fails("lstat")) return Outcome<FileInfo>::failed(with);
    return files_.lstat(path);
  }
  Outcome<Path> resolve(const Path& path) override {
    if (fails("resolve")) return Outcome<Path>::failed(with);
    return files_.resolve(path);
  }
  Outcome<Path> read_link(const Path& path) override {
    if (fails("read_link")) return Outcome<Path>::failed(with);
    return files_.read_link(path);
  }
  Errno rename(const Path& from, const Path& to) override {
    return fails("rename") ? with : files_.rename(from, to);
  }
  Errno rename_no_replace(const Path& from, const Path& to) override {
    return fails("rename_no_replace") ? with : files_.rename_no_replace(from, to);
  }
  Errno remove(const Path& path) override { return fails("remove") ? with : files_.remove(path); }
  Errno make_folder(const Path& path, std::uint32_t mode) override {
    return fails("make_folder") ? with : files_.make_folder(path, mode);
  }
  Errno remove_folder(const Path& path) override {
    return fails("remove_folder") ? with : files_.remove_folder(path);
  }
  Errno fsync_folder(const Path& path) override {
    return fails("fsync_folder") ? with : files_.fsync_folder(path);
  }
  Outcome<std::vector<FolderEntry>> list_folder(const Path& path) override {
    if (fails("list_folder")) return Outcome<std::vector<FolderEntry>>::failed(with);
    return files_.list_folder(path);
  }

 private:
  bool fails(const std::string& name) {
    const std::lock_guard lock(mutex_);
    calls.emplace_back(name);
    const bool now = fail_on ? calls.size() >= fail_at : calls.size() == fail_at;
    if (now && name != "write") die_if_so();
    return now;
  }
  void die_if_so() const {
    if (dies) _exit(0);
  }

  mutable std::mutex mutex_;
  FileSystem& files_ = real_files();
};

}  // namespace sayso
