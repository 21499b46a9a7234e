// What time it is: for stamps that people read (wall) and for measuring (steady). Everything that needs
// time takes a Clock, so that tests repeat. Times are values; real_clock() may be used on any thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sayso {

using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;  // UTC, since 1970
using SteadyTime = std::chrono::steady_clock::time_point;           // never steps back; no date

class Clock {
 public:
  virtual ~Clock() = default;
  virtual WallTime now() const = 0;
  virtual SteadyTime steady() const = 0;
};

// The machine's clock; lives as long as the program.
const Clock& real_clock();

// Stands still until told to go on. Not for several threads.
class TestClock final : public Clock {
 public:
  // Starts at `start`; the default is 2026-01-02T03:04:05.678Z.
  explicit TestClock(WallTime start = WallTime{std::chrono::milliseconds{1767323045678}}) : now_(start) {}
  WallTime now() const override { return now_; }
  SteadyTime steady() const override { return steady_; }
  void advance(std::chrono::milliseconds by) { now_ += by, steady_ += by; }
  // Moves the wall clock alone, back too: what a user or the network does to it.
  void set(WallTime to) { now_ = to; }

 private:
  WallTime now_;
  SteadyTime steady_{};
};

// "2026-01-02T03:04:05.678Z": RFC 3339, UTC, always milliseconds. Years 0000 to 9999.
std::string to_rfc3339(WallTime time);

// Reads any RFC 3339 time: "Z" or an offset, with or without a fraction (cut to milliseconds); a leap
// second :60 counts as :59. nullopt when it is not one.
std::optional<WallTime> from_rfc3339(std::string_view text);

}  // namespace sayso
