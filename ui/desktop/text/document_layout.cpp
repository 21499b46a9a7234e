#include "ui/desktop/text/document_layout.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "core/text/utf8.h"
#include "ui/desktop/text/height_sums.h"
#include "ui/desktop/text/paragraphs.h"

namespace sayso::ui {
namespace {

// Laid out paragraphs that are kept, at least.
constexpr std::size_t kKept = 600;
// An empty paragraph is a gap, not a whole line and a gap.
constexpr float kEmptyParagraph = 0.5F;

}  // namespace

struct DocumentLayout::Impl {
  struct Cached {
    std::unique_ptr<Layout> layout;
    std::size_t used = 0;
  };

  FontLibrary& fonts;
  std::string_view text;
  DocumentStyle style;
  Paragraphs paragraphs;
  HeightSums heights;
  std::unordered_map<std::size_t, Cached> cache;
  std::size_t clock = 0;
  std::size_t made = 0;
  double corrected = 0;
  std::size_t widest = 0;  // the most paragraphs that were to be laid out together

  Impl(FontLibrary& f, std::string_view t, DocumentStyle s)
      : fonts(f), text(t), style(std::move(s)), paragraphs(t) {
    estimate();
  }

  const ParagraphStyle& style_of(std::size_t index) const {
    const Byte at = paragraphs.bytes(text, index).begin;
    const auto after =
        std::upper_bound(style.zones.begin(), style.zones.end(), at,
                         [](Byte byte, const StyledZone& zone) { return byte < zone.range.begin; });
    if (after != style.zones.begin() && std::prev(after)->range.contains(at)) return std::prev(after)->style;
    return style.body;
  }

  float height_of(std::size_t index, std::size_t lines) const {
    const ParagraphStyle& look = style_of(index);
    if (paragraphs.bytes(text, index).empty() && index + 1 < paragraphs.count())
      return look.line_height * kEmptyParagraph;
    const bool gap = index + 1 < paragraphs.count() && !paragraphs.goes_on(text, index);
    return static_cast<float>(lines) * look.line_height + (gap ? look.space_after : 0);
  }

  void estimate() {
    std::vector<float> guesses(paragraphs.count());
    for (std::size_t i = 0; i < guesses.size(); ++i) {
      const float letter = style_of(i).text.size * 0.5F;  // the mean advance of Latin text, a byte each
      const auto bytes = static_cast<float>(paragraphs.bytes(text, i).length());
      guesses[i] =
          height_of(i, static_cast<std::size_t>(std::max(1.0F, std::ceil(bytes * letter / style.width))));
    }
    heights = HeightSums(std::move(guesses));
  }

  const Layout& layout(std::size_t index) {
    Cached& cached = cache[index];
    if (!cached.layout) {
      const ByteRange bytes = paragraphs.bytes(text, index);
      const ParagraphStyle& look = style_of(index);
      cached.layout =
          std::make_unique<Layout>(layout_paragraph(fonts, text.substr(bytes.begin.value, bytes.length()),
                                                    look.text, {style.width, look.line_height, style.scale}));
      ++made;
      const float height = height_of(index, cached.layout->lines.size());
      if (height != heights.height(index)) {
        corrected += std::abs(static_cast<double>(height) - static_cast<double>(heights.height(index)));
        heights.set(index, height);
      }
    }
    cached.used = ++clock;
    return *cached.layout;
  }

  // Many more than are looked at together, or what one answer lets go of the next would have to lay out again.
  std::size_t kept() const { return std::max(kKept, 4 * widest); }

  // Called at the beginning of what hands out layouts, so that no pointer of one answer is dropped. When nobody waits some
  // are let go of before they are too many.
  void evict(bool nobody_waits = false) {
    if (cache.size() <= (nobody_waits ? kept() : 2 * kept())) return;
    const std::size_t oldest = clock > kept() / 2 ? clock - kept() / 2 : 0;
    std::erase_if(cache, [&](const auto& entry) { return entry.second.used < oldest; });
  }

  float top(std::size_t index) const { return static_cast<float>(heights.top(index)); }
  std::size_t at_y(float y) const { return heights.at(static_cast<double>(y)); }

  struct Spot {
    std::size_t index = 0, line = 0;
    const Layout* layout = nullptr;
    Byte begin;  // of the paragraph
    Byte inside;
    Byte whole(Byte in_paragraph) const { return Byte{begin.value + in_paragraph.value}; }
  };

