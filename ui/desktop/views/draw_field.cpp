#include "ui/desktop/views/draw_field.h"

#include <algorithm>

namespace sayso::ui {
namespace {

constexpr float kPad = 9;
constexpr float kLine = 20;

struct Inside {
  Rect room;     // where text may be seen
  Point origin;  // of the layout
  const Layout* layout = nullptr;
};

// The text is shifted just as far as the caret needs to be seen: no state is kept for it.
Inside inside_of(Canvas& canvas, const Rect& box, const TextField& field, bool focused) {
  const bool many = field.lines() == TextField::Lines::multi;
  Inside inside;
  inside.room = {box.x + kPad, box.y + 2, box.width - 2 * kPad, box.height - 4};
  TextBox text;
  text.line_height = kLine;
  text.base = BaseDirection::by_first_letter;
  if (many) {
    text.max_width = inside.room.width;
    text.wrap = true;
  }
  inside.layout = &canvas.layout_of(field.text(), styles::kUi, text);
  inside.origin = {inside.room.x, many ? box.y + 5 : box.y + (box.height - kLine) / 2};
  if (focused) {
    const Rect caret = inside.layout->caret(field.caret());
    if (many)
      inside.origin.y -= std::max(0.0F, caret.bottom() - (box.height - 10));
    else
      inside.origin.x -= std::max(0.0F, caret.x + 2 - inside.room.width);
  }
  return inside;
}

}  // namespace

void draw_field(const Sheet& sheet, const Rect& box, const TextField& field, bool focused,
                std::string_view hint, const Intent& intent) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  canvas.fill_rounded(box, sizes::kRadius, theme.card);
  if (focused)
    canvas.outline(box, sizes::kRadius, theme.accent, sizes::kOutline);
  else
    canvas.outline(box, sizes::kRadius, theme.edge);
  const Inside inside = inside_of(canvas, box, field, focused);
  const ClipScope clip(canvas, {inside.room.x - 1, inside.room.y, inside.room.width + 4, inside.room.height});
  if (field.empty() && !hint.empty()) {
    const Rect row{inside.room.x + (focused ? 4.0F : 0.0F), inside.origin.y, inside.room.width, kLine};
    canvas.text_in_row(row, hint, styles::kUi, theme.muted);
  }
  if (focused && !field.selection().empty()) {
    for (const Rect& line : inside.layout->rectangles(field.selection()))
      canvas.fill(line.moved(inside.origin.x, inside.origin.y), theme.selection);
  }
  canvas.draw_layout(inside.origin, *inside.layout, theme.ink);
  if (focused) {
    const Rect caret = inside.layout->caret(field.caret()).moved(inside.origin.x, inside.origin.y);
    canvas.fill({caret.x, caret.y + 2, 1.5F, caret.height - 4}, theme.ink);
  }
  // The layout stays until the next frame, as the place does.
  sheet.field(box, intent, [origin = inside.origin, layout = inside.layout](Point point) {
    return layout->hit({point.x - origin.x, point.y - origin.y});
  });
}

}  // namespace sayso::ui
