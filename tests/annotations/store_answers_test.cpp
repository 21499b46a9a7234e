// What a person may answer where joining, or a text that changed, could not decide.
#include "annotations/store/answers.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "annotations/edit/entity_change.h"
#include "annotations/edit/update.h"
#include "annotations/store/join.h"
#include "annotations/store/likely_places.h"
#include "annotations/store/reanchor.h"
#include "annotations/store/replay.h"
#include "tests/support/random_entity_edits.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

constexpr const char* kText =
    "Ruth Calloway spoke first. “We must act,” she said. Later Ruth  Calloway left.\nThe harbour master had listened.\n";

Span a_span(const std::string& id, const std::string& layer, const std::string& text, const std::string& words) {
  const TextIndex index(text);
  const auto at = text.find(words);
  REQUIRE(at != std::string::npos);
  return {RecordId(id), layer, {index.to_code_points({Byte(at), Byte(at + words.size())})}, {words}, {}, std::nullopt, {}};
}

// A span that had these words at 0.
Span unplaced(const std::string& id, const std::string& words) {
  Span span{RecordId(id), "mention", {}, {}, {}, std::nullopt, {}};
  span.extra[kUnplaced] = RawJson{R"({"at": [[0, 1]], "text": [")" + words + R"("]})"};
  return span;
}

std::vector<std::string> likely(const Span& span, const Annotations& state, std::size_t most = 5) {
  std::vector<std::string> words;
  const TextIndex index(kText);
  for (const Fragments& at : likely_places(span, state, index, most)) {
    std::string all;
    for (const CodePointRange& each : at) all += (all.empty() ? "" : " … ") + std::string(index.slice(each));
    words.push_back(all);
  }
  return words;
}

template <class State, class Edits>
State after(State state, const Edits& edits) {
  for (const auto& edit : edits) {
    auto next = update(state, edit);
    REQUIRE_MESSAGE(next, (next ? "" : next.error().what));
    state = std::move(next).value();
  }
  return state;
}

Annotations some_state() {
  Annotations state;
  state.article = ArticleId("a");
  state.annotator = AnnotatorId("ana");
  state.text_sha256 = "now";
  return state;
}

Alternative given(const std::string& json, const std::string& group) { return {RawJson{json}, GroupId(group)}; }

EntityGroup entity_group(const std::string& id, const std::vector<GroupId>& after, std::vector<EntityEdit> edits) {
  EntityGroup group;
  group.id = GroupId(id);
  group.after = after;
  group.edits = std::move(edits);
  return group;
}

}  // namespace

TEST_CASE("words that stand in the text as they were come first, the nearest before the others") {
  Annotations state = some_state();
  state.spans.put(unplaced("m", "Ruth Calloway"));
  CHECK(likely(*state.spans.find("m"), state) == std::vector<std::string>{"Ruth Calloway", "Ruth  Calloway"});
  // What fills the same frame stands later in the text.
  state.spans.put(unplaced("she", "Ruth"));
  state.spans.put(a_span("cue", "cue", kText, "left"));
  Frame frame;
  frame.id = RecordId("f");
  frame.roles["source"] = {{RecordId("she"), {}, {}}};
  frame.roles["cue"] = {{RecordId("cue"), {}, {}}};
  state.frames.put(frame);
  const auto places = likely_places(*state.spans.find("she"), state, TextIndex(kText), 5);
  REQUIRE(places.size() == 2);
  CHECK(places[0].front().begin > places[1].front().begin);
}

TEST_CASE("a stretch with most of the words is offered, and nothing where too few are left") {
  const Annotations state = some_state();
  CHECK(likely(unplaced("m", "the harbour master has listened"), state) == std::vector<std::string>{"The harbour master had listened"});
  CHECK(likely(unplaced("m", "Rhoda Calloway"), state).front().ends_with("Calloway"));
  CHECK(likely(unplaced("m", "a wholly different sentence"), state).empty());
  CHECK(likely(unplaced("m", "e"), state, 3).size() == 3);
}

