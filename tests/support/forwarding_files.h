// Some other files, call for call: for what lies between a program and its disk and changes one or two of them.
#pragma once

#include "core/files/file_system.h"

namespace sayso {

class ForwardingFiles : public FileSystem {
 public:
  explicit ForwardingFiles(FileSystem& files) : files_(files) {}

  Outcome<FileHandle> open(const Path& path, OpenFor use) override { return files_.open(path, use); }
  Outcome<FileHandle> create_new(const Path& path, std::uint32_t mode) override { return files_.create_new(path, mode); }
  Errno close(FileHandle file) override { return files_.close(file); }
  Outcome<std::size_t> read(FileHandle file, char* into, std::size_t size, std::uint64_t offset) override {
    return files_.read(file, into, size, offset);
  }
  Outcome<std::size_t> write(FileHandle file, std::string_view bytes) override { return files_.write(file, bytes); }
  Errno truncate(FileHandle file, std::uint64_t size) override { return files_.truncate(file, size); }
  Errno fsync(FileHandle file) override { return files_.fsync(file); }
  Errno fdatasync(FileHandle file) override { return files_.fdatasync(file); }
  Outcome<FileInfo> stat(FileHandle file) override { return files_.stat(file); }
  Errno set_mode(FileHandle file, std::uint32_t mode) override { return files_.set_mode(file, mode); }
  Errno lock(FileHandle file) override { return files_.lock(file); }
  Errno unlock(FileHandle file) override { return files_.unlock(file); }
  Outcome<FileInfo> stat(const Path& path) override { return files_.stat(path); }
  Outcome<FileInfo> lstat(const Path& path) override { return files_.lstat(path); }
  Outcome<Path> resolve(const Path& path) override { return files_.resolve(path); }
  Outcome<Path> read_link(const Path& path) override { return files_.read_link(path); }
  Errno rename(const Path& from, const Path& to) override { return files_.rename(from, to); }
  Errno rename_no_replace(const Path& from, const Path& to) override { return files_.rename_no_replace(from, to); }
  Errno remove(const Path& path) override { return files_.remove(path); }
  Errno make_folder(const Path& path, std::uint32_t mode) override { return files_.make_folder(path, mode); }
  Errno remove_folder(const Path& path) override { return files_.remove_folder(path); }
  Errno fsync_folder(const Path& path) override { return files_.fsync_folder(path); }
  Outcome<std::vector<FolderEntry>> list_folder(const Path& path) override { return files_.list_folder(path); }

 protected:
  FileSystem& files_;
};

}  // namespace sayso
