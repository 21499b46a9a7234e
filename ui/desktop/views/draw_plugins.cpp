// The sheet of plugins, in front of all else: the list at the left, or above where there is little room, and what is chosen.
#include <algorithm>
#include <cmath>
#include <string_view>
#include <variant>

#include "ui/desktop/views/draw_field.h"
#include "ui/desktop/views/draw_parts.h"
#include "ui/desktop/views/widgets.h"

namespace sayso::ui {
namespace {

constexpr float kMostWidth = 1040, kMostHeight = 760, kPad = 20, kHeader = 48, kRowHeight = 46, kListWidth = 292;
constexpr float kNarrow = 700;   // below that the list stands above
constexpr float kLabel = 124;    // of facts
constexpr float kLeastWide = 380;  // below that labels stand above what they are about

float wrapped(Canvas& canvas, Point at, float width, std::string_view words, const TextStyle& style, Colour ink, float line) {
  const TextBox box{width, line, true, Align::left};
  float y = at.y;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find('\n'), words.size());
    y += canvas.text({at.x, y}, words.substr(0, end), style, ink, box).height;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return y - at.y;
}

// ---- the list --------------------------------------------------------------------------------------

void draw_row(const Sheet& sheet, const PluginRow& row, bool focused, const Rect& place) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  if (row.chosen) canvas.fill_rounded(place, sizes::kRadius, theme.row_chosen);
  if (row.chosen && focused) canvas.outline(place, sizes::kRadius, theme.accent, sizes::kOutline);
  const Rect inner{place.x + 10, place.y, place.width - 20, place.height};
  const float state = std::min(canvas.measure(row.state, styles::kSmall).width, inner.width * 0.45F);
  canvas.text_in_row({inner.right() - state, inner.y + 4, state + 1, 20}, row.state, styles::kSmall,
                     row.wrong ? theme.error : row.runs ? theme.muted : theme.ink);
  canvas.text_in_row({inner.x, inner.y + 4, std::max(1.0F, inner.width - state - 10), 20}, row.title, styles::kUiStrong, theme.ink);
  canvas.text_in_row({inner.x, inner.y + 23, inner.width, 18}, row.aside, styles::kSmall, theme.muted);
  sheet.button(place, row.intent);
}

void draw_list(const Sheet& outer, const PluginsModel& model, const Rect& list) {
  const float content = kRowHeight * static_cast<float>(model.rows.size()) + 2 * 8;
  outer.hits.add({list, asking("scroll-plugins"), HitRegion::Kind::scroll, content, {}});
  const float scroll = held_scroll(model.list_scroll, content, list.height);
  const ClipScope clip(outer.canvas, list);
  const Sheet sheet{outer.canvas, outer.hits, list};
  float y = list.y + 8 - scroll;
  for (const PluginRow& row : model.rows) {
    const Rect place{list.x + 10, y, list.width - 20, kRowHeight - 2};
    if (row.chosen) sheet.hits.add({place, asking("plugin-row"), HitRegion::Kind::mark, 0, {}});
    if (sheet.shows(place)) draw_row(sheet, row, model.list_focused, place);
    y += kRowHeight;
  }
  draw_scroll_bar(sheet.canvas, list, content, scroll);
}

// ---- what is chosen --------------------------------------------------------------------------------

// Draws one part after the other, each below the one before.
class Parts {
 public:
  Parts(const Sheet& sheet, float x, float y, float width)
      : sheet_(sheet), canvas_(sheet.canvas), theme_(sheet.canvas.theme()), x_(x), y_(y), width_(width) {}

  float y() const { return y_; }

  void operator()(const PluginHeading& heading) {
    y_ += 8;
    draw_heading(canvas_, {x_, y_}, width_, heading.words);
    y_ += kHeadingHeight + 2;
  }

  void operator()(const PluginWords& words) {
    const bool strong = words.tone == PluginWords::Tone::strong;
    y_ += wrapped(canvas_, {x_, y_}, width_, words.words, strong ? styles::kUiStrong : styles::kUi, ink_of(words.tone), sizes::kUiLine) + 10;
  }

