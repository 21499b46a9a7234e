// The machine's files: each function is one system call, tried again when a signal cut it short.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "core/files/file_system.h"

namespace sayso {

namespace {

int number(FileHandle file) { return static_cast<int>(file); }

template <class Call>
auto again(Call call) {
  for (;;) {
    const auto result = call();
    if (result != -1 || errno != EINTR) return result;
  }
}

template <class Call>
Errno done(Call call) {
  return again(call) == -1 ? errno : 0;
}

Outcome<FileHandle> opened(int file) {
  if (file < 0) return Outcome<FileHandle>::failed(errno);
  return static_cast<FileHandle>(file);
}

FileType type_of_mode(mode_t mode) {
  if (S_ISREG(mode)) return FileType::regular;
  if (S_ISDIR(mode)) return FileType::folder;
  if (S_ISLNK(mode)) return FileType::symlink;
  return FileType::other;
}

FileInfo info_of(const struct stat& found) {
  FileInfo info;
  info.type = type_of_mode(found.st_mode);
  info.size = static_cast<std::uint64_t>(found.st_size);
  info.mode = found.st_mode & 07777u;
  info.device = found.st_dev;
  info.inode = found.st_ino;
  info.modified_ns = std::int64_t{found.st_mtim.tv_sec} * 1'000'000'000 + found.st_mtim.tv_nsec;
  return info;
}

struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};

FileType type_of_entry(DIR* folder, const dirent& entry) {
  switch (entry.d_type) {
    case DT_REG:
      return FileType::regular;
    case DT_DIR:
      return FileType::folder;
    case DT_LNK:
      return FileType::symlink;
    case DT_UNKNOWN:
      break;  // some file systems do not say
    default:
      return FileType::other;
  }
  struct stat found {};
  if (fstatat(dirfd(folder), entry.d_name, &found, AT_SYMLINK_NOFOLLOW) != 0) return FileType::other;
  return type_of_mode(found.st_mode);
}

class RealFiles final : public FileSystem {
 public:
  Outcome<FileHandle> open(const Path& path, OpenFor use) override {
    // O_NONBLOCK: a pipe in the place of a file must not hang the program; ordinary files ignore it.
    int flags = O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
    if (use == OpenFor::read) flags |= O_RDONLY;
    if (use == OpenFor::append) flags |= O_RDWR | O_APPEND;
    if (use == OpenFor::read_write) flags |= O_RDWR;
    return opened(again([&] { return ::open(path.c_str(), flags); }));
  }
  Outcome<FileHandle> create_new(const Path& path, std::uint32_t mode) override {
    const int flags = O_CLOEXEC | O_NOCTTY | O_RDWR | O_APPEND | O_CREAT | O_EXCL;
    return opened(again([&] { return ::open(path.c_str(), flags, mode_t{mode}); }));
  }
  Errno close(FileHandle file) override {
    // Not tried again: Linux has closed it even when a signal came.
    return ::close(number(file)) == -1 && errno != EINTR ? errno : 0;
  }
  Outcome<std::size_t> read(FileHandle file, char* into, std::size_t size, std::uint64_t offset) override {
    const auto got = again([&] { return pread(number(file), into, size, static_cast<off_t>(offset)); });
    if (got < 0) return Outcome<std::size_t>::failed(errno);
    return static_cast<std::size_t>(got);
  }
  Outcome<std::size_t> write(FileHandle file, std::string_view bytes) override {
    const auto put = again([&] { return ::write(number(file), bytes.data(), bytes.size()); });
    if (put < 0) return Outcome<std::size_t>::failed(errno);
    return static_cast<std::size_t>(put);
  }
  Errno truncate(FileHandle file, std::uint64_t size) override {
    return done([&] { return ftruncate(number(file), static_cast<off_t>(size)); });
  }
  Errno fsync(FileHandle file) override {
    return done([&] { return ::fsync(number(file)); });
  }
  Errno fdatasync(FileHandle file) override {
    return done([&] { return ::fdatasync(number(file)); });
  }
  Outcome<FileInfo> stat(FileHandle file) override {
    struct stat found {};
    if (fstat(number(file), &found) != 0) return Outcome<FileInfo>::failed(errno);
    return info_of(found);
  }
  Errno set_mode(FileHandle file, std::uint32_t mode) override {
    return done([&] { return fchmod(number(file), mode_t{mode}); });
  }
  Errno lock(FileHandle file) override { return set_lock(file, F_WRLCK); }
  Errno unlock(FileHandle file) override { return set_lock(file, F_UNLCK); }

