// What lies in front and asks or tells: the prompt, the notice, the tip.
#include <algorithm>
#include <cmath>

#include "ui/desktop/views/draw_field.h"
#include "ui/desktop/views/draw_parts.h"
#include "ui/desktop/views/widgets.h"

namespace sayso::ui {
namespace {

constexpr float kWidth = 440, kPad = 20;

}  // namespace

void draw_prompt(const Sheet& sheet, const PromptModel& model) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const float width = std::min(kWidth, sheet.clip.width - 32);
  const float inner = width - 2 * kPad;
  const TextBox box{inner, sizes::kUiLine, true, Align::left};
  const float words = model.words.empty() ? 0 : canvas.measure(model.words, styles::kUi, box).height + 12;
  const float error = model.error.empty() ? 0 : canvas.measure(model.error, styles::kUi, box).height + 8;
  const std::vector<Rect> chips = flow_chips(canvas, model.suggestions, {0, 0}, inner);
  const float suggestions = chips.empty() ? 0 : chips.back().bottom() + 10;
  const float height = kPad + 24 + 6 + words + 34 + 10 + error + suggestions + 6 + 30 + kPad - 2;
  const Rect card{std::round(sheet.clip.x + (sheet.clip.width - width) / 2),
                  std::round(std::max(16.0F, (sheet.clip.height - height) * 0.4F)), width, height};

  sheet.hits.cover(sheet.clip);  // nothing else answers until this is
  canvas.fill(sheet.clip, Colour{0, 0, 0, static_cast<std::uint8_t>(theme.dark ? 110 : 46)});
  canvas.shadow(card, 10, 18);
  canvas.fill_rounded(card, 10, theme.card);
  canvas.outline(card, 10, theme.card_edge);
  const float x = card.x + kPad;
  float y = card.y + kPad;
  TextStyle title = styles::kUiStrong;
  title.size = 16;
  canvas.text_in_row({x, y, inner, 24}, model.title, title, theme.ink);
  y += 30;
  if (words > 0) canvas.text({x, y}, model.words, styles::kUi, theme.muted, box);
  y += words;
  draw_field(sheet, {x, y, inner, 34}, model.field, true, "", asking("focus-prompt"));
  y += 44;
  if (error > 0) {
    canvas.text({x, y}, model.error, styles::kUi, theme.error, box);
    y += error;
  }
  for (std::size_t i = 0; i < chips.size(); ++i) draw_chip(sheet, chips[i].moved(x, y), model.suggestions[i]);
  y += suggestions + 6;
  const std::string accept = model.accept.empty() ? "OK" : model.accept;
  const float accept_width = std::min(button_width(canvas, accept), inner - 90);
  const Rect yes{card.right() - kPad - accept_width, y, accept_width, 30};
  draw_button(sheet, yes, accept, true, asking("accept-prompt"));
  const float cancel_width = button_width(canvas, "Cancel");
  draw_button(sheet, {yes.x - 8 - cancel_width, y, cancel_width, 30}, "Cancel", false, asking("cancel"));
}

void draw_notice(const Sheet& sheet, const Notice& notice, float floor) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const float most = std::min(620.0F, sheet.clip.width - 120);
  const TextBox box{most, sizes::kUiLine, true, Align::left};
  const Size words = canvas.measure(notice.words, styles::kUi, box);
  const float button = notice.button.empty() ? 0.0F : button_width(canvas, notice.button) + 12;
  const float width = std::ceil(words.width) + 16 + 24 + 30 + 10 + button;
  const Rect card{std::round(sheet.clip.x + (sheet.clip.width - width) / 2), floor - 14 - (words.height + 20),
                  width, words.height + 20};
  canvas.shadow(card, 8, 12);
  canvas.fill_rounded(card, 8, theme.card);
  canvas.outline(card, 8, notice.error ? theme.error : theme.edge, notice.error ? 1.5F : 1.0F);
  sheet.hits.cover(card);
  const Point sign{card.x + 20, card.y + 20};
  if (notice.error) {
    canvas.circle(sign, 6.5F, theme.error);
    canvas.fill({sign.x - 0.75F, sign.y - 3.5F, 1.5F, 4.3F}, theme.card);
    canvas.fill({sign.x - 0.75F, sign.y + 2, 1.5F, 1.5F}, theme.card);
  } else {
    canvas.ring(sign, 6.5F, theme.accent, 1.5F);
    canvas.fill({sign.x - 0.75F, sign.y - 0.8F, 1.5F, 4}, theme.accent);
    canvas.fill({sign.x - 0.75F, sign.y - 3.5F, 1.5F, 1.5F}, theme.accent);
  }
  canvas.text({card.x + 36, card.y + 10}, notice.words, styles::kUi, notice.error ? theme.error : theme.ink,
              box);
  if (button > 0) draw_button(sheet, {card.right() - 36 - button, card.y + 6, button - 12, 28}, notice.button, false, notice.intent);
  draw_remove(sheet, {card.right() - 32, card.y + 8, 24, 24}, asking("close-notice"), "Close");
}

void draw_tip(const Sheet& sheet, const std::string& words, Point at) {
  Canvas& canvas = sheet.canvas;
  const TextBox box{320, 18, true, Align::left};
  const Size size = canvas.measure(words, styles::kSmall, box);
  Rect label{at.x + 10, at.y + 20, std::ceil(size.width) + 16, size.height + 8};
  if (label.right() > sheet.clip.right() - 4) label.x = sheet.clip.right() - 4 - label.width;
  if (label.bottom() > sheet.clip.bottom() - 4) label.y = at.y - 8 - label.height;
  label.x = std::max(label.x, sheet.clip.x + 4);
  label.y = std::max(label.y, sheet.clip.y + 4);
  canvas.fill_rounded(label, 5, canvas.theme().chip_chosen);
  canvas.text({label.x + 8, label.y + 4}, words, styles::kSmall, canvas.theme().chip_chosen_ink, box);
}

}  // namespace sayso::ui
