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

struct Run {
  float at = 0;  // where it wants to stand: beside its first line
  CardRun cards;
  CardLayout layout;
};

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
  std::vector<Run> runs;
  for (const Card& card : cards) {
    if (card.at < bytes.begin || card.at > bytes.end) continue;
    // The name stands beside the line of the text, not above it.
    const float at = document.line_top(card.at) - 1;
    if (runs.empty() || !joins_run(runs.back().cards, runs.back().at, runs.back().layout.height, card, at, kCardGap)) {
      runs.push_back({at, {}, {}});
    }
    Run& run = runs.back();
    run.cards.push_back(&card);
    add_part(sheet.canvas, run.layout, card, column.width);
  }
  std::vector<CardWish> wishes;
  for (const Run& run : runs) {
    wishes.push_back({run.at, run.layout.height, std::ranges::any_of(run.cards, [](const Card* card) { return card->active; })});
  }
  const std::vector<float> places = place_cards(wishes, kCardGap, -kHighest);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& [at, run, layout] = runs[i];
    const Rect place{column.x, std::round(text.origin.y + places[i]), column.width, layout.height};
    if (!sheet.shows(place)) continue;
    draw_card(sheet.canvas, run, layout, place);
    for (std::size_t part = 0; part < run.size(); ++part) {
      sheet.button(layout.parts[part].moved(place.x, place.y), asking("go-to-frame", run[part]->frame));
    }
  }
}

}  // namespace sayso::ui
