// Looking through a project finds what is wrong and writes nothing; mending leaves nothing that can be mended.
#include "annotations/store/fsck.h"

#include "annotations/store/join.h"
#include "tests/annotations/session_support.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

constexpr const char* kHistory = "annotations/ana/a.history";
constexpr const char* kSnapshot = "annotations/ana/a.json";

Span a_word(const std::string& id) {
  return {RecordId(id), "cue", {{CodePoint(3), CodePoint(9)}}, {" must "}, {}, std::nullopt, {}};
}

// Ana's work on an article: a few gestures, saved and closed.
struct DeskWithWork : Desk {
  DeskWithWork() : Desk(Quick()) {
    auto at_work = session_on();
    for (int i = 0; i < 4; ++i) REQUIRE(at_work->dispatch(gesture({AddSpan{a_word("s" + std::to_string(i))}})));
    at_work->close();
  }
  FsckReport look(bool repair = false) {
    const auto project = open_project(real_files(), some.project.folder);
    REQUIRE(project);
    auto report = fsck(real_files(), clock, *some.ids, *project, repair);
    REQUIRE(report);
    return std::move(report).value();
  }
  std::string problems(bool repair = false) {
    std::string all;
    for (const FsckFinding& finding : look(repair).findings) all += (finding.mended ? "mended: " : "") + to_text(finding.problem) + "\n";
    return all;
  }
  // Finds `words`, changes no byte by looking, and has nothing left after mending; the state is `spans` spans.
  void finds_and_mends(const std::string& words, std::size_t spans) {
    const std::string before = every_byte();
    CHECK_MESSAGE(problems().find(words) != std::string::npos, problems());
    CHECK(every_byte() == before);
    CHECK_MESSAGE(problems(true).find("mended: ") != std::string::npos, problems());
    CHECK(problems() == "");
    const OpenedAnnotations opened = some.open();
    CHECK(opened.problems.empty());
    CHECK(opened.snapshot_is_current);
    CHECK(opened.state.spans.size() == spans);
    const std::string mended = every_byte();
    CHECK(look(true).mended_files == 0);
    CHECK(every_byte() == mended);
  }
};

}  // namespace

TEST_CASE("a project in order has nothing to find and is not touched by mending") {
  DeskWithWork desk;
  const std::string before = desk.every_byte();
  CHECK(desk.problems() == "");
  CHECK(desk.look(true).mended_files == 0);
  CHECK(desk.every_byte() == before);
}

