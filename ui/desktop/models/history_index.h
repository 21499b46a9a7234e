// Which groups of the open article's history changed a record, kept up as the history grows. Main thread; nothing
// here fails.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "annotations/edit/group.h"

namespace sayso::ui {

class HistoryIndex {
 public:
  // Is about this history from now on; costs what was added since.
  void follow(const std::vector<Group>& groups);

  // Indexes of the groups with an edit of this record, ascending.
  const std::vector<std::size_t>& of(const std::string& record) const;

 private:
  std::size_t known_ = 0;
  GroupId first_, last_;  // of those known: another history has others
  std::unordered_map<std::string, std::vector<std::size_t>> groups_;
};

}  // namespace sayso::ui
