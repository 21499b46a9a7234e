// What is to decide: a line each, in the columns of the problems, and under the chosen one its answers with their keys.
#include <algorithm>

#include "ui/desktop/views/draw_parts.h"

namespace sayso::ui {
namespace {

constexpr float kPad = 14, kRow = sizes::kProblemRow, kRowPad = 6, kSign = 70;

float subject_width(const Rect& place) { return place.width < 1400 ? 176 : 190; }

void draw_decision(const Sheet& sheet, const DecisionRow& row, const Rect& place) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  if (row.chosen) canvas.fill_rounded(place, 5, theme.row_chosen);
  const float right = place.right() - kRowPad;
  const float aside = canvas.measure(row.place, styles::kUi).width;
  canvas.text_in_row({right - aside, place.y, aside + 1, place.height}, row.place, styles::kUi, theme.muted);
  float x = place.x + kRowPad;
  canvas.text_in_row({x, place.y, kSign - 8, place.height}, row.sign, styles::kUiStrong, theme.warning);
  x += kSign;
  canvas.text_in_row({x, place.y, subject_width(place), place.height}, row.subject, styles::kUi, theme.muted);
  x += subject_width(place) + 12;
  canvas.text_in_row({x, place.y, std::max(1.0F, right - aside - 20 - x), place.height}, row.message, styles::kUi, theme.ink);
  sheet.button(place, row.intent);
}

// Key, words, and at the right who said so.
void draw_answer(const Sheet& sheet, const AnswerRow& row, const Rect& place) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const float right = place.right() - kRowPad;
  const float aside = std::min(canvas.measure(row.aside, styles::kSmall).width, place.width / 3);
  canvas.text_in_row({right - aside, place.y, aside + 1, place.height}, row.aside, styles::kSmall, theme.muted);
  float x = place.x + kRowPad + kSign;
  const Size cap = canvas.key_cap_size(row.key);
  canvas.key_cap({x, place.y + (place.height - cap.height) / 2}, row.key);
  x += cap.width + 10;
  const float end = right - aside - 20;
  const auto write = [&](const std::string& words, const TextStyle& style, Colour ink) {
    const float width = std::min(canvas.measure(words, style).width, end - x);
    if (words.empty() || width < 8) return;
    canvas.text_in_row({x, place.y, width + 1, place.height}, words, style, ink);
    x += width;
  };
  write(row.before, styles::kUi, theme.muted);
  write(row.words, row.before.empty() && row.after.empty() ? styles::kUi : styles::kUiStrong, theme.ink);
  write(row.after, styles::kUi, theme.muted);
  sheet.button(place, row.intent);
}

}  // namespace

float draw_decisions(const Sheet& sheet, const BottomModel& model, const Rect& list) {
  float y = list.y - model.scroll + kRow * static_cast<float>(model.above);
  const auto next = [&](auto draw, const auto& row) {
    const Rect place{list.x + kPad, y, list.width - 2 * kPad, kRow - 1};
    if (sheet.shows(place)) draw(sheet, row, place);
    y += kRow;
  };
  for (const DecisionRow& row : model.decisions) {
    next(draw_decision, row);
    for (const AnswerRow& answer : row.answers) next(draw_answer, answer);
  }
  return y + model.scroll - list.y + kRow * static_cast<float>(model.below);
}

}  // namespace sayso::ui
