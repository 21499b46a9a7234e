// Histories that went on apart are joined: both sides write the same, nothing is lost, what differs is shown.
#include "annotations/store/join.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "annotations/edit/update.h"
#include "annotations/store/annotation_file.h"
#include "annotations/store/answers.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/merged_state.h"
#include "annotations/store/record_fields.h"
#include "annotations/store/snapshot_codec.h"
#include "tests/support/random_edits.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

// A machine with a copy of ana's history, and a clock that may be wrong.
class Machine {
 public:
  Machine(unsigned seed, std::chrono::seconds clock_is_off)
      : ids_(repeatable_ids(seed, clock_)), edits_(seed), choices_(seed) {
    clock_.advance(clock_is_off);
  }

  void start_from(const Machine& other) {
    groups = other.groups;
    state = other.state;
    undoable_.clear();
  }

  void begin() { make(GroupKind::edit, {edits_.begin()}, {}); }

  void edit() {
    if (!undoable_.empty() && choices_.pick(0, 4) == 0) {
      const auto [group, back] = undoable_.back();
      undoable_.pop_back();
      return make(GroupKind::undo, back, group);
    }
    const auto edits = edits_.gesture(state);
    std::vector<Edit> back;
    Annotations now = state;
    for (const Edit& each : edits) {
      const auto inverted = inverse(now, each);
      back.insert(back.begin(), inverted.begin(), inverted.end());
      now = *update(now, each);
    }
    make(GroupKind::edit, edits, {});
    undoable_.emplace_back(groups.back().id, back);
  }

  void make(GroupKind kind, const std::vector<Edit>& edits, const GroupId& of) {
    clock_.advance(std::chrono::milliseconds(choices_.pick(0, 3000)));
    Group group;
    group.id = GroupId(ids_->next());
    group.kind = kind;
    group.of = of;
    if (!groups.empty()) group.after = {groups.back().id};
    group.time = to_rfc3339(clock_.now());
    group.by = "ana";
    group.rules = "small@1+" + std::to_string(choices_.pick(1, 2));
    group.edits = edits;
    state = update_leniently(std::move(state), group);
    groups.push_back(std::move(group));
  }

  void join_with(const std::vector<Group>& theirs) {
    groups = join(groups, theirs);
    state = replay(groups);
    undoable_.clear();
  }

  std::vector<Group> groups;
  Annotations state;

 private:
  TestClock clock_;
  std::unique_ptr<IdSource> ids_;
  RandomEdits edits_;
  RandomChoices choices_;
  std::vector<std::pair<GroupId, std::vector<Edit>>> undoable_;
};

std::string bytes_of(const std::vector<Group>& groups) {
  std::string bytes;
  for (const Group& group : groups) bytes += write_group(group);
  return bytes;
}

// The first line in which two texts differ, from both; "" when they do not.
std::string first_difference(const std::string& a, const std::string& b) {
  const auto apart = std::ranges::mismatch(a, b);
  if (apart.in1 == a.end() && apart.in2 == b.end()) return "";
  const auto at = static_cast<std::size_t>(apart.in1 - a.begin());
  const auto begin = at == 0 ? 0 : a.rfind('\n', at - 1) + 1;
  return a.substr(begin, a.find('\n', at) - begin) + "\n" + b.substr(begin, b.find('\n', at) - begin);
}

std::size_t edits_wanted() {
  const char* number = std::getenv("SAYSO_TEST_MERGED_EDITS");
  return number ? static_cast<std::size_t>(std::atoll(number)) : 20'000;
}

// Where a long run begins: to repeat what it found, or to go on.
unsigned first_seed() {
  const char* number = std::getenv("SAYSO_TEST_FIRST_SEED");
  return number ? static_cast<unsigned>(std::atoi(number)) : 0;
}

std::set<RecordKey> keys_of(const Annotations& state) {
  std::set<RecordKey> keys{"h"};
  for (const Span& each : state.spans) keys.insert("r" + each.id.value);
  for (const Frame& each : state.frames) keys.insert("r" + each.id.value);
  return keys;
}

std::optional<std::string> value_in(const std::optional<Fields>& fields, const FieldName& name) {
  if (!fields) return std::nullopt;
  const auto found = fields->values.find(name);
  return found == fields->values.end() ? std::nullopt : std::optional(comparable(name, found->second));
}

