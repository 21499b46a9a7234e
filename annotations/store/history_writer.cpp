#include "annotations/store/history_writer.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "annotations/store/emergency.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/open_history.h"
#include "core/files/hash.h"
#include "core/files/write_file.h"

namespace sayso {
namespace {

struct GestureJob {
  PendingGesture gesture;       // parts still to be written
  bool note_first = false;      // it is to be noted before its first part is written
  bool noted = false;           // a note is there, to be taken away after the last
  bool kept = false;            // it lies in emergency histories
};

struct SnapshotJob {
  HistoryFile file;
  std::string bytes;
  GroupId after;
};

struct RetryJob {};

struct OpenFile {
  OpenHistory history;
  std::vector<ContentSum> snapshot;  // what the snapshot beside it may hold if nobody else wrote it
};

using Job = std::variant<GestureJob, SnapshotJob, RetryJob>;

// How long the thread stays awake for a gesture that is expected: several times what making one takes.
constexpr std::chrono::microseconds kAwake{500};

}  // namespace

// Shared by the session's thread and the writer's under `mutex`. What failed, the emergency histories and an
// OpenFile in the map are the writer's thread's alone, but while nothing is queued.
struct HistoryWriter::Inner {
  FileSystem& files;
  const Clock& clock;
  WriterSettings settings;
  Emergency emergency;
  std::deque<GestureJob> failed;  // oldest first

  mutable std::mutex mutex;
  std::condition_variable queued, idle;
  std::deque<Job> queue;
  bool busy = false, closing = false, expected = false;
  std::map<HistoryFile, OpenFile> open;
  std::atomic<std::size_t>& asked = *settings.asked;
  std::vector<WriterReport> reports;
  std::thread thread;  // last: starts when all else is there

  Inner(FileSystem& f, const Clock& c, WriterSettings s)
      : files(f),
        clock(c),
        settings(std::move(s)),
        emergency(files, clock, settings.state_folder, settings.project) {
    thread = std::thread([this] { run(); });
  }

  void run() {
    std::unique_lock lock(mutex);
    for (;;) {
      queued.wait(lock, [&] { return closing || expected || !queue.empty(); });
      const bool early = std::exchange(expected, false) && queue.empty() && !closing;
      if (early) {
        const std::size_t so_far = asked.load(std::memory_order_relaxed);
        lock.unlock();
        stay_awake(so_far);
        lock.lock();
        continue;
      }
      if (queue.empty()) return;
      Job job = std::move(queue.front());
      queue.pop_front();
      busy = true;
      lock.unlock();
      std::visit([&](auto& each) { write(each); }, job);
      lock.lock();
      busy = false;
      if (queue.empty()) idle.notify_all();
      if (settings.wake) {
        lock.unlock();
        settings.wake();
        lock.lock();
      }
    }
  }

  // Until something more is asked for. A thread that sleeps is woken some 50 µs late, a third of what a sync takes.
  void stay_awake(std::size_t so_far) const {
    const auto until = std::chrono::steady_clock::now() + kAwake;
    while (asked.load(std::memory_order_acquire) == so_far && std::chrono::steady_clock::now() < until) std::this_thread::yield();
  }

  void report(WriterReport report) {
    const std::lock_guard lock(mutex);
    reports.push_back(std::move(report));
  }

  OpenFile* find(const HistoryFile& file) {
    const std::lock_guard lock(mutex);
    const auto found = open.find(file);
    return found == open.end() ? nullptr : &found->second;
  }

  Result<void> append(const HistoryPart& part) {
    OpenFile* file = find(part.file);
    if (!file) return usage_error("'" + name_of(part.file) + "' was not opened for writing");
    return file->history.append(part.line);
  }

  // Writes what is missing of the gesture; on an error what was written is taken out of the job.
  Result<void> finish(GestureJob& job) {
    if (job.note_first) {
      if (const auto noted = write_pending(files, settings.project, job.gesture); !noted) return noted;
      job.note_first = false;
      job.noted = true;
    }
    auto& parts = job.gesture.parts;
    while (!parts.empty()) {
      if (const auto written = append(parts.front()); !written) return written;
      parts.erase(parts.begin());
    }
    // Not synced: a note that comes back after a crash is found to be finished.
    if (job.noted) files.remove(pending_path(settings.project, job.gesture.group));
    return {};
  }

  // Ok: nothing that failed is left.
  Result<void> finish_failed() {
    if (failed.empty()) return {};
    while (!failed.empty()) {
      if (const auto done = finish(failed.front()); !done) return done;
      report(Durable{failed.front().gesture.group});
      failed.pop_front();
    }
    emergency.settle();
    return {};
  }

  void write(GestureJob& job) {
    auto done = finish_failed();
    if (done) done = finish(job);
    if (done) return report(Durable{job.gesture.group});
    fail(job, done.error());
    failed.push_back(std::move(job));
  }

  // Keeps the gesture elsewhere and reports it failed.
  void fail(GestureJob& job, const Error& error) {
    Failed failure{job.gesture.group, error, keep(job)};
    report(std::move(failure));
  }

  // Puts what is missing of the gesture into emergency histories; the last of them, "" if one refuses.
  Path keep(GestureJob& job) {
    Path to;
    job.kept = true;
    for (const HistoryPart& part : job.gesture.parts) {
      const auto rescued = emergency.save(part.file, part.line);
      job.kept = job.kept && rescued;
      if (rescued) to = *rescued;
    }
    return job.kept ? to : Path();
  }

  void write(RetryJob&) {
    const auto done = finish_failed();
    if (done) return;
    for (GestureJob& job : failed) {
      if (!job.kept) fail(job, done.error());
    }
  }

