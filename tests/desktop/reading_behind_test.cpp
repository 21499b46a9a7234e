// An article that is shown while its annotations are still being read.
#include <doctest/doctest.h>

#include "annotations/store/builtin_schemes.h"
#include "tests/desktop/desk.h"
#include "tests/support/held_files.h"
#include "ui/desktop/models/window_model.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

std::string heading(Desk& desk) { return std::get<AnnotateModel>(desk->model().body).text.heading; }

// How many quotes the list says that the article has.
std::string count_in_list(Desk& desk) {
  const LeftModel left = std::get<AnnotateModel>(desk->model().body).left;
  for (const auto* part : {&left.todo, &left.done}) {
    for (const ArticleRow& row : part->rows) {
      if (row.id == kArticle) return row.count;
    }
  }
  return {};
}

// The annotated article was seen once; at another one now, so that it can be opened while its history is held back.
struct Slow {
  HeldFiles files{real_files(), "ana/tram-extension.history"};
  Desk desk{std::chrono::hours(1), real_clock(), files, "ana", kArticle, true};
  std::string quotes;
  std::size_t spans = 0;

  Slow() {
    desk->wait_for_checks();
    quotes = count_in_list(desk);
    spans = desk.article().state.spans.size();
    REQUIRE(quotes.size() == 2);
    REQUIRE(spans > 0);
    desk->act({"open-article", "night-library", {}});
  }
  void let_go_soon() {
    later_ = std::jthread([this] {
      std::this_thread::sleep_for(std::chrono::milliseconds(30));
      files.let_go();
    });
  }
  void open() {
    files.hold();
    desk->act({"open-article", kArticle, {}});
    REQUIRE(desk->session()->article()->reading);
  }

 private:
  std::jthread later_;
};

}  // namespace

TEST_CASE("text and caret are there while annotations are being read") {
  Slow slow;
  slow.open();
  CHECK(heading(slow.desk).find("reading annotations") != std::string::npos);
  slow.desk.select_words(2);
  CHECK(!slow.desk.selected().empty());
  CHECK(slow.desk->session()->article()->reading);
  slow.files.let_go();
  while (slow.desk->session()->article()->reading) slow.desk.turn();
  slow.desk.turn();
  CHECK(heading(slow.desk).find("reading annotations") == std::string::npos);
  CHECK(heading(slow.desk).find(slow.quotes + " quotes") != std::string::npos);
  CHECK(!slow.desk.selected().empty());
  CHECK(!slow.desk->ui().speaker_ranks.empty());
}

TEST_CASE("a key that annotates waits for the annotations and adds to them") {
  Slow slow;
  slow.open();
  slow.desk->act({"toggle-theme", {}, {}});
  slow.desk.select_words(2);
  CHECK(slow.desk->session()->article()->reading);
  slow.let_go_soon();
  slow.desk.press('Q');
  CHECK(!slow.desk->session()->article()->reading);
  // It was submitted, which is known only now: why is it opened again?
  REQUIRE(std::holds_alternative<OpenPrompt>(slow.desk->ui().mode));
  slow.desk->handle(KeyPress{Key::other, 0, {}, false});
  slow.desk->handle(TextTyped{"a quote is missing"});
  slow.desk.press(Key::enter);
  CHECK(slow.desk.article().state.spans.size() == slow.spans + 1);
  CHECK(slow.desk->session()->can_undo());
}

TEST_CASE("the list says how far an article is that was left before its annotations were shown") {
  Slow slow;
  CHECK(count_in_list(slow.desk) == slow.quotes);
  slow.open();
  CHECK(count_in_list(slow.desk) == slow.quotes);
  slow.let_go_soon();
  slow.desk->act({"open-article", "night-library", {}});
  CHECK(slow.desk->session()->article()->article->id == ArticleId("night-library"));
  CHECK(count_in_list(slow.desk) == slow.quotes);
}

TEST_CASE("a project without articles is opened while annotations of another are being read") {
  Slow slow;
  TemporaryFolder folder;
  const auto ids = random_ids();
  REQUIRE(create_project(real_files(), folder / "empty", "Empty", builtin_schemes().front().json, *ids));
  slow.open();
  slow.let_go_soon();
  REQUIRE(slow.desk->open_project(folder / "empty"));
  CHECK(!slow.desk->session()->article());
  slow.desk->act({"next-annotation", {}, {}});
  slow.desk.turn();
  CHECK(!slow.desk->session()->article());
}
