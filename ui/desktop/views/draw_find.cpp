// The bar for finding words in the article: a row over the text's heading, as wide as the text's part of the window but for
// its scroll bar.
#include <algorithm>
#include <string>

#include "ui/desktop/views/draw_field.h"
#include "ui/desktop/views/draw_parts.h"
#include "ui/desktop/views/widgets.h"

namespace sayso::ui {
namespace {

// Not higher than the lead above the text: no line of the text's view is ever covered.
constexpr float kHeight = 44, kButton = 28, kGap = 10, kMostField = 360, kLeastRow = 420;
constexpr float kScrollBar = 14;  // it, and the lane of annotations beside it, are not covered
static_assert(kHeight < kTextLead);

// An arrow's head that points up or down.
void draw_step(const Sheet& sheet, const Rect& place, bool down, const char* action, const char* tip) {
  const Point tip_of{place.x + place.width / 2, place.y + place.height / 2 + (down ? 2.5F : -2.5F)};
  const float back = down ? -5.0F : 5.0F;
  const Colour ink = sheet.canvas.theme().muted;
  sheet.canvas.line({tip_of.x - 5, tip_of.y + back}, tip_of, ink, 1.6F);
  sheet.canvas.line({tip_of.x + 5, tip_of.y + back}, tip_of, ink, 1.6F);
  sheet.button(place, asking(action), tip);
}

}  // namespace

void draw_find(const Sheet& sheet, const FindModel& model, const Rect& column) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const Rect bar{sheet.clip.x, sheet.clip.y, sheet.clip.width - kScrollBar, kHeight};
  canvas.fill(bar, theme.chrome);
  canvas.fill({bar.x, bar.bottom() - 1, bar.width, 1}, theme.line);
  sheet.hits.cover(bar);

  const float middle = bar.y + (kHeight - 1) / 2;
  const auto in_row = [&](float x, float width, float height) { return Rect{x, middle - height / 2, width, height}; };
  // As wide as the text, or a little wider where that is narrow.
  const float right = std::max(column.right(), std::min(column.x + kLeastRow, bar.right() - kGap));
  float x = right - kButton;
  draw_remove(sheet, in_row(x, kButton, kButton), asking("close-find"), "Close (Esc)");
  x -= kButton + 4;
  draw_step(sheet, in_row(x, kButton, kButton), true, "next-hit", "Next (F3)");
  x -= kButton;
  draw_step(sheet, in_row(x, kButton, kButton), false, "previous-hit", "Previous (Shift F3)");
  const float words = std::min(150.0F, (right - column.x) / 4);
  const float field = std::clamp(x - kGap - words - kGap - column.x, 40.0F, kMostField);
  draw_field(sheet, in_row(column.x, field, kFieldHeight), model.field, model.focused, "Find in the article", asking("find"));
  canvas.text_in_row(in_row(column.x + field + kGap, x - kGap - (column.x + field + kGap), kFieldHeight), model.words,
                     styles::kSmall, model.nothing ? theme.warning : theme.muted);
}

}  // namespace sayso::ui
