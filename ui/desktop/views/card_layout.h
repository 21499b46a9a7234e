// One card of the margin as pieces with places, so that its height is known before it is drawn. What a speaker says in one
// place is one card: the name stands over it once, and each quote has a part of its own. Values made for one frame; main
// thread; nothing here fails.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ui/desktop/models/window_model.h"
#include "ui/desktop/views/canvas.h"

namespace sayso::ui {

// Cards of one speaker that are drawn as one; at least one.
using CardRun = std::vector<const Card*>;

struct CardPiece {
  enum class Kind { name, muted, words, strip, pill, missing };

  Kind kind = Kind::words;
  Rect at;  // from the card's top left corner
  std::string words;
  const StanceStrip* stance = nullptr;  // of a strip; the run's
};

struct CardLayout {
  float height = 0;
  std::vector<CardPiece> pieces;
  std::vector<Rect> parts;  // one for each of the run, below one another; from the card's top left corner
};

CardLayout card_layout(Canvas& canvas, const CardRun& run, float width);
// One more of the run, under those that are laid out already; the first one of an empty layout.
void add_part(Canvas& canvas, CardLayout& layout, const Card& card, float width);
void draw_card(Canvas& canvas, const CardRun& run, const CardLayout& layout, const Rect& place);

// Does the next card become a part of this run, which wants to stand at `at`? Where it has room at its own line, or is another
// speaker's, it does not.
bool joins_run(const CardRun& run, float at, float height, const Card& next, float next_at, float gap);

// Makes ready what drawing them will need (labels are shaped, glyphs rendered), and draws nothing. Inside
// or between frames, from the first on.
void prepare_cards(CanvasText& text, const std::vector<Card>& cards, float width, float scale);

}  // namespace sayso::ui
