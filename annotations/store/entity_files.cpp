#include <algorithm>
#include <set>

#include "annotations/edit/update.h"
#include "annotations/store/annotation_file.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/join.h"
#include "annotations/store/pending_gesture.h"
#include "annotations/store/replay.h"
#include "annotations/store/snapshot_codec.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"

namespace sayso {
namespace {

constexpr const char* kNewer = "written by a newer version of sayso, so it is shown but not changed";

// What all annotators added to the registry.
struct Union {
  std::vector<EntityGroup> groups;
  std::vector<SnapshotLine> lines;  // that the histories hold
  std::set<std::string> snapshots;  // sha256 of each entities.json that sayso wrote from groups that are here
  GroupId noted;                    // the last group that one of them has
};

// An entity that entities.json lacks may only be new since it was written; removing needs an edit.
bool removes(const EntityEdit& edit) {
  if (const auto* split = std::get_if<SplitEntity>(&edit)) return split->into.empty();
  if (const auto* split = std::get_if<SetSplitConflicts>(&edit)) return split->conflicts.empty();
  return std::holds_alternative<RemoveEntity>(edit) || std::holds_alternative<RemoveAlias>(edit) ||
         std::holds_alternative<UndismissFinding>(edit);
}

std::size_t count_records(const std::vector<EntityEdit>& edits) {
  std::set<std::string> records;
  const auto note = [&](const auto& edit) {
    if constexpr (requires { edit.mention; }) {
      records.insert(edit.mention.value);
    } else if constexpr (requires { edit.of.value; }) {
      records.insert(edit.of.value);
    } else if constexpr (requires { edit.entity; }) {
      records.insert(edit.entity.id.value);
    } else if constexpr (requires { edit.dismissed; }) {
      records.insert(edit.dismissed.id);
    } else {
      records.insert(edit.of);
    }
  };
  for (const EntityEdit& edit : edits) std::visit(note, edit);
  return records.size();
}

Result<void> read_one(FileSystem& files, const Project& project, const AnnotatorId& of,
                      const AnnotatorId& annotator, OpenedEntities& opened, Union& all) {
  const HistoryFile file{of, {}};
  const auto bytes = read_file_if_there(files, history_path(project.folder, file));
  if (!bytes) return bytes.error();
  if (!*bytes) return {};
  auto history = read_entity_history(**bytes, name_of(file));
  opened.problems.insert(opened.problems.end(), history.problems.begin(), history.problems.end());
  if (history.newer) opened.read_only = kNewer;
  for (const auto& snapshot : history.snapshots) all.lines.push_back(snapshot.line);
  all.groups.insert(all.groups.end(), history.groups.begin(), history.groups.end());
  if (of == annotator) {
    opened.extent = extent_of(**bytes, history.torn ? history.whole_bytes : (*bytes)->size(),
                              history.problems.size() > (history.torn ? 1u : 0u));
    opened.groups = std::move(history.groups);
  }
  return {};
}

// What a crash kept from the histories: parts of gestures over several files.
void take_unfinished(const std::vector<PendingGesture>& pending, const AnnotatorId& annotator, OpenedEntities& opened,
                     Union& all) {
  std::set<AnnotatorId> whose;
  for (const PendingGesture& gesture : pending) {
    for (const HistoryPart& part : gesture.parts) {
      if (part.file.article.empty()) whose.insert(part.file.annotator);
    }
  }
  for (const AnnotatorId& each : whose) add_unfinished(pending, {each, {}}, all.groups);
  opened.unfinished = add_unfinished(pending, {annotator, {}}, opened.groups);
}

// The registry after all groups; what those of the annotator changed is noted.
void replay_union(std::vector<EntityGroup>& groups, OpenedEntities& opened) {
  groups = in_registry_order(std::move(groups));
  std::set<GroupId> own;
  for (const EntityGroup& group : opened.groups) own.insert(group.id);
  for (const EntityGroup& group : groups) {
    auto changes = change(opened.state, group.edits);
    if (own.contains(group.id)) opened.changes.emplace(group.id, std::move(changes));
  }
}

// One that was written after a group that is in no history may have what was lost with that: it does not count.
void note_snapshots(Union& all, OpenedEntities& opened) {
  std::set<GroupId> known;
  for (const EntityGroup& group : all.groups) known.insert(group.id);
  bool lost = false;
  for (const SnapshotLine& line : all.lines) {
    if (!line.after.empty() && !known.contains(line.after)) {
      lost = true;
      continue;
    }
    all.snapshots.insert(line.sha256);
    all.noted = std::max(all.noted, line.after);
  }
  if (lost) {
    opened.problems.push_back(damaged_error("a history lacks entries after which entities.json was written", "entities",
                                            "put the histories back if you have them; what entities.json says is kept"));
  }
}

// As for annotations: what the histories gave when the last entities.json was noted, or at some time since.
bool is_old(const Registry& found, const Union& all) {
  Registry state;
  if (all.noted.empty() && state == found) return true;
  for (const EntityGroup& group : all.groups) {
    state = update_leniently(std::move(state), group);
    if (group.id >= all.noted && state == found) return true;
  }
  return false;
}

void compare_with(const std::string& bytes, const Union& all, OpenedEntities& opened) {
  if (bytes == write_entities(opened.state)) {
    opened.snapshot_is_current = true;
    return;
  }
  if (all.snapshots.contains(sha256_hex(bytes))) return;
  const auto read = read_entities(bytes, "entities.json");
  if (!read) {
    opened.problems.push_back(read.error());
    opened.extent.keep_snapshot = true;
    return;
  }
  opened.problems.insert(opened.problems.end(), read->problems.begin(), read->problems.end());
  opened.extent.keep_snapshot = read->left_out > 0;
  if (read->newer) opened.read_only = kNewer;
  if (is_old(read->registry, all)) return;
  EntityGroup group;
  group.kind = all.groups.empty() ? GroupKind::import : GroupKind::outside;
  group.edits = difference(opened.state, read->registry);
  std::erase_if(group.edits, removes);
  if (group.edits.empty()) return;
  opened.outside_records = all.groups.empty() ? 0 : count_records(group.edits);
  int skipped = 0;
  opened.state = update_leniently(std::move(opened.state), group, &skipped);
  if (skipped > 0) opened.extent.keep_snapshot = true;
  opened.pending = std::move(group);
}

}  // namespace

Result<OpenedEntities> open_entities(FileSystem& files, const Project& project,
                                     const AnnotatorId& annotator) {
  OpenedEntities opened;
  Union all;
  const auto pending = read_pending(files, project.folder);
  if (!pending) return pending.error();
  opened.problems = pending->problems;
  const Path folder = project.folder / "entities";
  const auto entries = list_folder_if_there(files, folder);
  if (!entries) return entries.error();
  for (const FolderEntry& entry : *entries) {
    const std::string suffix = ".history";
    if (!entry.name.ends_with(suffix)) continue;
    const AnnotatorId of(entry.name.substr(0, entry.name.size() - suffix.size()));
    if (!check_annotator_id(of) || is_conflict_copy(entry.name)) continue;
    if (const auto read = read_one(files, project, of, annotator, opened, all); !read) return read.error();
  }
  take_unfinished(pending->gestures, annotator, opened, all);
  if (!opened.groups.empty()) opened.last = opened.groups.back().id;
  opened.unjoined = !is_joined(opened.groups);
  if (opened.unjoined) all.groups.push_back(join_of(opened.groups));
  replay_union(all.groups, opened);
  note_snapshots(all, opened);
  const auto bytes = read_file_if_there(files, project.folder / "entities.json");
  if (!bytes) return bytes.error();
  opened.extent.snapshot = sum_of(*bytes);
  if (*bytes) compare_with(**bytes, all, opened);
  return opened;
}

}  // namespace sayso
