// The one place where positions in a text are converted between bytes, code points and UTF-16 units, and
// where line numbers come from. Built once a text (about 1 GB/s), then O(log n) a question; its memory is
// about 1.2 % of the text. Immutable, so any thread may ask. The text is borrowed and must outlive it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/text/offset.h"

namespace sayso {

class TextIndex {
 public:
  TextIndex() = default;
  // Precondition: valid UTF-8 of less than 4 GiB.
  explicit TextIndex(std::string_view text);

  std::string_view text() const { return text_; }
  Byte byte_end() const { return Byte{text_.size()}; }
  CodePoint code_point_end() const { return CodePoint{code_points_}; }
  Utf16 utf16_end() const { return Utf16{code_points_ + astral_}; }

  // Preconditions (asserted): inside the text or at its end; a Byte at the start of a code point and a
  // Utf16 not between two surrogates.
  CodePoint to_code_point(Byte at) const;
  CodePoint to_code_point(Utf16 at) const;
  Byte to_byte(CodePoint at) const;
  Byte to_byte(Utf16 at) const;
  Utf16 to_utf16(Byte at) const;
  Utf16 to_utf16(CodePoint at) const;
  CodePointRange to_code_points(ByteRange range) const {
    return {to_code_point(range.begin), to_code_point(range.end)};
  }
  ByteRange to_bytes(CodePointRange range) const { return {to_byte(range.begin), to_byte(range.end)}; }

  // The same for positions that come from others: nullopt where the precondition does not hold; of a
  // range also when it is reversed.
  std::optional<CodePoint> checked_code_point(Byte at) const;
  std::optional<CodePoint> checked_code_point(Utf16 at) const;
  std::optional<Byte> checked_byte(CodePoint at) const;
  std::optional<Byte> checked_byte(Utf16 at) const;
  std::optional<ByteRange> checked_bytes(CodePointRange range) const;
  std::optional<CodePointRange> checked_code_points(ByteRange range) const;

  // The text of a range. Precondition as above.
  std::string_view slice(CodePointRange range) const;
  std::string_view slice(ByteRange range) const { return text_.substr(range.begin.value, range.length()); }

  // Lines are counted from 1 and end after LF (so CRLF too); a text has at least one.
  std::size_t lines() const { return line_feeds_ + 1; }
  std::size_t line_of(Byte at) const;
  // The bytes of a line without its LF or CRLF. Precondition: 1 <= line <= lines().
  ByteRange line(std::size_t line) const;

  // Bytes of memory that the index takes beside the text.
  std::size_t memory() const { return blocks_.capacity() * sizeof(Block); }

 private:
  static constexpr std::size_t kBlock = 1024;  // bytes of text a block
  struct Block {                               // counts before the block's first byte
    std::uint32_t code_points, astral, line_feeds;
  };
  std::string_view block_text(std::size_t block) const { return text_.substr(block * kBlock, kBlock); }
  std::size_t astral_before(Byte at) const;

  std::string_view text_;
  std::vector<Block> blocks_;
  std::size_t code_points_ = 0, astral_ = 0, line_feeds_ = 0;
};

}  // namespace sayso
