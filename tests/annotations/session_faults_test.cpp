// Every call that a session makes fails in turn, once or from then on, in every way that a disk has: it is told, nothing
// is torn, work goes on, and when the fault ends all of it is saved. SAYSO_TEST_ALL_FAULTS=1 tries every fault at every
// call; else each call fails in two of the ways.
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <map>
#include <set>

#include "annotations/store/rescued.h"
#include "tests/annotations/session_support.h"
#include "tests/annotations/store_operations.h"
#include "tests/support/failing_files.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

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

// What a person does from a new project on. Each can be done again when it was refused.
struct Step {
  std::string name;
  Result<void> (*make)(Sitting&);
};

Result<void> in_session(Sitting& at, Result<GroupId> (*make)(Session&)) {
  if (const auto done = make(*at.session); !done) return done.error();
  return {};
}

Result<void> annotate(Sitting& at, const std::string& number, bool entity) {
  Span span = a_cue("s" + number);
  Gesture made;
  if (entity) {
    span.attributes["entity"] = "e" + number;
    made.entity_edits = {AddEntity{an_entity("e" + number, "Person " + number)}};
  }
  made.edits = {AddSpan{span}};
  if (const auto done = at.session->dispatch(std::move(made)); !done) return done.error();
  return {};
}

Result<void> add(Sitting& at, const std::string& id) {
  const auto added = at.session->add({"“We must act now,” she said.\n", "x.txt", ArticleId(id), {}});
  if (!added) return added.error();
  return {};
}

Result<void> become(Sitting& at, const AnnotatorId& annotator) {
  if (at.session->annotator() != annotator) {
    if (const auto changed = at.session->set_annotator(annotator); !changed) return changed;
  }
  // A change that was refused has closed the article.
  return at.session->article() ? Result<void>() : at.session->open_article(ArticleId("a"));
}

Result<void> close(Sitting& at) {
  at.session->close();
  if (const SaveState state = at.session->save_state(); const auto* failed = std::get_if<NotSaved>(&state)) {
    return failed->error;
  }
  return {};
}

Result<void> open_project_again(Sitting& at) {
  if (at.session) {
    if (const auto closed = close(at); !closed) return closed;
  }
  auto opened = Session::open({&at.files, &at.clock, at.ids.get(), kStateFolder, {}, {}}, kProjectFolder, kAna);
  if (!opened) return opened.error();
  at.session = std::move(opened).value();
  return {};
}

const std::vector<Step>& steps() {
  static const std::vector<Step> all = {
      {"new project",
       [](Sitting& at) -> Result<void> {
         const auto made = create_project(at.files, kProjectFolder, "Test", kSmallScheme, *at.ids);
         if (!made) return made.error();
         return {};
       }},
      {"open the project", open_project_again},
      {"add a", [](Sitting& at) { return add(at, "a"); }},
      {"add news/b", [](Sitting& at) { return add(at, "news/b"); }},
      {"open a", [](Sitting& at) { return at.session->open_article(ArticleId("a")); }},
      {"annotate", [](Sitting& at) { return annotate(at, "1", false); }},
      {"annotate and name", [](Sitting& at) { return annotate(at, "2", true); }},
      {"write snapshots", [](Sitting& at) { return at.session->write_snapshots(), Result<void>(); }},
      {"annotate again", [](Sitting& at) { return annotate(at, "3", true); }},
      {"undo", [](Sitting& at) { return in_session(at, [](Session& on) { return on.undo(); }); }},
      {"redo", [](Sitting& at) { return in_session(at, [](Session& on) { return on.redo(); }); }},
      {"submit", [](Sitting& at) { return in_session(at, [](Session& on) { return on.submit(); }); }},
      {"re-open", [](Sitting& at) { return in_session(at, [](Session& on) { return on.reopen("slip"); }); }},
      {"annotate what is re-opened", [](Sitting& at) { return annotate(at, "4", false); }},
      {"open news/b", [](Sitting& at) { return at.session->open_article(ArticleId("news/b")); }},
      {"annotate news/b", [](Sitting& at) { return annotate(at, "5", false); }},
      {"open the project again", open_project_again},
      {"open a again", [](Sitting& at) { return at.session->open_article(ArticleId("a")); }},
      {"annotate after opening", [](Sitting& at) { return annotate(at, "6", true); }},
      {"become ben", [](Sitting& at) { return become(at, kBen); }},
      {"annotate as ben", [](Sitting& at) { return annotate(at, "7", true); }},
      {"become ana", [](Sitting& at) { return become(at, kAna); }},
      {"add an entity",
       [](Sitting& at) -> Result<void> {
         const auto done = at.session->dispatch(gesture({}, {AddEntity{an_entity("e8", "Somebody")}}));
         if (!done) return done.error();
         return {};
       }},
      {"bring back",
       [](Sitting& at) -> Result<void> {
         const auto back = at.session->bring_back();
         if (!back) return back.error();
         return {};
       }},
      {"close", close},
  };
  return all;
}

