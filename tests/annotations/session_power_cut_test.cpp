// The power is cut after any call of any sequence of operations: whatever the disk may then hold, the project opens,
// what was reported saved is there, and work goes on. SAYSO_TEST_ALL_POWER_CUTS=1 tries all sequences of up to three.
#include <chrono>
#include <cstdlib>

#include "tests/annotations/broken_protocols.h"
#include "tests/annotations/power_cut_campaign.h"
#include "tests/annotations/session_support.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

struct Start {
  std::string name;
  Disk disk;
};

Disk worked_on() {
  SimulatedFiles files(fresh_project());
  Sitting sitting(files, 1);
  REQUIRE(sitting.open(kAna, ArticleId("a")));
  REQUIRE(sitting.annotate(false));
  REQUIRE(sitting.annotate(true));
  REQUIRE(sitting.comment());
  sitting.session->close();
  REQUIRE(sitting.is_saved());
  return files.disk();
}

// The first state that a cut in a gesture over two histories leaves of which `is_it` holds.
template <class Is>
Disk cut_short(Is is_it) {
  SimulatedFiles files(worked_on());
  Sitting sitting(files, 2);
  REQUIRE(sitting.open(kAna, ArticleId("a")));
  const std::size_t from = files.changes();
  REQUIRE(sitting.annotate(true));
  sitting.session->wait_until_saved();
  std::optional<Disk> found;
  files.power_cuts(from, [&](std::size_t, const Disk& left) {
    if (!found && is_it(left)) found = left;
  });
  REQUIRE(found);
  return *found;
}

Disk torn_end() {
  SimulatedFiles files(worked_on());
  const auto file = files.open(history_path(kProjectFolder, kAnaOnA), OpenFor::append);
  REQUIRE(files.write(*file, "{\"id\": \"0193").ok());
  return files.disk();
}

// A gesture over two histories of which the note and the first part were written, the second in part.
Disk unfinished() {
  return cut_short([](const Disk& left) {
    SimulatedFiles files(left);
    const auto project = open_project(files, kProjectFolder);
    const auto notes = read_pending(files, kProjectFolder);
    const auto entities = open_entities(files, *project, kAna);
    const auto article = open_annotations(files, *project, kAna, ArticleId("a"));
    return notes->gestures.size() == 1 && entities->unfinished == 0 && article->unfinished == 1 &&
           article->extent.whole < article->extent.bytes;
  });
}

std::vector<Start> starts() {
  return {{"a fresh project", fresh_project()},
          {"a project that was worked on", worked_on()},
          {"a history with a torn end", torn_end()},
          {"an unfinished gesture", unfinished()}};
}

// All sequences of `length` operations.
template <class Use>
void each_sequence(std::size_t length, Use use) {
  const auto& operations = store_operations();
  std::vector<std::size_t> at(length, 0);
  for (bool more = true; more;) {
    std::vector<const Operation*> sequence;
    for (const std::size_t i : at) sequence.push_back(&operations[i]);
    use(sequence);
    more = false;
    for (std::size_t i = length; i-- > 0 && !more;) {
      at[i] = (at[i] + 1) % operations.size();
      more = at[i] != 0;
    }
  }
}

#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kEach = 40;  // of the sequences of two, in the short run
#else
constexpr std::size_t kEach = 4;
#endif

bool all_of_them() { return std::getenv("SAYSO_TEST_ALL_POWER_CUTS") != nullptr; }

}  // namespace

TEST_CASE("whatever a power cut leaves of any sequence of operations, what was saved is there and work goes on") {
  const auto begun = std::chrono::steady_clock::now();
  std::size_t sequences = 0, states = 0, tried = 0;
  for (const Start& start : starts()) {
    CAPTURE(start.name);
    PowerCutCampaign campaign;
    for (std::size_t length = 1; length <= (all_of_them() ? 3 : 2); ++length) {
      each_sequence(length, [&](const auto& sequence) {
        if (all_of_them() || length == 1 || ++tried % kEach == 0) campaign.run(start.disk, sequence);
      });
    }
    for (const std::string& complaint : campaign.complaints) FAIL_CHECK(complaint);
    sequences += campaign.sequences;
    states += campaign.states;
    MESSAGE(start.name, ": ", campaign.sequences, " sequences, ", campaign.states, " states");
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  MESSAGE(sequences, " sequences, ", states, " different states, ", took.count(), " s");
  CHECK(states >= (all_of_them() ? 100'000 : 1'000));
}

TEST_CASE("each broken way of saving is found by the same cuts") {
  const std::vector<Start> all = starts();
  for (const BrokenProtocol& protocol : broken_protocols()) {
    CAPTURE(protocol.name);
    PowerCutCampaign campaign;
    for (std::size_t length = 1; length <= 2 && campaign.complaints.empty(); ++length) {
      for (const Start& start : all) {
        each_sequence(length, [&](const auto& sequence) {
          if (campaign.complaints.empty()) campaign.run(start.disk, sequence, protocol.between);
        });
      }
    }
    CHECK(!campaign.complaints.empty());
    if (campaign.complaints.empty()) continue;
    MESSAGE(protocol.name, ": found after ", campaign.states, " states: ", campaign.complaints.front());
  }
}
