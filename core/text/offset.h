// A type for each unit in which a position in a text is counted, so that a mix-up does not compile.
// The conversions between them live in text_index.h and nowhere else.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>

namespace sayso {

template <class Unit>
struct Offset {
  std::size_t value = 0;  // units from the start of the text

  constexpr Offset() = default;
  constexpr explicit Offset(std::size_t v) : value(v) {}
  auto operator<=>(const Offset&) const = default;
};

struct ByteUnit {};
struct CodePointUnit {};
struct Utf16Unit {};

using Byte = Offset<ByteUnit>;            // UTF-8 bytes
using CodePoint = Offset<CodePointUnit>;  // Unicode scalar values: the store's unit
using Utf16 = Offset<Utf16Unit>;          // only at the edges: exporters, importers, ICU

// A half-open stretch: begin is inclusive, end exclusive.
template <class Unit>
struct Stretch {
  Offset<Unit> begin;
  Offset<Unit> end;

  auto operator<=>(const Stretch&) const = default;
  std::size_t length() const { return end.value - begin.value; }
  bool empty() const { return begin == end; }
  bool contains(Offset<Unit> at) const { return begin <= at && at < end; }
  bool contains(const Stretch& other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(const Stretch& other) const { return begin < other.end && other.begin < end; }
};

using ByteRange = Stretch<ByteUnit>;
using CodePointRange = Stretch<CodePointUnit>;

}  // namespace sayso
