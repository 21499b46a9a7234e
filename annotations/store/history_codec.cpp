#include "annotations/store/history_codec.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "annotations/store/edit_shapes.h"
#include "annotations/store/history_stretches.h"
#include "annotations/store/record_codec.h"
#include "annotations/store/told_problems.h"
#include "core/tasks/parallel.h"

namespace sayso {
namespace {

template <class EditType>
std::string write_line(const GroupOf<EditType>& group) {
  JsonLine line;
  line.begin_object()
      .member("id", group.id.value)
      .member("kind", to_text(group.kind))
      .member_unless_empty("of", group.of.value);
  line.key("after").begin_array();
  for (const GroupId& id : group.after) line.text(id.value);
  line.end_array();
  line.member("time", group.time).member("by", group.by).member("rules", group.rules);
  line.member_unless_empty("snapshot", group.snapshot);
  line.key("seconds").integer(group.seconds);
  line.key("edits").begin_array();
  for (const EditType& edit : group.edits) write(line, edit);
  line.end_array().members(group.extra).end_object();
  return with_sum(line.take()) + "\n";
}

Edit read_edit(const JsonSource& source, const JsonNode& node, const Edit*) { return edit_of(source, node); }
EntityEdit read_edit(const JsonSource& source, const JsonNode& node, const EntityEdit*) {
  return entity_edit_of(source, node);
}

CommentEdit read_edit(const JsonSource& source, const JsonNode& node, const CommentEdit*) {
  return comment_edit_of(source, node);
}

GroupKind kind_of(const JsonSource& source, const JsonNode& node) {
  const std::string text = text_of(source, node);
  for (const GroupKind kind : {GroupKind::edit, GroupKind::undo, GroupKind::redo, GroupKind::submit,
                               GroupKind::import, GroupKind::outside, GroupKind::join, GroupKind::restore}) {
    if (to_text(kind) == text) return kind;
  }
  source.fail(node, "\"" + text + "\" is no kind of group that this version of sayso knows");
}

template <class EditType>
GroupOf<EditType> group_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "group");
  GroupOf<EditType> group;
  group.id = GroupId(fields.text("id"));
  group.kind = kind_of(source, fields.need("kind"));
  group.of = GroupId(fields.text_or("of", ""));
  for (const std::string& id : fields.texts_or_none("after")) group.after.emplace_back(id);
  group.time = fields.text_or("time", "");
  group.by = fields.text_or("by", "");
  group.rules = fields.text_or("rules", "");
  group.snapshot = fields.text_or("snapshot", "");
  group.seconds = fields.whole_or("seconds", 0);
  if (const JsonNode* edits = node.find("edits")) group.edits.reserve(edits->items.size());
  fields.each("edits", [&](const JsonNode& edit) {
    group.edits.push_back(read_edit(source, edit, static_cast<const EditType*>(nullptr)));
  });
  group.extra = fields.rest();
  return group;
}

SnapshotLine snapshot_line_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "snapshot line");
  return {fields.text("snapshot"), GroupId(fields.text("after"))};
}

// What one line holds, or what is wrong with it.
template <class GroupType>
struct Line {
  std::variant<std::monostate, GroupType, SnapshotLine> content;
  std::optional<Error> error;
  bool whole = false;  // its sum fits: it was written as it stands here
};

template <class EditType>
Line<GroupOf<EditType>> read_line(std::string_view bytes, const std::string& place, JsonMemory& memory) {
  Line<GroupOf<EditType>> line;
  const JsonSource source{bytes, place};
  // What is no line at all is told quickly and without an exception: there may be a million of them.
  if (!bytes.empty() && bytes.find_first_of("{ \t\xEF") != 0) {
    line.error = source.mistake(0, "this is no line of a history: damaged or changed by hand, and left out", "run `sayso fsck`");
    return line;
  }
  const auto node = read_json(source, memory);
  if (!node) {
    line.error = node.error();
    return line;
  }
  if (node->kind == JsonNode::Kind::object && check_sum(source, *node) != SumCheck::fits) {
    line.error = source.mistake(
        0, "this line does not fit its sum: damaged or changed by hand, and left out", "run `sayso fsck`");
    return line;
  }
  try {
    must_be_object(source, *node, "line of a history");
    line.whole = true;
    if (node->find("kind")) {
      line.content = group_of<EditType>(source, *node);
    } else {
      line.content = snapshot_line_of(source, *node);
    }
  } catch (const JsonMistake& mistake) { line.error = mistake.error; }
  return line;
}

