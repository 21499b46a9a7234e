// All graphemes and all line breaks of one paragraph in one pass, by ICU's rules, for the layout (single
// steps of a caret are core/text/segment.h). The iterators are kept a thread, as opening one costs more
// than a paragraph.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ui/desktop/text/text_style.h"

namespace sayso::ui {

struct LineBreak {
  std::uint32_t at = 0;  // bytes; a line may end before this one
  bool must = false;     // a line end or separator stands before it
};

// Every grapheme boundary from 0 to text.size(), both included.
std::vector<std::uint32_t> grapheme_boundaries(std::string_view text);
// Every place where a line may end by the rules of this language, text.size() included, 0 left out; none for an empty text.
std::vector<LineBreak> line_breaks(std::string_view text, const LanguageTag& language = {});

}  // namespace sayso::ui
