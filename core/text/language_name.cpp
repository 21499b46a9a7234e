#include "core/text/language_name.h"

#include <unicode/locid.h>

namespace sayso {

std::string language_name(const std::string& tag) {
  if (tag.empty()) return {};
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
  if (U_FAILURE(status) || *locale.getLanguage() == '\0') return tag;
  icu::UnicodeString name;
  locale.getDisplayLanguage(icu::Locale::getEnglish(), name);
  std::string utf8;
  name.toUTF8String(utf8);
  return utf8;
}

}  // namespace sayso
