#include "annotations/session.h"

#include <algorithm>
#include <cassert>

#include "annotations/edit/split_edits.h"
#include "annotations/edit/update.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/merged_state.h"
#include "annotations/store/reanchor.h"
#include "annotations/store/snapshot_codec.h"
#include "annotations/store/text_corrections.h"
#include "core/files/hash.h"

namespace sayso {
namespace {

// A stretch without key or pointer longer than this is not counted as work.
constexpr std::chrono::seconds kIdleAfter{30};

Result<void> closed_error(const Annotations& state) {
  return usage_error("the article is " + std::string(state.status == Status::done ? "submitted" : "skipped"),
                     "re-open it with a reason to change it");
}

// The records that a gesture is about, in its order.
std::vector<RecordId> records_of(const std::vector<Edit>& edits) {
  std::vector<RecordId> records;
  const auto note = [&](const auto& edit) {
    if constexpr (requires { edit.of; }) records.push_back(edit.of);
    if constexpr (requires { edit.span->id; }) records.push_back(edit.span->id);
    if constexpr (requires { edit.frame->id; }) records.push_back(edit.frame->id);
  };
  for (const Edit& edit : edits) std::visit(note, edit);
  return records;
}

std::optional<CodePointRange> place_of_record(const RecordId& id, const Annotations& state) {
  if (const Span* span = state.spans.find(id.value); span && !span->at.empty()) return hull(span->at);
  CodePointRange place;
  const Frame* frame = state.frames.find(id.value);
  if (frame && place_of(*frame, state.spans, place)) return place;
  return std::nullopt;
}

}  // namespace

Session::Session(Settings settings, Project project, AnnotatorId annotator, OpenedEntities entities)
    : settings_(std::move(settings)),
      project_(std::move(project)),
      annotator_(std::move(annotator)),
      entities_(std::move(entities)),
      writer_(std::make_unique<HistoryWriter>(
          *settings_.files, *settings_.clock,
          WriterSettings{project_.folder, settings_.state_folder, annotator_.value, settings_.wake, asked_})) {}

Session::~Session() = default;

bool Session::belongs_to_article(const Gesture& gesture) const {
  return open_ && !(is_closed() && gesture.edits.empty());
}

bool Session::is_closed() const {
  return open_ && (open_->state.status == Status::done || open_->state.status == Status::skipped);
}

// Which status of several stands is said of an article that one of them closed.
bool Session::is_closed_to(const Gesture& gesture) const {
  if (!is_closed() || gesture.edits.empty()) return false;
  const bool status_alone = std::ranges::all_of(gesture.edits, [](const Edit& edit) { return std::holds_alternative<SetStatus>(edit); });
  return !(status_alone && open_->state.conflicts.fields.contains("status"));
}

Result<void> Session::join_histories() {
  finish_reading();
  if (auto may = may_write(); !may) return may;
  return join_first(open_.has_value(), true);
}

Result<void> Session::may_write() const {
  if (annotator_.empty()) return usage_error("nobody is annotating yet", "say who you are first");
  if (annotator_ == kGold && settings_.by.empty()) {
    return usage_error("'gold' is the adjudicated version", "say which reviewer decides");
  }
  if (open_ && !open_->read_only.empty()) return usage_error(open_->read_only);
  if (!open_ && !project_.read_only.empty()) return usage_error(project_.read_only);
  return {};
}

// The states after the gesture, and what takes it back; nothing is changed when it fails.
Result<Session::Step> Session::apply(const Gesture& gesture, Annotations& state, Registry& registry) const {
  Step step;
  step.forward = gesture.edits;
  for (const Edit& edit : gesture.edits) {
    auto next = update(state, edit);
    if (!next) return next.error();
    const auto back = inverse(state, edit);
    step.backward.insert(step.backward.begin(), back.begin(), back.end());
    state = std::move(next).value();
  }
  for (const EntityEdit& edit : gesture.entity_edits) {
    auto next = update(registry, edit);
    if (!next) return next.error();
    step.entities.push_back({edit, inverse(registry, edit)});
    registry = std::move(next).value();
  }
  return step;
}

void Session::look_at(const Gesture& gesture, const Annotations& before, const Annotations& after) {
  focus_.reset();
  for (const RecordId& record : records_of(gesture.edits)) {
    if (!focus_) focus_ = place_of_record(record, after);
  }
  for (const RecordId& record : records_of(gesture.edits)) {
    if (!focus_) focus_ = place_of_record(record, before);
  }
}

Result<GroupId> Session::dispatch(Gesture gesture, NewIds* made, GroupKind kind) {
  if (gesture.empty()) return GroupId();
  finish_reading();
  if (auto may = may_write(); !may) return may.error();
  assert(open_ || gesture.edits.empty());
  if (is_closed_to(gesture)) return closed_error(open_->state).error();
  writer_->expect();

  if (open_) {
    // First, so that the gesture's own splits come after them.
    const auto overruled = splits_overruled(registry(), open_->state, gesture.edits);
    gesture.entity_edits.insert(gesture.entity_edits.begin(), overruled.begin(), overruled.end());
  }
  const bool in_article = belongs_to_article(gesture);
  if (auto joined = join_first(in_article, !gesture.entity_edits.empty()); !joined) return joined.error();
  NewIds ids;
  put_real_ids(gesture.edits, gesture.entity_edits, registry(), *settings_.ids, made ? *made : ids);
  Annotations state = open_ ? open_->state : Annotations();
  Registry entities = registry();
  auto step = apply(gesture, state, entities);
  if (!step) return step.error();
  auto group = commit(gesture, kind, {}, {});
  if (!group) return group;

  entities_.state = std::move(entities);
  if (!gesture.entity_edits.empty()) entities_.changes.emplace(*group, step->entities);
  if (in_article) {
    look_at(gesture, open_->state, state);
    state.rules = open_->state.rules;
    open_->state = std::move(state);
    step->group = *group;
    timeline_.push(std::move(step).value());
  }
  passed_over_.clear();
  correct_again_.clear();
  return group;
}

Result<GroupId> Session::retrace(const Step& step, const std::vector<Edit>& edits, const Retrace& entities,
                                 GroupKind kind) {
  writer_->expect();
  const Gesture gesture{edits, entities.edits};
  Annotations state = open_->state;
  Registry registry = entities_.state;
  if (auto done = apply(gesture, state, registry); !done) return done.error();
  auto group = commit(gesture, kind, step.group, {});
  if (!group) return group;
  look_at(gesture, open_->state, state);
  state.rules = open_->state.rules;
  open_->state = std::move(state);
  entities_.state = std::move(registry);
  passed_over_ = entities.passed;
  return group;
}

Result<GroupId> Session::undo() {
  if (!open_) return usage_error("no article is open");
  finish_reading();
  if (auto may = may_write(); !may) return may.error();
  if (undoes_correction()) {
    auto again = correct(corrected_.back().splices);
    if (!again) return again.error();
    corrected_.pop_back();
    again->then = next_redo();
    correct_again_.push_back(*std::move(again));
    return GroupId();
  }
  if (is_closed()) return closed_error(open_->state).error();
  const Step* step = timeline_.next_undo();
  if (step && !step->is_read) read_steps();
  if (!step) return usage_error("there is nothing to undo in this article");
  auto group = retrace(*step, step->backward, undo_of(registry(), step->entities), GroupKind::undo);
  if (group) timeline_.undone();
  return group;
}

Result<GroupId> Session::redo() {
  if (!open_) return usage_error("no article is open");
  finish_reading();
  if (auto may = may_write(); !may) return may.error();
  if (redoes_correction()) {
    auto back = correct(correct_again_.back().splices);
    if (!back) return back.error();
    correct_again_.pop_back();
    corrected_.push_back(*std::move(back));
    return GroupId();
  }
  if (is_closed()) return closed_error(open_->state).error();
  const Step* step = timeline_.next_redo();
  if (step && !step->is_read) read_steps();
  if (!step) return usage_error("there is nothing to do again in this article");
  auto group = retrace(*step, step->forward, redo_of(registry(), step->entities), GroupKind::redo);
  if (group) timeline_.redone();
  return group;
}

Result<GroupId> Session::restore(GroupId group) {
  if (!open_) return usage_error("no article is open");
  finish_reading();
  if (auto may = may_write(); !may) return may.error();
  if (is_closed()) return closed_error(open_->state).error();
  if (auto joined = join_first(true, false); !joined) return joined.error();
  const auto found = std::ranges::find(open_->groups, group, &Group::id);
  if (found == open_->groups.end()) return usage_error("there is no group '" + group.value + "' in this history");
  Annotations then = MergedAnnotations(open_->groups).after(static_cast<std::size_t>(found - open_->groups.begin()));
  then.status = open_->state.status;
  then.reason = open_->state.reason;
  // It may have been so on a text that was corrected since.
  const auto corrections = read_corrections(*settings_.files, project_, open_->article->id);
  if (!corrections) return corrections.error();
  for (const Edit& edit : edits_to_now(then, corrections->corrections, open_->article->text, open_->article->facts.sha256)) {
    if (auto next = update(then, edit)) then = std::move(next).value();
  }
  Annotations state = open_->state;
  Registry registry = entities_.state;
  const Gesture gesture{difference(state, then), {}};
  if (gesture.empty()) return GroupId();
  auto applied = apply(gesture, state, registry);
  if (!applied) return applied.error();
  auto made = commit(gesture, GroupKind::restore, group, {});
  if (!made) return made;
  look_at(gesture, open_->state, state);
  state.rules = open_->state.rules;
  open_->state = std::move(state);
  applied->group = *made;
  timeline_.push(std::move(applied).value());
  passed_over_.clear();
  return made;
}

Result<GroupId> Session::find_again() {
  if (!open_) return usage_error("no article is open");
  finish_reading();
  return dispatch({sayso::find_again(open_->state, open_->index, open_->article->facts.sha256), {}});
}

Result<GroupId> Session::submit() {
  if (!open_) return usage_error("no article is open");
  finish_reading();
  if (auto may = may_write(); !may) return may.error();
  if (is_closed()) return closed_error(open_->state).error();
  Gesture gesture;
  gesture.edits = {SetStatus{Status::done, {}}};
  if (auto joined = join_first(true, false); !joined) return joined.error();
  Annotations state = *update(open_->state, gesture.edits.front());
  state.rules = project_.rules;
  auto group = commit(gesture, GroupKind::submit, {}, sha256_hex(sayso::write_snapshot(state)));
  if (!group) return group;
  open_->state = std::move(state);
  timeline_.forget_undone();
  write_snapshots();
  return group;
}

Result<GroupId> Session::skip(const std::string& reason) {
  if (!open_) return usage_error("no article is open");
  finish_reading();
  if (auto may = may_write(); !may) return may.error();
  if (is_closed()) return closed_error(open_->state).error();
  if (reason.empty()) return usage_error("an article is skipped with a reason");
  Gesture gesture;
  gesture.edits = {SetStatus{Status::skipped, reason}};
  if (auto joined = join_first(true, false); !joined) return joined.error();
  Annotations state = *update(open_->state, gesture.edits.front());
  auto group = commit(gesture, GroupKind::edit, {}, {});
  if (!group) return group;
  state.rules = project_.rules;
  open_->state = std::move(state);
  write_snapshots();
  return group;
}

Result<GroupId> Session::reopen(const std::string& reason) {
  if (!open_) return usage_error("no article is open");
  finish_reading();
  if (auto may = may_write(); !may) return may.error();
  if (!is_closed()) return usage_error("the article is open already");
  if (reason.empty()) return usage_error("an article is re-opened with a reason");
  Gesture gesture;
  gesture.edits = {SetStatus{Status::reopened, reason}};
  if (auto joined = join_first(true, false); !joined) return joined.error();
  Annotations state = *update(open_->state, gesture.edits.front());
  auto group = commit(gesture, GroupKind::edit, {}, {});
  if (!group) return group;
  state.rules = project_.rules;
  open_->state = std::move(state);
  return group;
}

void Session::note_activity() {
  const SteadyTime now = settings_.clock->steady();
  if (last_activity_ && now - *last_activity_ < kIdleAfter) {
    active_ += std::chrono::duration_cast<std::chrono::milliseconds>(now - *last_activity_);
  }
  last_activity_ = now;
  if (watch_) watch_->note_activity();
}

std::int64_t Session::take_seconds() {
  const auto whole = std::chrono::duration_cast<std::chrono::seconds>(active_);
  active_ -= whole;
  return whole.count();
}

std::int64_t Session::active_seconds() const {
  return std::chrono::duration_cast<std::chrono::seconds>(active_).count() + (open_ ? open_->seconds : 0);
}

}  // namespace sayso
