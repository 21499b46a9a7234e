// The program's own log: lines with a time in $XDG_STATE_HOME/sayso/sayso.log, for whoever looks into a
// problem. Never a reason for a failure: it does not throw, reports nothing, and is silent when it cannot
// write. Any thread. No text of articles and no secrets go here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string_view>

#include "core/base/clock.h"

namespace sayso {

class FileSystem;

class Log {
 public:
  // When the file would pass `limit` bytes it becomes NAME.1 (an older one goes) and a new one begins.
  // An empty path gives a silent log. `files` and `clock` must outlive it.
  Log(FileSystem& files, std::filesystem::path file, const Clock& clock = real_clock(),
      std::uint64_t limit = 1 << 20);

  // One line: time, a space, the message with control characters as spaces; cut at 4 KiB.
  void line(std::string_view message) noexcept;

 private:
  void write(std::string_view message);

  FileSystem& files_;
  std::filesystem::path file_;
  const Clock& clock_;
  std::uint64_t limit_;
  std::mutex mutex_;
};

// The user's log; made at the first call, lives as long as the program.
Log& log();

// log().line(message).
void log_line(std::string_view message) noexcept;

}  // namespace sayso
