// Every call that a session makes fails in turn, once or from then on, in every way that a disk has: it is told,
// nothing is torn, work goes on, and when the fault ends all of it is saved. SAYSO_TEST_ALL_FAULTS=1 tries every fault
// at every call; else each call fails in two of the ways.
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "annotations/store/rescued.h"
#include "tests/annotations/session_support.h"
#include "tests/annotations/fault_scenario.h"
#include "tests/support/failing_files.h"
#include "tests/support/files_below.h"
#include "tests/support/other_process.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kEach = 8;  // of the calls, in the short run
#else
constexpr std::size_t kEach = 1;
#endif

struct Fault {
  std::string name;
  Errno error;
  bool short_writes = false;
};

const std::vector<Fault>& faults() {
  static const std::vector<Fault> all = {{"EIO", EIO},       {"ENOSPC", ENOSPC}, {"EDQUOT", EDQUOT},
                                         {"EROFS", EROFS},   {"EACCES", EACCES}, {"EINTR", EINTR},
                                         {"short write", 0, true}};
  return all;
}

// Calls whose failure need not be told, and why.
struct Harmless {
  std::string because;
  bool (*is_it)(const std::string& call, const std::string& path);
};

const std::vector<Harmless>& harmless() {
  static const std::vector<Harmless> all = {
      {"closing: what was written is synced by then or not counted as written, and what was read is read",
       [](const std::string& call, const std::string&) { return call == "close"; }},
      {"who writes a file, in words, is for people; the lock itself is on the history",
       [](const std::string& call, const std::string& path) {
         const bool made_for_it = path == "/p/.sayso" || (path == "/p" && (call == "stat" || call == "fsync_folder"));
         return path.starts_with("/p/.sayso/locks") || made_for_it;
       }},
      {"taking a note away: one that stays is found to be done",
       [](const std::string& call, const std::string& path) {
         return call == "remove" && path.starts_with("/p/.sayso/pending/");
       }},
      {"looking for unfinished gestures before an edit: it is done again before the next",
       [](const std::string& call, const std::string& path) {
         return (call == "list_folder" || call == "stat") && path == "/p/.sayso/pending";
       }},
      {"whether a name is taken: a new file is made only where none of its name is",
       [](const std::string& call, const std::string& path) {
         return call == "lstat" && path.starts_with("/p/articles/");
       }},
      {"snapshots and their lines: they are tried again with the next thing that is saved, here in the same step",
       [](const std::string& call, const std::string& path) {
         if (call == "read" || call == "open" || path.starts_with("/p/articles")) return false;
         static const std::set<std::string> folders = {"/p", "/p/annotations/ana", "/p/annotations/ben",
                                                       "/p/annotations/ana/news"};
         return folders.contains(path) || path.find(".json") != std::string::npos || path.ends_with(".history");
       }},
  };
  return all;
}

// Is this call, counted from 1, of reading a snapshot before it is replaced? Just before, the writer has looked whether the
// history beside it is still there. Such a snapshot is tried again like one that cannot be written.
bool reads_before_replacing(const FailingFiles& files, std::size_t call) {
  const Path& path = files.paths[call - 1];
  if (path.extension() != ".json") return false;
  while (call > 0 && files.paths[call - 1] == path) --call;
  return call > 0 && files.calls[call - 1] == "stat" && files.paths[call - 1].extension() == ".history";
}

bool is_harmless(const FailingFiles& files, std::size_t call) {
  return reads_before_replacing(files, call) || std::ranges::any_of(harmless(), [&](const Harmless& each) {
           return each.is_it(files.calls[call - 1], files.paths[call - 1].string());
         });
}

struct Run {
  std::string wrong;       // "" if all holds
  bool struck = false;     // was there such a call?
  bool told = false;
  std::string at;          // the call that failed first: its name and path
  std::size_t went_on = 0;  // steps that were made while the disk refused
};

std::map<std::string, std::string> histories(const SimulatedFiles& disk) {
  auto files = disk.disk().files();
  std::erase_if(files, [](const auto& each) {
    return !each.first.starts_with(kProjectFolder.string()) || !each.first.ends_with(".history");
  });
  return files;
}

// What kill -9 would leave now: it opens, all that was there when it was last saved is there, and nothing is damaged.
std::string wrong_with(const SimulatedFiles& disk, const std::map<std::string, std::string>& saved) {
  SimulatedFiles left(disk.disk());
  const auto now = histories(left);
  for (const auto& [path, bytes] : saved) {
    const auto found = now.find(path);
    if (found == now.end() || !found->second.starts_with(bytes)) return path + " lost something that was saved";
  }
  const auto look = look_at_project(left);
  if (!look) return left.stat(kProjectFolder / "sayso.json").ok() ? "does not open: " + to_text(look.error()) : "";
  for (const Error& problem : look->problems) {
    if (!problem.what.starts_with("the last line ")) return "a problem is reported: " + to_text(problem);
  }
  return "";
}

