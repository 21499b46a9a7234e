// The lines that come from the editor, read on a thread of their own so that 'cancel' and the editor's end
// are noticed while the plugin works. next() is for the main thread; cancelled() for any.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>

namespace sayso::child {

class Inbox {
 public:
  // Starts reading standard input; the thread is never joined: it ends with the process.
  void start();

  // Waits for a line; nullopt when there will be none.
  std::optional<std::string> next();

  // Has the editor asked to stop?
  bool cancelled() const { return cancelled_.load(std::memory_order_acquire); }

 private:
  void read();
  void take(std::string line);

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::string> lines_;
  bool ended_ = false;
  std::atomic<bool> cancelled_{false};
};

}  // namespace sayso::child
