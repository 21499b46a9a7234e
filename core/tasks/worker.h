// One background thread with a queue of jobs, done in order. Made and asked on any thread; the
// destructor is called by the owner, does what is queued (or calls it off, see Ending) and joins.
// A job gets values and leaves its result where its owner can find it; it must not touch the state.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

namespace sayso {

// Asks a job to stop; the job looks now and then. Copies mean the same job.
class CancelToken {
 public:
  CancelToken() : asked_(std::make_shared<std::atomic<bool>>(false)) {}
  void cancel() const { asked_->store(true, std::memory_order_release); }
  bool cancelled() const { return asked_->load(std::memory_order_acquire); }

 private:
  std::shared_ptr<std::atomic<bool>> asked_;
};

// How far a job is, written by it and read by the window.
class Progress {
 public:
  void set(std::uint64_t done, std::uint64_t total) {
    total_.store(total, std::memory_order_relaxed);
    done_.store(done, std::memory_order_relaxed);
  }
  std::uint64_t done() const { return done_.load(std::memory_order_relaxed); }
  std::uint64_t total() const { return total_.load(std::memory_order_relaxed); }  // 0: not known

 private:
  std::atomic<std::uint64_t> done_{0}, total_{0};
};

enum class JobState { waiting, running, done, cancelled, failed };

// A job that was handed in. Copies mean the same job; it outlives its Worker.
class Job {
 public:
  JobState state() const;
  bool ended() const;           // done, cancelled or failed
  std::string failure() const;  // what a job that failed threw, else ""
  const Progress& progress() const { return shared_->progress; }
  void cancel() const;  // a waiting job never starts; a running one is asked
  void wait() const;    // until it ended; never from the worker's own thread

 private:
  friend class Worker;
  struct Shared {
    CancelToken token;
    Progress progress;
    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    JobState state = JobState::waiting;
    std::string failure;
  };
  Job() : shared_(std::make_shared<Shared>()) {}
  bool begin() const;  // false when it was called off
  void end(JobState state, std::string failure) const;

  std::shared_ptr<Shared> shared_;
};

class Worker {
 public:
  using Work = std::function<void(const CancelToken&, Progress&)>;
  enum class Ending { finish, cancel };  // what the destructor does with jobs that are not done

  // What is done on the worker's thread when it had no job for a while, once after each time that it had some, and again as
  // long after as `work` returns. It must not take long: jobs wait for it. Nobody waits for it, and it is not called off.
  struct Idle {
    std::chrono::milliseconds after{0};
    std::function<std::optional<std::chrono::milliseconds>()> work = {};
  };

  explicit Worker(Ending ending = Ending::finish) : Worker(ending, Idle()) {}
  Worker(Ending ending, Idle idle);
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker();

  // Queues work. An exception that leaves it makes the job `failed`. A job that was asked to stop counts
  // as `cancelled` when it returns.
  Job post(Work work);
  Job post(std::function<void()> work);

  // Calls off all that waits and asks the running one.
  void cancel_all();
  // Waits until nothing is queued or running.
  void drain();

 private:
  void run();
  bool wait_for_work(std::unique_lock<std::mutex>& lock);

  Ending ending_;
  Idle when_idle_;
  std::optional<std::chrono::steady_clock::time_point> due_;  // of what is done when idle; the thread's own
  std::mutex mutex_;
  std::condition_variable wake_, idle_;
  std::deque<std::pair<Job, Work>> queue_;
  std::optional<Job> running_;
  bool closing_ = false;
  std::thread thread_;  // last: starts when all else is there
};

}  // namespace sayso
