#include "core/base/uuid.h"

#include <sys/random.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <mutex>

namespace sayso {

namespace {

constexpr std::uint64_t kLastTime = (std::uint64_t{1} << 48) - 1;
constexpr unsigned kLastCount = 0xFFF;

std::uint64_t random_number() {
  std::uint64_t number = 0;
  // Eight bytes come whole or not at all, and the call exists on every kernel that runs this program.
  while (getrandom(&number, sizeof number, 0) != static_cast<ssize_t>(sizeof number)) {
    if (errno != EINTR) std::abort();
  }
  return number;
}

// Counts up in rand_a, so that ids of one source never step back. A fresh millisecond starts at a random
// count in the lower half; after the last count the time goes on by itself.
class CountingIds : public IdSource {
 public:
  explicit CountingIds(const Clock& clock) : clock_(clock) {}

  std::string next() override {
    const std::scoped_lock lock(mutex_);
    const auto now = std::max<std::int64_t>(clock_.now().time_since_epoch().count(), 0);
    if (now > last_) {
      last_ = now;
      count_ = static_cast<unsigned>(number() & (kLastCount >> 1));
    } else if (count_ == kLastCount) {
      ++last_;
      count_ = 0;
    } else {
      ++count_;
    }
    // 12 bits of count, then 62 of the random number.
    Uuid7Bits bits{};
    const std::uint64_t tail = number();
    bits[0] = static_cast<std::uint8_t>(count_ >> 4);
    bits[1] = static_cast<std::uint8_t>((count_ & 0xF) << 4 | tail >> 60);
    for (std::size_t i = 2; i < bits.size(); ++i) bits[i] = static_cast<std::uint8_t>(tail >> (8 * (9 - i)));
    return uuid7(WallTime{std::chrono::milliseconds{last_}}, bits);
  }

 private:
  virtual std::uint64_t number() = 0;

  const Clock& clock_;
  std::mutex mutex_;
  std::int64_t last_ = -1;
  unsigned count_ = 0;
};

class RandomIds final : public CountingIds {
 public:
  using CountingIds::CountingIds;

 private:
  std::uint64_t number() override { return random_number(); }
};

class RepeatableIds final : public CountingIds {
 public:
  RepeatableIds(std::uint64_t seed, const Clock& clock) : CountingIds(clock), state_(seed) {}

 private:
  // splitmix64 (Steele, Lea, Flood 2014).
  std::uint64_t number() override {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

}  // namespace

std::string uuid7(WallTime time, const Uuid7Bits& bits) {
  const auto since = static_cast<std::uint64_t>(std::max<std::int64_t>(time.time_since_epoch().count(), 0));
  const std::uint64_t ms = std::min(since, kLastTime);
  std::array<std::uint8_t, 16> bytes{};
  for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
  bytes[6] = static_cast<std::uint8_t>(0x70 | bits[0] >> 4);
  bytes[7] = static_cast<std::uint8_t>((bits[0] & 0xF) << 4 | bits[1] >> 4);
  // rand_b starts in the middle of bits[1]: 62 bits, of which six go beside the variant.
  std::uint64_t tail = bits[1] & 0xF;
  for (std::size_t i = 2; i < 9; ++i) tail = tail << 8 | bits[i];
  tail = tail << 2 | bits[9] >> 6;
  tail |= std::uint64_t{1} << 63;
  for (std::size_t i = 0; i < 8; ++i) bytes[8 + i] = static_cast<std::uint8_t>(tail >> (56 - 8 * i));

  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += "0123456789abcdef"[bytes[i] >> 4];
    text += "0123456789abcdef"[bytes[i] & 0xF];
  }
  return text;
}

bool is_uuid7(std::string_view text) {
  if (text.size() != 36 || text[14] != '7' || text.find_first_of("89ab", 19) != 19) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : hex_value(text[i]) < 0) return false;
  }
  return true;
}

std::optional<WallTime> time_of_uuid7(std::string_view text) {
  if (!is_uuid7(text)) return std::nullopt;
  std::int64_t ms = 0;
  for (const char digit : text.substr(0, 13)) {
    if (digit != '-') ms = ms * 16 + hex_value(digit);
  }
  return WallTime{std::chrono::milliseconds{ms}};
}

std::unique_ptr<IdSource> random_ids(const Clock& clock) { return std::make_unique<RandomIds>(clock); }

std::unique_ptr<IdSource> repeatable_ids(std::uint64_t seed, const Clock& clock) {
  return std::make_unique<RepeatableIds>(seed, clock);
}

std::unique_ptr<IdSource> repeatable_ids(std::uint64_t seed) {
  static const TestClock clock;
  return repeatable_ids(seed, clock);
}

}  // namespace sayso
