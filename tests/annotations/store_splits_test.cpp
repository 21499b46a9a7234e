// Splits of entities in the store: histories that went on apart, files changed by hand, and what is read through them.
#include "annotations/agreement/submissions.h"
#include "annotations/model/mention.h"
#include "annotations/query/find.h"
#include "annotations/store/fsck.h"
#include "annotations/store/join.h"
#include "annotations/store/merge_files.h"
#include "annotations/store/merged_state.h"
#include "annotations/store/split_allowed.h"
#include "tests/annotations/session_support.h"
#include "tests/support/random_entity_edits.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

const EntityId kSmith{"smith"}, kJunior{"junior"};
const MentionId kAnasMention{"ana/a#m1"}, kBensMention{"ben/a#m2"};

// A copy of ana's entity history on a machine of its own.
class EntityMachine {
 public:
  EntityMachine(unsigned seed, std::chrono::seconds clock_is_off)
      : prefix_("m" + std::to_string(seed) + "-"), ids_(repeatable_ids(seed, clock_)), edits_(seed) {
    clock_.advance(clock_is_off);
  }

  void edit() {
    if (!undoable_.empty() && edits_.pick(0, 4) == 0) {
      const Retrace back = undo_of(state, undoable_.back());
      undoable_.pop_back();
      return make(back.edits);
    }
    const auto edits = edits_.gesture(state, prefix_);
    Registry now = state;
    undoable_.push_back(change(now, edits));
    make(edits);
  }

  void make(const std::vector<EntityEdit>& edits) {
    clock_.advance(std::chrono::milliseconds(edits_.pick(0, 3000)));
    EntityGroup group;
    group.id = GroupId(ids_->next());
    if (!groups.empty()) group.after = {groups.back().id};
    group.time = to_rfc3339(clock_.now());
    group.by = "ana";
    group.edits = edits;
    state = update_leniently(std::move(state), group);
    groups.push_back(std::move(group));
  }

  void start_from(const EntityMachine& other) {
    groups = other.groups;
    state = other.state;
  }

  void join_with(const std::vector<EntityGroup>& theirs) {
    groups = join(groups, theirs);
    state = replay(groups);
    undoable_.clear();
  }

  std::string bytes() const { return write_history(groups, {}); }

  std::vector<EntityGroup> groups;
  Registry state;

 private:
  std::string prefix_;
  TestClock clock_;
  std::unique_ptr<IdSource> ids_;
  RandomEntityEdits edits_;
  std::vector<std::vector<EntityChange>> undoable_;
};

// Smith and his son, of whom everybody thought as one: Ana and Ben have a mention each.
struct DeskWithSmiths : Desk {
  DeskWithSmiths() {
    auto session = session_on("a", kBen);
    REQUIRE(session->dispatch(gesture({AddSpan{a_mention("m2")}}, {AddEntity{an_entity("smith", "John Smith")}})));
    REQUIRE(session->submit());
    session->close();
    session = session_on();
    REQUIRE(session->dispatch(gesture({AddSpan{a_mention("m1")}})));
    REQUIRE(session->submit());
    session->close();
  }

  static Span a_mention(const std::string& id) {
    Span span = a_cue(id);
    span.layer = "mention";
    span.at = {{CodePoint(19), CodePoint(22)}};
    span.text = {"she"};
    span.attributes["entity"] = kSmith.value;
    return span;
  }

  // Ana finds out that Ben's mention is the son.
  GroupId split(Session& session) {
    const auto group = session.dispatch(gesture({}, {AddEntity{an_entity("junior", "Jack Smith")}, SplitEntity{kSmith, kBensMention, kJunior}}));
    REQUIRE(group);
    return *group;
  }

  std::string annotation_files() const {
    std::string all;
    for (const char* name : {"annotations/ana/a.history", "annotations/ana/a.json", "annotations/ben/a.history", "annotations/ben/a.json"}) {
      all += read(name);
    }
    return all;
  }
};

