// The inspector: rows from top to bottom as the model lists them; what they are about is not known here.
#include <algorithm>
#include <cmath>

#include "ui/desktop/views/draw_field.h"
#include "ui/desktop/views/draw_parts.h"
#include "ui/desktop/views/widgets.h"

namespace sayso::ui {
namespace {

constexpr float kPad = 14, kLine = 27, kBoxGap = 4, kRemove = 20;

// Draws each kind of row at `y` and goes on below it.
class Rows {
 public:
  Rows(const Sheet& sheet, float x, float y, float width)
      : sheet_(sheet), canvas_(sheet.canvas), theme_(sheet.canvas.theme()), x_(x), y_(y), width_(width) {}

  float y() const { return y_; }

  void operator()(const Heading& row) {
    draw_heading(canvas_, {x_, y_}, width_, row.words);
    y_ += kHeadingHeight;
  }

  void operator()(const ChipRow& row) {
    const float top = y_;
    y_ += 3;
    float widths = 0;
    for (const Chip& chip : row.chips) widths += chip_width(canvas_, chip, width_) + sizes::kGap;
    const float label = row.label.empty() ? 0 : canvas_.measure(row.label, styles::kUi).width + 12;
    const float sign = row.missing ? 18.0F : 0.0F;
    Point at{x_, y_};
    if (label > 0) draw_label({x_, y_, width_, kChipHeight}, row.label, row.missing);
    if (label > 0 && label + sign + widths - sizes::kGap <= width_)
      at.x = x_ + width_ - widths + sizes::kGap;
    else if (label > 0)
      at.y += kChipHeight + 2;
    const std::vector<Rect> places = flow_chips(canvas_, row.chips, at, x_ + width_ - at.x);
    for (std::size_t i = 0; i < places.size(); ++i) draw_chip(sheet_, places[i], row.chips[i]);
    if (!places.empty()) y_ = places.back().bottom();
    if (row.missing && row.label.empty() && !places.empty()) draw_missing_after(places.back());
    y_ += 6;
    if (row.open)
      canvas_.outline({x_ - 7, top - 3, width_ + 14, y_ - top + 3}, sizes::kRadius + 2, theme_.outline,
                      sizes::kOutline);
    y_ += 2;
  }

  void operator()(const ScaleRow& row) {
    y_ += 3;
    boxes(row.points);
    boxes(row.extras);
    if (row.missing) {
      draw_missing_sign(canvas_, {x_ + 8, y_ + 8});
      canvas_.text_in_row({x_ + 19, y_, width_ - 19, 16}, "not answered yet", styles::kSmall, theme_.warning);
      y_ += 20;
    }
    y_ += 2;
  }

  void operator()(const FillerRow& row) {
    const Rect place{x_, y_, width_, kLine};
    float right = place.right();
    if (!row.key.empty()) {
      const Size cap = canvas_.key_cap_size(row.key);
      canvas_.key_cap({right - cap.width, y_ + (kLine - cap.height) / 2}, row.key);
      right -= cap.width + 6;
    }
    const bool removes = !row.remove.action.empty();
    Rect remove{right - kRemove, y_ + (kLine - kRemove) / 2, kRemove, kRemove};
    if (removes) right = remove.x - 2;
    const TextStyle& style = row.strong ? styles::kUiStrong : styles::kUi;
    const float label_width =
        std::min(canvas_.measure(row.label, style).width + 1,
                 row.words.empty() ? right - x_ - (row.missing ? 18 : 0) : (right - x_) * 0.6F);
    canvas_.text_in_row({x_, y_, std::max(label_width, 1.0F), kLine}, row.label, style,
                        row.missing ? theme_.warning
                        : row.muted ? theme_.muted
                                    : theme_.ink);
    float begin = x_ + label_width + 10;
    if (row.missing) {
      draw_missing_sign(canvas_, {x_ + label_width + 9, y_ + kLine / 2});
      begin += 14;
    }
    if (!row.words.empty() && right > begin + 8)
      canvas_.text_in_row({begin, y_, right - begin, kLine}, row.words, styles::kUi, theme_.ink,
                          Align::right);
    // The row answers left of the × and right of it, where the key stands.
    if (removes) {
      sheet_.button({x_, y_, remove.x - x_, kLine}, row.intent);
      draw_remove(sheet_, remove, row.remove, "Take away");
    } else {
      sheet_.button(place, row.intent);
    }
    y_ += kLine;
  }

