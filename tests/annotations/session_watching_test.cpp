// While a project is open others change its files: a script, git, a sync tool, another annotator.
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "annotations/store/join.h"
#include "annotations/store/merge_files.h"
#include "annotations/store/text_corrections.h"
#include "tests/annotations/session_support.h"
#include "tests/support/failing_files.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

const std::string kHistory = name_of(kAnaOnA);
const std::string kSnapshot = "annotations/ana/a.json";

Gesture cue(const std::string& id) { return gesture({AddSpan{a_cue(id)}}); }

std::string history_at(const Path& machine) {
  const auto bytes = read_file(real_files(), machine / kHistory);
  REQUIRE(bytes);
  return *bytes;
}

struct WatchedDesk : Desk {
  std::unique_ptr<Session> watching(const AnnotatorId& annotator = kAna, FileSystem& files = real_files()) {
    auto opened = Session::open({&files, &clock, some.ids.get(), state_folder(), {}, {}, std::chrono::milliseconds(0)}, some.project.folder, annotator);
    REQUIRE(opened);
    REQUIRE((*opened)->open_article(ArticleId("a")));
    look(**opened);
    CHECK((*opened)->changed_outside().empty());
    return std::move(opened).value();
  }
  // Until a change would have been confirmed. While something is being written, a look tells nothing of own files.
  static void look(Session& session) {
    session.wait_until_saved();
    for (int i = 0; i < 3; ++i) {
      session.look_outside();
      session.wait_for_look();
    }
  }
  static Session::TakenIn take_in(Session& session) {
    look(session);
    const auto taken = session.take_in_changes();
    REQUIRE(taken);
    look(session);
    CHECK(session.changed_outside().empty());
    return *taken;
  }
  static void make(Session& session, Gesture gesture) {
    REQUIRE(session.dispatch(std::move(gesture)));
    session.wait_until_saved();
  }
  // The project as another machine has it.
  Path elsewhere() {
    const Path other = some.folder / ("other" + std::to_string(++machines_));
    std::filesystem::copy(some.project.folder, other, std::filesystem::copy_options::recursive);
    return other;
  }
  // The same, and there Ana made this.
  Path elsewhere_with(Gesture gesture) {
    const Path other = elsewhere();
    make_elsewhere(other, std::move(gesture));
    return other;
  }
  // Ana makes this on that machine.
  void make_elsewhere(const Path& machine, Gesture gesture) {
    auto opened = Session::open({&real_files(), &clock, some.ids.get(), state_folder(), {}, {}}, machine, kAna);
    REQUIRE(opened);
    REQUIRE((*opened)->open_article(ArticleId("a")));
    make(**opened, std::move(gesture));
    (*opened)->close();
  }
  // What git or a sync tool does: another file in its place.
  void bring(const Path& machine, const std::string& name) {
    const auto bytes = read_file(real_files(), machine / name);
    REQUIRE(bytes);
    some.write(name, *bytes);
  }

 private:
  int machines_ = 0;
};

std::set<std::string> spans(const Session& session) {
  std::set<std::string> ids;
  for (const Span& span : session.article()->state.spans) ids.insert(span.id.value);
  return ids;
}

using Ids = std::set<std::string>;
using Concerns = std::set<Concern>;

}  // namespace

TEST_CASE("watching: own work is never taken for that of others") {
  WatchedDesk desk;
  desk.add("b");
  auto session = desk.watching();
  const auto look = [&] {
    WatchedDesk::look(*session);
    CHECK(session->changed_outside() == Concerns{});
  };
  desk.make(*session, cue("s1"));
  look();
  desk.make(*session, gesture({AddSpan{a_cue("s2")}}, {AddEntity{an_entity("e1", "Ruth")}}));
  session->write_snapshots();
  look();
  REQUIRE(session->undo());
  look();
  REQUIRE(session->redo());
  session->write_snapshots();
  session->wait_until_saved();
  look();
  REQUIRE(session->add({"A text.\n", "c.txt", ArticleId("c"), {}}));
  look();
  REQUIRE(session->correct_text("“We must act soon,” she said.\n"));
  look();
  REQUIRE(session->open_article(ArticleId("b")));
  look();
  desk.make(*session, cue("s3"));
  REQUIRE(session->submit());
  look();
  REQUIRE(session->set_annotator(kBen));
  look();
}

