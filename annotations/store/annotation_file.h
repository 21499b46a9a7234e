// Opening what one annotator says of one article, or adds to the entities: history and snapshot are read,
// checked and compared. Opening takes no lock and writes nothing.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotations/edit/entity_change.h"
#include "annotations/edit/group.h"
#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"
#include "annotations/store/names.h"
#include "annotations/store/project.h"
#include "annotations/store/replay.h"
#include "core/base/result.h"
#include "core/files/file_system.h"
#include "core/files/read_file.h"

namespace sayso {

// How much of a history was read, so that the writer can tell whether others wrote since.
struct HistoryExtent {
  std::uint64_t bytes = 0;     // the file's size
  std::uint64_t whole = 0;     // up to and with its last whole line; less than bytes: a torn tail
  ContentSum sum;              // of all its bytes
  ContentSum whole_sum;        // of those up to `whole`
  ContentSum snapshot;         // of the snapshot beside it
  bool damaged = false;        // lines before that were left out; they are kept aside before the file is replaced
  bool keep_snapshot = false;  // the snapshot holds what could not be read: set it aside before replacing it
};

// Of a history that was read; `whole`: bytes up to and with its last whole line. The snapshot is the caller's to add.
HistoryExtent extent_of(std::string_view bytes, std::uint64_t whole, bool damaged);
// Does the file still hold what was seen, or all of it but the torn end, which is set aside before anything else?
bool is_as_seen(std::string_view bytes, const HistoryExtent& seen);

template <class State, class GroupType>
struct OpenedOf {
  State state;                    // what to show and edit: replay, with what was changed outside
  std::vector<GroupType> groups;  // the history, in its order
  std::size_t unfinished = 0;     // of `groups`, the last: they stand elsewhere yet (pending_gesture.h, conflict_copies.h)
  GroupId last;                   // id of the last group, "" if none
  HistoryExtent extent;
  std::vector<Error> problems;
  std::vector<Error> undecided;  // of these, those that count what decisions.h lists
  std::string read_only;  // why it must not be written, "" if it may
  // To be written before the next edit: a snapshot without history (`import`), or changes made outside
  // (`outside`). Its id, time, by and rules are the session's to fill in, and `after` where it is empty; `state` has
  // it already.
  std::optional<GroupType> pending;
  std::vector<Path> copies;  // of sync tools, whose groups are among the unfinished: to be set aside after those
  bool unjoined = false;  // `groups` (with `pending`) went on apart: a join is to be written before the next edit
  std::size_t outside_records = 0;   // "changed outside: N records"
  bool snapshot_is_current = false;  // the snapshot on disk is what `state` gives

  // Is there nothing to be set aside, finished or joined before the next edit is written behind it?
  bool is_in_order() const {
    return !extent.damaged && extent.whole == extent.bytes && !extent.keep_snapshot && unfinished == 0 && !pending && !unjoined &&
           copies.empty();
  }
};

// Stands for the id that `pending` will have in conflicts that it is part of; greater than every id.
inline const GroupId kPendingGroup{"~"};

using OpenedAnnotations = OpenedOf<Annotations, Group>;

struct OpenedEntities : OpenedOf<Registry, EntityGroup> {
  // What each of `groups` changed and what stood there before, in the replay of all annotators' histories: by
  // group id.
  std::map<GroupId, std::vector<EntityChange>> changes;
};

// A file that is not there is an empty state without article and annotator: the first group begins it.
// Error: only when the disk refuses to read. Everything else opens, with problems.
Result<OpenedAnnotations> open_annotations(FileSystem& files, const Project& project,
                                           const AnnotatorId& annotator, const ArticleId& article);

// The registry: the union by group id of all annotators' entity histories (in the order of their ids), or
// entities.json where there is no history. `groups`, `last` and `extent` are those of `annotator`, whose
// history the next edit goes to; what entities.json says beyond the histories is `pending`.
Result<OpenedEntities> open_entities(FileSystem& files, const Project& project, const AnnotatorId& annotator);

}  // namespace sayso
