// Lays cards out beside the text like margin comments. Pure; positions are logical pixels, y downwards.
// Nothing here fails.
#pragma once

#include <span>
#include <vector>

namespace sayso::ui {

// A card and the y of its top that it would like best.
struct CardWish {
  float at = 0;
  float height = 0;
  bool active = false;  // gets its wish, the others make room; the first one counts
};

// A top for each card in the same order: never above `top`, at least `gap` apart, and as near to their
// wishes as that allows (least squares; isotonic regression by pooling adjacent violators, Ayer et al.
// 1955). O(number of cards).
std::vector<float> place_cards(std::span<const CardWish> wishes, float gap, float top);

}  // namespace sayso::ui
