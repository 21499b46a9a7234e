#include "core/text/text_index.h"

#include <algorithm>
#include <cassert>
#include <limits>

#include "core/text/byte_counts.h"
#include "core/text/utf8.h"

namespace sayso {

namespace {

bool is_astral_lead(char byte) { return static_cast<unsigned char>(byte) >= 0xF0; }

// Where the n-th byte (from 0) that begins a code point is; the size when there are fewer.
std::size_t find_lead(std::string_view text, std::size_t n) {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    const std::size_t here = leads_in(word);
    if (here > n) break;
    n -= here;
  }
  for (; at < text.size(); ++at) {
    if (!is_continuation(text[at]) && n-- == 0) break;
  }
  return at;
}

}  // namespace

TextIndex::TextIndex(std::string_view text) : text_(text) {
  assert(text.size() < std::numeric_limits<std::uint32_t>::max());
  blocks_.reserve(text.size() / kBlock + 1);
  for (std::size_t begin = 0; begin < text.size(); begin += kBlock) {
    blocks_.push_back({static_cast<std::uint32_t>(code_points_), static_cast<std::uint32_t>(astral_),
                       static_cast<std::uint32_t>(line_feeds_)});
    const auto block = text.substr(begin, kBlock);
    code_points_ += count_leads(block);
    astral_ += count_astral_leads(block);
    line_feeds_ += count_line_feeds(block);
  }
}

std::size_t TextIndex::astral_before(Byte at) const {
  if (at == byte_end()) return astral_;
  const std::size_t block = at.value / kBlock;
  return blocks_[block].astral + count_astral_leads(block_text(block).substr(0, at.value % kBlock));
}

std::optional<CodePoint> TextIndex::checked_code_point(Byte at) const {
  if (at > byte_end() || !is_code_point_boundary(text_, at)) return std::nullopt;
  if (at == byte_end()) return code_point_end();
  const std::size_t block = at.value / kBlock;
  return CodePoint{blocks_[block].code_points + count_leads(block_text(block).substr(0, at.value % kBlock))};
}

std::optional<Byte> TextIndex::checked_byte(CodePoint at) const {
  if (at > code_point_end()) return std::nullopt;
  if (at == code_point_end()) return byte_end();
  const auto after = std::partition_point(blocks_.begin(), blocks_.end(),
                                          [&](const Block& b) { return b.code_points <= at.value; });
  const auto block = static_cast<std::size_t>(after - blocks_.begin()) - 1;
  return Byte{block * kBlock + find_lead(block_text(block), at.value - blocks_[block].code_points)};
}

std::optional<Byte> TextIndex::checked_byte(Utf16 at) const {
  if (at > utf16_end()) return std::nullopt;
  if (at == utf16_end()) return byte_end();
  const auto after = std::partition_point(blocks_.begin(), blocks_.end(), [&](const Block& b) {
    return std::size_t{b.code_points} + b.astral <= at.value;
  });
  const auto block = static_cast<std::size_t>(after - blocks_.begin()) - 1;
  const auto text = block_text(block);
  std::size_t units = std::size_t{blocks_[block].code_points} + blocks_[block].astral;
  for (std::size_t i = 0; i < text.size() && units <= at.value; ++i) {
    if (is_continuation(text[i])) continue;
    if (units == at.value) return Byte{block * kBlock + i};
    units += is_astral_lead(text[i]) ? 2 : 1;
  }
  return std::nullopt;  // between two surrogates
}

std::optional<CodePoint> TextIndex::checked_code_point(Utf16 at) const {
  const auto byte = checked_byte(at);
  return byte ? checked_code_point(*byte) : std::nullopt;
}

std::optional<ByteRange> TextIndex::checked_bytes(CodePointRange range) const {
  if (range.end < range.begin || range.end > code_point_end()) return std::nullopt;
  return to_bytes(range);
}

std::optional<CodePointRange> TextIndex::checked_code_points(ByteRange range) const {
  const auto begin = checked_code_point(range.begin);
  const auto end = checked_code_point(range.end);
  if (!begin || !end || *end < *begin) return std::nullopt;
  return CodePointRange{*begin, *end};
}

CodePoint TextIndex::to_code_point(Byte at) const {
  const auto found = checked_code_point(at);
  assert(found);
  return found.value_or(code_point_end());
}

CodePoint TextIndex::to_code_point(Utf16 at) const {
  const auto found = checked_code_point(at);
  assert(found);
  return found.value_or(code_point_end());
}

Byte TextIndex::to_byte(CodePoint at) const {
  const auto found = checked_byte(at);
  assert(found);
  return found.value_or(byte_end());
}

Byte TextIndex::to_byte(Utf16 at) const {
  const auto found = checked_byte(at);
  assert(found);
  return found.value_or(byte_end());
}

Utf16 TextIndex::to_utf16(Byte at) const { return Utf16{to_code_point(at).value + astral_before(at)}; }

Utf16 TextIndex::to_utf16(CodePoint at) const { return Utf16{at.value + astral_before(to_byte(at))}; }

std::string_view TextIndex::slice(CodePointRange range) const { return slice(to_bytes(range)); }

std::size_t TextIndex::line_of(Byte at) const {
  assert(at <= byte_end());
  if (at >= byte_end()) return lines();
  const std::size_t block = at.value / kBlock;
  return 1 + blocks_[block].line_feeds + count_line_feeds(block_text(block).substr(0, at.value % kBlock));
}

ByteRange TextIndex::line(std::size_t line) const {
  assert(line >= 1 && line <= lines());
  std::size_t begin = 0;
  if (line > 1) {
    const auto after = std::partition_point(blocks_.begin(), blocks_.end(),
                                            [&](const Block& b) { return b.line_feeds <= line - 2; });
    const auto block = static_cast<std::size_t>(after - blocks_.begin()) - 1;
    begin = block * kBlock;
    for (std::size_t left = line - 1 - blocks_[block].line_feeds; left > 0; --left) {
      begin = text_.find('\n', begin) + 1;
    }
  }
  std::size_t end = std::min(text_.find('\n', begin), text_.size());
  if (end < text_.size() && end > begin && text_[end - 1] == '\r') --end;
  return {Byte{begin}, Byte{end}};
}

}  // namespace sayso
