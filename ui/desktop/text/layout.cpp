#include "ui/desktop/text/layout.h"

#include <algorithm>
#include <cmath>

namespace sayso::ui {
namespace {

// Joins what touches, from left to right.
void join_neighbours(std::vector<Rect>& rects, std::size_t first) {
  constexpr float kTouching = 0.01F;  // pixels: sums of floats
  const auto begin = rects.begin() + static_cast<std::ptrdiff_t>(first);
  std::sort(begin, rects.end(), [](const Rect& a, const Rect& b) { return a.x < b.x; });
  auto last = begin;
  for (auto next = begin; next != rects.end(); ++next) {
    if (next->width <= 0) continue;
    if (last->width > 0 && next->x > last->right() + kTouching) *++last = *next;
    else if (last->width > 0) last->width = std::max(last->right(), next->right()) - last->x;
    else *last = *next;
  }
  if (begin == rects.end()) return;
  rects.erase(last->width > 0 ? last + 1 : last, rects.end());
}

}  // namespace

Size Layout::size() const {
  Size size;
  for (const VisualLine& line : lines) size.width = std::max(size.width, line.left + line.width);
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

// The stop of the grapheme at x; nothing beside the line.
std::optional<std::size_t> Layout::stop_at(const VisualLine& line, float x) const {
  for (std::size_t i = line.first_stop; i + 1 < line.first_stop + line.stop_count; ++i) {
    if (std::min(stops[i].x, stops[i].end) <= x && x < std::max(stops[i].x, stops[i].end)) return i;
  }
  return std::nullopt;
}

std::optional<Byte> Layout::under(Point point) const {
  if (point.y < 0 || point.y >= lines.back().top + lines.back().height) return std::nullopt;
  const auto stop = stop_at(lines[line_at(point.y)], point.x);
  return stop ? std::optional(Byte{stops[*stop].at}) : std::nullopt;
}

Byte Layout::hit_line(std::size_t index, float x) const {
  const VisualLine& line = lines[index];
  const Byte end = line_end(index);
  if (const auto i = stop_at(line, x)) {
    const bool before = std::abs(x - stops[*i].x) <= std::abs(x - stops[*i].end);
    return std::min(Byte{before ? stops[*i].at : stops[*i + 1].at}, end);
  }
  const bool on_the_left = x < line.left + line.width / 2;
  return on_the_left != is_right_to_left(paragraph) ? Byte{line.begin} : end;
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
    const VisualLine& line = lines[i];
    // White space at the end of a wrapped line hangs over the column and is not shown as selected.
    const std::uint32_t shown_end = i + 1 < lines.size() ? line.visible_end : line.end;
    const std::size_t until = std::min<std::size_t>(range.end.value, shown_end);
    const auto begin = stops.begin() + static_cast<std::ptrdiff_t>(line.first_stop);
    const auto end = begin + static_cast<std::ptrdiff_t>(line.stop_count) - 1;
    const auto after = std::upper_bound(begin, end, range.begin.value, [](std::size_t at, const CaretStop& stop) { return at < stop.at; });
    const auto first = after == begin ? begin : after - 1;
    const auto last = std::lower_bound(first, end, until, [](const CaretStop& stop, std::size_t at) { return stop.at < at; });
    if (!line.turns) {
      if (last != first && (last - 1)->end > first->x) found.push_back({first->x, line.top, (last - 1)->end - first->x, line.height});
      continue;
    }
    const std::size_t count = found.size();
    for (auto stop = first; stop != last; ++stop) {
      found.push_back({std::min(stop->x, stop->end), line.top, std::abs(stop->end - stop->x), line.height});
    }
    join_neighbours(found, count);
  }
  return found;
}

}  // namespace sayso::ui
