#include "ui/desktop/models/article_index.h"

#include <doctest/doctest.h>

#include "annotations/edit/gestures.h"
#include "annotations/edit/update.h"
#include "tests/desktop/models/scene_builder.h"
#include "tests/support/random_edits.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

// The names that RandomEdits uses.
Scheme random_scheme() {
  Scheme scheme;
  Layer content;
  content.name = "layer1";
  Layer mention;
  mention.name = "layer2";
  AttributeRule entity;
  entity.name = "kind";
  entity.type = AttributeType::entity;
  mention.attributes.push_back(entity);
  Layer frame;
  frame.name = "frame1";
  frame.kind = Layer::Kind::frame;
  RoleRule says;
  says.name = "content";
  says.fills = {"layer1"};
  says.begins = true;
  RoleRule speaker;
  speaker.name = "role1";
  speaker.fills = {"layer2", "entity"};
  speaker.least = 1;
  frame.roles = {says, speaker};
  Layer document;
  document.name = "frame2";
  document.kind = Layer::Kind::frame;
  document.of_article = true;
  scheme.layers = {content, mention, frame, document};
  return scheme;
}

Registry some_entities() {
  std::vector<Entity> entities;
  for (int i = 1; i <= 9; ++i) {
    Entity entity;
    entity.id = EntityId("entity-" + std::to_string(i));
    entity.name = "Name " + std::to_string(i % 4);
    if (i == 9) entity.same_as = EntityId("entity-3");
    entities.push_back(entity);
  }
  return {Shelf<Entity>(entities), {}, {}};
}

template <class T>
std::vector<std::string> listed(const Places<T>& places) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& placed = places.at(i);
    all.push_back(key_of(*placed.record) + " " + std::to_string(placed.at.begin.value) + "-" + std::to_string(placed.at.end.value));
  }
  return all;
}

void check_equal(const ArticleIndex& followed, const ArticleIndex& fresh, const Annotations& state) {
  REQUIRE(listed(followed.fills()) == listed(fresh.fills()));
  REQUIRE(listed(followed.lines()) == listed(fresh.lines()));
  REQUIRE(listed(followed.frames()) == listed(fresh.frames()));
  REQUIRE(followed.fills().size() + followed.lines().size() == state.spans.size());
  REQUIRE(followed.speakers() == fresh.speakers());
  REQUIRE(followed.of_article() == fresh.of_article());
  for (const Span& span : state.spans) REQUIRE(followed.filled_by(span.id) == fresh.filled_by(span.id));
  for (const Frame& frame : state.frames) {
    REQUIRE(followed.rank_of(frame.id) == fresh.rank_of(frame.id));
    REQUIRE(followed.speakers_in(frame.id) == fresh.speakers_in(frame.id));
  }
}

}  // namespace

TEST_CASE("an index that followed every edit is the one that is made anew, also over undo") {
  const Scheme scheme = random_scheme();
  const SchemeFacts facts = facts_of(scheme);
  const Registry registry = some_entities();
  for (unsigned seed = 0; seed < 12; ++seed) {
    tests::RandomEdits random(seed);
    Annotations state = *update(Annotations{}, random.begin());
    ArticleIndex followed;
    std::vector<Annotations> past;
    for (int step = 0; step < 150; ++step) {
      past.push_back(state);
      if (step % 7 == 6) {
        state = past[past.size() - static_cast<std::size_t>(random.pick(2, 6))];
      } else {
        for (const Edit& edit : random.gesture(state)) state = *update(state, edit);
      }
      followed.follow(state, registry, scheme, facts);
      if (step % 10 != 9) continue;
      ArticleIndex fresh;
      fresh.follow(state, registry, scheme, facts);
      check_equal(followed, fresh, state);
      for (const Span& span : state.spans) REQUIRE(followed.filled_by(span.id) == frames_filled_by(state, span.id));
    }
  }
}

