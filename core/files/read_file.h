// Reading whole files and looking at folders. Nothing here writes. Errors are of kind machine and name
// the path.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

inline constexpr std::uint64_t kReadLimit = std::uint64_t{1} << 30;  // bytes

// All bytes of a regular file, or its first-class absence as an error. Refused: folders, devices, pipes,
// and files over `limit` bytes (kind damaged).
Result<std::string> read_file(FileSystem& files, const Path& path, std::uint64_t limit = kReadLimit);

// The same, but nullopt when there is no such file.
Result<std::optional<std::string>> read_file_if_there(FileSystem& files, const Path& path,
                                                      std::uint64_t limit = kReadLimit);

// The same in pieces of at most 256 KiB, one after the other, so that not all of it is in memory at once; false when there is no such file.
// An error may come after some pieces.
Result<bool> read_pieces(FileSystem& files, const Path& path, const std::function<void(std::string_view)>& take,
                         std::uint64_t limit = kReadLimit);

// A regular file that is read from its beginning, piece by piece, by whoever needs the next one; closed when it goes.
class FileReader {
 public:
  // Refused, with the first piece or when opened: what read_file() refuses. nullopt when there is no such file.
  static Result<std::optional<FileReader>> open(FileSystem& files, const Path& path, std::uint64_t limit = kReadLimit);
  FileReader(FileReader&& other) noexcept;
  FileReader& operator=(FileReader&&) = delete;
  ~FileReader();

  std::uint64_t size() const { return size_; }  // bytes, when it was opened
  // Puts the next bytes, up to `room`, into `to`. How many: 0 at the end.
  Result<std::size_t> next(char* to, std::size_t room);

 private:
  FileReader(FileSystem& files, FileHandle file, Path path, std::uint64_t limit)
      : files_(&files), file_(file), path_(std::move(path)), limit_(limit) {}

  FileSystem* files_;
  std::optional<FileHandle> file_;  // none: moved from
  Path path_;
  std::uint64_t size_ = 0, limit_, read_ = 0;
};

// What a file holds, to tell whether it has changed: XXH3 of its bytes; nothing when there is no such file.
using ContentSum = std::optional<std::uint64_t>;
ContentSum sum_of(const std::optional<std::string>& bytes);
// Errors as read_file().
Result<ContentSum> sum_of_file(FileSystem& files, const Path& path);
// SHA-256 as 64 lower-case hex digits; "" when there is no such file.
Result<std::string> sha256_of_file(FileSystem& files, const Path& path);

// What is there (links followed), or nullopt when nothing is.
Result<std::optional<FileInfo>> look_at(FileSystem& files, const Path& path);

// Is there something of this name that could be looked at?
bool is_there(FileSystem& files, const Path& path);
bool is_folder(FileSystem& files, const Path& path);

// The entries of a folder, sorted by name (bytes).
Result<std::vector<FolderEntry>> list_folder(FileSystem& files, const Path& path);
// The same; none when there is no such folder.
Result<std::vector<FolderEntry>> list_folder_if_there(FileSystem& files, const Path& path);

// Every regular file below a folder as relative paths with '/', sorted; links to folders are not followed.
Result<std::vector<std::string>> list_tree(FileSystem& files, const Path& folder);

}  // namespace sayso
