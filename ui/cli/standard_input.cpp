#include "ui/cli/standard_input.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace sayso::cli {

Result<bool> StandardInput::fill() {
  if (ended_) return false;
  std::array<char, 65536> piece;
  const ssize_t got = ::read(file_, piece.data(), piece.size());
  if (got > 0) {
    buffer_.append(piece.data(), static_cast<std::size_t>(got));
    return true;
  }
  ended_ = true;
  // After a signal the caller looks whether it is to stop; half a line is then thrown away.
  if (got < 0 && errno == EINTR) {
    buffer_.clear();
    return false;
  }
  if (got < 0) return machine_error("cannot read: " + std::string(std::strerror(errno)), "standard input");
  return false;
}

Result<std::optional<std::string>> StandardInput::next_line() {
  for (;;) {
    if (const auto end = buffer_.find('\n', searched_); end != std::string::npos) {
      std::string line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      searched_ = 0;
      return std::optional(std::move(line));
    }
    searched_ = buffer_.size();
    if (buffer_.size() > kInputLineLimit) {
      return damaged_error("a line of more than 64 MiB", "standard input",
                           "one line is one gesture: use more lines");
    }
    const auto more = fill();
    if (!more) return more.error();
    if (*more) continue;
    searched_ = 0;
    if (buffer_.empty()) return std::optional<std::string>();
    return std::optional(std::exchange(buffer_, {}));
  }
}

Result<std::string> StandardInput::rest() {
  for (;;) {
    if (buffer_.size() > kInputLimit)
      return damaged_error("more than 1 GiB", "standard input", "use smaller articles");
    const auto more = fill();
    if (!more) return more.error();
    if (!*more) return std::exchange(buffer_, {});
  }
}

}  // namespace sayso::cli
