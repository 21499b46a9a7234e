#include "ui/desktop/models/history_index.h"

#include <algorithm>
#include <functional>

namespace sayso::ui {
namespace {

// The record that an edit is about; nullptr for none.
template <class Each>
const RecordId* record_of(const Each& edit) {
  if constexpr (requires { edit.span->id; }) return &edit.span->id;
  if constexpr (requires { edit.frame->id; }) return &edit.frame->id;
  if constexpr (requires { edit.of.value; }) return edit.of.empty() ? nullptr : &edit.of;
  return nullptr;
}

std::size_t hash_of(const RecordId& record) { return std::hash<RecordId>{}(record); }

}  // namespace

void HistoryIndex::follow(const std::vector<Group>& groups) {
  const bool goes_on = known_ <= groups.size() && (known_ == 0 || (groups.front().id == first_ && groups[known_ - 1].id == last_));
  if (!goes_on) *this = {};
  if (known_ == groups.size()) return;
  const auto already = static_cast<std::ptrdiff_t>(edits_.size());
  for (; known_ < groups.size(); ++known_) {
    for (const Edit& edit : groups[known_].edits) {
      if (const RecordId* record = std::visit([](const auto& each) { return record_of(each); }, edit)) {
        edits_.push_back({hash_of(*record), static_cast<std::uint32_t>(known_)});
      }
    }
  }
  std::ranges::sort(edits_.begin() + already, edits_.end());
  std::ranges::inplace_merge(edits_, edits_.begin() + already);
  const auto twice = std::ranges::unique(edits_);
  edits_.erase(twice.begin(), twice.end());
  first_ = groups.front().id;
  last_ = groups.back().id;
}

std::vector<std::size_t> HistoryIndex::of(const RecordId& record) const {
  std::vector<std::size_t> groups;
  for (const Edited& each : std::ranges::equal_range(edits_, hash_of(record), {}, &Edited::record)) groups.push_back(each.group);
  return groups;
}

}  // namespace sayso::ui
