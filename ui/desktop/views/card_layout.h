// One card of the margin as pieces with places, so that its height is known before it is drawn. A value made
// for one frame; main thread; nothing here fails.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ui/desktop/models/window_model.h"
#include "ui/desktop/views/canvas.h"

namespace sayso::ui {

struct CardPiece {
  enum class Kind { name, muted, words, strip, pill, missing };

  Kind kind = Kind::words;
  Rect at;  // from the card's top left corner
  std::string words;
  std::size_t stance = 0;  // of a strip: which of the card's stances
};

struct CardLayout {
  float height = 0;
  std::vector<CardPiece> pieces;
};

CardLayout card_layout(Canvas& canvas, const Card& card, float width);
void draw_card(Canvas& canvas, const Card& card, const CardLayout& layout, const Rect& place);
// Makes ready what drawing them will need (labels are shaped, glyphs rendered), and draws nothing. Inside
// or between frames, from the first on.
void prepare_cards(CanvasText& text, const std::vector<Card>& cards, float width, float scale);

}  // namespace sayso::ui
