// Opening an article whose annotations are read on another thread.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include "tests/annotations/session_support.h"
#include "tests/support/held_files.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

// Ana's article with one cue, whose history can be held back.
struct SlowDesk : Desk {
  HeldFiles files{real_files(), ".history"};
  std::atomic<int> woken = 0;

  SlowDesk() {
    auto made = session_on();
    REQUIRE(made->dispatch(gesture({AddSpan{a_cue("c")}})));
    made->close();
  }
  std::unique_ptr<Session> behind() {
    Session::Settings settings{&files, &clock, some.ids.get(), state_folder(), {}, [this] { ++woken; }};
    settings.read_behind = true;
    auto opened = Session::open(std::move(settings), some.project.folder, kAna);
    REQUIRE(opened);
    files.hold();
    return std::move(opened).value();
  }
};

}  // namespace

TEST_CASE("the text is there before its annotations, which come with a poll after the wake") {
  SlowDesk desk;
  const auto session = desk.behind();
  REQUIRE(session->open_article(ArticleId("a")));
  CHECK(session->article()->reading);
  CHECK(session->article()->article->text == "“We must act now,” she said.\n");
  CHECK(session->article()->state.spans.empty());
  CHECK(session->article()->state.article == ArticleId("a"));
  CHECK(!session->poll());
  CHECK(session->article()->reading);
  CHECK(!session->can_undo());
  desk.files.let_go();
  while (desk.woken == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  CHECK(session->poll());
  CHECK(!session->article()->reading);
  CHECK(session->article()->state.spans.contains("c"));
  CHECK(session->can_undo());
  session->close();
}

TEST_CASE("what is made of annotations when they are read is made by the thread that reads them, before they are there") {
  SlowDesk desk;
  const auto session = desk.behind();
  const auto here = std::this_thread::get_id();
  std::size_t spans = 0, groups = 0;
  ArticleId of;
  bool on_another = false;
  REQUIRE(session->open_article(ArticleId("a"), [&](const Article& article, const Annotations& state, const std::vector<Group>& history) {
    of = article.id;
    spans = state.spans.size();
    groups = history.size();
    on_another = std::this_thread::get_id() != here;
  }));
  CHECK(session->article()->reading);
  desk.files.let_go();
  session->finish_reading();
  CHECK(of == ArticleId("a"));
  CHECK(spans == 1);
  CHECK(groups == 1);
  CHECK(on_another);
  session->close();
}

TEST_CASE("a gesture waits for the annotations that it is to change") {
  SlowDesk desk;
  const auto session = desk.behind();
  REQUIRE(session->open_article(ArticleId("a")));
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    desk.files.let_go();
  });
  CHECK(!session->dispatch(gesture({AddSpan{a_cue("c")}})));  // it is there already
  later.join();
  REQUIRE(session->dispatch(gesture({AddSpan{a_cue("d")}})));
  CHECK(session->article()->state.spans.size() == 2);
  session->close();
  const auto again = desk.session_on();
  CHECK(again->article()->state.spans.size() == 2);
  CHECK(again->article()->groups.size() == 2);
}

TEST_CASE("an article that is left or closed while it is read is left as it was") {
  SlowDesk desk;
  desk.add("b");
  const std::string before = desk.every_byte();
  const auto session = desk.behind();
  REQUIRE(session->open_article(ArticleId("a")));
  desk.files.let_go();
  REQUIRE(session->open_article(ArticleId("b")));
  session->finish_reading();
  CHECK(session->article()->article->id == ArticleId("b"));
  CHECK(session->article()->state.spans.empty());
  REQUIRE(session->open_article(ArticleId("a")));
  session->close();
  CHECK(desk.every_byte() == before);
}

TEST_CASE("annotations that cannot be read are told when it is known, and are not changed") {
  SlowDesk desk;
  const Path history = desk.some.project.folder / "annotations/ana/a.history";
  std::filesystem::remove(history);
  std::filesystem::create_directory(history);
  const auto session = desk.behind();
  REQUIRE(session->open_article(ArticleId("a")));
  desk.files.let_go();
  session->finish_reading();
  CHECK(session->article()->article->text == "“We must act now,” she said.\n");
  REQUIRE(!session->article()->problems.empty());
  CHECK(to_text(session->article()->problems.back()).find("a.history") != std::string::npos);
  CHECK(!session->article()->read_only.empty());
  CHECK(!session->dispatch(gesture({AddSpan{a_cue("d")}})));
  session->close();
}

TEST_CASE("an article that is opened anew is not away in between") {
  SlowDesk desk;
  const auto session = desk.behind();
  desk.files.let_go();
  REQUIRE(session->open_article(ArticleId("a")));
  session->finish_reading();
  REQUIRE(session->open_article(ArticleId("a")));
  CHECK(!session->article()->reading);
  CHECK(session->article()->state.spans.contains("c"));
  session->close();
}
