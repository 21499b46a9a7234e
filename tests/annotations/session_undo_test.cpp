// Undo and redo, in one go and after a restart, of what a gesture does to annotations and to entities.
#include <functional>

#include "tests/annotations/session_support.h"
#include "tests/support/random_entity_edits.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

// Ben's entities, as they are before Ana comes: city (alias "Town Hall", with an unknown key), mayor, a mention that was
// split off, a dismissed finding.
struct DeskAfterBen : Desk {
  DeskAfterBen() : Desk(Quick()) {
    auto bens = session(kBen);
    Entity city = an_entity("city", "City");
    city.kind = "place";
    city.aliases = {"Town Hall"};
    city.extra["x-wikidata"] = RawJson{"\"Q1\""};
    Entity local = an_entity("aide", "an aide");
    local.article = ArticleId("b");
    local.same_as = EntityId("mayor");
    REQUIRE(bens->dispatch(gesture({}, {AddEntity{city}, AddEntity{an_entity("mayor", "Mayor")}, AddEntity{local},
                                        SplitEntity{EntityId("city"), MentionId("ben/a#m1"), EntityId("mayor")},
                                        DismissFinding{{"d1", RawJson{"{}"}, "two people"}}})));
    bens->close();
  }
};

struct Case {
  const char* name;
  EntityEdit edit;
};

const std::vector<Case> kEveryEdit = {
    {"add-entity", AddEntity{an_entity("river", "River")}},
    {"remove-entity", RemoveEntity{EntityId("city")}},
    {"rename-entity", RenameEntity{EntityId("city"), "The City"}},
    {"set-entity-kind", SetEntityKind{EntityId("city"), "organisation"}},
    {"add-alias", AddAlias{EntityId("city"), "Mayor's office"}},
    {"remove-alias", RemoveAlias{EntityId("city"), "Town Hall"}},
    {"join-entity", JoinEntity{EntityId("city"), EntityId("mayor")}},
    {"join-entity that parts", JoinEntity{EntityId("aide"), EntityId()}},
    {"set-entity-article", SetEntityArticle{EntityId("aide"), ArticleId()}},
    {"set-entity-extra", SetEntityExtra{EntityId("city"), "x-wikidata", RawJson{"\"Q2\""}}},
    {"set-entity-extra that takes away", SetEntityExtra{EntityId("city"), "x-wikidata", std::nullopt}},
    {"split-entity", SplitEntity{EntityId("city"), MentionId("ben/a#m2"), EntityId("mayor")}},
    {"split-entity that takes back", SplitEntity{EntityId("city"), MentionId("ben/a#m1"), EntityId()}},
    {"set-split-conflicts", SetSplitConflicts{MentionId("ben/a#m1"), {{}, {{"into.city", {{std::nullopt, GroupId("g")}}}}}}},
    {"dismiss-finding", DismissFinding{{"d2", RawJson{"{}"}, "the same"}}},
    {"undismiss-finding", UndismissFinding{"d1"}},
    {"set-entity-conflicts", SetEntityConflicts{EntityId("city"), {{}, {{"kind", {{std::nullopt, GroupId("g")}}}}}}},
};
static_assert(std::variant_size_v<EntityEdit> == 14, "a new kind of edit: give it a case here");

std::string entities_on_disk(Desk& desk) { return write_entities(desk.session()->registry()); }

}  // namespace

TEST_CASE("every edit of somebody else's entity is undone after a restart, and done again after another") {
  for (const Case& each : kEveryEdit) {
    CAPTURE(each.name);
    DeskAfterBen desk;
    const std::string before = entities_on_disk(desk);
    auto session = desk.session_on();
    REQUIRE(session->dispatch(gesture({AddSpan{a_cue("s")}}, {each.edit})));
    const std::string after = write_entities(session->registry());
    CHECK(after != before);
    session->close();

    session = desk.session_on();
    REQUIRE(session->undo());
    CHECK(session->passed_over().empty());
    CHECK(write_entities(session->registry()) == before);
    CHECK(session->article()->state.spans.empty());
    session->close();
    CHECK(desk.read("entities.json") == before);

    session = desk.session_on();
    REQUIRE(session->redo());
    CHECK(write_entities(session->registry()) == after);
    CHECK(session->article()->state.spans.contains("s"));
    session->close();
    CHECK(desk.read("entities.json") == after);
  }
}

