#include "ui/desktop/models/decision_list.h"

#include <algorithm>

namespace sayso::ui {

// Did any decision come or go?
template <class Record>
bool DecisionList::take_in(const Shelf<Record>& before, const Shelf<Record>& now, const std::string& kind) {
  bool changed = false;
  Shelf<Record>::difference(
      before, now, [&](const Record& gone) { changed |= records_.erase(kind + key_of(gone)) > 0; },
      [&](const Record& come) {
        auto some = decisions_of(come);
        if (some.empty()) return;
        records_[kind + key_of(come)] = std::move(some);
        changed = true;
      });
  return changed;
}

void DecisionList::follow(const Annotations& state, const std::string& text_sha256, const Registry& registry) {
  const bool same = state_.article == state.article && state_.annotator == state.annotator && text_sha256_ == text_sha256;
  if (!same) *this = {};
  auto header = decisions_of_header(state, text_sha256);
  bool changed = !same || header != header_;
  changed |= take_in(state_.spans, state.spans, "a");
  changed |= take_in(state_.frames, state.frames, "b");
  changed |= take_in(registry_.entities, registry.entities, "~");  // after all records
  changed |= take_in(registry_.splits, registry.splits, "~~");
  const bool nothing_done = state_.spans.same_bins(state.spans) && state_.frames.same_bins(state.frames) &&
                            registry_.entities.same_bins(registry.entities) && registry_.splits.same_bins(registry.splits);
  state_ = state;
  registry_ = registry;
  text_sha256_ = text_sha256;
  header_ = std::move(header);
  // Places move and answers change with any edit.
  if (changed || (!nothing_done && !all_.empty())) list_all();
}

void DecisionList::list_all() {
  all_.clear();
  asked_.clear();
  const auto add = [&](const Decision& decision) {
    OpenDecision open{key_of(decision), decision, std::nullopt};
    if (const Span* span = state_.spans.find(decision.record.value); span && !span->at.empty()) open.place = hull(span->at);
    CodePointRange place;
    const Frame* frame = state_.frames.find(decision.record.value);
    if (frame && place_of(*frame, state_.spans, place)) open.place = place;
    all_.push_back(std::move(open));
  };
  for (const Decision& each : header_) add(each);
  for (const auto& [key, decisions] : records_) {
    for (const Decision& each : decisions) add(each);
  }
  const auto part_of = [](const OpenDecision& open) {
    if (!open.decision.entity.empty() || !open.decision.mention.empty()) return 3;
    if (open.decision.record.empty()) return 0;
    return open.place ? 1 : 2;
  };
  std::ranges::stable_sort(all_, [&](const OpenDecision& a, const OpenDecision& b) {
    const int a_part = part_of(a), b_part = part_of(b);
    return a_part != b_part ? a_part < b_part : a_part == 1 && a.place->begin < b.place->begin;
  });
}

std::size_t DecisionList::find(const std::string& key) const {
  return static_cast<std::size_t>(std::ranges::find(all_, key, &OpenDecision::key) - all_.begin());
}

const std::vector<Offered>& DecisionList::answers(std::size_t at, const DecisionScene& scene) const {
  const OpenDecision& open = all_[at];
  if (asked_ == open.key) return answers_;
  asked_ = open.key;
  answers_.clear();
  for (Answer& answer : answers_to(open.decision, scene)) {
    // Before the last resort.
    const bool may_select = open.decision.about == Decision::About::unplaced && answer.means == Answer::Means::remove;
    if (may_select) answers_.emplace_back();
    answers_.emplace_back(std::move(answer));
  }
  return answers_;
}

}  // namespace sayso::ui
