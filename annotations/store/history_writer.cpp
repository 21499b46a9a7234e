#include "annotations/store/history_writer.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

#include "annotations/store/emergency.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/open_history.h"
#include "core/files/hash.h"
#include "core/files/write_file.h"

namespace sayso {
namespace {

struct GestureJob {
  GroupId group;
  std::vector<HistoryPart> parts;
};

struct SnapshotJob {
  HistoryFile file;
  std::string bytes;
  GroupId after;
};

using Job = std::variant<GestureJob, SnapshotJob>;

}  // namespace

// Shared by the session's thread and the writer's under `mutex`; an OpenHistory is used by the writer's
// thread alone once it is in the map, and leaves the map only when nothing is queued.
struct HistoryWriter::Inner {
  FileSystem& files;
  const Clock& clock;
  WriterSettings settings;
  Emergency emergency;

  mutable std::mutex mutex;
  std::condition_variable queued, idle;
  std::deque<Job> queue;
  bool busy = false, closing = false;
  std::map<HistoryFile, OpenHistory> open;
  std::vector<WriterReport> reports;
  std::thread thread;  // last: starts when all else is there

  Inner(FileSystem& f, const Clock& c, WriterSettings s)
      : files(f),
        clock(c),
        settings(std::move(s)),
        emergency(files, settings.state_folder, settings.project) {
    thread = std::thread([this] { run(); });
  }

  void run() {
    std::unique_lock lock(mutex);
    for (;;) {
      queued.wait(lock, [&] { return closing || !queue.empty(); });
      if (queue.empty()) return;
      const Job job = std::move(queue.front());
      queue.pop_front();
      busy = true;
      lock.unlock();
      WriterReport report = std::visit([&](const auto& each) { return write(each); }, job);
      lock.lock();
      reports.push_back(std::move(report));
      busy = false;
      if (queue.empty()) idle.notify_all();
      if (settings.wake) {
        lock.unlock();
        settings.wake();
        lock.lock();
      }
    }
  }

  OpenHistory* find(const HistoryFile& file) {
    const std::lock_guard lock(mutex);
    const auto found = open.find(file);
    return found == open.end() ? nullptr : &found->second;
  }

  Result<void> append(const HistoryPart& part) {
    OpenHistory* history = find(part.file);
    if (!history) return usage_error("'" + name_of(part.file) + "' was not opened for writing");
    return history->append(part.line);
  }

  WriterReport write(const GestureJob& job) {
    for (auto part = job.parts.begin(); part != job.parts.end(); ++part) {
      const auto written = append(*part);
      if (written) continue;
      Failed failed{job.group, written.error(), {}};
      for (auto lost = part; lost != job.parts.end(); ++lost) {
        if (const auto rescued = emergency.save(lost->file, lost->line)) failed.rescued_to = *rescued;
      }
      return failed;
    }
    return Durable{job.group};
  }

  WriterReport write(const SnapshotJob& job) {
    OpenHistory* history = find(job.file);
    if (!history)
      return SnapshotFailed{job.file, usage_error("'" + name_of(job.file) + "' was not opened for writing")};
    // A history that could not be written must not get a snapshot that says more than it does.
    if (history->failure()) return SnapshotFailed{job.file, *history->failure()};
    const Path path = snapshot_path(settings.project, job.file);
    if (const auto written = write_file_atomically(files, path, job.bytes); !written)
      return SnapshotFailed{job.file, written.error()};
    const std::string sha256 = sha256_hex(job.bytes);
    if (!job.after.empty()) {
      const auto noted = history->append(write_snapshot_line({sha256, job.after}));
      if (!noted) return SnapshotFailed{job.file, noted.error()};
    }
    return SnapshotWritten{job.file, sha256};
  }

  void push(Job job) {
    {
      const std::lock_guard lock(mutex);
      queue.push_back(std::move(job));
    }
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
  inner_->open.emplace(file, std::move(history).value());
  return {};
}

bool HistoryWriter::has(const HistoryFile& file) const {
  const std::lock_guard lock(inner_->mutex);
  return inner_->open.contains(file);
}

void HistoryWriter::append(const GroupId& group, std::vector<HistoryPart> parts) {
  inner_->push(GestureJob{group, std::move(parts)});
}

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

void HistoryWriter::flush() {
  std::unique_lock lock(inner_->mutex);
  inner_->idle.wait(lock, [&] { return inner_->queue.empty() && !inner_->busy; });
}

void HistoryWriter::end(const HistoryFile& file) {
  flush();
  const std::lock_guard lock(inner_->mutex);
  inner_->open.erase(file);
}

}  // namespace sayso
