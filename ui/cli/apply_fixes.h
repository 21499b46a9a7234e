// Settling findings by their own fixes, for `sayso check --fix`.
#pragma once

#include <string>
#include <vector>

#include "plugins/host/finding.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {

struct NotFixed {
  Finding finding;
  Error why;
};

struct Fixed {
  std::size_t count = 0;
  std::vector<NotFixed> not_fixed;
};

// Makes the fix of each finding that has exactly one and is not dismissed, each a gesture of its annotator;
// what it makes says so (origin "fix RULE"). A fix that no longer fits is left out. Findings about texts and
// entities are nobody's and stay.
Fixed apply_fixes(Workplace& workplace, const std::string& folder, const std::vector<Finding>& findings);

}  // namespace sayso::cli
