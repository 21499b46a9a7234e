// Chooses an entity or a command beside the place in the text that it is about.
#include <algorithm>
#include <cmath>

#include "ui/desktop/views/draw_field.h"
#include "ui/desktop/views/draw_parts.h"
#include "ui/desktop/views/widgets.h"

namespace sayso::ui {
namespace {

constexpr float kWidth = 360, kPad = 8, kRow = 30, kTitle = 24;
constexpr std::size_t kRowsShown = 9;

void draw_row(const Sheet& sheet, const PaletteRow& row, const Rect& place) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  if (row.chosen) canvas.fill_rounded(place, 5, theme.row_chosen);
  float x = place.x + 8;
  if (!row.badge.empty() || row.speaker != kNoSpeaker) {
    const SpeakerColours colours = colours_of(theme, row.speaker);
    canvas.circle({x + 5, place.y + place.height / 2}, 4.5F, colours.line);
    canvas.text_in_row({x + 14, place.y, 20, place.height}, row.badge, styles::kBadge, theme.muted);
  }
  x += 36;
  const float right = place.right() - 8;
  const TextStyle& style = row.chosen ? styles::kUiStrong : styles::kUi;
  const float label = canvas.measure(row.label, style).width + 1;
  const float aside = std::min(canvas.measure(row.aside, styles::kSmall).width, (right - x) * 0.5F);
  canvas.text_in_row({right - aside, place.y, aside + 1, place.height}, row.aside, styles::kSmall,
                     theme.muted);
  canvas.text_in_row({x, place.y, std::max(1.0F, std::min(label, right - aside - 10 - x)), place.height},
                     row.label, style, theme.ink);
  sheet.button(place, row.intent);
}

}  // namespace

void draw_palette(const Sheet& sheet, const PaletteModel& model, const Rect& about) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const std::size_t shown = std::clamp<std::size_t>(model.rows.size(), 1, kRowsShown);
  const float list_height = kRow * static_cast<float>(shown);
  const Size size{std::min(kWidth, sheet.clip.width - 2 * kFarFromEdge),
                  kPad + kTitle + kFieldHeight + 6 + list_height + kPad};
  const Rect card = placed_near(size, about, sheet.clip);
  canvas.shadow(card, 8, 14);
  canvas.fill_rounded(card, 8, theme.card);
  canvas.outline(card, 8, theme.card_edge);
  sheet.hits.cover(card);
  canvas.text_in_row({card.x + kPad + 4, card.y + kPad - 2, card.width - 2 * kPad - 8, kTitle}, model.title,
                     styles::kSmallStrong, theme.muted);
  const Rect field{card.x + kPad, card.y + kPad + kTitle, card.width - 2 * kPad, kFieldHeight};
  draw_field(sheet, field, model.field, true, "Type to filter…", asking("focus-palette"));

  const Rect list{field.x, field.bottom() + 6, field.width, list_height};
  if (model.rows.empty()) {
    canvas.text_in_row({list.x + 8, list.y, list.width - 16, kRow}, model.empty_words, styles::kUi,
                       theme.muted);
    return;
  }
  const float content = kRow * static_cast<float>(model.rows.size());
  sheet.hits.add({list, asking("scroll-palette"), HitRegion::Kind::scroll, content, {}});
  const float scroll = held_scroll(model.scroll, content, list.height);
  const ClipScope clip(canvas, list);
  const Sheet rows{canvas, sheet.hits, list};
  const float bar = content > list.height ? 8.0F : 0.0F;
  for (std::size_t i = 0; i < model.rows.size(); ++i) {
    const Rect place{list.x, list.y + kRow * static_cast<float>(i) - scroll, list.width - bar, kRow - 1};
    if (rows.shows(place)) draw_row(rows, model.rows[i], place);
  }
  draw_scroll_bar(canvas, list, content, scroll);
}

}  // namespace sayso::ui
