#include <algorithm>
#include <unordered_map>

#include "core/text/language_name.h"
#include "ui/desktop/models/annotate_models.h"

namespace sayso::ui {
namespace {

std::vector<ByteRange> bytes_of(const Scene& scene, const Fragments& at) {
  std::vector<ByteRange> ranges;
  for (const CodePointRange& fragment : at) {
    // A span whose text has changed under it may reach past the end; it is listed as a problem.
    if (const auto range = scene.article()->index.checked_bytes(fragment)) ranges.push_back(*range);
  }
  return ranges;
}

// How deep a fill lies and on which level an underline does depend on what overlaps before it in the text, never on
// where the part in sight begins: a mark looks the same wherever it is seen.
class Overlaps {
 public:
  explicit Overlaps(const Places<Span>& places) : places_(places) {}

  // How many come before it and reach over its begin.
  int depth(const Places<Span>::Placed& placed) const { return static_cast<int>(before(placed).size()); }

  // The lowest level that none of these has. A chain of overlapping spans is followed back so far, then begun anew.
  int level(const Places<Span>::Placed& placed, int chain = 64) {
    if (const auto known = levels_.find(placed.record); known != levels_.end()) return known->second;
    std::vector<int> taken;
    if (chain > 0) {
      for (const auto& other : before(placed)) taken.push_back(level(other, chain - 1));
    }
    int level = 0;
    while (std::ranges::count(taken, level)) ++level;
    if (chain > 0) levels_.emplace(placed.record, level);
    return level;
  }

 private:
  std::vector<Places<Span>::Placed> before(const Places<Span>::Placed& placed) const {
    auto found = places_.meeting({placed.at.begin, CodePoint(placed.at.begin.value + 1)});
    std::erase_if(found, [&](const auto& other) { return other.at.end <= placed.at.begin || !Places<Span>::comes_before(other, placed); });
    return found;
  }

  const Places<Span>& places_;
  std::unordered_map<const Span*, int> levels_;
};

class MarkText {
 public:
  MarkText(const Scene& scene, ByteRange seen) : scene_(scene), state_(scene.state()), seen_(scene.article()->index.checked_code_points(seen).value_or(CodePointRange{})) {}

  TextModel model() {
    head();
    suggestions();
    fills();
    lines();
    problems();
    links();
    hits();
    model_.caret = scene_.ui.caret;
    model_.selection = scene_.ui.selection();
    model_.caret_shown = std::holds_alternative<Reading>(scene_.ui.mode) || std::holds_alternative<OpenRow>(scene_.ui.mode);
    return std::move(model_);
  }

 private:
  void head() {
    const OpenArticle& open = *scene_.article();
    model_.heading = open.article->facts.title.empty() ? open.article->id.value : open.article->facts.title;
    const auto add = [&](const std::string& words) {
      if (!words.empty()) model_.heading += " · " + words;
    };
    add(open.article->facts.outlet);
    add(open.article->facts.date);
    add(language_name(open.article->facts.language));
    add(grouped(open.index.code_point_end().value) + " characters");
    const std::size_t frames = scene_.index.frames().size();
    if (open.reading) {
      add("reading annotations …");
    } else if (scene_.facts.content) {
      add(std::to_string(frames) + (frames == 1 ? " quote" : " quotes"));
    } else {
      add(std::to_string(state_.spans.size()) + " annotations");
    }
    if (const std::size_t suggested = scene_.suggestions.places().size(); suggested > 0) {
      model_.heading += ", " + grouped(suggested) + " suggested";
    }
    if (open.state.status == Status::done) add("submitted");
    if (open.state.status == Status::skipped) add("skipped: " + open.state.reason);
    if (!open.read_only.empty()) add("read-only");
  }

  void suggestions() {
    for (const auto& placed : scene_.suggestions.places().meeting(seen_)) {
      SuggestionMark mark;
      for (const Span& span : placed.record->spans) {
        for (const ByteRange& range : bytes_of(scene_, span.at)) mark.at.push_back(range);
      }
      model_.suggestions.push_back(std::move(mark));
    }
  }

