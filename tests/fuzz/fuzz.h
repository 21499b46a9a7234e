// What the fuzz targets share. A target is a file of this folder with `sayso::fuzz::offer`: it gets any bytes at
// all and ends the process by must() when a promise does not hold. Crashes, undefined behaviour, more than 512 MiB
// and more than 2 s a piece are found by the sanitizers and by the flags of `run`.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace sayso::fuzz {

void offer(std::string_view bytes);

inline void must(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", promise);
  std::abort();
}

// The same with the two texts that should be equal.
inline void must_equal(const std::string& one, const std::string& other, const char* promise) {
  if (one == other) return;
  std::fprintf(stderr, "does not hold: %s\n--- one\n%s\n--- other\n%s\n", promise, one.c_str(), other.c_str());
  std::abort();
}

}  // namespace sayso::fuzz
