// How far an article is, as a list shows it: what the files say without replaying them, and the same as when it is opened.
#include <doctest/doctest.h>

#include "annotations/query/progress.h"
#include "annotations/store/pending_gesture.h"
#include "tests/annotations/session_support.h"
#include "tests/support/failing_files.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

const std::string kHistory = "annotations/ana/a.history", kSnapshot = "annotations/ana/a.json";

ArticleProgress read(const Desk& desk, FileSystem& files = real_files()) {
  const auto progress = read_progress(files, desk.some.project, kAna, ArticleId("a"), "");
  REQUIRE(progress);
  return *progress;
}

// Two cues, and the snapshot written as at closing.
void work(Desk& desk) {
  auto session = desk.session_on();
  REQUIRE(session->dispatch({{AddSpan{a_cue("new:1", 1, 3)}}, {}}));
  REQUIRE(session->dispatch({{AddSpan{a_cue("new:1", 4, 8)}}, {}}));
  session->close();
}

}  // namespace

TEST_CASE("of an article that nobody began nothing is read") {
  Desk desk;
  FailingFiles files;
  CHECK(read(desk, files) == ArticleProgress());
  CHECK(files.count("read") == 0);
}

TEST_CASE("of an article that was closed two files are opened, however many lie beside them") {
  Desk desk;
  for (int i = 0; i < 20; ++i) desk.add("other" + std::to_string(i));
  work(desk);
  FailingFiles files;
  CHECK(read(desk, files) == ArticleProgress{Status::open, true, 2});
  CHECK(files.count("open") == 2);
  const auto listed = files.count("list_folder");
  CHECK(listed <= 1);  // the notes of unfinished gestures
}

TEST_CASE("frames of a layer are counted where there is one") {
  Annotations state;
  state.spans.put(a_cue("c"));
  Frame frame;
  frame.id = RecordId("f");
  frame.layer = "attribution";
  state.frames.put(frame);
  CHECK(progress_of(state, "").records == 1);
  CHECK(progress_of(state, "attribution").records == 1);
  CHECK(progress_of(state, "document").records == 0);
  CHECK(progress_of(state, "document").begun);
}

TEST_CASE("what the history has beyond its snapshot counts") {
  Desk desk;
  work(desk);
  const std::string snapshot = desk.read(kSnapshot);
  {
    auto session = desk.session_on();
    REQUIRE(session->dispatch({{AddSpan{a_cue("new:1", 9, 12)}}, {}}));
    session->close();
  }
  const std::string history = desk.read(kHistory);
  SUBCASE("as after a crash, when the snapshot is an older one") {
    const std::size_t last_line = history.rfind('\n', history.size() - 2) + 1;
    desk.some.write(kHistory, history.substr(0, last_line));
    desk.some.write(kSnapshot, snapshot);
    CHECK(read(desk).records == 3);
  }
  SUBCASE("when its last line is torn") {
    desk.some.write(kHistory, history + "{\"id\": \"01");
    CHECK(read(desk).records == 3);
  }
  SUBCASE("when there is no snapshot") {
    std::filesystem::remove(desk.some.path(kSnapshot));
    CHECK(read(desk).records == 3);
  }
}

TEST_CASE("what was changed outside counts, and a snapshot without a history") {
  Desk desk;
  work(desk);
  std::string snapshot = desk.read(kSnapshot);
  const std::size_t at = snapshot.find("\"status\": \"open\"");
  REQUIRE(at != std::string::npos);
  desk.some.write(kSnapshot, snapshot.replace(at, 16, "\"status\": \"done\""));
  CHECK(read(desk) == ArticleProgress{Status::done, true, 2});
  std::filesystem::remove(desk.some.path(kHistory));
  CHECK(read(desk) == ArticleProgress{Status::done, true, 2});
}

TEST_CASE("an unfinished gesture over several histories counts") {
  Desk desk;
  work(desk);
  Group group;
  group.id = GroupId("0193a1b2-ffff-7000-8000-000000000001");
  group.after = {desk.some.open().last};
  group.time = "2026-01-02T03:04:05.678Z";
  group.by = "ana";
  group.edits = {AddSpan{a_cue("late", 9, 12)}};
  REQUIRE(write_pending(real_files(), desk.some.project.folder, {group.id, {{kAnaOnA, write_group(group)}}}));
  CHECK(desk.some.open().state.spans.size() == 3);
  CHECK(read(desk).records == 3);
}
