// A gesture over several histories, and the note of it that lies in .sayso/pending/ while it is written. A crash
// in its middle leaves the note: who opens the project sees the whole gesture, and the next edit finishes it.
#pragma once

#include <string>
#include <vector>

#include "annotations/edit/group.h"
#include "annotations/store/names.h"
#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

// One history's share of a gesture: a line as write_group() gives it. Comments are gestures of their own, never a share
// of one over several histories.
struct HistoryPart {
  HistoryFile file;
  std::string line;

  bool operator==(const HistoryPart&) const = default;
};

struct PendingGesture {
  GroupId group;
  std::vector<HistoryPart> parts;  // all of them, in the order in which they are written

  bool operator==(const PendingGesture&) const = default;
};

Path pending_path(const Path& project, const GroupId& group);  // .sayso/pending/<id>.json

// On disk when it is ok.
Result<void> write_pending(FileSystem& files, const Path& project, const PendingGesture& gesture);

// All notes, by group id; notes that cannot be read are `problems`. Read them before the histories: what is
// finished in between is then found in these. Error: the disk refuses to read.
struct PendingRead {
  std::vector<PendingGesture> gestures;
  std::vector<Error> problems;
};
Result<PendingRead> read_pending(FileSystem& files, const Path& project);

// Appends to `groups`, the content of history `file`, those of its groups that stand only in the notes; how many.
std::size_t add_unfinished(const std::vector<PendingGesture>& pending, const HistoryFile& file,
                           std::vector<Group>& groups);
std::size_t add_unfinished(const std::vector<PendingGesture>& pending, const HistoryFile& file,
                           std::vector<EntityGroup>& groups);

}  // namespace sayso
