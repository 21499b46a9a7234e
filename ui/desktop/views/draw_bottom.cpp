// The panel below: problems in columns, or the guidelines as paragraphs.
#include <algorithm>
#include <string>
#include <string_view>

#include "ui/desktop/views/draw_parts.h"
#include "ui/desktop/views/widgets.h"

namespace sayso::ui {
namespace {

constexpr float kPad = 14, kTabs = 33, kRow = sizes::kProblemRow, kRowPad = 6;

float draw_tabs(const Sheet& sheet, const BottomModel& model) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const Rect bar{sheet.clip.x, sheet.clip.y, sheet.clip.width, kTabs};
  float x = bar.x + kPad;
  for (const BottomModel::Tab& tab : model.tabs) {
    const TextStyle& style = tab.chosen ? styles::kUiStrong : styles::kUi;
    const Rect place{x, bar.y + 3, canvas.measure(tab.label, style).width + 24, kTabs - 4};
    canvas.text_in_row(place, tab.label, style, tab.chosen ? theme.ink : theme.muted, Align::centre);
    if (tab.chosen) canvas.fill({place.x, place.bottom() - 2, place.width, 2}, theme.ink);
    sheet.button(place, tab.intent);
    x += place.width;
  }
  // Where what is found comes from; left out where it would lie over the tabs.
  const float plugins = canvas.measure("Plugins", styles::kUi).width + 16;
  float end = bar.right() - kPad;
  if (end - plugins > x + 16) {
    const Rect button{end - plugins, bar.y + 4, plugins, kTabs - 8};
    canvas.text_in_row(button, "Plugins", styles::kUi, theme.muted, Align::centre);
    sheet.button(button, asking("plugins"), "Plugins, their rules and settings");
    end = button.x;
  }
  canvas.text_in_row({x + 16, bar.y + 3, std::max(1.0F, end - x - 16), kTabs - 4}, model.busy, styles::kSmall, theme.muted);
  return bar.bottom();
}

// At the right: the key and title of the fix, or the place. Returns where it begins.
float draw_row_end(const Sheet& sheet, const ProblemRow& row, const Rect& place) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const float right = place.right() - kRowPad;
  const bool fixable = !row.apply.action.empty() && !row.fix.empty();
  const std::string& words = fixable ? row.fix : row.place;
  const float width = std::min(canvas.measure(words, styles::kUi).width, 220.0F);
  canvas.text_in_row({right - width, place.y, width + 1, place.height}, words, styles::kUi,
                     fixable ? theme.ink : theme.muted);
  if (!fixable) {
    sheet.button(place, row.intent);
    return right - width;
  }
  const Size cap = canvas.key_cap_size("F");
  const float x = right - width - cap.width - 7;
  canvas.key_cap({x, place.y + (place.height - cap.height) / 2}, "F");
  const Rect button{x - 6, place.y, place.right() - x + 6, place.height};
  sheet.button({place.x, place.y, button.x - place.x, place.height}, row.intent);
  sheet.button(button, row.apply);
  return x;
}

void draw_problem(const Sheet& sheet, const ProblemRow& row, const Rect& place) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  if (row.chosen) canvas.fill_rounded(place, 5, theme.row_chosen);
  const float end = draw_row_end(sheet, row, place);
  const float rule_width = place.width < 1400 ? 176 : 190;
  const Colour ink = row.severity == "error"     ? theme.error
                     : row.severity == "warning" ? theme.warning
                                                 : theme.hint;
  float x = place.x + kRowPad;
  canvas.text_in_row({x, place.y, 60, place.height}, row.severity, styles::kUiStrong, ink);
  x += 70;
  canvas.text_in_row({x, place.y, rule_width, place.height}, row.rule, styles::kUi, theme.muted);
  x += rule_width + 12;
  canvas.text_in_row({x, place.y, std::max(1.0F, end - 20 - x), place.height}, row.message, styles::kUi,
                     theme.ink);
}

float draw_problems(const Sheet& sheet, const BottomModel& model, const Rect& list, float scroll) {
  float y = list.y - scroll + kRow * static_cast<float>(model.above);
  for (const ProblemRow& row : model.problems) {
    const Rect place{list.x + kPad, y, list.width - 2 * kPad, kRow - 1};
    if (sheet.shows(place)) draw_problem(sheet, row, place);
    y += kRow;
  }
  return y + scroll - list.y + kRow * static_cast<float>(model.below);
}

// Paragraphs and headings of the guidelines; returns their height.
float draw_words(const Sheet& sheet, std::string_view words, const Rect& list, float scroll) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const TextBox box{std::min(list.width - 2 * kPad - 12, 760.0F), sizes::kUiLine, true, Align::left};
  float y = list.y + 6 - scroll;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find('\n'), words.size());
    std::string_view line = words.substr(0, end);
    words.remove_prefix(std::min(end + 1, words.size()));
    const bool heading = line.starts_with('#');
    while (line.starts_with('#') || (heading && line.starts_with(' '))) line.remove_prefix(1);
    if (line.empty()) {
      y += 6;
      continue;
    }
    const TextStyle& style = heading ? styles::kUiStrong : styles::kUi;
    if (heading) y += 4;
    const float height = canvas.measure(line, style, box).height;
    if (y + height > list.y && y < list.bottom())
      canvas.text({list.x + kPad + 6, y}, line, style, theme.ink, box);
    y += height + (heading ? 2.0F : 4.0F);
  }
  return y + scroll - list.y + 6;
}

}  // namespace

void draw_bottom(const Sheet& sheet, const BottomModel& model) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const Rect panel = sheet.clip;
  canvas.fill(panel, theme.chrome);
  canvas.fill({panel.x, panel.y, panel.width, 1}, theme.line);
  const float top = draw_tabs(sheet, model);
  const Rect list{panel.x, top, panel.width, panel.bottom() - top};
  if (!model.empty_words.empty()) {
    canvas.text_in_row({list.x + kPad + kRowPad, list.y + 4, list.width - 2 * kPad, kRow}, model.empty_words,
                       styles::kUi, theme.muted);
    return;
  }
  HitMap inside;
  const ClipScope clip(canvas, list);
  const Sheet rows{canvas, inside, list};
  const float content = model.shown == BottomTab::problems    ? draw_problems(rows, model, list, model.scroll)
                        : model.shown == BottomTab::decisions ? draw_decisions(rows, model, list)
                                                              : draw_words(rows, model.words, list, model.scroll);
  sheet.hits.add({list, asking("scroll-bottom"), HitRegion::Kind::scroll, content, {}});
  for (const HitRegion& region : inside.regions()) sheet.hits.add(region);
  draw_scroll_bar(canvas, list, content, model.scroll);
}

}  // namespace sayso::ui
