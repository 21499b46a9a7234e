// The lines of a .history: groups of edits, and snapshot lines. Pure. Each line ends with LF and holds
// its own checksum.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "annotations/edit/group.h"
#include "core/base/result.h"

namespace sayso {

// "Up to group `after`, the snapshot beside this history had these bytes."
struct SnapshotLine {
  std::string sha256;
  GroupId after;

  bool operator==(const SnapshotLine&) const = default;
};

// One line with its sum and LF.
std::string write_group(const Group& group);
std::string write_group(const EntityGroup& group);
std::string write_group(const CommentGroup& group);
std::string write_snapshot_line(const SnapshotLine& line);

// A whole history: each group is followed by the snapshot lines that name it, by their sha256; lines that name none of
// the groups come first.
std::string write_history(const std::vector<Group>& groups, std::vector<SnapshotLine> snapshots);
std::string write_history(const std::vector<EntityGroup>& groups, std::vector<SnapshotLine> snapshots);
std::string write_history(const std::vector<CommentGroup>& groups, std::vector<SnapshotLine> snapshots);

// What a whole history holds. Lines whose sum does not match or that cannot be read are problems and are
// left out; a last line without LF, or a damaged last line, is the torn tail of a write that did not end.
template <class GroupType>
struct HistoryRead {
  struct Snapshot {
    SnapshotLine line;
    std::size_t groups = 0;  // that stand before it
  };

  std::vector<GroupType> groups;    // in the file's order
  std::vector<Snapshot> snapshots;  // in the file's order
  std::vector<Error> problems;
  std::size_t whole_bytes = 0;  // of the file, up to and with the last whole line
  bool torn = false;            // bytes follow after them
  bool newer = false;           // kinds of groups or edits that this version does not know
};

HistoryRead<Group> read_history(std::string_view bytes, const std::string& place);
HistoryRead<EntityGroup> read_entity_history(std::string_view bytes, const std::string& place);
HistoryRead<CommentGroup> read_comment_history(std::string_view bytes, const std::string& place);

// The same of a history whose bytes come in pieces, so that not all of them are in memory at once. Error: that of `more`.
struct PiecesOfHistory {
  // Puts the next bytes, up to `room`, into `to` and says how many; 0 at the end.
  std::function<Result<std::size_t>(char* to, std::size_t room)> more;
  std::uint64_t expected = 0;  // about how many bytes there are
};
Result<HistoryRead<Group>> read_history(const PiecesOfHistory& pieces, const std::string& place);
Result<HistoryRead<CommentGroup>> read_comment_history(const PiecesOfHistory& pieces, const std::string& place);

// One line, with or without LF; sum checked.
Result<Group> group_from_line(std::string_view line, const std::string& place);
Result<EntityGroup> entity_group_from_line(std::string_view line, const std::string& place);

}  // namespace sayso