TEST_CASE("a torn end is set aside and the rest stays") {
  DeskWithWork desk;
  const std::string whole = desk.read(kHistory);
  desk.some.write(kHistory, whole + R"({"id": "0193)");
  desk.finds_and_mends("not written to its end", 4);
  CHECK(desk.read(kHistory).starts_with(whole));
  CHECK(desk.every_byte().find(R"({"id": "0193)") != std::string::npos);  // kept beside
}

TEST_CASE("a damaged line in the middle loses its own edits alone, and the original is kept") {
  DeskWithWork desk;
  std::string bytes = desk.read(kHistory);
  bytes[bytes.find("\"s1\"") + 1] = 'x';
  desk.some.write(kHistory, bytes);
  desk.finds_and_mends("does not fit its sum", 4);  // the snapshot has what the line lost
  CHECK(desk.every_byte().find("\"x1\"") != std::string::npos);
}

TEST_CASE("git's conflict markers in a history are taken out and both sides are joined") {
  DeskWithWork desk;
  const std::string base = desk.read(kHistory);
  const auto line_of = [&](const std::string& id) {
    desk.some.write(kHistory, base);
    auto session = desk.session_on();
    REQUIRE(session->dispatch(gesture({AddSpan{a_word(id)}})));
    session->close();
    const std::string more = desk.read(kHistory).substr(base.size());
    return more.substr(0, more.find('\n') + 1);
  };
  const std::string ours = line_of("ours"), theirs = line_of("theirs");
  desk.some.write(kHistory, base + "<<<<<<< HEAD\n" + ours + "=======\n" + theirs + ">>>>>>> laptop\n");
  desk.finds_and_mends("git conflict markers", 6);
  const auto opened = desk.some.open();
  CHECK(opened.groups.back().kind == GroupKind::join);
}

TEST_CASE("a sync tool's second copy is joined and set aside, and is nobody else's work") {
  for (const std::string name : {"a.sync-conflict-20260102-030405-ABCDEFG", "a (ana's conflicted copy 2026-01-02)", "a (1)", "a-DESKTOP-7"}) {
    for (const bool by_mending : {true, false}) {
      CAPTURE(name);
      CAPTURE(by_mending);
      DeskWithWork desk;
      const std::string base = desk.read(kHistory), snapshot = desk.read(kSnapshot);
      auto session = desk.session_on();
      REQUIRE(session->dispatch(gesture({AddSpan{a_word("laptop")}})));
      session->close();
      desk.some.write("annotations/ana/" + name + ".history", desk.read(kHistory));
      desk.some.write("annotations/ana/" + name + ".json", desk.read(kSnapshot));
      desk.some.write(kHistory, base);
      desk.some.write(kSnapshot, snapshot);
      const auto project = open_project(real_files(), desk.some.project.folder);
      CHECK(project->annotators == std::vector{kAna});
      CHECK(articles_of(real_files(), *project, kAna)->size() == 1);
      if (by_mending) {
        desk.finds_and_mends("second copy", 5);
      } else {
        session = desk.session_on();
        CHECK(session->article()->state.spans.contains("laptop"));
        REQUIRE(session->dispatch(gesture({AddSpan{a_word("desk")}})));
        session->close();
        CHECK(desk.some.open().problems.empty());
        CHECK(desk.some.open().state.spans.size() == 6);
      }
      CHECK(desk.problems() == "");
      CHECK(desk.every_byte().find(name + ".history.joined-") != std::string::npos);  // set aside, not deleted
    }
  }
}

TEST_CASE("what was changed outside, or is of no use any more, is found and mended") {
  DeskWithWork desk;
  std::string snapshot = desk.read(kSnapshot);
  SUBCASE("a snapshot changed by hand") {
    snapshot.replace(snapshot.find("\"cue\""), 5, "\"not-quote\"");
    desk.some.write(kSnapshot, snapshot);
    CHECK(desk.problems().find("does not fit its sum") != std::string::npos);
    desk.look(true);
    CHECK(desk.some.open().groups.back().kind == GroupKind::outside);
  }
  SUBCASE("a snapshot that cannot be read") {
    desk.some.write(kSnapshot, "{");
    desk.finds_and_mends("what is shown comes from the history", 4);
  }
  SUBCASE("leftovers of a killed process") {
    desk.some.write("annotations/ana/.a.json.0000abcd.tmp", "{");
    desk.some.write(".sayso/locks/annotations/ana/a.history.json", "{}");
    desk.finds_and_mends("nobody does", 4);
    CHECK(!is_there(real_files(), desk.some.path("annotations/ana/.a.json.0000abcd.tmp")));
  }
  SUBCASE("an article of which nothing is known") {
    REQUIRE(remove_file(real_files(), desk.some.path("articles/a.json")));
    desk.finds_and_mends("nothing is known of this article", 4);
  }
}

TEST_CASE("what nobody can mend is told and left: a text that was changed, annotations of no article") {
  DeskWithWork desk;
  desk.some.write("articles/a.txt", "Another text altogether.\n");
  desk.some.write("annotations/ana/gone.json", desk.read(kSnapshot));
  const std::string before = desk.every_byte();
  for (const bool repair : {false, true}) {
    const std::string problems = desk.problems(repair);
    CHECK(problems.find("made on another text") != std::string::npos);
    CHECK(problems.find("annotations/ana/gone.json: annotations of an article that the project does not have") != std::string::npos);
  }
  CHECK(desk.every_byte() == before);
}
