#include "annotations/store/read_groups.h"

#include <algorithm>
#include <functional>
#include <unordered_set>

#include "annotations/store/join.h"
#include "annotations/store/pending_gesture.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"

namespace sayso {
namespace {

template <class Bytes>
auto read_lines(const Bytes& bytes, const std::string& place, const Group*) {
  return read_history(bytes, place);
}
template <class Bytes>
auto read_lines(const Bytes& bytes, const std::string& place, const CommentGroup*) {
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

template <class GroupType>
struct Lines {
  HistoryRead<GroupType> history;
  HistoryExtent extent;
};

// nullopt when there is no such history.
template <class GroupType>
Result<std::optional<Lines<GroupType>>> read_lines_of(FileSystem& files, const Project& project, const HistoryFile& file) {
  const Path path = history_path(project.folder, file);
  const auto* const kind = static_cast<const GroupType*>(nullptr);
  auto reader = FileReader::open(files, path);
  if (!reader) return reader.error();
  if (!*reader) return std::optional<Lines<GroupType>>();
  Xxh3 sum;
  Lines<GroupType> lines;
  const auto more = [&](char* to, std::size_t room) {
    auto got = (*reader)->next(to, room);
    if (got) {
      sum.add({to, *got});
      lines.extent.bytes += *got;
    }
    return got;
  };
  auto read = read_lines(PiecesOfHistory{more, (*reader)->size()}, name_of(file), kind);
  if (!read) return read.error();
  lines.history = *std::move(read);
  if (!lines.history.torn) {
    lines.extent.whole = lines.extent.bytes;
    lines.extent.sum = lines.extent.whole_sum = sum.value();
    lines.extent.damaged = !lines.history.problems.empty();
    return std::optional(std::move(lines));
  }
  // Seldom: what stands before the torn end has a sum of its own, which must be of the same bytes.
  const auto bytes = read_file_if_there(files, path);
  if (!bytes) return bytes.error();
  if (!*bytes) return std::optional<Lines<GroupType>>();
  lines.history = read_lines(std::string_view(**bytes), name_of(file), kind);
  const bool torn = lines.history.torn;
  lines.extent = extent_of(**bytes, torn ? lines.history.whole_bytes : (*bytes)->size(), lines.history.problems.size() > (torn ? 1u : 0u));
  return std::optional(std::move(lines));
}

// Git may have joined two copies of a history.
template <class GroupType>
void leave_out_doubles(std::vector<GroupType>& groups) {
  const auto is_earlier = [](const GroupType& a, const GroupType& b) { return a.id < b.id; };
  if (std::ranges::adjacent_find(groups, std::not_fn(is_earlier)) == groups.end()) return;  // so are nearly all histories
  std::unordered_set<GroupId> seen;
  std::erase_if(groups, [&](const GroupType& group) { return !seen.insert(group.id).second; });
}

template <class State, class GroupType>
void take_copy(const HistoryFile& file, const ConflictCopy& copy, const std::string& place, OpenedOf<State, GroupType>& opened,
               GroupsRead<GroupType>& read) {
  auto lines = read_lines(std::string_view(copy.bytes), place, static_cast<const GroupType*>(nullptr));
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
  auto found = read_lines_of<GroupType>(files, project, file);
  if (!found) return found.error();
  if (*found) {
    auto& [history, extent] = **found;
    opened.extent = extent;
    opened.problems = std::move(history.problems);
    opened.groups = std::move(history.groups);
    leave_out_doubles(opened.groups);
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
