#include "annotations/edit/ancestry.h"

#include <algorithm>
#include <cassert>
#include <queue>

namespace sayso {

Ancestry::Ancestry(const std::vector<GroupLink>& groups) : parents_(groups.size()), at_(groups.size()) {
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < groups.size(); ++i) places.emplace(groups[i].id.value, i);
  std::vector<std::vector<std::size_t>> children(groups.size());
  const auto link = [&](std::size_t child, std::size_t parent) {
    parents_[child].push_back(parent);
    children[parent].push_back(child);
  };
  for (std::size_t i = 0; i < groups.size(); ++i) {
    for (const GroupId& id : groups[i].after) {
      const auto found = places.find(id.value);
      if (found != places.end() && found->second != i) link(i, found->second);
    }
    if (parents_[i].empty() && !groups[i].after.empty() && i > 0) link(i, i - 1);
  }

  // Kahn's algorithm, the smallest id first. Damage may have made a circle: what is in it comes last, in the
  // list's order, as if its links were not there.
  const auto later = [&](std::size_t a, std::size_t b) { return groups[a].id > groups[b].id; };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> ready(later);
  std::vector<std::size_t> waiting(groups.size());
  std::vector<bool> done(groups.size(), false);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    waiting[i] = parents_[i].size();
    if (waiting[i] == 0) ready.push(i);
  }
  for (std::size_t next = 0; order_.size() < groups.size();) {
    if (ready.empty()) {
      while (done[next]) ++next;
      std::erase_if(parents_[next], [&](std::size_t parent) { return !done[parent]; });
      waiting[next] = 0;
      ready.push(next);
    }
    const std::size_t group = ready.top();
    ready.pop();
    if (done[group]) continue;
    done[group] = true;
    order_.push_back(group);
    for (const std::size_t child : children[group]) {
      if (!done[child] && waiting[child] > 0 && --waiting[child] == 0) ready.push(child);
    }
  }

  std::vector<std::size_t> length;  // of each run
  for (const std::size_t group : order_) {
    const auto& parents = parents_[group];
    if (parents.size() == 1 && at_[parents[0]].place + 1 == length[at_[parents[0]].run]) {
      const std::size_t run = at_[parents[0]].run;
      at_[group] = {run, length[run]++};
      continue;
    }
    at_[group] = {length.size(), 0};
    length.push_back(1);
    auto& seen = seen_.emplace_back();
    for (const std::size_t parent : parents) {
      const Place& place = at_[parent];
      for (const auto& [run, count] : seen_[place.run]) seen[run] = std::max(seen[run], count);
      seen[place.run] = std::max(seen[place.run], place.place + 1);
    }
  }

  for (std::size_t i = 0; i < groups.size(); ++i) {
    const bool is_seen = std::ranges::any_of(children[i], [&](std::size_t child) {
      return std::ranges::count(parents_[child], i) > 0;
    });
    if (!is_seen) heads_.push_back(i);
  }
  std::ranges::sort(heads_, {}, [&](std::size_t head) { return groups[head].id; });
}

bool Ancestry::sees(std::size_t later, std::size_t earlier) const {
  const Place &a = at_[later], &b = at_[earlier];
  if (a.run == b.run) return b.place <= a.place;
  const auto found = seen_[a.run].find(b.run);
  return found != seen_[a.run].end() && b.place < found->second;
}

}  // namespace sayso
