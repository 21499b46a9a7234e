// Joining two histories of one file that went on apart: as sets of groups, so that both sides write the same bytes
// whichever joins the other, and nothing is lost. Pure.
#pragma once

#include <vector>

#include "annotations/edit/group.h"
#include "annotations/model/annotations.h"
#include "annotations/model/comment.h"
#include "annotations/model/entity.h"

namespace sayso {

// The common beginning, then both tails, the one whose first id is smaller first, then one group of kind `join`, if
// neither side has all of the other.
std::vector<Group> join(const std::vector<Group>& ours, const std::vector<Group>& theirs);
std::vector<EntityGroup> join(const std::vector<EntityGroup>& ours, const std::vector<EntityGroup>& theirs);
std::vector<CommentGroup> join(const std::vector<CommentGroup>& ours, const std::vector<CommentGroup>& theirs);

// The group of kind `join` that brings the heads of these groups together. Precondition: there are several heads.
Group join_of(const std::vector<Group>& groups);
EntityGroup join_of(const std::vector<EntityGroup>& groups);
CommentGroup join_of(const std::vector<CommentGroup>& groups);

// Does each group go on where the one before it ended, and the first where nothing was? Then no line is missing.
bool is_unbroken(const std::vector<Group>& groups);

// Have all groups been joined? Then replay gives their state.
bool is_joined(const std::vector<Group>& groups);
bool is_joined(const std::vector<EntityGroup>& groups);
bool is_joined(const std::vector<CommentGroup>& groups);

// How many fields and removals of the state wait for a decision.
std::size_t count_conflicts(const Annotations& state);
std::size_t count_conflicts(const Registry& registry);
std::size_t count_conflicts(const Comments& comments);

}  // namespace sayso
