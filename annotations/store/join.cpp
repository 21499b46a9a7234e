#include "annotations/store/join.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "annotations/edit/ancestry.h"
#include "annotations/edit/update.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/merged_state.h"
#include "annotations/store/record_fields.h"
#include "annotations/store/replay.h"
#include "core/base/uuid.h"
#include "core/files/hash.h"

namespace sayso {
namespace {

// Each goes on where the one before it ended: so are nearly all histories.
template <class GroupType>
bool is_chain(const std::vector<GroupType>& groups) {
  const auto goes_on = [](const GroupType& a, const GroupType& b) { return b.after.size() == 1 && b.after.front() == a.id; };
  return std::ranges::adjacent_find(groups, std::not_fn(goes_on)) == groups.end();
}

template <class GroupType>
bool are_joined(const std::vector<GroupType>& groups) {
  return is_chain(groups) || Ancestry(links_of(groups)).is_joined();
}

// The time of the later head, then the first bits of SHA-256 over the heads' ids.
GroupId join_id(const std::vector<GroupId>& heads, const std::string& time) {
  std::string ids;
  for (const GroupId& id : heads) ids += id.value;
  const auto hash = sha256(ids);
  Uuid7Bits bits;
  std::copy_n(hash.begin(), bits.size(), bits.begin());
  bits.back() &= 0xC0;
  return GroupId(uuid7(from_rfc3339(time).value_or(WallTime{}), bits));
}

Annotations replay_in_order(const std::vector<Group>& groups, const Annotations&) { return replay(groups); }

Comments replay_in_order(const std::vector<CommentGroup>& groups, const Comments&) { return replay(groups); }

// With all those strangers in it that the joined state has. What these groups made themselves is none: where one tail
// has removed it, the edits of the other change nothing.
Registry replay_in_order(const std::vector<EntityGroup>& groups, const Registry& joined) {
  Registry registry;
  std::set<std::string> made;
  for (const EntityGroup& group : groups) {
    for (const EntityEdit& edit : group.edits) {
      if (const auto* add = std::get_if<AddEntity>(&edit)) made.insert(add->entity.id.value);
    }
  }
  for (const EntityGroup& group : groups) {
    EntityRecords::before(registry, group, made);
    registry = update_leniently(std::move(registry), group);
  }
  for (const Entity& entity : joined.entities) {
    if (made.contains(entity.id.value) || registry.entities.find(entity.id.value)) continue;
    Entity stranger;
    stranger.id = entity.id;
    registry.entities.put(std::move(stranger));
  }
  return registry;
}

std::string rules_of(const Annotations& state) { return state.rules; }
std::string rules_of(const Registry&) { return {}; }
std::string rules_of(const Comments&) { return {}; }

template <class State, class GroupType>
GroupType make_join(const std::vector<GroupType>& groups) {
  const MergedStates<GroupType, State> merged(groups);
  GroupType join;
  join.kind = GroupKind::join;
  const GroupType* latest = nullptr;
  for (const std::size_t head : merged.ancestry().heads()) {
    const GroupType& group = groups[head];
    join.after.push_back(group.id);
    if (!latest || group.time > latest->time || (group.time == latest->time && group.id > latest->id)) latest = &group;
  }
  join.time = latest->time;
  join.by = latest->by;
  join.id = join_id(join.after, join.time);
  const State state = merged.all();
  join.rules = rules_of(state);
  if (join.rules.empty()) join.rules = latest->rules;
  join.edits = difference(replay_in_order(groups, state), state);
  return join;
}

template <class GroupType>
std::vector<GroupType> without_doubles(const std::vector<GroupType>& groups) {
  std::set<GroupId> seen;
  std::vector<GroupType> once;
  for (const GroupType& group : groups) {
    if (seen.insert(group.id).second) once.push_back(group);
  }
  return once;
}

// Two groups of one id and different content cannot come from sayso; one of them is taken, for both sides the same.
template <class GroupType>
void agree_on_content(std::vector<GroupType>& ours, std::vector<GroupType>& theirs) {
  std::map<GroupId, GroupType*> by_id;
  for (GroupType& group : ours) by_id.emplace(group.id, &group);
  for (GroupType& group : theirs) {
    const auto other = by_id.find(group.id);
    if (other == by_id.end() || *other->second == group) continue;
    GroupType& smaller = write_group(group) < write_group(*other->second) ? group : *other->second;
    const GroupType taken = smaller;
    group = *other->second = taken;
  }
}

template <class GroupType>
std::vector<GroupType> join_histories(const std::vector<GroupType>& a, const std::vector<GroupType>& b) {
  auto ours = without_doubles(a), theirs = without_doubles(b);
  agree_on_content(ours, theirs);
  const auto ids = [](const std::vector<GroupType>& groups) {
    std::set<GroupId> all;
    for (const GroupType& group : groups) all.insert(group.id);
    return all;
  };
  const auto our_ids = ids(ours), their_ids = ids(theirs);
  const bool have_theirs = std::ranges::includes(our_ids, their_ids);
  const bool have_ours = std::ranges::includes(their_ids, our_ids);
  if (have_theirs && have_ours) {
    // The same groups in another order: one of the two orders, for both sides.
    return std::ranges::lexicographical_compare(theirs, ours, {}, &GroupType::id, &GroupType::id) ? theirs : ours;
  }
  if (have_theirs) return ours;
  if (have_ours) return theirs;

  const auto apart = std::ranges::mismatch(ours, theirs, {}, &GroupType::id, &GroupType::id);
  std::vector<GroupType> joined(ours.begin(), apart.in1);
  std::vector<GroupType> first(apart.in1, ours.end()), second(apart.in2, theirs.end());
  if (!first.empty() && !second.empty() && second.front().id < first.front().id) std::swap(first, second);
  joined.insert(joined.end(), first.begin(), first.end());
  joined.insert(joined.end(), second.begin(), second.end());
  joined = without_doubles(joined);
  if (!is_joined(joined)) joined.push_back(join_of(joined));
  return joined;
}

std::size_t count(const Conflicts& conflicts) { return conflicts.fields.size() + (conflicts.removed.empty() ? 0 : 1); }

}  // namespace

std::vector<Group> join(const std::vector<Group>& ours, const std::vector<Group>& theirs) {
  return join_histories(ours, theirs);
}

std::vector<EntityGroup> join(const std::vector<EntityGroup>& ours, const std::vector<EntityGroup>& theirs) {
  return join_histories(ours, theirs);
}

std::vector<CommentGroup> join(const std::vector<CommentGroup>& ours, const std::vector<CommentGroup>& theirs) {
  return join_histories(ours, theirs);
}

Group join_of(const std::vector<Group>& groups) { return make_join<Annotations>(groups); }
EntityGroup join_of(const std::vector<EntityGroup>& groups) { return make_join<Registry>(groups); }
CommentGroup join_of(const std::vector<CommentGroup>& groups) { return make_join<Comments>(groups); }

bool is_unbroken(const std::vector<Group>& groups) { return is_chain(groups) && (groups.empty() || groups.front().after.empty()); }

bool is_joined(const std::vector<Group>& groups) { return are_joined(groups); }
bool is_joined(const std::vector<EntityGroup>& groups) { return are_joined(groups); }
bool is_joined(const std::vector<CommentGroup>& groups) { return are_joined(groups); }

std::size_t count_conflicts(const Annotations& state) {
  std::size_t all = count(state.conflicts);
  for (const Span& span : state.spans) all += count(span.conflicts);
  for (const Frame& frame : state.frames) all += count(frame.conflicts);
  return all;
}

std::size_t count_conflicts(const Registry& registry) {
  std::size_t all = 0;
  for (const Entity& entity : registry.entities) all += count(entity.conflicts);
  for (const SplitMention& split : registry.splits) all += count(split.conflicts);
  return all;
}

std::size_t count_conflicts(const Comments& comments) {
  std::size_t all = 0;
  for (const Comment& comment : comments.comments) all += count(comment.conflicts);
  return all;
}

}  // namespace sayso
