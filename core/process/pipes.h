// The parent's three ends of a child's pipes, non-blocking. Used by Child alone; same thread rules.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/result.h"

namespace sayso {

// An open file descriptor, closed with its owner. -1 is none.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor() { close(); }

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  void close();

 private:
  int number_ = -1;
};

// Both ends of a new pipe, closed on exec.
struct Pipe {
  Descriptor read, write;
};
Result<Pipe> new_pipe();
// Nothing of ours should wait in a read or write.
void make_non_blocking(const Descriptor& end);

// What a child is sent: queued here, written as far as the pipe takes it.
class Outbox {
 public:
  explicit Outbox(Descriptor end) : end_(std::move(end)) {}
  void add(std::string_view bytes);
  void close_when_written();
  void close_now();
  std::size_t waiting() const { return bytes_.size() - written_; }
  // To be polled for writing; -1 when there is nothing to write.
  int wants() const { return end_.is_open() && waiting() > 0 ? end_.number() : -1; }
  // True when something was written or the pipe turned out to be closed.
  bool flush();

 private:
  Descriptor end_;
  std::string bytes_;
  std::size_t written_ = 0;
  bool closing_ = false;
};

// A child's standard output, cut into lines of a bounded length.
class LineBox {
 public:
  LineBox(Descriptor end, std::size_t line_limit, std::size_t total_limit)
      : end_(std::move(end)), line_limit_(line_limit), total_limit_(total_limit) {}
  int wants() const;  // to be polled for reading; -1 when it is not to be read now
  bool fill();        // true when something was read or it ended
  std::optional<std::string> next_line();
  void drop();  // throws away what was read
  bool ended() const { return !end_.is_open() && taken_ == bytes_.size(); }
  bool closed() const { return !end_.is_open(); }
  const std::optional<Error>& error() const { return error_; }

 private:
  void fail(std::string what);

  Descriptor end_;
  std::size_t line_limit_, total_limit_, total_ = 0;
  std::string bytes_;
  std::size_t taken_ = 0;    // bytes_ before this were handed out
  std::size_t scanned_ = 0;  // there is no LF between taken_ and this
  std::optional<Error> error_;
};

// A child's standard error: its end is kept.
class TailBox {
 public:
  static constexpr std::size_t kKept = 4096;  // bytes
  explicit TailBox(Descriptor end) : end_(std::move(end)) {}
  int wants() const { return end_.is_open() ? end_.number() : -1; }
  bool fill();
  std::string text() const;  // from a code point boundary on

 private:
  Descriptor end_;
  std::string tail_;
};

}  // namespace sayso
