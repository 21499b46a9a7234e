// Random but valid edits of the registry, seeded; the counterpart of random_edits.h.
#pragma once

#include <string>
#include <vector>

#include "annotations/edit/update.h"
#include "tests/support/random_choices.h"

namespace sayso::tests {

class RandomEntityEdits : public RandomChoices {
 public:
  explicit RandomEntityEdits(unsigned seed) : RandomChoices(seed) {}

  // A group's worth of edits that succeed one after the other on `registry`. New ids begin with `prefix`, so
  // that two people's do not meet.
  std::vector<EntityEdit> gesture(const Registry& registry, const std::string& prefix) {
    std::vector<EntityEdit> edits;
    Registry now = registry;
    const int wanted = pick(1, 3);
    while (static_cast<int>(edits.size()) < wanted) {
      const EntityEdit edit = one(now, prefix);
      if (auto next = update(now, edit)) {
        now = std::move(next).value();
        edits.push_back(edit);
      }
    }
    return edits;
  }

 private:
  std::string word() {
    static const std::vector<std::string> words = {"Antony Blinken", "Mr “B”", "Ольга", "naïve e\u0301", "tab\there", ""};
    return one_of(words);
  }

  EntityEdit one(const Registry& registry, const std::string& prefix) {
    const EntityId some(some_key(registry.entities));
    switch (pick(0, 15)) {
      case 0: case 1: case 2: {
        Entity entity;
        entity.id = EntityId(prefix + std::to_string(made_++));
        entity.name = word();
        entity.kind = "person";
        if (pick(0, 2) == 0) entity.aliases = {word(), "B."};
        if (pick(0, 3) == 0) entity.article = ArticleId("a");
        if (pick(0, 3) == 0) entity.extra["x-wikidata"] = RawJson{"[1.10]"};
        return AddEntity{entity};
      }
      case 3: return RemoveEntity{some};
      case 4: return RenameEntity{some, word()};
      case 5: return SetEntityKind{some, pick(0, 1) ? "place" : "group"};
      case 6: return AddAlias{some, word()};
      case 7: {
        const Entity* entity = registry.entities.find(some.value);
        return RemoveAlias{some, entity && !entity->aliases.empty() ? *entity->aliases.begin() : "none"};
      }
      case 8: return JoinEntity{some, pick(0, 2) ? EntityId(some_key(registry.entities)) : EntityId()};
      case 9: return SetEntityArticle{some, pick(0, 1) ? ArticleId("a") : ArticleId()};
      case 10: {
        std::optional<RawJson> value;
        if (pick(0, 1)) value = RawJson{R"({"deep": [1.10, null]})"};
        return SetEntityExtra{some, "x-" + std::to_string(pick(1, 2)), value};
      }
      case 11:
        return DismissFinding{{prefix + "d" + std::to_string(made_++), RawJson{R"({"rule": "alias"})"}, word()}};
      case 12: return UndismissFinding{some_key(registry.dismissed)};
      default: {
        const MentionId mention("ana/news/a#m" + std::to_string(pick(1, 3)));
        return SplitEntity{some, mention, pick(0, 3) ? EntityId(some_key(registry.entities)) : EntityId()};
      }
    }
  }

  int made_ = 0;
};

}  // namespace sayso::tests
