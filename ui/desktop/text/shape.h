// Characters to glyphs by HarfBuzz: a paragraph is cut into runs of one direction, one script and one face, each shaped
// with the whole paragraph as context. Clusters are byte offsets. Main thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ui/desktop/text/direction.h"
#include "ui/desktop/text/font_library.h"

namespace sayso::ui {

// In device pixels (size × scale), unrounded.
struct ShapedGlyph {
  std::uint32_t id = 0, cluster = 0;
  FaceId face;
  float advance = 0, x_offset = 0, y_offset = 0;  // y upwards
};

// Clusters in order of the text, also where it runs right to left; the glyphs of one cluster from left to right. White
// space that has no picture (line ends, tabs) keeps its width but has no glyph: id kNoGlyph.
inline constexpr std::uint32_t kNoGlyph = 0xFFFFFFFF;
std::vector<ShapedGlyph> shape(FontLibrary& fonts, std::string_view text, const TextStyle& style, float pixels,
                               const std::vector<std::uint32_t>& graphemes, const Directions& directions);

}  // namespace sayso::ui
