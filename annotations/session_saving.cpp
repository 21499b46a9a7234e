// A session's way to the disk: groups and what has to come before them, reports of the writer, what it could not write,
// snapshots.
#include <algorithm>

#include "annotations/session.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/join.h"
#include "annotations/store/open_history.h"
#include "annotations/store/snapshot_codec.h"
#include "core/files/write_file.h"

namespace sayso {

Result<void> Session::begin_files(bool article, bool entities) {
  if (entities && !entities_.read_only.empty()) return usage_error(entities_.read_only);
  if (article || (file_ && file_->unfinished > 0)) {
    if (auto begun = writer_->begin(article_file(), file_->extent); !begun) return begun;
  }
  if (entities || entities_.unfinished > 0 || (entities_.pending && entities_.read_only.empty())) {
    if (auto begun = writer_->begin(entities_file(), entities_.extent); !begun) return begun;
  }
  return {};
}

template <class GroupType>
GroupType Session::new_group(GroupKind kind, const GroupId& id, const GroupId& last) {
  GroupType group;
  group.id = id;
  group.kind = kind;
  if (!last.empty()) group.after = {last};
  group.time = to_rfc3339(settings_.clock->now());
  group.by = maker();
  group.rules = project_.rules;
  return group;
}

template CommentGroup Session::new_group(GroupKind, const GroupId&, const GroupId&);  // for session_comments.cpp

// Lets go of what was written of the open article.
void Session::end_article() {
  if (open_) writer_->end(article_file());
  if (open_ && comments_) writer_->end(comments_file(annotator_, open_->article->id));
  comments_.reset();
}

// Gestures of hers that a crash cut short are finished before the next one is made; begin_files() has begun what
// is open.
void Session::complete_unfinished() {
  if (!look_for_unfinished_ || failure_) return;
  const auto pending = read_pending(*settings_.files, project_.folder);
  if (!pending) return;  // looked for again with the next edit
  look_for_unfinished_ = false;
  const auto tail_has = [](const auto& opened, const GroupId& id) {
    return std::find_if(opened.groups.end() - static_cast<std::ptrdiff_t>(opened.unfinished), opened.groups.end(),
                        [&](const auto& group) { return group.id == id; }) != opened.groups.end();
  };
  for (const PendingGesture& gesture : pending->gestures) {
    std::vector<HistoryPart> missing;
    std::vector<HistoryFile> begun;  // of other articles
    bool all = true;
    for (const HistoryPart& part : gesture.parts) {
      if (part.file == entities_file()) {
        if (tail_has(entities_, gesture.group)) missing.push_back(part);
      } else if (open_ && part.file == article_file()) {
        if (tail_has(*file_, gesture.group)) missing.push_back(part);
      } else if (part.file.annotator == annotator_ && !part.file.article.empty()) {
        const auto other = open_annotations(*settings_.files, project_, annotator_, part.file.article);
        if (other && !tail_has(*other, gesture.group)) continue;
        // Locked or out of reach: it stays noted.
        all = all && other && writer_->begin(part.file, other->extent);
        if (!all) continue;
        begun.push_back(part.file);
        missing.push_back(part);
      } else {
        all = false;
      }
    }
    if (missing.empty() && !all) continue;
    writer_->complete(gesture.group, std::move(missing), all);
    unsaved_.push_back(gesture.group);
    for (const HistoryFile& file : begun) writer_->end(file);
  }
  if (open_) take_in_copies(pending->gestures);
  entities_dirty_ = entities_dirty_ || entities_.unfinished > 0;
  entities_.unfinished = 0;
  if (file_) file_->unfinished = 0;
}

// What a sync tool's second copies hold is written after the history's own groups; the copies are set aside once it is
// on disk.
void Session::take_in_copies(const std::vector<PendingGesture>& noted) {
  if (file_->copies.empty() || !writer_->has(article_file())) return;
  const auto& groups = file_->groups;
  for (auto group = groups.end() - static_cast<std::ptrdiff_t>(file_->unfinished); group != groups.end(); ++group) {
    if (std::ranges::find(noted, group->id, &PendingGesture::group) != noted.end()) continue;
    writer_->append(group->id, {{article_file(), write_group(*group)}});
    unsaved_.push_back(group->id);
  }
  copies_.insert(copies_.end(), file_->copies.begin(), file_->copies.end());
  file_->copies.clear();
}

// Nothing of them is waiting for the disk any more.
void Session::set_copies_aside() {
  for (const Path& copy : std::exchange(copies_, {})) {
    const auto moved = move_file(*settings_.files, copy, name_aside(*settings_.files, *settings_.clock, copy, "joined"));
    // It is found again at the next opening, and to hold nothing new.
    if (!moved) snapshot_failures_[open_ ? article_file() : entities_file()] = NotSaved{moved.error(), {}};
  }
}

// What somebody else wrote into the snapshots enters the histories before the next gesture does.
void Session::write_pending() {
  const auto complete = [&](auto& pending, GroupId& last) {
    auto group = std::move(*pending);
    const auto frame = new_group<std::decay_t<decltype(group)>>(group.kind, GroupId(settings_.ids->next()), last);
    group.id = frame.id;
    if (group.after.empty()) group.after = frame.after;
    group.time = frame.time;
    if (group.by.empty()) group.by = frame.by;
    if (group.rules.empty()) group.rules = frame.rules;
    pending.reset();
    last = group.id;
    return group;
  };
  if (open_ && file_->pending && writer_->has(article_file())) {
    const Group group = complete(file_->pending, file_->last);
    writer_->append(group.id, {{article_file(), write_group(group)}});
    unsaved_.push_back(group.id);
    open_->seconds += group.seconds;
    open_->groups.push_back(group);
    open_->state.rules = group.rules;
  }
  if (open_ && file_->unjoined && writer_->has(article_file())) {
    const Group join = join_of(open_->groups);
    writer_->append(join.id, {{article_file(), write_group(join)}});
    unsaved_.push_back(join.id);
    open_->groups.push_back(join);
    open_->state = replay(open_->groups);
    file_->last = join.id;
    file_->unjoined = false;
  }
  if (entities_.pending && writer_->has(entities_file())) {
    const EntityGroup group = complete(entities_.pending, entities_.last);
    writer_->append(group.id, {{entities_file(), write_group(group)}});
    unsaved_.push_back(group.id);
    entities_.groups.push_back(group);
  }
  if (entities_.unjoined && writer_->has(entities_file())) {
    const EntityGroup join = join_of(entities_.groups);
    writer_->append(join.id, {{entities_file(), write_group(join)}});
    unsaved_.push_back(join.id);
    entities_.groups.push_back(join);
    entities_.last = join.id;
    entities_.unjoined = false;
  }
}

// A join may name what it brings together in the state, so it is written before a gesture builds on that.
Result<void> Session::join_first(bool article, bool entities) {
  const bool article_waits = article && file_ && file_->unjoined;
  const bool entities_wait = (entities || article) && entities_.unjoined && entities_.read_only.empty();
  if (!article_waits && !entities_wait) return {};
  if (auto begun = begin_files(article, entities_wait); !begun) return begun;
  complete_unfinished();
  write_pending();
  return {};
}

Result<GroupId> Session::commit(const Gesture& gesture, GroupKind kind, const GroupId& of, const std::string& snapshot) {
  // Status changes of a closed article (re-opening) are edits, so they belong to it.
  const bool in_article = belongs_to_article(gesture);
  if (auto begun = begin_files(in_article, !gesture.entity_edits.empty()); !begun) return begun.error();
  complete_unfinished();
  write_pending();

  const GroupId id(settings_.ids->next());
  std::vector<HistoryPart> parts;
  // Entities first: who reads the histories in that moment finds an entity that nothing uses yet, never a mention
  // of one that does not exist.
  if (!gesture.entity_edits.empty()) {
    auto group = new_group<EntityGroup>(kind, id, entities_.last);
    group.of = of;
    group.edits = gesture.entity_edits;
    parts.push_back({entities_file(), write_group(group)});
    entities_.last = id;
    entities_.groups.push_back(std::move(group));
    entities_dirty_ = true;
  }
  if (in_article) {
    auto group = new_group<Group>(kind, id, file_->last);
    group.of = of;
    group.snapshot = snapshot;
    group.seconds = take_seconds();
    if (file_->last.empty()) {
      group.edits.push_back(Begin{open_->article->id, annotator_, open_->article->facts.sha256});
    }
    group.edits.insert(group.edits.end(), gesture.edits.begin(), gesture.edits.end());
    parts.push_back({article_file(), write_group(group)});
    file_->last = id;
    open_->state.rules = group.rules;
    open_->seconds += group.seconds;
    open_->groups.push_back(std::move(group));
    article_dirty_ = true;
  }
  writer_->append(id, std::move(parts));
  unsaved_.push_back(id);
  return id;
}

bool Session::poll() {
  const auto reports = writer_->take_reports();
  bool saved = false;
  for (const WriterReport& report : reports) {
    if (const auto* durable = std::get_if<Durable>(&report)) {
      std::erase(unsaved_, durable->group);
      nowhere_.erase(durable->group);
      saved = true;
    } else if (const auto* failed = std::get_if<Failed>(&report)) {
      failure_ = NotSaved{failed->error, failed->rescued_to};
      if (failed->rescued_to.empty()) {
        nowhere_.insert(failed->group);
      } else {
        nowhere_.erase(failed->group);
      }
    } else if (const auto* left = std::get_if<LeftBehind>(&report)) {
      std::erase(unsaved_, left->group);
      nowhere_.erase(left->group);
      left_behind_ = true;
    } else if (const auto* failed_snapshot = std::get_if<SnapshotFailed>(&report)) {
      // The history has everything; the snapshot can be rebuilt. Still, nothing fails silently.
      snapshot_failures_[failed_snapshot->file] = NotSaved{failed_snapshot->error, {}};
      if (failed_snapshot->file == entities_file()) {
        entities_dirty_ = true;
      } else if (open_ && failed_snapshot->file == article_file()) {
        article_dirty_ = true;
      }
    } else if (const auto* changed = std::get_if<SnapshotChanged>(&report)) {
      // What somebody else wrote is joined when it is read; till then the history has everything.
      if (changed->file == entities_file()) {
        entities_dirty_ = true;
      } else if (open_ && changed->file == article_file()) {
        article_dirty_ = true;
      }
    } else if (const auto* written = std::get_if<SnapshotWritten>(&report)) {
      // Those of articles that were left since are written with their next edit.
      std::erase_if(snapshot_failures_, [&](const auto& each) {
        return each.first == written->file || !writer_->has(each.first);
      });
    }
  }
  take_what_was_found();
  const bool read = take_what_was_read();
  if (unsaved_.empty() && !left_behind_) failure_.reset();
  if (unsaved_.empty() && !failure_ && !copies_.empty()) set_copies_aside();
  // The disk takes something again: the snapshots too?
  if (saved && !snapshot_failures_.empty() && !failure_) write_snapshots();
  return !reports.empty() || read;
}

SaveState Session::save_state() const {
  if (failure_) return *failure_;
  if (!snapshot_failures_.empty()) return snapshot_failures_.begin()->second;
  if (!unsaved_.empty()) return Saving{};
  return Saved{};
}

Result<std::vector<RescuedHistory>> Session::rescued_changes() {
  return find_rescued(*settings_.files, project_, settings_.state_folder);
}

Result<Session::BroughtBack> Session::bring_back() {
  finish_reading();
  const ArticleId at = open_ ? open_->article->id : ArticleId();
  save_again();
  write_snapshots();
  wait_until_saved();
  if (!unsaved_.empty()) return failure_->error;
  // Their locks are taken anew below.
  end_article();
  writer_->end(entities_file());

  BroughtBack done;
  std::vector<Path> tried;
  for (;;) {
    const auto found = rescued_changes();
    if (!found) return found.error();
    const auto next = std::ranges::find_if(*found, [&](const RescuedHistory& each) {
      return !each.refusal && std::ranges::find(tried, each.path) == tried.end();
    });
    if (next == found->end()) {
      for (const RescuedHistory& each : *found) {
        if (each.refusal) done.refused.push_back(*each.refusal);
      }
      break;
    }
    tried.push_back(next->path);
    if (const auto back = sayso::bring_back(*settings_.files, *settings_.clock, project_, *next, annotator_.value)) {
      done.changes += next->changes;
    } else {
      done.refused.push_back(back.error());
    }
  }
  if (done.refused.empty()) {
    left_behind_ = false;
    snapshot_failures_.clear();  // of histories that are opened anew: written with the next edit
  }
  poll();
  const auto before_entities = before(Concern::entities);
  auto entities = open_entities(*settings_.files, project_, annotator_);
  if (!entities) return entities.error();
  watch(Concern::entities, before_entities);
  entities_ = std::move(entities).value();
  if (!at.empty()) {
    if (const auto opened = open_article(at); !opened) return opened.error();
    // The open article's snapshot holds what was brought back at once; those of others follow with their next edit.
    if (done.changes > 0 && open_->read_only.empty() && begin_files(true, false)) {
      complete_unfinished();
      write_pending();
      article_dirty_ = true;
      write_snapshots();
      wait_until_saved();
    }
  }
  return done;
}

// Leaving lets go of the gestures that failed; a copy of each must lie somewhere before.
Result<void> Session::may_leave() {
  if (unsaved_.empty()) return {};
  wait_until_saved();
  if (nowhere_.empty()) return {};
  save_again();
  wait_until_saved();
  if (nowhere_.empty()) return {};
  return failure_->error;
}

void Session::wait_until_saved() {
  do writer_->flush();
  while (poll());
}

void Session::write_snapshots() {
  if (open_ && article_dirty_ && writer_->has(article_file())) {
    writer_->write_snapshot(article_file(), sayso::write_snapshot(open_->state), file_->last);
    article_dirty_ = false;
  }
  if (entities_dirty_ && writer_->has(entities_file())) {
    writer_->write_snapshot(entities_file(), write_entities(registry()), entities_.last);
    entities_dirty_ = false;
  }
}

void Session::close() {
  finish_reading();
  write_snapshots();
  wait_until_saved();
  end_article();
  if (writer_->has(entities_file())) writer_->end(entities_file());
  poll();
  open_.reset();
  file_.reset();
  timeline_ = {};
  if (watch_) {
    for (const Concern concern : {Concern::text, Concern::annotations, Concern::entities}) watch_->forget(concern);
  }
}

}  // namespace sayso
