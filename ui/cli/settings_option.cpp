#include "ui/cli/settings_option.h"

namespace sayso::cli {

Result<std::vector<std::pair<std::string, std::string>>> settings_from(const std::vector<std::string>& given) {
  std::vector<std::pair<std::string, std::string>> settings;
  for (const std::string& each : given) {
    const auto equals = each.find('=');
    if (equals == std::string::npos || equals == 0) return usage_error("--set " + each + " is not key=value");
    settings.emplace_back(each.substr(0, equals), each.substr(equals + 1));
  }
  return settings;
}

}  // namespace sayso::cli
