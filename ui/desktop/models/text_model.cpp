#include <algorithm>

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

class MarkText {
 public:
  explicit MarkText(const Scene& scene) : scene_(scene), state_(scene.state()) {}

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
    const std::size_t frames = main_frames(scene_).size();
    if (scene_.facts.content) {
      add(std::to_string(frames) + (frames == 1 ? " quote" : " quotes"));
    } else {
      add(std::to_string(state_.spans.size()) + " annotations");
    }
    if (open.state.status == Status::done) add("submitted");
    if (open.state.status == Status::skipped) add("skipped: " + open.state.reason);
    if (!open.read_only.empty()) add("read-only");
  }

  bool is_fill(const Span& span) const {
    const Layer* content = scene_.facts.content ? span_layer(*scene_.facts.content) : nullptr;
    return content && span.layer == content->name;
  }

  const Layer* span_layer(const RoleRule& role) const {
    for (const std::string& name : role.fills) {
      if (const Layer* layer = find_layer(scene_.session.scheme(), name)) return layer;
    }
    return nullptr;
  }

  // The first frame of the main layer that the span begins; nullptr if none.
  const Frame* frame_of(const Span& span) const {
    for (const Frame& frame : state_.frames) {
      if (is_filled_by(frame, span.id)) return &frame;
    }
    return nullptr;
  }

  void fills() {
    std::vector<CodePointRange> outer;
    for (const Span* span : in_text_order(state_.spans)) {
      if (!is_fill(*span)) continue;
      const CodePointRange at = hull(span->at);
      std::erase_if(outer, [&](const CodePointRange& range) { return range.end <= at.begin; });
      FillMark mark;
      mark.at = bytes_of(scene_, span->at);
      mark.depth = static_cast<int>(outer.size());
      if (const Frame* frame = frame_of(*span)) {
        mark.speaker = rank_of(scene_, *frame);
        mark.selected = frame->id == scene_.ui.active;
        mark.incomplete = !missing_in(scene_, *frame).empty();
        if (const Entity* entity = speaker_of(*frame)) mark.badge = badge_of(*entity);
      }
      outer.push_back(at);
      if (!mark.at.empty()) model_.fills.push_back(std::move(mark));
    }
  }

  const Entity* speaker_of(const Frame& frame) const {
    if (!scene_.facts.speaker) return nullptr;
    for (const Filler& filler : fillers_of(frame)) {
      if (const Entity* entity = entity_of(scene_, filler.to)) return entity;
    }
    return nullptr;
  }
  const std::vector<Filler>& fillers_of(const Frame& frame) const {
    return sayso::fillers(frame, scene_.facts.speaker->name);
  }

  void lines() {
    std::vector<std::pair<CodePointRange, int>> above;  // lines drawn so far that may share text
    for (const Span* span : in_text_order(state_.spans)) {
      if (is_fill(*span)) continue;
      const CodePointRange at = hull(span->at);
      std::erase_if(above, [&](const auto& line) { return line.first.end <= at.begin; });
      LineMark mark;
      mark.at = bytes_of(scene_, span->at);
      while (std::ranges::any_of(above, [&](const auto& line) { return line.second == mark.level; })) ++mark.level;
      above.emplace_back(at, mark.level);
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
    for (const Problem& problem : scene_.problems) {
      if (problem.finding.dismissed || problem.finding.article != scene_.article()->article.id) continue;
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
  TextModel model_;
};

}  // namespace

TextModel text_model(const Scene& scene) {
  if (!scene.article()) {
    TextModel model;
    model.empty_words = scene.session.project().articles.empty()
                            ? "This project has no articles yet. Drop text files on the window, or paste a text with Ctrl V."
                            : "Choose an article on the left.";
    return model;
  }
  return MarkText(scene).model();
}

}  // namespace sayso::ui
