// Stretches of a text, and which of them meet another: for asking many times without looking at all of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace reading {

class Stretches {
 public:
  void add(std::uint64_t begin, std::uint64_t end) { all_.push_back({begin, end, end}); }
  // After the last add() and before the first question.
  void sort() {
    std::sort(all_.begin(), all_.end(), [](const One& a, const One& b) { return a.begin < b.begin; });
    for (std::size_t i = 1; i < all_.size(); ++i) all_[i].furthest = std::max(all_[i].end, all_[i - 1].furthest);
  }
  // Does one of them share a position with [begin, end)?
  bool meet(std::uint64_t begin, std::uint64_t end) const {
    const auto past = std::lower_bound(all_.begin(), all_.end(), end, [](const One& one, std::uint64_t at) { return one.begin < at; });
    return past != all_.begin() && (past - 1)->furthest > begin;
  }
  // Does one of them hold all of [begin, end)?
  bool hold(std::uint64_t begin, std::uint64_t end) const {
    const auto past = std::upper_bound(all_.begin(), all_.end(), begin, [](std::uint64_t at, const One& one) { return at < one.begin; });
    return past != all_.begin() && (past - 1)->furthest >= end;
  }

 private:
  struct One {
    std::uint64_t begin, end, furthest;  // furthest: the last end up to here
  };
  std::vector<One> all_;
};

}  // namespace reading