TEST_CASE("watching: looks in the midst of gestures find nothing either") {
  WatchedDesk desk;
  auto session = desk.watching();
  for (int i = 0; i < 200; ++i) {
    session->look_outside();
    REQUIRE(session->dispatch(cue("s" + std::to_string(i))));
    if (i % 7 == 0) session->write_snapshots();
    if (i % 3 == 0) session->wait_for_look();
    session->poll();
    CHECK(session->changed_outside() == Concerns{});
  }
}

TEST_CASE("watching: a history that went on elsewhere is shown, and work goes on in it") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.make(*session, cue("s1"));
  session->write_snapshots();
  session->wait_until_saved();
  const Path other = desk.elsewhere_with(cue("s2"));
  desk.bring(other, kHistory);
  desk.bring(other, kSnapshot);

  const auto taken = desk.take_in(*session);
  CHECK(taken.what == Concerns{Concern::annotations});
  CHECK(taken.came == 1);
  CHECK(taken.taken_out == 0);
  CHECK(spans(*session) == Ids{"s1", "s2"});
  CHECK(session->can_undo());
  desk.make(*session, cue("s3"));
  CHECK(std::holds_alternative<Saved>(session->save_state()));
  session->close();
  CHECK(spans(*desk.session_on()) == Ids{"s1", "s2", "s3"});
}

TEST_CASE("watching: histories that were merged are one change of the other machine, and none of the join") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.make(*session, cue("s1"));
  const Path other = desk.elsewhere_with(cue("s2"));
  desk.make(*session, cue("s3"));
  const std::string there = history_at(other);
  const auto merged = merge_files({"", desk.read(kHistory), there}, kHistory);
  REQUIRE(merged);
  desk.some.write(kHistory, merged->bytes);
  const auto taken = desk.take_in(*session);
  CHECK(taken.came == 1);
  CHECK(spans(*session) == Ids{"s1", "s2", "s3"});
}

TEST_CASE("watching: what is made before it is noticed that the history was replaced is kept and brought back") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.make(*session, cue("s1"));
  const Path other = desk.elsewhere_with(cue("s2"));
  desk.bring(other, kHistory);
  desk.make(*session, cue("s3"));
  CHECK(std::holds_alternative<NotSaved>(session->save_state()));

  const auto taken = desk.take_in(*session);
  CHECK(taken.what.contains(Concern::annotations));
  CHECK(taken.brought_back == 1);
  CHECK(spans(*session) == Ids{"s1", "s2", "s3"});
  CHECK(std::holds_alternative<Saved>(session->save_state()));
  session->close();
  CHECK(spans(*desk.session_on()) == Ids{"s1", "s2", "s3"});
}

TEST_CASE("watching: what others take out is kept and offered") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.make(*session, cue("s1"));
  const Path older = desk.elsewhere();
  desk.make(*session, cue("s2"));
  SUBCASE("by an older version of the history") {
    desk.bring(older, kHistory);
    const auto taken = desk.take_in(*session);
    CHECK(taken.taken_out == 1);
    CHECK(spans(*session) == Ids{"s1"});
    const auto offered = session->rescued_changes();
    REQUIRE(offered);
    REQUIRE(offered->size() == 1);
    CHECK((*offered)[0].changes == 1);
    const auto back = session->bring_back();
    REQUIRE(back);
    CHECK(back->changes == 1);
    CHECK(spans(*session) == Ids{"s1", "s2"});
  }
  SUBCASE("by the removal of all of it") {
    std::filesystem::remove(desk.some.path(kHistory));
    std::filesystem::remove(desk.some.path(kSnapshot));
    const auto taken = desk.take_in(*session);
    CHECK(taken.taken_out == 2);
    CHECK(spans(*session) == Ids{});
    const auto back = session->bring_back();
    REQUIRE(back);
    CHECK(back->changes == 2);
    CHECK(spans(*session) == Ids{"s1", "s2"});
  }
  session->close();
  CHECK(spans(*desk.session_on()) == Ids{"s1", "s2"});
}

