// Checksums: XXH3 notices damage in a line, SHA-256 names a text or a snapshot. Pure, any thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace sayso {

// XXH3_64bits, seed 0, as 16 lower-case hex digits, most significant first.
std::string xxh3_hex(std::string_view bytes);
std::uint64_t xxh3(std::string_view bytes);

// XXH3 of what comes in pieces: the same as of all of it at once.
class Xxh3 {
 public:
  Xxh3();
  Xxh3(Xxh3&&) noexcept;
  Xxh3& operator=(Xxh3&&) noexcept;
  ~Xxh3();
  void add(std::string_view bytes);
  std::uint64_t value() const;  // of what came up to now

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// SHA-256 as 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);
std::array<std::uint8_t, 32> sha256(std::string_view bytes);

// SHA-256 of what comes in pieces.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();
  void add(std::string_view bytes);
  // Each ends it.
  std::string hex() &&;
  std::array<std::uint8_t, 32> bytes() &&;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Lower-case hex digits, two a byte.
std::string to_hex(const std::uint8_t* bytes, std::size_t count);

}  // namespace sayso