TEST_CASE("an unplaced span is placed or removed by its answers") {
  Annotations state = some_state();
  state.spans.put(unplaced("m", "Ruth Calloway"));
  const TextIndex index(kText);
  const DecisionScene scene{{}, state, {}, &index, "now"};
  const auto decisions = open_decisions(state, {}, "now");
  REQUIRE(decisions.size() == 1);
  const auto answers = answers_to(decisions[0], scene);
  REQUIRE(answers.size() == 3);
  const Annotations placed = after(state, edits_of(decisions[0], answers[0], scene).edits);
  CHECK(placed.spans.find("m")->text == std::vector<std::string>{"Ruth Calloway"});
  CHECK(open_decisions(placed, {}, "now").empty());
  CHECK(answers[2].means == Answer::Means::remove);
  CHECK(after(state, edits_of(decisions[0], answers[2], scene).edits).spans.empty());
}

TEST_CASE("annotations of another text are one decision, and finding them again decides it") {
  Annotations state = some_state();
  state.text_sha256 = "before";
  state.spans.put({RecordId("q"), "content", {{CodePoint(0), CodePoint(12)}}, {"We must act,"}, {}, std::nullopt, {}});
  const TextIndex index(kText);
  const DecisionScene scene{{}, state, {}, &index, "now"};
  const auto decisions = open_decisions(state, {}, "now");
  REQUIRE(decisions.size() == 1);
  CHECK(decisions[0].about == Decision::About::text);
  const auto found = after(state, edits_of(decisions[0], answers_to(decisions[0], scene).front(), scene).edits);
  CHECK(found.text_sha256 == "now");
  CHECK(found.spans.find("q")->at.front().begin == CodePoint(28));
  CHECK(open_decisions(found, {}, "now").empty());
}

TEST_CASE("a boundary that was given before the text was corrected is offered where its words stand now") {
  Annotations state = some_state();
  Span span = a_span("q", "content", kText, "We must act");
  span.conflicts.fields["at"] = {given(R"({"at": [[28, 39]], "text": ["We must act"]})", "g1"),
                                 given(R"({"at": [[0, 12]], "text": ["We must act,"]})", "g2"),
                                 given(R"({"at": [[0, 4]], "text": ["gone"]})", "g3")};
  state.spans.put(span);
  const TextIndex index(kText);
  const DecisionScene scene{{}, state, {}, &index, "now"};
  const auto decision = open_decisions(state, {}, "now").at(0);
  const auto answers = answers_to(decision, scene);
  REQUIRE(answers.size() == 2);
  CHECK(answers[1].group == GroupId("g2"));
  const auto chosen = after(state, edits_of(decision, answers[1], scene).edits);
  CHECK(chosen.spans.find("q")->at == Fragments{{CodePoint(28), CodePoint(40)}});
  CHECK(chosen.spans.find("q")->conflicts.empty());
}

TEST_CASE("a list of speakers loses those that are gone, and keeps what the others carry") {
  Annotations state = some_state();
  Frame frame;
  frame.id = RecordId("f");
  frame.layer = "attribution";
  frame.roles["stance"] = {{EntityId("x"), {{"value", std::int64_t{2}}}, {}}};
  frame.conflicts.fields["roles.stance"] = {given(R"([{"to": "entity:x"}])", "g1"),
                                            given(R"([{"to": "gone"}, {"to": "entity:x"}, {"to": "entity:y", "attributes": {"value": 1}}])", "g2")};
  frame.conflicts.fields["roles.stance.entity:y.value"] = {given("1", "g1"), given("2", "g2")};
  state.frames.put(frame);
  const DecisionScene scene{{}, state, {}, nullptr, "now"};
  const auto decisions = open_decisions(state, {}, "now");
  REQUIRE(decisions.size() == 2);
  CHECK(decisions[1].field.of == Field::Of::gone);
  CHECK(answers_to(decisions[1], scene).front().means == Answer::Means::let_go);
  const auto answers = answers_to(decisions[0], scene);
  REQUIRE(answers.size() == 2);
  const auto chosen = after(state, edits_of(decisions[0], answers[1], scene).edits);
  const auto& list = fillers(*chosen.frames.find("f"), "stance");
  REQUIRE(list.size() == 2);
  CHECK(list[0].attributes.at("value") == Value(std::int64_t{2}));
  CHECK(list[1].attributes.at("value") == Value(std::int64_t{1}));
  // Now that it is in the role, its value can be decided.
  CHECK(open_decisions(chosen, {}, "now").at(0).field.of == Field::Of::filler_attribute);
}

