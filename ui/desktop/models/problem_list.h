// What is shown under Problems: found once a check, looked up by key and by place at each frame. An immutable
// value; places are code points. Nothing here fails.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "plugins/host/finding.h"

namespace sayso::ui {

// One line under Problems: something found at opening, or a checker's finding.
struct Problem {
  std::string key;  // the same for the same problem from one check to the next
  Finding finding;  // of an opening problem: severity, message and rule "store"

  bool operator==(const Problem&) const = default;
};

class ProblemList {
 public:
  ProblemList() = default;
  // In this order. Keys are given here: rule, article, words, message and how many equal ones stand before it.
  explicit ProblemList(std::vector<Finding> findings);

  const std::vector<Problem>& all() const { return all_; }
  const Problem* find(const std::string& key) const;
  // Those that nobody set aside, in the order of the list; indexes into all().
  const std::vector<std::size_t>& shown() const { return shown_; }
  // Of these, those with a place, by its begin.
  const std::vector<std::size_t>& by_place() const { return by_place_; }
  // The first of by_place() that begins at or after that place, as an index into it.
  std::size_t first_from(CodePoint at) const;
  // Those that share a code point with the range, by place; indexes into all().
  std::vector<std::size_t> meeting(CodePointRange range) const;

 private:
  std::vector<Problem> all_;
  std::vector<std::size_t> shown_;
  std::vector<std::size_t> by_place_;
  std::vector<CodePoint> furthest_;  // for each of by_place_: the greatest end up to it
  std::unordered_multimap<std::size_t, std::size_t> by_key_;  // by the key's hash
};

}  // namespace sayso::ui