  void operator()(const PluginFact& fact) {
    const bool beside = width_ >= kLeastWide;
    canvas_.text_in_row({x_, y_, beside ? kLabel - 8 : width_, sizes::kUiLine}, fact.label, styles::kUi, theme_.muted);
    if (!beside) y_ += sizes::kUiLine;
    const float x = beside ? x_ + kLabel : x_;
    TextStyle style = styles::kUi;
    if (fact.exact) {
      style = styles::kKeyCap;
      style.size = sizes::kSmall;
    }
    y_ += wrapped(canvas_, {x, y_}, x_ + width_ - x, fact.words, style, theme_.ink, sizes::kUiLine) + 5;
  }

  void operator()(const PluginChoice& choice) {
    const float top = y_;
    const std::vector<Rect> chips = flow_chips(canvas_, choice.chips, {0, 0}, width_);
    const float chips_width = chips.empty() ? 0 : chips.back().right();
    const bool one_line = chips.empty() || chips.back().y == 0;
    const float label = canvas_.measure(choice.label, styles::kUi).width + 1;
    const bool beside = one_line && label + 16 + chips_width <= width_;
    canvas_.text_in_row({x_, y_, beside ? width_ - chips_width - 16 : width_, kChipHeight}, choice.label, styles::kUi, theme_.ink);
    Point at{beside ? x_ + width_ - chips_width : x_, y_};
    if (!beside) at.y += kChipHeight + 2;
    for (std::size_t i = 0; i < chips.size(); ++i) draw_chip(sheet_, chips[i].moved(at.x, at.y), choice.chips[i]);
    y_ = (chips.empty() ? y_ : chips.back().bottom() + at.y) + 2;
    below(choice.help, choice.aside);
    ended(choice.control, choice.focused, top);
  }

  void operator()(const PluginField& field) {
    const float top = y_;
    const bool beside = width_ >= kLeastWide;
    const float wide = beside ? std::min(260.0F, width_ * 0.5F) : width_;
    canvas_.text_in_row({x_, y_, beside ? width_ - wide - 12 : width_, kFieldHeight}, field.label, styles::kUi, theme_.ink);
    if (!beside) y_ += kFieldHeight - 4;
    draw_field(sheet_, {x_ + width_ - wide, y_, wide, kFieldHeight}, field.field, field.typing, field.hint, field.intent);
    y_ += kFieldHeight + 3;
    if (!field.error.empty()) y_ += wrapped(canvas_, {x_, y_}, width_, field.error, styles::kSmall, theme_.error, sizes::kSmallLine);
    below(field.help, field.aside);
    ended(field.control, field.focused && !field.typing, top);
  }

  void operator()(const PluginButtons& row) {
    float x = x_;
    y_ += 4;
    for (const PluginButton& button : row.buttons) {
      const float wide = std::min(button_width(canvas_, button.label), width_);
      if (x > x_ && x + wide > x_ + width_) {
        x = x_;
        y_ += 38;
      }
      const Rect place{x, y_, wide, 30};
      draw_button(sheet_, place, button.label, button.strong, button.intent);
      mark(button.control, button.focused, place);
      x += wide + 8;
    }
    y_ += 30 + 14;
  }

 private:
  Colour ink_of(PluginWords::Tone tone) const {
    switch (tone) {
      case PluginWords::Tone::muted: return theme_.muted;
      case PluginWords::Tone::error: return theme_.error;
      case PluginWords::Tone::warning: return theme_.warning;
      case PluginWords::Tone::plain:
      case PluginWords::Tone::strong: break;
    }
    return theme_.ink;
  }

  void below(const std::string& help, const std::string& aside) {
    const std::string words = help + (help.empty() || aside.empty() ? "" : " · ") + aside;
    y_ += wrapped(canvas_, {x_, y_}, width_, words, styles::kSmall, theme_.muted, sizes::kSmallLine);
  }

  // Outlined where keys act on it; said where it lies.
  void mark(const std::string& control, bool focused, const Rect& place) {
    if (focused) canvas_.outline(place.grown(3), sizes::kRadius + 2, theme_.accent, sizes::kOutline);
    sheet_.hits.add({place, asking("plugin-control", control), HitRegion::Kind::mark, 0, {}});
  }

