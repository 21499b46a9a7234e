// When the disk refuses: what is shown goes on, what was saved stays, what was not is kept and comes back.
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>

#include "annotations/store/emergency.h"
#include "tests/annotations/session_support.h"
#include "tests/support/other_process.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

const std::string kHistory = name_of(kAnaOnA);

Gesture cue(int number) { return gesture({AddSpan{a_cue("s" + std::to_string(number))}}); }

std::string state_in_words(const Session& session) {
  const SaveState state = session.save_state();
  if (std::holds_alternative<Saved>(state)) return "saved";
  if (std::holds_alternative<Saving>(state)) return "saving";
  const auto& failed = std::get<NotSaved>(state);
  return "not saved: " + failed.error.what + "; " + failed.error.remedy + (failed.rescued_to.empty() ? "" : "; kept");
}

// Fills the disk below `folder` to the last byte.
void fill(const Path& folder) {
  std::ofstream filler(folder / "filler", std::ios::binary);
  const std::string page(512, 'f');
  while (filler.write(page.data(), static_cast<std::streamsize>(page.size())).flush()) {}
}

// In a process of its own: Ana edits "a" until the project takes no more, makes `more` changes that are kept
// elsewhere, and is gone. Gives the ids of the spans that she saw.
void work_without_room(Desk& desk, int more, bool with_entities = false) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    auto session = desk.session_on();
    for (int i = 0; i < 20; ++i) (void)session->dispatch(cue(i));
    session->wait_until_saved();
    const rlimit limit{desk.read(kHistory).size() + 10, RLIM_INFINITY};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(2);
    for (int i = 20; i < 20 + more; ++i) {
      Gesture made = cue(i);
      if (with_entities) made.entity_edits = {AddEntity{an_entity("e" + std::to_string(i), "E")}};
      if (!session->dispatch(made)) _exit(3);
    }
    session->wait_until_saved();
    if (!std::holds_alternative<NotSaved>(session->save_state())) _exit(4);
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  REQUIRE(WEXITSTATUS(status) == 0);
  desk.some.ids = repeatable_ids(2);  // those of the child are taken
}

}  // namespace

TEST_CASE("on a full disk the work goes on in red, and with room again the next gesture saves all of it") {
  const TemporaryFolder disk, elsewhere;
  const std::string found = in_another_process([&]() -> std::string {
    if (!mount_small_disk(disk.path().string(), "size=256k")) return "skipped";
    Desk desk(disk.path(), elsewhere / "state");
    auto session = desk.session_on();
    if (!session->dispatch(cue(0))) return "the first gesture is refused";
    session->wait_until_saved();
    std::string text = state_in_words(*session) + "\n";
    fill(disk.path());
    for (int i = 1; i < 40; ++i) {
      Gesture made = cue(i);
      if (i % 5 == 0) made.entity_edits = {AddEntity{an_entity("e" + std::to_string(i), "E")}};
      if (!session->dispatch(made)) return "a gesture is refused";
    }
    if (!session->undo()) return "undo is refused";
    session->write_snapshots();
    session->wait_until_saved();
    text += state_in_words(*session) + "\n";
    text += std::to_string(session->article()->state.spans.size()) + " spans shown\n";
    const auto history = read_history(desk.read(kHistory), "");
    text += history.problems.empty() && history.groups.size() < 40 ? "the history is whole\n" : "the history is damaged\n";
    const std::size_t lost = 41 - history.groups.size();
    const auto rescued = session->rescued_changes();
    for (const RescuedHistory& each : *rescued) {
      if (each.file == kAnaOnA) text += each.changes == lost ? "all others are kept\n" : "some are lost\n";
    }
    std::filesystem::remove(disk / "filler");
    if (!session->dispatch(cue(100))) return "the next gesture is refused";
    session->wait_until_saved();
    text += state_in_words(*session) + ", " + std::to_string(session->rescued_changes()->size()) + " histories kept\n";
    session->close();
    const std::string bytes = desk.read("annotations/ana/a.json");
    Annotations state;
    for (const Group& group : read_history(desk.read(kHistory), "").groups) state = *update(state, group);
    text += bytes == write_snapshot(state) && state.spans.size() == 40 ? "all is in the project\n" : "not all is there\n";
    const auto names = list_tree(real_files(), elsewhere.path());
    for (const std::string& name : *names) {
      if (name.find("a.history.brought-back-") == std::string::npos) continue;
      text += "the kept copy is set aside\n";
      break;
    }
    return text;
  });
  if (found == "skipped") {
    MESSAGE("skipped: this system allows no mount in a user namespace");
    return;
  }
  CHECK(found ==
        "saved\n"
        "not saved: cannot save: no space left on device (ENOSPC); the disk is full: make room on it, then try "
        "again; kept\n"
        "39 spans shown\n"
        "the history is whole\n"
        "all others are kept\n"
        "saved, 0 histories kept\n"
        "all is in the project\n"
        "the kept copy is set aside\n");
}

