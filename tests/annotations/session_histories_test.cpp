// Whatever people do at the program, the histories that it writes give the snapshots that it writes, byte for
// byte; and whatever a script does to a snapshot is shown, kept and told. SAYSO_TEST_RUNS=n makes n runs.
#include <nlohmann/json.hpp>

#include <map>

#include "tests/annotations/session_support.h"
#include "tests/support/random_entity_edits.h"

using namespace sayso;
using namespace sayso::tests;
using Json = nlohmann::ordered_json;

namespace {

constexpr int kRuns = 2000;

int runs() {
  const char* number = std::getenv("SAYSO_TEST_RUNS");
  return number ? std::atoi(number) : kRuns;
}

std::string snapshot_name(const AnnotatorId& annotator) { return "annotations/" + annotator.value + "/a.json"; }

// What is wrong with one person's files of the article "a", "" if they fit. Replay is strict here: every edit of
// every group must succeed.
std::string mismatch(const SomeProject& some, const AnnotatorId& annotator) {
  const std::string name = name_of({annotator, ArticleId("a")});
  const auto history = read_history(some.read(name), name);
  if (!history.problems.empty()) return to_text(history.problems.front());
  Annotations state;
  std::map<GroupId, std::string> hash_after;
  for (const Group& group : history.groups) {
    auto next = update(std::move(state), group);
    if (!next) return name + ", group " + group.id.value + ": " + next.error().what;
    state = std::move(next).value();
    hash_after[group.id] = sha256_hex(write_snapshot(state));
    if (group.kind == GroupKind::submit && group.snapshot != hash_after[group.id]) {
      return name + ": a submission names another snapshot than its history gives";
    }
  }
  for (const auto& snapshot : history.snapshots) {
    if (snapshot.line.sha256 != hash_after[snapshot.line.after]) return name + ": a snapshot line names other bytes";
  }
  const std::string bytes = some.read(snapshot_name(annotator));
  if (history.groups.empty()) return bytes.empty() ? "" : name + ": a snapshot without history";
  return bytes == write_snapshot(state) ? "" : name + ": the snapshot is not what the history gives";
}

std::string entities_mismatch(const SomeProject& some) {
  std::vector<EntityGroup> all;
  for (const AnnotatorId& annotator : {kAna, kBen}) {
    const std::string name = name_of({annotator, {}});
    const auto history = read_entity_history(some.read(name), name);
    if (!history.problems.empty()) return to_text(history.problems.front());
    all.insert(all.end(), history.groups.begin(), history.groups.end());
  }
  std::ranges::sort(all, {}, &EntityGroup::id);
  Registry registry;
  for (const EntityGroup& group : all) {
    auto next = update(std::move(registry), group);
    if (!next) return "entities, group " + group.id.value + ": " + next.error().what;
    registry = std::move(next).value();
  }
  return some.read("entities.json") == write_entities(registry) ? "" : "entities.json is not what the histories give";
}

// A day of two people at one article: whoever sits there edits, takes back, does again, hands in, re-opens, goes
// away and comes back.
class Run {
 public:
  explicit Run(unsigned seed) : desk_(Desk::Quick()), edits_(seed), entity_edits_(seed) {}

  // "" when every file fits every history.
  std::string go() {
    sit_down(kAna);
    for (int left = edits_.pick(4, 16); left > 0; --left) {
      if (std::string wrong = step(); !wrong.empty()) return wrong;
    }
    session_->close();
    for (const AnnotatorId& annotator : {kAna, kBen}) {
      // Who went away without closing left an old snapshot, which her next edit brings up to date.
      sit_down(annotator);
      if (session_->is_closed()) (void)session_->reopen("slip");
      if (std::string wrong = told(session_->dispatch(last_gesture())); !wrong.empty()) return wrong;
      session_->close();
    }
    session_.reset();
    for (const AnnotatorId& annotator : {kAna, kBen}) {
      if (std::string wrong = mismatch(desk_.some, annotator); !wrong.empty()) return wrong;
    }
    return entities_mismatch(desk_.some);
  }

 private:
  void sit_down(const AnnotatorId& annotator) {
    desk_.clock.advance(std::chrono::seconds(edits_.pick(0, 90)));
    session_ = desk_.session_on("a", annotator);
  }

  Gesture some_gesture() {
    const int kind = edits_.pick(0, 5);
    Gesture made;
    if (kind != 0) made.edits = edits_.gesture(session_->article()->state);
    if (kind <= 1) made.entity_edits = entity_edits_.gesture(session_->registry(), session_->annotator().value + "-");
    return made;
  }

  Gesture last_gesture() {
    return gesture({SetExtra{{}, {}, std::nullopt, "x-last", RawJson{"1"}}},
                   entity_edits_.gesture(session_->registry(), session_->annotator().value + "-"));
  }