  Spot spot(Byte at) {
    Spot found;
    found.index = paragraphs.of(at);
    found.layout = &layout(found.index);
    const ByteRange bytes = paragraphs.bytes(text, found.index);
    found.begin = bytes.begin;
    found.inside = Byte{std::min(at, bytes.end).value - bytes.begin.value};
    found.line = found.layout->line_of(found.inside);
    return found;
  }

  Byte on_line(std::size_t index, std::size_t line, float x) {
    return Byte{paragraphs.bytes(text, index).begin.value + layout(index).hit_line(line, x).value};
  }
};

DocumentLayout::DocumentLayout(FontLibrary& fonts, std::string_view text, DocumentStyle style)
    : impl_(std::make_unique<Impl>(fonts, text, std::move(style))) {}
DocumentLayout::~DocumentLayout() = default;
DocumentLayout::DocumentLayout(DocumentLayout&&) noexcept = default;
DocumentLayout& DocumentLayout::operator=(DocumentLayout&&) noexcept = default;

std::string_view DocumentLayout::text() const { return impl_->text; }
const DocumentStyle& DocumentLayout::style() const { return impl_->style; }

void DocumentLayout::set_style(DocumentStyle style) {
  if (style == impl_->style) return;
  impl_->style = std::move(style);
  impl_->cache.clear();
  impl_->widest = 0;
  impl_->corrected += impl_->heights.total();
  impl_->estimate();
}

std::size_t DocumentLayout::paragraph_count() const { return impl_->paragraphs.count(); }
ByteRange DocumentLayout::paragraph_bytes(std::size_t index) const {
  return impl_->paragraphs.bytes(impl_->text, index);
}
std::size_t DocumentLayout::paragraph_of(Byte at) const { return impl_->paragraphs.of(at); }
float DocumentLayout::height() const { return static_cast<float>(impl_->heights.total()); }
std::size_t DocumentLayout::layouts_made() const { return impl_->made; }

std::vector<PlacedParagraph> DocumentLayout::visible(float top, float bottom) {
  impl_->evict();
  std::vector<PlacedParagraph> found;
  for (std::size_t i = impl_->at_y(top); i < paragraph_count(); ++i) {
    const float paragraph_top = impl_->top(i);
    if (paragraph_top >= bottom) break;
    found.push_back({i, paragraph_bytes(i), paragraph_top, &impl_->layout(i)});
  }
  return found;
}

PlacedParagraph DocumentLayout::paragraph(std::size_t index) {
  impl_->evict();
  const Layout* layout = &impl_->layout(index);
  return {index, paragraph_bytes(index), impl_->top(index), layout};
}

DocumentLayout::LaidOut DocumentLayout::lay_out(float top, float bottom, Byte held, std::size_t most) {
  impl_->evict();
  const std::size_t made = impl_->made, held_index = paragraph_of(held);
  impl_->layout(held_index);
  const double before = impl_->heights.top(held_index);
  // From there on up and down in turn: what comes to lie in between may be lower or higher than it was thought to be.
  double above = before - static_cast<double>(top), below = static_cast<double>(bottom) - before;
  std::size_t first = held_index, last = held_index, bytes = 0;
  const auto lay_out = [&](std::size_t index) {
    const std::size_t made_before = impl_->made;
    impl_->layout(index);
    if (impl_->made > made_before) bytes += paragraph_bytes(index).length() + 1;
    return static_cast<double>(impl_->heights.height(index));
  };
  below -= lay_out(held_index);
  for (bool goes_on = true; goes_on && bytes < most;) {
    goes_on = false;
    if (below > 0 && last + 1 < paragraph_count()) {
      below -= lay_out(++last);
      goes_on = true;
    }
    if (above > 0 && first > 0) {
      above -= lay_out(--first);
      goes_on = true;
    }
  }
  impl_->widest = std::max(impl_->widest, last - first + 1);
  return {impl_->made - made, static_cast<float>(impl_->heights.top(held_index) - before)};
}

void DocumentLayout::forget_unused() { impl_->evict(true); }

double DocumentLayout::corrected() const { return impl_->corrected; }

Anchor DocumentLayout::anchor_at(float y) {
  const std::size_t index = impl_->at_y(y);
  const Layout& layout = impl_->layout(index);
  const float inside = y - impl_->top(index);
  const std::size_t line = layout.line_at(inside);
  return {Byte{paragraph_bytes(index).begin.value + layout.lines[line].begin},
          inside - layout.lines[line].top};
}

float DocumentLayout::y_of(Anchor anchor) { return line_top(anchor.at) + anchor.below; }

Byte DocumentLayout::about(float y) const {
  if (y >= height()) return Byte{text().size()};
  const std::size_t index = impl_->at_y(std::max(0.0F, y));
  const float high = impl_->heights.height(index);
  const float part = high > 0 ? std::clamp((y - impl_->top(index)) / high, 0.0F, 1.0F) : 0;
  const ByteRange bytes = paragraph_bytes(index);
  std::size_t at = bytes.begin.value + static_cast<std::size_t>(part * static_cast<float>(bytes.length()));
  while (at > bytes.begin.value && at < text().size() && is_continuation(text()[at])) --at;
  return Byte{at};
}

float DocumentLayout::line_top(Byte at) {
  const Impl::Spot spot = impl_->spot(at);
  return impl_->top(spot.index) + spot.layout->lines[spot.line].top;
}

Byte DocumentLayout::hit(Point point) {
  impl_->evict();
  const std::size_t index = impl_->at_y(point.y);
  const Layout& layout = impl_->layout(index);
  const Byte inside = layout.hit({point.x, point.y - impl_->top(index)});
  return Byte{paragraph_bytes(index).begin.value + inside.value};
}

std::optional<Byte> DocumentLayout::under(Point point) {
  if (point.y < 0 || point.y >= height()) return std::nullopt;
  impl_->evict();
  const std::size_t index = impl_->at_y(point.y);
  const auto inside = impl_->layout(index).under({point.x, point.y - impl_->top(index)});
  if (!inside) return std::nullopt;
  return Byte{paragraph_bytes(index).begin.value + inside->value};
}

Rect DocumentLayout::caret(Byte at) {
  impl_->evict();
  const Impl::Spot spot = impl_->spot(at);
  return spot.layout->caret(spot.inside).moved(0, impl_->top(spot.index));
}

std::vector<Rect> DocumentLayout::rectangles(ByteRange range, float top, float bottom) {
  std::vector<Rect> found;
  if (range.empty()) return found;
  impl_->evict();
  for (std::size_t i = std::max(impl_->at_y(top), paragraph_of(range.begin)); i < paragraph_count(); ++i) {
    const ByteRange bytes = paragraph_bytes(i);
    if (bytes.begin >= range.end || impl_->top(i) >= bottom) break;
    const Byte begin{std::max(range.begin, bytes.begin).value - bytes.begin.value};
    const Byte end{std::min(range.end, bytes.end).value - bytes.begin.value};
    if (begin >= end) continue;
    const Layout& layout = impl_->layout(i);
    for (const Rect& rect : layout.rectangles({begin, end})) {
      const Rect placed = rect.moved(0, impl_->top(i));
      if (placed.bottom() > top && placed.y < bottom) found.push_back(placed);
    }
  }
  return found;
}

bool DocumentLayout::runs_right_to_left(Byte at) { return is_right_to_left(impl_->spot(at).layout->paragraph); }

Byte DocumentLayout::line_above(Byte at, float x) {
  const Impl::Spot spot = impl_->spot(at);
  if (spot.line > 0) return impl_->on_line(spot.index, spot.line - 1, x);
  if (spot.index == 0) return Byte{0};
  return impl_->on_line(spot.index - 1, impl_->layout(spot.index - 1).lines.size() - 1, x);
}

Byte DocumentLayout::line_below(Byte at, float x) {
  const Impl::Spot spot = impl_->spot(at);
  if (spot.line + 1 < spot.layout->lines.size()) return impl_->on_line(spot.index, spot.line + 1, x);
  if (spot.index + 1 >= paragraph_count()) return Byte{text().size()};
  return impl_->on_line(spot.index + 1, 0, x);
}

Byte DocumentLayout::line_start(Byte at) {
  const Impl::Spot spot = impl_->spot(at);
  return spot.whole(spot.layout->line_start(spot.line));
}

Byte DocumentLayout::line_end(Byte at) {
  const Impl::Spot spot = impl_->spot(at);
  return spot.whole(spot.layout->line_end(spot.line));
}

}  // namespace sayso::ui
