// The list of articles: to do and done, what the filter leaves, and what is newer.
#include <doctest/doctest.h>

#include <algorithm>

#include "core/text/fold.h"
#include "tests/support/random_choices.h"
#include "ui/desktop/models/article_list.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

using Places = std::vector<std::uint32_t>;

std::vector<ArticleId> named(const std::vector<std::string>& names) {
  std::vector<ArticleId> articles;
  for (const std::string& name : names) articles.emplace_back(name);
  return articles;
}

ArticleProgress with(Status status, std::size_t records = 0) { return {status, true, records}; }

}  // namespace

TEST_CASE("the list has to do and done apart, each in the order of the articles") {
  ArticleList list;
  list.reset(5);
  list.set_read(3, with(Status::done));
  list.set_read(1, with(Status::skipped));
  list.set_read(2, with(Status::reopened));
  CHECK(list.todo() == Places{0, 2, 4});
  CHECK(list.done() == Places{1, 3});
  CHECK(list.closed() == 2);
  list.set(3, with(Status::reopened));
  CHECK(list.todo() == Places{0, 2, 3, 4});
  CHECK(list.closed() == 1);
}

TEST_CASE("what was read of a file does not replace what is shown of the open article") {
  ArticleList list;
  list.reset(1);
  list.set(0, with(Status::done, 7));
  list.set_read(0, with(Status::open, 5));
  CHECK(list.progress(0) == with(Status::done, 7));
  CHECK(list.done() == Places{0});
}

TEST_CASE("the filter finds ids whatever the case, in other scripts too") {
  const auto articles = named({"City-Hall", "TRAM", "Ратуша", "city-park"});
  ArticleList list;
  list.reset(articles.size());
  list.set_read(3, with(Status::done));
  const auto found = [&](const std::string& wanted) {
    list.filter(wanted);
    list.search(articles, 100);
    CHECK_FALSE(list.searching());
    Places places = list.todo();
    places.insert(places.end(), list.done().begin(), list.done().end());
    return places;
  };
  CHECK(found("CITY") == Places{0, 3});
  CHECK(found("tram") == Places{1});
  CHECK(found("РАТ") == Places{2});
  CHECK(found("nothing").empty());
  CHECK(found("") == Places{0, 1, 2, 3});
}

TEST_CASE("a search in small parts, while articles are closed, finds what a look at each finds") {
  tests::RandomChoices random(5);
  const auto below = [&](int end) { return static_cast<std::size_t>(random.pick(0, end - 1)); };
  const std::vector<std::string> of_ids{"a", "B", "é", "Ж"}, of_filters{"A", "b", "é", "ж"};
  for (int run = 0; run < 200; ++run) {
    std::vector<ArticleId> articles;
    const std::size_t count = below(60);
    for (std::size_t i = 0; i < count; ++i) {
      std::string id;
      for (std::size_t letters = 1 + below(5); letters > 0; --letters) id += random.one_of(of_ids);
      articles.emplace_back(id);
    }
    ArticleList list;
    list.reset(count);
    std::string wanted;
    for (int step = 0; step < 12; ++step) {
      if (below(3) == 0 && count > 0) list.set(below(static_cast<int>(count)), with(below(2) == 0 ? Status::done : Status::open));
      if (below(3) == 0) wanted = below(3) == 0 ? "" : wanted + random.one_of(of_filters);
      list.filter(wanted);
      list.search(articles, below(40));
    }
    list.search(articles, count);
    REQUIRE_FALSE(list.searching());
    Places todo, done;
    std::size_t closed = 0;
    for (std::uint32_t place = 0; place < count; ++place) {
      closed += is_closed(list.progress(place));
      if (folded(articles[place].value).find(folded(wanted)) == std::string::npos) continue;
      (is_closed(list.progress(place)) ? done : todo).push_back(place);
    }
    CHECK(list.todo() == todo);
    CHECK(list.done() == done);
    CHECK(list.closed() == closed);
  }
}

TEST_CASE("one letter more is looked for only where the letters before were found") {
  std::vector<ArticleId> articles;
  for (int i = 0; i < 1000; ++i) articles.emplace_back(i % 100 == 0 ? "tram" + std::to_string(i) : "bus" + std::to_string(i));
  ArticleList list;
  list.reset(articles.size());
  list.filter("tr");
  list.search(articles, 1000);
  CHECK(list.todo().size() == 10);
  list.filter("tra");
  list.search(articles, 10);
  CHECK_FALSE(list.searching());
  CHECK(list.todo().size() == 10);
}

TEST_CASE("an article that is added moves those behind it") {
  ArticleList list;
  list.reset(2);
  list.set_read(1, with(Status::done, 3));
  list.insert(1);
  CHECK(list.todo() == Places{0, 1});
  CHECK(list.done() == Places{2});
  CHECK(list.progress(2) == with(Status::done, 3));
  CHECK_FALSE(list.is_known(1));
}
