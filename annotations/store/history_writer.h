// The one writer of histories and snapshots. Calls come from the session's thread; a thread of its own
// writes and syncs in order and reports each gesture durable or failed. A gesture over several histories is noted
// in .sayso/pending/ first (pending_gesture.h).
//
// A gesture that fails, and all that follow, wait in memory and go into emergency histories in the user's state
// folder; each later call tries the oldest again, and when there is room they are written and reported durable.
// Histories thus never get a gap. A history whose sync failed is not synced again: what is on disk of it is written
// into a new file of its name first (open_history.h).
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "annotations/store/annotation_file.h"
#include "annotations/store/names.h"
#include "annotations/store/pending_gesture.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

// Every part of the gesture is on disk.
struct Durable {
  GroupId group;
};

struct Failed {
  GroupId group;
  Error error;      // with what the user can do
  Path rescued_to;  // the emergency history that has it, "" when that failed too
};

// It was reported failed, and its file was let go of since: it lies in the emergency history alone.
struct LeftBehind {
  GroupId group;
};

struct SnapshotWritten {
  HistoryFile file;
  std::string sha256;
};

struct SnapshotFailed {
  HistoryFile file;
  Error error;
};

// The snapshot on disk is neither the one that was read nor one that was written here, or the history beside it is another
// file: somebody else changed them. They were left as they are, to be joined when they are read.
struct SnapshotChanged {
  HistoryFile file;
};

using WriterReport = std::variant<Durable, Failed, LeftBehind, SnapshotWritten, SnapshotFailed, SnapshotChanged>;

// What a history and the snapshot beside it hold, as far as this program wrote them.
struct OnDisk {
  ContentSum history;
  std::vector<ContentSum> snapshot;  // one of these
};

struct WriterSettings {
  Path project;                // the project's folder
  Path state_folder;           // of the user, for emergency histories: <state>/emergency/…
  std::string owner;           // who writes, in words, for the owner record: "ana on desk"
  std::function<void()> wake;  // called on the writer's thread when there are reports; may be empty
  // How many jobs were ever queued, by this writer and those before it.
  std::shared_ptr<std::atomic<std::size_t>> asked = std::make_shared<std::atomic<std::size_t>>(0);
};

class HistoryWriter {
 public:
  // `files` and `clock` must outlive the writer.
  HistoryWriter(FileSystem& files, const Clock& clock, WriterSettings settings);
  // Writes all that is queued, then lets go of the locks.
  ~HistoryWriter();
  HistoryWriter(const HistoryWriter&) = delete;
  HistoryWriter& operator=(const HistoryWriter&) = delete;

  // Before the first edit of a file: makes its folder, takes its lock (the owner's name stands in
  // .sayso/locks/) and sets a torn tail aside as <history>.torn-<time>. Errors: somebody else has the
  // lock (names who, kind usage), the history is not what was `seen` any more (open it again), the disk
  // refuses. Asking again for a file that this writer has is ok and does nothing.
  Result<void> begin(const HistoryFile& file, const HistoryExtent& seen);
  bool has(const HistoryFile& file) const;

  // A gesture is being made: the writer's thread wakes up now and not only when append() comes. For a moment; whether
  // it comes does not matter.
  void expect();

  // Queues a gesture: its parts are written and synced in this order and reported once, by group id.
  // Precondition: begin() was ok for each file.
  void append(const GroupId& group, std::vector<HistoryPart> parts);

  // Queues the parts of a noted gesture that a crash left unwritten. `all`: nothing of it is missing then, and
  // the note is taken away.
  void complete(const GroupId& group, std::vector<HistoryPart> parts, bool all);

  // Tries the gestures that failed again; those that succeed are reported durable. One that is kept nowhere and fails
  // again is tried in the emergency histories again, and reported failed anew.
  void retry();

  // Queues a snapshot: atomic replacement, then the snapshot line in the history; "" as `after` leaves
  // the line out. Without begin() it is reported failed, and changed (not written) when somebody else wrote it.
  void write_snapshot(const HistoryFile& file, std::string bytes, const GroupId& after);

  // What was done since the last call, in order. Never waits.
  std::vector<WriterReport> take_reports();

  // Gestures and snapshots that were queued and not reported yet.
  std::size_t waiting() const;
  // WriterSettings::asked: the same at two times, nothing was asked for in between.
  std::size_t asked() const;
  // Nothing when something is queued, when a failure left it unknown, and without begin().
  std::optional<OnDisk> on_disk(const HistoryFile& file) const;

  // Waits until all that was queued is reported.
  void flush();

  // Lets go of a file's lock once all that was queued for it is written; waits. What failed of it is left behind;
  // what is kept nowhere is lost then: ask before, see Failed::rescued_to.
  void end(const HistoryFile& file);

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace sayso
