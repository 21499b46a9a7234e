#include "annotations/agreement/frame_alignment.h"

#include <algorithm>
#include <unordered_map>

namespace sayso {
namespace {

using Frames = std::vector<const Frame*>;

Frames frames_of(const Annotations& annotations, const std::string& layer) {
  Frames frames = in_text_order(annotations.frames, annotations.spans);
  std::erase_if(frames, [&](const Frame* frame) { return frame->layer != layer; });
  return frames;
}

// Equal labels decide between frames of the same text: two speakers of one quote pair each with its like.
std::string label_of(const ComparedRoles& roles, const Annotations& annotations, const Frame& frame) {
  std::string label;
  for (const Filler& filler : fillers(frame, roles.source)) {
    const auto* record = std::get_if<RecordId>(&filler.to);
    const Span* span = record ? annotations.spans.find(record->value) : nullptr;
    if (!span) {
      label += to_text(filler.to) + ' ';
      continue;
    }
    for (const std::string& name : roles.entity_attributes) {
      const auto entity = span->attributes.find(name);
      if (entity == span->attributes.end()) continue;
      if (const auto* id = std::get_if<std::string>(&entity->second)) label += "entity:" + *id + ' ';
    }
  }
  return label;
}

std::vector<AlignedUnit> units_of(const ComparedRoles& roles, const Annotations& annotations, const Frames& frames,
                                  const std::string& role) {
  std::vector<AlignedUnit> units;
  for (const Frame* frame : frames) {
    AlignedUnit unit{frame->id, text_of_role(annotations, *frame, role),
                     trimmed_text_of_role(annotations, *frame, role)};
    unit.label = label_of(roles, annotations, *frame);
    units.push_back(std::move(unit));
  }
  return units;
}

class FrameAligner {
 public:
  FrameAligner(const ComparedRoles& roles, const Annotations& a, const Annotations& b, const MatchRule& rule)
      : roles_(roles), a_(a), b_(b), rule_(rule), left_(frames_of(a, roles.layer)), right_(frames_of(b, roles.layer)) {}

  FrameAlignment align_all() {
    std::unordered_map<const Frame*, std::size_t> place;
    for (std::size_t i = 0; i < left_.size(); ++i) place[left_[i]] = i;
    if (roles_.of_article) pair_first_with_first();
    for (std::size_t nth = 0; nth < roles_.begins.size(); ++nth) {
      const auto [with_a, without_a] = split(a_, left_, nth);
      const auto [with_b, without_b] = split(b_, right_, nth);
      align_some(without_a, without_b, nth);
      if (nth == 0) continue;  // everything stands in `without`: there is no earlier role
      align_some(without_a, with_b, nth);
      align_some(with_a, without_b, nth);
    }
    std::ranges::sort(found_.pairs, {}, [&](const FramePair& pair) { return place[pair.a]; });
    found_.only_a = left_;
    found_.only_b = right_;
    return std::move(found_);
  }

 private:
  void pair_first_with_first() {
    if (left_.empty() || right_.empty()) return;
    found_.pairs.push_back({left_.front(), right_.front(), ""});
    left_.erase(left_.begin());
    right_.erase(right_.begin());
  }

  // Frames with text in an earlier role than the nth, and those without.
  std::pair<Frames, Frames> split(const Annotations& annotations, const Frames& frames, std::size_t nth) const {
    Frames with, without;
    for (const Frame* frame : frames) {
      bool has = false;
      for (std::size_t i = 0; i < nth; ++i) has |= !text_of_role(annotations, *frame, roles_.begins[i]).empty();
      (has ? with : without).push_back(frame);
    }
    return {with, without};
  }

  void align_some(const Frames& some_a, const Frames& some_b, std::size_t nth) {
    const auto is_left = [](const Frames& of) {
      return [&of](const Frame* frame) { return std::ranges::count(of, frame) == 0; };
    };
    Frames a = some_a;
    Frames b = some_b;
    if (nth > 0) {
      std::erase_if(a, is_left(left_));
      std::erase_if(b, is_left(right_));
    }
    const std::string& role = roles_.begins[nth];
    const Alignment alignment = sayso::align(units_of(roles_, a_, a, role), units_of(roles_, b_, b, role), rule_);
    for (const AlignedPair& pair : alignment.pairs) {
      found_.pairs.push_back({a[pair.a], b[pair.b], role, pair.shared, pair.jaccard});
    }
    std::vector<const Frame*> done_a, done_b;
    for (const AlignedPair& pair : alignment.pairs) {
      done_a.push_back(a[pair.a]);
      done_b.push_back(b[pair.b]);
    }
    std::ranges::sort(done_a);
    std::ranges::sort(done_b);
    std::erase_if(left_, [&](const Frame* frame) { return std::ranges::binary_search(done_a, frame); });
    std::erase_if(right_, [&](const Frame* frame) { return std::ranges::binary_search(done_b, frame); });
  }

  const ComparedRoles& roles_;
  const Annotations& a_;
  const Annotations& b_;
  const MatchRule& rule_;
  Frames left_, right_;  // without a partner yet
  FrameAlignment found_;
};

}  // namespace

const FramePair* FrameAlignment::pair_of_a(const RecordId& a) const {
  const auto found = std::ranges::find(pairs, a, [](const FramePair& pair) { return pair.a->id; });
  return found == pairs.end() ? nullptr : &*found;
}

Fragments text_of_role(const Annotations& annotations, const Frame& frame, const std::string& role) {
  Fragments at;
  for (const Filler& filler : fillers(frame, role)) {
    const auto* record = std::get_if<RecordId>(&filler.to);
    const Span* span = record ? annotations.spans.find(record->value) : nullptr;
    if (span) at.insert(at.end(), span->at.begin(), span->at.end());
  }
  return joined(std::move(at));
}

Fragments trimmed_text_of_role(const Annotations& annotations, const Frame& frame, const std::string& role) {
  Fragments at;
  for (const Filler& filler : fillers(frame, role)) {
    const auto* record = std::get_if<RecordId>(&filler.to);
    const Span* span = record ? annotations.spans.find(record->value) : nullptr;
    if (!span) continue;
    const Fragments trimmed = trimmed_fragments(*span);
    at.insert(at.end(), trimmed.begin(), trimmed.end());
  }
  return joined(std::move(at));
}

FrameAlignment align_frames(const ComparedRoles& roles, const Annotations& a, const Annotations& b,
                            const MatchRule& rule) {
  return FrameAligner(roles, a, b, rule).align_all();
}

}  // namespace sayso