TEST_CASE("changes that could not be saved are found at the next opening and brought back, and can be undone") {
  Desk desk;
  work_without_room(desk, 6, true);  // the first was noted when the disk refused it, and is no rescued change
  auto session = desk.session_on();
  const std::string before = desk.every_byte();
  const auto rescued = session->rescued_changes();
  REQUIRE(rescued);
  REQUIRE(rescued->size() == 2);
  CHECK((*rescued)[0].file == kAnasEntities);
  CHECK((*rescued)[1].file == kAnaOnA);
  CHECK((*rescued)[1].changes == 5);
  CHECK(!(*rescued)[1].refusal);
  CHECK(from_rfc3339((*rescued)[1].first));
  CHECK(session->article()->state.spans.size() == 21);
  CHECK(desk.every_byte() == before);

  const auto back = session->bring_back();
  REQUIRE(back);
  CHECK(back->changes == 10);
  CHECK(back->refused.empty());
  CHECK(session->article()->state.spans.size() == 26);
  CHECK(session->registry().entities.size() == 6);
  CHECK(session->rescued_changes()->empty());
  CHECK(session->bring_back()->changes == 0);
  REQUIRE(session->undo());
  CHECK(session->article()->state.spans.size() == 25);
  CHECK(session->registry().entities.size() == 5);
  session->close();
  const OpenedAnnotations opened = desk.some.open();
  CHECK(opened.problems.empty());
  CHECK(opened.groups.size() == 27);
  CHECK(opened.snapshot_is_current);
}

TEST_CASE("changes that were kept are joined with a history that went on") {
  Desk desk;
  desk.add("b");
  work_without_room(desk, 3);
  auto session = desk.session_on();
  REQUIRE(session->dispatch(cue(100)));
  session->wait_until_saved();
  const std::size_t here = session->article()->state.spans.size();
  const auto rescued = session->rescued_changes();
  REQUIRE(rescued->size() == 1);
  CHECK(!(*rescued)[0].refusal);
  const auto back = session->bring_back();
  REQUIRE(back);
  CHECK(back->changes == 3);
  CHECK(back->refused.empty());
  CHECK(session->article()->state.spans.size() == here + 3);
  CHECK(session->rescued_changes()->empty());
  REQUIRE(session->dispatch(cue(101)));
  session->close();
  const OpenedAnnotations opened = desk.some.open();
  CHECK(opened.problems.empty());
  CHECK(!opened.unjoined);
  CHECK(opened.state.spans.size() == here + 4);
  CHECK(std::ranges::count(opened.groups, GroupKind::join, &Group::kind) == 1);
}

TEST_CASE("changes whose beginning was lost are not brought back, and they stay where they are") {
  Desk desk;
  work_without_room(desk, 3);
  // The history is as if it had never been: another machine's, or an older copy.
  std::filesystem::remove(desk.some.path("annotations/ana/a.history"));
  std::filesystem::remove(desk.some.path("annotations/ana/a.json"));
  auto session = desk.session_on();
  REQUIRE(session->dispatch(cue(100)));
  session->wait_until_saved();
  const std::vector<Group> history = desk.some.open().groups;
  const auto rescued = session->rescued_changes();
  REQUIRE(rescued->size() == 1);
  REQUIRE((*rescued)[0].refusal);
  const std::string kept = read_file(real_files(), (*rescued)[0].path).value();
  const auto back = session->bring_back();
  REQUIRE(back);
  CHECK(back->changes == 0);
  REQUIRE(back->refused.size() == 1);
  CHECK(to_text(back->refused[0]) ==
        "annotations/ana/a.history: the history has lost what these changes that could not be saved were made on; they stay "
        "in " + (*rescued)[0].path.string());
  CHECK(desk.some.open().groups == history);
  CHECK(read_file(real_files(), (*rescued)[0].path).value() == kept);
}

TEST_CASE("changes that need entities which cannot be brought back stay with them") {
  Desk desk;
  work_without_room(desk, 2, true);
  auto session = desk.session();
  const Path path = session->rescued_changes()->at(0).path;
  const std::string bytes = read_file(real_files(), path).value();
  REQUIRE(write_file_atomically(real_files(), path, "{\"damaged\"\n" + bytes));
  const auto rescued = session->rescued_changes();
  REQUIRE(rescued->size() == 2);
  CHECK((*rescued)[0].refusal);
  REQUIRE((*rescued)[1].refusal);
  CHECK((*rescued)[1].refusal->what == "these changes need entities that cannot be brought back");
}