TEST_CASE("what a gesture did to entities alone is undone in the article where it was made, also from another and back") {
  DeskAfterBen desk;
  desk.add("b");
  auto session = desk.session_on("a");
  const std::string before = write_entities(session->registry());
  REQUIRE(session->dispatch(gesture({}, {RenameEntity{EntityId("city"), "The City"}})));
  REQUIRE(session->open_article(ArticleId("b")));
  CHECK(!session->can_undo());
  REQUIRE(session->dispatch(gesture({}, {SetEntityKind{EntityId("mayor"), "group"}})));
  REQUIRE(session->open_article(ArticleId("a")));
  REQUIRE(session->undo());
  CHECK(session->registry().entities.find("city")->name == "City");
  CHECK(session->registry().entities.find("mayor")->kind == "group");
  session->close();
  session = desk.session_on("b");
  REQUIRE(session->undo());
  CHECK(write_entities(session->registry()) == before);
}

TEST_CASE("one gesture over article and entities has one id in both histories") {
  Desk desk{Desk::Quick()};
  auto session = desk.session_on();
  const auto group = session->dispatch(gesture({AddSpan{a_cue("s")}}, {AddEntity{an_entity("city", "City")}}));
  session->close();
  CHECK(desk.some.open().last == *group);
  CHECK(desk.some.entities().last == *group);
  CHECK(!is_there(real_files(), pending_path(desk.some.project.folder, *group)));
}

TEST_CASE("undo leaves what somebody else has changed since, and tells which") {
  DeskAfterBen desk;
  auto session = desk.session_on();
  const RenameEntity rename{EntityId("city"), "The City"};
  REQUIRE(session->dispatch(gesture({AddSpan{a_cue("s")}}, {rename, SetEntityKind{EntityId("mayor"), "group"}})));
  session->close();
  auto bens = desk.session(kBen);
  REQUIRE(bens->dispatch(gesture({}, {RenameEntity{EntityId("city"), "Harbour City"}})));
  bens->close();

  session = desk.session_on();
  REQUIRE(session->undo());
  CHECK(session->article()->state.spans.empty());
  CHECK(session->registry().entities.find("mayor")->kind == "person");
  CHECK(session->registry().entities.find("city")->name == "Harbour City");
  CHECK(session->passed_over() == std::vector<EntityEdit>{rename});
  REQUIRE(session->redo());
  CHECK(session->registry().entities.find("mayor")->kind == "group");
  CHECK(session->registry().entities.find("city")->name == "Harbour City");
  session->close();
  CHECK(desk.session()->registry().entities.find("city")->name == "Harbour City");
}

TEST_CASE("an entity that somebody else has added to is not taken away by undoing its making") {
  Desk desk{Desk::Quick()};
  auto session = desk.session_on();
  REQUIRE(session->dispatch(gesture({}, {AddEntity{an_entity("city", "City")}})));
  session->close();
  auto bens = desk.session(kBen);
  REQUIRE(bens->dispatch(gesture({}, {AddAlias{EntityId("city"), "Town Hall"}})));
  bens->close();
  session = desk.session_on();
  REQUIRE(session->undo());
  CHECK(session->registry().entities.contains("city"));
  CHECK(session->passed_over().size() == 1);
}

TEST_CASE("whatever was done to entities, undoing all of it after a restart gives them back as they were") {
  for (unsigned seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    Desk desk{Desk::Quick()};
    RandomEntityEdits edits(seed);
    auto session = desk.session(kBen);
    for (int i = 0; i < 3; ++i) REQUIRE(session->dispatch(gesture({}, edits.gesture(session->registry(), "ben-"))));
    session->close();
    session = desk.session_on();
    const std::string before = write_entities(session->registry());
    for (int i = 0; i < 6; ++i) REQUIRE(session->dispatch(gesture({}, edits.gesture(session->registry(), "ana-"))));
    const std::string after = write_entities(session->registry());
    session->close();
    session = desk.session_on();
    while (session->can_undo()) REQUIRE(session->undo());
    CHECK(write_entities(session->registry()) == before);
    session->close();
    session = desk.session_on();
    while (session->can_redo()) REQUIRE(session->redo());
    CHECK(write_entities(session->registry()) == after);
  }
}
