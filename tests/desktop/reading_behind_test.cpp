// An article that is shown while its annotations are still being read.
#include <doctest/doctest.h>

#include "tests/desktop/desk.h"
#include "tests/support/held_files.h"
#include "ui/desktop/models/window_model.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

std::string heading(Desk& desk) { return std::get<AnnotateModel>(desk->model().body).text.heading; }

// At another article first, so that the annotated one can be opened while its history is held back.
struct Slow {
  HeldFiles files{real_files(), "ana/tram-extension.history"};
  Desk desk{std::chrono::hours(1), real_clock(), files, "ana", "night-library", true};

  void open() {
    files.hold();
    desk->act({"open-article", kArticle, {}});
    REQUIRE(desk->session()->article()->reading);
  }
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
  CHECK(heading(slow.desk).find(" quotes") != std::string::npos);
  CHECK(!slow.desk.selected().empty());
  CHECK(!slow.desk->ui().speaker_ranks.empty());
}

TEST_CASE("a key that annotates waits for the annotations and adds to them") {
  Slow slow;
  slow.open();
  slow.desk.select_words(2);
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    slow.files.let_go();
  });
  slow.desk.press('Q');
  later.join();
  CHECK(!slow.desk->session()->article()->reading);
  CHECK(slow.desk.quotes() > 1);
  CHECK(slow.desk->session()->can_undo());
}
