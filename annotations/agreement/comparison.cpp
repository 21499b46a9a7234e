#include "annotations/agreement/comparison.h"

#include <algorithm>
#include <utility>

#include "annotations/agreement/attribute_figures.h"
#include "annotations/agreement/frame_alignment.h"
#include "annotations/agreement/frame_sameness.h"
#include "annotations/agreement/meaning.h"

namespace sayso {
namespace {

const char* const kFoundByBoth = "found by both";

struct RulePerMeasure {
  const char* measure;
  MatchRule rule;
};

std::vector<RulePerMeasure> rules_beside(const MatchRule& rule) {
  return {{"f1", rule},
          {"f1-exact", {MatchKind::exact}},
          {"f1-trimmed", {MatchKind::exact_trimmed}},
          {"f1-overlap", {MatchKind::overlap}}};
}

void add_spans(Comparison& into, const Registry& registry, const Layer& layer, const Annotations& a,
               const Annotations& b, const MatchRule& rule) {
  std::string label;
  for (const AttributeRule& attribute : layer.attributes) {
    if (label.empty() && attribute.type == AttributeType::choice) label = attribute.name;
  }
  const auto units_a = units_of_layer(a, layer.name, label);
  const auto units_b = units_of_layer(b, layer.name, label);
  std::vector<AttributePair> aligned;
  for (const auto& [measure, each] : rules_beside(rule)) {
    const Alignment alignment = align(units_a, units_b, each);
    into.figures.push_back({layer.name, measure, SpanF1{alignment.pairs.size(), units_a.size(), units_b.size()}});
    if (std::string(measure) != "f1") continue;
    for (const AlignedPair& pair : alignment.pairs) {
      aligned.emplace_back(&a.spans.find(units_a[pair.a].record.value)->attributes,
                           &b.spans.find(units_b[pair.b].record.value)->attributes);
    }
  }
  for (const AttributeRule& attribute : layer.attributes) {
    if (attribute.type != AttributeType::text) add_attribute_figures(into, registry, attribute.name, attribute, aligned);
  }
}

std::vector<LayerCount> count_layers(const Scheme& scheme, const Annotations& a, const Annotations& b) {
  std::vector<LayerCount> counts;
  for (const Layer& layer : scheme.layers) {
    const auto in = [&](const Annotations& annotations) {
      const auto is_of = [&](const auto& record) { return record.layer == layer.name; };
      return static_cast<std::size_t>(layer.kind == Layer::Kind::span
                                          ? std::ranges::count_if(annotations.spans, is_of)
                                          : std::ranges::count_if(annotations.frames, is_of));
    };
    counts.push_back({layer.name, in(a), in(b)});
  }
  return counts;
}

class FrameComparison {
 public:
  FrameComparison(const Scheme& scheme, const Registry& registry, const Layer& layer, const Annotations& a,
                  const Annotations& b, const MatchRule& rule)
      : scheme_(scheme),
        registry_(registry),
        roles_(compared_roles(scheme, layer)),
        a_(a),
        b_(b),
        rule_(rule),
        aligned_(align_frames(roles_, a, b, rule)),
        sameness_(scheme, registry, roles_, a, b, rule, aligned_) {}

  Comparison compare_all() {
    result_.counts = count_layers(scheme_, a_, b_);
    add_found();
    for (const std::string& anchor : roles_.anchor_layers) {
      if (const Layer* layer = find_layer(scheme_, anchor)) add_spans(result_, registry_, *layer, a_, b_, rule_);
    }
    if (!roles_.source.empty()) add_source();
    for (const std::string& role : roles_.others) add_role(role);
    if (!roles_.rated.empty()) add_rated();
    add_attributes();
    add_joint();
    return std::move(result_);
  }

 private:
  std::size_t frames_of_a() const { return aligned_.pairs.size() + aligned_.only_a.size(); }
  std::size_t frames_of_b() const { return aligned_.pairs.size() + aligned_.only_b.size(); }

  void add_found() {
    for (const auto& [measure, rule] : rules_beside(rule_)) {
      const std::size_t found =
          rule == rule_ ? aligned_.pairs.size() : align_frames(roles_, a_, b_, rule).pairs.size();
      result_.figures.push_back({roles_.layer, measure, SpanF1{found, frames_of_a(), frames_of_b()}});
    }
    const std::size_t either = frames_of_a() + frames_of_b() - aligned_.pairs.size();
    result_.chain.push_back({"found", "all that either made", {aligned_.pairs.size(), either, either}});
    if (roles_.of_article) return;
    count_textless(a_, aligned_.only_a);
    count_textless(b_, aligned_.only_b);
  }

  void count_textless(const Annotations& annotations, const std::vector<const Frame*>& frames) {
    for (const Frame* frame : frames) {
      const bool has_text = std::ranges::any_of(roles_.begins, [&](const std::string& role) {
        return !text_of_role(annotations, *frame, role).empty();
      });
      if (!has_text) ++result_.undefined[roles_.layer + " without a text to find it by"];
    }
  }

