#include "plugins/host/child/inbox.h"

#include <cerrno>
#include <chrono>
#include <thread>
#include <unistd.h>

namespace sayso::child {
namespace {

constexpr std::string_view kCancel = "{\"type\": \"cancel\"";
// How long a plugin may go on after the editor has gone, or has said all.
constexpr std::chrono::seconds kAfterEnd{2};

}  // namespace

void Inbox::start() { std::thread(&Inbox::read, this).detach(); }

std::optional<std::string> Inbox::next() {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [this] { return !lines_.empty() || ended_; });
  if (lines_.empty()) return std::nullopt;
  std::string line = std::move(lines_.front());
  lines_.pop_front();
  return line;
}

void Inbox::take(std::string line) {
  if (line.compare(0, kCancel.size(), kCancel) == 0) cancelled_.store(true, std::memory_order_release);
  const std::lock_guard lock(mutex_);
  lines_.push_back(std::move(line));
  arrived_.notify_one();
}

void Inbox::read() {
  std::string rest;
  std::string piece(1 << 16, '\0');
  for (;;) {
    const auto count = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    std::size_t begin = 0;
    const std::size_t end = static_cast<std::size_t>(count);
    for (;;) {
      const auto lf = piece.find('\n', begin);
      if (lf == std::string::npos || lf >= end) break;
      rest.append(piece, begin, lf - begin);
      take(std::move(rest));
      rest.clear();
      begin = lf + 1;
    }
    rest.append(piece, begin, end - begin);
  }
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    arrived_.notify_one();
  }
  std::this_thread::sleep_for(kAfterEnd);
  ::_exit(0);
}

}  // namespace sayso::child
