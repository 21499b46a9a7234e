#include "core/tasks/parallel.h"

#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <thread>

using namespace sayso;

namespace {

// Gives 0, 1, … up to `count`, exclusive.
auto numbers(int count) {
  return [count, at = std::make_shared<int>(0)]() -> std::optional<int> { return *at < count ? std::optional((*at)++) : std::nullopt; };
}

}  // namespace

TEST_CASE("what is made in parts comes in the parts' order, each made once") {
  for (const int count : {0, 1, 2, 3, 1000}) {
    std::atomic<int> made = 0;
    const auto squares = make_in_parts(numbers(count), [&](int i) {
      ++made;
      if (i % 7 == 0) std::this_thread::yield();
      return i * i;
    });
    REQUIRE(squares.size() == static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) REQUIRE(squares[static_cast<std::size_t>(i)] == i * i);
    CHECK(made == count);
  }
}

TEST_CASE("one part is made on the calling thread") {
  const auto here = std::this_thread::get_id();
  CHECK(make_in_parts(numbers(1), [&](int) { return std::this_thread::get_id() == here; }).front());
}

TEST_CASE("what fails while parts are made or given is thrown on, and the rest is not made") {
  std::atomic<int> made = 0;
  const auto make = [&](int i) {
    if (i == 20) throw std::runtime_error("twenty");
    return ++made;
  };
  CHECK_THROWS_WITH(make_in_parts(numbers(1'000'000), make), "twenty");
  CHECK(made < 1'000'000);
  int given = 0;
  const auto give = [&]() -> std::optional<int> { return ++given == 9 ? throw std::runtime_error("nine") : std::optional(0); };
  CHECK_THROWS_WITH(make_in_parts(give, [](int i) { return i; }), "nine");
}

TEST_CASE("what is done meanwhile is done on another thread only if it is worth a thread") {
  const auto here = std::this_thread::get_id();
  const auto is_here = [&] { return std::this_thread::get_id() == here; };
  CHECK(meanwhile(kWorthAThread - 1, is_here).get());
  CHECK_FALSE(meanwhile(kWorthAThread, is_here).get());
}