  // Answered by both, and alike as far as one can know.
  Share add_role(const std::string& role) {
    Share answered{0, aligned_.pairs.size(), aligned_.pairs.size()};
    Share equal{0, 0, aligned_.pairs.size()};
    for (const FramePair& pair : aligned_.pairs) {
      if (is_answered(*pair.a, role) != is_answered(*pair.b, role)) ++result_.undefined[role + " answered by only one"];
      if (!is_answered(*pair.a, role) || !is_answered(*pair.b, role)) continue;
      ++answered.part;
      const auto [left, right] = sameness_.meant(pair, role);
      const Sameness sameness = compare(left, right);
      if (sameness == Sameness::unknown) {
        ++result_.undefined[role + " without an entity"];
        continue;
      }
      ++equal.of;
      equal.part += sameness == Sameness::same ? 1 : 0;
    }
    result_.figures.push_back({role, "share-equal", equal});
    return answered;
  }

  void add_source() {
    const Share answered = add_role(roles_.source);
    const Share equal = std::get<Share>(result_.figures.back().of);
    TwoRatings entities{.chance_within_articles = true, .could = aligned_.pairs.size()};
    for (const FramePair& pair : aligned_.pairs) {
      if (!is_answered(*pair.a, roles_.source) || !is_answered(*pair.b, roles_.source)) continue;
      const auto [left, right] = sameness_.meant(pair, roles_.source);
      const auto a = set_key(left);
      const auto b = compare(left, right) == Sameness::same ? a : set_key(right);
      if (a && b) entities.names.push_back({*a, *b});
    }
    result_.figures.push_back({roles_.source, "alpha-within-articles", std::move(entities)});
    result_.chain.push_back({"source", kFoundByBoth, answered});
    result_.chain.push_back({"entity", "source given by both", equal});
  }

  void add_rated() {
    const AttributeRule rule = sameness_.rating_rule();
    SpanF1 targets;
    Share off_scale;
    const auto count = [&](const Annotations& annotations, std::size_t& into) {
      for (const Frame& frame : annotations.frames) {
        if (frame.layer != roles_.layer) continue;
        for (const Filler& filler : fillers(frame, roles_.rated)) {
          ++into;
          const auto rating = answer(filler.attributes, rule);
          if (!rating) continue;
          ++off_scale.of;
          if (std::holds_alternative<std::int64_t>(*rating)) continue;
          ++off_scale.part;
          ++result_.undefined[roles_.rated + " outside the scale: " + shown(rating)];
        }
      }
    };
    count(a_, targets.a);
    count(b_, targets.b);
    off_scale.could = targets.a + targets.b;
    std::vector<AttributePair> shared;
    for (const FramePair& pair : aligned_.pairs) {
      const MeantPair both = sameness_.meant(pair, roles_.rated);
      for (const auto& [i, j] : shared_targets(both)) {
        shared.emplace_back(&both.first[i].filler->attributes, &both.second[j].filler->attributes);
      }
    }
    targets.matched = shared.size();
    result_.figures.push_back({roles_.rated, "f1", targets});
    const std::size_t first = result_.figures.size();
    add_attribute_figures(result_, registry_, roles_.rated, rule, shared);
    result_.chain.push_back({roles_.rated, "target named by both", std::get<Share>(result_.figures[first].of)});
    // Of all targets that either named, also those that only one did could have been rated by both.
    std::get<TwoRatings>(result_.figures[first + 1].of).could = targets.of_either();
    result_.figures.push_back({roles_.rated, "share-off-scale", off_scale});
    for (const AttributeRule& other : roles_.filler_attributes) {
      add_attribute_figures(result_, registry_, roles_.rated + "." + other.name, other, shared);
    }
  }

  void add_attributes() {
    std::vector<AttributePair> aligned;
    for (const FramePair& pair : aligned_.pairs) aligned.emplace_back(&pair.a->attributes, &pair.b->attributes);
    for (const AttributeRule& rule : roles_.attributes) {
      const std::size_t first = result_.figures.size();
      add_attribute_figures(result_, registry_, rule.name, rule, aligned);
      if (rule.name == roles_.label_set) {
        result_.chain.push_back({rule.name, kFoundByBoth, std::get<Share>(result_.figures[first].of)});
      }
    }
  }

  void add_joint() {
    Share joint;
    for (const FramePair& pair : aligned_.pairs) joint.part += sameness_.agree_on_everything(pair) ? 1 : 0;
    joint.of = joint.could = frames_of_a() + frames_of_b() - aligned_.pairs.size();
    result_.joint = joint;
  }

  const Scheme& scheme_;
  const Registry& registry_;
  ComparedRoles roles_;
  const Annotations& a_;
  const Annotations& b_;
  const MatchRule& rule_;
  FrameAlignment aligned_;
  FrameSameness sameness_;  // borrows the members above
  Comparison result_;
};

}  // namespace

Comparison compare_frames(const Scheme& scheme, const Registry& registry, const Layer& layer, const Annotations& a,
                          const Annotations& b, const MatchRule& rule) {
  return FrameComparison(scheme, registry, layer, a, b, rule).compare_all();
}

Comparison compare_spans(const Scheme& scheme, const Registry& registry, const Layer& layer, const Annotations& a,
                         const Annotations& b, const MatchRule& rule) {
  Comparison result;
  result.counts = count_layers(scheme, a, b);
  add_spans(result, registry, layer, a, b, rule);
  return result;
}

}  // namespace sayso
