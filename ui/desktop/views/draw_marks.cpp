#include "ui/desktop/views/draw_marks.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "ui/desktop/views/sheet.h"
#include "ui/desktop/views/widgets.h"

namespace sayso::ui {
namespace {

constexpr float kFillInset = 3;   // above and below, in the height of a line
constexpr float kDepthInset = 2;  // for each fill around it
constexpr float kUnderline = 2.5F;
constexpr float kLevelStep = 4;

float inset_of(int depth) { return kFillInset + kDepthInset * static_cast<float>(std::min(depth, 3)); }

// The middle of an underline of this level: below the descenders' begin, above the next line's letters.
float underline_y(const TextGround& ground, const Rect& line, int level) {
  const float size = ground.document.style().body.text.size;
  return line.y + line.height / 2 + size * 0.62F + kLevelStep * static_cast<float>(std::min(level, 2));
}

std::vector<Rect> fill_lines(const TextGround& ground, ByteRange range, int depth) {
  std::vector<Rect> lines = ground.lines(range);
  const float inset = inset_of(depth);
  for (Rect& line : lines) line = {line.x - 1, line.y + inset, line.width + 2, line.height - 2 * inset};
  return lines;
}

void draw_fill(const TextGround& ground, const FillMark& fill) {
  const Theme& theme = ground.canvas.theme();
  const SpeakerColours colours = colours_of(theme, fill.speaker);
  const bool nested = fill.depth > 0;
  const Colour tint = nested ? inner_tint(theme, fill.speaker) : colours.fill;
  for (const ByteRange& fragment : fill.at) {
    if (!ground.shows(fragment)) continue;
    const std::vector<Rect> lines = fill_lines(ground, fragment, fill.depth);
    ground.canvas.fill_stretch(lines, 4, tint, ground.document.runs_right_to_left(fragment.begin));
    if (fill.speaker == kNoSpeaker)
      ground.canvas.outline_stretch(lines, 3, colours.line, 1, LineStyle::dashed);
    else if (nested)
      ground.canvas.outline_stretch(lines, 3, mixed(colours.line, colours.fill, 0.5F), 1);
  }
}

void draw_suggestion(const TextGround& ground, const SuggestionMark& suggestion) {
  const Theme& theme = ground.canvas.theme();
  for (const ByteRange& fragment : suggestion.at) {
    if (!ground.shows(fragment)) continue;
    const std::vector<Rect> lines = fill_lines(ground, fragment, 0);
    for (const Rect& line : lines) ground.canvas.hatch(line, theme.suggestion, theme.suggestion_hatch);
    ground.canvas.outline_stretch(lines, 3, theme.suggestion_line, 1, LineStyle::dashed);
  }
}

void draw_hit(const TextGround& ground, const HitMark& hit) {
  if (!ground.shows(hit.at)) return;
  const Theme& theme = ground.canvas.theme();
  const std::vector<Rect> lines = fill_lines(ground, hit.at, 0);
  ground.canvas.fill_stretch(lines, sizes::kFillRadius, theme.hit, ground.document.runs_right_to_left(hit.at.begin));
  if (!hit.current) ground.canvas.outline_stretch(lines, sizes::kFillRadius, theme.hit_edge, 1);
}

void draw_current(const TextGround& ground, const HitMark& hit) {
  if (!ground.shows(hit.at)) return;
  std::vector<Rect> lines = ground.lines(hit.at);
  for (Rect& line : lines) line = {line.x - 2, line.y + 1, line.width + 4, line.height - 2};
  ground.canvas.outline_stretch(lines, 4, ground.canvas.theme().hit_line, sizes::kOutline);
}

void draw_line(const TextGround& ground, const LineMark& mark) {
  const Theme& theme = ground.canvas.theme();
  for (const ByteRange& range : mark.at) {
    if (!ground.shows(range)) continue;
    for (const Rect& line : ground.lines(range)) {
      const float y = underline_y(ground, line, mark.level);
      const Point from{line.x, y};
      const Point to{line.right(), y};
      switch (mark.kind) {
        case LineMark::Kind::cue:
          ground.canvas.line(from, to, theme.cue, 2, LineStyle::dotted);
          break;
        case LineMark::Kind::mention:
          ground.canvas.fill({from.x, y - kUnderline / 2, to.x - from.x, kUnderline},
                             colours_of(theme, mark.speaker).line);
          break;
        case LineMark::Kind::other:
          ground.canvas.line(from, to, theme.edge, 1, LineStyle::dashed);
          break;
      }
    }
  }
}

// The two letters of the speaker on a tab that rises from the fill's first line into the leading.
void draw_badge(const TextGround& ground, const FillMark& fill, std::vector<Rect>& taken) {
  if (fill.at.empty() || (fill.badge.empty() && !fill.incomplete)) return;
  const ByteRange first = fill.at.front();
  if (!ground.shows(first)) return;
  const std::vector<Rect> lines = ground.lines(first);
  // The fill may have begun above what is seen.
  if (lines.empty() || lines.front().y > ground.origin.y + ground.document.line_top(first.begin) + 1) return;
  Canvas& canvas = ground.canvas;
  const float letters = canvas.measure(fill.badge, styles::kBadge).width;
  const float sign = fill.incomplete ? 9.0F : 0.0F;
  // Where the fragment begins: on the left of its first line, or on the right.
  const float width = letters + sign + 6;
  const bool from_right = ground.document.runs_right_to_left(first.begin);
  const Rect begin = ground.document.caret(first.begin).moved(ground.origin.x, ground.origin.y);
  Rect tab{from_right ? begin.x + 1 - width : begin.x - 1, lines.front().y - 2, width, 10};
  for (const Rect& other : taken)
    if (tab.overlaps(other)) tab.x = from_right ? other.x - 2 - width : other.right() + 2;
  taken.push_back(tab);
  canvas.fill_rounded(tab, 2.5F, inner_tint(canvas.theme(), fill.speaker));
  canvas.text_in_row({tab.x + 3, tab.y, letters + 1, tab.height}, fill.badge, styles::kBadge,
                     canvas.theme().ink);
  if (fill.incomplete)
    canvas.ring({tab.right() - 6, tab.y + tab.height / 2}, 3, canvas.theme().warning, 1.4F);
}

void draw_hovered(const TextGround& ground, const FillMark& fill) {
  const Colour ink = colours_of(ground.canvas.theme(), fill.speaker).line;
  for (const ByteRange& fragment : fill.at) {
    if (ground.shows(fragment)) ground.canvas.outline_stretch(fill_lines(ground, fragment, fill.depth), 4, ink, 1);
  }
}

void draw_selected(const TextGround& ground, const FillMark& fill) {
  for (const ByteRange& fragment : fill.at) {
    if (!ground.shows(fragment)) continue;
    std::vector<Rect> lines = ground.lines(fragment);
    for (Rect& line : lines) line = {line.x - 2, line.y, line.width + 4, line.height};
    ground.canvas.outline_stretch(lines, 5, ground.canvas.theme().outline, sizes::kOutline);
  }
}

// In the margin: a cross, an exclamation mark, a ring.
void draw_margin_sign(const TextGround& ground, float y, const std::string& severity) {
  Canvas& canvas = ground.canvas;
  const Point centre{ground.origin.x - 16, y};
  if (severity == "error") {
    canvas.line({centre.x - 4, y - 4}, {centre.x + 4, y + 4}, canvas.theme().error, 2);
    canvas.line({centre.x - 4, y + 4}, {centre.x + 4, y - 4}, canvas.theme().error, 2);
  } else if (severity == "warning") {
    canvas.fill({centre.x - 1, y - 5, 2, 6}, canvas.theme().warning);
    canvas.fill({centre.x - 1, y + 3, 2, 2}, canvas.theme().warning);
  } else {
    canvas.ring(centre, 3.5F, canvas.theme().hint, 1.2F);
  }
}

int rank_of(const std::string& severity) { return severity == "error" ? 2 : severity == "warning" ? 1 : 0; }

void draw_problems(const TextGround& ground, const std::vector<ProblemMark>& problems) {
  struct Sign {
    float y;
    const std::string* severity;
  };
  std::vector<Sign> signs;  // one a line, the gravest
  const Theme& theme = ground.canvas.theme();
  for (const ProblemMark& problem : problems) {
    if (!ground.shows(problem.at)) continue;
    const std::vector<Rect> lines = ground.lines(problem.at);
    const int rank = rank_of(problem.severity);
    const Colour ink = rank == 2 ? theme.error : rank == 1 ? theme.warning : theme.hint;
    const LineStyle style = rank == 2 ? LineStyle::solid : rank == 1 ? LineStyle::dashed : LineStyle::dotted;
    for (const Rect& line : lines) {
      const float y = line.bottom() - 2;
      if (problem.chosen)
        ground.canvas.fill({line.x, line.y + kFillInset, line.width, line.height - 2 * kFillInset},
                           ink.with_alpha(36));
      ground.canvas.line({line.x, y}, {line.right(), y}, ink, problem.chosen ? 2.0F : 1.0F, style);
    }
    if (lines.empty()) continue;
    const float middle = lines.front().y + lines.front().height / 2;
    const auto there = std::ranges::find_if(signs, [&](const Sign& sign) { return sign.y == middle; });
    if (there == signs.end())
      signs.push_back({middle, &problem.severity});
    else if (rank_of(*there->severity) < rank)
      there->severity = &problem.severity;
  }
  for (const Sign& sign : signs) draw_margin_sign(ground, sign.y, *sign.severity);
}

// How a link goes from one rectangle to another: in the leading beside both, or by way of the left margin.
struct LinkWay {
  Point from, to;
  bool by_margin = false;
  float length = 0;
};

LinkWay way_between(const Rect& from, const Rect& to) {
  constexpr float kNeighbours = 20;  // lines with no other between them, also over a paragraph's end
  const float middle = from.x + from.width / 2;
  const float nearest =
      std::clamp(middle, to.x + std::min(6.0F, to.width / 2), std::max(to.x, to.right() - 6));
  LinkWay way;
  if (std::abs(from.y - to.y) < 1) {
    const float y = from.bottom() - 0.5F;
    way.from = {from.x < to.x ? from.right() : from.x, y};
    way.to = {from.x < to.x ? std::max(to.x, way.from.x) : std::min(to.right(), way.from.x), y};
  } else if (const float below = from.y - to.bottom(); below >= -1 && below < kNeighbours) {
    const float y = std::round(to.bottom() + below / 2);
    way.from = {middle, y};
    way.to = {nearest, y};
  } else if (const float above = to.y - from.bottom(); above >= -1 && above < kNeighbours) {
    const float y = std::round(from.bottom() + above / 2);
    way.from = {middle, y};
    way.to = {nearest, y};
  } else {
    way = {{from.x, from.bottom() - 0.5F}, {to.x, to.bottom() - 0.5F}, true, 0};
    constexpr float kDetour = 10000;
    way.length = kDetour + std::abs(from.y - to.y);
    return way;
  }
  way.length = std::abs(way.to.x - way.from.x);
  return way;
}

// The rectangles of a place, or its caret when it lies outside of what is drawn.
std::vector<Rect> link_ends(const TextGround& ground, ByteRange range) {
  std::vector<Rect> lines = ground.lines(range);
  if (lines.empty())
    lines.push_back(ground.document.caret(range.begin).moved(ground.origin.x, ground.origin.y));
  return lines;
}

// Never across words.
void draw_link(const TextGround& ground, const LinkMark& link) {
  if (!ground.shows(link.from) && !ground.shows(link.to)) return;
  std::optional<LinkWay> best;
  for (const Rect& from : link_ends(ground, link.from))
    for (const Rect& to : link_ends(ground, link.to)) {
      const LinkWay way = way_between(from, to);
      if (!best || way.length < best->length) best = way;
    }
  const Colour ink = colours_of(ground.canvas.theme(), link.speaker).line;
  Canvas& canvas = ground.canvas;
  const float thickness = link.joins ? 2 : 1;
  const auto line = [&](Point from, Point to) { canvas.line(from, to, ink, thickness, link.joins ? LineStyle::dotted : LineStyle::solid); };
  if (best->by_margin) {
    const float margin = ground.origin.x - 7;
    line(best->from, {margin, best->from.y});
    line({margin, best->from.y}, {margin, best->to.y});
    line({margin, best->to.y}, best->to);
  } else {
    line(best->from, best->to);
  }
  if (link.joins) return;
  canvas.circle(best->from, 2, ink);
  canvas.circle(best->to, 2.5F, ink);
}

}  // namespace

std::vector<Rect> TextGround::lines(ByteRange range) const {
  std::vector<Rect> found = document.rectangles(range, top, bottom);
  for (Rect& line : found) line = line.moved(origin.x, origin.y);
  return found;
}

void draw_marks_under(const TextGround& ground, const TextModel& model) {
  for (const SuggestionMark& suggestion : model.suggestions) draw_suggestion(ground, suggestion);
  for (const FillMark& fill : model.fills) draw_fill(ground, fill);
  for (const HitMark& hit : model.hits) draw_hit(ground, hit);
  if (!model.selection.empty() && ground.shows(model.selection)) {
    for (const Rect& line : ground.lines(model.selection))
      ground.canvas.fill({line.x, line.y + kFillInset, line.width, line.height - 2 * kFillInset},
                         ground.canvas.theme().selection);
  }
  for (const LineMark& mark : model.lines) draw_line(ground, mark);
}

void draw_marks_over(const TextGround& ground, const TextModel& model) {
  for (const FillMark& fill : model.fills) {
    if (fill.hovered) draw_hovered(ground, fill);
    if (fill.selected) draw_selected(ground, fill);
  }
  for (const LineMark& mark : model.lines) {
    if (!mark.selected) continue;
    for (const ByteRange& range : mark.at)
      if (ground.shows(range)) {
        std::vector<Rect> lines = ground.lines(range);
        for (Rect& line : lines) line = {line.x - 3, line.y + 1, line.width + 6, line.height - 1};
        ground.canvas.outline_stretch(lines, 5, ground.canvas.theme().outline, sizes::kOutline);
      }
  }
  for (const HitMark& hit : model.hits) {
    if (hit.current) draw_current(ground, hit);
  }
  std::vector<Rect> badges;
  for (const FillMark& fill : model.fills) draw_badge(ground, fill, badges);
  draw_problems(ground, model.problems);
  for (const LinkMark& link : model.links) draw_link(ground, link);
}

}  // namespace sayso::ui
