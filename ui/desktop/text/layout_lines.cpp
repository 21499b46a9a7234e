// Shaped glyphs to visual lines: caret places, line breaking, the ellipsis.
#include <unicode/uchar.h>

#include <algorithm>

#include "core/text/utf8.h"
#include "ui/desktop/text/breaks.h"
#include "ui/desktop/text/direction.h"
#include "ui/desktop/text/layout.h"
#include "ui/desktop/text/shape.h"

namespace sayso::ui {
namespace {

// A label is at most this long before it is shaped: more cannot be seen in one line.
constexpr std::size_t kLabelBytes = 4096;

// Where something begins and ends in an endless line in order of the text, whichever way it runs; logical pixels.
struct Reach {
  float begin = 0, end = 0;
};

struct RibbonGlyph {
  std::uint32_t id = 0, cluster = 0;
  FaceId face;
  float x = 0, y = 0;  // from the left edge of its cluster and the baseline, downwards
  float advance = 0;
  Reach cluster_reach;
};

struct RibbonStop {
  std::uint32_t at = 0;  // byte
  float x = 0;
};

// A text in one endless line, in order of the text, logical pixels.
struct Ribbon {
  std::vector<RibbonGlyph> glyphs;
  std::vector<RibbonStop> stops;  // every grapheme boundary
  Directions directions;
  float width = 0;
};

void add_stops(Ribbon& ribbon, const std::vector<std::uint32_t>& graphemes, const std::vector<RibbonStop>& clusters) {
  ribbon.stops.reserve(graphemes.size());
  std::size_t cluster = 0;
  for (std::size_t i = 0; i < graphemes.size();) {
    while (cluster + 1 < clusters.size() && clusters[cluster + 1].at <= graphemes[i]) ++cluster;
    if (cluster + 1 >= clusters.size()) {
      ribbon.stops.push_back({graphemes[i++], ribbon.width});
      continue;
    }
    // Graphemes of one cluster (a ligature) share its width in equal parts.
    std::size_t last = i;
    while (last < graphemes.size() && graphemes[last] < clusters[cluster + 1].at) ++last;
    const float step = (clusters[cluster + 1].x - clusters[cluster].x) / static_cast<float>(last - i);
    for (std::size_t k = 0; i < last; ++i, ++k)
      ribbon.stops.push_back({graphemes[i], clusters[cluster].x + step * static_cast<float>(k)});
  }
}

Ribbon ribbon_of(FontLibrary& fonts, std::string_view text, const TextStyle& style, const LayoutOptions& options) {
  const float scale = options.scale;
  Ribbon ribbon;
  const std::vector<std::uint32_t> graphemes = grapheme_boundaries(text);
  ribbon.directions = directions_of(text, options.base);
  const std::vector<ShapedGlyph> shaped = shape(fonts, text, style, style.size * scale, graphemes, ribbon.directions);
  std::vector<RibbonStop> clusters;  // where each begins
  ribbon.glyphs.reserve(shaped.size());
  float x = 0;
  std::size_t next_grapheme = 1;
  for (auto glyph = shaped.begin(); glyph != shaped.end();) {
    while (next_grapheme < graphemes.size() && graphemes[next_grapheme] <= glyph->cluster) {
      x += style.letter_spacing;
      ++next_grapheme;
    }
    clusters.push_back({glyph->cluster, x});
    const std::size_t first = ribbon.glyphs.size();
    float inside = 0;
    for (const std::uint32_t cluster = glyph->cluster; glyph != shaped.end() && glyph->cluster == cluster; ++glyph) {
      const float advance = glyph->advance / scale;
      if (glyph->id != kNoGlyph)
        ribbon.glyphs.push_back({glyph->id, cluster, glyph->face, inside + glyph->x_offset / scale, -glyph->y_offset / scale, advance, {}});
      inside += advance;
    }
    for (std::size_t i = first; i < ribbon.glyphs.size(); ++i) ribbon.glyphs[i].cluster_reach = {x, x + inside};
    x += inside;
  }
  ribbon.width = x;
  clusters.push_back({static_cast<std::uint32_t>(text.size()), x});
  add_stops(ribbon, graphemes, clusters);
  return ribbon;
}

std::uint32_t without_space_at_end(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  while (end > begin) {
    const Byte before = previous_code_point(text, Byte{end});
    const auto code_point = static_cast<UChar32>(decode(text, before).code_point);
    if (u_isUWhiteSpace(code_point) == 0 || code_point == 0xA0 || before.value < begin) break;
    end = static_cast<std::uint32_t>(before.value);
  }
  return end;
}

// A part of a line that runs one way: its place in the ribbon and where its left edge comes to stand.
struct Slice {
  std::uint32_t end = 0;  // byte, exclusive
  Level level = 0;
  Reach reach;
  float left = 0;