TEST_CASE("lists, notes and roles may have both, where the scheme lets them") {
  Scheme scheme;
  Layer layer;
  layer.name = "attribution";
  layer.kind = Layer::Kind::frame;
  AttributeRule tone, note;
  tone.name = "tone";
  tone.type = AttributeType::choices;
  for (const char* name : {"warm", "angry"}) tone.values.push_back({name, {}, {}, 0, false, false});
  tone.values.push_back({"neutral", {}, {}, 0, true, false});
  note.name = "note";
  note.type = AttributeType::text;
  layer.attributes = {tone, note};
  RoleRule source, within;
  source.name = "source";
  within.name = "within";
  within.most = 1;
  layer.roles = {source, within};
  scheme.layers = {layer};
  const auto answers = [&](const std::string& field, const std::string& first, const std::string& second) {
    Annotations state = some_state();
    Frame frame;
    frame.id = RecordId("f");
    frame.layer = "attribution";
    frame.conflicts.fields[field] = {given(first, "g1"), given(second, "g2")};
    state.frames.put(frame);
    const Registry registry;
    const DecisionScene scene{scheme, state, registry, nullptr, "now"};
    const auto decision = open_decisions(state, registry, "now").at(0);
    const auto all = answers_to(decision, scene);
    return all.size() == 3 ? after(state, edits_of(decision, all[2], scene).edits) : Annotations();
  };
  const Annotations tones = answers("attributes.tone", R"(["warm"])", R"(["angry"])");
  REQUIRE(tones.frames.contains("f"));
  CHECK(tones.frames.find("f")->attributes.at("tone") == Value(std::vector<std::string>{"warm", "angry"}));
  CHECK(tones.frames.find("f")->conflicts.empty());
  CHECK(answers("attributes.note", R"("one")", R"("two")").frames.find("f")->attributes.at("note") == Value(std::string("one / two")));
  CHECK(fillers(*answers("roles.source", R"([{"to": "entity:x"}])", R"([{"to": "entity:y"}])").frames.find("f"), "source").size() == 2);
  // One that stands alone, more than a role may have, one that is part of the other.
  CHECK(answers("attributes.tone", R"(["neutral"])", R"(["angry"])").frames.empty());
  CHECK(answers("roles.within", R"([{"to": "entity:x"}])", R"([{"to": "entity:y"}])").frames.empty());
  CHECK(answers("attributes.tone", R"(["warm", "angry"])", R"(["angry"])").frames.empty());
}

TEST_CASE("what a hand wrote into conflicts and no field can have is let go") {
  Annotations state = some_state();
  Span span = a_span("q", "content", kText, "We must act");
  span.conflicts.fields["at"] = {given("17", "g1"), given("[]", "g2")};
  state.spans.put(span);
  const DecisionScene scene{{}, state, {}, nullptr, "now"};
  const auto decision = open_decisions(state, {}, "now").at(0);
  const auto answers = answers_to(decision, scene);
  REQUIRE(answers.size() == 1);
  CHECK(after(state, edits_of(decision, answers[0], scene).edits).spans.find("q")->conflicts.empty());
}

TEST_CASE("an entity that two renamed has one name, or one as name and the other as alias") {
  Entity entity;
  entity.id = EntityId("x");
  entity.name = "Ruth Calloway";
  entity.conflicts.fields["name"] = {given("\"Ruth Calloway\"", "g1"), given("\"R. Calloway\"", "g2")};
  Registry registry;
  registry.entities.put(entity);
  const Annotations state = some_state();
  const DecisionScene scene{{}, state, registry, nullptr, "now"};
  const auto decision = open_decisions(state, registry, "now").at(0);
  const auto answers = answers_to(decision, scene);
  REQUIRE(answers.size() == 3);
  CHECK(after(registry, edits_of(decision, answers[1], scene).entity_edits).entities.find("x")->name == "R. Calloway");
  const auto both = after(registry, edits_of(decision, answers[2], scene).entity_edits);
  CHECK(both.entities.find("x")->name == "Ruth Calloway");
  CHECK(both.entities.find("x")->aliases == std::set<std::string>{"R. Calloway"});
  CHECK(both.entities.find("x")->conflicts.empty());
}

