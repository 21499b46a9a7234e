#include "core/files/write_file.h"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <optional>

#include "core/files/file_error.h"
#include "core/files/read_file.h"

namespace sayso {

namespace {

constexpr std::size_t kTailDigits = 8;
constexpr std::string_view kTail = ".tmp";
constexpr int kMostLinks = 40;
constexpr int kMostNames = 1000;

Path folder_of(const Path& path) {
  const Path folder = path.parent_path();
  return folder.empty() ? Path{"."} : folder;
}

Path temporary_beside(const Path& path) {
  static std::atomic<std::uint32_t> count{0};
  // The process id keeps running processes apart; O_EXCL settles the rest.
  const auto mark =
      static_cast<std::uint32_t>(getpid()) * 4096u + count.fetch_add(1, std::memory_order_relaxed);
  char digits[kTailDigits + 1];
  std::snprintf(digits, sizeof digits, "%08x", mark);
  // A name may have 255 bytes; a cut one need not be UTF-8, it is only a temporary.
  const std::string name = path.filename().string().substr(0, 255 - 2 - kTailDigits - kTail.size());
  return folder_of(path) / ("." + name + "." + digits + std::string(kTail));
}

// The file that a chain of links leads to, there or not.
Outcome<Path> behind_links(FileSystem& files, Path path) {
  for (int i = 0; i < kMostLinks; ++i) {
    const auto info = files.lstat(path);
    // Not known to be no link, it would be replaced instead of what it leads to.
    if (!info.ok() && info.error() != ENOENT) return Outcome<Path>::failed(info.error());
    if (!info.ok() || info->type != FileType::symlink) return path;
    const auto target = files.read_link(path);
    if (!target.ok()) return target;
    path = path.parent_path() / *target;
  }
  return Outcome<Path>::failed(ELOOP);
}

Errno write_all(FileSystem& files, FileHandle file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto put = files.write(file, bytes);
    if (!put.ok()) return put.error();
    if (*put == 0) return EIO;
    bytes.remove_prefix(*put);
  }
  return 0;
}

// Writes the bytes to a new file beside `path` and syncs it. `mode` of an existing file, else nullopt.
Outcome<Path> write_temporary(FileSystem& files, const Path& path, std::string_view bytes,
                              std::optional<std::uint32_t> mode) {
  Path name = temporary_beside(path);
  auto file = files.create_new(name, mode ? 0600 : 0666);
  for (int i = 0; i < kMostNames && !file.ok() && file.error() == EEXIST; ++i) {
    name = temporary_beside(path);
    file = files.create_new(name, mode ? 0600 : 0666);
  }
  if (!file.ok()) return Outcome<Path>::failed(file.error());

  Errno error = mode ? files.set_mode(*file, *mode) : 0;
  if (error == 0) error = write_all(files, *file, bytes);
  if (error == 0) error = files.fsync(*file);
  const Errno closed = files.close(*file);  // always, and it may be what tells of a full network drive
  if (error == 0) error = closed;
  if (error == 0) return name;
  files.remove(name);
  return Outcome<Path>::failed(error);
}

}  // namespace

Result<void> write_file_atomically(FileSystem& files, const Path& path, std::string_view bytes) {
  const auto target = behind_links(files, path);
  if (!target.ok()) return file_error("save", path, target.error());

  std::optional<std::uint32_t> mode;
  if (const auto info = files.stat(*target); info.ok()) {
    if (info->type == FileType::folder) return file_error("save", path, EISDIR);
    // A rename asks only the folder; who protected the file meant the file.
    if ((info->mode & 0222u) == 0) return file_error("save", path, EACCES);
    mode = info->mode;
  } else if (info.error() != ENOENT) {
    return file_error("save", path, info.error());
  }

  const auto temporary = write_temporary(files, *target, bytes, mode);
  if (!temporary.ok()) return file_error("save", path, temporary.error());
  if (const Errno error = files.rename(*temporary, *target)) {
    files.remove(*temporary);
    return file_error("save", path, error);
  }
  if (const Errno error = files.fsync_folder(folder_of(*target))) return file_error("save", path, error);
  return {};
}

Result<void> create_file(FileSystem& files, const Path& path, std::string_view bytes, std::optional<std::uint32_t> mode) {
  const auto temporary = write_temporary(files, path, bytes, mode);
  if (!temporary.ok()) return file_error("create", path, temporary.error());
  if (const Errno error = files.rename_no_replace(*temporary, path)) {
    files.remove(*temporary);
    if (error != EEXIST) return file_error("create", path, error);
    Error taken =
        usage_error("there is something of this name already", "choose another name, or move it away first");
    taken.place = path.string();
    return taken;
  }
  if (const Errno error = files.fsync_folder(folder_of(path))) {
    files.remove(path);  // or it would be in the way of the next try
    return file_error("create", path, error);
  }
  return {};
}

Result<void> create_file_unless_same(FileSystem& files, const Path& path, std::string_view bytes) {
  auto created = create_file(files, path, bytes);
  if (created || created.error().kind != ErrorKind::usage) return created;
  const auto there = read_file(files, path);
  if (!there || *there != bytes) return created;
  // Whoever left it may not have come to this.
  if (const Errno error = files.fsync_folder(folder_of(path))) return file_error("create", path, error);
  return {};
}

Result<void> make_folders(FileSystem& files, const Path& folder) {
  if (folder.empty()) return {};
  const auto info = files.stat(folder);
  if (info.ok() && info->type == FileType::folder) return {};
  if (info.ok()) return file_error("make this folder", folder, ENOTDIR);
  if (info.error() != ENOENT) return file_error("make this folder", folder, info.error());

  // "a/b/" has an empty last part.
  if (folder.filename().empty()) return make_folders(files, folder.parent_path());
  if (auto above = make_folders(files, folder.parent_path()); !above) return above;
  const Errno error = files.make_folder(folder);
  if (error != 0 && error != EEXIST) return file_error("make this folder", folder, error);
  if (const Errno unsynced = files.fsync_folder(folder_of(folder))) {
    return file_error("make this folder", folder, unsynced);
  }
  return {};
}

Result<void> move_file(FileSystem& files, const Path& from, const Path& to) {
  if (const Errno error = files.rename_no_replace(from, to)) {
    if (error != EEXIST) return file_error("move", from, error);
    Error taken =
        usage_error("there is something of this name already", "choose another name, or move it away first");
    taken.place = to.string();
    return taken;
  }
  for (const Path& folder : {folder_of(to), folder_of(from)}) {
    if (const Errno error = files.fsync_folder(folder)) return file_error("move", from, error);
  }
  return {};
}

Result<void> remove_file(FileSystem& files, const Path& path) {
  const Errno error = files.remove(path);
  if (error == ENOENT) return {};
  if (error != 0) return file_error("remove", path, error);
  if (const Errno unsynced = files.fsync_folder(folder_of(path))) return file_error("remove", path, unsynced);
  return {};
}

bool is_temporary_name(std::string_view name) {
  if (name.size() < 2 + kTailDigits + kTail.size() || name[0] != '.' || !name.ends_with(kTail)) return false;
  name.remove_suffix(kTail.size());
  const auto digits = name.substr(name.size() - kTailDigits);
  return name[name.size() - kTailDigits - 1] == '.' &&
         digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace sayso
