// Words of the article's text in a field under their place, to be corrected.
#include <algorithm>
#include <cmath>

#include "ui/desktop/views/draw_field.h"
#include "ui/desktop/views/draw_parts.h"
#include "ui/desktop/views/widgets.h"

namespace sayso::ui {
namespace {

constexpr float kPad = 10, kTitle = 24, kLeastField = 30, kMostField = 150;

}  // namespace

void draw_correction(const Sheet& sheet, const CorrectionModel& model, const Rect& about, const Rect& column) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const float width = std::min(column.width, sheet.clip.width - 2 * kFarFromEdge);
  const float inner = width - 2 * kPad;
  // As draw_field() lays the words out.
  const TextBox words{inner - 18, 20, true, Align::left};
  const float field = std::clamp(canvas.measure(model.field.text(), styles::kUi, words).height + 10, kLeastField, kMostField);
  const TextBox box{inner, sizes::kUiLine, true, Align::left};
  const float error = model.error.empty() ? 0.0F : canvas.measure(model.error, styles::kUi, box).height + 8;
  Rect card = placed_near({width, kPad - 2 + kTitle + field + error + kPad}, about, sheet.clip);
  card.x = std::round(column.x);
  canvas.shadow(card, 8, 14);
  canvas.fill_rounded(card, 8, theme.card);
  canvas.outline(card, 8, theme.card_edge);
  sheet.hits.cover(card);
  const Rect title{card.x + kPad + 2, card.y + kPad - 4, inner - 4, kTitle};
  canvas.text_in_row(title, "Correct the text", styles::kSmallStrong, theme.ink);
  canvas.text_in_row(title, "everybody’s annotations stay on their words", styles::kSmall, theme.muted, Align::right);
  draw_field(sheet, {card.x + kPad, card.y + kPad - 2 + kTitle, inner, field}, model.field, true, "Nothing: the words are taken out",
             asking("focus-correction"));
  if (error > 0) canvas.text({card.x + kPad, card.bottom() - kPad - error + 8}, model.error, styles::kUi, theme.error, box);
}

}  // namespace sayso::ui
