// The folder in which one plugin may write: of this user alone, gone with the object.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "core/base/result.h"

namespace sayso {

struct FolderSize {
  std::size_t files = 0;  // and folders
  std::uint64_t bytes = 0;
};

class PrivateFolder {
 public:
  // Where the system keeps temporary files. Takes away those of programs that were killed. Error (machine): there is no room, or no right.
  static Result<PrivateFolder> make();

  PrivateFolder(PrivateFolder&& other) noexcept;
  PrivateFolder& operator=(PrivateFolder&& other) noexcept;
  ~PrivateFolder();

  const std::filesystem::path& path() const { return path_; }
  // What lies in it; counting ends behind `most_files`.
  FolderSize size(std::size_t most_files) const;

 private:
  explicit PrivateFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;  // "": moved away
};

}  // namespace sayso
