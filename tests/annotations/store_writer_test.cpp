#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "annotations/store/emergency.h"
#include "tests/annotations/store_support.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

std::vector<GroupId> durable(const std::vector<WriterReport>& reports) {
  std::vector<GroupId> ids;
  for (const WriterReport& report : reports) {
    if (const auto* done = std::get_if<Durable>(&report)) ids.push_back(done->group);
  }
  return ids;
}

std::vector<std::string> names_in(const Path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  return names;
}

bool any_starts_with(const std::vector<std::string>& names, const std::string& prefix) {
  return std::ranges::any_of(names, [&](const std::string& name) { return name.starts_with(prefix); });
}

}  // namespace

TEST_CASE("what is appended is reported durable in order and is there when the file is opened") {
  const SomeProject some;
  RandomHistory history(1, sha256_hex(some.read("articles/a.txt")));
  auto writer = some.writer();
  REQUIRE(writer->begin(kAnaOnA, {}));
  std::vector<GroupId> sent;
  for (int i = 0; i < 50; ++i) {
    const Group group = history.next();
    writer->append(group.id, {{kAnaOnA, write_group(group)}});
    sent.push_back(group.id);
  }
  writer->write_snapshot(kAnaOnA, write_snapshot(history.state()), sent.back());
  writer->flush();
  CHECK(writer->waiting() == 0);
  const auto reports = writer->take_reports();
  CHECK(durable(reports) == sent);
  REQUIRE(std::holds_alternative<SnapshotWritten>(reports.back()));
  const OpenedAnnotations opened = some.open();
  CHECK(opened.state == history.state());
  CHECK(opened.snapshot_is_current);
  CHECK(opened.problems.empty());
}

TEST_CASE("the writer's end waits for what is queued") {
  const SomeProject some;
  RandomHistory history(2);
  {
    auto writer = some.writer();
    REQUIRE(writer->begin(kAnaOnA, {}));
    for (int i = 0; i < 30; ++i) {
      const Group group = history.next();
      writer->append(group.id, {{kAnaOnA, write_group(group)}});
    }
  }
  CHECK(some.open().groups == history.groups());
}

TEST_CASE("a gesture that was expected is written whether it comes at once, late or never") {
  const SomeProject some;
  RandomHistory history(4);
  {
    auto writer = some.writer();
    REQUIRE(writer->begin(kAnaOnA, {}));
    for (int i = 0; i < 60; ++i) {
      for (int times = i % 4; times > 0; --times) writer->expect();
      if (i % 5 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(i % 3));
      const Group group = history.next();
      writer->append(group.id, {{kAnaOnA, write_group(group)}});
      if (i % 7 == 0) writer->flush();
    }
    writer->expect();
    CHECK(writer->asked() == 60);
    writer->flush();
    CHECK(writer->waiting() == 0);
    writer->expect();  // and then the end
  }
  CHECK(some.open().groups == history.groups());
}

TEST_CASE("a second writer is refused and told who has the file, and when the first ends, it may") {
  const SomeProject some;
  auto first = some.writer();
  auto second = some.writer();
  REQUIRE(first->begin(kAnaOnA, {}));
  const auto refused = second->begin(kAnaOnA, {});
  REQUIRE(!refused);
  CHECK(refused.error().what.find("being edited by ana") != std::string::npos);
  CHECK(!second->has(kAnaOnA));
  first->end(kAnaOnA);
  CHECK(second->begin(kAnaOnA, some.open().extent));
}

TEST_CASE("a history that somebody else wrote since it was opened is not written") {
  const SomeProject some;
  const HistoryExtent seen = some.open().extent;
  some.write("annotations/ana/a.history", a_history(3, 2).lines());
  const auto begun = some.writer()->begin(kAnaOnA, seen);
  REQUIRE(!begun);
  CHECK(begun.error().remedy == "open the article again");
}

TEST_CASE("a torn tail is set aside before anything is appended") {
  const SomeProject some;
  RandomHistory history = a_history(4, 5);
  const std::string lines = history.lines();
  some.write("annotations/ana/a.history", lines + "{\"id\": \"half");
  {
    auto writer = some.writer();
    REQUIRE(writer->begin(kAnaOnA, some.open().extent));
    const Group group = history.next();
    writer->append(group.id, {{kAnaOnA, write_group(group)}});
  }
  CHECK(some.read("annotations/ana/a.history") == history.lines());
  const auto names = names_in(some.path("annotations/ana"));
  REQUIRE(any_starts_with(names, "a.history.torn-"));
  for (const std::string& name : names) {
    if (name.starts_with("a.history.torn-")) CHECK(some.read("annotations/ana/" + name) == "{\"id\": \"half");
  }
  CHECK(articles_of(real_files(), some.project, kAnaOnA.annotator).value() == std::vector{ArticleId("a")});
}

