// The best one-to-one choice among weighted pairs: maximum-weight bipartite matching, exact. Pure.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sayso {

// Compared by the first part, then the second, …; sums likewise, so a later part decides only between
// choices that are equal in all before it. A choice never takes a pair that makes its total smaller.
struct PairWeight {
  std::array<std::int64_t, 4> parts{};

  auto operator<=>(const PairWeight&) const = default;
  PairWeight& operator+=(const PairWeight& other) {
    for (std::size_t i = 0; i < parts.size(); ++i) parts[i] += other.parts[i];
    return *this;
  }
  PairWeight operator-() const {
    PairWeight negated;
    for (std::size_t i = 0; i < parts.size(); ++i) negated.parts[i] = -parts[i];
    return negated;
  }
  friend PairWeight operator+(PairWeight a, const PairWeight& b) { return a += b; }
  friend PairWeight operator-(PairWeight a, const PairWeight& b) { return a += -b; }
};

struct WeightedPair {
  std::size_t left, right;
  PairWeight weight;
};

// For each of `lefts` things its partner among `rights`, or nullopt; no right is taken twice and the sum of
// weights is the largest there is. Equal input gives equal output. Successive shortest paths over the pairs
// given (Jonker & Volgenant 1987): O(lefts × pairs log pairs) at worst, near linear when few overlap.
// Precondition: each pair is named once.
std::vector<std::optional<std::size_t>> best_assignment(std::size_t lefts, std::size_t rights,
                                                        const std::vector<WeightedPair>& pairs);

}  // namespace sayso
