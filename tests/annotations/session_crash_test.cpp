// A gesture over several files is one: whatever call of the system a crash or a failure comes at, it is wholly
// there, or wholly not, or whole when looked at and finished by the next edit.
#include <sys/wait.h>

#include "tests/annotations/session_support.h"
#include "tests/support/failing_files.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

// Opens the article, makes a speaker and a span that names her, and waits until that is saved.
void name_a_speaker(Desk& desk, FileSystem& files) {
  auto opened = Session::open({&files, &desk.clock, desk.some.ids.get(), desk.state_folder(), {}, {}},
                              desk.some.project.folder, kAna);
  if (!opened || !(*opened)->open_article(ArticleId("a"))) return;
  Span span = a_cue("s");
  span.attributes["entity"] = std::string("mayor");
  (void)(*opened)->dispatch(gesture({AddSpan{span}}, {AddEntity{an_entity("mayor", "Mayor")}}));
  (*opened)->wait_until_saved();
}

// How many calls that makes; the gesture alone is most of them.
std::size_t calls_of_it() {
  Desk desk{Desk::Quick()};
  FailingFiles files;
  name_a_speaker(desk, files);
  return files.calls.size();
}

void die_at(Desk& desk, std::size_t call) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    FailingFiles files;
    files.fail_at = call;
    files.dies = true;
    name_a_speaker(desk, files);
    _exit(1);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  desk.some.ids = repeatable_ids(2);  // those of the child are taken
}

struct Found {
  bool span = false, entity = false;
  bool operator==(const Found&) const = default;
};

Found shown(Desk& desk) {
  const auto session = desk.session_on();
  return {session->article()->state.spans.contains("s"), session->registry().entities.contains("mayor")};
}

// In the histories themselves, notes left out.
Found on_disk(Desk& desk) {
  Registry entities = replay(read_entity_history(desk.read(name_of(kAnasEntities)), "").groups);
  Annotations state = replay(read_history(desk.read(name_of(kAnaOnA)), "").groups);
  return {state.spans.contains("s"), entities.entities.contains("mayor")};
}

bool any_note(Desk& desk) { return !read_pending(real_files(), desk.some.project.folder)->gestures.empty(); }

constexpr Found kWhole{true, true}, kNothing{false, false};

}  // namespace

TEST_CASE("after a crash at any call a gesture over two files is whole or absent, and the next edit finishes it") {
  const std::size_t calls = calls_of_it();
  std::size_t cut_short = 0, absent = 0;
  for (std::size_t call = 1; call <= calls; ++call) {
    CAPTURE(call);
    Desk desk{Desk::Quick()};
    desk.add("b");
    die_at(desk, call);
    const std::string before = desk.every_byte();
    const Found seen = shown(desk);
    CHECK(desk.every_byte() == before);
    CHECK((seen == kWhole || seen == kNothing));
    absent += seen == kNothing ? 1 : 0;
    cut_short += seen == kWhole && on_disk(desk) != kWhole ? 1 : 0;

    // The next edit may be made anywhere: in the article, in another, or of the entities alone.
    auto session = call % 2 ? desk.session_on("a") : desk.session_on("b");
    REQUIRE(session->dispatch(gesture({AddSpan{a_cue("next")}})));
    session->close();
    CHECK(on_disk(desk) == seen);
    CHECK(shown(desk) == seen);
    CHECK(!any_note(desk));
    session = desk.session_on("a");
    CHECK(session->article()->problems.empty());
    CHECK(session->entity_problems().empty());
    if (seen == kNothing) continue;
    if (call % 2) REQUIRE(session->undo());  // "next"
    REQUIRE(session->undo());
    session->close();
    CHECK(shown(desk) == kNothing);
  }
  // It must have been cut short at the writes and syncs of both histories, and before the note was there.
  CHECK(cut_short >= 4);
  CHECK(absent >= 4);
}

TEST_CASE("the note of a gesture over two files is synced before the first of them is written") {
  Desk desk{Desk::Quick()};
  FailingFiles files;
  {
    auto opened = Session::open({&files, &desk.clock, desk.some.ids.get(), desk.state_folder(), {}, {}},
                                desk.some.project.folder, kAna);
    REQUIRE(opened);
    REQUIRE((*opened)->open_article(ArticleId("a")));
    REQUIRE((*opened)->dispatch(gesture({AddSpan{a_cue("r")}}, {AddEntity{an_entity("city", "City")}})));
    (*opened)->wait_until_saved();
    files.calls.clear();
    REQUIRE((*opened)->dispatch(gesture({AddSpan{a_cue("s")}}, {AddEntity{an_entity("mayor", "Mayor")}})));
    (*opened)->wait_until_saved();
    std::vector<std::string> order;
    for (const std::string& call : files.calls) {
      for (const char* kept : {"write", "fsync", "fdatasync", "rename", "fsync_folder", "remove"}) {
        if (call == kept) order.push_back(call);
      }
    }
    CHECK(order == std::vector<std::string>{"write", "fsync", "rename", "fsync_folder", "write", "fdatasync", "write",
                                            "fdatasync", "remove"});
    files.calls.clear();
    REQUIRE((*opened)->dispatch(gesture({AddSpan{a_cue("t")}})));
    (*opened)->wait_until_saved();
    CHECK(files.count("write") == 1);  // one file: no note
  }
}

TEST_CASE("when any call of a gesture over two files fails, it is saved all the same, or told, kept and saved later") {
  const std::size_t calls = calls_of_it();
  int told = 0;
  for (std::size_t call = 1; call <= calls; ++call) {
    CAPTURE(call);
    Desk desk{Desk::Quick()};
    FailingFiles files;
    auto opened = Session::open({&files, &desk.clock, desk.some.ids.get(), desk.state_folder(), {}, {}},
                                desk.some.project.folder, kAna);
    REQUIRE(opened);
    auto& session = *opened;
    REQUIRE(session->open_article(ArticleId("a")));
    if (files.calls.size() >= call) continue;  // before the gesture: nothing to lose yet
    files.fail_at = call;
    files.with = 28;  // ENOSPC
    const auto done = session->dispatch(gesture({AddSpan{a_cue("s")}}, {AddEntity{an_entity("mayor", "Mayor")}}));
    session->wait_until_saved();
    const Found kept{session->article()->state.spans.contains("s"), session->registry().entities.contains("mayor")};
    if (!done) {
      CHECK(!done.error().what.empty());
      CHECK(kept == kNothing);
      CHECK(on_disk(desk) == kNothing);
      continue;
    }
    CHECK(kept == kWhole);
    if (std::holds_alternative<NotSaved>(session->save_state())) {
      ++told;
      CHECK(on_disk(desk).span == false);
      const auto rescued = session->rescued_changes();
      REQUIRE(rescued);
      CHECK((!rescued->empty() || any_note(desk)));
      session->save_again();
      session->wait_until_saved();
    }
    CHECK(std::holds_alternative<Saved>(session->save_state()));
    CHECK(on_disk(desk) == kWhole);
    CHECK(files.synced_again.empty());
    session->close();
    session.reset();
    auto again = desk.session_on();
    REQUIRE(again->bring_back());
    CHECK(shown(desk) == kWhole);
    CHECK(again->rescued_changes()->empty());
  }
  CHECK(told >= 6);
}