  void ended(const std::string& control, bool focused, float top) {
    mark(control, focused, {x_ - 6, top - 3, width_ + 12, y_ - top + 6});
    y_ += 12;
  }

  const Sheet& sheet_;
  Canvas& canvas_;
  const Theme& theme_;
  float x_, y_, width_;
};

void draw_chosen(const Sheet& outer, const PluginsModel& model, const Rect& place) {
  Canvas& canvas = outer.canvas;
  const ClipScope clip(canvas, place);
  // The height is known only when all is drawn: the scroll region goes in below what it scrolls.
  HitMap inside;
  const Sheet sheet{canvas, inside, place};
  const float x = place.x + kPad, width = place.width - 2 * kPad;
  const float top = place.y - model.scroll;
  TextStyle title = styles::kUiStrong;
  title.size = 16;
  float y = top + 14;
  y += wrapped(canvas, {x, y}, width, model.title, title, canvas.theme().ink, 24) + 2;
  Parts parts(sheet, x, y, width);
  for (const PluginPart& part : model.parts) std::visit(parts, part);
  const float content = parts.y() - top + 8;
  outer.hits.add({place, asking("scroll-plugin"), HitRegion::Kind::scroll, content, {}});
  for (const HitRegion& region : inside.regions()) outer.hits.add(region);
  draw_scroll_bar(canvas, place, content, model.scroll);
}

}  // namespace

void draw_plugins(const Sheet& sheet, const PluginsModel& model) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const Rect room{sheet.clip.x, sheet.clip.y, sheet.clip.width, sheet.clip.height - sizes::kStatus};  // the keys are named there
  const Size size{std::min(kMostWidth, room.width - 32), std::min(kMostHeight, room.height - 48)};
  const Rect card{std::round(room.x + (room.width - size.width) / 2), std::round(room.y + (room.height - size.height) / 2), size.width, size.height};
  sheet.hits.cover(room);  // nothing else answers until this is
  canvas.fill(room, Colour{0, 0, 0, static_cast<std::uint8_t>(theme.dark ? 110 : 46)});
  canvas.shadow(card, 10, 18);
  canvas.fill_rounded(card, 10, theme.card);
  canvas.outline(card, 10, theme.card_edge);

  TextStyle title = styles::kUiStrong;
  title.size = 16;
  const float wide = canvas.text_in_row({card.x + kPad, card.y, card.width * 0.5F, kHeader}, "Plugins", title, theme.ink).width;
  const Rect close{card.right() - kPad - 20, card.y + 12, 24, 24};
  canvas.text_in_row({card.x + kPad + wide + 12, card.y + 1, std::max(1.0F, close.x - 12 - card.x - kPad - wide - 12), kHeader}, model.aside,
                     styles::kUi, theme.muted);
  draw_remove(sheet, close, asking("close-plugins"), "Close");
  canvas.fill({card.x, card.y + kHeader - 1, card.width, 1}, theme.line);

  const Rect body{card.x, card.y + kHeader, card.width, card.height - kHeader - 8};
  if (model.rows.empty()) {
    canvas.text({body.x + kPad, body.y + 18}, model.empty_words, styles::kUi, theme.muted, {body.width - 2 * kPad, sizes::kUiLine, true, Align::left});
    return;
  }
  Rect list = body, chosen = body;
  if (card.width >= kNarrow) {
    list.width = std::min(kListWidth, std::round(body.width * 0.36F));
    chosen.x += list.width;
    chosen.width -= list.width;
    canvas.fill({list.right(), body.y, 1, body.height}, theme.line);
  } else {
    list.height = std::round(std::min(kRowHeight * static_cast<float>(model.rows.size()) + 16, body.height * 0.36F));
    chosen.y += list.height;
    chosen.height -= list.height;
    canvas.fill({body.x, list.bottom(), body.width, 1}, theme.line);
  }
  draw_list(sheet, model, list);
  draw_chosen(sheet, model, chosen);
}

}  // namespace sayso::ui
