#include "core/tasks/worker.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <optional>
#include <stdexcept>
#include <vector>

using namespace sayso;

namespace {

// A job that holds the worker until it is let go.
class Gate {
 public:
  Worker::Work work() {
    return [this](const CancelToken&, Progress&) {
      entered_.set_value();
      open_.get_future().wait();
    };
  }
  void wait_until_entered() { entered_.get_future().wait(); }
  void open() { open_.set_value(); }

 private:
  std::promise<void> entered_, open_;
};

}  // namespace

TEST_CASE("jobs are done in the order in which they came, off the caller's thread") {
  std::vector<int> order;
  std::thread::id thread;
  {
    Worker worker;
    for (int i = 0; i < 100; ++i) worker.post([&order, i] { order.push_back(i); });
    worker.post([&] { thread = std::this_thread::get_id(); });
  }
  REQUIRE(order.size() == 100);
  CHECK(std::is_sorted(order.begin(), order.end()));
  CHECK((thread != std::this_thread::get_id()));
  CHECK((thread != std::thread::id{}));
}

TEST_CASE("a worker that finishes does all that is queued before it goes") {
  Gate gate;
  int done = 0;
  {
    Worker worker(Worker::Ending::finish);
    worker.post(gate.work());
    for (int i = 0; i < 10; ++i) worker.post([&] { ++done; });
    gate.open();
  }
  CHECK(done == 10);
}

TEST_CASE("a worker that cancels leaves out what waits and asks the running job") {
  int done = 0;
  std::vector<Job> jobs;
  {
    Worker worker(Worker::Ending::cancel);
    std::promise<void> entered;
    jobs.push_back(worker.post([&](const CancelToken& token, Progress&) {
      entered.set_value();
      while (!token.cancelled()) std::this_thread::yield();
    }));
    for (int i = 0; i < 10; ++i) jobs.push_back(worker.post([&] { ++done; }));
    entered.get_future().wait();
  }
  CHECK(done == 0);
  for (const auto& job : jobs) CHECK(job.state() == JobState::cancelled);
}

TEST_CASE("a waiting job that is called off never starts") {
  Gate gate;
  bool ran = false;
  Worker worker;
  worker.post(gate.work());
  const Job job = worker.post([&] { ran = true; });
  CHECK(job.state() == JobState::waiting);
  job.cancel();
  job.wait();
  CHECK(job.state() == JobState::cancelled);
  gate.open();
  worker.drain();
  CHECK_FALSE(ran);
}

TEST_CASE("a job shows how far it is") {
  Gate gate;
  Worker worker;
  const Job job = worker.post([&](const CancelToken& token, Progress& progress) {
    progress.set(3, 10);
    gate.work()(token, progress);
    progress.set(10, 10);
  });
  gate.wait_until_entered();
  CHECK(job.state() == JobState::running);
  CHECK(job.progress().done() == 3);
  CHECK(job.progress().total() == 10);
  gate.open();
  job.wait();
  CHECK(job.state() == JobState::done);
  CHECK(job.progress().done() == 10);
}

TEST_CASE("a job that throws has failed with its words, and the next one runs") {
  Worker worker;
  const Job bad = worker.post([] { throw std::runtime_error("no such measure"); });
  const Job odd = worker.post([] { throw 1; });
  const Job good = worker.post([] {});
  good.wait();
  CHECK(bad.state() == JobState::failed);
  CHECK(bad.failure() == "no such measure");
  CHECK(odd.state() == JobState::failed);
  CHECK(good.state() == JobState::done);
  CHECK(good.failure().empty());
}

TEST_CASE("after draining nothing is queued or running") {
  Worker worker;
  int done = 0;
  for (int i = 0; i < 50; ++i) worker.post([&] { ++done; });
  worker.drain();
  CHECK(done == 50);
  worker.drain();
  CHECK(done == 50);
}

TEST_CASE("what a job holds is gone when it has ended") {
  Worker worker;
  auto held = std::make_shared<int>(1);
  const std::weak_ptr<int> seen = held;
  const Job job = worker.post([held = std::move(held)] { (void)*held; });
  job.wait();
  CHECK(seen.expired());
}

TEST_CASE("a thousand jobs from four threads are all done once") {
  Worker worker;
  std::atomic<int> done = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 250; ++i) worker.post([&] { ++done; });
      });
    }
  }
  worker.drain();
  CHECK(done == 1000);
}

TEST_CASE("a worker without jobs does what is due then, once, and again as long after as that says") {
  using namespace std::chrono_literals;
  std::promise<void> twice;
  std::atomic<int> times = 0;
  std::thread::id thread;
  Worker worker(Worker::Ending::finish, {10ms, [&]() -> std::optional<std::chrono::milliseconds> {
                                           if (++times == 1) return 5ms;
                                           thread = std::this_thread::get_id();
                                           twice.set_value();
                                           return std::nullopt;
                                         }});
  std::this_thread::sleep_for(30ms);
  CHECK(times == 0);  // it had no job yet
  std::thread::id of_jobs;
  worker.post([&] { of_jobs = std::this_thread::get_id(); });
  twice.get_future().wait();
  CHECK((thread == of_jobs));
  std::this_thread::sleep_for(30ms);
  CHECK(times == 2);
}

TEST_CASE("a job comes before what is due when there is none, and puts it off") {
  using namespace std::chrono_literals;
  std::atomic<int> times = 0;
  {
    Worker worker(Worker::Ending::finish, {std::chrono::hours(1), [&]() -> std::optional<std::chrono::milliseconds> {
                                             ++times;
                                             return std::nullopt;
                                           }});
    for (int i = 0; i < 3; ++i) worker.post([] {}).wait();
  }
  CHECK(times == 0);  // and the worker ends without waiting for it
}
