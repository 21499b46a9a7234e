// Records that stand in a text, in text order: which of them meet a range, the how-manieth one is, and one more
// or one less are answered without going through the rest (n/256 steps over small numbers and one bin of at
// most 256). Borrows the records. A value; nothing here fails.
//
// T needs `const std::string& key_of(const T&)` beside it; it orders what stands at the same place.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <iterator>
#include <string>
#include <tuple>
#include <vector>

#include "core/text/offset.h"

namespace sayso::ui {

template <class T>
class Places {
 public:
  struct Placed {
    CodePointRange at;
    const T* record = nullptr;

    bool operator==(const Placed&) const = default;
  };

  // The order of a snapshot: by begin, then the longer first, then by key.
  static bool comes_before(const Placed& a, const Placed& b) {
    if (a.at != b.at) return std::tie(a.at.begin, b.at.end) < std::tie(b.at.begin, a.at.end);
    return key_of(*a.record) < key_of(*b.record);
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  // Precondition: none of this place and key is there.
  void put(const Placed& placed) {
    ++size_;
    const std::size_t last = bins_.empty() ? 0 : bins_.size() - 1;
    const std::size_t at = std::min(bin_of(placed), last);
    if (bins_.empty()) bins_.emplace_back();
    std::vector<Placed>& records = bins_[at].records;
    records.insert(std::ranges::upper_bound(records, placed, comes_before), placed);
    if (records.size() > kBin) {
      // What grows at its end, as when a text is read in, leaves full bins behind.
      const bool at_the_end = at + 1 == bins_.size() && records.back() == placed;
      const auto half = records.begin() + static_cast<std::ptrdiff_t>(at_the_end ? kBin : kBin / 2);
      Bin rest;
      rest.records.assign(half, records.end());
      records.erase(half, records.end());
      sum_up(rest);
      bins_.insert(bins_.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(rest));
    }
    sum_up(bins_[at]);
  }

  // The same for several, in any order; what comes first into an empty one costs a sort.
  void put_all(std::vector<Placed> many) {
    if (!empty()) {
      for (const Placed& placed : many) put(placed);
      return;
    }
    std::ranges::sort(many, comes_before);
    bins_.reserve(many.size() / kBin + 1);
    for (auto at = many.begin(); at != many.end();) {
      const auto end = at + std::min<std::ptrdiff_t>(kBin, many.end() - at);
      sum_up(bins_.emplace_back(Bin{{}, {}, {at, end}}));
      at = end;
    }
    size_ = many.size();
  }

  // Precondition: it is there.
  void remove(const Placed& placed) {
    const std::size_t at = bin_of(placed);
    assert(at < bins_.size());
    std::vector<Placed>& records = bins_[at].records;
    const auto found = std::ranges::lower_bound(records, placed, comes_before);
    assert(found != records.end() && *found == placed);
    records.erase(found);
    --size_;
    if (records.empty()) {
      bins_.erase(bins_.begin() + static_cast<std::ptrdiff_t>(at));
    } else {
      sum_up(bins_[at]);
    }
  }

  // Those that share a code point with the range, in order; an empty one (or range) meets what it lies in or
  // touches.
  std::vector<Placed> meeting(CodePointRange range) const {
    std::vector<Placed> found;
    for (const Bin& bin : bins_) {
      if (bin.first > range.end) break;
      if (bin.furthest < range.begin) continue;
      for (const Placed& placed : bin.records) {
        if (placed.at.begin > range.end) break;
        const bool touches = placed.at.empty() || range.empty();
        if (placed.at.overlaps(range) || (touches && placed.at.end >= range.begin)) found.push_back(placed);
      }
    }
    return found;
  }

  // By place in the order, from 0. Precondition: rank < size().
  const Placed& at(std::size_t rank) const {
    assert(rank < size_);
    auto bin = bins_.begin();
    while (rank >= bin->records.size()) rank -= (bin++)->records.size();
    return bin->records[rank];
  }
  // How many come before it.
  std::size_t rank_of(const Placed& placed) const {
    return rank([&](const Placed& other) { return comes_before(other, placed); });
  }
  // How many begin before that place: the rank of the first that does not.
  std::size_t first_from(CodePoint at) const {
    return rank([&](const Placed& other) { return other.at.begin < at; });
  }

  // Which of the stretches between these places, in ascending order, something begins in; one less than there are places.
  std::vector<bool> begin_between(const std::vector<CodePoint>& places) const {
    std::vector<bool> found(places.size() - 1);
    auto bin = bins_.begin();
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
      while (bin != bins_.end() && bin->records.back().at.begin < places[i]) ++bin;
      if (bin == bins_.end()) break;
      const auto next = std::ranges::lower_bound(bin->records, places[i], {}, [](const Placed& each) { return each.at.begin; });
      found[i] = next->at.begin < places[i + 1];
    }
    return found;
  }

 private:
  static constexpr std::size_t kBin = 256;
  struct Bin {
    CodePoint first;     // the least begin
    CodePoint furthest;  // the greatest end
    std::vector<Placed> records;
  };

  static void sum_up(Bin& bin) {
    bin.first = bin.records.front().at.begin;
    bin.furthest = bin.first;
    for (const Placed& placed : bin.records) bin.furthest = std::max(bin.furthest, placed.at.end);
  }
  // The bin whose last one is not before it, or the number of bins.
  std::size_t bin_of(const Placed& placed) const {
    const auto at = std::ranges::partition_point(
        bins_, [&](const Bin& bin) { return comes_before(bin.records.back(), placed); });
    return static_cast<std::size_t>(at - bins_.begin());
  }
  template <class Before>
  std::size_t rank(Before&& before) const {
    std::size_t count = 0;
    for (const Bin& bin : bins_) {
      if (!before(bin.records.back())) {
        const auto at = std::ranges::partition_point(bin.records, before);
        return count + static_cast<std::size_t>(at - bin.records.begin());
      }
      count += bin.records.size();
    }
    return count;
  }

  std::vector<Bin> bins_;
  std::size_t size_ = 0;
};

}  // namespace sayso::ui
