#include "annotations/session.h"

#include <algorithm>
#include <cassert>
#include <unordered_map>

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
    if constexpr (requires { edit.span.id; }) records.push_back(edit.span.id);
    if constexpr (requires { edit.frame.id; }) records.push_back(edit.frame.id);
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

Result<std::unique_ptr<Session>> Session::open(Settings settings, const Path& folder, const AnnotatorId& annotator) {
  OutsideWatch::Before before_project, before_entities;
  if (settings.watch_every) {
    const auto resolved = settings.files->resolve(folder);
    const Path absolute = resolved.ok() ? *resolved : folder;
    before_project = before(*settings.files, absolute, Concern::project, {});
    before_entities = before(*settings.files, absolute, Concern::entities, {annotator, {}});
  }
  auto project = open_project(*settings.files, folder);
  if (!project) return project.error();
  if (!annotator.empty()) {
    if (const auto named = check_annotator_id(annotator); !named) return named.error();
  }
  auto entities = open_entities(*settings.files, *project, annotator);
  if (!entities) return entities.error();
  std::unique_ptr<Session> session(
      new Session(std::move(settings), std::move(project).value(), annotator, std::move(entities).value()));
  if (const auto every = session->settings_.watch_every) {
    session->watch_ = std::make_unique<OutsideWatch>(
        *session->settings_.files, session->project_.folder,
        OutsideWatch::Settings{*every, session->settings_.wake, session->asked_});
    session->watch(Concern::project, before_project);
    session->watch(Concern::entities, before_entities);
  }
  return session;
}

Result<void> Session::set_annotator(const AnnotatorId& annotator) {
  if (const auto named = check_new_annotator_id(annotator); !named) return named;
  if (const auto may = may_leave(); !may) return may;
  const ArticleId at = open_ ? open_->article.id : ArticleId();
  close();
  OutsideWatch::Before before_entities;
  if (watch_) before_entities = before(*settings_.files, project_.folder, Concern::entities, {annotator, {}});
  auto entities = open_entities(*settings_.files, project_, annotator);
  if (!entities) return entities.error();
  annotator_ = annotator;
  watch(Concern::entities, before_entities);
  entities_ = std::move(entities).value();
  writer_ = std::make_unique<HistoryWriter>(
      *settings_.files, *settings_.clock,
      WriterSettings{project_.folder, settings_.state_folder, annotator_.value, settings_.wake, asked_});
  return at.empty() ? Result<void>() : open_article(at);
}

Result<ArticleId> Session::add(const NewArticle& article) {
  if (watch_) watch_->discard();
  return add_article(*settings_.files, project_, article);
}

HistoryFile Session::article_file() const { return {annotator_, open_->article.id}; }

Result<void> Session::open_article(const ArticleId& id) {
  if (const auto may = may_leave(); !may) return may;
  write_snapshots();
  const auto before_text = before(Concern::text, id);
  auto loaded = load_article(*settings_.files, project_, id);
  if (!loaded) return loaded.error();
  // What this session wrote itself must be on disk before the file is read again.
  const bool again = open_ && open_->article.id == id;
  end_article();
  poll();
  if (!again) {
    corrected_.clear();
    correct_again_.clear();
  }
  open_.reset();
  file_.reset();
  const auto before_annotations = before(Concern::annotations, id);
  auto opened = open_annotations(*settings_.files, project_, annotator_, id);
  if (!opened) return opened.error();

  open_.emplace();
  open_->article = std::move(loaded->article);
  open_->index = TextIndex(open_->article.text);
  open_->problems = std::move(loaded->problems);
  open_->problems.insert(open_->problems.end(), opened->problems.begin(), opened->problems.end());
  open_->undecided = opened->undecided;
  open_->read_only = opened->read_only.empty() ? project_.read_only : opened->read_only;
  open_->outside_records = opened->outside_records;
  open_->groups = opened->groups;
  for (const Group& group : open_->groups) open_->seconds += group.seconds;
  open_->state = opened->state;
  if (open_->state.article.empty()) {
    open_->state.article = id;
    open_->state.annotator = annotator_;
    open_->state.text_sha256 = open_->article.facts.sha256;
  }
  file_ = std::move(opened).value();
  article_dirty_ = file_->pending.has_value();
  if (!again) {
    active_ = {};
    last_activity_.reset();
  }
  focus_.reset();
  passed_over_.clear();
  look_for_unfinished_ = true;
  watch(Concern::text, before_text);
  watch(Concern::annotations, before_annotations);
  rebuild_timeline();
  return {};
}

