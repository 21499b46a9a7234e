// How a session comes to what it shows: projects, annotators, articles, and what was done on earlier days.
#include <algorithm>
#include <unordered_map>

#include "annotations/edit/update.h"
#include "annotations/session.h"
#include "core/tasks/parallel.h"

namespace sayso {
namespace {

// An article that nobody annotated yet has a state of its own too.
void begin_if_empty(Annotations& state, const AnnotatorId& annotator, const Article& article) {
  if (!state.article.empty()) return;
  state.article = article.id;
  state.annotator = annotator;
  state.text_sha256 = article.facts.sha256;
}

}  // namespace

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
  finish_reading();
  if (const auto may = may_leave(); !may) return may;
  const ArticleId at = open_ ? open_->article->id : ArticleId();
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

HistoryFile Session::article_file() const { return {annotator_, open_->article->id}; }

// The annotations of an article, as they are found in its files, and what follows from them.
Session::Read Session::read(FileSystem& files, const Project& project, const AnnotatorId& annotator, const Article& article,
                            bool watching, const WhenRead& when_read) {
  Read read{{}, OpenedAnnotations()};
  if (watching) read.before = before(files, project.folder, Concern::annotations, {annotator, article.id});
  read.opened = open_annotations(files, project, annotator, article.id);
  if (!read.opened) return read;
  Annotations& state = read.opened->state;
  begin_if_empty(state, annotator, article);
  auto timeline = meanwhile(read.opened->groups.size(), [&] { return timeline_of(*read.opened); });
  if (when_read) when_read(article, state, read.opened->groups);
  read.timeline = timeline.get();
  return read;
}

Result<void> Session::open_article(const ArticleId& id, const WhenRead& when_read) {
  finish_reading();
  if (const auto may = may_leave(); !may) return may;
  write_snapshots();
  const auto before_text = before(Concern::text, id);
  auto loaded = load_article(*settings_.files, project_, id);
  if (!loaded) return loaded.error();
  // What this session wrote itself must be on disk before the file is read again.
  const bool again = open_ && open_->article->id == id;
  end_article();
  poll();
  if (!again) {
    corrected_.clear();
    correct_again_.clear();
  }
  open_.reset();
  file_.reset();
  Shared<Article> article(std::move(loaded->article));
  // What was shown and is shown anew must not go away in between.
  const bool behind = settings_.read_behind && !again;
  std::optional<Read> there;
  if (!behind) {
    there = read(*settings_.files, project_, annotator_, *article, watch_ != nullptr, when_read);
    if (!there->opened) return there->opened.error();
  }

  open_.emplace();
  open_->article = article;
  open_->index = TextIndex(open_->article->text);
  open_->problems = std::move(loaded->problems);
  if (!again) {
    active_ = {};
    last_activity_.reset();
  }
  focus_.reset();
  passed_over_.clear();
  look_for_unfinished_ = true;
  watch(Concern::text, before_text);
  if (behind) {
    open_->reading = true;
    if (watch_) watch_->forget(Concern::annotations);  // those of the article before
    // Of the project, what opening asks for: the rest may change meanwhile.
    Project project;
    project.folder = project_.folder;
    project.articles = project_.articles;
    project.annotators = project_.annotators;
    std::promise<Read> found;
    reading_ = found.get_future();
    reader_ = std::jthread([files = settings_.files, wake = settings_.wake, watching = watch_ != nullptr, annotator = annotator_,
                            article, project = std::move(project), when_read, found = std::move(found)]() mutable {
      found.set_value(read(*files, project, annotator, *article, watching, when_read));
      if (wake) wake();  // it is there by then
    });
  }
  take_in(behind ? Read{{}, OpenedAnnotations()} : *std::move(there));
  return {};
}

// What was read is what is shown from now on; of annotations that cannot be read at all nothing is, and they are not
// changed.
void Session::take_in(Read read) {
  OpenArticle& open = *open_;
  OpenedAnnotations found;
  if (read.opened) {
    found = std::move(read.opened).value();
  } else {
    found.problems = {read.opened.error()};
    found.read_only = "its annotations cannot be read";
  }
  open.problems.insert(open.problems.end(), found.problems.begin(), found.problems.end());
  open.undecided = std::move(found.undecided);
  open.read_only = found.read_only.empty() ? project_.read_only : found.read_only;
  open.outside_records = found.outside_records;
  for (const Group& group : found.groups) open.seconds += group.seconds;
  open.state = std::move(found.state);
  begin_if_empty(open.state, annotator_, *open.article);
  // Of the history, `file_` keeps what is not in it yet.
  open.groups = std::move(found.groups);
  found.groups.assign(open.groups.end() - static_cast<std::ptrdiff_t>(found.unfinished), open.groups.end());
  found.state = {};
  file_ = std::move(found);
  article_dirty_ = file_->pending.has_value();
  timeline_ = std::move(read.timeline);
  if (!open.reading) watch(Concern::annotations, read.before);
}

void Session::finish_reading() {
  if (!reading_.valid()) return;
  Read found = reading_.get();
  open_->reading = false;
  take_in(std::move(found));
}

bool Session::take_what_was_read() {
  if (!reading_.valid() || reading_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return false;
  finish_reading();
  return true;
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
Timeline<Session::Step> Session::timeline_of(const OpenedAnnotations& opened) {
  Timeline<Step> timeline;
  if (opened.pending || opened.unjoined) return timeline;
  for (const Group& group : opened.groups) {
    const bool status_only = !group.edits.empty() && std::ranges::all_of(group.edits, [](const Edit& edit) {
      return std::holds_alternative<SetStatus>(edit);
    });
    if (group.kind == GroupKind::undo) {
      if (const Step* next = timeline.next_undo(); next && next->group == group.of) timeline.undone();
    } else if (group.kind == GroupKind::redo) {
      if (const Step* next = timeline.next_redo(); next && next->group == group.of) timeline.redone();
    } else if (group.kind == GroupKind::edit || group.kind == GroupKind::restore) {
      if (!status_only) timeline.push({group.id, {}, {}, {}, false});
    } else if (group.kind == GroupKind::submit) {
      timeline.forget_undone();
    } else {
      timeline = {};
    }
  }
  return timeline;
}

}  // namespace sayso
