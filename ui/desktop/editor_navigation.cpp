// Going to things: marks that are not annotated yet, annotations, articles, problems and their fixes.
#include <algorithm>

#include "ui/desktop/editor.h"

namespace sayso::ui {
namespace {

// What the quotation-mark checker calls a pair of marks that no annotation covers.
constexpr std::string_view kOpenMark = "quote-marks/unannotated";

}  // namespace

// ---- marks and annotations -------------------------------------------------------------------------

// Pairs of marks that the checker reported and that nothing made since then covers, in text order.
std::vector<const Problem*> Editor::open_marks() const {
  std::vector<const Problem*> marks;
  for (const Problem& problem : problems_) {
    const Finding& finding = problem.finding;
    if (finding.rule != kOpenMark || finding.dismissed || finding.at.empty()) continue;
    const bool covered = std::ranges::any_of(annotations().spans, [&](const Span& span) {
      const Layer* layer = find_layer(session_->scheme(), span.layer);
      return layer && !entity_attribute(*layer) && overlap(span.at, finding.at) && (layer->stands_alone || within_hull(finding.at, span.at));
    });
    if (!covered) marks.push_back(&problem);
  }
  std::ranges::stable_sort(marks, {}, [](const Problem* problem) { return hull(problem->finding.at).begin; });
  return marks;
}

void Editor::go_to_mark(const Intent& intent) {
  if (!has_article()) return;
  const auto marks = open_marks();
  if (marks.empty()) {
    notice(checking_->busy() ? "The marks are still being looked at." : "No quotation mark is left to annotate.");
    return;
  }
  const bool forward = intent.action == "next-mark";
  const CodePoint from = article().index.to_code_point(forward ? ui_.selection().end : ui_.selection().begin);
  const Problem* next = nullptr;
  if (forward) {
    const auto found = std::ranges::find_if(marks, [&](const Problem* mark) { return hull(mark->finding.at).begin >= from; });
    next = found == marks.end() ? marks.front() : *found;
  } else {
    for (const Problem* mark : marks) {
      if (hull(mark->finding.at).end <= from) next = mark;
    }
    if (!next) next = marks.back();
  }
  const auto place = article().index.checked_bytes(hull(next->finding.at));
  if (!place) return;
  activate({}, {});
  select(*place);
}

void Editor::go_to_annotation(const Intent& intent) {
  if (!has_article()) return;
  ui_.mode = Reading{};
  const auto frames = main_frames(scene());
  if (frames.empty()) {
    notice("There is no annotation yet.");
    return;
  }
  const bool forward = intent.action == "next-annotation";
  auto at = std::ranges::find(frames, ui_.active, [](const Frame* frame) { return frame->id; });
  if (at != frames.end()) {
    if (forward) {
      at = at + 1 == frames.end() ? frames.begin() : at + 1;
    } else {
      at = at == frames.begin() ? frames.end() - 1 : at - 1;
    }
  } else {
    const CodePoint caret = article().index.to_code_point(ui_.caret);
    const auto begins = [&](const Frame* frame) {
      CodePointRange place;
      place_of(*frame, annotations().spans, place);
      return place.begin;
    };
    at = std::ranges::find_if(frames, [&](const Frame* frame) { return begins(frame) >= caret; });
    if (!forward) at = at == frames.begin() ? frames.end() - 1 : at - 1;
    if (at == frames.end()) at = frames.begin();
  }
  go_to_frame({"go-to-frame", (*at)->id.value, {}});
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
  std::vector<const Frame*> theirs;
  for (const Frame* frame : main_frames(scene())) {
    for (const Filler& filler : fillers(*frame, facts_.speaker->name)) {
      const Entity* entity = entity_of(scene(), filler.to);
      if (entity && entity->id.value == intent.of) {
        theirs.push_back(frame);
        break;
      }
    }
  }
  if (theirs.empty()) return;
  const auto at = std::ranges::find(theirs, ui_.active, [](const Frame* frame) { return frame->id; });
  const Frame* next = at == theirs.end() || at + 1 == theirs.end() ? theirs.front() : *(at + 1);
  go_to_frame({"go-to-frame", next->id.value, {}});
}

void Editor::go_to_article(const Intent& intent) {
  if (!session_) return;
  const auto& articles = session_->project().articles;
  if (articles.empty()) return;
  auto at = has_article() ? std::ranges::find(articles, article().article.id) : articles.end();
  if (at == articles.end()) {
    open_article(articles.front());
  } else if (intent.action == "next-article") {
    if (at + 1 != articles.end()) open_article(*(at + 1));
  } else if (at != articles.begin()) {
    open_article(*(at - 1));
  }
}

// ---- problems --------------------------------------------------------------------------------------

const Problem* Editor::problem_named(const std::string& key) const {
  const auto found = std::ranges::find(problems_, key, &Problem::key);
  return found == problems_.end() ? nullptr : &*found;
}

// The problem that was gone to, or else the first one at the caret.
const Problem* Editor::problem_here() const {
  if (const Problem* chosen = problem_named(ui_.chosen_problem)) return chosen;
  const CodePoint caret = article().index.to_code_point(ui_.selection().begin);
  const auto found = std::ranges::find_if(problems_, [&](const Problem& problem) {
    if (problem.finding.dismissed || problem.finding.fixes.empty()) return false;
    return std::ranges::any_of(problem.finding.at, [&](const CodePointRange& range) {
      return range.begin <= caret && caret <= range.end;
    });
  });
  return found == problems_.end() ? nullptr : &*found;
}

void Editor::go_to_problem(const Intent& intent) {
  const Problem* problem = has_article() ? problem_named(intent.of) : nullptr;
  if (!problem) return;
  ui_.chosen_problem = problem->key;
  ui_.bottom_is_guidelines = false;
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
  if (problem->finding.rule == kOpenMark) {
    select(*place);
  } else {
    set_caret(place->begin, false);
  }
}

void Editor::step_problem(const Intent& intent) {
  if (!has_article()) return;
  std::vector<const Problem*> shown;
  for (const Problem& problem : problems_) {
    if (!problem.finding.dismissed) shown.push_back(&problem);
  }
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
  // What a fix made says so; it stands on the frame, or on a span that comes alone.
  const bool with_frame = std::ranges::any_of(gesture.edits, [](const Edit& edit) { return std::holds_alternative<AddFrame>(edit); });
  for (Edit& edit : gesture.edits) {
    Origin origin;
    origin.by = "fix " + finding.rule;
    if (auto* frame = std::get_if<AddFrame>(&edit)) frame->frame.origin = origin;
    if (auto* span = std::get_if<AddSpan>(&edit); span && !with_frame) span->span.origin = origin;
  }
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
  ui_.bottom_is_guidelines = intent.of == "guidelines";
  ui_.bottom_scroll = 0;
}

}  // namespace sayso::ui
