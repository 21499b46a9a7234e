// How long a gesture takes from Session::dispatch to the writer's report that it is on disk, and until the session's
// thread has taken that in, against a bare append and fdatasync of the same bytes, one after the other in turn. On a real
// disk: name a folder there.
//
//     keystroke_to_durable FOLDER [GESTURES]
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "annotations/session.h"
#include "annotations/store/names.h"
#include "core/files/read_file.h"
#include "tests/bench/big_project.h"
#include "tests/bench/measured_disk.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace sayso;
using Now = std::chrono::steady_clock;

[[noreturn]] void give_up(const std::string& words) {
  std::fprintf(stderr, "keystroke_to_durable: %s\n", words.c_str());
  std::exit(1);
}

double ms_between(Now::time_point begun, Now::time_point ended) {
  return std::chrono::duration<double, std::milli>(ended - begun).count();
}

// Woken by the writer's thread, as the window's loop is.
class Bell {
 public:
  void ring() {
    const auto now = Now::now();
    const std::lock_guard lock(mutex_);
    rung_ = now;
    condition_.notify_one();
  }
  // When it rang.
  Now::time_point wait() {
    std::unique_lock lock(mutex_);
    condition_.wait(lock, [&] { return rung_.has_value(); });
    return *std::exchange(rung_, std::nullopt);
  }

 private:
  std::mutex mutex_;
  std::condition_variable condition_;
  std::optional<Now::time_point> rung_;
};

double part(std::vector<double> times, double of) {
  std::ranges::sort(times);
  return times[static_cast<std::size_t>(of * static_cast<double>(times.size() - 1))];
}

double median_of_ratios(const std::vector<double>& ours, const std::vector<double>& bare) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < ours.size(); ++i) ratios.push_back(ours[i] / bare[i]);
  return part(ratios, 0.5);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) give_up("usage: keystroke_to_durable FOLDER [GESTURES]");
  constexpr long kTmpfs = 0x01021994;
  struct statfs disk {};
  if (statfs(argv[1], &disk) != 0) give_up(std::string(argv[1]) + ": no such folder");
  if (disk.f_type == kTmpfs) give_up(std::string(argv[1]) + " is in memory (tmpfs); name a folder on a disk");
  const std::size_t gestures = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 2000;
  setenv("SAYSO_BENCH_FOLDER", argv[1], 1);

  const TemporaryFolder folder(bench::measured_disk());
  const Path project = folder.path() / "project";
  bench::make_project(project, {100'000, 1000});
  Bell bell;
  const auto ids = random_ids();
  Session::Settings settings{&real_files(), &real_clock(), ids.get(), folder.path() / "state", {}, [&] { bell.ring(); }};
  auto opened = Session::open(settings, project, AnnotatorId("ana"));
  if (!opened) give_up(to_text(opened.error()));
  Session& session = **opened;
  if (auto article = session.open_article(ArticleId("a")); !article) give_up(to_text(article.error()));

  const Path history = history_path(project, {AnnotatorId("ana"), ArticleId("a")});
  const int bare = open((folder.path() / "bare").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (bare < 0) give_up("the bare file cannot be made");
  // As long as the history, so that both append to a file with blocks of its own.
  const std::string before = *read_file(real_files(), history);
  if (write(bare, before.data(), before.size()) < 0 || fsync(bare) != 0) give_up("the bare file cannot be written");

  const RecordId frame = (*session.article()->state.frames.begin()).id;
  const int whole = open(history.c_str(), O_RDONLY | O_CLOEXEC);
  std::vector<double> ours;
  std::vector<double> taken_in;
  std::vector<double> bares;
  std::size_t bytes = 0;
  constexpr std::size_t kWarm = 20;
  for (std::size_t i = 0; i < gestures + kWarm; ++i) {
    struct stat was {};
    fstat(whole, &was);
    const char* tone = i % 2 == 0 ? "warm" : "worried";
    Gesture gesture{{SetAttribute{frame, {}, std::nullopt, "tone", Value(std::vector<std::string>{tone})}}, {}};
    const auto begun = Now::now();
    if (auto done = session.dispatch(std::move(gesture)); !done) give_up(to_text(done.error()));
    Now::time_point reported = begun;
    while (!std::holds_alternative<Saved>(session.save_state())) {
      reported = bell.wait();
      session.poll();
      if (std::holds_alternative<NotSaved>(session.save_state())) give_up("a gesture was not saved");
    }
    const auto ended = Now::now();

    struct stat is {};
    fstat(whole, &is);
    std::string line(static_cast<std::size_t>(is.st_size - was.st_size), ' ');
    if (pread(whole, line.data(), line.size(), was.st_size) != static_cast<ssize_t>(line.size())) give_up("the history is shorter than it was");
    const auto bare_begun = Now::now();
    if (write(bare, line.data(), line.size()) != static_cast<ssize_t>(line.size()) || fdatasync(bare) != 0) give_up("the bare file cannot be written");
    const double bare_time = ms_between(bare_begun, Now::now());
    if (i < kWarm) continue;
    bytes += line.size();
    ours.push_back(ms_between(begun, reported));
    taken_in.push_back(ms_between(begun, ended));
    bares.push_back(bare_time);
  }
  close(whole);
  close(bare);
  session.close();
  std::printf("{\"gestures\": %zu, \"bytes\": %.0f, \"ours_p50_ms\": %.4f, \"ours_p99_ms\": %.4f, \"bare_p50_ms\": %.4f, \"bare_p99_ms\": %.4f, \"median_ratio\": %.3f, \"p99_ratio\": %.3f, \"taken_in_median_ratio\": %.3f, \"limit\": 1.3}\n",
              ours.size(), static_cast<double>(bytes) / static_cast<double>(ours.size()), part(ours, 0.5), part(ours, 0.99),
              part(bares, 0.5), part(bares, 0.99), median_of_ratios(ours, bares), part(ours, 0.99) / part(bares, 0.99),
              median_of_ratios(taken_in, bares));
  return 0;
}
