#include "ui/desktop/models/history_index.h"

namespace sayso::ui {
namespace {

template <class Each>
std::string record_of(const Each& edit) {
  if constexpr (requires { edit.of.value; }) return edit.of.value;
  if constexpr (requires { edit.span.id; }) return edit.span.id.value;
  if constexpr (requires { edit.frame.id; }) return edit.frame.id.value;
  return {};
}

}  // namespace

void HistoryIndex::follow(const std::vector<Group>& groups) {
  const bool goes_on = known_ <= groups.size() && (known_ == 0 || (groups.front().id == first_ && groups[known_ - 1].id == last_));
  if (!goes_on) *this = {};
  if (known_ == groups.size()) return;
  for (; known_ < groups.size(); ++known_) {
    for (const Edit& edit : groups[known_].edits) {
      const std::string record = std::visit([](const auto& each) { return record_of(each); }, edit);
      if (record.empty()) continue;
      std::vector<std::size_t>& of_record = groups_[record];
      if (of_record.empty() || of_record.back() != known_) of_record.push_back(known_);
    }
  }
  first_ = groups.front().id;
  last_ = groups.back().id;
}

const std::vector<std::size_t>& HistoryIndex::of(const std::string& record) const {
  static const std::vector<std::size_t> kNone;
  const auto found = groups_.find(record);
  return found == groups_.end() ? kNone : found->second;
}

}  // namespace sayso::ui
