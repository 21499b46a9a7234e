#include <doctest/doctest.h>

#include <sys/resource.h>

#include <algorithm>
#include <thread>

#include "core/tasks/step_back.h"

using namespace sayso;

TEST_CASE("a thread that steps back does so alone") {
  const int before = getpriority(PRIO_PROCESS, 0);
  int behind = 0;
  std::thread([&] {
    step_back();
    behind = getpriority(PRIO_PROCESS, 0);
  }).join();
  CHECK(behind == std::min(19, before + 10));  // 19 is the last there is
  CHECK(getpriority(PRIO_PROCESS, 0) == before);
}
