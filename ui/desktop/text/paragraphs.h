// Where the paragraphs of a text begin and end: at line ends (LF, CRLF, CR); a paragraph longer than
// kLongest is cut at white space, so that one endless line costs no more than others. A value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/text/offset.h"

namespace sayso::ui {

class Paragraphs {
 public:
  static constexpr std::size_t kLongest = 16384;  // bytes

  Paragraphs() = default;
  // Precondition: text.size() < 4 GiB.
  explicit Paragraphs(std::string_view text);

  std::size_t count() const { return begins_.size() - 1; }  // at least one
  // Without the line end.
  ByteRange bytes(std::string_view text, std::size_t index) const;
  std::size_t of(Byte at) const;
  // No line end stands between this paragraph and the next: it was cut.
  bool goes_on(std::string_view text, std::size_t index) const;

 private:
  std::vector<std::uint32_t> begins_{0, 0};  // and the text's end
};

}  // namespace sayso::ui