// "ana m1, ben m2": the mentions in which a search for a name finds something.
std::string found(const Desk& desk, const std::string& name) {
  const auto project = open_project(real_files(), desk.some.project.folder);
  REQUIRE(project);
  std::string all;
  REQUIRE(find_in_project(real_files(), *project, name, {}, [&](const Found& hit) {
    all += (all.empty() ? "" : ", ") + hit.annotator.value + " " + hit.record.value;
    return true;
  }));
  return all;
}

}  // namespace

TEST_CASE("machines that changed entities apart hold the same registry once all have joined, splits and all") {
  std::size_t conflicts = 0, of_splits = 0, splits = 0;
  for (unsigned seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    RandomChoices choices(seed);
    std::vector<std::unique_ptr<EntityMachine>> machines;
    for (int i = choices.pick(2, 4); i > 0; --i) {
      machines.push_back(std::make_unique<EntityMachine>(seed * 10 + static_cast<unsigned>(i), std::chrono::seconds(choices.pick(-60, 60))));
    }
    for (int i = 0; i < 6; ++i) machines[0]->edit();
    for (std::size_t i = 1; i < machines.size(); ++i) machines[i]->start_from(*machines[0]);
    for (int i = choices.pick(5, 30); i > 0; --i) {
      EntityMachine& one = *machines[static_cast<std::size_t>(choices.pick(0, static_cast<int>(machines.size()) - 1))];
      EntityMachine& other = *machines[static_cast<std::size_t>(choices.pick(0, static_cast<int>(machines.size()) - 1))];
      choices.pick(0, 5) == 0 ? one.join_with(other.groups) : one.edit();
    }
    const auto ours = join(machines[0]->groups, machines[1]->groups), theirs = join(machines[1]->groups, machines[0]->groups);
    REQUIRE(write_history(ours, {}) == write_history(theirs, {}));
    for (const auto& machine : machines) {
      std::vector<const EntityMachine*> order;
      for (const auto& other : machines) order.insert(order.begin() + choices.pick(0, static_cast<int>(order.size())), other.get());
      for (const EntityMachine* other : order) machine->join_with(other->groups);
    }
    const std::string registry = write_entities(machines[0]->state);
    for (const auto& machine : machines) {
      REQUIRE(write_entities(machine->state) == registry);
      REQUIRE(write_entities(MergedEntities(machine->groups).all()) == registry);
    }
    const auto read = read_entities(registry, "entities.json");
    REQUIRE(read);
    REQUIRE(read->registry == machines[0]->state);
    conflicts += count_conflicts(machines[0]->state);
    splits += machines[0]->state.splits.size();
    for (const SplitMention& split : machines[0]->state.splits) of_splits += split.conflicts.fields.size();
  }
  CHECK(conflicts > of_splits);
  CHECK(of_splits > 0);
  CHECK(splits > 0);
}

TEST_CASE("a mention that was split two ways apart means what the first group says, and both are told until one is chosen") {
  EntityMachine a(1, std::chrono::seconds(0)), b(2, std::chrono::seconds(60));
  a.make({AddEntity{an_entity("smith", "John Smith")}, AddEntity{an_entity("junior", "Jack Smith")}});
  b.start_from(a);
  a.make({SplitEntity{kSmith, kBensMention, kJunior}});
  b.make({SplitEntity{kSmith, kBensMention, EntityId("@unclear")}, SplitEntity{kSmith, kAnasMention, kJunior}});
  const GroupId first = a.groups.back().id, second = b.groups.back().id;
  b.join_with(a.groups);
  const SplitMention* split = b.state.splits.find(kBensMention.value);
  REQUIRE(split);
  CHECK(split->into == std::map<EntityId, EntityId>{{kSmith, kJunior}});
  CHECK(split->conflicts.fields.at("into.smith") ==
        std::vector<Alternative>{{RawJson{"\"junior\""}, first}, {RawJson{"\"@unclear\""}, second}});
  CHECK(b.state.splits.find(kAnasMention.value)->conflicts.empty());
  CHECK(count_conflicts(b.state) == 1);
  b.make({SplitEntity{kSmith, kBensMention, EntityId("@unclear")}});
  CHECK(count_conflicts(b.state) == 0);
}

