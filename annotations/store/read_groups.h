// The groups of one history and of the second copies that sync tools made of it: what opening annotations and opening
// comments begin with. Writes nothing. Private to store/.
#pragma once

#include <string>
#include <vector>

#include "annotations/store/annotation_file.h"
#include "annotations/store/conflict_copies.h"
#include "annotations/store/history_codec.h"

namespace sayso {

inline constexpr const char* kNewerFile = "written by a newer version of sayso, so it is shown but not changed";

// What a file has beside what goes into `opened`.
template <class GroupType>
struct GroupsRead {
  std::vector<typename HistoryRead<GroupType>::Snapshot> snapshots;  // those of copies first
  std::vector<ConflictCopy> snapshot_copies;
};

// Fills in `groups` with `unfinished` (what stands in notes and copies alone), `last`, `extent`, `problems`, `read_only`,
// `copies` and `unjoined`. A line that stands twice counts once. A file that is not there has nothing. Error: the disk
// refuses.
template <class State, class GroupType>
Result<GroupsRead<GroupType>> read_groups(FileSystem& files, const Project& project, const HistoryFile& file,
                                          OpenedOf<State, GroupType>& opened);

extern template Result<GroupsRead<Group>> read_groups(FileSystem&, const Project&, const HistoryFile&, OpenedOf<Annotations, Group>&);
extern template Result<GroupsRead<CommentGroup>> read_groups(FileSystem&, const Project&, const HistoryFile&,
                                                             OpenedOf<Comments, CommentGroup>&);

// A problem: there is a copy at `place`, of which `what` is to be said.
Error problem_of_copy(const HistoryFile& file, const std::string& place, const std::string& what);

}  // namespace sayso
