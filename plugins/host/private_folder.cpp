#include "plugins/host/private_folder.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/process/process_tree.h"

namespace sayso {
namespace {

constexpr std::string_view kPrefix = "sayso-plugin-";

// "sayso-plugin-PID-…" of a program that is no more.
void clear_away_left_behind(const std::filesystem::path& place) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(place, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kPrefix)) continue;
    const long owner = std::strtol(name.c_str() + kPrefix.size(), nullptr, 10);
    if (owner <= 0 || usage_of(static_cast<pid_t>(owner))) continue;
    std::error_code ignored;  // another user's
    std::filesystem::remove_all(entry.path(), ignored);
  }
}

}  // namespace

Result<PrivateFolder> PrivateFolder::make() {
  std::error_code error;
  std::filesystem::path place = std::filesystem::temp_directory_path(error);
  if (error) place = "/tmp";
  clear_away_left_behind(place);
  std::string name = (place / (std::string(kPrefix) + std::to_string(::getpid()) + "-XXXXXX")).string();
  if (::mkdtemp(name.data()) == nullptr) {
    return machine_error(std::string("no temporary folder can be made: ") + std::strerror(errno), place.string(),
                         "make room there, or set TMPDIR to a folder of yours");
  }
  return PrivateFolder(name);
}

PrivateFolder::PrivateFolder(PrivateFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}

PrivateFolder& PrivateFolder::operator=(PrivateFolder&& other) noexcept {
  std::swap(path_, other.path_);
  return *this;
}

FolderSize PrivateFolder::size(std::size_t most_files) const {
  FolderSize size;
  std::error_code error;  // what goes while it is counted is not there
  std::filesystem::recursive_directory_iterator at(path_, error), end;
  for (; !error && at != end && size.files <= most_files; at.increment(error)) {
    ++size.files;
    std::error_code ignored;
    if (at->is_regular_file(ignored) && !at->is_symlink(ignored)) {
      if (const auto bytes = at->file_size(ignored); !ignored) size.bytes += bytes;
    }
  }
  return size;
}

PrivateFolder::~PrivateFolder() {
  if (path_.empty()) return;
  std::error_code error;  // what cannot be removed is the system's to clear away
  std::filesystem::remove_all(path_, error);
}

}  // namespace sayso
