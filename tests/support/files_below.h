// A folder of some other files as if it were the whole disk: "/p" is <folder>/p.
#pragma once

#include "tests/support/forwarding_files.h"

namespace sayso {

class FilesBelow final : public ForwardingFiles {
 public:
  FilesBelow(FileSystem& files, Path folder) : ForwardingFiles(files), folder_(std::move(folder)) {}

  Outcome<FileHandle> open(const Path& path, OpenFor use) override { return files_.open(at(path), use); }
  Outcome<FileHandle> create_new(const Path& path, std::uint32_t mode) override {
    return files_.create_new(at(path), mode);
  }
  Outcome<FileInfo> stat(FileHandle file) override { return files_.stat(file); }
  Outcome<FileInfo> stat(const Path& path) override { return files_.stat(at(path)); }
  Outcome<FileInfo> lstat(const Path& path) override { return files_.lstat(at(path)); }
  Outcome<Path> resolve(const Path& path) override {
    const auto found = files_.stat(at(path));
    return found.ok() ? Outcome<Path>(path) : Outcome<Path>::failed(found.error());
  }
  Outcome<Path> read_link(const Path& path) override { return files_.read_link(at(path)); }
  Errno rename(const Path& from, const Path& to) override { return files_.rename(at(from), at(to)); }
  Errno rename_no_replace(const Path& from, const Path& to) override {
    return files_.rename_no_replace(at(from), at(to));
  }
  Errno remove(const Path& path) override { return files_.remove(at(path)); }
  Errno make_folder(const Path& path, std::uint32_t mode) override { return files_.make_folder(at(path), mode); }
  Errno remove_folder(const Path& path) override { return files_.remove_folder(at(path)); }
  Errno fsync_folder(const Path& path) override { return files_.fsync_folder(at(path)); }
  Outcome<std::vector<FolderEntry>> list_folder(const Path& path) override { return files_.list_folder(at(path)); }

 private:
  Path at(const Path& path) const { return folder_ / path.relative_path(); }
  Path folder_;
};

}  // namespace sayso
