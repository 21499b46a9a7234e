#include "annotations/store/read_groups.h"

#include <algorithm>
#include <unordered_set>

#include "annotations/store/join.h"
#include "annotations/store/pending_gesture.h"
#include "core/files/read_file.h"

namespace sayso {
namespace {

HistoryRead<Group> read_lines(std::string_view bytes, const std::string& place, const Group*) { return read_history(bytes, place); }
HistoryRead<CommentGroup> read_lines(std::string_view bytes, const std::string& place, const CommentGroup*) {
  return read_comment_history(bytes, place);
}

Result<PendingRead> read_notes(FileSystem& files, const Project& project, const Group*) {
  return read_pending(files, project.folder);
}
std::size_t take_unfinished(const PendingRead& notes, const HistoryFile& file, std::vector<Group>& groups) {
  return add_unfinished(notes.gestures, file, groups);
}
// A comment is a gesture over one history, which is noted nowhere.
Result<PendingRead> read_notes(FileSystem&, const Project&, const CommentGroup*) { return PendingRead(); }
std::size_t take_unfinished(const PendingRead&, const HistoryFile&, std::vector<CommentGroup>&) { return 0; }

template <class State, class GroupType>
void take_copy(const HistoryFile& file, const ConflictCopy& copy, const std::string& place, OpenedOf<State, GroupType>& opened,
               GroupsRead<GroupType>& read) {
  auto lines = read_lines(copy.bytes, place, static_cast<const GroupType*>(nullptr));
  opened.problems.insert(opened.problems.end(), lines.problems.begin(), lines.problems.end());
  std::size_t added = 0;
  for (GroupType& group : lines.groups) {
    if (std::ranges::find(opened.groups, group.id, &GroupType::id) != opened.groups.end()) continue;
    opened.groups.push_back(std::move(group));
    ++added;
  }
  opened.unfinished += added;
  read.snapshots.insert(read.snapshots.begin(), lines.snapshots.begin(), lines.snapshots.end());
  opened.copies.push_back(copy.path);
  opened.problems.push_back(
      problem_of_copy(file, place, std::to_string(added) + " changes of it were not here and are joined"));
}

}  // namespace

Error problem_of_copy(const HistoryFile& file, const std::string& place, const std::string& what) {
  return damaged_error("a sync tool's second copy of " + name_of(file) + ": " + what, place,
                       "it is set aside with the next edit or by `sayso fsck --repair`");
}

template <class State, class GroupType>
Result<GroupsRead<GroupType>> read_groups(FileSystem& files, const Project& project, const HistoryFile& file,
                                          OpenedOf<State, GroupType>& opened) {
  GroupsRead<GroupType> read;
  // Notes before the history: what is finished in between is found in this.
  const auto notes = read_notes(files, project, static_cast<const GroupType*>(nullptr));
  if (!notes) return notes.error();
  const auto bytes = read_file_if_there(files, history_path(project.folder, file));
  if (!bytes) return bytes.error();
  if (*bytes) {
    auto history = read_lines(**bytes, name_of(file), static_cast<const GroupType*>(nullptr));
    opened.extent = extent_of(**bytes, history.torn ? history.whole_bytes : (*bytes)->size(),
                              history.problems.size() > (history.torn ? 1u : 0u));
    opened.problems = std::move(history.problems);
    opened.groups = std::move(history.groups);
    std::unordered_set<GroupId> seen;  // git may have joined two copies of a history
    std::erase_if(opened.groups, [&](const GroupType& group) { return !seen.insert(group.id).second; });
    read.snapshots = std::move(history.snapshots);
    if (history.newer) opened.read_only = kNewerFile;
  }
  opened.unfinished = take_unfinished(*notes, file, opened.groups);
  auto copies = copies_of(files, project, file);
  if (!copies) return copies.error();
  for (ConflictCopy& copy : *copies) {
    if (copy.is_history) {
      take_copy(file, copy, copy.path.lexically_relative(project.folder).string(), opened, read);
    } else {
      read.snapshot_copies.push_back(std::move(copy));
    }
  }
  if (!opened.groups.empty()) opened.last = opened.groups.back().id;
  opened.unjoined = !is_joined(opened.groups);
  return read;
}

template Result<GroupsRead<Group>> read_groups(FileSystem&, const Project&, const HistoryFile&, OpenedOf<Annotations, Group>&);
template Result<GroupsRead<CommentGroup>> read_groups(FileSystem&, const Project&, const HistoryFile&,
                                                      OpenedOf<Comments, CommentGroup>&);

}  // namespace sayso
