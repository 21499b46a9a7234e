// What a history amounts to. Pure.
#pragma once

#include <vector>

#include "annotations/edit/group.h"
#include "annotations/model/annotations.h"
#include "annotations/model/comment.h"
#include "annotations/model/entity.h"

namespace sayso {

// The state after all groups in their order, edits whose record is gone changing nothing.
Annotations replay(const std::vector<Group>& groups);
Registry replay(const std::vector<EntityGroup>& groups);
Comments replay(const std::vector<CommentGroup>& groups);

// The same for groups that need not be joined yet.
Annotations state_of(const std::vector<Group>& groups);
Comments state_of(const std::vector<CommentGroup>& groups);

// All annotators' entity groups as the registry is made of them: each once, in the order of their ids, which is that of
// time, but none before those that its maker had seen.
std::vector<EntityGroup> in_registry_order(std::vector<EntityGroup> groups);

}  // namespace sayso
