// The canvas's shapes; its text is in canvas_words.cpp.
#include "ui/desktop/views/canvas.h"

#include <imgui.h>

#include <cmath>

#include "ui/desktop/views/stretch_outline.h"

namespace sayso::ui {
namespace {

ImU32 packed(Colour c) { return IM_COL32(c.red, c.green, c.blue, c.alpha); }

struct Box {
  ImVec2 from, to;
};

// Device pixels, edges whole.
Box snapped(const Rect& rect, float scale) {
  return {{std::round(rect.x * scale), std::round(rect.y * scale)},
          {std::round(rect.right() * scale), std::round(rect.bottom() * scale)}};
}

float stroke(float thickness, float scale) { return std::max(1.0F, std::round(thickness * scale)); }

// A closed or open path in dashes or dots, measured along it.
void stroke_pattern(ImDrawList& list, std::span<const ImVec2> path, bool closed, ImU32 colour,
                    float thickness, LineStyle style) {
  const float on = style == LineStyle::dotted ? thickness : thickness * 3;
  const float period = style == LineStyle::dotted ? thickness * 2 : on + thickness * 2;
  float phase = 0;  // how far into the period the next segment begins
  const std::size_t segments = closed ? path.size() : path.size() - 1;
  for (std::size_t i = 0; i < segments; ++i) {
    const ImVec2 a = path[i];
    const ImVec2 b = path[(i + 1) % path.size()];
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    if (length <= 0) continue;
    const ImVec2 step{(b.x - a.x) / length, (b.y - a.y) / length};
    for (float at = -phase; at < length; at += period) {
      const float from = std::max(at, 0.0F);
      const float to = std::min(at + on, length);
      if (to <= from) continue;
      // Not AddLine, which moves its ends by half a pixel.
      const ImVec2 dash[] = {{a.x + step.x * from, a.y + step.y * from},
                             {a.x + step.x * to, a.y + step.y * to}};
      list.AddPolyline(dash, 2, colour, 0, thickness);
    }
    phase = std::fmod(phase + length, period);
  }
}

// Dots and dashes of a line along a row of pixels: whole ones, so that all look alike.
void row_pattern(ImDrawList& list, ImVec2 from, float length, ImU32 colour, float thickness,
                 LineStyle style) {
  const float on = style == LineStyle::dotted ? thickness : thickness * 3;
  const float period = style == LineStyle::dotted ? thickness * 2 : on + thickness * 2;
  for (float at = 0; at < length; at += period) {
    const ImVec2 a{from.x + at, from.y};
    if (style == LineStyle::dotted && thickness > 2) {
      list.AddCircleFilled({a.x + thickness / 2, a.y + thickness / 2}, thickness / 2, colour);
    } else {
      list.AddRectFilled(a, {from.x + std::min(at + on, length), from.y + thickness}, colour);
    }
  }
}

// A polygon's corners rounded: each by an arc as wide as its two sides allow.
std::vector<ImVec2> rounded(const std::vector<Point>& corners, float radius) {
  std::vector<ImVec2> path;
  constexpr int kSteps = 5;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Point p = corners[i];
    const Point a = corners[(i + corners.size() - 1) % corners.size()];
    const Point b = corners[(i + 1) % corners.size()];
    const float in = std::hypot(p.x - a.x, p.y - a.y);
    const float out = std::hypot(b.x - p.x, b.y - p.y);
    const float r = std::min({radius, in / 2, out / 2});
    if (r < 0.5F) {
      path.push_back({p.x, p.y});
      continue;
    }
    const ImVec2 begin{p.x + (a.x - p.x) / in * r, p.y + (a.y - p.y) / in * r};
    const ImVec2 end{p.x + (b.x - p.x) / out * r, p.y + (b.y - p.y) / out * r};
    for (int s = 0; s <= kSteps; ++s) {
      const float t = static_cast<float>(s) / kSteps;
      const float u = 1 - t;
      path.push_back({u * u * begin.x + 2 * u * t * p.x + t * t * end.x,
                      u * u * begin.y + 2 * u * t * p.y + t * t * end.y});
    }
  }
  return path;
}

}  // namespace

Canvas::Canvas(ImDrawList& list, CanvasText& text, const Theme& theme, float scale)
    : list_(list), text_(text), theme_(theme), scale_(scale) {}

void Canvas::fill(const Rect& rect, Colour colour) {
  const Box box = snapped(rect, scale_);
  list_.AddRectFilled(box.from, box.to, packed(colour));
}

void Canvas::fill_rounded(const Rect& rect, float radius, Colour colour) {
  const Box box = snapped(rect, scale_);
  list_.AddRectFilled(box.from, box.to, packed(colour), radius * scale_);
}

void Canvas::outline(const Rect& rect, float radius, Colour colour, float thickness, LineStyle style) {
  const Box box = snapped(rect, scale_);
  const float width = stroke(thickness, scale_);
  if (style == LineStyle::solid && radius <= 0) {
    const ImVec2 a = box.from;
    const ImVec2 b = box.to;
    list_.AddRectFilled(a, {b.x, a.y + width}, packed(colour));
    list_.AddRectFilled({a.x, b.y - width}, b, packed(colour));
    list_.AddRectFilled({a.x, a.y + width}, {a.x + width, b.y - width}, packed(colour));
    list_.AddRectFilled({b.x - width, a.y + width}, {b.x, b.y - width}, packed(colour));
    return;
  }
  const float inset = width / 2;
  list_.PathRect({box.from.x + inset, box.from.y + inset}, {box.to.x - inset, box.to.y - inset},
                 std::max(0.0F, radius * scale_ - inset));
  if (style == LineStyle::solid) {
    list_.PathStroke(packed(colour), ImDrawFlags_Closed, width);
    return;
  }
  const std::vector<ImVec2> path(list_._Path.begin(), list_._Path.end());
  list_.PathClear();
  stroke_pattern(list_, path, true, packed(colour), width, style);
}

