// Where words were found in a text, in text order: which lie in a range, the how-manieth one is. All are equally long. They
// come in pieces, each behind those before, and are kept as they come: a place takes eight bytes. A value; nothing here
// fails.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "core/text/offset.h"

namespace sayso::ui {

class Hits {
 public:
  Hits() = default;
  // `length`: of each hit, in code points.
  explicit Hits(std::size_t length) : length_(length) {}

  // Precondition: in order, and behind all that are there.
  void add(std::vector<CodePoint> begins) {
    if (begins.empty()) return;
    const std::size_t before = size_;
    size_ += begins.size();
    pieces_.push_back({before, std::move(begins)});
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  // By place in the order, from 0. Precondition: rank < size().
  CodePointRange at(std::size_t rank) const {
    assert(rank < size_);
    const auto piece = std::ranges::upper_bound(pieces_, rank, {}, &Piece::before) - 1;
    return range_from(piece->begins[rank - piece->before]);
  }
  // How many begin before that place: the rank of the first that does not.
  std::size_t first_from(CodePoint place) const {
    const auto piece = std::ranges::partition_point(pieces_, [&](const Piece& each) { return each.begins.back() < place; });
    if (piece == pieces_.end()) return size_;
    return piece->before + static_cast<std::size_t>(std::ranges::lower_bound(piece->begins, place) - piece->begins.begin());
  }
  // Of the hit that is just this range; nothing when there is none.
  std::optional<std::size_t> rank_of(CodePointRange range) const {
    const std::size_t rank = first_from(range.begin);
    return rank < size_ && at(rank) == range ? std::optional(rank) : std::nullopt;
  }
  // Those that share a code point with the range, in order.
  std::vector<CodePointRange> meeting(CodePointRange range) const {
    std::vector<CodePointRange> found;
    const CodePoint first{range.begin.value - std::min(range.begin.value, length_ - std::min<std::size_t>(length_, 1))};
    for (std::size_t rank = first_from(first); rank < size_; ++rank) {
      const CodePointRange hit = at(rank);
      if (hit.begin >= range.end) break;
      found.push_back(hit);
    }
    return found;
  }

 private:
  struct Piece {
    std::size_t before;  // how many hits come before it
    std::vector<CodePoint> begins;
  };
  CodePointRange range_from(CodePoint begin) const { return {begin, CodePoint{begin.value + length_}}; }

  std::size_t length_ = 0, size_ = 0;
  std::vector<Piece> pieces_;
};

}  // namespace sayso::ui
