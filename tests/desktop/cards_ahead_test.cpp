// Cards are made ready before they are scrolled to.
#include <doctest/doctest.h>

#include <set>
#include <variant>

#include "tests/bench/big_project.h"
#include "tests/desktop/desk.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

constexpr Mods kCtrl{false, true, false};

// A text of many views, with a card for every few lines.
class LongText {
 public:
  LongText() : desk_(std::chrono::hours(1), real_clock(), real_files(), "ana") {
    const Path project = folder_ / "long";
    bench::make_project(project, {200'000, 4000});
    REQUIRE(desk_->open_project(project, ArticleId("a")));
    desk_->set_text_area({600, 800}, 1);
    for (int i = 0; i < 20; ++i) desk_.press(Key::page_down);
    frame();
    while (desk_->look_ahead()) frame();
  }
  Editor* operator->() { return desk_.operator->(); }

  // The frames whose cards a frame shows or places.
  std::set<std::string> frame() {
    std::set<std::string> frames;
    const WindowModel model = desk_->model();
    for (const Card& card : std::get<AnnotateModel>(model.body).cards) frames.insert(card.frame);
    return frames;
  }
  // Those that are made ready, until there are no more.
  std::set<std::string> ready(bool anew = false) {
    std::set<std::string> frames;
    int times = 0;
    while (const auto cards = desk_->cards_ahead(anew)) {
      REQUIRE(++times < 50);
      anew = false;
      for (const Card& card : *cards) frames.insert(card.frame);
    }
    return frames;
  }
  void press(Key key, Mods mods = {}) { desk_.press(key, mods); }

 private:
  TemporaryFolder folder_;
  Desk desk_;
};

bool all_of(const std::set<std::string>& some, const std::set<std::string>& known) {
  return std::ranges::includes(known, some);
}

}  // namespace

TEST_CASE("cards ahead: a page further down and up none is new, and only what a page brings nearer is made ready then") {
  LongText text;
  std::set<std::string> known = text.frame();
  const std::set<std::string> ahead = text.ready();
  CHECK(ahead.size() > known.size() / 2);
  CHECK(!all_of(ahead, known));
  known.insert(ahead.begin(), ahead.end());
  CHECK(known.size() < 1000 / 4);  // of those of the whole text
  for (const Key key : {Key::page_down, Key::page_down, Key::page_up}) {
    text.press(key);
    CHECK(all_of(text.frame(), known));
    while (text->look_ahead()) text.frame();
    const std::set<std::string> next = text.ready();
    CHECK(next.size() < ahead.size());
    known.insert(next.begin(), next.end());
    CHECK(text.ready().empty());
  }
}

TEST_CASE("cards ahead: they are made ready again after an edit, when they may have been let go of, and at another place") {
  LongText text;
  const std::set<std::string> ahead = text.ready();
  CHECK(text.ready().empty());
  CHECK(text.ready(true) == ahead);
  CHECK(text.ready().empty());

  text->act({"undo", {}, {}});
  text->wait_until_saved();
  text.frame();
  const std::set<std::string> after_edit = text.ready();
  CHECK(after_edit.size() >= ahead.size() - 1);

  text.press(Key::home, kCtrl);
  text.frame();
  while (text->look_ahead()) text.frame();
  CHECK(!text.ready().empty());
  CHECK(text.ready().empty());
}
