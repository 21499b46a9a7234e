// Characters to glyphs by HarfBuzz: a paragraph is cut into runs of one script and one face, each shaped
// with the whole paragraph as context. Left to right; clusters are byte offsets. Main thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ui/desktop/text/font_library.h"

namespace sayso::ui {

// In device pixels (size × scale), unrounded.
struct ShapedGlyph {
  std::uint32_t id = 0, cluster = 0;
  FaceId face;
  float advance = 0, x_offset = 0, y_offset = 0;  // y upwards
};

// In order of the text. White space that has no picture (line ends, tabs) keeps its width but has no
// glyph: id kNoGlyph.
inline constexpr std::uint32_t kNoGlyph = 0xFFFFFFFF;
std::vector<ShapedGlyph> shape(FontLibrary& fonts, std::string_view text, const TextStyle& style,
                               float pixels, const std::vector<std::uint32_t>& graphemes);

}  // namespace sayso::ui