  // The left edge of what reaches so far in the ribbon.
  float left_of(Reach part) const { return left + (is_right_to_left(level) ? reach.end - part.end : part.begin - reach.begin); }
  float place_of(float x) const { return left + (is_right_to_left(level) ? reach.end - x : x - reach.begin); }
};

class LineBuilder {
 public:
  // `aligned`: lines that run right to left are set against the width.
  LineBuilder(Layout& layout, Ribbon ribbon, std::string_view text, bool aligned)
      : layout_(layout), ribbon_(std::move(ribbon)), text_(text), aligned_(aligned && layout.options.width > 0) {
    const FaceMetrics& face = layout.face;
    height_ = layout.options.line_height > 0 ? layout.options.line_height : face.ascent + face.descent;
    ascent_ = (height_ - face.ascent - face.descent) / 2 + face.ascent;
    layout.paragraph = ribbon_.directions.paragraph;
  }

  void add(std::uint32_t begin, std::uint32_t end) {
    VisualLine line;
    line.begin = begin;
    line.end = end;
    line.visible_end = without_space_at_end(text_, begin, end);
    line.top = height_ * static_cast<float>(layout_.lines.size());
    line.height = height_;
    line.baseline = line.top + ascent_;
    line.width = x_of(line.visible_end) - x_of(begin);
    const std::vector<Slice> slices = slices_of(line);
    line.turns = slices.size() > 1 || is_right_to_left(slices.front().level);
    add_stops(line, slices);
    add_glyphs(line, slices);
    layout_.lines.push_back(line);
  }

  float x_of(std::uint32_t byte) const { return ribbon_.stops[stop_of(byte)].x; }
  bool fits(std::uint32_t begin, std::uint32_t end) const {
    return x_of(without_space_at_end(text_, begin, end)) - x_of(begin) <= layout_.options.width + kTolerance;
  }
  // Where a word that is longer than a line is cut: as far as it fits, at least one grapheme.
  std::uint32_t forced_break(std::uint32_t begin, std::uint32_t end) const {
    std::size_t stop = stop_of(begin) + 1;
    const float limit = x_of(begin) + layout_.options.width + kTolerance;
    while (stop + 1 < ribbon_.stops.size() && ribbon_.stops[stop + 1].at < end &&
           ribbon_.stops[stop + 1].x <= limit)
      ++stop;
    return ribbon_.stops[stop].at;
  }

 private:
  static constexpr float kTolerance = 0.01F;  // pixels: sums of floats

  // In order of the text, at least one. White space at the line's end runs as the paragraph does (rule L1).
  std::vector<Slice> slices_of(VisualLine& line) const {
    const Level paragraph = ribbon_.directions.paragraph;
    std::vector<Slice> slices;
    std::vector<Level> levels;
    const auto add = [&](std::uint32_t begin, std::uint32_t end, Level level) {
      if (!levels.empty() && levels.back() == level) {
        slices.back().end = end;
        slices.back().reach.end = x_of(end);
        return;
      }
      slices.push_back({end, level, {x_of(begin), x_of(end)}, 0});
      levels.push_back(level);
    };
    for (const LevelRun& run : ribbon_.directions.runs) {
      const std::uint32_t begin = std::max(run.begin, line.begin), end = std::min(run.end, line.visible_end);
      if (begin < end) add(begin, end, run.level);
    }
    if (line.visible_end < line.end || slices.empty()) add(line.visible_end, line.end, paragraph);

    const float hanging = x_of(line.end) - x_of(line.visible_end);
    if (is_right_to_left(paragraph)) line.left = aligned_ ? layout_.options.width - line.width : hanging;
    float left = is_right_to_left(paragraph) ? line.left - hanging : 0;
    for (const std::size_t i : visual_order(levels)) {
      slices[i].left = left;
      left += slices[i].reach.end - slices[i].reach.begin;
    }
    return slices;
  }

  void add_stops(VisualLine& line, const std::vector<Slice>& slices) {
    line.first_stop = static_cast<std::uint32_t>(layout_.stops.size());
    auto slice = slices.begin();
    std::size_t i = stop_of(line.begin);
    for (; ribbon_.stops[i].at < line.end; ++i) {
      while (slice->end <= ribbon_.stops[i].at) ++slice;
      layout_.stops.push_back({ribbon_.stops[i].at, slice->place_of(ribbon_.stops[i].x), slice->place_of(ribbon_.stops[i + 1].x)});
    }
    const float hanging = x_of(line.end) - x_of(line.visible_end);
    const float end = is_right_to_left(ribbon_.directions.paragraph) ? line.left - hanging : line.width + hanging;
    layout_.stops.push_back({line.end, end, end});
    line.stop_count = static_cast<std::uint32_t>(layout_.stops.size()) - line.first_stop;
  }