TEST_CASE("a split that one takes back and another makes anew apart is a conflict, one taken back alone is gone") {
  EntityMachine a(1, std::chrono::seconds(0));
  a.make({SplitEntity{kSmith, kBensMention, kJunior}, SplitEntity{kSmith, kAnasMention, kJunior}});
  EntityMachine b(2, std::chrono::seconds(60));
  b.start_from(a);
  a.make({SplitEntity{kSmith, kBensMention, {}}, SplitEntity{kSmith, kAnasMention, {}}});
  b.make({SplitEntity{kSmith, kBensMention, EntityId("@unclear")}});
  a.join_with(b.groups);
  CHECK(!a.state.splits.contains(kAnasMention.value));
  const SplitMention* split = a.state.splits.find(kBensMention.value);
  REQUIRE(split);
  CHECK(split->into.empty());  // the smaller group took it back
  CHECK(split->conflicts.fields.at("into.smith").size() == 2);
  const auto read = read_entities(write_entities(a.state), "entities.json");
  REQUIRE(read);
  CHECK(read->registry == a.state);
}

TEST_CASE("two versions of entities.json are merged by git with the splits of both") {
  Registry base, ours, theirs;
  base.entities.put(an_entity("smith", "John Smith"));
  base.splits.put({kBensMention, {{kSmith, kJunior}}});
  ours = theirs = base;
  ours.splits.put({kAnasMention, {{kSmith, kJunior}}});
  theirs.splits.remove(kBensMention.value);
  theirs.splits.put({MentionId("cara/a#m"), {{kSmith, kJunior}}});
  const auto merged = merge_files({write_entities(base), write_entities(ours), write_entities(theirs)}, "entities.json");
  REQUIRE(merged);
  CHECK(merged->conflicts == 0);
  const auto read = read_entities(merged->bytes, "entities.json");
  REQUIRE(read);
  CHECK(read->registry.splits.contains(kAnasMention.value));
  CHECK(read->registry.splits.contains("cara/a#m"));
  CHECK(read->registry.splits.size() == 2);
}

TEST_CASE("a split is found by name, compared as what is meant, touches nobody's annotations and is undone") {
  DeskWithSmiths desk;
  CHECK(found(desk, "john smith") == "ana m1, ben m2");
  auto session = desk.session_on();
  REQUIRE(session->reopen("a slip"));
  session->write_snapshots();
  session->wait_until_saved();
  const std::string bens = desk.read("annotations/ben/a.history") + desk.read("annotations/ben/a.json");
  const std::string anas = desk.read("annotations/ana/a.json");
  desk.split(*session);
  session->write_snapshots();
  session->wait_until_saved();
  CHECK(desk.read("annotations/ben/a.history") + desk.read("annotations/ben/a.json") == bens);
  CHECK(desk.read("annotations/ana/a.json") == anas);
  CHECK(found(desk, "john smith") == "ana m1");
  CHECK(found(desk, "jack smith") == "ben m2");

  const auto project = open_project(real_files(), desk.some.project.folder);
  REQUIRE(project);
  const auto submissions = load_submissions(real_files(), *project, {});
  REQUIRE(submissions);
  REQUIRE(submissions->states.size() == 2);
  CHECK(submissions->states[0].state.spans.find("m1")->attributes.at("entity") == Value(kSmith.value));
  CHECK(submissions->states[1].state.spans.find("m2")->attributes.at("entity") == Value(kJunior.value));

  REQUIRE(session->undo());
  session->close();
  CHECK(found(desk, "john smith") == "ana m1, ben m2");
  CHECK(found(desk, "jack smith") == "");
}

