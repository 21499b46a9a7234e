// What a format could not hold, or an import could not carry over, added up.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugins/host/messages.h"

namespace sayso {

struct Loss {
  std::string what;
  std::uint64_t count = 0;
  std::vector<std::string> places;  // the first few

  bool operator==(const Loss&) const = default;
};

// Adds a report to those of the same `what`; they stay in the order of their first report.
void add(std::vector<Loss>& losses, const LossLine& line);

}  // namespace sayso
