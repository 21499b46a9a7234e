// Which groups of a history had seen which others, by their `after`. Two that have not seen each other were made
// apart: on two machines, or beside a change from outside. Pure.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "annotations/edit/group.h"

namespace sayso {

// A group as far as its place among the others goes.
struct GroupLink {
  GroupId id;
  std::vector<GroupId> after;
};

template <class GroupType>
std::vector<GroupLink> links_of(const std::vector<GroupType>& groups) {
  std::vector<GroupLink> links;
  links.reserve(groups.size());
  for (const GroupType& group : groups) links.push_back({group.id, group.after});
  return links;
}

// Groups are named by their place in the list that it was made from; ids must differ. A group whose `after` names
// none of the list (a line was lost) follows the one before it in the list.
class Ancestry {
 public:
  explicit Ancestry(const std::vector<GroupLink>& groups);

  std::size_t size() const { return parents_.size(); }
  // Is `earlier` the same as `later`, or did `later`'s maker have it?
  bool sees(std::size_t later, std::size_t earlier) const;
  const std::vector<std::size_t>& parents(std::size_t group) const { return parents_[group]; }
  // Those that nobody has seen, by id. One: everything is joined. None: there are no groups.
  const std::vector<std::size_t>& heads() const { return heads_; }
  bool is_joined() const { return heads_.size() < 2; }
  // All, parents first, else the smaller id first: the same for every list of the same groups.
  const std::vector<std::size_t>& order() const { return order_; }
  // Is it the only group that follows its only parent at once? Then it goes on where that one ended.
  bool goes_on(std::size_t group) const { return at_[group].place > 0; }

 private:
  // Where a group stands: in a run of groups that follow each other at once.
  struct Place {
    std::size_t run = 0, place = 0;
  };

  std::vector<std::vector<std::size_t>> parents_;
  std::vector<std::size_t> heads_, order_;
  std::vector<Place> at_;
  // Of each run: how many groups of other runs its first group has seen.
  std::vector<std::unordered_map<std::size_t, std::size_t>> seen_;
};

}  // namespace sayso
