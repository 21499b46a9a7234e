// CPU time of the calling thread: what a frame's and a glyph's cost is measured in.
#pragma once

#include <time.h>

#include <chrono>

namespace sayso::ui {

inline std::chrono::nanoseconds thread_cpu_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

}  // namespace sayso::ui