  void fills() {
    const Overlaps overlaps(scene_.index.fills());
    for (const auto& placed : scene_.index.fills().meeting(seen_)) {
      FillMark mark;
      mark.at = bytes_of(scene_, placed.record->at);
      mark.depth = overlaps.depth(placed);
      const auto& frames = scene_.index.filled_by(placed.record->id);
      if (!frames.empty()) {
        const Frame& frame = *frames.front();
        mark.speaker = rank_of(scene_, frame);
        mark.selected = frame.id == scene_.ui.active;
        mark.hovered = &frame == hovered_ && !mark.selected;
        mark.incomplete = !missing_in(scene_, frame).empty();
        if (const Entity* entity = speaker_of(frame)) mark.badge = badge_of(*entity);
      }
      if (!mark.at.empty()) model_.fills.push_back(std::move(mark));
    }
  }

  const Entity* speaker_of(const Frame& frame) const {
    if (!scene_.facts.speaker) return nullptr;
    for (const Filler& filler : fillers_of(frame)) {
      if (const Entity* entity = entity_of(scene_, frame.id, filler.to)) return entity;
    }
    return nullptr;
  }
  const std::vector<Filler>& fillers_of(const Frame& frame) const {
    return sayso::fillers(frame, scene_.facts.speaker->name);
  }

  void lines() {
    Overlaps overlaps(scene_.index.lines());
    for (const auto& placed : scene_.index.lines().meeting(seen_)) {
      const Span* span = placed.record;
      LineMark mark;
      mark.at = bytes_of(scene_, span->at);
      mark.level = overlaps.level(placed);
      const Layer* layer = find_layer(scene_.session.scheme(), span->layer);
      if (layer && entity_attribute(*layer)) {
        mark.kind = LineMark::Kind::mention;
        if (const Entity* entity = entity_of(scene_, span->id)) {
          const auto rank = scene_.ui.speaker_ranks.find(entity->id.value);
          if (rank != scene_.ui.speaker_ranks.end()) mark.speaker = rank->second;
        }
      } else if (layer && !layer->stands_alone) {
        mark.kind = LineMark::Kind::cue;
      }
      mark.selected = span->id == scene_.ui.span;
      if (!mark.at.empty()) model_.lines.push_back(std::move(mark));
    }
  }

  void problems() {
    for (const std::size_t index : scene_.problems.meeting(seen_)) {
      const Problem& problem = scene_.problems.all()[index];
      if (problem.finding.article != scene_.article()->article->id) continue;
      const bool chosen = problem.key == scene_.ui.chosen_problem;
      if (problem.finding.severity == Severity::hint && !chosen) continue;  // hints mark the text only when looked at
      for (const ByteRange& range : bytes_of(scene_, problem.finding.at)) {
        model_.problems.push_back({range, to_text(problem.finding.severity), chosen});
      }
    }
  }

  void hits() {
    if (!scene_.search) return;
    const TextIndex& text = scene_.article()->index;
    for (const CodePointRange& hit : scene_.search->hits().meeting(seen_)) {
      // Of a text that is another by now some may lie beyond the end.
      const auto at = text.checked_bytes(hit);
      if (at) model_.hits.push_back({*at, *at == scene_.ui.selection()});
    }
  }

  // The frame that what is under the pointer belongs to, the innermost; nullptr if there is none.
  const Frame* hovered() const {
    const OpenArticle& open = *scene_.article();
    if (!scene_.ui.hovered || *scene_.ui.hovered >= open.index.byte_end()) return nullptr;
    const CodePoint at = open.index.to_code_point(*scene_.ui.hovered);
    const Frame* found = nullptr;
    for (const auto& placed : scene_.index.fills().meeting({at, CodePoint(at.value + 1)})) {
      const auto holds = [&](const CodePointRange& fragment) { return fragment.contains(at); };
      const auto& frames = scene_.index.filled_by(placed.record->id);
      if (!frames.empty() && std::ranges::any_of(placed.record->at, holds)) found = frames.front();
    }
    return found;
  }

