// Opening and closing projects and articles. The text comes first; what goes with its annotations, when they are read.
#include <algorithm>
#include <cmath>

#include "core/tasks/parallel.h"
#include "ui/desktop/editor.h"

namespace sayso::ui {

Result<void> Editor::open_project(const Path& folder, const ArticleId& wanted, const AnnotatorId& as) {
  Session::Settings settings{world_.files, world_.clock, world_.ids, world_.state_folder, {}, world_.wake, {}, world_.read_behind};
  if (world_.watch_every.count() > 0) settings.watch_every = world_.watch_every;
  auto opened = Session::open(std::move(settings), folder, as.empty() ? world_.annotator : as);
  if (!opened) return opened.error();
  if (auto closed = close(); !closed) return closed;
  document_.reset();
  segmenter_.reset();
  session_ = std::move(opened).value();
  to_open_anew_ = awaited_ = false;
  facts_ = facts_of(session_->scheme());
  const Look look = ui_.look;
  ui_ = {};
  ui_.look = look;
  problems_ = {};
  lookups_ = {};
  suggestions_ = {};
  find_anew();
  if (world_.project_opened) world_.project_opened(session_->project().folder);
  forget_progress();
  find_plugins_anew();
  // The article that is opened is not read by two at once.
  auto opened_first = open_first_article(wanted);
  reading_->begin(session_->project());
  if (!opened_first) return opened_first;
  offer_rescued();
  return {};
}

Result<void> Editor::open_first_article(const ArticleId& wanted) {
  const auto& articles = session_->project().articles;
  if (articles.empty()) return {};
  auto opened = try_open_article(wanted.empty() ? next_unfinished(0).value_or(articles.front()) : wanted);
  if (opened || !wanted.empty()) return opened;
  ui_.not_shown = to_text(opened.error());  // the others can be chosen
  return {};
}

Result<void> Editor::try_open_article(const ArticleId& id) {
  need_annotations();  // of the article before: how far it is is shown in the list
  if (reading_) reading_->leave_out(id);
  prepared_ = std::make_shared<Lookups>();
  const auto prepare = [to = prepared_, registry = session_->registry(), &scheme = session_->scheme(), &facts = facts_](
                           const Article& article, const Annotations& state, const std::vector<Group>& groups) {
    auto rest = meanwhile(groups.size(), [&] {
      to->history.follow(groups);
      to->decisions.follow(state, article.facts.sha256, registry);
    });
    to->index.follow(state, registry, scheme, facts);
    rest.get();
  };
  if (auto opened = session_->open_article(id, prepare); !opened) {
    prepared_.reset();
    if (!session_->article()) {
      document_.reset();
      segmenter_.reset();
    }
    return opened;
  }
  show_article();
  return {};
}

// The open article from its beginning, as the session has it now.
void Editor::show_article() {
  const OpenArticle& open = article();
  document_.emplace(*world_.fonts, open.article->text, document_style(scale_));
  segmenter_ = std::make_unique<Segmenter>(open.article->text, open.article->facts.language);
  overview_ = {};
  cards_made_.reset();
  scroll_ = 0;
  ui_.not_shown.clear();
  ui_.mode = Reading{};
  ui_.caret = ui_.anchor = Byte(0);
  ui_.active = {};
  ui_.span = {};
  ui_.target.reset();
  ui_.finishing = false;
  ui_.chosen_problem.clear();
  ui_.chosen_decision.clear();
  ui_.placing = {};
  ui_.right_scroll = ui_.bottom_scroll = 0;
  ui_.speaker_ranks.clear();
  problems_ = {};
  awaited_ = open.reading;
  if (!awaited_) show_annotations();
  find_anew();
  frame_needed_ = true;
}

// Something that needs the open article's annotations is to be done: they are waited for.
void Editor::need_annotations() {
  if (!awaited_ || !has_article()) return;
  session_->finish_reading();
  show_annotations();
}

// What goes with the annotations of an article that was just opened, or that have come since.
void Editor::show_annotations() {
  awaited_ = false;
  if (prepared_) lookups_ = std::move(*prepared_);
  prepared_.reset();
  overview_ = {};
  cards_made_.reset();
  const OpenArticle& open = article();
  for (const auto& [entity, count] : scene().index.speakers()) ui_.speaker_ranks.emplace(entity->id.value, ui_.speaker_ranks.size());
  problems_ = ProblemList(opening_problems());
  if (open.outside_records > 0) {
    notice("changed outside: " + std::to_string(open.outside_records) + (open.outside_records == 1 ? " record" : " records"));
  }
  offer_to_find_again("The text has changed since these annotations were made.");
  show_progress();
  request_check();
}

void Editor::open_article(const ArticleId& id) {
  if (!session_ || (has_article() && article().article->id == id)) return;
  keep_field();
  const ArticleId before = has_article() ? article().article->id : ArticleId();
  if (auto opened = try_open_article(id); !opened) {
    report(opened.error());
    if (!session_->article() && !before.empty() && before != id) {
      if (auto back = try_open_article(before); !back) report(back.error());
    }
  }
}

std::vector<Finding> Editor::opening_problems() const {
  std::vector<Finding> problems;
  const auto add = [&](const char* rule, std::string message, Severity severity) {
    Finding finding;
    finding.rule = rule;
    finding.severity = severity;
    finding.article = article().article->id;
    finding.message = std::move(message);
    problems.push_back(std::move(finding));
  };
  for (const Error& error : session_->project().problems) add("store", to_text(error), Severity::error);
  for (const Error& error : session_->entity_problems()) add("store", to_text(error), Severity::error);
  for (const Error& error : article().problems) {
    // What waits for a decision has a list of its own, which goes with the state.
    if (std::ranges::find(article().undecided, error) == article().undecided.end()) add("store", to_text(error), Severity::error);
  }
  for (const Error& error : plugin_problems_) add("plugin", to_text(error), Severity::warning);
  for (const LeftOutPlugin& left_out : plugins_.left_out) {
    if (left_out.why == LeftOutPlugin::Why::disabled) continue;
    add("plugin",
        "this project brings the plugin " + left_out.plugin.name + ", which does not run (" + to_text(left_out.why) +
            "): Ctrl Shift P shows it and lets you say yes to it",
        Severity::hint);
  }
  return problems;
}

Result<void> Editor::close() {
  if (!session_) return {};
  session_->close();
  const SaveState state = session_->save_state();
  const auto* failed = std::get_if<NotSaved>(&state);
  if (!failed) return {};
  Error error = failed->error;
  if (!failed->rescued_to.empty()) error.remedy += (error.remedy.empty() ? "" : "; ") + ("what is missing was kept in " + failed->rescued_to.string());
  return error;
}

}  // namespace sayso::ui
