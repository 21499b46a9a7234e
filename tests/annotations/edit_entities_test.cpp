#include <doctest/doctest.h>

#include "annotations/edit/update.h"

using namespace sayso;

namespace {

Entity an_entity(const std::string& id, const std::string& name) {
  Entity entity;
  entity.id = EntityId(id);
  entity.name = name;
  entity.kind = "person";
  return entity;
}

Registry with(std::initializer_list<EntityEdit> edits) {
  Registry registry;
  for (const EntityEdit& edit : edits) registry = update(registry, edit).value();
  return registry;
}

}  // namespace

TEST_CASE("an alias is added once and its inverse takes it away") {
  const Registry before = with({AddEntity{an_entity("blinken", "Antony Blinken")}});
  const AddAlias edit{EntityId("blinken"), "Brinken"};
  const Registry after = *update(before, edit);
  CHECK(after.entities.find("blinken")->aliases.contains("Brinken"));
  CHECK_FALSE(update(after, edit).ok());
  CHECK(*update(after, inverse(before, edit)) == before);
}

TEST_CASE("a joined entity resolves to the one it was joined to") {
  const Registry registry = with({AddEntity{an_entity("a", "Mr Blinken")}, AddEntity{an_entity("b", "Antony Blinken")},
                                  JoinEntity{EntityId("a"), EntityId("b")}});
  CHECK(resolve(registry, EntityId("a"))->id == EntityId("b"));
  CHECK(resolve(registry, EntityId("b"))->id == EntityId("b"));
  CHECK(resolve(registry, EntityId("c")) == nullptr);
}

TEST_CASE("two people who joined both ways get the same entity from either") {
  const Registry registry = with({AddEntity{an_entity("a", "A")}, AddEntity{an_entity("b", "B")}, AddEntity{an_entity("c", "C")},
                                  JoinEntity{EntityId("a"), EntityId("b")}, JoinEntity{EntityId("b"), EntityId("a")},
                                  JoinEntity{EntityId("c"), EntityId("b")}});
  CHECK(resolve(registry, EntityId("a"))->id == EntityId("a"));
  CHECK(resolve(registry, EntityId("b"))->id == EntityId("a"));
  CHECK(resolve(registry, EntityId("c"))->id == EntityId("a"));
}

TEST_CASE("reserved entities are of every project and cannot be made") {
  CHECK(resolve(Registry{}, EntityId("@author"))->name == "author");
  CHECK_FALSE(update(Registry{}, AddEntity{an_entity("@author", "me")}).ok());
}

TEST_CASE("a badge is the initials of first and last word, of any script") {
  CHECK(badge_of(an_entity("x", "Antony J. Blinken")) == "AB");
  CHECK(badge_of(an_entity("x", "Ольга Петрова")) == "ОП");
  CHECK(badge_of(an_entity("x", "Xi")) == "Xi");
  CHECK(badge_of(an_entity("x", "Jean-Luc")) == "JL");
}

TEST_CASE("the difference of two registries turns one into the other") {
  const Registry from = with({AddEntity{an_entity("a", "A")}, AddEntity{an_entity("b", "B")}, AddAlias{EntityId("a"), "AA"}});
  const Registry to = with({AddEntity{an_entity("a", "Ah")}, AddEntity{an_entity("c", "C")}, JoinEntity{EntityId("a"), EntityId("c")},
                            DismissFinding{{"d1", RawJson{"{}"}, "two people"}}});
  Registry now = from;
  for (const EntityEdit& edit : difference(from, to)) now = update(now, edit).value();
  CHECK(now == to);
}
