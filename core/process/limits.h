// What a child applies to itself at its start, single-threaded, before it loads anything of others.
// There is no way back.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/result.h"

namespace sayso {

struct Limits {
  std::optional<std::uint64_t> cpu_seconds = std::nullopt;    // SIGXCPU then, SIGKILL a second later
  std::optional<std::uint64_t> address_space = std::nullopt;  // bytes; not for sanitizer builds and JVMs
  // Bytes a file it writes may have; EFBIG beyond (SIGXFSZ is ignored).
  std::optional<std::uint64_t> file_size = std::nullopt;
  std::optional<std::uint64_t> open_files = std::nullopt;
  bool core_files = false;
  bool new_privileges = false;  // may exec of a set-user-id program gain any?
};

// Sets all of them for this process; a limit that is already lower stays. Error (machine) names the one
// that was refused; those before it hold.
Result<void> apply_to_this_process(const Limits& limits);

}  // namespace sayso
