#include "ui/desktop/text/layout.h"

#include <algorithm>
#include <cmath>

namespace sayso::ui {
namespace {

std::size_t nearest_stop(const std::vector<CaretStop>& stops, std::size_t first, std::size_t last, float x) {
  std::size_t best = first;
  for (std::size_t i = first; i < last; ++i)
    if (std::abs(stops[i].x - x) < std::abs(stops[best].x - x)) best = i;
  return best;
}

}  // namespace

Size Layout::size() const {
  Size size;
  for (const VisualLine& line : lines) size.width = std::max(size.width, line.width);
  size.height = lines.back().top + lines.back().height;
  return size;
}

std::size_t Layout::line_of(Byte at) const {
  const auto after =
      std::upper_bound(lines.begin(), lines.end(), at.value,
                       [](std::size_t byte, const VisualLine& line) { return byte < line.begin; });
  return after == lines.begin() ? 0 : static_cast<std::size_t>(after - lines.begin()) - 1;
}

std::size_t Layout::line_at(float y) const {
  const auto after = std::upper_bound(lines.begin(), lines.end(), y,
                                      [](float at, const VisualLine& line) { return at < line.top; });
  return after == lines.begin() ? 0 : static_cast<std::size_t>(after - lines.begin()) - 1;
}

Byte Layout::hit(Point point) const { return hit_line(line_at(point.y), point.x); }

Byte Layout::line_start(std::size_t line) const { return Byte{lines[line].begin}; }

Byte Layout::line_end(std::size_t index) const {
  const VisualLine& line = lines[index];
  if (index + 1 == lines.size()) return Byte{line.end};
  if (line.visible_end < line.end || line.stop_count < 2) return Byte{line.visible_end};
  // A line broken inside a word: its last byte offset is shown at the start of the next line.
  return Byte{stops[line.first_stop + line.stop_count - 2].at};
}

Byte Layout::hit_line(std::size_t index, float x) const {
  const VisualLine& line = lines[index];
  const std::size_t last = line.first_stop + line.stop_count;
  const std::size_t best = nearest_stop(stops, line.first_stop, last, x);
  return std::min(Byte{stops[best].at}, line_end(index));
}

float Layout::x_of(std::size_t index, Byte at) const {
  const VisualLine& line = lines[index];
  const auto first = stops.begin() + static_cast<std::ptrdiff_t>(line.first_stop);
  const auto last = first + static_cast<std::ptrdiff_t>(line.stop_count);
  const auto after = std::upper_bound(first, last, at.value,
                                      [](std::size_t byte, const CaretStop& stop) { return byte < stop.at; });
  return after == first ? first->x : std::prev(after)->x;
}

Rect Layout::caret(Byte at) const {
  const std::size_t line = line_of(at);
  return {x_of(line, at), lines[line].top, 0, lines[line].height};
}

std::vector<Rect> Layout::rectangles(ByteRange range) const {
  std::vector<Rect> found;
  if (range.empty()) return found;
  for (std::size_t i = line_of(range.begin); i < lines.size() && lines[i].begin < range.end.value; ++i) {
    const float left = x_of(i, std::max(range.begin, Byte{lines[i].begin}));
    // White space at the end of a wrapped line hangs over the column and is not shown as selected.
    const std::uint32_t shown_end = i + 1 < lines.size() ? lines[i].visible_end : lines[i].end;
    const float right = x_of(i, std::min(range.end, Byte{shown_end}));
    if (right > left) found.push_back({left, lines[i].top, right - left, lines[i].height});
  }
  return found;
}

}  // namespace sayso::ui
