#include "ui/desktop/text/glyph_quads.h"

#include <cmath>

namespace sayso::ui {

void append_quads(std::vector<GlyphQuad>& quads, GlyphAtlas& atlas, const Layout& layout, Point origin,
                  std::size_t first_line, std::size_t last_line) {
  const float scale = layout.options.scale;
  const float pixels = layout.style.size * scale;
  for (std::size_t l = first_line; l < last_line; ++l) {
    const VisualLine& line = layout.lines[l];
    const float baseline = std::round((origin.y + line.baseline) * scale);
    for (std::uint32_t g = line.first_glyph; g < line.first_glyph + line.glyph_count; ++g) {
      const PlacedGlyph& glyph = layout.glyphs[g];
      const float x = (origin.x + glyph.x) * scale;
      const auto quarters = static_cast<long>(std::floor(x * 4 + 0.5F));
      const AtlasGlyph& picture = atlas.glyph(glyph.face, glyph.id, pixels, static_cast<int>(quarters & 3));
      if (picture.empty()) continue;
      const AtlasPage& page = atlas.pages()[picture.page];
      const float pen = static_cast<float>(quarters >> 2);
      const float up = baseline + std::round((glyph.y - line.baseline) * scale);
      GlyphQuad quad;
      quad.place = {pen + picture.left, up - picture.top, picture.width, picture.height};
      quad.u0 = static_cast<float>(picture.place.left) / static_cast<float>(page.width);
      quad.v0 = static_cast<float>(picture.place.top) / static_cast<float>(page.height);
      quad.u1 = static_cast<float>(picture.place.right) / static_cast<float>(page.width);
      quad.v1 = static_cast<float>(picture.place.bottom) / static_cast<float>(page.height);
      quad.cluster = glyph.cluster;
      quad.page = picture.page;
      quad.colour = picture.colour;
      quads.push_back(quad);
    }
  }
}

}  // namespace sayso::ui
