// Ctrl-C for work that looks at a CancelToken. Made before the work, gone after it.
#pragma once

#include <atomic>
#include <chrono>
#include <thread>

#include "core/tasks/worker.h"
#include "ui/cli/interrupt.h"

namespace sayso::cli {

class CancelOnInterrupt {
 public:
  CancelOnInterrupt()
      : thread_([this] {
          while (!over_ && !watch_.asked_to_stop())
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
          if (watch_.asked_to_stop()) token_.cancel();
        }) {}
  ~CancelOnInterrupt() {
    over_ = true;
    thread_.join();
  }
  CancelOnInterrupt(const CancelOnInterrupt&) = delete;
  CancelOnInterrupt& operator=(const CancelOnInterrupt&) = delete;

  const CancelToken& token() const { return token_; }

 private:
  InterruptWatch watch_;
  CancelToken token_;
  std::atomic<bool> over_ = false;
  std::thread thread_;
};

}  // namespace sayso::cli
