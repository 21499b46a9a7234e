// Splitting an entity: which mentions mean the other one, and how that goes together with joins and with what annotators
// say themselves.
#include <doctest/doctest.h>

#include "annotations/edit/split_edits.h"
#include "annotations/edit/update.h"
#include "annotations/model/mention.h"

using namespace sayso;

namespace {

const EntityId kSmith{"smith"}, kOther{"smith-junior"}, kThird{"smith-third"}, kMayor{"mayor"};
const AnnotatorId kAna{"ana"};
const ArticleId kArticle{"news/a"};
const MentionId kFirst = mention_id(kAna, kArticle, RecordId("m1"));

Entity person(const EntityId& id) {
  Entity entity;
  entity.id = id;
  entity.name = id.value;
  entity.kind = "person";
  return entity;
}

void make(Registry& registry, const EntityEdit& edit) { registry = update(registry, edit).value(); }

// Smith and the mayor, who are one person, and two others.
Registry people() {
  Registry registry;
  for (const EntityId& id : {kSmith, kOther, kThird, kMayor}) make(registry, AddEntity{person(id)});
  return registry;
}

EntityId meant(const Registry& registry, const char* record, const EntityId& named) {
  const Entity* entity = entity_of(registry, mention_id(kAna, kArticle, RecordId(record)), named);
  return entity ? entity->id : EntityId();
}

Scheme a_scheme() {
  AttributeRule entity;
  entity.name = "entity";
  entity.type = AttributeType::entity;
  AttributeRule note;
  note.name = "note";
  note.type = AttributeType::text;
  Layer mention;
  mention.name = "mention";
  mention.attributes = {entity, note};
  RoleRule source;
  source.name = "source";
  source.fills = {"mention", "entity"};
  source.attributes = {entity};
  Layer said;
  said.name = "said";
  said.kind = Layer::Kind::frame;
  said.roles = {source};
  Scheme scheme;
  scheme.layers = {mention, said};
  return scheme;
}

Span a_mention(const char* id, const EntityId& names) {
  return {RecordId(id), "mention", {{CodePoint(0), CodePoint(5)}}, {"Smith"}, {{"entity", names.value}, {"note", names.value}}, {}, {}};
}

// Three mentions of Smith, and a frame that names him without one.
Annotations annotations() {
  Annotations state;
  state.article = kArticle;
  state.annotator = kAna;
  for (const char* id : {"m1", "m2", "m3"}) state.spans.put(a_mention(id, kSmith));
  state.frames.put({RecordId("f1"), "said", {{"source", {{kSmith, {{"entity", kSmith.value}}, {}}, {RecordId("m1"), {}, {}}}}}, {}, {}, {}});
  return state;
}

}  // namespace

TEST_CASE("a mention that was split off means the other entity, and no other mention does") {
  Registry registry = people();
  make(registry, SplitEntity{kSmith, kFirst, kOther});
  CHECK(meant(registry, "m1", kSmith) == kOther);
  CHECK(meant(registry, "m2", kSmith) == kSmith);
  CHECK(entity_of(registry, mention_id(AnnotatorId("ben"), kArticle, RecordId("m1")), kSmith)->id == kSmith);
  CHECK(entity_of(registry, mention_id(kAna, ArticleId("news/b"), RecordId("m1")), kSmith)->id == kSmith);
  make(registry, SplitEntity{kSmith, kFirst, {}});
  CHECK(registry == people());
}

TEST_CASE("an entity cannot be split into itself, nor one without a name") {
  CHECK_FALSE(update(people(), SplitEntity{kSmith, kFirst, kSmith}).ok());
  CHECK_FALSE(update(people(), SplitEntity{{}, kFirst, kSmith}).ok());
}

TEST_CASE("a mention that names another entity means that, and the split counts again if it names the first one again") {
  Registry registry = people();
  make(registry, SplitEntity{kSmith, kFirst, kOther});
  CHECK(meant(registry, "m1", kMayor) == kMayor);
  CHECK(meant(registry, "m1", kSmith) == kOther);
}

TEST_CASE("a split stays when the join before it is taken back") {
  Registry registry = people();
  make(registry, JoinEntity{kSmith, kMayor});
  make(registry, SplitEntity{kSmith, kFirst, kOther});
  CHECK(meant(registry, "m1", kSmith) == kOther);
  CHECK(meant(registry, "m2", kSmith) == kMayor);
  make(registry, JoinEntity{kSmith, {}});
  CHECK(meant(registry, "m1", kSmith) == kOther);
  CHECK(meant(registry, "m2", kSmith) == kSmith);
}

