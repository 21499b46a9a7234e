// What is to decide: going through the list, answering, and finding annotations again in a text that changed.
#include <algorithm>

#include "annotations/store/reanchor.h"
#include "ui/desktop/editor.h"
#include "ui/desktop/models/grouped.h"
#include "ui/desktop/theme.h"

namespace sayso::ui {
namespace {

DecisionScene deciding(const Scene& scene) {
  return {scene.session.scheme(), scene.state(), scene.registry(), &scene.article()->index, scene.article()->article->facts.sha256};
}

}  // namespace

// Into the list, then from one to the next. While words are selected for a span, they are its place.
void Editor::decide(const Intent&) {
  if (!has_article()) return;
  if (!ui_.placing.empty()) return place_selection();
  const Scene now = scene();
  const std::size_t count = now.decisions.all().size();
  ui_.bottom = BottomTab::decisions;
  if (count == 0) {
    ui_.mode = Reading{};
    ui_.bottom_scroll = 0;
    return;
  }
  std::size_t at = now.decisions.find(ui_.chosen_decision);
  if (at == count) {
    at = 0;
  } else if (std::holds_alternative<Deciding>(ui_.mode)) {
    at = (at + 1) % count;
  }
  show_decision(at);
}

void Editor::step_decision(const Intent& intent) {
  const Scene now = scene();
  const std::size_t count = now.decisions.all().size();
  const std::size_t at = now.decisions.find(ui_.chosen_decision);
  if (at == count) return;
  if (intent.action == "decision-down" && at + 1 < count) show_decision(at + 1);
  if (intent.action == "decision-up" && at > 0) show_decision(at - 1);
}

void Editor::go_to_decision(const Intent& intent) {
  if (!has_article()) return;
  const Scene now = scene();
  const std::size_t at = now.decisions.find(intent.of);
  if (at < now.decisions.all().size()) show_decision(at);
}

// Chooses it, with what it is about in sight: a span that has no place, where it is likeliest.
void Editor::show_decision(std::size_t at) {
  const Scene now = scene();
  const OpenDecision open = now.decisions.all()[at];
  ui_.bottom = BottomTab::decisions;
  ui_.chosen_decision = open.key;
  ui_.bottom_scroll = static_cast<float>(at) * sizes::kProblemRow;
  ui_.placing = {};
  const RecordId& id = open.decision.record;
  std::optional<CodePointRange> place = open.place;
  RecordId frame, span;
  if (const Frame* found = now.state().frames.find(id.value)) {
    frame = id;
    const auto contents = facts_.content ? spans_in(now.state(), *found, facts_.content->name) : std::vector<const Span*>();
    if (!contents.empty() && !contents.front()->at.empty()) place = hull(contents.front()->at);
  }
  if (now.state().spans.contains(id.value)) {
    span = id;
    const auto& owners = now.index.filled_by(id);
    if (!owners.empty()) frame = owners.front()->id;
  }
  if (open.decision.about == Decision::About::unplaced) {
    const Offered& first = now.decisions.answers(at, deciding(now)).front();
    if (first && first->means == Answer::Means::place) place = hull(first->at);
  }
  if (!id.empty()) activate(frame, span);
  if (const auto bytes = place ? article().index.checked_bytes(*place) : std::nullopt) set_caret(bytes->begin, false);
  ui_.mode = Deciding{};
}

// By its digit, or by a click that names both.
void Editor::answer_decision(const Intent& intent) {
  if (!has_article()) return;
  if (session_->annotator().empty()) return ask_first(OpenPrompt::What::annotator);
  // Decisions about what joining left build on the join.
  if (auto joined = session_->join_histories(); !joined) return report(joined.error());
  const Scene now = scene();
  const std::size_t at = now.decisions.find(intent.of.empty() ? ui_.chosen_decision : intent.of);
  const std::string digit = intent.value.empty() ? intent.action.substr(intent.action.find('-') + 1) : intent.value;
  if (at == now.decisions.all().size() || digit.size() != 1) return;
  const Decision decision = now.decisions.all()[at].decision;
  const std::vector<Offered>& offered = now.decisions.answers(at, deciding(now));
  const auto place = static_cast<std::size_t>(digit.front() - '1');
  if (place >= offered.size()) return;
  if (!offered[place]) {
    ui_.chosen_decision = now.decisions.all()[at].key;
    ui_.placing = decision.record;
    ui_.mode = Reading{};
    notice("Select its words in the text and press Ctrl D.");
    return;
  }
  if (!give_answer(decision, *offered[place])) return;
  // The one that has come to its place is next.
  const std::size_t left = scene().decisions.all().size();
  if (left > 0) return show_decision(std::min(at, left - 1));
  ui_.mode = Reading{};
  ui_.chosen_decision.clear();
  notice("All is decided.");
}

bool Editor::give_answer(const Decision& decision, const Answer& answer) {
  const DecidingEdits made = edits_of(decision, answer, deciding(scene()));
  return dispatch({made.edits, made.entity_edits});
}

void Editor::place_selection() {
  const auto selected = selection();
  const Span* span = annotations().spans.find(ui_.placing.value);
  if (!selected || !span) {
    notice("Select its words in the text first.");
    return;
  }
  Decision decision;
  decision.about = Decision::About::unplaced;
  decision.record = span->id;
  Answer here;
  here.means = Answer::Means::place;
  here.at = selected->at;
  if (!give_answer(decision, here)) return;
  activate(ui_.active, decision.record);
  ui_.anchor = ui_.caret;
  ui_.placing = {};
  if (!scene().decisions.all().empty()) decide({});
}

void Editor::find_again(const Intent&) {
  if (!has_article()) return;
  if (session_->annotator().empty()) return ask_first(OpenPrompt::What::annotator);
  Gesture gesture{sayso::find_again(annotations(), article().index, article().article->facts.sha256), {}};
  if (gesture.empty()) {
    notice("Every annotation that has a place stands on its words.");
    return;
  }
  if (!dispatch(std::move(gesture))) return;
  const std::size_t lost = unplaced_spans(annotations()).size();
  if (lost == 0) {
    notice("Every annotation was found again.");
  } else {
    notice(counted(lost, "annotation") + (lost == 1 ? " has" : " have") + " no place any more: Ctrl D goes through what is to decide.");
  }
}

// Where the text is another than the annotations were made on, `words` or what is told already offer to find them again.
void Editor::offer_to_find_again(const char* words) {
  const std::string& sha256 = annotations().text_sha256;
  if (sha256.empty() || sha256 == article().article->facts.sha256) return;
  if (words || !ui_.notice) notice(words ? words : "");
  ui_.notice->button = "Find again";
  ui_.notice->intent = {"find-again", {}, {}};
}

}  // namespace sayso::ui
