#include "ui/desktop/views/place_cards.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

namespace sayso::ui {
namespace {

// Cards that lie close below one another: `level` is where their first one would have to be.
struct Block {
  double sum = 0;
  std::size_t count = 0;
  std::optional<double> pinned;  // by the active card

  double level() const { return pinned ? *pinned : sum / static_cast<double>(count); }
};

}  // namespace

std::vector<float> place_cards(std::span<const CardWish> wishes, float gap, float top) {
  // With the heights of all cards above taken away, "do not overlap" becomes "do not descend".
  std::vector<Block> blocks;
  double above = 0;
  bool pinned = false;
  for (const CardWish& wish : wishes) {
    const double level = static_cast<double>(wish.at) - above;
    Block block{level, 1, std::nullopt};
    if (wish.active && !pinned) {
      block.pinned = level;
      pinned = true;
    }
    above += static_cast<double>(wish.height) + static_cast<double>(gap);
    while (!blocks.empty() && blocks.back().level() > block.level()) {
      const Block& last = blocks.back();
      block.sum += last.sum;
      block.count += last.count;
      if (last.pinned) block.pinned = last.pinned;
      blocks.pop_back();
    }
    blocks.push_back(block);
  }
  std::vector<float> places;
  above = 0;
  for (const Block& block : blocks) {
    const double level = std::max(block.level(), static_cast<double>(top));
    for (std::size_t i = 0; i < block.count; ++i) {
      const CardWish& wish = wishes[places.size()];
      places.push_back(static_cast<float>(level + above));
      above += static_cast<double>(wish.height) + static_cast<double>(gap);
    }
  }
  return places;
}

}  // namespace sayso::ui
