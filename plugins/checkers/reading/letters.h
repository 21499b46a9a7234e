// What a character is, by ICU, with a short way for ASCII. Pure.
#pragma once

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace reading {

inline UChar32 as_icu(char32_t c) { return static_cast<UChar32>(c); }

// A letter, or a mark that is written on one.
inline bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  if (u_isalpha(as_icu(c))) return true;
  const auto type = u_charType(as_icu(c));
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}
inline bool is_digit(char32_t c) { return c < 0x80 ? c >= U'0' && c <= U'9' : u_isdigit(as_icu(c)) != 0; }
inline bool is_word(char32_t c) { return is_letter(c) || is_digit(c); }
inline bool is_upper(char32_t c) {
  return c < 0x80 ? c >= U'A' && c <= U'Z' : u_isupper(as_icu(c)) != 0 || u_istitle(as_icu(c)) != 0;
}
inline bool is_lower(char32_t c) { return c < 0x80 ? c >= U'a' && c <= U'z' : u_islower(as_icu(c)) != 0; }
inline bool is_space(char32_t c) { return c < 0x80 ? c == U' ' || (c >= 9 && c <= 13) : u_isUWhiteSpace(as_icu(c)) != 0; }
inline bool is_line_end(char32_t c) { return c == U'\n' || c == U'\r' || c == 0x85 || c == 0x2028 || c == 0x2029; }
// One code point for one: positions stay.
inline char32_t folded(char32_t c) {
  if (c < 0x80) return c >= U'A' && c <= U'Z' ? c + 32 : c;
  return static_cast<char32_t>(u_foldCase(as_icu(c), U_FOLD_CASE_DEFAULT));
}

// Of a script that sets no space between words: where they end only a dictionary knows.
inline bool is_unspaced(char32_t c) {
  if (c < 0x0E00) return false;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(as_icu(c), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_TIBETAN:
      return true;
    default:
      return false;
  }
}

// A quotation mark of any convention, the apostrophe's forms left out.
inline bool is_double_mark(char32_t c) {
  return c == U'"' || c == U'“' || c == U'”' || c == U'„' || c == U'‟' || c == U'«' || c == U'»' || c == U'「' || c == U'」' ||
         c == U'『' || c == U'』' || c == U'＂' || c == U'〝' || c == U'〞';
}
inline bool is_single_mark(char32_t c) {
  return c == U'\'' || c == U'‘' || c == U'’' || c == U'‚' || c == U'‛' || c == U'‹' || c == U'›';
}
inline bool is_mark(char32_t c) { return is_double_mark(c) || is_single_mark(c); }
inline bool is_dash(char32_t c) { return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }
inline bool ends_sentence(char32_t c) { return c == U'.' || c == U'!' || c == U'?' || c == U'…' || c == U'。' || c == U'！' || c == U'？'; }

}  // namespace reading
