#include "names.h"

#include <unicode/translit.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "plugins/checkers/reading/text.h"

namespace reading {

bool one_letter_apart(std::u32string_view a, std::u32string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

std::vector<std::u32string> without_a_letter(std::u32string_view word) {
  std::vector<std::u32string> all{std::u32string(word)};
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i > 0 && word[i] == word[i - 1]) continue;  // the same without either
    std::u32string one(word.substr(0, i));
    all.push_back(one.append(word.substr(i + 1)));
  }
  return all;
}

std::u32string in_latin(std::u32string_view name) {
  const std::u32string folded = fold(name);
  if (std::all_of(folded.begin(), folded.end(), [](char32_t c) { return c < 0x80; })) return folded;
  static const std::unique_ptr<icu::Transliterator> to_latin = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Any-Lower", UTRANS_FORWARD, status));
    if (U_FAILURE(status) || made == nullptr) throw std::runtime_error("ICU has no transliteration into Latin letters");
    return made;
  }();
  static_assert(sizeof(UChar32) == sizeof(char32_t));
  icu::UnicodeString text = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(folded.data()), static_cast<std::int32_t>(folded.size()));
  to_latin->transliterate(text);
  std::u32string out;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) out += static_cast<char32_t>(text.char32At(i));
  return out;
}

}  // namespace reading
