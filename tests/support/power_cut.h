// The states that a power cut may leave of a disk, call by call; simulated_files.h says which these are.
#pragma once

#include <functional>
#include <vector>

#include "tests/support/simulated_files.h"

namespace sayso::tests {

// What the call does when it takes effect. A name whose folder is not there changes nothing that can be seen.
void apply(Disk& disk, const SimulatedFiles::Change& change);

class PowerCut {
 public:
  explicit PowerCut(Disk sure) : sure_(std::move(sure)) {}

  // The next call; it must live as long as this.
  void add(const SimulatedFiles::Change& change);
  // Each state that may be left now. Throws std::length_error when there are too many to look at all of them.
  void each(const std::function<void(const Disk&)>& use) const;

 private:
  // A change of names that is not sure, or that is but came after one of the same folder that is not.
  struct Names {
    const SimulatedFiles::Change* change;
    bool from_synced = false, to_synced = false;
    bool is_sure() const;
  };
  void settle_names();

  Disk sure_;
  std::vector<Names> names_;
  std::map<Inode, std::vector<const SimulatedFiles::Change*>> bytes_;  // since the file's last sync
};

}  // namespace sayso::tests
