#include "ui/desktop/models/places.h"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <random>
#include <string>

using namespace sayso;
using namespace sayso::ui;

namespace {

struct Thing {
  std::string name;
};
const std::string& key_of(const Thing& thing) { return thing.name; }

using Placed = Places<Thing>::Placed;

CodePointRange range(std::size_t begin, std::size_t end) { return {CodePoint(begin), CodePoint(end)}; }

// Things that live as long as the test, and their places.
struct Some {
  std::map<std::string, std::unique_ptr<Thing>> things;
  Places<Thing> places;

  Placed make(const std::string& name, CodePointRange at) {
    auto& thing = things[name];
    if (!thing) thing = std::make_unique<Thing>(Thing{name});
    return {at, thing.get()};
  }
  Some& with(const std::string& name, CodePointRange at) {
    places.put(make(name, at));
    return *this;
  }
  std::string meeting(CodePointRange at) const {
    std::string names;
    for (const Placed& placed : places.meeting(at)) names += placed.record->name;
    return names;
  }
};

}  // namespace

TEST_CASE("what meets a range comes in text order, the longer before the shorter, then by key") {
  Some some;
  some.with("d", range(20, 30)).with("b", range(10, 30)).with("c", range(10, 20)).with("a", range(10, 20));
  CHECK(some.meeting(range(0, 100)) == "bacd");
}

TEST_CASE("a range meets what shares a code point with it, not what it touches") {
  Some some;
  some.with("a", range(10, 20)).with("b", range(20, 30));
  CHECK(some.meeting(range(0, 10)).empty());
  CHECK(some.meeting(range(0, 11)) == "a");
  CHECK(some.meeting(range(19, 20)) == "a");
  CHECK(some.meeting(range(19, 21)) == "ab");
  CHECK(some.meeting(range(30, 40)).empty());
}

TEST_CASE("an empty range meets what it lies in or touches, and an empty place is met there too") {
  Some some;
  some.with("a", range(10, 20)).with("b", range(15, 15));
  CHECK(some.meeting(range(20, 20)) == "a");
  CHECK(some.meeting(range(15, 15)) == "ab");
  CHECK(some.meeting(range(15, 16)) == "ab");
  CHECK(some.meeting(range(21, 21)).empty());
}

TEST_CASE("ranks count in text order, and a place says how many begin before it") {
  Some some;
  some.with("a", range(10, 20)).with("b", range(10, 12)).with("c", range(40, 41));
  CHECK(some.places.at(1).record->name == "b");
  CHECK(some.places.rank_of(some.make("c", range(40, 41))) == 2);
  CHECK(some.places.first_from(CodePoint(10)) == 0);
  CHECK(some.places.first_from(CodePoint(11)) == 2);
  CHECK(some.places.first_from(CodePoint(41)) == 3);
}

TEST_CASE("random puts and removes leave what a plain list would hold") {
  for (unsigned seed = 0; seed < 6; ++seed) {
    std::mt19937 random(seed);
    const auto pick = [&](std::size_t most) { return static_cast<std::size_t>(random() % most); };
    Some some;
    std::vector<Placed> plain;
    for (int step = 0; step < 3000; ++step) {
      if (plain.empty() || random() % 4 < (step < 2000 ? 3U : 1U)) {
        const std::size_t begin = pick(20'000);
        const std::size_t length = pick(50) == 0 ? 5000 : pick(60);
        const Placed placed = some.make("n" + std::to_string(step), range(begin, begin + length));
        some.places.put(placed);
        plain.insert(std::ranges::upper_bound(plain, placed, Places<Thing>::comes_before), placed);
      } else {
        const auto at = plain.begin() + static_cast<std::ptrdiff_t>(pick(plain.size()));
        some.places.remove(*at);
        plain.erase(at);
      }
      if (step % 50 != 0) continue;
      REQUIRE(some.places.size() == plain.size());
      const std::size_t begin = pick(20'000);
      const CodePointRange wanted = range(begin, begin + 1 + pick(500));
      std::vector<Placed> met;
      for (const Placed& placed : plain) {
        const bool inside = placed.at.empty() && wanted.begin <= placed.at.begin && placed.at.begin <= wanted.end;
        if (inside || placed.at.overlaps(wanted)) met.push_back(placed);
      }
      REQUIRE(some.places.meeting(wanted) == met);
      if (plain.empty()) continue;
      const std::size_t rank = pick(plain.size());
      REQUIRE(some.places.at(rank) == plain[rank]);
      REQUIRE(some.places.rank_of(plain[rank]) == rank);
    }
  }
}

TEST_CASE("which stretches something begins in is what going through all of it says") {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    Some some;
    const std::size_t size = 20 + random() % 3000;
    for (std::size_t i = random() % 900; i > 0; --i) {
      const std::size_t begin = random() % size;
      some.with(std::to_string(i), range(begin, begin + random() % 40));
    }
    std::vector<CodePoint> rows;
    const std::size_t count = 1 + random() % 200;
    for (std::size_t i = 0; i <= count; ++i) rows.push_back(CodePoint(size * i / count));
    std::vector<bool> wanted(count);
    for (std::size_t i = 0; i < count; ++i) {
      wanted[i] = some.places.first_from(rows[i + 1]) > some.places.first_from(rows[i]);
    }
    CHECK(some.places.begin_between(rows) == wanted);
  }
}

TEST_CASE("many at once stand as if put one by one, first and later") {
  std::mt19937 random(3);
  Some one_by_one, at_once;
  for (const std::size_t count : {0U, 1U, 256U, 257U, 1000U, 300U}) {
    std::vector<Placed> many;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t begin = random() % 5000;
      const std::string name = std::to_string(count) + "-" + std::to_string(i);
      const CodePointRange at = range(begin, begin + random() % 40);
      one_by_one.with(name, at);
      many.push_back(one_by_one.make(name, at));
    }
    at_once.places.put_all(many);
    if (count == 257U) {  // begins anew, so that a large number comes first too
      one_by_one.places = {};
      at_once.places = {};
    }
    REQUIRE(at_once.places.size() == one_by_one.places.size());
    for (std::size_t rank = 0; rank < at_once.places.size(); ++rank) REQUIRE(at_once.places.at(rank) == one_by_one.places.at(rank));
    for (std::size_t begin = 0; begin < 5000; begin += 37) {
      REQUIRE(at_once.places.meeting(range(begin, begin + 20)) == one_by_one.places.meeting(range(begin, begin + 20)));
    }
  }
}
