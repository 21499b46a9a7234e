#include "core/tasks/worker.h"

#include <cassert>
#include <exception>
#include <utility>

namespace sayso {

JobState Job::state() const {
  const std::scoped_lock lock(shared_->mutex);
  return shared_->state;
}

bool Job::ended() const {
  const JobState now = state();
  return now != JobState::waiting && now != JobState::running;
}

std::string Job::failure() const {
  const std::scoped_lock lock(shared_->mutex);
  return shared_->failure;
}

void Job::cancel() const {
  shared_->token.cancel();
  const std::scoped_lock lock(shared_->mutex);
  if (shared_->state != JobState::waiting) return;
  shared_->state = JobState::cancelled;
  shared_->changed.notify_all();
}

void Job::wait() const {
  std::unique_lock lock(shared_->mutex);
  shared_->changed.wait(
      lock, [&] { return shared_->state != JobState::waiting && shared_->state != JobState::running; });
}

bool Job::begin() const {
  const std::scoped_lock lock(shared_->mutex);
  if (shared_->state != JobState::waiting) return false;
  shared_->state = JobState::running;
  return true;
}

void Job::end(JobState state, std::string failure) const {
  const std::scoped_lock lock(shared_->mutex);
  shared_->state = state;
  shared_->failure = std::move(failure);
  shared_->changed.notify_all();
}

Worker::Worker(Ending ending, Idle idle) : ending_(ending), when_idle_(std::move(idle)), thread_([this] { run(); }) {}

Worker::~Worker() {
  if (ending_ == Ending::cancel) cancel_all();
  {
    const std::scoped_lock lock(mutex_);
    closing_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

Job Worker::post(Work work) {
  Job job;
  {
    const std::scoped_lock lock(mutex_);
    assert(!closing_);
    queue_.emplace_back(job, std::move(work));
  }
  wake_.notify_one();
  return job;
}

Job Worker::post(std::function<void()> work) {
  return post([work = std::move(work)](const CancelToken&, Progress&) { work(); });
}

void Worker::cancel_all() {
  const std::scoped_lock lock(mutex_);
  for (const auto& [job, work] : queue_) job.cancel();
  if (running_) running_->cancel();
}

void Worker::drain() {
  assert(std::this_thread::get_id() != thread_.get_id());
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [&] { return queue_.empty() && !running_; });
}

// False when there is none any more.
bool Worker::wait_for_work(std::unique_lock<std::mutex>& lock) {
  const auto is_over = [&] { return closing_ || !queue_.empty(); };
  while (due_ && !wake_.wait_until(lock, *due_, is_over)) {
    lock.unlock();
    const auto again = when_idle_.work();
    lock.lock();
    due_ = again ? std::optional(std::chrono::steady_clock::now() + *again) : std::nullopt;
  }
  wake_.wait(lock, is_over);
  return !queue_.empty();
}

void Worker::run() {
  std::unique_lock lock(mutex_);
  while (wait_for_work(lock)) {
    auto [job, work] = std::move(queue_.front());
    queue_.pop_front();
    running_ = job;
    lock.unlock();

    if (job.begin()) {
      JobState state = JobState::done;
      std::string failure;
      try {
        work(job.shared_->token, job.shared_->progress);
        if (job.shared_->token.cancelled()) state = JobState::cancelled;
      } catch (const std::exception& problem) {
        state = JobState::failed;
        failure = problem.what();
      } catch (...) {
        state = JobState::failed;
        failure = "an unknown exception";
      }
      work = nullptr;  // what the work holds goes before anybody is told that it ended
      job.end(state, std::move(failure));
    }

    lock.lock();
    running_.reset();
    if (queue_.empty()) idle_.notify_all();
    if (when_idle_.work) due_ = std::chrono::steady_clock::now() + when_idle_.after;
  }
}

}  // namespace sayso
