// Files of which some can be held back: who opens one of that ending waits until it is let go of.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>

#include "tests/support/forwarding_files.h"

namespace sayso {

class HeldFiles final : public ForwardingFiles {
 public:
  HeldFiles(FileSystem& files, std::string ending) : ForwardingFiles(files), ending_(std::move(ending)) {}

  void hold() { set(true); }
  void let_go() { set(false); }

  Outcome<FileHandle> open(const Path& path, OpenFor use) override {
    if (path.string().ends_with(ending_)) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return !held_; });
    }
    return files_.open(path, use);
  }

 private:
  void set(bool held) {
    const std::lock_guard lock(mutex_);
    held_ = held;
    changed_.notify_all();
  }

  const std::string ending_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool held_ = false;
};

}  // namespace sayso
