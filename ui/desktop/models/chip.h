// One of several values that can be chosen, as views draw it. A plain value.
#pragma once

#include <string>

#include "ui/desktop/intent.h"

namespace sayso::ui {

struct Chip {
  std::string label;
  std::string key;  // shown as a key cap while its row takes letters, "" for none
  bool chosen = false;
  Intent intent;
  std::string tip;

  bool operator==(const Chip&) const = default;
};

}  // namespace sayso::ui
