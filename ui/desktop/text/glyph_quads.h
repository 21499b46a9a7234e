// A layout as rectangles to draw: which stretch of which atlas page goes where. Plain values, main
// thread (the atlas renders glyphs it has not got yet); cannot fail.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/text/offset.h"
#include "ui/desktop/geometry.h"
#include "ui/desktop/text/glyph_atlas.h"
#include "ui/desktop/text/layout.h"

namespace sayso::ui {

struct GlyphQuad {
  Rect place;                            // device pixels; left and top are whole for outlines
  float u0 = 0, v0 = 0, u1 = 0, v1 = 0;  // 0 to 1 on the page
  std::uint32_t cluster = 0;             // byte in the paragraph: who colours stretches looks here
  std::uint16_t page = 0;
  bool colour = false;  // a picture with its own colours: draw untinted
};

// Appends the quads of lines first ≤ i < last of a layout whose top left corner is at `origin`
// (logical pixels). Baselines are snapped to device pixels, x to quarters of one.
void append_quads(std::vector<GlyphQuad>& quads, GlyphAtlas& atlas, const Layout& layout, Point origin,
                  std::size_t first_line, std::size_t last_line);

}  // namespace sayso::ui
