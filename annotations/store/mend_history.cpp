#include "annotations/store/mend_history.h"

#include "annotations/store/history_codec.h"
#include "annotations/store/join.h"
#include "annotations/store/open_history.h"
#include "annotations/store/snapshot_codec.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"

namespace sayso {
namespace {

HistoryRead<Group> read_lines(const std::string& bytes, const Group*) { return read_history(bytes, {}); }
HistoryRead<EntityGroup> read_lines(const std::string& bytes, const EntityGroup*) {
  return read_entity_history(bytes, {});
}

HistoryRead<CommentGroup> read_lines(const std::string& bytes, const CommentGroup*) {
  return read_comment_history(bytes, {});
}

// What came from outside gets its id and enters the history; then what went on apart is joined.
template <class Opened>
void complete(Opened& opened, const Clock& clock, IdSource& ids, const Project& project, const HistoryFile& file) {
  if (opened.pending) {
    auto group = std::move(*opened.pending);
    opened.pending.reset();
    group.id = GroupId(ids.next());
    if (group.after.empty() && !opened.last.empty()) group.after = {opened.last};
    group.time = to_rfc3339(clock.now());
    if (group.by.empty()) group.by = file.annotator.value;
    if (group.rules.empty()) group.rules = project.rules;
    opened.groups.push_back(std::move(group));
  }
  if (!is_joined(opened.groups)) opened.groups.push_back(join_of(opened.groups));
}

Result<void> keep(FileSystem& files, const Clock& clock, const Path& path, const std::string& bytes) {
  return create_file(files, name_aside(files, clock, path, "kept"), bytes);
}

// Locks, compares, and replaces the history if its lines are to be others. The groups are there then, on disk.
template <class Opened>
Result<FileLock> replace_history(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project,
                                 const HistoryFile& file, Opened& opened) {
  if (!opened.read_only.empty()) return usage_error(opened.read_only, "update sayso to mend it");
  const Path path = history_path(project.folder, file);
  if (const auto made = make_folders(files, path.parent_path()); !made) return made.error();
  auto lock = FileLock::take(files, path);
  if (!lock) return lock.error();
  const auto busy = [&](const char* what, const char* remedy) {
    Error error = usage_error(what, remedy);
    error.place = name_of(file);
    return error;
  };
  if (!*lock) return busy("somebody is editing this file", "close it there first");
  const auto bytes = read_file(files, path);
  if (!bytes) return bytes.error();
  if (!is_as_seen(*bytes, opened.extent)) return busy("the history was changed in this moment", "run it again");
  const bool lines_change = opened.extent.damaged || opened.extent.whole < opened.extent.bytes || opened.unfinished > 0 ||
                            opened.pending || opened.unjoined;
  if (!lines_change) return std::move(**lock);
  if (opened.extent.damaged || opened.extent.whole < opened.extent.bytes) {
    if (const auto kept = keep(files, clock, path, *bytes); !kept) return kept.error();
  }
  complete(opened, clock, ids, project, file);
  std::vector<SnapshotLine> snapshots;
  using GroupType = typename decltype(opened.groups)::value_type;
  for (const auto& snapshot : read_lines(*bytes, static_cast<const GroupType*>(nullptr)).snapshots) {
    snapshots.push_back(snapshot.line);
  }
  const auto written = write_file_atomically(files, path, write_history(opened.groups, std::move(snapshots)));
  if (!written) return written.error();
  auto again = FileLock::take(files, path);
  if (!again) return again.error();
  if (!*again) return busy("somebody began to edit this file in this moment", "run it again");
  return std::move(**again);
}

Result<void> replace_snapshot(FileSystem& files, const Clock& clock, const Project& project, const HistoryFile& file,
                              const HistoryExtent& extent, const std::string& bytes, const GroupId& last) {
  const Path path = snapshot_path(project.folder, file);
  const auto before = read_file_if_there(files, path);
  if (!before) return before.error();
  if (*before && **before == bytes) return {};
  if (sum_of(*before) != extent.snapshot) {
    Error error = usage_error("the file was changed in this moment", "run it again");
    error.place = path.lexically_relative(project.folder).string();
    return error;
  }
  if (*before && extent.keep_snapshot) {
    if (const auto kept = keep(files, clock, path, **before); !kept) return kept;
  }
  if (const auto written = write_file_atomically(files, path, bytes); !written) return written;
  auto log = AppendLog::open(files, history_path(project.folder, file));
  if (!log) return log.error();
  return log->append(write_snapshot_line({sha256_hex(bytes), last}));
}

Result<void> set_aside(FileSystem& files, const Clock& clock, const std::vector<Path>& copies) {
  for (const Path& copy : copies) {
    if (const auto moved = move_file(files, copy, name_aside(files, clock, copy, "joined")); !moved) return moved;
  }
  return {};
}

}  // namespace

bool needs_mending(const OpenedAnnotations& opened) {
  return opened.read_only.empty() &&
         (!opened.is_in_order() || (!opened.groups.empty() && !opened.snapshot_is_current));
}

bool needs_mending(const OpenedEntities& opened) {
  return opened.read_only.empty() && !opened.is_in_order();
}

bool needs_mending(const OpenedComments& opened) {
  return opened.read_only.empty() && !opened.is_in_order();
}

Result<void> mend(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project,
                  const HistoryFile& file, OpenedAnnotations opened) {
  auto lock = replace_history(files, clock, ids, project, file, opened);
  if (!lock) return lock.error();
  Annotations state = state_of(opened.groups);
  if (state.article.empty()) return set_aside(files, clock, opened.copies);
  state.article = file.article;  // it may have been renamed since the history began
  state.annotator = file.annotator;
  const auto written = replace_snapshot(files, clock, project, file, opened.extent, write_snapshot(state),
                                        opened.groups.empty() ? GroupId() : opened.groups.back().id);
  if (!written) return written;
  return set_aside(files, clock, opened.copies);
}

Result<void> mend(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project,
                  const HistoryFile& file, OpenedEntities opened) {
  auto lock = replace_history(files, clock, ids, project, file, opened);
  if (!lock) return lock.error();
  // The registry of all, as it is now.
  const auto all = open_entities(files, project, file.annotator);
  if (!all) return all.error();
  const auto written = replace_snapshot(files, clock, project, file, opened.extent, write_entities(all->state), all->last);
  if (!written) return written;
  return set_aside(files, clock, opened.copies);
}

Result<void> mend(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project,
                  const HistoryFile& file, OpenedComments opened) {
  auto lock = replace_history(files, clock, ids, project, file, opened);
  if (!lock) return lock.error();
  return set_aside(files, clock, opened.copies);
}

}  // namespace sayso
