// The seam between sayso and the disk: every file access of the program goes through these calls, so a
// test can fail the n-th of them or forget what was not synced. The calls are those of POSIX, one to
// one; what is built on them (read_file.h, write_file.h, append_log.h, file_lock.h) turns errno into
// words. An implementation may be used on several threads at once.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sayso {

using Path = std::filesystem::path;

// An open file of one FileSystem; -1 is none.
enum class FileHandle : int { none = -1 };

// What a call gives: a value, or the errno with which it failed (never 0).
template <class T>
class Outcome {
 public:
  Outcome(T value) : value_(std::move(value)) {}
  static Outcome failed(int error) {
    assert(error != 0);
    Outcome outcome{T{}};
    outcome.error_ = error;
    return outcome;
  }
  bool ok() const { return error_ == 0; }
  int error() const { return error_; }
  const T& value() const {
    assert(ok());
    return value_;
  }
  const T& operator*() const { return value(); }
  const T* operator->() const { return &value(); }

 private:
  T value_;
  int error_ = 0;
};

// 0 or the errno of a call that gives nothing.
using Errno = int;

enum class FileType { regular, folder, symlink, other };

struct FileInfo {
  FileType type = FileType::other;
  std::uint64_t size = 0;  // bytes
  std::uint32_t mode = 0;  // permission bits
  std::uint64_t device = 0, inode = 0;
  std::int64_t modified_ns = 0;  // since 1970

  bool operator==(const FileInfo&) const = default;
};

struct FolderEntry {
  std::string name;  // without the folder
  FileType type = FileType::other;

  bool operator==(const FolderEntry&) const = default;
};

enum class OpenFor { read, append, read_write };  // all of an existing file; append writes at its end

class FileSystem {
 public:
  virtual ~FileSystem() = default;

  virtual Outcome<FileHandle> open(const Path& path, OpenFor use) = 0;
  // A new file for reading and writing at its end; EEXIST if the name is taken (a dangling link too).
  virtual Outcome<FileHandle> create_new(const Path& path, std::uint32_t mode) = 0;
  virtual Errno close(FileHandle file) = 0;
  // Up to `size` bytes from `offset`; 0 at the end. May give fewer.
  virtual Outcome<std::size_t> read(FileHandle file, char* into, std::size_t size, std::uint64_t offset) = 0;
  // At the end of a file opened to append or newly created. May take fewer.
  virtual Outcome<std::size_t> write(FileHandle file, std::string_view bytes) = 0;
  virtual Errno truncate(FileHandle file, std::uint64_t size) = 0;
  virtual Errno fsync(FileHandle file) = 0;
  virtual Errno fdatasync(FileHandle file) = 0;
  virtual Outcome<FileInfo> stat(FileHandle file) = 0;
  virtual Errno set_mode(FileHandle file, std::uint32_t mode) = 0;
  // OFD locks: they belong to the open file, not to the process, and go with its last close.
  virtual Errno lock(FileHandle file) = 0;  // exclusive, never waits: EAGAIN when another has it
  virtual Errno unlock(FileHandle file) = 0;

  virtual Outcome<FileInfo> stat(const Path& path) = 0;   // follows links
  virtual Outcome<FileInfo> lstat(const Path& path) = 0;  // does not
  virtual Outcome<Path> resolve(const Path& path) = 0;    // absolute, without links; must exist
  virtual Outcome<Path> read_link(const Path& path) = 0;
  virtual Errno rename(const Path& from, const Path& to) = 0;             // replaces `to`
  virtual Errno rename_no_replace(const Path& from, const Path& to) = 0;  // EEXIST if `to` is there
  virtual Errno remove(const Path& path) = 0;                             // a file or a link
  virtual Errno make_folder(const Path& path, std::uint32_t mode = 0777) = 0;
  virtual Errno remove_folder(const Path& path) = 0;  // empty ones only
  virtual Errno fsync_folder(const Path& path) = 0;
  virtual Outcome<std::vector<FolderEntry>> list_folder(const Path& path) = 0;  // without . and ..; any order
};

// The machine's files; lives as long as the program.
FileSystem& real_files();

}  // namespace sayso
