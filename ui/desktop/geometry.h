// Points, sizes and rectangles in logical pixels (scale 1 units, y downwards). Plain values.
#pragma once

#include <algorithm>

namespace sayso::ui {

struct Point {
  float x = 0, y = 0;
  bool operator==(const Point&) const = default;
};

struct Size {
  float width = 0, height = 0;
  bool operator==(const Size&) const = default;
};

struct Rect {
  float x = 0, y = 0, width = 0, height = 0;

  bool operator==(const Rect&) const = default;
  float right() const { return x + width; }
  float bottom() const { return y + height; }
  // The left and top edges belong to the rectangle, the right and bottom ones do not.
  bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
  bool overlaps(const Rect& o) const {
    return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom();
  }
  // Every side moved outwards by `by` (inwards when negative).
  Rect grown(float by) const { return {x - by, y - by, width + 2 * by, height + 2 * by}; }
  Rect moved(float dx, float dy) const { return {x + dx, y + dy, width, height}; }
};

}  // namespace sayso::ui
