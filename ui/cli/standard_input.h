// Standard input, line by line or whole. Main thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "core/base/result.h"

namespace sayso::cli {

inline constexpr std::size_t kInputLineLimit = std::size_t{64} << 20;  // bytes
inline constexpr std::size_t kInputLimit = std::size_t{1} << 30;       // bytes

class StandardInput {
 public:
  explicit StandardInput(int file = 0) : file_(file) {}

  // The next line without LF; nullopt at the end, and when a signal ended the wait. Errors: reading
  // failed (machine), a line over kInputLineLimit (damaged).
  Result<std::optional<std::string>> next_line();
  // All that is left. Errors: reading failed, or more than kInputLimit.
  Result<std::string> rest();

 private:
  Result<bool> fill();  // false at the end

  int file_;
  std::string buffer_;
  std::size_t searched_ = 0;
  bool ended_ = false;
};

}  // namespace sayso::cli
