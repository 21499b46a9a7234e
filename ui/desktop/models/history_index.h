// Which groups of the open article's history changed a record, kept up as the history grows. One thread at a time; nothing
// here fails.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "annotations/edit/group.h"

namespace sayso::ui {

class HistoryIndex {
 public:
  // Is about this history from now on; costs what was added since.
  void follow(const std::vector<Group>& groups);

  // Indexes of the groups with an edit of this record, ascending.
  std::vector<std::size_t> of(const RecordId& record) const;

 private:
  std::size_t known_ = 0;
  GroupId first_, last_;  // of those known: another history has others
  struct Edited {
    std::size_t record;   // hash of its id, of 64 bits; two that have the same would share a list
    std::uint32_t group;  // index
    auto operator<=>(const Edited&) const = default;
  };
  std::vector<Edited> edits_;  // each once, in order
};

}  // namespace sayso::ui