TEST_CASE("watching: work on a history that others took back, before it is noticed, brings all of it back") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.make(*session, cue("s1"));
  const Path older = desk.elsewhere();
  desk.make(*session, cue("s2"));
  desk.bring(older, kHistory);
  desk.make(*session, cue("s3"));
  const auto taken = desk.take_in(*session);
  CHECK(taken.taken_out == 1);
  CHECK(taken.brought_back == 2);
  CHECK(spans(*session) == Ids{"s1", "s2", "s3"});
  CHECK(std::holds_alternative<Saved>(session->save_state()));
}

TEST_CASE("watching: a snapshot that a script changes is not written over, and its changes come in") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.make(*session, cue("s1"));
  session->write_snapshots();
  session->wait_until_saved();
  std::string bytes = desk.read(kSnapshot);
  const auto at = bytes.find("\"cue\"");
  REQUIRE(at != std::string::npos);
  bytes.replace(at, 5, "\"quote\"");
  desk.some.write(kSnapshot, bytes);
  // Ana goes on, and pauses, before anybody looks.
  desk.make(*session, cue("s2"));
  session->write_snapshots();
  session->wait_until_saved();
  CHECK(desk.read(kSnapshot) == bytes);
  CHECK(std::holds_alternative<Saved>(session->save_state()));

  const auto taken = desk.take_in(*session);
  CHECK(taken.what == Concerns{Concern::annotations});
  CHECK(session->article()->outside_records == 1);
  CHECK(spans(*session) == Ids{"s1", "s2"});
  CHECK(session->article()->state.spans.find("s1")->layer == "quote");
  desk.make(*session, cue("s3"));
  session->close();
  const auto again = desk.session_on();
  CHECK(spans(*again) == Ids{"s1", "s2", "s3"});
  CHECK(again->article()->state.spans.find("s1")->layer == "quote");
  CHECK(again->article()->outside_records == 0);
}

TEST_CASE("watching: a file that is being written is not read halfway") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.make(*session, cue("s1"));
  const Path other = desk.elsewhere_with(cue("s2"));
  const std::string whole = history_at(other);
  for (std::size_t size = whole.size() / 2; size < whole.size(); size += 40) {
    std::ofstream(desk.some.path(kHistory), std::ios::binary) << whole.substr(0, size);
    session->look_outside();
    session->wait_for_look();
    CHECK(session->changed_outside().empty());
  }
  std::ofstream(desk.some.path(kHistory), std::ios::binary) << whole;
  const auto taken = desk.take_in(*session);
  CHECK(taken.taken_out == 0);
  CHECK(spans(*session) == Ids{"s1", "s2"});
}

