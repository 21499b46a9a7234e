#include "core/base/xdg.h"

#include <cstdlib>

namespace sayso {

namespace {

// An absolute path from the environment, or "".
std::filesystem::path from_environment(const char* name) {
  const char* value = std::getenv(name);
  const std::filesystem::path path = value ? value : "";
  return path.is_absolute() ? path : std::filesystem::path{};
}

Result<std::filesystem::path> folder(const char* variable, const char* below_home) {
  if (auto own = from_environment(variable); !own.empty()) return own / "sayso";
  if (auto home = from_environment("HOME"); !home.empty()) return home / below_home / "sayso";
  return machine_error(std::string("neither ") + variable + " nor HOME names a folder", "",
                       "set HOME to your home folder");
}

}  // namespace

Result<std::filesystem::path> config_folder() { return folder("XDG_CONFIG_HOME", ".config"); }
Result<std::filesystem::path> data_folder() { return folder("XDG_DATA_HOME", ".local/share"); }
Result<std::filesystem::path> state_folder() { return folder("XDG_STATE_HOME", ".local/state"); }
Result<std::filesystem::path> cache_folder() { return folder("XDG_CACHE_HOME", ".cache"); }

}  // namespace sayso
