// How many of two annotators' items are the same: F1 with its counts. Additive, so that figures over many
// articles are pooled (micro-averaged): counts are summed, never the ratios. Pure.
//
// F1 = 2 matched / (a + b): symmetric, so neither is the reference, and free of true negatives, which spans
// do not have (Hripcsak & Rothschild 2005, "Agreement, the F-Measure, and Reliability").
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace sayso {

struct SpanF1 {
  std::size_t matched = 0;  // pairs
  std::size_t a = 0;        // items of the first annotator, matched or not
  std::size_t b = 0;        // of the second

  // nullopt when neither has an item: why_undefined() says so.
  std::optional<double> f1() const;
  // Of b measured by a, the reference: of what b has, how much is in a; and of what a has, how much b found.
  // nullopt when there is nothing to divide by.
  std::optional<double> precision() const;
  std::optional<double> recall() const;
  // What either has: a + b - matched.
  std::size_t of_either() const { return a + b - matched; }

  SpanF1& operator+=(const SpanF1& other);
  bool operator==(const SpanF1&) const = default;
};

// "" when f1() has a value.
std::string why_undefined(const SpanF1& counts);

}  // namespace sayso