TEST_CASE("watching: a session looks by itself, wakes its owner for what is new, and else leaves it asleep") {
  WatchedDesk desk;
  {
    auto before = desk.watching();
    desk.make(*before, cue("s1"));
    before->close();
  }
  std::atomic<int> wakes = 0;
  auto opened = Session::open({&real_files(), &desk.clock, desk.some.ids.get(), desk.state_folder(), {}, [&] { ++wakes; },
                               std::chrono::milliseconds(5)},
                              desk.some.project.folder, kAna);
  REQUIRE(opened);
  Session& session = **opened;
  REQUIRE(session.open_article(ArticleId("a")));
  const auto until = [&](auto&& done) {
    for (int i = 0; i < 2000 && !done(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      session.poll();
    }
    return done();
  };
  // What it finds first is new; then nothing is, however often it looks.
  REQUIRE(until([&] { return wakes > 0; }));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  session.poll();
  const int settled = wakes;
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  session.poll();
  CHECK(wakes <= settled + 1);

  const Path other = desk.elsewhere_with(cue("s2"));
  desk.some.write(kHistory, history_at(other));
  const int before = wakes;
  CHECK(until([&] { return session.changed_outside().contains(Concern::annotations); }));
  CHECK(wakes > before);
  REQUIRE(session.take_in_changes());
  CHECK(spans(session) == Ids{"s1", "s2"});
}

TEST_CASE("watching: a text that somebody else corrects is shown with every annotation in its place") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.make(*session, gesture({AddSpan{a_cue("s1", 18, 24)}}));
  session->write_snapshots();
  session->wait_until_saved();
  const auto corrected = correct_text(real_files(), desk.clock, *desk.some.ids, desk.some.project, ArticleId("a"),
                                      "“We all must act now,” she said.\n", "ben");
  REQUIRE(corrected);
  const auto taken = desk.take_in(*session);
  CHECK(taken.what == Concerns{Concern::text});
  CHECK(session->article()->article->text == "“We all must act now,” she said.\n");
  const Span* span = session->article()->state.spans.find("s1");
  REQUIRE(span);
  CHECK(span->at == std::vector<CodePointRange>{{CodePoint(22), CodePoint(28)}});
}

TEST_CASE("watching: entities of another annotator are there once she has added them") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.make(*session, gesture({}, {AddEntity{an_entity("e1", "Ruth")}}));
  session->write_snapshots();
  auto ben = desk.session(kBen);
  desk.make(*ben, gesture({}, {AddEntity{an_entity("e2", "Paul")}}));
  ben->close();
  auto taken = desk.take_in(*session);
  CHECK(taken.what == Concerns{Concern::entities});
  CHECK(session->registry().entities.find("e2"));
  desk.make(*session, gesture({}, {AddEntity{an_entity("e3", "Olga")}}));
  session->write_snapshots();
  session->wait_until_saved();
  CHECK(std::holds_alternative<Saved>(session->save_state()));
  const auto all = read_entities(desk.read("entities.json"), "entities.json");
  REQUIRE(all);
  for (const char* id : {"e1", "e2", "e3"}) CHECK(all->registry.entities.find(id));
}

TEST_CASE("watching: articles that are put into the folder are there, others are gone") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.some.write("articles/news/b.txt", "A text.\n");
  auto taken = desk.take_in(*session);
  CHECK(taken.what == Concerns{Concern::articles});
  CHECK(session->project().articles == std::vector<ArticleId>{ArticleId("a"), ArticleId("news/b")});
  CHECK(session->open_article(ArticleId("news/b")));
  std::filesystem::remove(desk.some.path("articles/a.txt"));
  taken = desk.take_in(*session);
  CHECK(session->project().articles == std::vector<ArticleId>{ArticleId("news/b")});
}

TEST_CASE("watching: the open article is taken away, is told once, and nothing is lost") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.make(*session, cue("s1"));
  std::filesystem::rename(desk.some.path("articles/a.txt"), desk.some.folder / "a.txt");
  WatchedDesk::look(*session);
  CHECK(session->changed_outside() == Concerns{Concern::articles, Concern::text});
  const auto taken = session->take_in_changes();
  REQUIRE(!taken);
  CHECK(to_text(taken.error()).find("there is no article 'a'") != std::string::npos);
  REQUIRE(session->article());
  CHECK(spans(*session) == Ids{"s1"});
  WatchedDesk::look(*session);
  CHECK(session->changed_outside() == Concerns{});
  std::filesystem::rename(desk.some.folder / "a.txt", desk.some.path("articles/a.txt"));
  const auto back = desk.take_in(*session);
  CHECK(back.what == Concerns{Concern::articles, Concern::text});
  desk.make(*session, cue("s2"));
  CHECK(std::holds_alternative<Saved>(session->save_state()));
}

