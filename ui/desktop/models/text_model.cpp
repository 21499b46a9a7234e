#include <algorithm>
#include <unordered_map>

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
    fills();
    lines();
    problems();
    links();
    model_.caret = scene_.ui.caret;
    model_.selection = scene_.ui.selection();
    model_.caret_shown = std::holds_alternative<Reading>(scene_.ui.mode) || std::holds_alternative<OpenRow>(scene_.ui.mode);
    return std::move(model_);
  }

 private:
  void head() {
    const OpenArticle& open = *scene_.article();
    model_.heading = open.article.facts.title.empty() ? open.article.id.value : open.article.facts.title;
    const auto add = [&](const std::string& words) {
      if (!words.empty()) model_.heading += " · " + words;
    };
    add(open.article.facts.outlet);
    add(open.article.facts.date);
    add(grouped(open.index.code_point_end().value) + " characters");
    const std::size_t frames = scene_.index.frames().size();
    if (scene_.facts.content) {
      add(std::to_string(frames) + (frames == 1 ? " quote" : " quotes"));
    } else {
      add(std::to_string(state_.spans.size()) + " annotations");
    }
    if (open.state.status == Status::done) add("submitted");
    if (open.state.status == Status::skipped) add("skipped: " + open.state.reason);
    if (!open.read_only.empty()) add("read-only");
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
      if (problem.finding.article != scene_.article()->article.id) continue;
      const bool chosen = problem.key == scene_.ui.chosen_problem;
      if (problem.finding.severity == Severity::hint && !chosen) continue;  // hints mark the text only when looked at
      for (const ByteRange& range : bytes_of(scene_, problem.finding.at)) {
        model_.problems.push_back({range, to_text(problem.finding.severity), chosen});
      }
    }
  }

  void links() {
    const Frame* active = state_.frames.find(scene_.ui.active.value);
    if (!active || !scene_.facts.content) return;
    const auto contents = spans_in(state_, *active, scene_.facts.content->name);
    if (contents.empty()) return;
    const auto from = bytes_of(scene_, contents.front()->at);
    for (const auto& [role, list] : active->roles) {
      for (const Span* span : spans_in(state_, *active, role)) {
        const auto to = bytes_of(scene_, span->at);
        if (span != contents.front() && !from.empty() && !to.empty()) {
          model_.links.push_back({from.front(), to.front(), rank_of(scene_, *active)});
        }
      }
    }
  }

  const Scene& scene_;
  const Annotations& state_;
  CodePointRange seen_;
  TextModel model_;
};

}  // namespace

TextModel text_model(const Scene& scene, ByteRange seen) {
  if (!scene.article()) {
    TextModel model;
    model.empty_words = scene.session.project().articles.empty()
                            ? "This project has no articles yet. Drop text files on the window, or paste a text with Ctrl V."
                            : "Choose an article on the left.";
    return model;
  }
  return MarkText(scene, seen).model();
}

}  // namespace sayso::ui
