// Numbers as people read them.
#pragma once

#include <cstddef>
#include <string>

namespace sayso::ui {

// "9,035"
inline std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

// "1 change", "9,035 changes"
inline std::string counted(std::size_t number, const std::string& noun) {
  return grouped(number) + " " + noun + (number == 1 ? "" : "s");
}

}  // namespace sayso::ui
