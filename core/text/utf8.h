// UTF-8, strict: no overlong forms, no surrogates, nothing above U+10FFFF. Pure, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/text/offset.h"

namespace sayso {

// Where the text stops being UTF-8: the first byte of the bad sequence; nullopt when all of it is.
std::optional<Byte> first_bad_utf8(std::string_view text);
bool is_utf8(std::string_view text);

// Where the first NUL is.
std::optional<Byte> first_nul(std::string_view text);

// The byte order mark of a text: its length in bytes (UTF-8: 3, UTF-16: 2), 0 when it has none.
enum class ByteOrderMark { none, utf8, utf16_little, utf16_big };
ByteOrderMark byte_order_mark(std::string_view text);

inline bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Does a code point begin or the text end here?
inline bool is_code_point_boundary(std::string_view text, Byte at) {
  return at.value == text.size() || (at.value < text.size() && !is_continuation(text[at.value]));
}

// The code point at `at` and the byte after it. Where the text is not UTF-8: U+FFFD and one byte further.
// Precondition: at < text.size().
struct Decoded {
  char32_t code_point;
  Byte next;
};
Decoded decode(std::string_view text, Byte at);

// The start of the code point that has the byte at `at` in it; `at` itself at a boundary and where the
// text is not UTF-8.
Byte code_point_start(std::string_view text, Byte at);

// The code point boundary before `at`; 0 at 0.
Byte previous_code_point(std::string_view text, Byte at);

// Appends a scalar value; anything else (a surrogate, too large) as U+FFFD.
void append_utf8(std::string& text, char32_t code_point);
std::string to_utf8(std::u32string_view code_points);
std::u32string to_utf32(std::string_view text);

// In valid UTF-8.
std::size_t count_code_points(std::string_view text);
std::size_t count_utf16_units(std::string_view text);

// The code points of a text in order: `for (const auto [code_point, at] : code_points(text))`.
class CodePoints {
 public:
  struct Item {
    char32_t code_point;
    Byte at;
  };
  class Iterator {
   public:
    Iterator(std::string_view text, std::size_t at) : text_(text), at_(at) {}
    Item operator*() const { return {decode(text_, Byte{at_}).code_point, Byte{at_}}; }
    Iterator& operator++() {
      at_ = decode(text_, Byte{at_}).next.value;
      return *this;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    std::string_view text_;
    std::size_t at_;
  };
  explicit CodePoints(std::string_view text) : text_(text) {}
  Iterator begin() const { return {text_, 0}; }
  Iterator end() const { return {text_, text_.size()}; }

 private:
  std::string_view text_;
};
inline CodePoints code_points(std::string_view text) { return CodePoints{text}; }

}  // namespace sayso