TEST_CASE("a line that lost only its end is kept and the next one begins a new line") {
  const SomeProject some;
  RandomHistory history = a_history(5, 5);
  std::string lines = history.lines();
  lines.pop_back();
  some.write("annotations/ana/a.history", lines);
  {
    auto writer = some.writer();
    REQUIRE(writer->begin(kAnaOnA, some.open().extent));
    const Group group = history.next();
    writer->append(group.id, {{kAnaOnA, write_group(group)}});
  }
  CHECK(some.open().groups == history.groups());
}

TEST_CASE("a snapshot that could not be read is set aside before it is replaced") {
  const SomeProject some;
  RandomHistory history = a_history(6, 5);
  some.write("annotations/ana/a.history", history.lines());
  some.write("annotations/ana/a.json", "{ broken");
  auto writer = some.writer();
  REQUIRE(writer->begin(kAnaOnA, some.open().extent));
  bool kept = false;
  for (const std::string& name : names_in(some.path("annotations/ana"))) {
    if (name.starts_with("a.json.kept-")) kept = some.read("annotations/ana/" + name) == "{ broken";
  }
  CHECK(kept);
}

TEST_CASE("a gesture over two files is durable when both are") {
  const SomeProject some;
  RandomHistory history(7);
  auto writer = some.writer();
  REQUIRE(writer->begin(kAnasEntities, {}));
  REQUIRE(writer->begin(kAnaOnA, {}));
  const Group group = history.next();
  EntityGroup entities;
  entities.id = group.id;
  entities.edits = {AddEntity{{EntityId("city-91c2"), "City", "place", {}, {}, {}, {}}}};
  writer->append(group.id, {{kAnasEntities, write_group(entities)}, {kAnaOnA, write_group(group)}});
  writer->flush();
  CHECK(durable(writer->take_reports()) == std::vector{group.id});
  CHECK(some.entities().state.entities.contains("city-91c2"));
  CHECK(some.open().groups.size() == 1);
}

TEST_CASE("the callback is called for each report") {
  const SomeProject some;
  std::atomic<int> woken = 0;
  {
    HistoryWriter writer(real_files(), real_clock(),
                         {some.project.folder, some.folder / "state", "ana", [&] { ++woken; }});
    REQUIRE(writer.begin(kAnaOnA, {}));
    RandomHistory history(8);
    for (int i = 0; i < 10; ++i) {
      const Group group = history.next();
      writer.append(group.id, {{kAnaOnA, write_group(group)}});
    }
  }
  CHECK(woken == 10);
}

TEST_CASE("a history that was replaced under the writer is noticed, and the group is rescued") {
  const SomeProject some;
  auto writer = some.writer();
  REQUIRE(writer->begin(kAnaOnA, {}));
  some.write("annotations/ana/a.history", a_history(8, 1).lines());  // as git or a sync tool would, by a rename
  RandomHistory history(9);
  const Group group = history.next();
  writer->append(group.id, {{kAnaOnA, write_group(group)}});
  writer->flush();
  const auto reports = writer->take_reports();
  REQUIRE(std::holds_alternative<Failed>(reports.at(0)));
  const auto rescued = read_file(real_files(), std::get<Failed>(reports[0]).rescued_to);
  REQUIRE(rescued);
  CHECK(*rescued == write_group(group));
}

TEST_CASE("a file with the same content that is put in a history's place is the history from then on") {
  const SomeProject some;
  RandomHistory history(9, sha256_hex(some.read("articles/a.txt")));
  auto writer = some.writer();
  REQUIRE(writer->begin(kAnaOnA, {}));
  for (int i = 0; i < 3; ++i) {
    if (i > 0) some.write("annotations/ana/a.history", some.read("annotations/ana/a.history"));
    const Group group = history.next();
    writer->append(group.id, {{kAnaOnA, write_group(group)}});
    writer->flush();
  }
  CHECK(durable(writer->take_reports()).size() == 3);
  CHECK(some.read("annotations/ana/a.history") == history.lines());
  // It is locked as the one before was.
  const auto second = some.writer();
  CHECK(!second->begin(kAnaOnA, some.open().extent));
  std::filesystem::remove(some.path("annotations/ana/a.history"));
  const Group group = history.next();
  writer->append(group.id, {{kAnaOnA, write_group(group)}});
  writer->flush();
  CHECK(std::holds_alternative<Failed>(writer->take_reports().at(0)));
  CHECK(!std::filesystem::exists(some.path("annotations/ana/a.history")));
}

