// What was reported durable outlives kill -9 at any moment.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>
#include <set>
#include <thread>

#include "tests/annotations/store_support.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

int kills() {
  const char* number = std::getenv("SAYSO_TEST_KILLS");
  return number ? std::atoi(number) : 60;
}

// Edits for ever and writes the id of each group to `out` when it is reported durable.
[[noreturn]] void edit_until_killed(const SomeProject& some, unsigned seed, int out) {
  auto opened = open_annotations(real_files(), some.project, kAnaOnA.annotator, kAnaOnA.article);
  if (!opened) _exit(2);
  HistoryWriter writer(real_files(), real_clock(), {some.project.folder, some.folder / "state", "ana", {}});
  if (!writer.begin(kAnaOnA, opened->extent)) _exit(3);
  const auto ids = random_ids();
  RandomEdits edits(seed);
  Annotations state = opened->state;
  GroupId last = opened->last;
  for (int i = 0;; ++i) {
    Group group;
    group.id = GroupId(ids->next());
    if (last.empty()) {
      group.edits.push_back(edits.begin());
      group.edits[0] = Begin{kAnaOnA.article, kAnaOnA.annotator, ""};
    } else {
      group.after = {last};
      // Ids of the generator repeat, those of the world do not.
      group.edits.push_back(AddSpan{
          Span{RecordId(ids->next()), "cue", {{CodePoint(0), CodePoint(3)}}, {"abc"}, {}, std::nullopt, {}}});
      if (!state.spans.empty() && i % 3 == 0) group.edits.push_back(RemoveSpan{state.spans.begin()->id});
    }
    state = update_leniently(std::move(state), group);
    last = group.id;
    writer.append(group.id, {{kAnaOnA, write_group(group)}});
    if (i % 7 == 6) writer.write_snapshot(kAnaOnA, write_snapshot(state), last);
    if (i % 3 == 0) writer.flush();
    std::string done;
    for (const WriterReport& report : writer.take_reports()) {
      if (const auto* durable = std::get_if<Durable>(&report)) done += durable->group.value + "\n";
    }
    if (!done.empty() && write(out, done.data(), done.size()) < 0) _exit(4);
  }
}

// Lets a child edit for a while and kills it; what it had been told was durable.
std::vector<std::string> edit_and_kill(const SomeProject& some, unsigned seed,
                                       std::chrono::microseconds after) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    close(ends[0]);
    edit_until_killed(some, seed, ends[1]);
  }
  close(ends[1]);
  std::string told;
  std::thread reader([&] {
    char bytes[4096];
    for (ssize_t got; (got = read(ends[0], bytes, sizeof bytes)) > 0;)
      told.append(bytes, static_cast<std::size_t>(got));
  });
  std::this_thread::sleep_for(after);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  reader.join();
  close(ends[0]);
  REQUIRE(WIFSIGNALED(status));
  std::vector<std::string> ids;
  for (std::size_t at = 0, end; (end = told.find('\n', at)) != std::string::npos; at = end + 1)
    ids.push_back(told.substr(at, end - at));
  return ids;
}

}  // namespace

TEST_CASE("every group that was reported durable is there after kill -9, and the file opens") {
  SomeProject some;
  std::mt19937 random(42);
  std::size_t told = 0, torn = 0;
  std::set<std::string> durable;
  for (int i = 0; i < kills(); ++i) {
    const auto after = std::chrono::microseconds(std::uniform_int_distribution<int>(500, 100'000)(random));
    for (std::string& id : edit_and_kill(some, static_cast<unsigned>(i), after))
      durable.insert(std::move(id)), ++told;
    const OpenedAnnotations opened = some.open();
    std::set<std::string> found;
    for (const Group& group : opened.groups) found.insert(group.id.value);
    for (const std::string& id : durable) REQUIRE_MESSAGE(found.contains(id), "lost after kill ", i);
    // A torn tail may be there; nothing else may be wrong.
    const bool tail = opened.extent.whole < opened.extent.bytes;
    torn += tail ? 1 : 0;
    CHECK(opened.problems.size() == (tail ? 1 : 0));
    CHECK(!opened.pending);
    if (opened.groups.size() > 3000) {
      std::filesystem::remove_all(some.path("annotations"));
      durable.clear();
    }
  }
  CHECK(told > 0);
  MESSAGE(kills(), " kills, ", told, " groups reported durable, ", torn, " torn tails");
}
