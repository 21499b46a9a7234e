// Whom a record of somebody's annotations means: the entity that it names, unless this mention of it was split off, and
// then whatever that was joined to. Every reader that shows, compares, counts or exports entities asks here; what stands
// in the file is for those who edit it. Pure.
#pragma once

#include <optional>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"
#include "annotations/model/ids.h"
#include "annotations/model/scheme.h"

namespace sayso {

// A mention, in the sense of a split, is any record that names an entity: a span by an attribute, a frame by a filler.
struct MentionParts {
  AnnotatorId annotator;
  ArticleId article;
  RecordId record;

  bool operator==(const MentionParts&) const = default;
};

MentionId mention_id(const AnnotatorId& annotator, const ArticleId& article, const RecordId& record);
std::optional<MentionParts> parts_of(const MentionId& mention);  // nullopt: it is not of that form

// What a mention that names an entity means, before joins are followed.
EntityId after_splits(const Registry& registry, const MentionId& mention, const EntityId& named);

// The entity that it means, joins followed; nullptr if the registry does not have it.
const Entity* entity_of(const Registry& registry, const MentionId& mention, const EntityId& named);

// The entities that a record names, in attributes of type entity and as fillers; each once.
std::vector<EntityId> named_by(const Scheme& scheme, const Annotations& annotations, const RecordId& record);

// The annotations with the entities that their mentions mean in the place of those that they name; joins are not
// followed. For readers of whole articles; nothing that is to be edited.
Annotations as_meant(const Scheme& scheme, const Registry& registry, Annotations annotations);

}  // namespace sayso
