// The canvas's text: cached layouts to textured rectangles of the draw list.
#include <imgui.h>

#include <cmath>

#include "ui/desktop/platform/page_texture.h"
#include "ui/desktop/views/canvas.h"

namespace sayso::ui {
namespace {

// Height of capitals and digits, in parts of the size: what the eye centres in a row.
constexpr float kCapitals = 0.727F;
constexpr float kKeyPad = 5;
constexpr float kKeyHeight = 17;

ImU32 packed(Colour c) { return IM_COL32(c.red, c.green, c.blue, c.alpha); }

float aligned(float x, float width, const TextBox& box) {
  const float room = box.max_width > 0 ? box.max_width - width : -width;
  if (box.align == Align::centre) return x + room / 2;
  return box.align == Align::right ? x + room : x;
}

}  // namespace

const Layout& Canvas::layout_of(std::string_view text, const TextStyle& style, const TextBox& box) {
  return text_.layout(text, style, {box.max_width, box.line_height, scale_, box.base}, box.wrap);
}

Size Canvas::measure(std::string_view text, const TextStyle& style, const TextBox& box) {
  return layout_of(text, style, box).size();
}

Size Canvas::text(Point at, std::string_view text, const TextStyle& style, Colour ink, const TextBox& box) {
  const Layout& layout = layout_of(text, style, box);
  const Size size = layout.size();
  draw_layout({aligned(at.x, size.width, box), at.y}, layout, ink);
  return size;
}

Size Canvas::text_in_row(const Rect& row, std::string_view text, const TextStyle& style, Colour ink,
                         Align align) {
  const TextBox box{row.width, 0, false, align};
  const Layout& layout = layout_of(text, style, box);
  const Size size = layout.size();
  const float baseline = std::round((row.y + (row.height + kCapitals * style.size) / 2) * scale_) / scale_;
  draw_layout({aligned(row.x, size.width, box), baseline - layout.lines.front().baseline}, layout, ink);
  return size;
}

void Canvas::draw_layout(Point origin, const Layout& layout, Colour ink, std::span<const InkRange> inks) {
  text_.quads().clear();
  append_quads(text_.quads(), text_.atlas(), layout, origin, 0, layout.lines.size());
  draw_quads(ink, inks);
}

void Canvas::draw_layout_between(Point origin, const Layout& layout, Colour ink, float top, float bottom,
                                 std::span<const InkRange> inks) {
  std::size_t first = layout.line_at(top - origin.y);
  std::size_t last = layout.line_at(bottom - origin.y) + 1;
  // Accents and descenders reach into the neighbouring lines.
  first = first > 0 ? first - 1 : 0;
  last = std::min(last + 1, layout.lines.size());
  text_.quads().clear();
  append_quads(text_.quads(), text_.atlas(), layout, origin, first, last);
  draw_quads(ink, inks);
}

void Canvas::draw_quads(Colour ink, std::span<const InkRange> inks) {
  const std::vector<GlyphQuad>& quads = text_.quads();
  const ImU32 plain = packed(ink);
  const ImVec2 clip_from = list_.GetClipRectMin();
  const ImVec2 clip_to = list_.GetClipRectMax();
  for (std::size_t i = 0; i < quads.size();) {
    std::size_t end = i;
    while (end < quads.size() && quads[end].page == quads[i].page) ++end;
    list_.PushTextureID(page_texture(quads[i].page));
    for (; i < end; ++i) {
      const GlyphQuad& quad = quads[i];
      const Rect& place = quad.place;
      if (place.right() < clip_from.x || place.x > clip_to.x || place.bottom() < clip_from.y ||
          place.y > clip_to.y)
        continue;
      ImU32 colour = quad.colour ? IM_COL32(255, 255, 255, ink.alpha) : plain;
      if (!quad.colour)
        for (const InkRange& range : inks)
          if (range.range.contains(Byte{quad.cluster})) colour = packed(range.ink);
      list_.PrimReserve(6, 4);
      list_.PrimRectUV({place.x, place.y}, {place.right(), place.bottom()}, {quad.u0, quad.v0},
                       {quad.u1, quad.v1}, colour);
    }
    list_.PopTextureID();
  }
}

Size Canvas::key_cap_size(std::string_view word) {
  return {measure(word, styles::kKeyCap).width + 2 * kKeyPad + 2, kKeyHeight};
}

float Canvas::key_cap(Point at, std::string_view word) {
  const Size size = key_cap_size(word);
  const Rect cap{at.x, at.y, size.width, size.height};
  fill_rounded(cap, 4, theme_.key_cap_edge);
  // The lower edge is thicker: the cap stands up from its key.
  fill_rounded({cap.x + 1, cap.y + 1, cap.width - 2, cap.height - 3}, 3, theme_.key_cap);
  text_in_row({cap.x, cap.y, cap.width, cap.height - 1}, word, styles::kKeyCap, theme_.muted, Align::centre);
  return size.width;
}

}  // namespace sayso::ui
