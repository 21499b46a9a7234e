#include "annotations/model/entity.h"

#include <algorithm>
#include <set>

namespace sayso {

const std::vector<Entity>& reserved_entities() {
  static const std::vector<Entity> reserved = [] {
    std::vector<Entity> list;
    for (const auto& [id, name] : {std::pair{"@author", "author"}, {"@general", "people in general"},
                                   {"@hidden", "hidden (nobody is named)"}, {"@unclear", "unclear"}}) {
      Entity entity;
      entity.id = EntityId(id);
      entity.name = name;
      entity.kind = "reserved";
      list.push_back(entity);
    }
    return list;
  }();
  return reserved;
}

bool is_reserved(const EntityId& id) { return id.value.starts_with('@'); }

const Entity* resolve(const Registry& registry, const EntityId& id) {
  if (is_reserved(id)) {
    const auto found = std::ranges::find(reserved_entities(), id, &Entity::id);
    return found == reserved_entities().end() ? nullptr : &*found;
  }
  std::set<EntityId> seen;
  EntityId at = id;
  while (seen.insert(at).second) {
    const Entity* entity = registry.entities.find(at.value);
    if (!entity) return nullptr;
    if (entity->same_as.empty()) return entity;
    if (is_reserved(entity->same_as)) return resolve(registry, entity->same_as);
    if (!registry.entities.find(entity->same_as.value)) return entity;
    at = entity->same_as;
  }
  // A cycle, which two people can make together by joining both ways: every member stands for the same one.
  EntityId smallest = at;
  EntityId next = registry.entities.find(at.value)->same_as;
  while (next != at) {
    smallest = std::min(smallest, next);
    next = registry.entities.find(next.value)->same_as;
  }
  return registry.entities.find(smallest.value);
}

std::string badge_of(const Entity& entity) {
  std::vector<std::string> words(1);
  for (const char c : entity.name) {
    if (c == ' ' || c == '-') {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  if (words.back().empty()) words.pop_back();
  if (words.empty()) return entity.id.value.substr(0, 2);
  // The bytes of the n-th code point of a word, "" past its end; names are valid UTF-8.
  const auto letter = [](const std::string& word, int n) {
    std::string found;
    for (const char c : word) {
      const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
      if (begins && --n < -1) break;
      if (n == -1) found += c;
    }
    return found;
  };
  if (words.size() == 1) return letter(words.front(), 0) + letter(words.front(), 1);
  return letter(words.front(), 0) + letter(words.back(), 0);
}

}  // namespace sayso