  Outcome<FileInfo> stat(const Path& path) override {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) return Outcome<FileInfo>::failed(errno);
    return info_of(found);
  }
  Outcome<FileInfo> lstat(const Path& path) override {
    struct stat found {};
    if (::lstat(path.c_str(), &found) != 0) return Outcome<FileInfo>::failed(errno);
    return info_of(found);
  }
  Outcome<Path> resolve(const Path& path) override {
    const std::unique_ptr<char, decltype(&std::free)> real(realpath(path.c_str(), nullptr), &std::free);
    if (!real) return Outcome<Path>::failed(errno);
    return Path{real.get()};
  }
  Outcome<Path> read_link(const Path& path) override {
    std::string target(PATH_MAX, '\0');
    const auto size = readlink(path.c_str(), target.data(), target.size());
    if (size < 0) return Outcome<Path>::failed(errno);
    target.resize(static_cast<std::size_t>(size));
    return Path{target};
  }
  Errno rename(const Path& from, const Path& to) override {
    return done([&] { return ::rename(from.c_str(), to.c_str()); });
  }
  Errno rename_no_replace(const Path& from, const Path& to) override {
    const Errno error =
        done([&] { return renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE); });
    if (error != EINVAL && error != ENOSYS) return error;
    // A file system without this flag (NFS): a hard link refuses to replace as well.
    if (const Errno linked = done([&] { return link(from.c_str(), to.c_str()); })) return linked;
    return done([&] { return unlink(from.c_str()); });
  }
  Errno remove(const Path& path) override {
    return done([&] { return unlink(path.c_str()); });
  }
  Errno make_folder(const Path& path, std::uint32_t mode) override {
    return done([&] { return mkdir(path.c_str(), mode_t{mode}); });
  }
  Errno remove_folder(const Path& path) override {
    return done([&] { return rmdir(path.c_str()); });
  }
  Errno fsync_folder(const Path& path) override {
    const auto folder =
        opened(again([&] { return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
    if (!folder.ok()) return folder.error();
    const Errno error = fsync(*folder);
    close(*folder);
    // Some network and FUSE file systems cannot sync a folder and say so; they order renames themselves.
    return error == EINVAL || error == ENOTSUP ? 0 : error;
  }
  Outcome<std::vector<FolderEntry>> list_folder(const Path& path) override {
    using Entries = std::vector<FolderEntry>;
    const std::unique_ptr<DIR, CloseFolder> folder(opendir(path.c_str()));
    if (!folder) return Outcome<Entries>::failed(errno);
    Entries entries;
    for (;;) {
      errno = 0;
      const dirent* entry = readdir(folder.get());
      if (!entry) break;
      std::string name = entry->d_name;
      if (name != "." && name != "..")
        entries.push_back({std::move(name), type_of_entry(folder.get(), *entry)});
    }
    if (errno != 0) return Outcome<Entries>::failed(errno);
    return entries;
  }

 private:
  static Errno set_lock(FileHandle file, int type) {
    struct flock lock {};
    lock.l_type = static_cast<short>(type);
    lock.l_whence = SEEK_SET;
    const Errno error = done([&] { return fcntl(number(file), F_OFD_SETLK, &lock); });
    return error == EACCES ? EAGAIN : error;  // POSIX allows either word for "another has it"
  }
};

}  // namespace

FileSystem& real_files() {
  static RealFiles files;
  return files;
}

}  // namespace sayso