// The plain rule of three-way merging, field by field, against what joining gave.
void check_three_ways(const Annotations& base, const Annotations& ours, const Annotations& theirs, const Annotations& joined) {
  std::set<RecordKey> keys = keys_of(base);
  keys.merge(keys_of(ours));
  keys.merge(keys_of(theirs));
  for (const RecordKey& key : keys) {
    CAPTURE(key);
    const auto b = AnnotationRecords::take_apart(base, key), o = AnnotationRecords::take_apart(ours, key),
               t = AnnotationRecords::take_apart(theirs, key), j = AnnotationRecords::take_apart(joined, key);
    if (!o && !t) continue;  // both removed it, or one made and removed it
    if (b && (!o || !t)) {   // one removed it
      const auto& kept = o ? o : t;
      if (*kept == *b) continue;  // what hangs on it decides
      REQUIRE(j);
      CHECK(!j->conflicts.removed.empty());
      continue;
    }
    REQUIRE(j);
    std::set<FieldName> names;
    for (const auto* side : {&b, &o, &t, &j}) {
      if (*side) {
        for (const auto& [name, json] : (*side)->values) names.insert(name);
      }
    }
    for (const FieldName& name : names) {
      if (name.is_of_filler()) continue;  // there only while the role has the filler
      CAPTURE(name.text());
      const auto was = value_in(b, name), our = value_in(o, name), their = value_in(t, name), got = value_in(j, name);
      const bool conflict = j->conflicts.fields.contains(name.text());
      if (our == their) {
        if (name.is_role() && got != our) continue;  // a removal of what filled it lost
        CHECK(got == our);
        CHECK(!conflict);
      } else if (our == was || their == was) {
        const auto wanted = our == was ? their : our;
        // Fillers with new attributes are not let go of, and those that stay are put back: see below.
        if (name.is_role() && (conflict || got != wanted)) continue;
        CHECK(got == wanted);
        CHECK(!conflict);
      } else {
        if (name.is_role() && !conflict) continue;  // removals that lost
        CHECK(conflict);
        CHECK((got == our || got == their || name.is_role()));
      }
    }
  }
}

// A scheme in which lists and texts may be taken together.
Scheme joining_scheme() {
  Scheme scheme;
  AttributeRule list, text;
  list.type = AttributeType::choices;
  for (const char* name : {"warm", "said", "Ольга", ""}) list.values.push_back({name, {}, {}, 0, false, false});
  text.type = AttributeType::text;
  Layer span, frame;
  frame.kind = Layer::Kind::frame;
  for (const char* number : {"1", "2", "3", "4"}) {
    AttributeRule& rule = number[0] % 2 ? list : text;
    rule.name = std::string("attribute") + number;
    span.attributes.push_back(rule);
    frame.attributes.push_back(rule);
    RoleRule role;
    role.name = std::string("role") + number;
    frame.roles.push_back(role);
  }
  for (const char* number : {"1", "2", "3", "4"}) {
    span.name = std::string("layer") + number;
    frame.name = std::string("frame") + number;
    scheme.layers.push_back(span);
    scheme.layers.push_back(frame);
  }
  return scheme;
}

bool is_open(const Decision& decision, const Annotations& state) {
  const auto all = open_decisions(state, {}, state.text_sha256);
  return std::ranges::find(all, key_of(decision), [](const Decision& each) { return key_of(each); }) != all.end();
}

}  // namespace

TEST_CASE("two machines that edited apart join to the same bytes, as the rule of three-way merging has it") {
  std::size_t edits = 0;
  for (unsigned seed = first_seed(); edits < edits_wanted() / 2; ++seed) {
    CAPTURE(seed);
    RandomChoices choices(seed);
    Machine a(seed * 10 + 1, std::chrono::seconds(0)), b(seed * 10 + 2, std::chrono::seconds(choices.pick(-5, 5)));
    a.begin();
    for (int i = choices.pick(0, 12); i > 0; --i) a.edit();
    b.start_from(a);
    const Annotations base = a.state;
    for (int i = choices.pick(1, 8); i > 0; --i) a.edit();
    for (int i = choices.pick(1, 8); i > 0; --i) b.edit();
    edits += a.groups.size() + b.groups.size();
    const auto ours = join(a.groups, b.groups), theirs = join(b.groups, a.groups);
    REQUIRE(first_difference(bytes_of(ours), bytes_of(theirs)) == "");
    REQUIRE(ours.back().kind == GroupKind::join);
    const Annotations joined = replay(ours);
    REQUIRE(first_difference(write_snapshot(joined), write_snapshot(MergedAnnotations(ours).all())) == "");
    check_three_ways(base, a.state, b.state, joined);
    // Once joined, nothing is joined again.
    CHECK(bytes_of(join(ours, b.groups)) == bytes_of(ours));
    CHECK(bytes_of(join(a.groups, ours)) == bytes_of(ours));
  }
}