  std::string step() {
    desk_.clock.advance(std::chrono::milliseconds(edits_.pick(0, 40'000)));
    session_->note_activity();
    if (session_->is_closed()) return told(session_->reopen("slip"));
    switch (edits_.pick(0, 13)) {
      case 0: case 1: return session_->can_undo() ? told(session_->undo()) : "";
      case 2: return session_->can_redo() ? told(session_->redo()) : "";
      case 3: return told(session_->submit());
      case 4: return told(session_->skip("not news"));
      case 5: session_->write_snapshots(); return "";
      case 6: case 7: {
        const Annotations before = session_->article()->state;
        const bool leaves = edits_.pick(0, 2) == 0;
        const Registry entities = session_->registry();
        const AnnotatorId by = session_->annotator();
        // Without close(), as when the machine is switched off once all is saved.
        edits_.pick(0, 1) ? session_->close() : session_->wait_until_saved();
        session_.reset();
        sit_down(leaves ? (by == kAna ? kBen : kAna) : by);
        if (session_->registry() != entities) return "the entities are others after a restart";
        return leaves || session_->article()->state == before ? "" : "the state is another after a restart";
      }
      default: return told(session_->dispatch(some_gesture()));
    }
  }

  static std::string told(const Result<GroupId>& done) { return done ? "" : to_text(done.error()); }

  Desk desk_;
  RandomEdits edits_;
  RandomEntityEdits entity_edits_;
  std::unique_ptr<Session> session_;
};

// A script's change to a snapshot, made without any of the program's code.
class Script {
 public:
  explicit Script(unsigned seed) : random_(seed) {}

  std::string change(const std::string& bytes) {
    Json file = Json::parse(bytes);
    for (int left = pick(1, 4); left > 0; --left) change_once(file);
    // Scripts know nothing of sums, and write as their library does.
    for (const char* list : {"spans", "frames", "suggested", "dismissed"}) {
      for (Json& record : file[list]) record.erase("sum");
    }
    return file.dump(pick(0, 1) ? 1 : -1) + (pick(0, 1) ? "\n" : "");
  }

 private:
  int pick(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  std::string fresh() { return "script-" + std::to_string(made_++); }

  Json* some(Json& list) {
    return list.empty() ? nullptr : &list[static_cast<std::size_t>(pick(0, static_cast<int>(list.size()) - 1))];
  }

  void change_once(Json& file) {
    Json* span = some(file["spans"]);
    Json* frame = some(file["frames"]);
    switch (pick(0, 9)) {
      case 0:
        file["spans"].push_back({{"id", fresh()}, {"layer", "cue"}, {"at", {{3, 9}}}, {"text", {"we act"}}});
        break;
      case 1: if (span) file["spans"].erase(file["spans"].begin() + (span - &file["spans"][0])); break;
      case 2: if (span) (*span)["attributes"]["kind"] = pick(0, 1) ? Json("direct") : Json(pick(0, 9)); break;
      case 3: if (span) (*span)["at"][0] = {pick(0, 3), pick(4, 5)}; break;
      case 4: if (span) (*span)["x-score"] = {{"model", "m"}, {"p", 0.5}}; break;
      case 5: if (frame) (*frame)["roles"]["cue"] = Json::array({{{"to", "entity:" + fresh()}}}); break;
      case 6: if (frame) (*frame)["attributes"]["tone"] = {"warm", "sharp"}; break;
      case 7: if (frame) file["frames"].erase(file["frames"].begin() + (frame - &file["frames"][0])); break;
      case 8: file["x-tool"] = fresh(); break;
      default:
        file["frames"].push_back({{"id", fresh()}, {"layer", "attribution"}, {"roles", {{"content", Json::array()}}}});
    }
  }

  std::mt19937 random_;
  int made_ = 0;
};

// Records without their sums, which a script does not write, in the order of their ids.
Json without_sums(Json file) {
  for (const char* list : {"spans", "frames", "suggested", "dismissed"}) {
    for (Json& record : file[list]) record.erase("sum");
    std::sort(file[list].begin(), file[list].end(), [](const Json& a, const Json& b) { return a["id"] < b["id"]; });
  }
  file.erase("rules");  // those of the last group, which the next edit brings
  return file;
}

bool same_json(const Json& a, const Json& b) { return nlohmann::json(a) == nlohmann::json(b); }

std::string changed_outside(unsigned seed) {
  Desk desk{Desk::Quick()};
  RandomEdits edits(seed);
  auto session = desk.session_on();
  for (int i = 0; i < 5; ++i) {
    if (!session->dispatch(gesture(edits.gesture(session->article()->state)))) return "the history cannot be made";
    if (session->is_closed() && !session->reopen("x")) return "the article cannot be re-opened";
  }
  session->close();
  session.reset();
  const std::string history = desk.read(name_of(kAnaOnA));
  const std::string before = desk.read(snapshot_name(kAna));
  const std::string script = Script(seed).change(before);
  const Json wanted = without_sums(Json::parse(script));
  if (same_json(wanted, without_sums(Json::parse(before)))) return "";  // taken back by itself
  desk.some.write(snapshot_name(kAna), script);

  session = desk.session_on();
  if (session->article()->outside_records == 0) return "not told as changed outside";
  if (!same_json(without_sums(Json::parse(write_snapshot(session->article()->state))), wanted)) {
    return "what is shown is not what the script wrote";
  }
  if (desk.read(snapshot_name(kAna)) != script || desk.read(name_of(kAnaOnA)) != history) return "looking wrote";
  if (!session->dispatch(gesture({SetExtra{{}, {}, std::nullopt, "x-next", RawJson{"1"}}}))) return "the next edit is refused";
  session->close();
  Json after = without_sums(Json::parse(desk.read(snapshot_name(kAna))));
  if (after.erase("x-next") != 1) return "the next edit is lost";
  if (!same_json(after, wanted)) return "the snapshot lost something of what the script wrote";
  if (!desk.read(name_of(kAnaOnA)).starts_with(history)) return "the history before it is lost";
  return mismatch(desk.some, kAna);
}

}  // namespace

TEST_CASE("thousands of random days at the program: every history replays to its snapshot, byte for byte") {
  for (int seed = 0; seed < runs(); ++seed) {
    const std::string wrong = Run(static_cast<unsigned>(seed)).go();
    REQUIRE_MESSAGE(wrong.empty(), "seed ", seed, ": ", wrong);
  }
}

TEST_CASE("hundreds of snapshots changed by a script: each opens as changed outside and loses nothing") {
  for (unsigned seed = 0; seed < 600; ++seed) {
    const std::string wrong = changed_outside(seed);
    REQUIRE_MESSAGE(wrong.empty(), "seed ", seed, ": ", wrong);
  }
}
