#include "core/text/utf8.h"

#include <cassert>
#include <cstdint>
#include <cstring>

#include "core/text/byte_counts.h"

namespace sayso {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

// The length in bytes of the sequence at `at`, 0 when it is not UTF-8 (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const std::uint8_t lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  std::size_t length = 0;
  std::uint8_t lowest = 0x80, highest = 0xBF;  // of the second byte
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    if (lead == 0xE0) lowest = 0xA0;   // no overlong forms
    if (lead == 0xED) highest = 0x9F;  // no surrogates
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    if (lead == 0xF0) lowest = 0x90;
    if (lead == 0xF4) highest = 0x8F;  // nothing above U+10FFFF
  } else {
    return 0;
  }
  if (at + length > text.size()) return 0;
  if (byte_at(text, at + 1) < lowest || byte_at(text, at + 1) > highest) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!is_continuation(text[at + i])) return 0;
  }
  return length;
}

}  // namespace

std::optional<Byte> first_bad_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    // Most text is ASCII: eight bytes at a time.
    if (at + 8 <= text.size()) {
      std::uint64_t word;
      std::memcpy(&word, text.data() + at, 8);
      if ((word & 0x8080808080808080u) == 0) {
        at += 8;
        continue;
      }
    }
    const std::size_t length = sequence_length(text, at);
    if (length == 0) return Byte{at};
    at += length;
  }
  return std::nullopt;
}

bool is_utf8(std::string_view text) { return !first_bad_utf8(text); }

std::optional<Byte> first_nul(std::string_view text) {
  const auto at = text.find('\0');
  if (at == std::string_view::npos) return std::nullopt;
  return Byte{at};
}

ByteOrderMark byte_order_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) return ByteOrderMark::utf8;
  if (text.starts_with("\xFF\xFE")) return ByteOrderMark::utf16_little;
  if (text.starts_with("\xFE\xFF")) return ByteOrderMark::utf16_big;
  return ByteOrderMark::none;
}

Decoded decode(std::string_view text, Byte at) {
  assert(at.value < text.size());
  const std::size_t length = sequence_length(text, at.value);
  if (length == 0) return {kReplacement, Byte{at.value + 1}};
  const std::uint8_t lead = byte_at(text, at.value);
  if (length == 1) return {lead, Byte{at.value + 1}};
  char32_t code_point = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i)
    code_point = code_point << 6 | (byte_at(text, at.value + i) & 0x3Fu);
  return {code_point, Byte{at.value + length}};
}

Byte code_point_start(std::string_view text, Byte at) {
  assert(at.value <= text.size());
  if (is_code_point_boundary(text, at)) return at;
  for (std::size_t back = 1; back <= 3 && back <= at.value; ++back) {
    if (sequence_length(text, at.value - back) > back) return Byte{at.value - back};
  }
  return at;
}

Byte previous_code_point(std::string_view text, Byte at) {
  assert(at.value <= text.size());
  if (at.value == 0) return at;
  std::size_t start = at.value - 1;
  while (start > 0 && at.value - start < 4 && is_continuation(text[start])) --start;
  // Of bytes that are not UTF-8 each stands alone, as decode() takes them.
  if (start + sequence_length(text, start) < at.value) start = at.value - 1;
  return Byte{start};
}

void append_utf8(std::string& text, char32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = kReplacement;
  const auto put = [&](char32_t bits) { text += static_cast<char>(bits); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::string to_utf8(std::u32string_view code_points) {
  std::string text;
  text.reserve(code_points.size());
  for (const char32_t code_point : code_points) append_utf8(text, code_point);
  return text;
}

std::u32string to_utf32(std::string_view text) {
  std::u32string wide;
  for (std::size_t at = 0; at < text.size();) {
    const auto [code_point, next] = decode(text, Byte{at});
    wide += code_point;
    at = next.value;
  }
  return wide;
}

std::size_t count_code_points(std::string_view text) { return count_leads(text); }

std::size_t count_utf16_units(std::string_view text) { return count_leads(text) + count_astral_leads(text); }

}  // namespace sayso
