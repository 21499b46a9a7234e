#include "annotations/agreement/alpha.h"

#include <cassert>

namespace sayso {
namespace {

// The coincidences of the pairable units: o_ck as a square table, and its row sums n_c.
struct Coincidences {
  std::size_t categories;
  std::vector<double> pairs;
  std::vector<double> marginals;
  double total = 0;

  double at(std::size_t c, std::size_t k) const { return pairs[c * categories + k]; }
};

Coincidences coincidences_of(const Ratings& ratings, Alpha& counts) {
  const std::size_t size = ratings.categories;
  Coincidences found{size, std::vector<double>(size * size), std::vector<double>(size)};
  for (const auto& unit : ratings.units) {
    std::vector<std::size_t> given;
    for (const auto& rating : unit) {
      if (!rating) continue;
      assert(*rating < size);
      given.push_back(*rating);
    }
    if (given.size() < 2) {
      ++counts.left_out;
      continue;
    }
    ++counts.pairable;
    counts.ratings += given.size();
    const double weight = 1.0 / static_cast<double>(given.size() - 1);
    for (std::size_t i = 0; i < given.size(); ++i) {
      for (std::size_t j = 0; j < given.size(); ++j) {
        if (i != j) found.pairs[given[i] * size + given[j]] += weight;
      }
      found.marginals[given[i]] += 1;
    }
    found.total += static_cast<double>(given.size());
  }
  return found;
}

Alpha alpha_from(const Coincidences& found, const SquaredDistance& distance, Alpha counts) {
  if (counts.pairable == 0) {
    counts.why_undefined = "no unit has two ratings";
    return counts;
  }
  std::size_t used = 0;
  for (const double marginal : found.marginals) used += marginal > 0 ? 1 : 0;
  if (used == 1) {
    counts.why_undefined = "all ratings are of one category, so that chance agreement is certain";
    return counts;
  }
  double observed = 0;
  double expected = 0;
  for (std::size_t c = 0; c < found.categories; ++c) {
    for (std::size_t k = 0; k < found.categories; ++k) {
      if (c == k || found.marginals[c] <= 0 || found.marginals[k] <= 0) continue;
      const double squared = distance(c, k);
      observed += found.at(c, k) * squared;
      expected += found.marginals[c] * found.marginals[k] * squared;
    }
  }
  counts.observed = observed / found.total;
  counts.expected = expected / (found.total * (found.total - 1));
  if (counts.expected <= 0) {
    counts.why_undefined = "the categories in use lie at no distance from each other";
    return counts;
  }
  counts.value = 1 - counts.observed / counts.expected;
  return counts;
}

}  // namespace

Alpha alpha(const Ratings& ratings, const SquaredDistance& distance) {
  Alpha counts;
  const Coincidences found = coincidences_of(ratings, counts);
  return alpha_from(found, distance, counts);
}

Alpha nominal_alpha(const Ratings& ratings) {
  return alpha(ratings, [](std::size_t, std::size_t) { return 1.0; });
}

Alpha ordinal_alpha(const Ratings& ratings) {
  Alpha counts;
  const Coincidences found = coincidences_of(ratings, counts);
  std::vector<double> up_to(found.categories + 1);  // sums of the marginals before each category
  for (std::size_t c = 0; c < found.categories; ++c) up_to[c + 1] = up_to[c] + found.marginals[c];
  const auto middle = [&](std::size_t c) { return up_to[c] + found.marginals[c] / 2; };
  return alpha_from(
      found,
      [&](std::size_t c, std::size_t k) {
        const double apart = middle(c) - middle(k);
        return apart * apart;
      },
      counts);
}

Alpha interval_alpha(const Ratings& ratings) {
  assert(ratings.values.size() == ratings.categories);
  return alpha(ratings, [&](std::size_t c, std::size_t k) {
    const double apart = ratings.values[c] - ratings.values[k];
    return apart * apart;
  });
}

}  // namespace sayso
