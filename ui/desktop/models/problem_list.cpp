#include "ui/desktop/models/problem_list.h"

#include <algorithm>

namespace sayso::ui {

ProblemList::ProblemList(std::vector<Finding> findings) {
  std::unordered_map<std::string, std::size_t> equal;
  all_.reserve(findings.size());
  by_key_.reserve(findings.size());
  for (Finding& finding : findings) {
    std::string key = finding.rule + "|" + finding.article.value + "|" + finding.text + "|" + finding.message;
    const std::size_t before = equal[key]++;
    key += "|" + std::to_string(before);
    by_key_.emplace(std::hash<std::string>()(key), all_.size());
    all_.push_back({std::move(key), std::move(finding)});
  }
  const auto place = [&](std::size_t index) { return hull(all_[index].finding.at); };
  for (std::size_t i = 0; i < all_.size(); ++i) {
    if (all_[i].finding.dismissed) continue;
    shown_.push_back(i);
    if (!all_[i].finding.at.empty()) by_place_.push_back(i);
  }
  std::ranges::stable_sort(by_place_, {}, [&](std::size_t index) { return place(index).begin; });
  CodePoint furthest;
  for (const std::size_t index : by_place_) furthest_.push_back(furthest = std::max(furthest, place(index).end));
}

const Problem* ProblemList::find(const std::string& key) const {
  const auto [begin, end] = by_key_.equal_range(std::hash<std::string>()(key));
  const auto found = std::find_if(begin, end, [&](const auto& each) { return all_[each.second].key == key; });
  return found == end ? nullptr : &all_[found->second];
}

std::size_t ProblemList::first_from(CodePoint at) const {
  const auto first = std::ranges::partition_point(by_place_, [&](std::size_t index) { return hull(all_[index].finding.at).begin < at; });
  return static_cast<std::size_t>(first - by_place_.begin());
}

std::vector<std::size_t> ProblemList::meeting(CodePointRange range) const {
  std::vector<std::size_t> found;
  // None before this one reaches into the range.
  const auto first = std::ranges::partition_point(furthest_, [&](CodePoint end) { return end <= range.begin; });
  for (auto at = static_cast<std::size_t>(first - furthest_.begin()); at < by_place_.size(); ++at) {
    const CodePointRange place = hull(all_[by_place_[at]].finding.at);
    if (place.begin >= range.end) break;
    if (place.end > range.begin) found.push_back(by_place_[at]);
  }
  return found;
}

}  // namespace sayso::ui