bool is_conflict_marker(std::string_view line) {
  return line.starts_with("<<<<<<<") || line.starts_with("=======") || line.starts_with(">>>>>>>") ||
         line.starts_with("|||||||");
}

// What a history holds, or the part of it that is one stretch: then `problems` are as many as may be told.
template <class GroupType>
struct StretchRead {
  HistoryRead<GroupType> read;
  ToldProblems problems;
};

// Reads on line by line; numbers of lines stand in places.
template <class EditType>
StretchRead<GroupOf<EditType>> read_stretch(const HistoryStretch& stretch, const std::string& place) {
  StretchRead<GroupOf<EditType>> found;
  HistoryRead<GroupOf<EditType>>& read = found.read;
  ToldProblems& problems = found.problems;
  JsonMemory memory;
  const std::string_view bytes = stretch.bytes();
  std::size_t number = stretch.lines_before;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t line_feed = bytes.find('\n', at);
    const bool last = stretch.is_last && (line_feed == std::string_view::npos || line_feed + 1 == bytes.size());
    const std::size_t end = line_feed == std::string_view::npos ? bytes.size() : line_feed;
    std::string_view text = bytes.substr(at, end - at);
    if (text.ends_with('\r')) text.remove_suffix(1);  // git may have changed the line ends
    const std::string where = (place.empty() ? "line " : place + ":") + std::to_string(++number);
    at = end + 1;
    auto line = read_line<EditType>(text, where, memory);
    if (last && !line.whole && !text.empty()) {
      const bool ended = line_feed != std::string_view::npos;
      read.torn = true;
      read.problems.push_back(
          damaged_error(ended ? "the last line does not fit its sum: damaged, and left out"
                              : "the last line was not written to its end: an edit that was not saved yet",
                        where, "it is set aside with the next edit; everything before it is there"));
      return found;
    }
    read.whole_bytes = stretch.begin + std::min(at, bytes.size());
    if (auto* group = std::get_if<GroupOf<EditType>>(&line.content)) {
      read.groups.push_back(std::move(*group));
    } else if (auto* snapshot = std::get_if<SnapshotLine>(&line.content)) {
      read.snapshots.push_back({std::move(*snapshot), read.groups.size()});
    } else if (is_conflict_marker(text)) {
      problems.add(
          damaged_error("git conflict markers", where, "run `sayso git-setup` so that git joins histories"));
    } else if (!text.empty()) {
      read.newer = read.newer || line.whole;
      problems.add(std::move(*line.error));
    }
  }
  return found;
}

template <class EditType, class Stretches>
HistoryRead<GroupOf<EditType>> read_stretches(Stretches& stretches, const std::string& place) {
  HistoryRead<GroupOf<EditType>> read;
  ToldProblems problems;
  auto parts = make_in_parts([&] { return stretches.next(); }, [&](const HistoryStretch& each) { return read_stretch<EditType>(each, place); });
  std::size_t groups = 0;
  for (const auto& [part, told] : parts) groups += part.groups.size();
  read.groups.reserve(groups);
  for (auto& [part, told] : parts) {
    for (auto& snapshot : part.snapshots) {
      snapshot.groups += read.groups.size();
      read.snapshots.push_back(std::move(snapshot));
    }
    std::ranges::move(part.groups, std::back_inserter(read.groups));
    std::ranges::move(part.problems, std::back_inserter(read.problems));
    problems.add(std::move(told));
    read.whole_bytes = std::max(read.whole_bytes, part.whole_bytes);
    read.torn = part.torn;
    read.newer = read.newer || part.newer;
    part = {};
  }
  auto told = problems.take("lines could not be read and are left out", place,
                            "run `sayso fsck --repair`, which keeps the file as it is beside the mended one");
  read.problems.insert(read.problems.begin(), std::make_move_iterator(told.begin()), std::make_move_iterator(told.end()));
  return read;
}

