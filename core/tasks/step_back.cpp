#include "core/tasks/step_back.h"

#include <unistd.h>

namespace sayso {
namespace {

constexpr int kBehind = 10;  // about a tenth of the processor beside a thread that did not step back

}  // namespace

// On Linux niceness is the thread's, not the process's (nice(2)).
void step_back() { [[maybe_unused]] const int niceness = nice(kBehind); }

}  // namespace sayso
