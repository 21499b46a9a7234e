#include "annotations/agreement/frame_sameness.h"

#include <algorithm>

namespace sayso {

std::vector<std::pair<std::size_t, std::size_t>> shared_targets(const MeantPair& targets) {
  std::vector<std::pair<std::size_t, std::size_t>> shared;
  std::vector<bool> taken(targets.second.size());
  for (std::size_t i = 0; i < targets.first.size(); ++i) {
    for (std::size_t j = 0; j < targets.second.size(); ++j) {
      if (taken[j] || compare(targets.first[i], targets.second[j]) != Sameness::same) continue;
      taken[j] = true;
      shared.emplace_back(i, j);
      break;
    }
  }
  return shared;
}

MeantPair FrameSameness::meant(const FramePair& pair, const std::string& role) const {
  return {meant_by(roles_, a_, registry_, *pair.a, role), meant_by(roles_, b_, registry_, *pair.b, role)};
}

AttributeRule FrameSameness::rating_rule() const {
  const RoleRule* role = find_role(*find_layer(scheme_, roles_.layer), roles_.rated);
  return *find_attribute(role->attributes, roles_.rating);
}

bool FrameSameness::same_text(const FramePair& pair, const std::string& role) const {
  if (role == pair.by) return true;
  const Fragments left = text_of_role(a_, *pair.a, role);
  const Fragments right = text_of_role(b_, *pair.b, role);
  if (left.empty() || right.empty()) return left.empty() && right.empty();
  return !align({{pair.a->id, left, trimmed_text_of_role(a_, *pair.a, role)}},
                {{pair.b->id, right, trimmed_text_of_role(b_, *pair.b, role)}}, rule_)
              .pairs.empty();
}

std::set<std::string> FrameSameness::anchor_answers(const Annotations& annotations, const Frame& frame,
                                                    const AttributeRule& rule) const {
  std::set<std::string> answers;
  if (roles_.begins.empty()) return answers;
  for (const Filler& filler : fillers(frame, roles_.begins.front())) {
    const auto* record = std::get_if<RecordId>(&filler.to);
    const Span* span = record ? annotations.spans.find(record->value) : nullptr;
    if (span) answers.insert(shown(answer(span->attributes, rule)));
  }
  return answers;
}

bool FrameSameness::same_anchor_answers(const FramePair& pair, const AttributeRule& rule) const {
  return anchor_answers(a_, *pair.a, rule) == anchor_answers(b_, *pair.b, rule);
}

bool FrameSameness::same_ratings(const FramePair& pair) const {
  const MeantPair targets = meant(pair, roles_.rated);
  const auto shared = shared_targets(targets);
  if (shared.size() != targets.first.size() || shared.size() != targets.second.size()) return false;
  const AttributeRule rule = rating_rule();
  return std::ranges::all_of(shared, [&](const auto& both) {
    return same_answer(answer(targets.first[both.first].filler->attributes, rule),
                       answer(targets.second[both.second].filler->attributes, rule));
  });
}

bool FrameSameness::same_frames(const FramePair& pair, const std::string& role) const {
  std::set<std::string> expected, given;
  for (const Filler& filler : fillers(*pair.a, role)) {
    const auto* record = std::get_if<RecordId>(&filler.to);
    const FramePair* partner = record ? aligned_.pair_of_a(*record) : nullptr;
    if (!partner) return false;
    expected.insert(partner->b->id.value);
  }
  for (const Filler& filler : fillers(*pair.b, role)) given.insert(to_text(filler.to));
  return expected == given;
}

bool FrameSameness::agree_on_everything(const FramePair& pair) const {
  const auto same_meaning = [&](const std::string& role) {
    const auto [left, right] = meant(pair, role);
    return compare(left, right) == Sameness::same;
  };
  const auto counts = [](const AttributeRule& rule) { return counts_for_joint(rule); };
  const auto agrees = [&](const AttributeRule& rule) {
    return !counts(rule) || same_answer(answer(pair.a->attributes, rule), answer(pair.b->attributes, rule));
  };
  return std::ranges::all_of(roles_.begins, [&](const std::string& role) { return same_text(pair, role); }) &&
         std::ranges::all_of(roles_.anchor_attributes,
                             [&](const AttributeRule& rule) { return !counts(rule) || same_anchor_answers(pair, rule); }) &&
         (roles_.source.empty() || same_meaning(roles_.source)) && std::ranges::all_of(roles_.others, same_meaning) &&
         (roles_.rated.empty() || same_ratings(pair)) &&
         std::ranges::all_of(roles_.frames, [&](const std::string& role) { return same_frames(pair, role); }) &&
         std::ranges::all_of(roles_.attributes, agrees);
}

}  // namespace sayso