TEST_CASE("watching: an article that goes with all that is said of it is told once, and nothing is made in its place") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.make(*session, cue("s1"));
  std::filesystem::create_directory(desk.some.folder / "other-branch");
  for (const std::string& name : {std::string("articles/a.txt"), kHistory}) {
    std::filesystem::rename(desk.some.path(name), desk.some.folder / "other-branch" / Path(name).filename());
  }
  WatchedDesk::look(*session);
  CHECK(!session->take_in_changes());
  for (int i = 0; i < 2; ++i) {
    WatchedDesk::look(*session);
    CHECK(session->changed_outside() == Concerns{});
  }
  CHECK(!session->dispatch(cue("s2")));
  CHECK(!std::filesystem::exists(desk.some.path(kHistory)));
  CHECK(spans(*session) == Ids{"s1"});
  for (const std::string& name : {std::string("articles/a.txt"), kHistory}) {
    std::filesystem::rename(desk.some.folder / "other-branch" / Path(name).filename(), desk.some.path(name));
  }
  desk.take_in(*session);
  desk.make(*session, cue("s3"));
  CHECK(spans(*session) == Ids{"s1", "s3"});
}

TEST_CASE("watching: a file that goes and comes back between two looks is no change") {
  WatchedDesk desk;
  auto session = desk.watching();
  const std::string text = desk.read("articles/a.txt");
  const Path path = desk.some.path("articles/a.txt");
  const auto look = [&] {
    session->look_outside();
    session->wait_for_look();
  };
  std::filesystem::remove(path);
  look();
  CHECK(session->changed_outside() == Concerns{});
  desk.some.write("articles/a.txt", text);
  look();
  CHECK(session->changed_outside() == Concerns{});
  desk.some.write("articles/a.txt", "Other words.\n");
  look();
  std::filesystem::remove(path);
  look();
  CHECK(session->changed_outside() == Concerns{});
  look();
  CHECK(session->changed_outside() == Concerns{Concern::articles, Concern::text});
}

TEST_CASE("watching: a history that is written to in place is not written to behind that, and all of it is joined") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.make(*session, cue("s1"));
  const Path other = desk.elsewhere_with(cue("s2"));
  const std::string bytes = history_at(other);
  std::ofstream(desk.some.path(kHistory), std::ios::binary) << bytes;
  desk.make(*session, cue("s3"));
  CHECK(std::holds_alternative<NotSaved>(session->save_state()));
  desk.take_in(*session);
  CHECK(spans(*session) == Ids{"s1", "s2", "s3"});
  CHECK(std::holds_alternative<Saved>(session->save_state()));
}

TEST_CASE("watching: a scheme that changes is told once") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.some.write("guidelines.md", "Mark every quote.\n");
  WatchedDesk::look(*session);
  CHECK(session->changed_outside() == Concerns{Concern::project});
  CHECK(session->take_in_changes());
  WatchedDesk::look(*session);
  CHECK(session->changed_outside() == Concerns{});
}

TEST_CASE("watching: a project that is away for a while goes on when it is back") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.make(*session, cue("s1"));
  const Path away = desk.some.folder / "away";
  std::filesystem::rename(desk.some.project.folder, away);
  desk.make(*session, cue("s2"));
  WatchedDesk::look(*session);
  const auto taken = session->take_in_changes();
  REQUIRE(!taken);
  CHECK(to_text(taken.error()).find("not at its place") != std::string::npos);
  for (int i = 0; i < 3; ++i) {  // told once, and nothing is made where it was
    WatchedDesk::look(*session);
    const auto again = session->take_in_changes();
    REQUIRE(again);
    CHECK(again->what.empty());
  }
  CHECK(!std::filesystem::exists(desk.some.path("annotations/ana/a.history")));
  CHECK(session->project().articles.size() == 1);
  CHECK(spans(*session) == Ids{"s1", "s2"});
  std::filesystem::remove_all(desk.some.project.folder);
  std::filesystem::rename(away, desk.some.project.folder);
  WatchedDesk::look(*session);
  (void)session->take_in_changes();
  session->save_again();
  session->wait_until_saved();
  CHECK(std::holds_alternative<Saved>(session->save_state()));
  CHECK(spans(*session) == Ids{"s1", "s2"});
  session->close();
  CHECK(spans(*desk.session_on()) == Ids{"s1", "s2"});
}

