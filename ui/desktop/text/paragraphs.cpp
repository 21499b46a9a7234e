#include "ui/desktop/text/paragraphs.h"

#include <algorithm>

namespace sayso::ui {
namespace {

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

// Where to cut a paragraph that begins at `begin` and is longer than kLongest.
std::size_t cut_of(std::string_view text, std::size_t begin) {
  const std::size_t limit = begin + Paragraphs::kLongest;
  for (std::size_t at = limit; at > begin + Paragraphs::kLongest / 2; --at)
    if (text[at - 1] == ' ' && text[at] != ' ') return at;
  std::size_t at = limit;
  while (at > begin + 1 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return at;
}

}  // namespace

Paragraphs::Paragraphs(std::string_view text) : begins_{0} {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = begin;
    while (end < text.size() && !is_line_end(text[end])) ++end;
    while (end - begin > kLongest) {
      begin = cut_of(text, begin);
      begins_.push_back(static_cast<std::uint32_t>(begin));
    }
    if (end == text.size()) break;
    end += text.substr(end, 2) == "\r\n" ? 2 : 1;
    begins_.push_back(static_cast<std::uint32_t>(end));
    begin = end;
  }
  begins_.push_back(static_cast<std::uint32_t>(text.size()));
  begins_.shrink_to_fit();
}

ByteRange Paragraphs::bytes(std::string_view text, std::size_t index) const {
  const std::size_t begin = begins_[index];
  std::size_t end = begins_[index + 1];
  const bool last = index + 1 == count();
  if (!last && end > begin && is_line_end(text[end - 1])) {
    --end;
    if (end > begin && text[end] == '\n' && text[end - 1] == '\r') --end;
  }
  return {Byte{begin}, Byte{end}};
}

bool Paragraphs::goes_on(std::string_view text, std::size_t index) const {
  return index + 1 < count() && !is_line_end(text[begins_[index + 1] - 1]);
}

std::size_t Paragraphs::of(Byte at) const {
  const auto after = std::upper_bound(begins_.begin(), begins_.end() - 1, at.value,
                                      [](std::size_t byte, std::uint32_t begin) { return byte < begin; });
  return after == begins_.begin() ? 0 : static_cast<std::size_t>(after - begins_.begin()) - 1;
}

}  // namespace sayso::ui