  void links() {
    if (!scene_.facts.content) return;
    const Frame* active = state_.frames.find(scene_.ui.active.value);
    if (active) links_of(*active);
    if (hovered_ && hovered_ != active) links_of(*hovered_);
  }

  void links_of(const Frame& frame) {
    const auto contents = spans_in(state_, frame, scene_.facts.content->name);
    const std::size_t speaker = rank_of(scene_, frame);
    for (const Span* span : contents) {
      const auto fragments = bytes_of(scene_, span->at);
      for (std::size_t i = 1; i < fragments.size(); ++i) model_.links.push_back({fragments[i - 1], fragments[i], speaker, true});
    }
    if (contents.empty()) return;
    const auto from = bytes_of(scene_, contents.front()->at);
    for (const auto& [role, list] : frame.roles) {
      for (const Span* span : spans_in(state_, frame, role)) {
        const auto to = bytes_of(scene_, span->at);
        if (span != contents.front() && !from.empty() && !to.empty()) {
          model_.links.push_back({from.front(), to.front(), speaker, false});
        }
      }
    }
  }

  const Scene& scene_;
  const Annotations& state_;
  CodePointRange seen_;
  const Frame* hovered_ = hovered();
  TextModel model_;
};

// Costs the number of rows, and of problems and decisions; annotations are not gone through.
std::vector<OverviewRow> overview_of(const Scene& scene, const OverviewPlaces& places) {
  const std::vector<CodePoint>& rows = places.rows;
  if (rows.size() < 2) return {};
  std::vector<OverviewRow> found(rows.size() - 1);
  const auto row_of = [&](CodePoint at) {
    const auto after = std::ranges::upper_bound(rows, at);
    const auto row = static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - rows.begin(), 1)) - 1;
    return std::min(row, found.size() - 1);
  };
  for (std::size_t i = 0; i < found.size(); ++i) found[i].annotations = places.annotated[i];
  const auto suggested = scene.suggestions.places().begin_between(rows);
  for (std::size_t i = 0; i < found.size(); ++i) found[i].suggestions = suggested[i];
  for (std::size_t i = 0; scene.search && i < found.size(); ++i) {
    const Hits& hits = scene.search->hits();
    found[i].hits = hits.first_from(rows[i]) < hits.first_from(rows[i + 1]);
  }
  for (const std::size_t index : scene.problems.by_place()) {
    const Finding& finding = scene.problems.all()[index].finding;
    if (finding.article != scene.article()->article->id || finding.severity == Severity::hint || finding.at.empty()) continue;
    int& severity = found[row_of(finding.at.front().begin)].severity;
    severity = std::max(severity, finding.severity == Severity::error ? 2 : 1);
  }
  for (const OpenDecision& open : scene.decisions.all()) {
    if (open.place) found[row_of(open.place->begin)].to_decide = true;
  }
  return found;
}

}  // namespace

OverviewPlaces overview_places(const ArticleIndex& index, std::vector<CodePoint> rows) {
  if (rows.size() < 2) return {};
  std::vector<bool> annotated = index.fills().begin_between(rows);
  const std::vector<bool> lines = index.lines().begin_between(rows);
  for (std::size_t i = 0; i < lines.size(); ++i) annotated[i] = annotated[i] || lines[i];
  return {std::move(rows), std::move(annotated)};
}

TextModel text_model(const Scene& scene, ByteRange seen, const OverviewPlaces& overview) {
  if (!scene.article()) {
    TextModel model;
    if (scene.session.project().articles.empty()) {
      model.empty_title = "No articles yet";
      model.empty_words = "Drop text files on the window, or paste a text with Ctrl V.";
    } else if (!scene.ui.not_shown.empty()) {
      model.empty_title = "This article cannot be shown";
      model.empty_words = scene.ui.not_shown;
      if (scene.session.project().articles.size() > 1) model.empty_words += "\nThe other articles are in the list on the left.";
      model.empty_by_error = true;
    } else {
      model.empty_title = "No article is open";
      model.empty_words = "Choose one in the list on the left.";
    }
    return model;
  }
  TextModel model = MarkText(scene, seen).model();
  model.overview = overview_of(scene, overview);
  return model;
}

}  // namespace sayso::ui