  void add_glyphs(VisualLine& line, const std::vector<Slice>& slices) {
    line.first_glyph = static_cast<std::uint32_t>(layout_.glyphs.size());
    auto slice = slices.begin();
    for (; next_glyph_ < ribbon_.glyphs.size() && ribbon_.glyphs[next_glyph_].cluster < line.end; ++next_glyph_) {
      const RibbonGlyph& glyph = ribbon_.glyphs[next_glyph_];
      while (slice->end <= glyph.cluster) ++slice;
      layout_.glyphs.push_back({glyph.id, glyph.cluster, glyph.face, slice->left_of(glyph.cluster_reach) + glyph.x,
                                line.baseline + glyph.y, glyph.advance});
    }
    line.glyph_count = static_cast<std::uint32_t>(layout_.glyphs.size()) - line.first_glyph;
  }

  std::size_t stop_of(std::uint32_t byte) const {
    const auto found = std::lower_bound(ribbon_.stops.begin(), ribbon_.stops.end(), byte,
                                        [](const RibbonStop& stop, std::uint32_t at) { return stop.at < at; });
    return std::min(static_cast<std::size_t>(found - ribbon_.stops.begin()), ribbon_.stops.size() - 1);
  }

  Layout& layout_;
  Ribbon ribbon_;
  std::string_view text_;
  bool aligned_ = false;
  float height_ = 0, ascent_ = 0;
  std::size_t next_glyph_ = 0;
};

Layout empty_layout(FontLibrary& fonts, const TextStyle& style, const LayoutOptions& options) {
  Layout layout;
  layout.style = style;
  layout.options = options;
  layout.face = fonts.metrics(fonts.face(style), style.size);
  return layout;
}

}  // namespace

Layout layout_paragraph(FontLibrary& fonts, std::string_view text, const TextStyle& style,
                        const LayoutOptions& options) {
  Layout layout = empty_layout(fonts, style, options);
  LineBuilder lines(layout, ribbon_of(fonts, text, style, options), text, true);
  std::uint32_t begin = 0;
  std::uint32_t last_fit = 0;
  bool ended_by_break = text.empty();
  for (const LineBreak& candidate : line_breaks(text, style.language)) {
    if (options.width > 0) {
      if (last_fit > begin && !lines.fits(begin, candidate.at)) {
        lines.add(begin, last_fit);
        begin = last_fit;
      }
      while (begin < candidate.at && !lines.fits(begin, candidate.at)) {
        const std::uint32_t cut = lines.forced_break(begin, candidate.at);
        if (cut >= candidate.at) break;
        lines.add(begin, cut);
        begin = cut;
      }
    }
    last_fit = candidate.at;
    const bool written_out =
        candidate.must && candidate.at > 0 && without_space_at_end(text, begin, candidate.at) < candidate.at;
    const bool at_line_end =
        written_out && (text[candidate.at - 1] == '\n' || text[candidate.at - 1] == '\r');
    ended_by_break = candidate.at == text.size() && at_line_end;
    if (candidate.must && candidate.at > begin) {
      lines.add(begin, candidate.at);
      begin = candidate.at;
    }
  }
  const auto size = static_cast<std::uint32_t>(text.size());
  if (begin < size || ended_by_break || layout.lines.empty()) lines.add(begin, size);
  return layout;
}

Layout layout_label(FontLibrary& fonts, std::string_view text, const TextStyle& style,
                    const LayoutOptions& options) {
  if (text.size() > kLabelBytes) text = text.substr(0, previous_code_point(text, Byte{kLabelBytes}).value);
  Layout layout = empty_layout(fonts, style, options);
  const auto size = static_cast<std::uint32_t>(text.size());
  LineBuilder line(layout, ribbon_of(fonts, text, style, options), text, false);
  if (options.width <= 0 || line.fits(0, size)) {
    line.add(0, size);
    return layout;
  }
  const Ribbon dots = ribbon_of(fonts, "\xE2\x80\xA6", style, options);
  layout.options.width -= dots.width;
  std::uint32_t cut = line.fits(0, 1) ? line.forced_break(0, size) : 0;
  layout.options.width = options.width;
  cut = without_space_at_end(text, 0, cut);
  line.add(0, cut);
  VisualLine& only = layout.lines.back();
  // The dots stand where the text went on.
  const bool turned = is_right_to_left(layout.paragraph);
  if (turned) {
    for (PlacedGlyph& glyph : layout.glyphs) glyph.x += dots.width;
    for (CaretStop& stop : layout.stops) stop.x += dots.width, stop.end += dots.width;
  }
  for (const RibbonGlyph& glyph : dots.glyphs) {
    const float x = glyph.cluster_reach.begin + glyph.x + (turned ? 0 : only.width);
    layout.glyphs.push_back({glyph.id, cut, glyph.face, x, only.baseline + glyph.y, glyph.advance});
    ++only.glyph_count;
  }
  only.width += dots.width;
  layout.cut = true;
  return layout;
}

}  // namespace sayso::ui
