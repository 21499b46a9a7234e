#include "annotations/store/replay.h"

#include <algorithm>
#include <utility>

#include "annotations/edit/ancestry.h"
#include "annotations/edit/update.h"
#include "annotations/store/join.h"
#include "annotations/store/merged_state.h"

namespace sayso {

Annotations replay(const std::vector<Group>& groups) {
  Annotations state;
  for (const Group& group : groups) state = update_leniently(std::move(state), group);
  return state;
}

Registry replay(const std::vector<EntityGroup>& groups) {
  Registry registry;
  for (const EntityGroup& group : groups) registry = update_leniently(std::move(registry), group);
  return registry;
}

Comments replay(const std::vector<CommentGroup>& groups) {
  Comments comments;
  for (const CommentGroup& group : groups) comments = update_leniently(std::move(comments), group);
  return comments;
}

Annotations state_of(const std::vector<Group>& groups) {
  return is_joined(groups) ? replay(groups) : MergedAnnotations(groups).all();
}

Comments state_of(const std::vector<CommentGroup>& groups) {
  return is_joined(groups) ? replay(groups) : MergedComments(groups).all();
}

std::vector<EntityGroup> in_registry_order(std::vector<EntityGroup> groups) {
  std::ranges::stable_sort(groups, {}, &EntityGroup::id);
  const auto doubles = std::ranges::unique(groups, {}, &EntityGroup::id);
  groups.erase(doubles.begin(), doubles.end());
  const Ancestry ancestry(links_of(groups));
  std::vector<EntityGroup> ordered;
  ordered.reserve(groups.size());
  for (const std::size_t i : ancestry.order()) ordered.push_back(std::move(groups[i]));
  return ordered;
}

}  // namespace sayso
