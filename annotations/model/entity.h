// Speakers and stance targets: the registry that all annotators of a project share.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "annotations/model/conflicts.h"
#include "annotations/model/ids.h"
#include "annotations/model/value.h"
#include "core/state/shelf.h"

namespace sayso {

struct Entity {
  EntityId id;
  std::string name;
  std::string kind;  // person, organisation, group, place, topic, unnamed
  std::set<std::string> aliases;  // without the name itself
  ArticleId article;  // only if local to one article, else ""
  EntityId same_as;   // only if joined to another, else ""
  Extra extra;
  Conflicts conflicts = {};

  bool operator==(const Entity&) const = default;
};

inline const std::string& key_of(const Entity& entity) { return entity.id.value; }

// Reserved entities, of every project, never in entities.json:
// @author (the text's own voice), @general (people say), @hidden (the passive), @unclear.
const std::vector<Entity>& reserved_entities();
bool is_reserved(const EntityId& id);

// A mention that was split off the entity which it names in its annotator's file, because there it means another.
// That file is not touched: as long as the mention names a key of `into`, it means the value.
struct SplitMention {
  MentionId mention;
  std::map<EntityId, EntityId> into;
  Conflicts conflicts = {};  // fields: into.ENTITY

  bool operator==(const SplitMention&) const = default;
};

inline const std::string& key_of(const SplitMention& split) { return split.mention.value; }

// A finding of no article that an annotator set aside, with a reason.
struct DismissedFinding {
  std::string id;
  RawJson finding;  // its key: rule, layer, text, place
  std::string reason;

  bool operator==(const DismissedFinding&) const = default;
};

inline const std::string& key_of(const DismissedFinding& dismissed) { return dismissed.id; }

struct Registry {
  Shelf<Entity> entities;
  Shelf<DismissedFinding> dismissed;
  Shelf<SplitMention> splits = {};

  bool operator==(const Registry&) const = default;
};

// The entity that an id stands for after joins (`same-as` followed; a cycle ends at its smallest id);
// reserved ones too. nullptr if the registry does not have it. What a mention means is asked in mention.h.
const Entity* resolve(const Registry& registry, const EntityId& id);

// Two letters for a speaker's badge: initials of first and last word, upper case where the script has case.
std::string badge_of(const Entity& entity);

}  // namespace sayso
