#include "core/state/shelf.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>

using namespace sayso;

namespace {

struct Record {
  std::string id;
  int value = 0;

  bool operator==(const Record&) const = default;
};
const std::string& key_of(const Record& record) { return record.id; }

std::string key(unsigned long n) {
  std::string digits = std::to_string(n);
  return std::string(6 - digits.size(), '0') + digits;
}

std::vector<Record> all_of(const Shelf<Record>& shelf) { return {shelf.begin(), shelf.end()}; }

std::vector<Record> all_of(const std::map<std::string, int>& map) {
  std::vector<Record> all;
  for (const auto& [id, value] : map) all.push_back({id, value});
  return all;
}

}  // namespace

TEST_CASE("records are found by their key and listed in its order") {
  const Shelf<Record> shelf{{"b", 2}, {"a", 1}, {"c", 3}};
  CHECK(shelf.size() == 3);
  CHECK(all_of(shelf) == std::vector<Record>{{"a", 1}, {"b", 2}, {"c", 3}});
  CHECK(*shelf.find("b") == Record{"b", 2});
  CHECK(shelf.find("bb") == nullptr);
  CHECK(shelf.find("") == nullptr);
  CHECK(shelf.find("d") == nullptr);
  CHECK(shelf.contains("c"));
}

TEST_CASE("an empty shelf has nothing") {
  const Shelf<Record> shelf;
  CHECK(shelf.empty());
  CHECK((shelf.begin() == shelf.end()));
  CHECK(shelf.find("a") == nullptr);
  CHECK(shelf == Shelf<Record>{});
  CHECK(shelf.without("a").empty());
}

TEST_CASE("of several records with one key the last counts") {
  CHECK(all_of(Shelf<Record>{{"a", 1}, {"b", 2}, {"a", 3}}) == std::vector<Record>{{"a", 3}, {"b", 2}});
}

TEST_CASE("a snapshot stays as it was, whatever is done to the shelf it was taken of") {
  std::vector<Record> records;
  for (unsigned n = 0; n < 2000; ++n) records.push_back({key(2 * n), 0});
  Shelf<Record> shelf{records};
  const Shelf<Record> snapshot = shelf;
  std::mt19937 random(1);
  for (int i = 0; i < 5000; ++i) {
    const std::string id = key(random() % 4000);
    if (random() % 2 == 0) {
      shelf.put({id, i});
    } else {
      shelf.remove(id);
    }
  }
  CHECK(all_of(snapshot) == records);
  CHECK_FALSE(shelf == snapshot);
}

TEST_CASE("with and without give a new value and leave the old one") {
  const Shelf<Record> before{{"a", 1}};
  const auto with = before.with({"b", 2}).with({"a", 5});
  CHECK(all_of(with) == std::vector<Record>{{"a", 5}, {"b", 2}});
  CHECK(all_of(with.without("a")) == std::vector<Record>{{"b", 2}});
  CHECK(all_of(before) == std::vector<Record>{{"a", 1}});
}

TEST_CASE("put and remove say whether there was one") {
  Shelf<Record> shelf;
  CHECK_FALSE(shelf.put({"a", 1}));
  CHECK(shelf.put({"a", 2}));
  CHECK(shelf.remove("a"));
  CHECK_FALSE(shelf.remove("a"));
  CHECK(shelf.empty());
}

TEST_CASE("unchanged records are shared between a shelf and its copies") {
  std::vector<Record> records;
  for (unsigned n = 0; n < 1000; ++n) records.push_back({key(n), 0});
  const Shelf<Record> before{records};
  const auto after = before.with({key(500), 1});
  std::size_t shared = 0;
  for (const auto& record : before) {
    if (after.find(record.id) == &record) ++shared;
  }
  CHECK(shared == 999);
}

TEST_CASE("a record that somebody shares outlives its shelf") {
  std::shared_ptr<const Record> kept;
  {
    const Shelf<Record> shelf{{"a", 1}};
    kept = shelf.share("a");
    CHECK(shelf.share("b") == nullptr);
  }
  CHECK(kept->value == 1);
}

TEST_CASE("shelves with the same records are equal, however they came about") {
  Shelf<Record> up, down;
  for (unsigned n = 0; n < 3000; ++n) up.put({key(n), 0});
  for (unsigned n = 3000; n-- > 0;) down.put({key(n), 0});
  CHECK(up == down);
  const auto changed = down.with({key(1500), 1});
  CHECK_FALSE(up == changed);
  CHECK(up == changed.with({key(1500), 0}));
  CHECK_FALSE(up == up.without(key(2999)));
}

TEST_CASE("random operations give what std::map gives") {
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::mt19937 random(seed);
    Shelf<Record> shelf;
    std::map<std::string, int> map;
    const unsigned keys = seed % 2 == 0 ? 500 : 20'000;
    for (int i = 0; i < 4000; ++i) {
      const std::string id = key(random() % keys);
      // Mostly growing first, mostly shrinking then.
      if (random() % 4 < (i < 2500 ? 3u : 1u)) {
        REQUIRE(shelf.put({id, i}) == map.contains(id));
        map[id] = i;
      } else {
        REQUIRE(shelf.remove(id) == (map.erase(id) == 1));
      }
      REQUIRE(shelf.size() == map.size());
      const std::string other = key(random() % keys);
      const Record* found = shelf.find(other);
      REQUIRE((found != nullptr) == map.contains(other));
      if (found) REQUIRE(found->value == map[other]);
    }
    REQUIRE(all_of(shelf) == all_of(map));
    REQUIRE(shelf == Shelf<Record>{all_of(map)});
    while (!map.empty()) {
      shelf.remove(map.begin()->first);
      map.erase(map.begin());
    }
    REQUIRE(shelf.empty());
    REQUIRE((shelf.begin() == shelf.end()));
  }
}

TEST_CASE("the difference of two shelves takes one to the other, whatever was done in between") {
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::mt19937 random(seed);
    Shelf<Record> before;
    for (unsigned n = 0; n < 3000; ++n) before.put({key(random() % 4000), 0});
    Shelf<Record> after = before;
    for (unsigned n = static_cast<unsigned>(random()) % 900; n > 0; --n) {
      const std::string id = key(random() % 4000);
      if (random() % 2) {
        after.put({id, static_cast<int>(n)});
      } else {
        after.remove(id);
      }
    }
    std::map<std::string, int> map;
    for (const Record& record : before) map[record.id] = record.value;
    std::string last;
    Shelf<Record>::difference(
        before, after,
        [&](const Record& gone) {
          REQUIRE(map.erase(gone.id) == 1);
          REQUIRE(last <= gone.id);
          last = gone.id;
        },
        [&](const Record& come) {
          REQUIRE(map.emplace(come.id, come.value).second);
          REQUIRE(last <= come.id);
          last = come.id;
        });
    REQUIRE(all_of(map) == all_of(after));
  }
}

TEST_CASE("the difference after one edit among many names that record alone") {
  Shelf<Record> before;
  for (unsigned n = 0; n < 3000; ++n) before.put({key(n), 0});
  std::vector<std::string> seen;
  const auto see = [&](const Record& record) { seen.push_back(record.id); };
  Shelf<Record>::difference(before, before.with({key(7), 1}), see, see);
  CHECK(seen == std::vector<std::string>{key(7), key(7)});
  seen.clear();
  Shelf<Record>::difference(before, before.without(key(2999)), see, see);
  CHECK(seen == std::vector<std::string>{key(2999)});
  seen.clear();
  Shelf<Record>::difference(before, before, see, see);
  CHECK(seen.empty());
}
