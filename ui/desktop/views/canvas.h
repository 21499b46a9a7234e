// What views draw with: shapes and text in logical pixels and theme colours, on one ImGui draw list.
// Made anew each frame (cheap); what lasts between frames is CanvasText, owned by main. Main thread;
// nothing here fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "ui/desktop/geometry.h"
#include "ui/desktop/text/document_layout.h"
#include "ui/desktop/text/layout.h"
#include "ui/desktop/theme.h"
#include "ui/desktop/views/canvas_text.h"

struct ImDrawList;

namespace sayso::ui {

enum class LineStyle : std::uint8_t { solid, dashed, dotted };
enum class Align : std::uint8_t { left, centre, right };

struct TextBox {
  float max_width = 0;    // 0: as wide as it is; else cut with "…", or wrapped when wrap is set
  float line_height = 0;  // 0: the face's own
  bool wrap = false;
  Align align = Align::left;  // within max_width; without one: the point is the middle or right end
  // The program's own words run left to right, whatever they quote; what somebody types runs as it begins.
  BaseDirection base = BaseDirection::left_to_right;

  bool operator==(const TextBox&) const = default;
};

// Bytes of a paragraph drawn in another ink than the rest.
struct InkRange {
  ByteRange range;
  Colour ink;
};

class Canvas {
 public:
  Canvas(ImDrawList& list, CanvasText& text, const Theme& theme, float scale);

  const Theme& theme() const { return theme_; }
  float scale() const { return scale_; }
  FontLibrary& fonts() { return text_.fonts(); }

  // Shapes. Edges of fills and of lines of 1 px lie on device pixels.
  void fill(const Rect& rect, Colour colour);
  void fill_rounded(const Rect& rect, float radius, Colour colour);
  // Inside the rectangle's edge.
  void outline(const Rect& rect, float radius, Colour colour, float thickness = 1,
               LineStyle style = LineStyle::solid);
  // A stripe along the left edge of a rounded card, inside its corners.
  void left_edge(const Rect& card, float radius, Colour colour, float width = 4);
  void circle(Point centre, float radius, Colour colour);
  void ring(Point centre, float radius, Colour colour, float thickness);
  void half_circle_left(Point centre, float radius, Colour colour);
  void line(Point from, Point to, Colour colour, float thickness = 1, LineStyle style = LineStyle::solid);
  // Fills each rectangle with its corners rounded where the stretch begins and ends; `from_right`: where it begins on the
  // right of the first and ends on the left of the last.
  void fill_stretch(std::span<const Rect> lines, float radius, Colour colour, bool from_right = false);
  // One outline around the rectangles of a stretch of text, which may touch from line to line.
  void outline_stretch(std::span<const Rect> lines, float radius, Colour colour, float thickness = 2,
                       LineStyle style = LineStyle::solid);
  // Diagonal stripes over a ground.
  void hatch(const Rect& rect, Colour ground, Colour stripe, float stripe_width = 6);
  void shadow(const Rect& rect, float radius, float spread);

  // Text. `at` is the top left corner of its first line.
  Size text(Point at, std::string_view text, const TextStyle& style, Colour ink, const TextBox& box = {});
  Size measure(std::string_view text, const TextStyle& style, const TextBox& box = {});
  // Centred between top and bottom by the height of capitals and digits.
  Size text_in_row(const Rect& row, std::string_view text, const TextStyle& style, Colour ink,
                   Align align = Align::left);
  // The cached layout of such a text, for carets in text fields; valid until the next frame.
  const Layout& layout_of(std::string_view text, const TextStyle& style, const TextBox& box = {});
  void draw_layout(Point origin, const Layout& layout, Colour ink, std::span<const InkRange> inks = {});
  // Only lines that touch top ≤ y < bottom.
  void draw_layout_between(Point origin, const Layout& layout, Colour ink, float top, float bottom,
                           std::span<const InkRange> inks = {});
  // A key cap with its word, as in the pictures; returns its width.
  float key_cap(Point at, std::string_view word);
  Size key_cap_size(std::string_view word);

  void push_clip(const Rect& rect);
  void pop_clip();

 private:
  void draw_quads(Colour ink, std::span<const InkRange> inks);

  ImDrawList& list_;
  CanvasText& text_;
  const Theme& theme_;
  float scale_;
};

// Clips to a rectangle while it lives.
class ClipScope {
 public:
  ClipScope(Canvas& canvas, const Rect& rect) : canvas_(canvas) { canvas_.push_clip(rect); }
  ~ClipScope() { canvas_.pop_clip(); }
  ClipScope(const ClipScope&) = delete;
  ClipScope& operator=(const ClipScope&) = delete;

 private:
  Canvas& canvas_;
};

}  // namespace sayso::ui
