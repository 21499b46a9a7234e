#include "core/process/limits.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace sayso {

namespace {

using Which = decltype(RLIMIT_CORE);

// `hard` may be above `soft` (CPU time: the first signal can be caught, the second cannot).
Result<void> lower(Which which, const char* name, rlim_t soft, rlim_t hard) {
  struct rlimit now {};
  if (getrlimit(which, &now) == 0) {
    now.rlim_max = std::min(now.rlim_max, hard);
    now.rlim_cur = std::min({now.rlim_cur, soft, now.rlim_max});
    if (setrlimit(which, &now) == 0) return {};
  }
  return machine_error(std::string("cannot set the limit ") + name + ": " + std::strerror(errno), "");
}

}  // namespace

Result<void> apply_to_this_process(const Limits& limits) {
  if (!limits.core_files) {
    if (auto set = lower(RLIMIT_CORE, "RLIMIT_CORE", 0, 0); !set) return set;
  }
  if (limits.cpu_seconds) {
    const rlim_t seconds = *limits.cpu_seconds;
    if (auto set = lower(RLIMIT_CPU, "RLIMIT_CPU", seconds, seconds + 1); !set) return set;
  }
  if (limits.address_space) {
    const rlim_t bytes = *limits.address_space;
    if (auto set = lower(RLIMIT_AS, "RLIMIT_AS", bytes, bytes); !set) return set;
  }
  if (limits.file_size) {
    std::signal(SIGXFSZ, SIG_IGN);  // so that a write says EFBIG instead of ending the process
    const rlim_t bytes = *limits.file_size;
    if (auto set = lower(RLIMIT_FSIZE, "RLIMIT_FSIZE", bytes, bytes); !set) return set;
  }
  if (limits.open_files) {
    const rlim_t count = *limits.open_files;
    if (auto set = lower(RLIMIT_NOFILE, "RLIMIT_NOFILE", count, count); !set) return set;
  }
  if (!limits.new_privileges && prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) != 0) {
    return machine_error(std::string("cannot set PR_SET_NO_NEW_PRIVS: ") + std::strerror(errno), "");
  }
  return {};
}

}  // namespace sayso
