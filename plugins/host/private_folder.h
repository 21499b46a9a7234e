// The folder in which one plugin may write: of this user alone, gone with the object.
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace sayso {

class PrivateFolder {
 public:
  // Where the system keeps temporary files. Error (machine): there is no room, or no right.
  static Result<PrivateFolder> make();

  PrivateFolder(PrivateFolder&& other) noexcept;
  PrivateFolder& operator=(PrivateFolder&& other) noexcept;
  ~PrivateFolder();

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit PrivateFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;  // "": moved away
};

}  // namespace sayso
