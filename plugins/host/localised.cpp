#include "plugins/host/localised.h"

#include <cstdlib>

namespace sayso {

std::string language_of_user() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    const std::string locale = value;
    const std::string language = locale.substr(0, locale.find_first_of("_.@"));
    return language == "C" || language == "POSIX" ? "en" : language;
  }
  return "en";
}

std::string localised(const wire::Json& text, const std::string& language) {
  if (!text.is(wire::Json::Type::object)) return text.as_text();
  for (const std::string& wanted : {language, std::string("en")}) {
    if (!text[wanted].as_text().empty()) return text[wanted].as_text();
  }
  return text.items.empty() ? std::string() : text.items.front().as_text();
}

}  // namespace sayso
