// The cards beside the text, each at its quote's height as far as there is room.
#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/desktop/views/card_layout.h"
#include "ui/desktop/views/draw_parts.h"
#include "ui/desktop/views/place_cards.h"

namespace sayso::ui {
namespace {

constexpr float kCardGap = 8;
constexpr float kHighest = 10;  // above the text's top; further up is the heading line

}  // namespace

void draw_cards(const Sheet& sheet, const std::vector<Card>& cards, DocumentLayout& document,
                const TextPlace& text, const Rect& column) {
  // Cards of what lies a view above and below take part, so that those which are seen do not jump when
  // another comes into view; cards further away cost nothing.
  const float top = sheet.clip.y - text.origin.y;
  const float height = sheet.clip.height;
  const std::vector<PlacedParagraph> near = document.visible(std::max(0.0F, top - height), top + 2 * height);
  if (near.empty()) return;
  const ByteRange bytes{near.front().bytes.begin, near.back().bytes.end};
  std::vector<const Card*> taking_part;
  std::vector<CardLayout> layouts;
  std::vector<CardWish> wishes;
  for (const Card& card : cards) {
    if (card.at < bytes.begin || card.at > bytes.end) continue;
    taking_part.push_back(&card);
    layouts.push_back(card_layout(sheet.canvas, card, column.width));
    // The name stands beside the line of the text, not above it.
    wishes.push_back({document.line_top(card.at) - 1, layouts.back().height, card.active});
  }
  const std::vector<float> places = place_cards(wishes, kCardGap, -kHighest);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Rect place{column.x, std::round(text.origin.y + places[i]), column.width, layouts[i].height};
    if (!sheet.shows(place)) continue;
    draw_card(sheet.canvas, *taking_part[i], layouts[i], place);
    sheet.button(place, asking("go-to-frame", taking_part[i]->frame));
  }
}

}  // namespace sayso::ui