Run run(std::size_t call, const Fault& fault, bool goes_on, const Seen& expected) {
  constexpr int kStepsInTrouble = 3;
  Run found;
  SimulatedFiles disk;
  FailingFiles files(disk);
  files.fail_at = call;
  files.fail_on = goes_on;
  files.with = fault.error;
  files.short_writes = fault.short_writes;
  Sitting at(files, 1);
  std::map<std::string, std::string> saved;
  int in_trouble = 0;
  bool healed = false;
  std::string struck_in;  // the step in which the first call failed
  const auto wrong = [&](const std::string& step, const std::string& what) {
    found.wrong = step + ": " + what;
    return found;
  };
  for (const Step& step : steps()) {
    // In red nobody closes the program.
    if (!files.failed.empty() && !healed && at.session && !at.is_saved() &&
        closes(step)) {
      files.heal();
      healed = true;
      found.wrong = save_when_it_is_over(at, step.name);
      if (!found.wrong.empty()) return found;
    }
    const bool refusing = !files.failed.empty() && !healed;
    auto made = step.make(at);
    if (at.session) at.session->wait_until_saved();
    if (struck_in.empty() && !files.failed.empty()) struck_in = step.name;
    if (made && refusing) ++found.went_on;
    if (!made && healed) return wrong(step.name, "refused though the fault has ended: " + to_text(made.error()));
    if (!made || (at.session && !at.is_saved())) {
      found.told = true;
      if (files.failed.empty()) return wrong(step.name, made ? "not saved" : to_text(made.error()));
    }
    if (!files.failed.empty() && !healed) {
      if (const std::string torn = wrong_with(disk, saved); !torn.empty()) return wrong(step.name, torn);
      // It goes on for some steps, or until one is refused.
      if (goes_on && made && ++in_trouble < kStepsInTrouble && &step != &steps().back()) continue;
      files.heal();
      healed = true;
      if (!made) made = step.make(at);
      // What failed may have been only to read back the project that was made.
      if (!made && &step == &steps().front() && open_project(files, kProjectFolder)) made = {};
      if (!made) return wrong(step.name, "refused when the fault has ended: " + to_text(made.error()));
      found.wrong = save_when_it_is_over(at, step.name);
      if (!found.wrong.empty()) return found;
    }
    saved = histories(disk);
  }
  found.struck = !files.failed.empty();
  if (found.struck) {
    const std::size_t first = files.failed.front() - 1;
    found.at = files.calls[first] + " " + files.paths[first].string() + " in '" + struck_in + "'";
    for (const std::size_t each : files.failed) {
      if (found.told || fault.short_writes) break;
      if (!is_harmless(files, each)) return wrong("silent", found.at);
    }
  }
  if (!files.synced_again.empty()) {
    return wrong("synced again after a failed sync", files.synced_again.front().string());
  }
  const auto look = look_at_project(disk);
  if (!look) return wrong("at the end", to_text(look.error()));
  for (const Error& problem : look->problems) {
    // A file that was left while the disk refused even to cut it back; the next edit does.
    if (!goes_on || !problem.what.starts_with("the last line ")) return wrong("at the end", to_text(problem));
  }
  if (look->seen != expected) {
    return wrong("at the end", "something is missing after " + found.at);
  }
  const auto rescued = find_rescued(disk, at.session->project(), kStateFolder);
  if (!rescued || !rescued->empty()) return wrong("at the end", "something was not brought back");
  return found;
}

// A disk of a machine, which others fill and empty.
struct SmallDisk {
  Path folder;
  void fill() const {
    std::ofstream filler(folder / "filler", std::ios::binary);
    const std::string some(512, 'f');
    while (filler.write(some.data(), static_cast<std::streamsize>(some.size())).flush()) {}
  }
  void make_room() const { std::filesystem::remove(folder / "filler"); }
};

// The disk is full before the step and, if that can be done all the same, during the next two.
std::string wrong_on_full_disk(FileSystem& files, const SmallDisk& disk, std::size_t full_from, bool& refused) {
  Sitting at(files, 1);
  for (std::size_t i = 0; i < steps().size(); ++i) {
    const Step& step = steps()[i];
    const bool ends = closes(step);
    const bool in_red = at.session && !at.is_saved();
    if (i == full_from && !ends) disk.fill();
    if (ends && in_red) disk.make_room();
    if (const std::string wrong = ends && in_red ? save_when_it_is_over(at, step.name) : ""; !wrong.empty()) {
      return wrong;
    }
    auto made = step.make(at);
    if (at.session) at.session->wait_until_saved();
    refused = refused || !made || (at.session && !at.is_saved());
    if (made && i < full_from + 2) continue;
    disk.make_room();
    if (!made) made = step.make(at);
    if (!made && i == 0 && open_project(files, kProjectFolder)) made = {};
    if (!made) return step.name + ": refused with room again: " + to_text(made.error());
    if (const std::string wrong = save_when_it_is_over(at, step.name); !wrong.empty()) return wrong;
  }
  return "";
}

}  // namespace