TEST_CASE("rules of the last to work count, whoever joined whom, also when her clock is slow") {
  Machine a(1, std::chrono::seconds(0)), b(2, std::chrono::seconds(0)), c(3, std::chrono::seconds(-600));
  a.begin();
  b.start_from(a);
  c.start_from(a);
  a.edit();
  b.edit();
  // One has joined both and goes on, by a clock that is slow; another has joined them as well and then her.
  c.join_with(a.groups);
  c.join_with(b.groups);
  Machine other(4, std::chrono::seconds(0));
  other.start_from(b);
  other.join_with(a.groups);
  for (int i = 0; i < 4; ++i) {
    c.edit();
    Machine late(5, std::chrono::seconds(0));
    late.start_from(other);
    a.edit();
    late.join_with(a.groups);
    c.join_with(a.groups);
    c.edit();
    late.join_with(c.groups);
    CHECK(first_difference(write_snapshot(late.state), write_snapshot(c.state)) == "");
  }
}

TEST_CASE("an entity that one machine removes and another renames apart stays, whichever of them is earlier") {
  const auto group = [](const char* id, std::vector<GroupId> after, EntityEdit edit) {
    EntityGroup made;
    made.id = GroupId(id);
    made.after = std::move(after);
    made.time = "2026-01-02T03:04:05.678Z";
    made.by = "ana";
    made.edits = {std::move(edit)};
    return made;
  };
  const EntityId smith("smith");
  const Entity entity{smith, "John Smith", "person", {}, {}, {}, {}, {}};
  const EntityGroup begin = group("g1", {}, AddEntity{entity});
  for (const auto& [removing, renaming] : {std::pair("g2", "g3"), std::pair("g3", "g2")}) {
    const EntityGroup removes = group(removing, {begin.id}, RemoveEntity{smith}),
                      renames = group(renaming, {begin.id}, RenameEntity{smith, "Jack Smith"});
    const Registry joined = replay(join({begin, removes}, {begin, renames}));
    CHECK(joined == replay(join({begin, renames}, {begin, removes})));
    Entity stayed = entity;
    stayed.name = "Jack Smith";
    stayed.conflicts.removed = removes.id;
    REQUIRE(joined.entities.contains("smith"));
    CHECK(*joined.entities.find("smith") == stayed);
  }
}

TEST_CASE("machines that have all joined all hold the same snapshot, in whichever order they joined") {
  std::size_t edits = 0, conflicts = 0;
  for (unsigned seed = first_seed(); edits < edits_wanted() / 2; ++seed) {
    CAPTURE(seed);
    RandomChoices choices(seed);
    std::vector<std::unique_ptr<Machine>> machines;
    for (int i = choices.pick(2, 5); i > 0; --i) {
      machines.push_back(std::make_unique<Machine>(seed * 10 + static_cast<unsigned>(i), std::chrono::seconds(choices.pick(-60, 60))));
    }
    machines[0]->begin();
    for (int i = 0; i < 5; ++i) machines[0]->edit();
    for (std::size_t i = 1; i < machines.size(); ++i) machines[i]->start_from(*machines[0]);
    const auto some = [&]() -> Machine& {
      return *machines[static_cast<std::size_t>(choices.pick(0, static_cast<int>(machines.size()) - 1))];
    };
    for (int i = choices.pick(5, 60); i > 0; --i) {
      if (choices.pick(0, 4) == 0) {
        some().join_with(some().groups);  // with itself too: the same message twice
      } else {
        some().edit();
        ++edits;
      }
    }
    std::set<GroupId> made;
    for (const auto& machine : machines) {
      for (const Group& group : machine->groups) made.insert(group.id);
    }
    // Each joins all others, in an order of its own; late ones get joins that others made.
    for (const auto& machine : machines) {
      std::vector<std::size_t> order(machines.size());
      for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
      for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[static_cast<std::size_t>(choices.pick(0, static_cast<int>(i) - 1))]);
      }
      for (const std::size_t i : order) machine->join_with(machines[i]->groups);
    }
    const std::string snapshot = write_snapshot(machines[0]->state);
    for (const auto& machine : machines) {
      REQUIRE(first_difference(write_snapshot(MergedAnnotations(machine->groups).all()), write_snapshot(machine->state)) == "");
    }
    for (const auto& machine : machines) {
      REQUIRE(first_difference(write_snapshot(machine->state), snapshot) == "");
      std::set<GroupId> has;
      for (const Group& group : machine->groups) has.insert(group.id);
      REQUIRE(std::ranges::includes(has, made));
    }
    conflicts += count_conflicts(machines[0]->state);
  }
  CHECK(conflicts > 0);
  MESSAGE(edits, " edits, ", conflicts, " conflicts");
}

