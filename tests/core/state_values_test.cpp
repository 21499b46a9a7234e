// Values that hold others: FlatMap, Seldom, Shared.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "core/state/flat_map.h"
#include "core/state/seldom.h"
#include "core/state/shared.h"

using namespace sayso;

TEST_CASE("a flat map does what a map does") {
  std::mt19937 random(11);
  FlatMap<std::string, int> flat;
  std::map<std::string, int> map;
  for (int step = 0; step < 20000; ++step) {
    const std::string key = std::to_string(random() % 40);
    const int value = static_cast<int>(random() % 1000);
    switch (random() % 5) {
      case 0: flat[key] = value, map[key] = value; break;
      case 1: CHECK(flat.erase(key) == map.erase(key)); break;
      case 2: CHECK(flat.insert({key, value}).second == map.insert({key, value}).second); break;
      case 3: CHECK(flat.emplace(key, value).second == map.emplace(key, value).second); break;
      default:
        CHECK(flat.contains(key) == map.contains(key));
        if (map.contains(key)) CHECK(flat.at(key) == map.at(key));
    }
    REQUIRE(std::ranges::equal(flat, map, [](const auto& a, const auto& b) { return a.first == b.first && a.second == b.second; }));
  }
  CHECK_THROWS_AS(flat.at("no such key"), std::out_of_range);
}

TEST_CASE("a flat map of one key twice keeps the first") {
  const FlatMap<std::string, int> map{{"b", 1}, {"a", 2}, {"b", 3}};
  CHECK(map == FlatMap<std::string, int>{{"a", 2}, {"b", 1}});
}

TEST_CASE("what is there seldom is a value of its own in every copy") {
  Seldom<std::string> none;
  CHECK(!none);
  CHECK(none == std::nullopt);
  Seldom<std::string> some = std::string("words");
  Seldom<std::string> copy = some;
  *copy += " more";
  CHECK(*some == "words");
  CHECK(copy != some);
  copy = some;
  CHECK(copy == some);
  const Seldom<std::string>& itself = copy;
  copy = itself;
  CHECK(*copy == "words");
  copy = std::nullopt;
  CHECK(copy == none);
  CHECK(sizeof(none) == sizeof(void*));
}

TEST_CASE("copies of a shared value share it until one of them changes") {
  const Shared<std::string> one = std::string("words");
  Shared<std::string> other = one;
  CHECK(&*one == &*other);
  other.change([](std::string& text) { text += " more"; });
  CHECK(*one == "words");
  CHECK(*other == "words more");
  CHECK(one == Shared<std::string>(std::string("words")));
  CHECK(one != other);
}
