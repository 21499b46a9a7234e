// The registry's entities by folded name, so that a palette need not fold and sort all of them at each letter typed.
// Kept up with each new registry at the cost of what changed. Shares its records. Main thread; nothing here fails.
#pragma once

#include <string>
#include <vector>

#include "annotations/model/entity.h"

namespace sayso::ui {

class NameIndex {
 public:
  struct Named {
    const Entity* entity = nullptr;
    std::string name;                  // folded (core/text/fold.h)
    std::vector<std::string> aliases;  // the same
  };

  void follow(const Registry& registry);

  // By folded name, then id. The reserved ones are not among them.
  const std::vector<Named>& all() const { return all_; }

 private:
  Shelf<Entity> entities_;
  std::vector<Named> all_;
};

}  // namespace sayso::ui