  void write(SnapshotJob& job) {
    auto written = write_snapshot(job);
    if (written) {
      report(std::move(*written));
    } else {
      report(SnapshotFailed{job.file, written.error()});
    }
  }

  Result<WriterReport> write_snapshot(const SnapshotJob& job) {
    // A snapshot must not say more than its history does.
    if (const auto done = finish_failed(); !done) return done.error();
    OpenFile* file = find(job.file);
    if (!file) return usage_error("'" + name_of(job.file) + "' was not opened for writing");
    // Beside a history that others put in its place it would say what that one does not.
    const auto ours = file->history.is_ours();
    if (!ours) return ours.error();
    if (!*ours) return WriterReport(SnapshotChanged{job.file});
    const Path path = snapshot_path(settings.project, job.file);
    const auto there = sum_of_file(files, path);
    if (!there) return there.error();
    if (std::ranges::find(file->snapshot, *there) == file->snapshot.end()) return WriterReport(SnapshotChanged{job.file});
    file->snapshot = {*there, ContentSum(xxh3(job.bytes))};  // a failure may leave either
    if (const auto written = write_file_atomically(files, path, job.bytes); !written) return written.error();
    file->snapshot.erase(file->snapshot.begin());
    const std::string sha256 = sha256_hex(job.bytes);
    if (!job.after.empty()) {
      const auto noted = file->history.append(write_snapshot_line({sha256, job.after}));
      if (!noted) return noted.error();
    }
    return WriterReport(SnapshotWritten{job.file, sha256});
  }

  // What failed of this file is not tried again. Precondition: nothing is queued.
  void leave_behind(const HistoryFile& file) {
    const auto is_of_it = [&](const HistoryPart& part) { return part.file == file; };
    for (GestureJob& job : failed) {
      if (!job.kept && std::ranges::any_of(job.gesture.parts, is_of_it)) keep(job);
    }
    emergency.leave(file);
    std::erase_if(failed, [&](GestureJob& job) {
      const auto gone = std::erase_if(job.gesture.parts, is_of_it);
      if (gone > 0) job.noted = false;  // the note stays: it has what is left behind
      if (gone == 0 || !job.gesture.parts.empty()) return false;
      if (job.kept) reports.push_back(LeftBehind{job.gesture.group});  // else it stays failed
      return true;
    });
  }

  void push(Job job) {
    {
      const std::lock_guard lock(mutex);
      queue.push_back(std::move(job));
    }
    asked.fetch_add(1, std::memory_order_release);  // when the lock is free, for one who stays awake
    queued.notify_one();
  }
};

HistoryWriter::HistoryWriter(FileSystem& files, const Clock& clock, WriterSettings settings)
    : inner_(std::make_unique<Inner>(files, clock, std::move(settings))) {}

HistoryWriter::~HistoryWriter() {
  {
    const std::lock_guard lock(inner_->mutex);
    inner_->closing = true;
  }
  inner_->queued.notify_one();
  inner_->thread.join();
}

Result<void> HistoryWriter::begin(const HistoryFile& file, const HistoryExtent& seen) {
  if (has(file)) return {};
  auto history = OpenHistory::begin(inner_->files, inner_->clock, inner_->settings.project,
                                    inner_->settings.owner, file, seen);
  if (!history) return history.error();
  const std::lock_guard lock(inner_->mutex);
  inner_->open.emplace(file, OpenFile{std::move(history).value(), {seen.snapshot}});
  return {};
}

bool HistoryWriter::has(const HistoryFile& file) const {
  const std::lock_guard lock(inner_->mutex);
  return inner_->open.contains(file);
}

void HistoryWriter::expect() {
  {
    const std::lock_guard lock(inner_->mutex);
    inner_->expected = true;
  }
  inner_->queued.notify_one();
}

void HistoryWriter::append(const GroupId& group, std::vector<HistoryPart> parts) {
  const bool several = parts.size() > 1;
  inner_->push(GestureJob{{group, std::move(parts)}, several, false});
}

void HistoryWriter::complete(const GroupId& group, std::vector<HistoryPart> parts, bool all) {
  inner_->push(GestureJob{{group, std::move(parts)}, false, all});
}

void HistoryWriter::retry() { inner_->push(RetryJob{}); }

void HistoryWriter::write_snapshot(const HistoryFile& file, std::string bytes, const GroupId& after) {
  inner_->push(SnapshotJob{file, std::move(bytes), after});
}

std::vector<WriterReport> HistoryWriter::take_reports() {
  const std::lock_guard lock(inner_->mutex);
  return std::exchange(inner_->reports, {});
}

std::size_t HistoryWriter::waiting() const {
  const std::lock_guard lock(inner_->mutex);
  return inner_->queue.size() + (inner_->busy ? 1 : 0);
}

std::size_t HistoryWriter::asked() const { return inner_->asked.load(std::memory_order_relaxed); }

std::optional<OnDisk> HistoryWriter::on_disk(const HistoryFile& file) const {
  const std::lock_guard lock(inner_->mutex);
  const auto found = inner_->open.find(file);
  if (found == inner_->open.end() || inner_->busy || !inner_->queue.empty()) return std::nullopt;
  const auto sum = found->second.history.sum();
  if (!sum) return std::nullopt;
  return OnDisk{sum, found->second.snapshot};
}

void HistoryWriter::flush() {
  std::unique_lock lock(inner_->mutex);
  inner_->idle.wait(lock, [&] { return inner_->queue.empty() && !inner_->busy; });
}

void HistoryWriter::end(const HistoryFile& file) {
  flush();
  const std::lock_guard lock(inner_->mutex);
  inner_->leave_behind(file);
  inner_->open.erase(file);
}

}  // namespace sayso