TEST_CASE("removing an entity leaves what names it unanswered, and parts what was joined to it") {
  Scheme scheme;
  Layer mention, attribution;
  mention.name = "mention";
  AttributeRule whom;
  whom.name = "entity";
  whom.type = AttributeType::entity;
  mention.attributes = {whom};
  scheme.layers = {mention};
  Annotations state = some_state();
  Span span = a_span("m", "mention", kText, "Ruth Calloway");
  span.attributes["entity"] = std::string("x");
  state.spans.put(span);
  Frame frame;
  frame.id = RecordId("f");
  frame.roles["source"] = {{EntityId("x"), {}, {}}};
  state.frames.put(frame);
  Registry registry;
  Entity entity, other;
  entity.id = EntityId("x");
  entity.conflicts.removed = GroupId("g1");
  other.id = EntityId("y");
  other.same_as = EntityId("x");
  registry.entities.put(entity);
  registry.entities.put(other);
  const DecisionScene scene{scheme, state, registry, nullptr, "now"};
  const auto decision = open_decisions(state, registry, "now").at(0);
  CHECK(count_uses(EntityId("x"), scheme, state) == 2);
  const auto answers = answers_to(decision, scene);
  REQUIRE(answers.size() == 2);
  CHECK(answers[1].means == Answer::Means::remove);
  const DecidingEdits made = edits_of(decision, answers[1], scene);
  const auto registry_then = after(registry, made.entity_edits);
  const auto state_then = after(state, made.edits);
  CHECK_FALSE(registry_then.entities.contains("x"));
  CHECK(registry_then.entities.find("y")->same_as.empty());
  CHECK(count_uses(EntityId("x"), scheme, state_then) == 0);
  CHECK(open_decisions(state_then, registry_then, "now").empty());
}

TEST_CASE("every answer about entities decides it, and taking it back brings it back") {
  std::size_t answered = 0, of_splits = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    RandomEntityEdits some(seed);
    std::vector<EntityGroup> common;
    Registry registry;
    const auto go_on = [&](std::vector<EntityGroup>& groups, Registry& now, const std::string& who, int count) {
      for (int i = 0; i < count; ++i) {
        const auto edits = some.gesture(now, who);
        now = after(now, edits);
        const std::vector<GroupId> seen = groups.empty() ? std::vector<GroupId>() : std::vector{groups.back().id};
        groups.push_back(entity_group(std::to_string(1000 + groups.size()) + who, seen, edits));
      }
    };
    go_on(common, registry, "c", 4);
    auto ours = common, theirs = common;
    Registry our_registry = registry, their_registry = registry;
    go_on(ours, our_registry, "a", some.pick(1, 4));
    go_on(theirs, their_registry, "b", some.pick(1, 4));
    const Registry joined = replay(join(ours, theirs));
    const Annotations state = some_state();
    const DecisionScene scene{{}, state, joined, nullptr, "now"};
    const auto decisions = open_decisions(state, joined, "now");
    CHECK(decisions.size() == count_conflicts(joined));
    of_splits += static_cast<std::size_t>(std::ranges::count_if(decisions, [](const Decision& each) { return !each.mention.empty(); }));
    for (const Decision& decision : decisions) {
      CAPTURE(key_of(decision));
      for (const Answer& answer : answers_to(decision, scene)) {
        Registry then = joined;
        const auto changes = change(then, edits_of(decision, answer, scene).entity_edits);
        const auto left = open_decisions(state, then, "now");
        CHECK(std::ranges::find(left, key_of(decision), [](const Decision& each) { return key_of(each); }) == left.end());
        CHECK(after(then, undo_of(then, changes).edits) == joined);
        ++answered;
      }
    }
  }
  CHECK(answered > 50);
  CHECK(of_splits > 0);
}
