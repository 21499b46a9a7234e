// Counting kinds of bytes in UTF-8, eight at a time: what text indexes are built and searched with.
// Pure, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sayso {

inline constexpr std::uint64_t kEachByte = 0x0101010101010101u;

// How many of eight bytes are 1; the others are 0. Without an instruction for it, this beats counting bits.
inline std::size_t ones_in(std::uint64_t flags) { return static_cast<std::size_t>(flags * kEachByte >> 56); }

// Bytes that begin a code point: all but continuations.
inline std::size_t leads_in(std::uint64_t word) {
  const std::uint64_t continuations = word >> 7 & ~(word >> 6) & kEachByte;
  return 8 - ones_in(continuations);
}
// Bytes that begin a code point above U+FFFF.
inline std::size_t astral_leads_in(std::uint64_t word) {
  return ones_in(word >> 7 & word >> 6 & word >> 5 & word >> 4 & kEachByte);
}
inline std::size_t line_feeds_in(std::uint64_t word) {
  const std::uint64_t zero_at_lf = word ^ (kEachByte * '\n');
  const std::uint64_t low = 0x7F * kEachByte;
  return ones_in(~(((zero_at_lf & low) + low) | zero_at_lf | low) >> 7);
}

// Sums `count_in` over a text; what is left of the last eight is filled with continuations, which none
// counts.
template <class CountIn>
std::size_t count_bytes(std::string_view text, CountIn count_in) {
  std::size_t count = 0;
  std::uint64_t word = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::memcpy(&word, text.data() + at, 8);
    count += count_in(word);
  }
  if (at < text.size()) {
    word = 0x80 * kEachByte;
    std::memcpy(&word, text.data() + at, text.size() - at);
    count += count_in(word);
  }
  return count;
}

inline std::size_t count_leads(std::string_view text) { return count_bytes(text, leads_in); }
inline std::size_t count_astral_leads(std::string_view text) { return count_bytes(text, astral_leads_in); }
inline std::size_t count_line_feeds(std::string_view text) { return count_bytes(text, line_feeds_in); }

}  // namespace sayso
