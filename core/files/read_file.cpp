#include "core/files/read_file.h"

#include <algorithm>
#include <cerrno>
#include <memory>

#include "core/files/file_error.h"
#include "core/files/hash.h"

namespace sayso {
namespace {

// `begin` gets how many bytes there seem to be, `take` each piece. False when there is no such file.
template <class Begin, class Take>
Result<bool> read_if_there(FileSystem& files, const Path& path, std::uint64_t limit, Begin begin, Take take) {
  constexpr std::uint64_t kPiece = 1 << 17;  // bytes; stays in the processor's cache
  auto file = FileReader::open(files, path, limit);
  if (!file) return file.error();
  if (!*file) return false;
  FileReader& reader = **file;
  begin(std::min(reader.size(), limit));
  const auto room = static_cast<std::size_t>(std::clamp<std::uint64_t>(reader.size(), 4096, kPiece));
  const auto piece = std::make_unique_for_overwrite<char[]>(room);
  for (;;) {
    const auto got = reader.next(piece.get(), room);
    if (!got) return got.error();
    if (*got == 0) return true;
    take(std::string_view(piece.get(), *got));
  }
}

}  // namespace

Result<std::optional<FileReader>> FileReader::open(FileSystem& files, const Path& path, std::uint64_t limit) {
  const auto file = files.open(path, OpenFor::read);
  if (!file.ok()) {
    if (file.error() == ENOENT || file.error() == ENOTDIR) return std::optional<FileReader>();
    return file_error("read", path, file.error());
  }
  FileReader reader(files, *file, path, limit);
  const auto info = files.stat(*file);
  if (!info.ok()) return file_error("read", path, info.error());
  if (info->type == FileType::folder) return file_error("read", path, EISDIR);
  if (info->type != FileType::regular) {
    return damaged_error("cannot read: this is a device or a pipe, not a file", path.string());
  }
  reader.size_ = info->size;
  return std::optional(std::move(reader));
}

FileReader::FileReader(FileReader&& other) noexcept
    : files_(other.files_),
      file_(std::exchange(other.file_, std::nullopt)),
      path_(std::move(other.path_)),
      size_(other.size_),
      limit_(other.limit_),
      read_(other.read_) {}

FileReader::~FileReader() {
  if (file_) files_->close(*file_);
}

Result<std::size_t> FileReader::next(char* to, std::size_t room) {
  const auto got = files_->read(*file_, to, room, read_);
  if (!got.ok()) return file_error("read", path_, got.error());
  read_ += *got;
  if (read_ > limit_) {
    return damaged_error("this file is larger than " + std::to_string(limit_) + " bytes, the most that is read", path_.string());
  }
  return *got;
}

Result<std::optional<std::string>> read_file_if_there(FileSystem& files, const Path& path, std::uint64_t limit) {
  std::string bytes;
  const auto there = read_if_there(
      files, path, limit, [&](std::uint64_t size) { bytes.reserve(static_cast<std::size_t>(size)); },
      [&](std::string_view piece) { bytes += piece; });
  if (!there) return there.error();
  return *there ? std::optional(std::move(bytes)) : std::nullopt;
}

Result<bool> read_pieces(FileSystem& files, const Path& path, const std::function<void(std::string_view)>& take, std::uint64_t limit) {
  return read_if_there(files, path, limit, [](std::uint64_t) {}, take);
}

Result<std::string> read_file(FileSystem& files, const Path& path, std::uint64_t limit) {
  auto bytes = read_file_if_there(files, path, limit);
  if (!bytes) return bytes.error();
  if (!*bytes) return file_error("read", path, ENOENT);
  return std::move(**bytes);
}

ContentSum sum_of(const std::optional<std::string>& bytes) {
  return bytes ? ContentSum(xxh3(*bytes)) : ContentSum();
}

Result<ContentSum> sum_of_file(FileSystem& files, const Path& path) {
  Xxh3 sum;
  const auto there = read_pieces(files, path, [&](std::string_view piece) { sum.add(piece); });
  if (!there) return there.error();
  return *there ? ContentSum(sum.value()) : ContentSum();
}

Result<std::string> sha256_of_file(FileSystem& files, const Path& path) {
  Sha256 sum;
  const auto there = read_pieces(files, path, [&](std::string_view piece) { sum.add(piece); });
  if (!there) return there.error();
  return *there ? std::move(sum).hex() : "";
}

Result<std::optional<FileInfo>> look_at(FileSystem& files, const Path& path) {
  const auto info = files.stat(path);
  if (info.ok()) return std::optional<FileInfo>{*info};
  if (info.error() == ENOENT || info.error() == ENOTDIR) return std::optional<FileInfo>{};
  return file_error("look at this", path, info.error());
}

bool is_there(FileSystem& files, const Path& path) { return files.stat(path).ok(); }

bool is_folder(FileSystem& files, const Path& path) {
  const auto info = files.stat(path);
  return info.ok() && info->type == FileType::folder;
}

Result<std::vector<FolderEntry>> list_folder(FileSystem& files, const Path& path) {
  const auto found = files.list_folder(path);
  if (!found.ok()) return file_error("list this folder", path, found.error());
  std::vector<FolderEntry> entries = *found;
  std::sort(entries.begin(), entries.end(),
            [](const FolderEntry& a, const FolderEntry& b) { return a.name < b.name; });
  return entries;
}

Result<std::vector<FolderEntry>> list_folder_if_there(FileSystem& files, const Path& path) {
  const auto there = look_at(files, path);
  if (!there) return there.error();
  if (!*there) return std::vector<FolderEntry>{};
  return list_folder(files, path);
}

Result<std::vector<std::string>> list_tree(FileSystem& files, const Path& folder) {
  std::vector<std::string> names;
  std::vector<std::string> waiting{""};
  while (!waiting.empty()) {
    const std::string below = std::move(waiting.back());
    waiting.pop_back();
    const auto entries = list_folder(files, below.empty() ? folder : folder / below);
    if (!entries) return entries.error();
    for (const auto& entry : *entries) {
      std::string name = below.empty() ? entry.name : below + "/" + entry.name;
      if (entry.type == FileType::folder) {
        waiting.push_back(std::move(name));
      } else if (entry.type == FileType::regular) {
        names.push_back(std::move(name));
      } else if (entry.type == FileType::symlink) {
        const auto info = files.stat(folder / name);
        if (info.ok() && info->type == FileType::regular) names.push_back(std::move(name));
      }
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace sayso
