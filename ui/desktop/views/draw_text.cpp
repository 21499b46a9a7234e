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

// Beside the scroll bar: where annotations are, narrower where suggestions are, and in a lane of their own what is wrong (a
// bar across, longer for an error) and what is to decide (a ring). On the scroll bar: hits. The bar's height stands for
// `content`, of which the text is `height`.
void draw_overview(Canvas& canvas, const Rect& view, const std::vector<OverviewRow>& rows, float height, float content) {
  if (rows.empty()) return;
  const Theme& theme = canvas.theme();
  const float scale = view.height / content;
  const float step = height * scale / static_cast<float>(rows.size());
  const float lane = view.right() - 13;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const OverviewRow& row = rows[i];
    if (row.empty()) continue;
    const float y = view.y + kTextLead * scale + step * static_cast<float>(i);
    if (row.annotations) canvas.fill({lane, y, 3, std::max(1.0F, step - 1)}, theme.edge);
    if (row.suggestions && !row.annotations) canvas.fill({lane + 1, y, 2, std::max(1.0F, step - 1)}, theme.suggestion_line);
    const float middle = y + step / 2;
    if (row.hits) canvas.fill({view.right() - 8, middle - 1, 8, 2}, theme.hit_line);
    if (row.severity == 2) canvas.fill({lane - 8, middle - 1, 7, 2}, theme.error);
    if (row.severity == 1) canvas.fill({lane - 5, middle - 1, 4, 2}, theme.warning);
    if (row.to_decide) canvas.ring({lane - 12, middle}, 2.5F, theme.accent, 1.4F);
  }
}

// In the middle of where the text would be.
void draw_empty(Canvas& canvas, const Rect& view, const TextModel& model) {
  const Theme& theme = canvas.theme();
  TextStyle title = styles::kUiStrong;
  title.size = 17;
  const float width = std::min(520.0F, view.width - 48);
  const TextBox words{width, sizes::kUiLine + 2, true, Align::centre};
  const float height = 34 + canvas.measure(model.empty_words, styles::kUi, words).height;
  const Point at{view.x + (view.width - width) / 2, std::max(view.y + 24, view.y + (view.height - height) / 2)};
  canvas.text(at, model.empty_title, title, model.empty_by_error ? theme.error : theme.ink, {width, 24, true, Align::centre});
  canvas.text({at.x, at.y + 34}, model.empty_words, styles::kUi, theme.muted, words);
}

}  // namespace

TextPlace draw_text(const Sheet& sheet, const TextModel& model, DocumentLayout* document, const Rect& column,
                    float scroll) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const Rect view = sheet.clip;
  const bool has_text = document != nullptr && !document->text().empty();
  if (!has_text && !model.empty_title.empty()) draw_empty(canvas, view, model);
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
  if (kTextLead + height > view.height) {
    draw_scroll_bar(canvas, view, content, scroll);
    draw_overview(canvas, view, model.overview, height, content);
  }
  sheet.hits.add({view, asking("text"), HitRegion::Kind::text, content, {}});
  return {text_view, origin};
}

}  // namespace sayso::ui
