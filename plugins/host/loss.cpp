#include "plugins/host/loss.h"

#include <algorithm>

namespace sayso {
namespace {

constexpr std::size_t kPlaces = 5;

}  // namespace

void add(std::vector<Loss>& losses, const LossLine& line) {
  auto loss = std::ranges::find(losses, line.what, &Loss::what);
  if (loss == losses.end()) loss = losses.insert(losses.end(), Loss{line.what, 0, {}});
  loss->count += line.count;
  if (!line.place.empty() && loss->places.size() < kPlaces) loss->places.push_back(line.place);
}

}  // namespace sayso
