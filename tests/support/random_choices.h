// Seeded choices for tests with random input, so that a failure repeats.
#pragma once

#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "core/state/shelf.h"

namespace sayso::tests {

class RandomChoices {
 public:
  explicit RandomChoices(unsigned seed) : random_(seed) {}

  // Both ends inclusive.
  int pick(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }

  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(pick(0, static_cast<int>(all.size()) - 1))];
  }

  // The key of some record; "none" when there is none.
  template <class T>
  std::string some_key(const Shelf<T>& shelf) {
    if (shelf.empty()) return "none";
    auto at = shelf.begin();
    std::advance(at, pick(0, static_cast<int>(shelf.size()) - 1));
    return key_of(*at);
  }

 private:
  std::mt19937 random_;
};

}  // namespace sayso::tests
