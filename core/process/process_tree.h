// Looking at processes and ending a whole tree of them, through /proc. Any thread.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace sayso {

// What a process has used so far.
struct Usage {
  std::chrono::milliseconds cpu{0};  // user and system, of the process and of its children that have ended
  std::uint64_t resident = 0;        // bytes
};

// nullopt when there is no such process, or only its exit status is left.
std::optional<Usage> usage_of(pid_t process);

// Its children, their children and so on, without itself; in no order.
std::vector<pid_t> descendants_of(pid_t process);

// SIGKILL to it, to its process group, and to all its descendants, those in groups of their own too. All
// are stopped first, so that none can start another while the others die. `process` must lead a group and
// not have been waited for.
void kill_tree(pid_t process);

}  // namespace sayso
