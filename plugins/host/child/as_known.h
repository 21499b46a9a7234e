// A struct that a plugin of another version may have filled in, as this version knows it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace sayso::child {

// What theirs is too short for is zero, what it has beyond ours is left out; of NULL, all is zero.
template <class T>
T as_known(const T* theirs) {
  T ours{};
  if (theirs != nullptr) std::memcpy(&ours, theirs, std::min<std::size_t>(theirs->struct_size, sizeof(T)));
  return ours;
}

}  // namespace sayso::child
