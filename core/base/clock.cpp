#include "core/base/clock.h"

#include <cstdio>

namespace sayso {

namespace {

class RealClock final : public Clock {
 public:
  WallTime now() const override {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  }
  SteadyTime steady() const override { return std::chrono::steady_clock::now(); }
};

// Takes digits and single characters off the front of a text; once something is missing, `ok` stays false.
struct Taker {
  std::string_view rest;
  bool ok = true;

  int digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (i >= rest.size() || rest[i] < '0' || rest[i] > '9') return ok = false, 0;
      value = value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(count);
    return value;
  }
  char one_of(std::string_view characters) {
    if (rest.empty() || characters.find(rest[0]) == std::string_view::npos) return ok = false, '\0';
    const char taken = rest[0];
    rest.remove_prefix(1);
    return taken;
  }
};

}  // namespace

const Clock& real_clock() {
  static const RealClock clock;
  return clock;
}

std::string to_rfc3339(WallTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return text;
}

std::optional<WallTime> from_rfc3339(std::string_view text) {
  Taker take{text};
  const int year = take.digits(4);
  take.one_of("-");
  const int month = take.digits(2);
  take.one_of("-");
  const int day = take.digits(2);
  take.one_of("Tt ");
  const int hour = take.digits(2);
  take.one_of(":");
  const int minute = take.digits(2);
  take.one_of(":");
  int second = take.digits(2);
  int milliseconds = 0;
  if (take.ok && !take.rest.empty() && take.rest[0] == '.') {
    take.one_of(".");
    int scale = 100;
    milliseconds = take.digits(1) * scale;
    while (take.ok && !take.rest.empty() && take.rest[0] >= '0' && take.rest[0] <= '9') {
      scale /= 10;
      milliseconds += take.digits(1) * scale;
    }
  }
  const char zone = take.one_of("Zz+-");
  std::chrono::minutes offset{0};
  if (zone == '+' || zone == '-') {
    const int hours = take.digits(2);
    take.one_of(":");
    const int minutes = take.digits(2);
    if (hours > 23 || minutes > 59) return std::nullopt;
    offset = std::chrono::minutes{(zone == '-' ? -1 : 1) * (hours * 60 + minutes)};
  }
  if (!take.ok || !take.rest.empty()) return std::nullopt;

  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  if (second == 60) second = 59;
  return WallTime{std::chrono::sys_days{date}} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second} + std::chrono::milliseconds{milliseconds} - offset;
}

}  // namespace sayso
