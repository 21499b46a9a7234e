#include "ui/desktop/views/stretch_outline.h"

#include <cmath>
#include <cstddef>

namespace sayso::ui {
namespace {

bool touch(const Rect& upper, const Rect& lower, float gap) {
  return std::abs(lower.y - upper.bottom()) <= gap && upper.x < lower.right() && lower.x < upper.right();
}

std::vector<Point> without_straight_corners(const std::vector<Point>& corners) {
  std::vector<Point> kept;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Point before = kept.empty() ? corners.back() : kept.back();
    const Point after = corners[(i + 1) % corners.size()];
    const Point here = corners[i];
    const bool straight =
        (before.x == here.x && here.x == after.x) || (before.y == here.y && here.y == after.y);
    if (!straight && !(here == before)) kept.push_back(here);
  }
  return kept;
}

}  // namespace

std::vector<std::vector<Point>> stretch_outlines(std::span<const Rect> lines, float gap) {
  std::vector<std::vector<Point>> found;
  for (std::size_t first = 0; first < lines.size();) {
    std::size_t last = first;
    while (last + 1 < lines.size() && touch(lines[last], lines[last + 1], gap)) ++last;
    std::vector<Point> corners;
    const auto bottom_of = [&](std::size_t i) { return i < last ? lines[i + 1].y : lines[i].bottom(); };
    for (std::size_t i = first; i <= last; ++i) {  // down the right side
      corners.push_back({lines[i].right(), lines[i].y});
      corners.push_back({lines[i].right(), bottom_of(i)});
    }
    for (std::size_t i = last + 1; i-- > first;) {  // and up the left one
      corners.push_back({lines[i].x, bottom_of(i)});
      corners.push_back({lines[i].x, lines[i].y});
    }
    found.push_back(without_straight_corners(corners));
    first = last + 1;
  }
  return found;
}

}  // namespace sayso::ui