// Calls whose failure need not be told, and why.
struct Harmless {
  std::string call;
  std::string in;  // part of the path
  std::string because;
};

const std::vector<Harmless>& harmless() {
  static const std::vector<Harmless> all = {};
  return all;
}

bool is_harmless(const std::string& call, const Path& path) {
  return std::ranges::any_of(harmless(), [&](const Harmless& each) {
    return each.call == call && path.string().find(each.in) != std::string::npos;
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

Run run(std::size_t call, const Fault& fault, bool goes_on, const Seen* expected) {
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
  const auto wrong = [&](const std::string& step, const std::string& what) {
    found.wrong = step + ": " + what;
    return found;
  };
  for (const Step& step : steps()) {
    const bool refusing = !files.failed.empty() && !healed;
    auto made = step.make(at);
    if (at.session) at.session->wait_until_saved();
    if (made && refusing) ++found.went_on;
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
      if (!made) return wrong(step.name, "refused when the fault has ended: " + to_text(made.error()));
      if (at.session && !at.is_saved()) {
        at.session->save_again();
        at.session->wait_until_saved();
      }
      if (at.session && !at.is_saved()) {
        const auto back = at.session->bring_back();
        if (!back) return wrong(step.name, "not brought back: " + to_text(back.error()));
        if (!back->refused.empty()) return wrong(step.name, "not brought back: " + to_text(back->refused.front()));
      }
      if (at.session && !at.is_saved()) return wrong(step.name, "not saved when the fault has ended");
    }
    saved = histories(disk);
  }
  found.struck = !files.failed.empty();
  if (found.struck) {
    const std::size_t first = files.failed.front() - 1;
    found.at = files.calls[first] + " " + files.paths[first].string();
    for (const std::size_t each : files.failed) {
      if (found.told || fault.short_writes || is_harmless(files.calls[each - 1], files.paths[each - 1])) continue;
      return wrong("silent", found.at);
    }
  }
  if (!files.synced_again.empty()) return wrong("synced again after a failed sync", files.synced_again.front().string());
  const auto look = look_at_project(disk);
  if (!look) return wrong("at the end", to_text(look.error()));
  for (const Error& problem : look->problems) return wrong("at the end", to_text(problem));
  if (expected && look->seen != *expected) return wrong("at the end", "something is missing");
  const auto rescued = find_rescued(disk, at.session->project(), kStateFolder);
  if (!rescued || !rescued->empty()) return wrong("at the end", "something was not brought back");
  return found;
}

}  // namespace

TEST_CASE("whichever call fails, in whichever way: it is told, nothing is torn, work goes on, and in the end all is saved") {
  const bool all = std::getenv("SAYSO_TEST_ALL_FAULTS") != nullptr;
  const auto begun = std::chrono::steady_clock::now();
  SimulatedFiles disk;
  FailingFiles untroubled(disk);
  Sitting sitting(untroubled, 1);
  for (const Step& step : steps()) {
    CAPTURE(step.name);
    REQUIRE(step.make(sitting));
    sitting.session ? sitting.session->wait_until_saved() : void();
  }
  const auto expected = look_at_project(disk);
  REQUIRE(expected);
  const std::size_t calls = untroubled.calls.size();

  std::size_t runs = 0, told = 0, went_on = 0;
  std::map<std::string, std::size_t> complaints;
  std::set<std::string> kinds;
  for (std::size_t call = 1; call <= calls; ++call) {
    for (std::size_t way = 0; way < faults().size(); ++way) {
      for (const bool goes_on : {false, true}) {
        if (!all && way != (call + (goes_on ? 3 : 0)) % faults().size()) continue;
        const Fault& fault = faults()[way];
        const Run found = run(call, fault, goes_on, &expected->seen);
        if (!found.struck && found.wrong.empty()) continue;  // a short write of a call that does not write
        ++runs;
        told += found.told ? 1 : 0;
        went_on += found.went_on;
        if (!found.wrong.empty()) ++complaints[found.wrong + " [" + fault.name + (goes_on ? ", goes on" : ", once") + "]"];
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