  void operator()(const TextRow& row) {
    if (!row.label.empty()) {
      canvas_.text_in_row({x_, y_, width_, 20}, row.label, styles::kSmall, theme_.muted);
      y_ += 21;
    }
    const bool many = row.field.lines() == TextField::Lines::multi;
    const Rect box{x_, y_, width_, many ? kTallFieldHeight : kFieldHeight};
    draw_field(sheet_, box, row.field, row.focused, "", asking("focus-attribute", row.attribute));
    y_ = box.bottom() + 6;
  }

  void operator()(const HistoryRow& row) {
    const float time = canvas_.measure(row.time, styles::kUi).width;
    canvas_.text_in_row({x_ + width_ - time, y_, time + 1, 24}, row.time, styles::kUi, theme_.muted);
    canvas_.text_in_row({x_, y_, std::max(1.0F, width_ - time - 10), 24}, row.words, styles::kUi, theme_.ink);
    y_ += 24;
  }

 private:
  void draw_label(const Rect& place, const std::string& words, bool missing) {
    const float width = std::min(canvas_.measure(words, styles::kUi).width + 1, place.width - 18);
    canvas_.text_in_row({place.x, place.y, width, place.height}, words, styles::kUi,
                        missing ? theme_.warning : theme_.ink);
    if (missing) draw_missing_sign(canvas_, {place.x + width + 9, place.y + place.height / 2});
  }

  // Where no label says what is missing, the place after the last chip does.
  void draw_missing_after(const Rect& last) {
    Point at{last.right() + 12, last.y + last.height / 2};
    if (at.x + 70 > x_ + width_) {
      at = {x_ + 8, last.bottom() + 12};
      y_ += 20;
    }
    draw_missing_sign(canvas_, at);
    canvas_.text_in_row({at.x + 11, at.y - 10, 60, 20}, "missing", styles::kSmall, theme_.warning);
  }

  // Equal boxes side by side: the sign, and its key below.
  void boxes(const std::vector<Chip>& chips) {
    if (chips.empty()) return;
    const auto count = static_cast<float>(chips.size());
    const float wide = (width_ - kBoxGap * (count - 1)) / count;
    const bool keys = std::ranges::any_of(chips, [](const Chip& chip) { return !chip.key.empty(); });
    const float high = keys ? 42 : 28;
    for (std::size_t i = 0; i < chips.size(); ++i) {
      const Chip& chip = chips[i];
      const float left = std::round(static_cast<float>(i) * (wide + kBoxGap));
      const float right = std::round(static_cast<float>(i + 1) * (wide + kBoxGap)) - kBoxGap;
      const Rect box{x_ + left, y_, right - left, high};
      canvas_.fill_rounded(box, 5, chip.chosen ? theme_.chip_chosen : theme_.chip);
      canvas_.text_in_row({box.x + 3, box.y + (keys ? 3.0F : 0.0F), box.width - 6, keys ? 18 : high},
                          chip.label, styles::kUi, chip.chosen ? theme_.chip_chosen_ink : theme_.ink,
                          Align::centre);
      if (!chip.key.empty()) {
        const Size cap = canvas_.key_cap_size(chip.key);
        canvas_.key_cap({box.x + (box.width - cap.width) / 2, box.bottom() - cap.height - 4}, chip.key);
      }
      sheet_.button(box, chip.intent, chip.tip);
    }
    y_ += high + 6;
  }

  const Sheet& sheet_;
  Canvas& canvas_;
  const Theme& theme_;
  float x_, y_, width_;
};

}  // namespace

void draw_inspector(const Sheet& sheet, const InspectorModel& model) {
  Canvas& canvas = sheet.canvas;
  const Rect panel = sheet.clip;
  canvas.fill(panel, canvas.theme().panel);
  canvas.fill({panel.x, panel.y, 1, panel.height}, canvas.theme().line);
  const float x = panel.x + kPad;
  const float width = panel.width - 2 * kPad;
  if (model.rows.empty()) {
    canvas.text({x, panel.y + 18}, model.empty_words, styles::kUi, canvas.theme().muted,
                {width, sizes::kUiLine, true, Align::left});
    return;
  }
  // The height is known only when all is drawn: the scroll region goes in below what it scrolls.
  HitMap inside;
  const Sheet list{canvas, inside, panel};
  Rows rows(list, x, panel.y + 6 - model.scroll, width);
  for (const InspectorRow& row : model.rows) std::visit(rows, row);
  const float content = rows.y() - (panel.y - model.scroll) + sizes::kPad;
  sheet.hits.add({panel, asking("scroll-right"), HitRegion::Kind::scroll, content, {}});
  for (const HitRegion& region : inside.regions()) sheet.hits.add(region);
  draw_scroll_bar(canvas, panel, content, model.scroll);
}

}  // namespace sayso::ui