TEST_CASE("a history of the same length but other content is not what was seen") {
  const SomeProject some;
  RandomHistory history(9);
  some.write("annotations/ana/a.history", write_group(history.next()));
  const HistoryExtent seen = some.open().extent;
  std::string other = some.read("annotations/ana/a.history");
  other[other.size() - 4] = other[other.size() - 4] == '0' ? '1' : '0';
  some.write("annotations/ana/a.history", other);
  const auto begun = some.writer()->begin(kAnaOnA, seen);
  REQUIRE(!begun);
  CHECK(to_text(begun.error()).find("changed since it was opened") != std::string::npos);
}

TEST_CASE("a snapshot that somebody else changed is left as it is, and told") {
  const SomeProject some;
  RandomHistory history(9);
  auto writer = some.writer();
  REQUIRE(writer->begin(kAnaOnA, {}));
  const auto write = [&](const std::string& bytes) {
    writer->write_snapshot(kAnaOnA, bytes, {});
    writer->flush();
    return writer->take_reports().at(0);
  };
  CHECK(std::holds_alternative<SnapshotWritten>(write("one")));
  CHECK(std::holds_alternative<SnapshotWritten>(write("two")));
  some.write("annotations/ana/a.json", "another's");
  CHECK(std::holds_alternative<SnapshotChanged>(write("three")));
  CHECK(some.read("annotations/ana/a.json") == "another's");
  some.write("annotations/ana/a.json", "two");
  CHECK(std::holds_alternative<SnapshotWritten>(write("three")));
  // Beside another history it is not written either.
  some.write("annotations/ana/a.history", a_history(8, 1).lines());
  CHECK(std::holds_alternative<SnapshotChanged>(write("four")));
  CHECK(some.read("annotations/ana/a.json") == "three");
}

// In a child, because the limit binds the whole process: a disk that takes no more than so many bytes.
TEST_CASE(
    "a full disk is told, nothing is lost, and the emergency history has what the project could not take") {
  const SomeProject some;
  RandomHistory history(10, sha256_hex(some.read("articles/a.txt")));
  std::string before;
  while (before.size() < 6000) before += write_group(history.next());
  some.write("annotations/ana/a.history", before);
  const auto before_groups = history.groups();
  std::vector<Group> more;
  for (int i = 0; i < 8; ++i) more.push_back(history.next());

  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    auto writer = some.writer();
    if (!writer->begin(kAnaOnA, some.open().extent)) _exit(2);
    const rlimit limit{before.size() + write_group(more[0]).size() + 10, RLIM_INFINITY};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(3);
    for (const Group& group : more) writer->append(group.id, {{kAnaOnA, write_group(group)}});
    writer->write_snapshot(kAnaOnA, write_snapshot(history.state()), more.back().id);
    writer->flush();
    const auto reports = writer->take_reports();
    if (reports.size() != more.size() + 1) _exit(4);
    if (!std::holds_alternative<Durable>(reports[0])) _exit(5);
    for (std::size_t i = 1; i < more.size(); ++i) {
      const auto* failed = std::get_if<Failed>(&reports[i]);
      if (!failed || failed->rescued_to.empty() || failed->error.remedy.empty()) _exit(6);
    }
    if (!std::holds_alternative<SnapshotFailed>(reports.back())) _exit(7);
    writer.reset();
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);

  const OpenedAnnotations opened = some.open();
  CHECK(opened.problems.empty());
  CHECK(opened.groups.size() == before_groups.size() + 1);
  const auto rescued = read_file(
      real_files(), emergency_folder(some.folder / "state", some.project.folder) / name_of(kAnaOnA));
  REQUIRE(rescued);
  auto all = opened.groups;
  for (const Group& group : read_history(*rescued, "emergency").groups) all.push_back(group);
  CHECK(all == history.groups());
}
