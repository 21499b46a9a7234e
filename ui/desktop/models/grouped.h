// Numbers as people read them.
#pragma once

#include <cstddef>
#include <string>

namespace sayso::ui {

// "9,035"
inline std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

}  // namespace sayso::ui