void Canvas::left_edge(const Rect& card, float radius, Colour colour, float width) {
  const ClipScope clip(*this, {card.x, card.y, width, card.height});
  fill_rounded(card, radius, colour);
}

void Canvas::circle(Point centre, float radius, Colour colour) {
  list_.AddCircleFilled({centre.x * scale_, centre.y * scale_}, radius * scale_, packed(colour));
}

void Canvas::ring(Point centre, float radius, Colour colour, float thickness) {
  const float width = thickness * scale_;
  list_.AddCircle({centre.x * scale_, centre.y * scale_}, radius * scale_ - width / 2, packed(colour), 0,
                  width);
}

void Canvas::half_circle_left(Point centre, float radius, Colour colour) {
  constexpr float kPi = 3.14159265F;
  list_.PathArcTo({centre.x * scale_, centre.y * scale_}, radius * scale_, kPi / 2, kPi * 3 / 2, 16);
  list_.PathFillConvex(packed(colour));
}

void Canvas::line(Point from, Point to, Colour colour, float thickness, LineStyle style) {
  const float width = stroke(thickness, scale_);
  const ImVec2 a{from.x * scale_, from.y * scale_};
  const ImVec2 b{to.x * scale_, to.y * scale_};
  if (from.y == to.y) {
    const float left = std::round(std::min(a.x, b.x));
    const float right = std::round(std::max(a.x, b.x));
    const float top = std::round(a.y - width / 2);
    if (style == LineStyle::solid)
      list_.AddRectFilled({left, top}, {right, top + width}, packed(colour));
    else
      row_pattern(list_, {left, top}, right - left, packed(colour), width, style);
  } else if (from.x == to.x && style == LineStyle::solid) {
    const float left = std::round(a.x - width / 2);
    list_.AddRectFilled({left, std::round(std::min(a.y, b.y))},
                        {left + width, std::round(std::max(a.y, b.y))}, packed(colour));
  } else if (style == LineStyle::solid) {
    const ImVec2 path[] = {a, b};
    list_.AddPolyline(path, 2, packed(colour), 0, width);
  } else {
    const ImVec2 path[] = {a, b};
    stroke_pattern(list_, path, false, packed(colour), width, style);
  }
}

void Canvas::fill_stretch(std::span<const Rect> lines, float radius, Colour colour, bool from_right) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Box box = snapped(lines[i], scale_);
    const bool first = i == 0, last = i + 1 == lines.size();
    const ImDrawFlags left = (from_right ? last : first) ? ImDrawFlags_RoundCornersLeft : 0;
    const ImDrawFlags right = (from_right ? first : last) ? ImDrawFlags_RoundCornersRight : 0;
    const ImDrawFlags corners = (left | right) != 0 ? (left | right) : ImDrawFlags_RoundCornersNone;
    list_.AddRectFilled(box.from, box.to, packed(colour), radius * scale_, corners);
  }
}

void Canvas::outline_stretch(std::span<const Rect> lines, float radius, Colour colour, float thickness,
                             LineStyle style) {
  const float width = stroke(thickness, scale_);
  const float centre = std::fmod(width, 2.0F) / 2;  // a stroke of odd width is crisp between whole pixels
  std::vector<Rect> pixels;
  for (const Rect& line : lines) {
    const Box box = snapped(line, scale_);
    pixels.push_back({box.from.x + centre, box.from.y + centre, box.to.x - box.from.x - 2 * centre,
                      box.to.y - box.from.y - 2 * centre});
  }
  for (const std::vector<Point>& corners : stretch_outlines(pixels, 1 + 2 * centre)) {
    const std::vector<ImVec2> path = rounded(corners, radius * scale_);
    if (style == LineStyle::solid)
      list_.AddPolyline(path.data(), static_cast<int>(path.size()), packed(colour), ImDrawFlags_Closed,
                        width);
    else
      stroke_pattern(list_, path, true, packed(colour), width, style);
  }
}

void Canvas::hatch(const Rect& rect, Colour ground, Colour stripe, float stripe_width) {
  const Box box = snapped(rect, scale_);
  list_.AddRectFilled(box.from, box.to, packed(ground));
  list_.PushClipRect(box.from, box.to, true);
  const float height = box.to.y - box.from.y;
  const float width = stripe_width * scale_ * 1.41421356F;  // along the row
  // The stripes' phase hangs on the window, not on the rectangle, so that neighbouring lines match.
  const float begin = std::floor((box.from.x + box.from.y - height) / (2 * width)) * 2 * width - box.from.y;
  for (float x = begin; x < box.to.x + height; x += 2 * width) {
    const ImVec2 corners[] = {
        {x, box.from.y}, {x + width, box.from.y}, {x + width - height, box.to.y}, {x - height, box.to.y}};
    list_.AddConvexPolyFilled(corners, 4, packed(stripe));
  }
  list_.PopClipRect();
}

void Canvas::shadow(const Rect& rect, float radius, float spread) {
  constexpr int kLayers = 6;
  const Colour colour = theme_.shadow.with_alpha(static_cast<std::uint8_t>(theme_.shadow.alpha / kLayers));
  for (int i = 1; i <= kLayers; ++i) {
    const float by = spread * static_cast<float>(i) / kLayers;
    fill_rounded(rect.grown(by).moved(0, spread / 4), radius + by, colour);
  }
}

void Canvas::push_clip(const Rect& rect) {
  const Box box = snapped(rect, scale_);
  list_.PushClipRect(box.from, box.to, true);
}

void Canvas::pop_clip() { list_.PopClipRect(); }

}  // namespace sayso::ui
