// The article: its heading line, its words, the caret.
#include <algorithm>
#include <cmath>

#include "ui/desktop/views/draw_marks.h"
#include "ui/desktop/views/draw_parts.h"
#include "ui/desktop/views/widgets.h"

namespace sayso::ui {
namespace {

// The last line can be scrolled up to the middle of the view, where it is read best.
float most_scroll(float text_height, float view_height) {
  return std::max(0.0F, text_height - (view_height - kTextLead) / 2);
}

void draw_caret(const TextGround& ground, Byte at) {
  const Rect caret = ground.document.caret(at).moved(ground.origin.x, ground.origin.y);
  ground.canvas.fill({caret.x - 1, caret.y + 3, 2, caret.height - 6}, ground.canvas.theme().ink);
}

}  // namespace

TextPlace draw_text(const Sheet& sheet, const TextModel& model, DocumentLayout* document, const Rect& column,
                    float scroll) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const Rect view = sheet.clip;
  const bool has_text = document != nullptr && !document->text().empty();
  if (!has_text && !model.empty_words.empty()) {
    const Rect box{column.x, view.y + view.height / 2 - 40, column.width, 80};
    canvas.text({box.x, box.y}, model.empty_words, styles::kUi, theme.muted,
                {box.width, sizes::kUiLine + 2, true, Align::centre});
  }
  const Rect text_view{column.x, view.y + kTextLead, column.width, std::max(0.0F, view.height - kTextLead)};
  if (document == nullptr) {
    sheet.hits.add({view, asking("text"), HitRegion::Kind::text, 0, {}});
    return {text_view, {text_view.x, text_view.y}};
  }

  const Point origin{column.x, std::round(text_view.y - scroll)};
  const float top = view.y - origin.y;
  canvas.text_in_row({column.x, origin.y - kTextLead + sizes::kTextTop, view.right() - 28 - column.x, 18},
                     model.heading, styles::kSmall, theme.muted);
  const std::vector<PlacedParagraph> paragraphs = document->visible(std::max(0.0F, top), top + view.height);
  if (!paragraphs.empty()) {
    // Marks reach a little beyond the view, so that no outline is closed at its edge.
    constexpr float kBeyond = 64;
    const TextGround ground{canvas,
                            *document,
                            origin,
                            top - kBeyond,
                            top + view.height + kBeyond,
                            {paragraphs.front().bytes.begin, Byte{paragraphs.back().bytes.end.value + 1}}};
    draw_marks_under(ground, model);
    for (const PlacedParagraph& paragraph : document->visible(std::max(0.0F, top), top + view.height))
      canvas.draw_layout_between({origin.x, origin.y + paragraph.top}, *paragraph.layout, theme.ink, view.y,
                                 view.bottom());
    draw_marks_over(ground, model);
    const bool caret_near =
        paragraphs.front().bytes.begin <= model.caret && model.caret <= paragraphs.back().bytes.end;
    if (model.caret_shown && caret_near) draw_caret(ground, model.caret);
  }
  const float height = document->height();
  const float content = view.height + most_scroll(height, view.height);
  if (kTextLead + height > view.height) draw_scroll_bar(canvas, view, content, scroll);
  sheet.hits.add({view, asking("text"), HitRegion::Kind::text, content, {}});
  return {text_view, origin};
}

}  // namespace sayso::ui