TEST_CASE("every answer that is offered after a join decides what it was asked for, on all machines alike") {
  const Scheme scheme = joining_scheme();
  std::size_t edits = 0, decided = 0;
  std::map<Answer::Means, std::size_t> answered;
  for (unsigned seed = first_seed(); edits < edits_wanted() / 4; ++seed) {
    CAPTURE(seed);
    RandomChoices choices(seed);
    Machine a(seed * 10 + 1, std::chrono::seconds(0)), b(seed * 10 + 2, std::chrono::seconds(choices.pick(-5, 5)));
    a.begin();
    for (int i = choices.pick(2, 12); i > 0; --i) a.edit();
    b.start_from(a);
    for (int i = choices.pick(1, 8); i > 0; --i) a.edit();
    for (int i = choices.pick(1, 8); i > 0; --i) b.edit();
    edits += a.groups.size() + b.groups.size();
    a.join_with(b.groups);
    const DecisionScene scene{scheme, a.state, {}, nullptr, a.state.text_sha256};
    const auto decisions = open_decisions(a.state, {}, a.state.text_sha256);
    CHECK(decisions.size() == count_conflicts(a.state));
    for (const Decision& decision : decisions) {
      CAPTURE(key_of(decision));
      const auto answers = answers_to(decision, scene);
      REQUIRE_FALSE(answers.empty());
      for (const Answer& answer : answers) {
        ++answered[answer.means];
        const auto made = edits_of(decision, answer, scene).edits;
        // Each edit can be done, and what is decided can be taken back.
        Annotations state = a.state;
        std::vector<Edit> back;
        for (const Edit& edit : made) {
          auto next = update(state, edit);
          REQUIRE_MESSAGE(next, (next ? "" : next.error().what));
          const auto inverted = inverse(state, edit);
          back.insert(back.begin(), inverted.begin(), inverted.end());
          state = std::move(next).value();
        }
        CHECK_FALSE(is_open(decision, state));
        CHECK(count_conflicts(state) < count_conflicts(a.state));
        for (const Edit& edit : back) state = *update(state, edit);
        CHECK(state == a.state);
        // A machine that has not seen the answer goes on and joins it, whichever joins the other.
        if (choices.pick(0, 5) > 0) continue;
        Machine answering(seed * 10 + 3, std::chrono::seconds(choices.pick(-5, 5))), other(seed * 10 + 4, std::chrono::seconds(0));
        answering.start_from(a);
        answering.make(GroupKind::edit, made, {});
        REQUIRE(first_difference(write_snapshot(MergedAnnotations(answering.groups).all()), write_snapshot(answering.state)) == "");
        CHECK_FALSE(is_open(decision, answering.state));
        other.start_from(b);
        for (int i = choices.pick(0, 2); i > 0; --i) other.edit();
        const auto ours = join(answering.groups, other.groups), theirs = join(other.groups, answering.groups);
        REQUIRE(first_difference(bytes_of(ours), bytes_of(theirs)) == "");
        REQUIRE(first_difference(write_snapshot(replay(ours)), write_snapshot(MergedAnnotations(ours).all())) == "");
        ++decided;
      }
    }
  }
  CHECK(decided > 0);
  MESSAGE(edits, " edits; answers: ", answered[Answer::Means::value], " values, ", answered[Answer::Means::both], " both, ",
          answered[Answer::Means::keep], " kept, ", answered[Answer::Means::remove], " removed, ", answered[Answer::Means::let_go],
          " let go; joined again after ", decided);
  for (const auto means : {Answer::Means::value, Answer::Means::keep, Answer::Means::remove}) {
    CHECK(answered[means] > 0);
  }
}