template <class EditType>
HistoryRead<GroupOf<EditType>> read_lines(std::string_view bytes, const std::string& place) {
  StretchesOfBytes stretches(bytes);
  return read_stretches<EditType>(stretches, place);
}

template <class EditType>
Result<HistoryRead<GroupOf<EditType>>> read_lines(const PiecesOfHistory& pieces, const std::string& place) {
  StretchesOfPieces stretches(pieces);
  auto read = read_stretches<EditType>(stretches, place);
  if (stretches.error()) return *stretches.error();
  return read;
}

template <class GroupType>
std::string write_all(const std::vector<GroupType>& groups, std::vector<SnapshotLine> snapshots) {
  std::ranges::sort(snapshots, {}, &SnapshotLine::sha256);
  const auto same = std::ranges::unique(snapshots);
  snapshots.erase(same.begin(), same.end());
  std::map<GroupId, std::string> lines;
  for (const SnapshotLine& line : snapshots) lines[line.after] += write_snapshot_line(line);
  std::string bytes;
  for (const GroupType& group : groups) {
    bytes += write_group(group);
    if (const auto named = lines.extract(group.id); !named.empty()) bytes += named.mapped();
  }
  std::string first;
  for (const auto& [after, rest] : lines) first += rest;
  return first + bytes;
}

template <class EditType>
Result<GroupOf<EditType>> group_line(std::string_view line, const std::string& place) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  JsonMemory memory;
  auto read = read_line<EditType>(line, place, memory);
  if (auto* group = std::get_if<GroupOf<EditType>>(&read.content)) return std::move(*group);
  if (read.error) return *read.error;
  return damaged_error("not a group of edits", place);
}

}  // namespace

std::string write_group(const Group& group) { return write_line(group); }
std::string write_group(const EntityGroup& group) { return write_line(group); }
std::string write_group(const CommentGroup& group) { return write_line(group); }

std::string write_snapshot_line(const SnapshotLine& snapshot) {
  JsonLine line;
  line.begin_object().member("snapshot", snapshot.sha256).member("after", snapshot.after.value).end_object();
  return with_sum(line.take()) + "\n";
}

std::string write_history(const std::vector<Group>& groups, std::vector<SnapshotLine> snapshots) {
  return write_all(groups, std::move(snapshots));
}

std::string write_history(const std::vector<EntityGroup>& groups, std::vector<SnapshotLine> snapshots) {
  return write_all(groups, std::move(snapshots));
}

std::string write_history(const std::vector<CommentGroup>& groups, std::vector<SnapshotLine> snapshots) {
  return write_all(groups, std::move(snapshots));
}

HistoryRead<Group> read_history(std::string_view bytes, const std::string& place) {
  return read_lines<Edit>(bytes, place);
}

HistoryRead<EntityGroup> read_entity_history(std::string_view bytes, const std::string& place) {
  return read_lines<EntityEdit>(bytes, place);
}

HistoryRead<CommentGroup> read_comment_history(std::string_view bytes, const std::string& place) {
  return read_lines<CommentEdit>(bytes, place);
}

Result<HistoryRead<Group>> read_history(const PiecesOfHistory& pieces, const std::string& place) { return read_lines<Edit>(pieces, place); }
Result<HistoryRead<CommentGroup>> read_comment_history(const PiecesOfHistory& pieces, const std::string& place) {
  return read_lines<CommentEdit>(pieces, place);
}

Result<Group> group_from_line(std::string_view line, const std::string& place) {
  return group_line<Edit>(line, place);
}

Result<EntityGroup> entity_group_from_line(std::string_view line, const std::string& place) {
  return group_line<EntityEdit>(line, place);
}

}  // namespace sayso
