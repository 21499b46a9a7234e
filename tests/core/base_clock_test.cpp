#include "core/base/clock.h"

#include <doctest/doctest.h>

#include <random>

using namespace sayso;

namespace {

WallTime ms(std::int64_t since_1970) { return WallTime{std::chrono::milliseconds{since_1970}}; }

}  // namespace

TEST_CASE("a time is written as RFC 3339 in UTC, always with milliseconds") {
  CHECK(to_rfc3339(ms(0)) == "1970-01-01T00:00:00.000Z");
  CHECK(to_rfc3339(ms(-1)) == "1969-12-31T23:59:59.999Z");
  CHECK(to_rfc3339(ms(1767323045678)) == "2026-01-02T03:04:05.678Z");
  CHECK(to_rfc3339(ms(1709164800000)) == "2024-02-29T00:00:00.000Z");
}

TEST_CASE("a time with an offset or a long fraction is the same moment") {
  CHECK(from_rfc3339("2026-01-02T05:04:05.678+02:00") == ms(1767323045678));
  CHECK(from_rfc3339("2026-01-01T21:34:05.678-05:30") == ms(1767323045678));
  CHECK(from_rfc3339("2026-01-02t03:04:05.678999z") == ms(1767323045678));
  CHECK(from_rfc3339("2026-01-02 03:04:05Z") == ms(1767323045000));
  CHECK(from_rfc3339("2016-12-31T23:59:60Z") == from_rfc3339("2016-12-31T23:59:59Z"));
}

TEST_CASE("what is not a time is refused") {
  for (const char* text :
       {"", "2026", "2026-01-02", "2026-01-02T03:04:05", "2026-02-30T00:00:00Z", "2025-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-02T24:00:00Z", "2026-01-02T03:60:00Z",
        "2026-01-02T03:04:61Z", "2026-01-02T03:04:05.Z", "2026-01-02T03:04:05Zx", " 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05+2:00", "2026-01-02T03:04:05+24:00", "-026-01-02T03:04:05Z"}) {
    CAPTURE(text);
    CHECK_FALSE(from_rfc3339(text));
  }
}

TEST_CASE("every written time reads back") {
  std::mt19937_64 random(1);
  std::uniform_int_distribution<std::int64_t> any(-62'135'596'800'000, 253'402'300'799'999);
  for (int i = 0; i < 10'000; ++i) {
    const WallTime time = ms(any(random));
    REQUIRE(from_rfc3339(to_rfc3339(time)) == time);
  }
}

TEST_CASE("the test clock moves only when told to") {
  TestClock clock;
  const auto now = clock.now();
  const auto steady = clock.steady();
  CHECK(to_rfc3339(now) == "2026-01-02T03:04:05.678Z");
  clock.advance(std::chrono::milliseconds{5});
  CHECK(clock.now() - now == std::chrono::milliseconds{5});
  clock.set(ms(0));
  CHECK(clock.now() == ms(0));
  CHECK(clock.steady() - steady == std::chrono::milliseconds{5});
}

TEST_CASE("the real clock is after the year in which this was written") {
  CHECK(real_clock().now() > *from_rfc3339("2024-01-01T00:00:00Z"));
  const auto before = real_clock().steady();
  CHECK((real_clock().steady() >= before));
}
