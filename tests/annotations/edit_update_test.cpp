#include <doctest/doctest.h>

#include "annotations/edit/update.h"
#include "tests/support/random_edits.h"

using namespace sayso;
using sayso::tests::RandomEdits;

namespace {

Span a_span(const std::string& id, std::size_t begin, std::size_t end, const std::string& layer = "content") {
  return Span{RecordId(id), layer, {{CodePoint(begin), CodePoint(end)}}, {"words"}, {}, std::nullopt, {}};
}

Annotations with(std::initializer_list<Edit> edits) {
  Annotations state;
  for (const Edit& edit : edits) state = update(state, edit).value();
  return state;
}

Annotations applied(Annotations state, const std::vector<Edit>& edits) {
  for (const Edit& edit : edits) {
    auto next = update(state, edit);
    REQUIRE_MESSAGE(next.ok(), to_text(next.error()));
    state = *next;
  }
  return state;
}

}  // namespace

TEST_CASE("an edit of a record that is not there is refused and says which") {
  const auto result = update(Annotations{}, SetFragments{RecordId("s9"), {{CodePoint(0), CodePoint(1)}}, {"a"}});
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().what == "there is no record 's9'");
}

TEST_CASE("an id is used once, for spans and frames together") {
  const Annotations state = with({AddSpan{a_span("r1", 0, 5)}});
  Frame frame;
  frame.id = RecordId("r1");
  CHECK_FALSE(update(state, AddFrame{frame}).ok());
  CHECK_FALSE(update(state, AddSpan{a_span("r1", 6, 7)}).ok());
}

TEST_CASE("fragments must be in order, apart and not empty") {
  const auto refused = [](Fragments at) {
    Span span = a_span("s", 0, 1);
    span.text.assign(at.size(), "x");
    span.at = std::move(at);
    return !update(Annotations{}, AddSpan{span}).ok();
  };
  CHECK(refused({{CodePoint(5), CodePoint(5)}}));
  CHECK(refused({{CodePoint(5), CodePoint(2)}}));
  CHECK(refused({{CodePoint(5), CodePoint(9)}, {CodePoint(0), CodePoint(2)}}));
  CHECK(refused({{CodePoint(0), CodePoint(4)}, {CodePoint(4), CodePoint(6)}}));
  CHECK_FALSE(refused({{CodePoint(0), CodePoint(4)}, {CodePoint(5), CodePoint(6)}}));
}

TEST_CASE("a role answered 'none' is not an unanswered role") {
  Frame frame;
  frame.id = RecordId("f");
  const Annotations none = with({AddFrame{frame}, SetRole{RecordId("f"), "source", std::vector<Filler>{}}});
  CHECK(none.frames.find("f")->roles.contains("source"));
  const Annotations open = *update(none, SetRole{RecordId("f"), "source", std::nullopt});
  CHECK_FALSE(open.frames.find("f")->roles.contains("source"));
}

TEST_CASE("taking out the last filler makes the role unanswered again") {
  Frame frame;
  frame.id = RecordId("f");
  Annotations state = with({AddSpan{a_span("m", 0, 5)}, AddFrame{frame}, FillRole{RecordId("f"), "source", {RecordId("m"), {}, {}}}});
  CHECK_FALSE(update(state, FillRole{RecordId("f"), "source", {RecordId("m"), {}, {}}}).ok());
  state = *update(state, UnfillRole{RecordId("f"), "source", RecordId("m")});
  CHECK(state.frames.find("f")->roles.empty());
}

TEST_CASE("an attribute of a filler is set on that filler alone") {
  Frame frame;
  frame.id = RecordId("f");
  frame.roles["stance"] = {{EntityId("a"), {}, {}}, {EntityId("b"), {}, {}}};
  const Annotations state = with({AddFrame{frame}, SetAttribute{RecordId("f"), "stance", Target(EntityId("b")), "value", std::int64_t{-2}}});
  const auto& list = fillers(*state.frames.find("f"), "stance");
  CHECK(list[0].attributes.empty());
  CHECK(list[1].attributes.at("value") == Value(std::int64_t{-2}));
}

TEST_CASE("the inverse of every edit of random runs gives back the state before it") {
  int edits_seen = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    RandomEdits random(seed);
    Annotations state = *update(Annotations{}, random.begin());
    for (int round = 0; round < 40; ++round) {
      for (const Edit& edit : random.gesture(state)) {
        const Annotations next = *update(state, edit);
        CHECK(applied(next, inverse(state, edit)) == state);
        state = next;
        ++edits_seen;
      }
    }
  }
  CHECK(edits_seen > 4000);
}

TEST_CASE("the difference of two states turns one into the other, whatever they are") {
  for (unsigned seed = 1; seed <= 80; ++seed) {
    RandomEdits random(seed);
    Annotations from = *update(Annotations{}, random.begin());
    for (int round = 0; round < 20; ++round) from = applied(from, random.gesture(from));
    Annotations to = from;
    for (int round = 0; round < 20; ++round) to = applied(to, random.gesture(to));
    const auto there = difference(from, to);
    CHECK_FALSE(there.empty());
    CHECK(applied(from, there) == to);
    CHECK(applied(to, difference(to, from)) == from);
    CHECK(difference(to, to).empty());
    CHECK(applied(Annotations{}, difference(Annotations{}, to)) == to);
  }
}

TEST_CASE("a lenient update leaves out what has lost its record and counts it") {
  Group group;
  group.edits = {RemoveSpan{RecordId("gone")}, AddSpan{a_span("here", 0, 3)}};
  int skipped = 0;
  const Annotations state = update_leniently(Annotations{}, group, &skipped);
  CHECK(skipped == 1);
  CHECK(state.spans.contains("here"));
}