TEST_CASE("watching: a sync tool's second copy is joined when it appears") {
  WatchedDesk desk;
  auto session = desk.watching();
  desk.make(*session, cue("s1"));
  const Path other = desk.elsewhere_with(cue("s2"));
  desk.make(*session, cue("s3"));
  const std::string bytes = history_at(other);
  desk.some.write("annotations/ana/a.sync-conflict-20260102-030405-ABCDEFG.history", bytes);
  const auto taken = desk.take_in(*session);
  CHECK(taken.what == Concerns{Concern::annotations});
  CHECK(taken.came == 1);
  CHECK(spans(*session) == Ids{"s1", "s2", "s3"});
}

TEST_CASE("watching: files that cannot be read for a while are no change") {
  WatchedDesk desk;
  FailingFiles files;
  auto session = desk.watching(kAna, files);
  desk.make(*session, cue("s1"));
  const Path other = desk.elsewhere_with(cue("s2"));
  desk.bring(other, kHistory);
  files.fail_at = files.calls.size() + 1;
  files.fail_on = true;
  WatchedDesk::look(*session);
  CHECK(session->changed_outside() == Concerns{});
  files.heal();
  desk.take_in(*session);
  CHECK(spans(*session) == Ids{"s1", "s2"});
}

TEST_CASE("watching: on two machines that exchange their files at any moment nothing is lost") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    WatchedDesk desk;
    RandomChoices choices(seed);
    auto session = desk.watching();
    desk.make(*session, cue("first"));
    const Path other = desk.elsewhere();
    Ids made{"first"};
    for (int step = 0; step < 30; ++step) {
      const std::string id = "s" + std::to_string(step);
      switch (choices.pick(0, 6)) {
        case 0: case 1:
          REQUIRE(session->dispatch(cue(id)));
          made.insert(id);
          break;
        case 2:
          desk.make_elsewhere(other, cue(id));
          made.insert(id);
          break;
        case 3: {  // the sync tool or git brings here what both have
          session->wait_until_saved();
          if (!std::holds_alternative<Saved>(session->save_state())) break;
          const std::string here = history_at(desk.some.project.folder), there = history_at(other);
          const auto joined = merge_files({"", here, there}, kHistory);
          REQUIRE(joined);
          desk.some.write(kHistory, joined->bytes);
          REQUIRE(write_file_atomically(real_files(), other / kHistory, joined->bytes));
          break;
        }
        case 4: session->write_snapshots(); break;
        case 5:
          session->look_outside();
          session->wait_for_look();
          break;
        default:
          WatchedDesk::look(*session);
          REQUIRE(session->take_in_changes());
      }
    }
    WatchedDesk::look(*session);
    REQUIRE(session->take_in_changes());
    session->wait_until_saved();
    const SaveState saved = session->save_state();
    const std::string why = std::holds_alternative<NotSaved>(saved) ? to_text(std::get<NotSaved>(saved).error) : "";
    CAPTURE(why);
    CHECK(std::holds_alternative<Saved>(saved));
    const auto here = spans(*session);
    session->close();
    CHECK(spans(*desk.session_on()) == here);
    // What was made there and did not come over yet is there.
    Ids both = here;
    auto opened = Session::open({&real_files(), &desk.clock, desk.some.ids.get(), desk.state_folder(), {}, {}}, other, kAna);
    REQUIRE(opened);
    REQUIRE((*opened)->open_article(ArticleId("a")));
    both.merge(spans(**opened));
    CHECK(both == made);
  }
}