TEST_CASE("on a disk that is really full, at whichever step: with room again all of it is saved") {
  SimulatedFiles in_memory;
  const Seen expected = what_it_comes_to(in_memory, in_memory);
  std::size_t told = 0;
  for (std::size_t full_from = 0; full_from < steps().size(); ++full_from) {
    CAPTURE(steps()[full_from].name);
    const TemporaryFolder folder;
    const std::string found = in_another_process([&]() -> std::string {
      if (!mount_small_disk(folder.path().string(), "size=512k")) return "skipped";
      FilesBelow files(real_files(), folder.path());
      bool refused = false;
      const std::string wrong = wrong_on_full_disk(files, {folder.path()}, full_from, refused);
      if (!wrong.empty()) return wrong;
      const auto look = look_at_project(files);
      if (!look) return to_text(look.error());
      for (const Error& problem : look->problems) {
        if (!problem.what.starts_with("the last line ")) return to_text(problem);
      }
      if (look->seen != expected) return "something is missing";
      return refused ? "told" : "nothing was refused";
    });
    if (found == "skipped") {
      MESSAGE("skipped: this system allows no mount in a user namespace");
      return;
    }
    if (found != "told" && found != "nothing was refused") FAIL_CHECK(found);
    told += found == "told" ? 1 : 0;
  }
  MESSAGE("full before each of ", steps().size(), " steps; ", told, " times that was felt");
  CHECK(told > steps().size() / 2);
}

TEST_CASE("an article is not left while a change of it is kept nowhere") {
  SimulatedFiles disk(fresh_project());
  FailingFiles files(disk);
  Sitting at(files, 1);
  REQUIRE(at.open(kAna, ArticleId("a")));
  REQUIRE(annotate(at, "1", false));
  at.session->wait_until_saved();
  files.fail_on = true;
  files.fail_at = files.calls.size() + 1;
  REQUIRE(annotate(at, "2", false));
  CHECK(!at.session->open_article(ArticleId("b")));
  CHECK(!at.session->set_annotator(kBen));
  REQUIRE(at.session->article());
  CHECK(at.session->article()->state.spans.contains("s2"));
  files.heal();
  REQUIRE(at.session->open_article(ArticleId("b")));
  at.session->close();
  CHECK(at.is_saved());
  SimulatedFiles again(disk.disk());
  const auto look = look_at_project(again);
  REQUIRE(look);
  CHECK(look->seen.annotations.at(kAnaOnA).find("\"s2\"") != std::string::npos);
}

TEST_CASE("whichever call fails, in whichever way: it is told, nothing is torn, and in the end all is saved") {
  const bool all = std::getenv("SAYSO_TEST_ALL_FAULTS") != nullptr;
  const auto begun = std::chrono::steady_clock::now();
  SimulatedFiles disk;
  FailingFiles untroubled(disk);
  const Seen expected = what_it_comes_to(untroubled, disk);
  const std::size_t calls = untroubled.calls.size();

  std::size_t runs = 0, told = 0, went_on = 0;
  std::map<std::string, std::size_t> complaints;
  std::set<std::string> kinds;
  for (std::size_t call = 1; call <= calls; ++call) {
    for (std::size_t way = 0; way < faults().size(); ++way) {
      for (const bool goes_on : {false, true}) {
        if (!all && call % kEach != 0) continue;
        if (!all && way != (call + (goes_on ? 3 : 0)) % faults().size()) continue;
        const Fault& fault = faults()[way];
        const Run found = run(call, fault, goes_on, expected);
        if (!found.struck && found.wrong.empty()) continue;  // a short write of a call that does not write
        ++runs;
        told += found.told ? 1 : 0;
        went_on += found.went_on;
        const std::string how = " [" + fault.name + (goes_on ? ", goes on]" : ", once]");
        if (!found.wrong.empty()) ++complaints[found.wrong + how];
        kinds.insert(untroubled.calls[call - 1]);
      }
    }
  }
  for (const auto& [complaint, count] : complaints) FAIL_CHECK(count, " times: ", complaint);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  MESSAGE(calls, " calls of ", kinds.size(), " kinds, ", runs, " faults, ", told, " told, ", went_on,
          " steps made while the disk refused, ", took.count(), " s");
  CHECK(went_on > 0);
  CHECK(told > runs / 2);
}
