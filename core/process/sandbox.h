// What a process can still reach once it has shut itself in: by Landlock its files, by seccomp the network, other processes
// and the kernel's rarer doors. Applied by the process to itself, with one thread, before it loads anything of others; there
// is no way back, and what it starts is shut in as well.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace sayso {

struct Sandbox {
  // Files, or folders with all that is below them; one that is not there is left out.
  std::vector<std::filesystem::path> readable;  // read, listed, executed
  std::vector<std::filesystem::path> writable;  // that as well, and made, written, moved and removed
  bool may_start_programs = false;              // fork and exec
  // Of what the kernel has, no more is used than what came with this version of Landlock: for tests of older kernels.
  int most_landlock = 1000;
};

// What is in force. A kernel may lack either.
struct Confinement {
  int landlock = 0;      // its version; 0: files are kept from the process by the user's permissions alone
  bool seccomp = false;  // no network, no signals to others, no looking into them

  bool operator==(const Confinement&) const = default;
};

// "reads its own files and the system's, …; no network, …"; says as clearly what is not in force.
std::string to_text(const Confinement& confinement);

// Shuts this process in and says how far the kernel goes along. Error (machine): it refused what it should have.
Result<Confinement> confine_this_process(const Sandbox& sandbox);

}  // namespace sayso
