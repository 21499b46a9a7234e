#include "plugins/host/private_folder.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>

namespace sayso {

Result<PrivateFolder> PrivateFolder::make() {
  std::error_code error;
  std::filesystem::path place = std::filesystem::temp_directory_path(error);
  if (error) place = "/tmp";
  std::string name = (place / "sayso-plugin-XXXXXX").string();
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

PrivateFolder::~PrivateFolder() {
  if (path_.empty()) return;
  std::error_code error;  // what cannot be removed is the system's to clear away
  std::filesystem::remove_all(path_, error);
}

}  // namespace sayso
