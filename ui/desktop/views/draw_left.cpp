// The articles, to do and done, and the speakers of the open one.
#include <string>

#include "ui/desktop/models/grouped.h"
#include "ui/desktop/views/draw_field.h"
#include "ui/desktop/views/draw_parts.h"
#include "ui/desktop/views/widgets.h"

namespace sayso::ui {
namespace {

constexpr float kRowPad = 8, kSignPlace = 17;

// Each sign differs by shape: ring, half, disc, dash.
void draw_sign(Canvas& canvas, Point centre, ArticleRow::Sign sign) {
  const Theme& theme = canvas.theme();
  constexpr float kRadius = 4.5F;
  switch (sign) {
    case ArticleRow::Sign::untouched:
      canvas.ring(centre, kRadius, theme.edge, 1.6F);
      break;
    case ArticleRow::Sign::begun:
      canvas.ring(centre, kRadius, theme.accent, 1.6F);
      canvas.half_circle_left(centre, kRadius, theme.accent);
      break;
    case ArticleRow::Sign::done:
      canvas.circle(centre, kRadius, theme.good);
      break;
    case ArticleRow::Sign::skipped:
      canvas.fill({centre.x - kRadius, centre.y - 1, 2 * kRadius, 2}, theme.muted);
      break;
  }
}

struct List {
  const Sheet& sheet;  // clipped to the list
  float x, width;
  float y;  // of the next row

  void heading(const std::string& words, std::size_t count) {
    const Rect place{x, y, width, kHeadingHeight};
    if (sheet.shows(place))
      draw_heading(sheet.canvas, {x + 4, y}, width - 8, words + " · " + grouped(count));
    y += kHeadingHeight;
  }

  // The row's room for its name, after the sign; nothing when it is not seen.
  bool row(Rect& place) {
    place = {x, y, width, sizes::kArticleRow};
    y += sizes::kArticleRow;
    return sheet.shows(place);
  }

  void words(const Rect& place, const std::string& name, const std::string& count, bool strong) const {
    Canvas& canvas = sheet.canvas;
    const float count_width = canvas.measure(count, styles::kSmall).width;
    const float right = place.right() - kRowPad;
    canvas.text_in_row({right - count_width, place.y, count_width + 1, place.height}, count, styles::kSmall,
                       canvas.theme().muted);
    const float begin = place.x + kRowPad + kSignPlace;
    canvas.text_in_row({begin, place.y, std::max(1.0F, right - count_width - 8 - begin), place.height}, name,
                       strong ? styles::kUiStrong : styles::kUi, canvas.theme().ink);
  }

  void article(const ArticleRow& article) {
    Rect place;
    if (!row(place)) return;
    if (article.open) sheet.canvas.fill_rounded(place, sizes::kRadius, sheet.canvas.theme().row_chosen);
    draw_sign(sheet.canvas, {place.x + kRowPad + 4.5F, place.y + place.height / 2}, article.sign);
    words(place, article.id, article.count, false);
    sheet.button(place, asking("open-article", article.id));
  }

  template <class Row>
  void all(const RowsInSight<Row>& part, void (List::*draw)(const Row&)) {
    y += sizes::kArticleRow * static_cast<float>(part.above);
    for (const Row& row : part.rows) (this->*draw)(row);
    y += sizes::kArticleRow * static_cast<float>(part.below);
  }

  void speaker(const SpeakerRow& speaker) {
    Rect place;
    if (!row(place)) return;
    Canvas& canvas = sheet.canvas;
    const SpeakerColours colours = colours_of(canvas.theme(), speaker.speaker);
    canvas.circle({place.x + kRowPad + 4.5F, place.y + place.height / 2}, 4.5F, colours.line);
    words(place, speaker.name, speaker.count, false);
    sheet.button(place, asking("go-to-speaker", speaker.entity), speaker.badge);
  }
};

}  // namespace

void draw_left(const Sheet& sheet, const LeftModel& model) {
  Canvas& canvas = sheet.canvas;
  const Rect panel = sheet.clip;
  canvas.fill(panel, canvas.theme().panel);
  canvas.fill({panel.right() - 1, panel.y, 1, panel.height}, canvas.theme().line);
  const float x = panel.x + sizes::kPad;
  const float width = panel.width - 2 * sizes::kPad;
  draw_field(sheet, {x, panel.y + sizes::kPad, width, kFieldHeight - 1}, model.filter, model.filter_focused,
             "Filter articles…", asking("focus-filter"));

  const Rect list{panel.x, panel.y + sizes::kPad + kFieldHeight + 2, panel.width - 1,
                  panel.height - sizes::kPad - kFieldHeight - 2};
  const std::size_t rows = model.todo.size() + model.done.size() + model.speakers.size();
  const int headings = 1 + (model.done.size() == 0 ? 0 : 1) + (model.speakers.size() == 0 ? 0 : 1);
  const float content = kHeadingHeight * static_cast<float>(headings) +
                        sizes::kArticleRow * static_cast<float>(rows) + sizes::kPad;
  sheet.hits.add({common(list, panel), asking("scroll-left"), HitRegion::Kind::scroll, content, {}});
  const float scroll = held_scroll(model.scroll, content, list.height);

  const ClipScope clip(canvas, list);
  const Sheet inside{canvas, sheet.hits, common(list, panel)};
  List rows_of{inside, x, width, list.y - scroll};
  rows_of.heading("To do", model.todo.size());
  rows_of.all(model.todo, &List::article);
  if (model.done.size() > 0) rows_of.heading("Done", model.done.size());
  rows_of.all(model.done, &List::article);
  if (model.speakers.size() > 0) rows_of.heading("Speakers", model.speakers.size());
  rows_of.all(model.speakers, &List::speaker);
  draw_scroll_bar(canvas, list, content, scroll);
}

}  // namespace sayso::ui
