// What made a record, when it was not made by hand: a suggestion, an import, a bulk edit, a fix.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annotations/model/value.h"

namespace sayso {

struct Origin {
  std::string by;                    // "suggest@1.0+en.3", "import brat", "fix quote-marks/unannotated"
  std::optional<double> confidence;  // 0..1, as the suggester said
  std::string shown;                 // RFC 3339 time at which a suggestion was first shown, "" if none
  std::string taken;                 // "as-is" or "changed", "" if not said
  std::vector<std::string> changed;  // roles and attributes that the annotator changed
  Extra extra;

  bool operator==(const Origin&) const = default;
};

}  // namespace sayso
