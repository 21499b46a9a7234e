#include "ui/desktop/text/breaks.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <cassert>
#include <map>
#include <string>

namespace sayso::ui {
namespace {

// One ICU iterator, lent a text for a while.
class Breaker {
 public:
  explicit Breaker(UBreakIteratorType type, const LanguageTag& language = {}) {
    UErrorCode status = U_ZERO_ERROR;
    const std::string locale(language.text().empty() ? "en" : language.text());
    iterator_ = ubrk_open(type, locale.c_str(), nullptr, 0, &status);  // takes its root's rules for one it does not know
    assert(U_SUCCESS(status) && "ICU has no break rules: its own data is missing");
  }
  ~Breaker() {
    ubrk_close(iterator_);
    utext_close(text_);
  }
  Breaker(const Breaker&) = delete;
  Breaker& operator=(const Breaker&) = delete;

  UBreakIterator* on(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    text_ =
        utext_openUTF8(text_, text.empty() ? "" : text.data(), static_cast<int64_t>(text.size()), &status);
    ubrk_setUText(iterator_, text_, &status);
    assert(U_SUCCESS(status));
    return iterator_;
  }

 private:
  UBreakIterator* iterator_ = nullptr;
  UText* text_ = nullptr;
};

Breaker& graphemes() {
  thread_local Breaker breaker(UBRK_CHARACTER);
  return breaker;
}
Breaker& lines(const LanguageTag& language) {
  thread_local std::map<LanguageTag, Breaker> breakers;
  const auto found = breakers.find(language);
  if (found != breakers.end()) return found->second;
  return breakers.try_emplace(language, UBRK_LINE, language).first->second;
}

}  // namespace

std::vector<std::uint32_t> grapheme_boundaries(std::string_view text) {
  std::vector<std::uint32_t> found;
  found.reserve(text.size() + 1);
  UBreakIterator* iterator = graphemes().on(text);
  for (int32_t at = ubrk_first(iterator); at != UBRK_DONE; at = ubrk_next(iterator))
    found.push_back(static_cast<std::uint32_t>(at));
  return found;
}

std::vector<LineBreak> line_breaks(std::string_view text, const LanguageTag& language) {
  std::vector<LineBreak> found;
  UBreakIterator* iterator = lines(language).on(text);
  ubrk_first(iterator);
  for (int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator))
    found.push_back({static_cast<std::uint32_t>(at), ubrk_getRuleStatus(iterator) >= UBRK_LINE_HARD});
  return found;
}

}  // namespace sayso::ui
