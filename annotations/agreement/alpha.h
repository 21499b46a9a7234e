// Krippendorff's alpha: how far ratings agree beyond chance, for any number of coders and with missing
// values. Pure functions on values; an undefined value carries its reason, never a NaN.
//
// Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), and Content Analysis (2004),
// ch. 11. A unit u with m_u ratings gives each ordered pair of its ratings the weight 1/(m_u - 1):
//   o_ck = sum over u of (pairs c-k in u) / (m_u - 1),   n_c = sum over k of o_ck,   n = sum over c of n_c
//   Do = sum o_ck d²_ck / n,   De = sum n_c n_k d²_ck / (n (n - 1)),   alpha = 1 - Do / De
// Units with fewer than two ratings count nowhere, not even in the marginals n_c.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sayso {

// Categories are numbered 0, 1, …; for the ordinal level in their order.
struct Ratings {
  std::size_t categories = 0;
  std::vector<std::vector<std::optional<std::size_t>>> units;  // by unit, then by coder; nullopt is missing
  std::vector<double> values;  // of each category; the interval level needs them
};

struct Alpha {
  std::optional<double> value;   // at most 1; 0 is chance; below 0 is worse than chance
  std::string why_undefined;     // "" when there is a value
  double observed = 0;           // Do
  double expected = 0;           // De
  std::size_t pairable = 0;      // units with at least two ratings
  std::size_t left_out = 0;      // units with fewer
  std::size_t ratings = 0;       // in pairable units
};

// Squared distance of two different categories; never asked for equal ones.
using SquaredDistance = std::function<double(std::size_t, std::size_t)>;

// Every two categories equally far.
Alpha nominal_alpha(const Ratings& ratings);
// d²_ck = (n_c/2 + n_k/2 + sum of n_g of the categories between)²: the observed marginals are the scale, so
// a category that nobody used changes nothing.
Alpha ordinal_alpha(const Ratings& ratings);
// d²_ck = (value_c - value_k)². Precondition: values.size() == categories.
Alpha interval_alpha(const Ratings& ratings);
Alpha alpha(const Ratings& ratings, const SquaredDistance& distance);

// Ratings from values of any ordered type: categories are the distinct values in their order.
template <class T>
Ratings ratings_of(const std::vector<std::vector<std::optional<T>>>& units, std::vector<T>* categories = nullptr) {
  std::vector<T> distinct;
  for (const auto& unit : units) {
    for (const auto& rating : unit) {
      if (rating) distinct.push_back(*rating);
    }
  }
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  Ratings ratings;
  ratings.categories = distinct.size();
  if constexpr (std::is_arithmetic_v<T>) {
    for (const T& value : distinct) ratings.values.push_back(static_cast<double>(value));
  }
  for (const auto& unit : units) {
    auto& numbered = ratings.units.emplace_back();
    for (const auto& rating : unit) {
      if (!rating) {
        numbered.push_back(std::nullopt);
        continue;
      }
      const auto at = std::lower_bound(distinct.begin(), distinct.end(), *rating);
      numbered.push_back(static_cast<std::size_t>(at - distinct.begin()));
    }
  }
  if (categories) *categories = std::move(distinct);
  return ratings;
}

}  // namespace sayso
