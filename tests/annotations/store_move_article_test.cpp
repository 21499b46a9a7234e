// An article is taken out, brought back or renamed with all that hangs on it.
#include "annotations/store/move_article.h"

#include "annotations/store/fsck.h"
#include "tests/annotations/session_support.h"
#include "tests/support/failing_files.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

struct DeskOfTwo : Desk {
  DeskOfTwo() : Desk(Quick()) {
    for (const AnnotatorId& who : {kAna, kBen}) {
      auto at_work = session_on("a", who);
      REQUIRE(at_work->dispatch(gesture({AddSpan{Span{RecordId("s"), "cue", {{CodePoint(3), CodePoint(9)}}, {" must "}, {}, std::nullopt, {}}}})));
      at_work->close();
    }
  }
  Project now() const { return open_project(real_files(), some.project.folder).value(); }
  bool is_in_order() {
    const auto report = fsck(real_files(), clock, *some.ids, now(), false);
    return report && report->findings.empty();
  }
};

}  // namespace

TEST_CASE("an article that was removed is gone with everybody's annotations, and comes back byte for byte") {
  DeskOfTwo desk;
  desk.add("b");
  const std::string before = desk.every_byte();
  const auto folder = remove_article(real_files(), desk.clock, desk.now(), ArticleId("a"));
  REQUIRE(folder);
  CHECK(desk.now().articles == std::vector{ArticleId("b")});
  CHECK(!is_there(real_files(), desk.some.path("annotations/ben/a.history")));
  CHECK(desk.is_in_order());
  CHECK(!remove_article(real_files(), desk.clock, desk.now(), ArticleId("a")));
  REQUIRE(bring_back_article(real_files(), desk.now(), ArticleId("a")));
  CHECK(desk.every_byte() == before);
  CHECK(!bring_back_article(real_files(), desk.now(), ArticleId("a")));
}

TEST_CASE("a renamed article keeps its annotations, their undo and later edits") {
  DeskOfTwo desk;
  REQUIRE(rename_article(real_files(), desk.clock, *desk.some.ids, desk.now(), ArticleId("a"), ArticleId("news/b")));
  CHECK(desk.now().articles == std::vector{ArticleId("news/b")});
  CHECK(desk.is_in_order());
  auto session = desk.session_on("news/b");
  CHECK(session->article()->problems.empty());
  CHECK(session->article()->state.spans.size() == 1);
  REQUIRE(session->undo());
  REQUIRE(session->redo());
  session->close();
  CHECK(desk.is_in_order());
  CHECK(desk.read("annotations/ana/news/b.json").find("\"article\": \"news/b\"") != std::string::npos);
}

TEST_CASE("an id that is taken, also by case, is refused, and so is an article that somebody annotates") {
  DeskOfTwo desk;
  desk.add("b");
  const std::string before = desk.every_byte();
  CHECK(!rename_article(real_files(), desk.clock, *desk.some.ids, desk.now(), ArticleId("a"), ArticleId("B")));
  CHECK(!rename_article(real_files(), desk.clock, *desk.some.ids, desk.now(), ArticleId("a"), ArticleId("../b")));
  CHECK(desk.every_byte() == before);
  auto session = desk.session_on();
  REQUIRE(session->undo());
  CHECK(!rename_article(real_files(), desk.clock, *desk.some.ids, desk.now(), ArticleId("a"), ArticleId("c")));
  CHECK(!remove_article(real_files(), desk.clock, desk.now(), ArticleId("a")));
  session->close();
  CHECK(remove_article(real_files(), desk.clock, desk.now(), ArticleId("a")));
}

TEST_CASE("whichever call fails, no file is lost and doing it again finishes it") {
  for (const bool rename : {false, true}) {
    for (std::size_t n = 1;; ++n) {
      CAPTURE(rename);
      CAPTURE(n);
      DeskOfTwo desk;
      const Project project = desk.now();
      FailingFiles files;
      files.fail_at = n;
      const auto once = [&](FileSystem& through) -> Result<void> {
        if (rename) return rename_article(through, desk.clock, *desk.some.ids, desk.now(), ArticleId("a"), ArticleId("b"));
        const auto removed = remove_article(through, desk.clock, desk.now(), ArticleId("a"));
        return removed ? Result<void>() : removed.error();
      };
      const bool done = once(files).ok();
      desk.clock.advance(std::chrono::seconds(1));
      if (!done) (void)once(real_files()).ok();
      const std::string all = desk.every_byte();
      for (const char* name : {"a.txt", "ana/a.history", "ben/a.history"}) {
        std::string wanted = name;
        if (rename) wanted.replace(wanted.find("a."), 2, "b.");
        CHECK(all.find(wanted + "\n") != std::string::npos);
      }
      CHECK(desk.now().articles.size() == (rename ? 1 : 0));
      if (files.calls.size() < n) break;
    }
  }
}
