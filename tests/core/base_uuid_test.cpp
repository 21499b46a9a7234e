#include "core/base/uuid.h"

#include <doctest/doctest.h>

#include <set>
#include <thread>
#include <vector>

using namespace sayso;

TEST_CASE("time and bits stand where RFC 9562 puts them") {
  // The example of RFC 9562, appendix A.6.
  const WallTime time{std::chrono::milliseconds{0x017F22E279B0}};
  const std::uint64_t rand_b = 0x18C4DC0C0C07398F;
  Uuid7Bits bits{};
  bits[0] = 0xCC;
  bits[1] = static_cast<std::uint8_t>(0x30 | rand_b >> 58);
  for (std::size_t i = 2; i < 9; ++i) bits[i] = static_cast<std::uint8_t>(rand_b >> (58 - 8 * (i - 1)));
  bits[9] = static_cast<std::uint8_t>(rand_b << 6);
  CHECK(uuid7(time, bits) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  CHECK(time_of_uuid7("017f22e2-79b0-7cc3-98c4-dc0c0c07398f") == time);
}

TEST_CASE("only lower-case UUIDs of version 7 are one") {
  CHECK(is_uuid7("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
  for (const char* text : {"", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
                           "017f22e2-79b0-4cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-78c4-dc0c0c07398f",
                           "017f22e2079b0-7cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g"}) {
    CAPTURE(text);
    CHECK_FALSE(is_uuid7(text));
    CHECK_FALSE(time_of_uuid7(text));
  }
}

TEST_CASE("ids of one source never step back, whatever the clock does") {
  TestClock clock;
  const auto ids = random_ids(clock);
  std::string last;
  for (int i = 0; i < 20'000; ++i) {
    if (i == 7'000) clock.advance(std::chrono::milliseconds{1});
    if (i == 9'000) clock.set(WallTime{});
    const std::string next = ids->next();
    REQUIRE(is_uuid7(next));
    REQUIRE(last < next);
    last = next;
  }
}

TEST_CASE("a real id carries the time at which it was made") {
  TestClock clock;
  CHECK(time_of_uuid7(random_ids(clock)->next()) == clock.now());
}

TEST_CASE("two sources do not give the same ids") {
  TestClock clock;
  const auto a = random_ids(clock), b = random_ids(clock);
  std::set<std::string> all;
  for (int i = 0; i < 1000; ++i) all.insert({a->next(), b->next()});
  CHECK(all.size() == 2000);
}

TEST_CASE("threads may share a source") {
  const auto ids = random_ids();
  std::vector<std::vector<std::string>> made(4);
  {
    std::vector<std::jthread> threads;
    for (auto& mine : made) {
      threads.emplace_back([&mine, &ids] {
        for (int i = 0; i < 1000; ++i) mine.push_back(ids->next());
      });
    }
  }
  std::set<std::string> all;
  for (const auto& mine : made) all.insert(mine.begin(), mine.end());
  CHECK(all.size() == 4000);
}

TEST_CASE("a repeatable source repeats, and another seed gives other ids") {
  const auto a = repeatable_ids(7), b = repeatable_ids(7), c = repeatable_ids(8);
  const std::string first = a->next();
  CHECK(first == b->next());
  CHECK(first != c->next());
  CHECK(a->next() == b->next());
  CHECK(is_uuid7(first));
}