TEST_CASE("kept changes that are damaged are told and stay, and one that was not kept to its end is none") {
  for (const bool in_the_middle : {true, false}) {
    CAPTURE(in_the_middle);
    Desk desk;
    work_without_room(desk, 3);
    auto session = desk.session_on();
    const Path path = session->rescued_changes()->at(0).path;
    std::string bytes = read_file(real_files(), path).value();
    if (in_the_middle) {
      bytes[bytes.find("cue")] = 'C';
    } else {
      bytes.resize(bytes.size() - 20);
    }
    REQUIRE(write_file_atomically(real_files(), path, bytes));
    const auto back = session->bring_back();
    REQUIRE(back);
    CHECK(back->changes == (in_the_middle ? 0 : 2));
    CHECK(back->refused.size() == (in_the_middle ? 1 : 0));
  }
}

TEST_CASE("a history that another program replaced: the article is opened again, what was not saved stays kept and red") {
  Desk desk;
  auto session = desk.session_on();
  REQUIRE(session->dispatch(cue(0)));
  session->wait_until_saved();
  const std::string line = write_snapshot_line({std::string(64, '0'), session->article()->groups[0].id});
  desk.some.write(kHistory, desk.read(kHistory) + line);  // as git or a sync tool would, by a rename
  REQUIRE(session->dispatch(cue(1)));
  session->wait_until_saved();
  CHECK(state_in_words(*session).find("replaced by another program") != std::string::npos);
  REQUIRE(session->open_article(ArticleId("a")));
  CHECK(session->article()->state.spans.size() == 1);
  CHECK(state_in_words(*session).starts_with("not saved"));
  REQUIRE(session->bring_back());
  CHECK(session->article()->state.spans.size() == 2);
  CHECK(state_in_words(*session) == "saved");
}

TEST_CASE("in a project that may not be written everything is shown, and the first edit says why it is not made") {
  for (const bool mounted : {false, true}) {
    CAPTURE(mounted);
    Desk desk;
    auto session = desk.session_on();
    REQUIRE(session->dispatch(cue(0)));
    session->close();
    session.reset();
    const std::string before = desk.every_byte();
    const std::string folder = desk.some.project.folder.string();
    chmod(desk.some.folder.path().c_str(), 0755);
    const std::string found = in_another_process([&]() -> std::string {
      if (mounted && !mount_read_only(folder)) return "skipped";
      if (!mounted) {
        for (const auto& each : std::filesystem::recursive_directory_iterator(desk.some.project.folder)) {
          chmod(each.path().c_str(), each.is_directory() ? 0555 : 0444);
        }
        chmod(folder.c_str(), 0555);
        drop_root();
      }
      auto opened = Session::open({&real_files(), &desk.clock, desk.some.ids.get(), {}, {}, {}}, folder, kAna);
      if (!opened) return to_text(opened.error());
      auto& looking = *opened;
      if (auto article = looking->open_article(ArticleId("a")); !article) return to_text(article.error());
      std::string text = std::to_string(looking->article()->state.spans.size()) + " span, " +
                         std::to_string(looking->article()->problems.size()) + " problems\n";
      for (const Gesture& made : {cue(1), gesture({}, {AddEntity{an_entity("city", "City")}})}) {
        const auto refused = looking->dispatch(made);
        text += refused ? "made" : refused.error().what + "; " + refused.error().remedy;
        text += "\n";
      }
      text += std::to_string(looking->article()->state.spans.size()) + " span, " + state_in_words(*looking) + "\n";
      looking->close();
      return text;
    });
    if (found == "skipped") {
      MESSAGE("skipped: this system allows no mount");
      continue;
    }
    const std::string why = mounted ? "cannot write to this: read-only file system (EROFS); the disk is read-only: copy "
                                      "the folder to a place where you may write\n"
                                    : "cannot write to this: permission denied (EACCES); ask the owner for permission, or "
                                      "work on a copy of your own\n";
    CHECK(found == "1 span, 0 problems\n" + why + why + "1 span, saved\n");
    CHECK(desk.every_byte() == before);
    for (const auto& each : std::filesystem::recursive_directory_iterator(desk.some.project.folder)) {
      chmod(each.path().c_str(), each.is_directory() ? 0755 : 0644);
    }
    chmod(folder.c_str(), 0755);
  }
}
