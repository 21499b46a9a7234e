// What groups that were made apart amount to together. Their order plays no part: each field has the value that its
// last writer gave it; where several wrote without having seen each other, one who only put back what both had seen
// counts for nothing, and what is left differing is a conflict: the value of the smaller group id stands, all are in
// `conflicts`. A record that one removes and another edits stays, with all that was removed together with it and
// hangs on it. Joins only say who had seen what; their edits are what this gives.
//
// Pure; throws nothing. For a history without forks it is the replay.
#pragma once

#include <memory>
#include <vector>

#include "annotations/edit/ancestry.h"
#include "annotations/edit/group.h"
#include "annotations/model/annotations.h"
#include "annotations/model/comment.h"
#include "annotations/model/entity.h"

namespace sayso {

template <class GroupType, class State>
class MergedStates {
 public:
  // `groups` is borrowed; ids differ.
  explicit MergedStates(const std::vector<GroupType>& groups);
  ~MergedStates();

  const Ancestry& ancestry() const;
  // All groups together.
  State all() const;
  // As the maker of a group had it after making it: that group and all that she had seen.
  State after(std::size_t group) const;

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

// Of annotations: everything; of one person's entity history: what it makes and changes, where entities of others that
// it speaks of have only the fields that it changes.
using MergedAnnotations = MergedStates<Group, Annotations>;
using MergedEntities = MergedStates<EntityGroup, Registry>;
using MergedComments = MergedStates<CommentGroup, Comments>;

extern template class MergedStates<Group, Annotations>;
extern template class MergedStates<EntityGroup, Registry>;
extern template class MergedStates<CommentGroup, Comments>;

}  // namespace sayso
