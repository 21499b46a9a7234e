// UUIDv7 (RFC 9562), lower case: the ids of records and groups, in the order in which they were made.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"

namespace sayso {

// 74 bits after time, version and variant: rand_a is the first 12 bits, rand_b the 62 bits that follow,
// most significant first; the last 6 bits of the array are not used.
using Uuid7Bits = std::array<std::uint8_t, 10>;

// "0193a1b2-…": time to the millisecond (48 bits, not before 1970), then the bits.
std::string uuid7(WallTime time, const Uuid7Bits& bits);

// Is it the lower-case text of a UUID of version 7?
bool is_uuid7(std::string_view text);

// The time inside a UUIDv7; nullopt when it is not one.
std::optional<WallTime> time_of_uuid7(std::string_view text);

// Where new ids come from. Each next() is greater, as text, than all before it from the same source,
// also when the clock stands still or steps back.
class IdSource {
 public:
  virtual ~IdSource() = default;
  virtual std::string next() = 0;
};

// Ids for real use: a counter in rand_a, the rest from getrandom. May be shared between threads.
// `clock` is borrowed and must outlive the source.
std::unique_ptr<IdSource> random_ids(const Clock& clock = real_clock());

// The same ids in every run with the same seed and clock; for tests. Not for several threads.
std::unique_ptr<IdSource> repeatable_ids(std::uint64_t seed, const Clock& clock);

// The same with a clock of its own that stands still at TestClock's start.
std::unique_ptr<IdSource> repeatable_ids(std::uint64_t seed);

}  // namespace sayso