TEST_CASE("joining what was split off back makes it one again, until that is taken back") {
  Registry registry = people();
  make(registry, SplitEntity{kSmith, kFirst, kOther});
  make(registry, JoinEntity{kOther, kSmith});
  CHECK(meant(registry, "m1", kSmith) == kSmith);
  make(registry, JoinEntity{kOther, {}});
  CHECK(meant(registry, "m1", kSmith) == kOther);
}

TEST_CASE("a split that is taken back leaves what the mention names, after the joins there are") {
  Registry registry = people();
  make(registry, SplitEntity{kSmith, kFirst, kOther});
  make(registry, JoinEntity{kSmith, kMayor});
  make(registry, SplitEntity{kSmith, kFirst, {}});
  CHECK(meant(registry, "m1", kSmith) == kMayor);
}

TEST_CASE("a mention may be split off twice, and undoing the second leaves the first") {
  Registry registry = people();
  make(registry, SplitEntity{kSmith, kFirst, kOther});
  const Registry once = registry;
  const SplitEntity again{kSmith, kFirst, kThird};
  make(registry, again);
  CHECK(meant(registry, "m1", kSmith) == kThird);
  make(registry, inverse(once, again));
  CHECK(registry == once);
  CHECK(meant(registry, "m1", kSmith) == kOther);
}

TEST_CASE("a split is followed once, also where two of them lead to each other") {
  Registry registry = people();
  make(registry, SplitEntity{kSmith, kFirst, kOther});
  make(registry, SplitEntity{kOther, kFirst, kSmith});
  CHECK(meant(registry, "m1", kSmith) == kOther);
  CHECK(meant(registry, "m1", kOther) == kSmith);
}

TEST_CASE("reserved entities can be split and be what is meant") {
  Registry registry = people();
  make(registry, SplitEntity{EntityId("@unclear"), kFirst, kSmith});
  make(registry, SplitEntity{kSmith, mention_id(kAna, kArticle, RecordId("m2")), EntityId("@general")});
  CHECK(meant(registry, "m1", EntityId("@unclear")) == kSmith);
  CHECK(meant(registry, "m2", kSmith) == EntityId("@general"));
}

TEST_CASE("an entity that is not there is unknown, also to a mention that was split off into it") {
  Registry registry = people();
  make(registry, SplitEntity{kSmith, kFirst, EntityId("gone")});
  CHECK(meant(registry, "m1", kSmith) == EntityId());
}

TEST_CASE("every reading of whole annotations gets the entities that are meant, and names alone are changed") {
  Registry registry = people();
  make(registry, JoinEntity{kOther, kMayor});
  const Annotations state = annotations();
  CHECK(as_meant(a_scheme(), registry, state).spans.same_bins(state.spans));
  make(registry, SplitEntity{kSmith, kFirst, kOther});
  make(registry, SplitEntity{kSmith, mention_id(kAna, kArticle, RecordId("f1")), kThird});
  make(registry, SplitEntity{kMayor, mention_id(kAna, kArticle, RecordId("m2")), kThird});  // which it does not name
  make(registry, SplitEntity{kSmith, mention_id(kAna, ArticleId("news/ab"), RecordId("m3")), kThird});
  make(registry, SplitEntity{kSmith, mention_id(kAna, kArticle, RecordId("gone")), kThird});

  const Annotations meant = as_meant(a_scheme(), registry, state);
  Annotations wanted = state;
  Span first = a_mention("m1", kSmith);
  first.attributes["entity"] = kOther.value;  // joins are the reader's
  wanted.spans.put(first);
  wanted.frames.put({RecordId("f1"), "said", {{"source", {{kThird, {{"entity", kThird.value}}, {}}, {RecordId("m1"), {}, {}}}}}, {}, {}, {}});
  CHECK(meant == wanted);
  CHECK(named_by(a_scheme(), state, RecordId("f1")) == std::vector<EntityId>{kSmith});
  CHECK(named_by(a_scheme(), state, RecordId("gone")).empty());
}