TEST_CASE("an index of many records, made on several threads, is the one that followed them") {
  const Scheme scheme = random_scheme();
  const SchemeFacts facts = facts_of(scheme);
  const Registry registry = some_entities();
  Annotations state;
  state.article = ArticleId("a");
  ArticleIndex followed;
  for (int i = 0; i < 6000; ++i) {
    const auto at = static_cast<std::size_t>(3 * (i * 7919 % 6000));
    Span content, mention;
    content.id = RecordId("c" + std::to_string(i));
    content.layer = "layer1";
    content.at = {{CodePoint(at), CodePoint(at + 2)}};
    mention.id = RecordId("m" + std::to_string(i));
    mention.layer = "layer2";
    mention.at = content.at;
    mention.attributes["kind"] = "entity-" + std::to_string(i % 9 + 1);
    Frame frame;
    frame.id = RecordId("f" + std::to_string(i));
    frame.layer = "frame1";
    frame.roles["content"] = {Filler{content.id, {}, {}}};
    frame.roles["role1"] = {Filler{mention.id, {}, {}}};
    state.spans.put(std::move(content));
    state.spans.put(std::move(mention));
    state.frames.put(std::move(frame));
    if (i % 1000 == 0) followed.follow(state, registry, scheme, facts);
  }
  followed.follow(state, registry, scheme, facts);
  ArticleIndex fresh;
  fresh.follow(state, registry, scheme, facts);
  check_equal(followed, fresh, state);
  CHECK(fresh.frames().size() == 6000);
  CHECK(fresh.speakers().size() == 8);
}

TEST_CASE("speakers are counted over joins, the busiest first") {
  SceneBuilder made("He said so, she said so, they said so.");
  made.entity("ben", "Ben").entity("olga", "Olga").entity("benny", "Benny", "ben");
  made.content("q1", "He said").content("q2", "she said").content("q3", "they said");
  made.attribution("f1", {"q1"}, "entity:ben").attribution("f2", {"q2"}, "entity:olga").attribution("f3", {"q3"}, "entity:benny");
  const auto& speakers = made.scene().index.speakers();
  REQUIRE(speakers.size() == 2);
  CHECK(speakers[0].first->name == "Ben");
  CHECK(speakers[0].second == 2);
  CHECK(speakers[1].first->name == "Olga");
}

TEST_CASE("a speaker who was split off counts as the other, until the split is taken back") {
  SceneBuilder made("He said so, she said so, they said so.");
  made.entity("ben", "Ben").entity("olga", "Olga");
  made.content("q1", "He said").content("q2", "she said").content("q3", "they said").mention("m", "she", "ben");
  made.attribution("f1", {"q1"}, "entity:ben").attribution("f2", {"q2"}, "m").attribution("f3", {"q3"}, "entity:ben");
  const auto counts = [&] {
    std::string all;
    for (const auto& [entity, count] : made.scene().index.speakers()) all += entity->name + " " + std::to_string(count) + " ";
    return all;
  };
  CHECK(counts() == "Ben 3 ");
  made.split("m", "ben", "olga");
  CHECK(counts() == "Ben 2 Olga 1 ");
  made.split("f3", "ben", "olga");
  CHECK(counts() == "Olga 2 Ben 1 ");
  made.split("m", "ben", "").split("f3", "ben", "");
  CHECK(counts() == "Ben 3 ");
}

TEST_CASE("a speaker counts when its mention is given an entity, without the frame being touched") {
  SceneBuilder made("He said so.");
  made.entity("ben", "Ben").content("q", "so").mention("m", "He", "").attribution("f", {"q"}, "m");
  CHECK(made.scene().index.speakers().empty());
  made.edit(SetAttribute{RecordId("m"), {}, std::nullopt, "entity", Value(std::string("ben"))});
  CHECK(made.scene().index.speakers().size() == 1);
}

TEST_CASE("another annotator's file of the same article is indexed anew") {
  const Scheme scheme = random_scheme();
  const SchemeFacts facts = facts_of(scheme);
  tests::RandomEdits random(3);
  Annotations ana = *update(Annotations{}, random.begin());
  for (int i = 0; i < 20; ++i)
    for (const Edit& edit : random.gesture(ana)) ana = *update(ana, edit);
  ArticleIndex index;
  index.follow(ana, {}, scheme, facts);
  REQUIRE(index.fills().size() + index.lines().size() > 0);
  Annotations ben;
  ben.article = ana.article;
  ben.annotator = AnnotatorId("ben");
  index.follow(ben, {}, scheme, facts);
  CHECK(index.fills().size() + index.lines().size() + index.frames().size() == 0);
}
