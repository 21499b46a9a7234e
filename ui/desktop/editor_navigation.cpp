// Going to things: marks that are not annotated yet, annotations, articles, problems and their fixes.
#include <algorithm>

#include "ui/desktop/editor.h"

namespace sayso::ui {
namespace {

// What the quotation-mark checker calls a pair of marks that no annotation covers: a quote, or a word kept at a distance.
bool is_of_open_mark(const std::string& rule) { return rule == "quote-marks/unannotated" || rule == "quote-marks/scare"; }

}  // namespace

// ---- marks and annotations -------------------------------------------------------------------------

// A pair of marks that the checker reported and that nothing made since then covers.
bool Editor::is_open_mark(const Problem& problem) const {
  const Finding& finding = problem.finding;
  if (!is_of_open_mark(finding.rule) || finding.dismissed || finding.at.empty()) return false;
  const ArticleIndex& index = scene().index;
  for (const Places<Span>* places : {&index.fills(), &index.lines()}) {
    for (const auto& [at, span] : places->meeting(hull(finding.at))) {
      const Layer* layer = find_layer(session_->scheme(), span->layer);
      if (layer && !entity_attribute(*layer) && overlap(span->at, finding.at) && (layer->stands_alone || within_hull(finding.at, span->at))) return false;
    }
  }
  return true;
}

std::size_t Editor::open_marks() const {
  return static_cast<std::size_t>(std::ranges::count_if(problems_.all(), [&](const Problem& problem) { return is_open_mark(problem); }));
}

void Editor::go_to_mark(const Intent& intent) {
  if (!has_article()) return;
  const bool forward = intent.action == "next-mark";
  const CodePoint from = article().index.to_code_point(forward ? ui_.selection().end : ui_.selection().begin);
  const std::vector<std::size_t>& marks = problems_.by_place();
  // From here to the end, and then from the beginning; or the other way round.
  const std::size_t first = problems_.first_from(from);
  const Problem* next = nullptr;
  const Problem* selected = nullptr;
  for (std::size_t step = 0; step < marks.size() && !next; ++step) {
    const std::size_t at = forward ? first + step : first + 2 * marks.size() - 1 - step;
    const Problem& problem = problems_.all()[marks[at % marks.size()]];
    if (!is_open_mark(problem)) continue;
    const bool passed = forward || step >= first || hull(problem.finding.at).end <= from;
    (passed ? next : selected) = &problem;
  }
  if (!next) next = selected;
  if (!next) {
    notice(checking_->busy() ? "The marks are still being looked at." : "No quotation mark is left to annotate.");
    return;
  }
  const auto place = article().index.checked_bytes(hull(next->finding.at));
  if (!place) return;
  activate({}, {});
  select(*place);
}

void Editor::go_to_annotation(const Intent& intent) {
  if (!has_article()) return;
  ui_.mode = Reading{};
  const ArticleIndex& index = scene().index;
  const Places<Frame>& frames = index.frames();
  if (frames.empty()) {
    notice("There is no annotation yet.");
    return;
  }
  const bool forward = intent.action == "next-annotation";
  const std::size_t count = frames.size();
  std::size_t at = 0;
  if (const auto active = index.rank_of(ui_.active)) {
    at = *active + (forward ? 1 : count - 1);
  } else {
    at = frames.first_from(article().index.to_code_point(ui_.caret)) + (forward ? 0 : count - 1);
  }
  go_to_frame({"go-to-frame", frames.at(at % count).record->id.value, {}});
}

void Editor::go_to_frame(const Intent& intent) {
  const Frame* frame = has_article() ? annotations().frames.find(intent.of) : nullptr;
  if (!frame) return;
  RecordId span;
  CodePointRange place;
  place_of(*frame, annotations().spans, place);
  if (facts_.content) {
    const auto contents = spans_in(annotations(), *frame, facts_.content->name);
    if (!contents.empty()) {
      span = contents.front()->id;
      place = hull(contents.front()->at);
    }
  }
  activate(frame->id, span);
  if (const auto bytes = article().index.checked_bytes(place)) set_caret(bytes->begin, false);
}

void Editor::go_to_span(const Intent& intent) {
  const Span* span = has_article() ? annotations().spans.find(intent.of) : nullptr;
  if (!span) return;
  const RecordId id = span->id;
  ui_.span = id;
  if (const auto bytes = article().index.checked_bytes(hull(span->at))) set_caret(bytes->begin, false);
}

void Editor::go_to_speaker(const Intent& intent) {
  if (!has_article() || !facts_.speaker) return;
  const Scene now = scene();
  const Places<Frame>& frames = now.index.frames();
  const auto theirs = [&](const Frame& frame) {
    return std::ranges::any_of(now.index.speakers_in(frame.id), [&](const std::string& named) {
      const Entity* entity = resolve(now.registry(), EntityId(named));
      return entity && entity->id.value == intent.of;
    });
  };
  // From the active one on, and then from the beginning.
  const auto active = now.index.rank_of(ui_.active);
  const std::size_t first = active ? *active + 1 : 0;
  for (std::size_t step = 0; step < frames.size(); ++step) {
    const Frame& frame = *frames.at((first + step) % frames.size()).record;
    if (!theirs(frame)) continue;
    go_to_frame({"go-to-frame", frame.id.value, {}});
    return;
  }
}

void Editor::go_to_article(const Intent& intent) {
  if (!session_) return;
  const auto& articles = session_->project().articles;
  if (articles.empty()) return;
  const std::size_t at = has_article() ? place_in_list(article().article->id) : articles.size();
  if (at == articles.size()) {
    open_article(articles.front());
  } else if (intent.action == "next-article") {
    if (at + 1 < articles.size()) open_article(articles[at + 1]);
  } else if (at > 0) {
    open_article(articles[at - 1]);
  }
}

// ---- problems --------------------------------------------------------------------------------------

const Problem* Editor::problem_named(const std::string& key) const {
  return problems_.find(key);
}

// The problem that was gone to, or else the first one at the caret.
const Problem* Editor::problem_here() const {
  if (const Problem* chosen = problem_named(ui_.chosen_problem)) return chosen;
  const CodePoint caret = article().index.to_code_point(ui_.selection().begin);
  // One before, so that a problem that ends at the caret counts.
  const CodePointRange around{CodePoint(caret.value - std::min<std::size_t>(caret.value, 1)), CodePoint(caret.value + 1)};
  const Problem* first = nullptr;  // of the list
  for (const std::size_t index : problems_.meeting(around)) {
    const Problem& problem = problems_.all()[index];
    const bool here = std::ranges::any_of(problem.finding.at, [&](const CodePointRange& range) {
      return range.begin <= caret && caret <= range.end;
    });
    if (here && !problem.finding.fixes.empty() && (!first || &problem < first)) first = &problem;
  }
  return first;
}

void Editor::go_to_problem(const Intent& intent) {
  const Problem* problem = has_article() ? problem_named(intent.of) : nullptr;
  if (!problem) return;
  ui_.chosen_problem = problem->key;
  ui_.bottom = BottomTab::problems;
  ui_.mode = Reading{};
  if (problem->finding.at.empty()) return;
  const auto place = article().index.checked_bytes(hull(problem->finding.at));
  if (!place) return;
  RecordId frame;
  RecordId span;
  for (const RecordId& id : problem->finding.annotations) {
    if (frame.empty() && annotations().frames.contains(id.value)) frame = id;
    if (span.empty() && annotations().spans.contains(id.value)) span = id;
  }
  activate(frame, span);
  if (is_of_open_mark(problem->finding.rule)) {
    select(*place);
  } else {
    set_caret(place->begin, false);
  }
}

void Editor::step_problem(const Intent& intent) {
  if (!has_article()) return;
  std::vector<const Problem*> shown;
  for (const std::size_t index : problems_.shown()) shown.push_back(&problems_.all()[index]);
  if (shown.empty()) return;
  const auto at = std::ranges::find(shown, ui_.chosen_problem, [](const Problem* problem) { return problem->key; });
  const Problem* next = shown.front();
  if (at != shown.end()) {
    if (intent.action == "next-problem") {
      next = at + 1 == shown.end() ? *at : *(at + 1);
    } else {
      next = at == shown.begin() ? *at : *(at - 1);
    }
  }
  go_to_problem({"go-to-problem", next->key, {}});
}

void Editor::apply_fix(const Intent& intent) {
  if (!has_article()) return;
  const Problem* problem = intent.of.empty() ? problem_here() : problem_named(intent.of);
  if (!problem || problem->finding.fixes.empty()) {
    notice("There is no fix to apply here.");
    return;
  }
  const Finding finding = problem->finding;
  const Fix& fix = finding.fixes.front();
  Gesture gesture{fix.edits, fix.entity_edits};
  say_made_by(gesture.edits, "fix " + finding.rule);
  NewIds made;
  if (!dispatch(std::move(gesture), &made)) return;
  ui_.chosen_problem.clear();
  RecordId frame;
  RecordId span;
  for (const auto& [name, id] : made) {
    if (annotations().frames.contains(id)) frame = RecordId(id);
    if (annotations().spans.contains(id)) span = RecordId(id);
  }
  if (!frame.empty() || !span.empty()) {
    activate(frame, span);
    ui_.anchor = ui_.caret;
  }
}

void Editor::show_tab(const Intent& intent) {
  ui_.bottom = intent.of == "guidelines" ? BottomTab::guidelines : intent.of == "decisions" ? BottomTab::decisions : BottomTab::problems;
  if (std::holds_alternative<Deciding>(ui_.mode)) ui_.mode = Reading{};
  ui_.bottom_scroll = 0;
}

}  // namespace sayso::ui