TEST_CASE("who chooses for a mention the entity that it was split off means it, in one gesture that is undone as one") {
  DeskWithSmiths desk;
  auto session = desk.session_on();
  REQUIRE(session->reopen("a slip"));
  REQUIRE(session->dispatch(gesture({}, {AddEntity{an_entity("junior", "Jack Smith")}, SplitEntity{kSmith, kAnasMention, kJunior}})));
  REQUIRE(session->dispatch(gesture({SetAttribute{RecordId("m1"), {}, std::nullopt, "entity", kSmith.value}})));
  CHECK(entity_of(session->registry(), kAnasMention, kSmith)->id == kSmith);
  session->close();
  session = desk.session_on();
  CHECK(entity_of(session->registry(), kAnasMention, kSmith)->id == kSmith);
  REQUIRE(session->undo());
  CHECK(entity_of(session->registry(), kAnasMention, kSmith)->id == kJunior);
  // Who chooses and splits in one go has split.
  REQUIRE(session->dispatch(gesture({SetAttribute{RecordId("m1"), {}, std::nullopt, "entity", kSmith.value}},
                                    {SplitEntity{kSmith, kAnasMention, EntityId("@unclear")}})));
  CHECK(entity_of(session->registry(), kAnasMention, kSmith)->id == EntityId("@unclear"));
}

TEST_CASE("a split that somebody writes into entities.json enters the history, and one that is missing there stays") {
  DeskWithSmiths desk;
  auto session = desk.session_on();
  desk.split(*session);
  session->close();
  Registry changed = session->registry();
  changed.splits.remove(kBensMention.value);
  changed.splits.put({kAnasMention, {{kSmith, kJunior}}});
  desk.some.write("entities.json", write_entities(changed));
  session = desk.session_on();
  CHECK(session->registry().splits.size() == 2);
  REQUIRE(session->dispatch(gesture({}, {RenameEntity{kSmith, "John Smith senior"}})));
  session->close();
  const OpenedEntities opened = desk.some.entities();
  CHECK(opened.state.splits.size() == 2);
  CHECK(opened.problems.empty());
  CHECK(!opened.pending);
}

TEST_CASE("a split into an entity that is not there is found") {
  DeskWithSmiths desk;
  auto session = desk.session_on();
  REQUIRE(session->dispatch(gesture({}, {SplitEntity{kSmith, kBensMention, EntityId("gone")}})));
  session->close();
  const auto project = open_project(real_files(), desk.some.project.folder);
  REQUIRE(project);
  const auto report = fsck(real_files(), desk.clock, *desk.some.ids, *project, false);
  REQUIRE(report);
  REQUIRE(report->findings.size() == 1);
  CHECK(to_text(report->findings[0].problem) ==
        "entities.json: mention 'ben/a#m2' was split off 'smith' into 'gone', which is not there; split it off into another, "
        "or take the split back");
}

TEST_CASE("a split from outside is of a mention that is there and names that entity, into one that is there") {
  DeskWithSmiths desk;
  auto session = desk.session_on();
  const auto project = open_project(real_files(), desk.some.project.folder);
  REQUIRE(project);
  const Annotations& open = session->article()->state;
  const auto asked = [&](const char* of, const char* mention, const char* into) -> std::string {
    const auto may = split_allowed(real_files(), *project, session->registry(), open, {EntityId(of), MentionId(mention), EntityId(into)});
    return may ? "" : to_text(may.error());
  };
  CHECK(asked("smith", "ben/a#m2", "@unclear") == "");
  CHECK(asked("smith", "ana/a#m1", "@unclear") == "");
  CHECK(asked("smith", "ben/a#m2", "nobody").starts_with("there is no entity 'nobody'; "));
  CHECK(asked("smith", "cara/a#m2", "@unclear").starts_with("nobody called 'cara' has annotated anything in this project; "));
  CHECK(asked("smith", "ben/b#m2", "@unclear").starts_with("there is no article 'b' in this project; "));
  CHECK(asked("smith", "ben/a#m9", "@unclear").starts_with("'ben' has no record 'm9' in 'a'; "));
  CHECK(asked("mayor", "ben/a#m2", "@unclear").starts_with("mention 'ben/a#m2' names 'smith', not 'mayor'; "));
  CHECK(asked("smith", "ben/a#m2", "").starts_with("mention 'ben/a#m2' was not split off 'smith'; "));
  desk.split(*session);
  CHECK(asked("smith", "ben/a#m2", "") == "");
}
