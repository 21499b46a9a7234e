#include "core/process/pipes.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/text/utf8.h"

namespace sayso {

namespace {

constexpr std::size_t kPiece = 65536;                     // bytes a read, what a pipe holds
constexpr std::size_t kReadAhead = std::size_t{1} << 20;  // whole lines that may wait to be taken

ssize_t read_some(const Descriptor& end, char* into, std::size_t size) {
  ssize_t got;
  do { got = ::read(end.number(), into, size); } while (got < 0 && errno == EINTR);
  return got;
}

}  // namespace

Descriptor::Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

void Descriptor::close() {
  if (number_ >= 0) ::close(std::exchange(number_, -1));
}

Result<Pipe> new_pipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    return machine_error(std::string("cannot make a pipe: ") + std::strerror(errno), "");
  }
  return Pipe{Descriptor{ends[0]}, Descriptor{ends[1]}};
}

void make_non_blocking(const Descriptor& end) { fcntl(end.number(), F_SETFL, O_NONBLOCK); }

void Outbox::add(std::string_view bytes) {
  if (!end_.is_open() || closing_) return;
  if (written_ > kPiece && written_ > bytes_.size() / 2) bytes_.erase(0, std::exchange(written_, 0));
  bytes_ += bytes;
}

void Outbox::close_when_written() {
  closing_ = true;
  if (waiting() == 0) end_.close();
}

void Outbox::close_now() {
  bytes_.clear();
  written_ = 0;
  end_.close();
}

bool Outbox::flush() {
  bool moved = false;
  while (wants() >= 0) {
    const ssize_t put = ::write(end_.number(), bytes_.data() + written_, waiting());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0 && errno == EAGAIN) return moved;
    moved = true;
    if (put < 0) {
      close_now();  // the child reads no more
      return true;
    }
    written_ += static_cast<std::size_t>(put);
  }
  if (waiting() == 0) {
    constexpr std::size_t kKept = 1 << 16;  // a long article's memory is given back
    bytes_.capacity() > kKept ? std::string().swap(bytes_) : bytes_.clear();
    written_ = 0;
    if (closing_) end_.close();
  }
  return moved;
}

int LineBox::wants() const {
  if (!end_.is_open() || error_) return -1;
  // With whole lines enough waiting, the child may wait too; an unfinished line is read on to its limit.
  const bool has_line = scanned_ < bytes_.size();
  return has_line && bytes_.size() - taken_ > kReadAhead ? -1 : end_.number();
}

void LineBox::fail(std::string what) {
  error_ = damaged_error(std::move(what), "");
  end_.close();
  bytes_.clear();
  taken_ = scanned_ = 0;
}

bool LineBox::fill() {
  if (!end_.is_open()) return false;
  if (taken_ > kPiece && taken_ > bytes_.size() / 2) {
    bytes_.erase(0, taken_);
    scanned_ -= taken_;
    taken_ = 0;
  }
  const std::size_t have = bytes_.size();
  bytes_.resize(have + kPiece);
  const ssize_t got = read_some(end_, bytes_.data() + have, kPiece);
  const int error = errno;
  bytes_.resize(have + (got > 0 ? static_cast<std::size_t>(got) : 0));
  if (got < 0 && error == EAGAIN) return false;
  if (got <= 0) {
    end_.close();
    return true;
  }
  total_ += static_cast<std::size_t>(got);
  if (scanned_ == have) scanned_ = std::min(bytes_.find('\n', have), bytes_.size());
  if (scanned_ - taken_ > line_limit_) {
    fail("it wrote a line of more than " + std::to_string(line_limit_) + " bytes");
  } else if (total_ > total_limit_) {
    fail("it wrote more than " + std::to_string(total_limit_) + " bytes");
  }
  return true;
}

std::optional<std::string> LineBox::next_line() {
  if (scanned_ < bytes_.size()) {
    std::string line = bytes_.substr(taken_, scanned_ - taken_);
    taken_ = scanned_ + 1;
    scanned_ = std::min(bytes_.find('\n', taken_), bytes_.size());
    if (scanned_ - taken_ > line_limit_) {
      fail("it wrote a line of more than " + std::to_string(line_limit_) + " bytes");
    }
    return line;
  }
  if (end_.is_open() || taken_ == bytes_.size()) return std::nullopt;
  std::string line = bytes_.substr(taken_);
  taken_ = scanned_ = bytes_.size();
  return line;
}

void LineBox::drop() {
  bytes_.clear();
  taken_ = scanned_ = 0;
}

bool TailBox::fill() {
  if (!end_.is_open()) return false;
  char piece[kKept];
  const ssize_t got = read_some(end_, piece, sizeof piece);
  if (got < 0 && errno == EAGAIN) return false;
  if (got <= 0) {
    end_.close();
    return true;
  }
  tail_.append(piece, static_cast<std::size_t>(got));
  if (tail_.size() > kKept) tail_.erase(0, tail_.size() - kKept);
  return true;
}

std::string TailBox::text() const {
  std::size_t start = 0;
  if (tail_.size() == kKept) {
    while (start < 4 && is_continuation(tail_[start])) ++start;
  }
  return tail_.substr(start);
}

}  // namespace sayso