TEST_CASE("the difference of two registries has their splits") {
  Registry from = people(), to = people();
  const MentionId second = mention_id(kAna, kArticle, RecordId("m2")), third = mention_id(kAna, kArticle, RecordId("m3"));
  make(from, SplitEntity{kSmith, kFirst, kOther});
  make(from, SplitEntity{kMayor, kFirst, kOther});
  make(from, SplitEntity{kSmith, third, kOther});
  make(from, SetSplitConflicts{third, {{}, {{"into.smith", {{std::nullopt, GroupId("g")}}}}}});
  make(to, SplitEntity{kSmith, kFirst, kThird});
  make(to, SplitEntity{kSmith, second, kOther});
  make(to, SetSplitConflicts{second, {{}, {{"into.mayor", {{std::nullopt, GroupId("g")}}}}}});
  for (const auto& [a, b] : {std::pair(from, to), std::pair(to, from)}) {
    Registry now = a;
    for (const EntityEdit& edit : difference(a, b)) make(now, edit);
    CHECK(now == b);
  }
}

TEST_CASE("a split decides what joins of histories left open of that mention and entity") {
  Registry registry = people();
  make(registry, SplitEntity{kSmith, kFirst, kOther});
  make(registry, SetSplitConflicts{kFirst, {{}, {{"into.smith", {{std::nullopt, GroupId("g")}}}, {"into.mayor", {{std::nullopt, GroupId("g")}}}}}});
  make(registry, SplitEntity{kSmith, kFirst, kThird});
  CHECK(registry.splits.find(kFirst.value)->conflicts.fields.size() == 1);
  make(registry, SplitEntity{kMayor, kFirst, {}});
  CHECK(registry.splits.find(kFirst.value)->conflicts.empty());
}

TEST_CASE("who names an entity anew in a mention means that one, also if it was split off it") {
  Registry registry = people();
  const Annotations state = annotations();
  const MentionId frame = mention_id(kAna, kArticle, RecordId("f1"));
  make(registry, SplitEntity{kSmith, kFirst, kOther});
  make(registry, SplitEntity{kSmith, frame, kOther});
  const auto overruled = [&](const Edit& edit) { return splits_overruled(registry, state, {edit}); };
  const std::vector<EntityEdit> first{SplitEntity{kSmith, kFirst, {}}}, of_frame{SplitEntity{kSmith, frame, {}}}, none;
  CHECK(overruled(SetAttribute{RecordId("m1"), {}, std::nullopt, "entity", kSmith.value}) == first);
  CHECK(overruled(SetAttribute{RecordId("m1"), {}, std::nullopt, "entity", kMayor.value}) == none);
  CHECK(overruled(SetAttribute{RecordId("m2"), {}, std::nullopt, "entity", kSmith.value}) == none);
  CHECK(overruled(SetAttribute{RecordId("m1"), {}, std::nullopt, "entity", std::nullopt}) == none);
  CHECK(overruled(FillRole{RecordId("f1"), "stance", {kSmith, {}, {}}, SIZE_MAX}) == of_frame);
  CHECK(overruled(SetRole{RecordId("f1"), "stance", std::vector<Filler>{{kSmith, {}, {}}}}) == of_frame);
  // It stood there before, and so says nothing anew.
  CHECK(overruled(SetRole{RecordId("f1"), "source", std::vector<Filler>{{kSmith, {}, {}}, {kMayor, {}, {}}}}) == none);
}

TEST_CASE("mentions that were split off go with an article that gets another id") {
  Registry registry = people();
  const MentionId elsewhere = mention_id(kAna, ArticleId("news/ab"), RecordId("m1"));
  make(registry, SplitEntity{kSmith, kFirst, kOther});
  make(registry, SetSplitConflicts{kFirst, {{}, {{"into.mayor", {{std::nullopt, GroupId("g")}}}}}});
  make(registry, SplitEntity{kSmith, elsewhere, kOther});
  for (const EntityEdit& edit : splits_moved(registry, kArticle, ArticleId("b"))) make(registry, edit);
  CHECK(registry.splits.size() == 2);
  CHECK(registry.splits.contains(elsewhere.value));
  const SplitMention* moved = registry.splits.find("ana/b#m1");
  REQUIRE(moved);
  CHECK(moved->into == std::map<EntityId, EntityId>{{kSmith, kOther}});
  CHECK(moved->conflicts.fields.size() == 1);
}
