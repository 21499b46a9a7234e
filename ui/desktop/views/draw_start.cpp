// Without a project: what sayso is, and the ways in.
#include <algorithm>
#include <cmath>

#include "ui/desktop/views/draw_parts.h"
#include "ui/desktop/views/widgets.h"

namespace sayso::ui {
namespace {

constexpr float kWidth = 680, kRecentRow = 46;

float draw_choices(const Sheet& sheet, const std::vector<Chip>& choices, Point at, float width) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  float x = at.x;
  float y = at.y;
  for (const Chip& choice : choices) {
    const float key = choice.key.empty() ? 0 : canvas.key_cap_size(choice.key).width + 8;
    const float words = canvas.measure(choice.label, styles::kUi).width;
    const float wide = std::min(std::ceil(words) + 30 + key, width);
    if (x > at.x && x + wide > at.x + width) {
      x = at.x;
      y += 42;
    }
    const Rect place{x, y, wide, 34};
    canvas.fill_rounded(place, sizes::kRadius, choice.chosen ? theme.chip_chosen : theme.chip);
    canvas.text_in_row({place.x + 15, place.y, wide - 29 - key, place.height}, choice.label, styles::kUi,
                       choice.chosen ? theme.chip_chosen_ink : theme.ink);
    if (key > 0) canvas.key_cap({place.right() - key - 6, place.y + 9}, choice.key);
    sheet.button(place, choice.intent, choice.tip);
    x += wide + 10;
  }
  return choices.empty() ? y : y + 34;
}

float draw_recent(const Sheet& sheet, const StartModel::Recent& recent, bool chosen, const Rect& place) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  if (chosen) {
    canvas.fill_rounded({place.x - 10, place.y + 1, place.width + 20, place.height - 3}, sizes::kRadius, theme.row_chosen);
    const Size cap = canvas.key_cap_size("Enter");
    canvas.key_cap({place.right() - cap.width, place.y + (place.height - cap.height) / 2}, "Enter");
  }
  canvas.text_in_row({place.x, place.y + 3, place.width - 60, 20}, recent.name, styles::kUiStrong, theme.ink);
  canvas.text_in_row({place.x, place.y + 22, place.width - 60, 18}, recent.folder, styles::kSmall, theme.muted);
  canvas.fill({place.x, place.bottom() - 1, place.width, 1}, theme.line);
  sheet.button(place, recent.intent);
  return place.bottom();
}

}  // namespace

void draw_start(const Sheet& sheet, const StartModel& model) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const Rect body = sheet.clip;
  const float width = std::min(kWidth, body.width - 40);
  const float x = std::round(body.x + (body.width - width) / 2);
  float y = std::round(body.y + std::max(24.0F, body.height * 0.16F));
  TextStyle name = styles::kHeadline;
  name.size = 40;
  canvas.text({x, y}, "sayso", name, theme.ink);
  y += 60;
  TextStyle sentence = styles::kText;
  const TextBox box{width, 29, true, Align::left};
  y +=
      canvas.text({x, y}, "Mark who says what in a text, and how they stand to it.", sentence, theme.ink, box)
          .height +
      24;
  y = draw_choices(sheet, model.choices, {x, y}, width) + 14;
  if (!model.error.empty()) {
    const TextBox wrapped{width, sizes::kUiLine, true, Align::left};
    y += canvas.text({x, y}, model.error, styles::kUi, theme.error, wrapped).height + 10;
  }
  y += 12;
  const float floor = body.bottom() - 60;
  if (!model.recent.empty()) {
    draw_heading(canvas, {x, y}, width, "Recent");
    y += kHeadingHeight;
    for (std::size_t i = 0; i < model.recent.size(); ++i) {
      if (y + kRecentRow > floor) break;  // the rest are a folder prompt away
      y = draw_recent(sheet, model.recent[i], i == model.chosen, {x, y, width, kRecentRow});
    }
  }
  canvas.text_in_row({x, y + 18, width, 20},
                     "Or drop a project's folder on this window, or texts for a new one.",
                     styles::kUi, theme.muted);
}

}  // namespace sayso::ui