Session::Step Session::step_of(const Group& group, Annotations& state) const {
  Step step;
  step.group = group.id;
  for (const Edit& edit : group.edits) {
    // What takes back a new record is known without the state before it, which to keep would cost a copy.
    const bool adds = std::holds_alternative<AddSpan>(edit) || std::holds_alternative<AddFrame>(edit);
    const std::optional<Annotations> before = adds ? std::nullopt : std::optional(state);
    if (const auto done = sayso::apply(state, edit); !done) continue;
    const auto back = inverse(before ? *before : state, edit);
    step.backward.insert(step.backward.begin(), back.begin(), back.end());
    if (!std::holds_alternative<Begin>(edit)) step.forward.push_back(edit);
  }
  const auto entities = entities_.changes.find(group.id);
  if (entities != entities_.changes.end()) step.entities = entities->second;
  return step;
}

// The edits of all steps of earlier days: a history is gone through once.
void Session::read_steps() {
  std::unordered_map<std::string, Step*> wanted;
  timeline_.for_each([&](Step& step) {
    if (!step.is_read) wanted.emplace(step.group.value, &step);
  });
  Annotations state;
  for (const Group& group : open_->groups) {
    const auto found = wanted.find(group.id.value);
    if (found == wanted.end()) {
      state = update_leniently(std::move(state), group);
    } else {
      *found->second = step_of(group, state);
    }
  }
}

// Undo works after a restart: which steps there were is read off the histories, and what they did with the first undo.
// What lies before a change that came from outside or by joining has been overtaken and is not taken back.
void Session::rebuild_timeline() {
  timeline_ = {};
  if (file_->pending || file_->unjoined) return;
  for (const Group& group : open_->groups) {
    const bool status_only = !group.edits.empty() && std::ranges::all_of(group.edits, [](const Edit& edit) {
      return std::holds_alternative<SetStatus>(edit);
    });
    if (group.kind == GroupKind::undo) {
      if (const Step* next = timeline_.next_undo(); next && next->group == group.of) timeline_.undone();
    } else if (group.kind == GroupKind::redo) {
      if (const Step* next = timeline_.next_redo(); next && next->group == group.of) timeline_.redone();
    } else if (group.kind == GroupKind::edit || group.kind == GroupKind::restore) {
      if (!status_only) timeline_.push({group.id, {}, {}, {}, false});
    } else if (group.kind == GroupKind::submit) {
      timeline_.forget_undone();
    } else {
      timeline_ = {};
    }
  }
}

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
  if (auto may = may_write(); !may) return may.error();
  if (is_closed()) return closed_error(open_->state).error();
  if (auto joined = join_first(true, false); !joined) return joined.error();
  const auto found = std::ranges::find(open_->groups, group, &Group::id);
  if (found == open_->groups.end()) return usage_error("there is no group '" + group.value + "' in this history");
  Annotations then = MergedAnnotations(open_->groups).after(static_cast<std::size_t>(found - open_->groups.begin()));
  then.status = open_->state.status;
  then.reason = open_->state.reason;
  // It may have been so on a text that was corrected since.
  const auto corrections = read_corrections(*settings_.files, project_, open_->article.id);
  if (!corrections) return corrections.error();
  for (const Edit& edit : edits_to_now(then, corrections->corrections, open_->article.text, open_->article.facts.sha256)) {
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
  return dispatch({sayso::find_again(open_->state, open_->index, open_->article.facts.sha256), {}});
}

Result<GroupId> Session::submit() {
  if (!open_) return usage_error("no article is open");
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
