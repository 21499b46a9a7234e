#include "annotations/agreement/disagreements.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "annotations/agreement/compared_roles.h"
#include "annotations/agreement/frame_alignment.h"
#include "annotations/agreement/meaning.h"

namespace sayso {
namespace {

using Kind = DisagreementKind;

CodePointRange hull_of_both(const Fragments& a, const Fragments& b) {
  if (a.empty()) return hull(b);
  if (b.empty()) return hull(a);
  return {std::min(hull(a).begin, hull(b).begin), std::max(hull(a).end, hull(b).end)};
}

std::string text_of(const Annotations& annotations, const std::vector<Filler>& list) {
  std::string text;
  for (const Filler& filler : list) {
    const auto* record = std::get_if<RecordId>(&filler.to);
    const Span* span = record ? annotations.spans.find(record->value) : nullptr;
    if (span) text += (text.empty() ? "" : " … ") + short_text(*span);
  }
  return text.empty() ? "–" : text;
}

// Where a frame stands: the text of the first beginning role that has any, else of any role.
struct Standing {
  Fragments at;
  std::string text;
};

Standing standing(const ComparedRoles& roles, const Annotations& annotations, const Frame& frame) {
  for (const std::string& role : roles.begins) {
    Fragments at = text_of_role(annotations, frame, role);
    if (!at.empty()) return {std::move(at), text_of(annotations, fillers(frame, role))};
  }
  CodePointRange place;
  if (place_of(frame, annotations.spans, place)) return {{place}, roles.layer + " without a text of its own"};
  return {{}, roles.layer};
}

class Listing {
 public:
  Listing(const Scheme& scheme, const Registry& registry, const Annotations& a, const Annotations& b,
          const MatchRule& rule)
      : scheme_(scheme), registry_(registry), a_(a), b_(b), rule_(rule) {}

  std::vector<Disagreement> all() {
    for (const Layer& layer : scheme_.layers) {
      if (layer.kind == Layer::Kind::frame) {
        list_frames(compared_roles(scheme_, layer));
      } else {
        list_lone_spans(layer);
      }
    }
    std::ranges::stable_sort(found_, [](const Disagreement& one, const Disagreement& other) {
      return std::tie(one.at.begin, other.at.end, one.kind) < std::tie(other.at.begin, one.at.end, other.kind);
    });
    return std::move(found_);
  }

 private:
  void add(Kind kind, std::string sort, const std::string& layer, DisagreementSide a, DisagreementSide b) {
    const CodePointRange at = hull_of_both(a.at, b.at);
    found_.push_back({kind, std::move(sort), layer, at, std::move(a), std::move(b)});
  }

  void list_frames(const ComparedRoles& roles) {
    const FrameAlignment aligned = align_frames(roles, a_, b_, rule_);
    for (const Frame* frame : aligned.only_a) {
      const Standing here = standing(roles, a_, *frame);
      add(Kind::only_one, "only-one", roles.layer, {frame->id, here.text, here.at}, {{}, "–", {}});
    }
    for (const Frame* frame : aligned.only_b) {
      const Standing here = standing(roles, b_, *frame);
      add(Kind::only_one, "only-one", roles.layer, {{}, "–", {}}, {frame->id, here.text, here.at});
    }
    for (const FramePair& pair : aligned.pairs) compare_pair(roles, aligned, pair);
  }

  void compare_pair(const ComparedRoles& roles, const FrameAlignment& aligned, const FramePair& pair) {
    const Fragments at_a = standing(roles, a_, *pair.a).at;
    const Fragments at_b = standing(roles, b_, *pair.b).at;
    const auto differ = [&](Kind kind, const std::string& sort, std::string a, std::string b) {
      add(kind, sort, roles.layer, {pair.a->id, std::move(a), at_a}, {pair.b->id, std::move(b), at_b});
    };
    for (const std::string& role : roles.begins) {
      const Fragments left = text_of_role(a_, *pair.a, role);
      const Fragments right = text_of_role(b_, *pair.b, role);
      if (left == right) continue;
      const bool first = role == roles.begins.front();
      add(first ? Kind::boundary : Kind::cue, first ? "boundary" : role, roles.layer,
          {pair.a->id, text_of(a_, fillers(*pair.a, role)), left},
          {pair.b->id, text_of(b_, fillers(*pair.b, role)), right});
    }
    for (const AttributeRule& rule : roles.anchor_attributes) {
      const auto a = anchor_answers(roles, a_, *pair.a, rule);
      const auto b = anchor_answers(roles, b_, *pair.b, rule);
      if (a.first && b.first && a.second != b.second) differ(Kind::span_attribute, rule.name, a.second, b.second);
    }
    std::vector<std::string> entity_roles = roles.others;
    if (!roles.source.empty()) entity_roles.insert(entity_roles.begin(), roles.source);
    for (const std::string& role : entity_roles) compare_role(roles, pair, role, differ);
    for (const std::string& role : roles.frames) compare_frame_role(aligned, pair, role, differ);
    if (!roles.rated.empty()) compare_targets(roles, pair, differ);
    for (const AttributeRule& rule : roles.attributes) {
      const auto a = answer(pair.a->attributes, rule);
      const auto b = answer(pair.b->attributes, rule);
      const Kind kind = rule.type == AttributeType::choices ? Kind::labels : Kind::attribute;
      if (!same_answer(a, b)) differ(kind, rule.name, shown(a), shown(b));
    }
  }

  // Is there a span to ask, and what its spans answer, in one text.
  static std::pair<bool, std::string> anchor_answers(const ComparedRoles& roles, const Annotations& annotations,
                                                     const Frame& frame, const AttributeRule& rule) {
    std::set<std::string> answers;
    bool there = false;
    for (const Filler& filler : fillers(frame, roles.begins.front())) {
      const auto* record = std::get_if<RecordId>(&filler.to);
      const Span* span = record ? annotations.spans.find(record->value) : nullptr;
      if (!span) continue;
      there = true;
      answers.insert(shown(answer(span->attributes, rule)));
    }
    std::string all;
    for (const std::string& each : answers) all += (all.empty() ? "" : ", ") + each;
    return {there, all};
  }

  template <class Differ>
  void compare_role(const ComparedRoles& roles, const FramePair& pair, const std::string& role, Differ differ) {
    const auto left = meant_by(roles, a_, registry_, *pair.a, role);
    const auto right = meant_by(roles, b_, registry_, *pair.b, role);
    const bool answered_a = is_answered(*pair.a, role);
    const bool answered_b = is_answered(*pair.b, role);
    if (answered_a == answered_b && compare(left, right) == Sameness::same) return;
    differ(Kind::role, role, answered_a ? shown(left) : "–", answered_b ? shown(right) : "–");
  }

  // Within another frame: the same when that frame's partner is what the other annotator names.
  template <class Differ>
  void compare_frame_role(const FrameAlignment& aligned, const FramePair& pair, const std::string& role,
                          Differ differ) {
    const auto frames_text = [](const Annotations& annotations, const std::vector<Filler>& list) {
      std::string text;
      for (const Filler& filler : list) {
        const auto* record = std::get_if<RecordId>(&filler.to);
        const Frame* frame = record ? annotations.frames.find(record->value) : nullptr;
        CodePointRange place;
        if (!frame || !place_of(*frame, annotations.spans, place)) continue;
        text += (text.empty() ? "" : ", ") + frame->layer + " at " + std::to_string(place.begin.value);
      }
      return text.empty() ? std::string("–") : text;
    };
    std::set<std::string> expected, given;
    for (const Filler& filler : fillers(*pair.a, role)) {
      const auto* record = std::get_if<RecordId>(&filler.to);
      const FramePair* partner = record ? aligned.pair_of_a(*record) : nullptr;
      expected.insert(partner ? partner->b->id.value : "only in a: " + to_text(filler.to));
    }
    for (const Filler& filler : fillers(*pair.b, role)) given.insert(to_text(filler.to));
    if (expected == given) return;
    differ(Kind::role, role, frames_text(a_, fillers(*pair.a, role)), frames_text(b_, fillers(*pair.b, role)));
  }

  template <class Differ>
  void compare_targets(const ComparedRoles& roles, const FramePair& pair, Differ differ) {
    const auto left = meant_by(roles, a_, registry_, *pair.a, roles.rated);
    const auto right = meant_by(roles, b_, registry_, *pair.b, roles.rated);
    const RoleRule& role = *find_role(*find_layer(scheme_, roles.layer), roles.rated);
    std::vector<bool> taken(right.size());
    for (const Meant& target : left) {
      std::size_t j = 0;
      while (j < right.size() && (taken[j] || compare(target, right[j]) != Sameness::same)) ++j;
      if (j == right.size()) {
        differ(Kind::target, roles.rated + "-target", target.shown, "–");
        continue;
      }
      taken[j] = true;
      for (const AttributeRule& rule : role.attributes) {
        if (rule.type == AttributeType::text) continue;
        const auto a = answer(target.filler->attributes, rule);
        const auto b = answer(right[j].filler->attributes, rule);
        if (same_answer(a, b)) continue;
        differ(Kind::rating, roles.rated + "-" + rule.name, target.shown + ": " + shown(a),
               right[j].shown + ": " + shown(b));
      }
    }
    for (std::size_t j = 0; j < right.size(); ++j) {
      if (!taken[j]) differ(Kind::target, roles.rated + "-target", "–", right[j].shown);
    }
  }

  // Spans that fill a role are compared with their frame; what is left stands for itself.
  void list_lone_spans(const Layer& layer) {
    const auto left = units_of_layer(a_, layer.name);
    const auto right = units_of_layer(b_, layer.name);
    const auto in_roles_a = spans_in_roles(a_);
    const auto in_roles_b = spans_in_roles(b_);
    const auto side = [](const Annotations& annotations, const RecordId& id) {
      const Span& span = *annotations.spans.find(id.value);
      return DisagreementSide{id, short_text(span), span.at};
    };
    const Alignment alignment = align(left, right, rule_);
    for (const std::size_t i : alignment.only_a) {
      if (in_roles_a.contains(left[i].record)) continue;
      add(Kind::only_one, "only-one", layer.name, side(a_, left[i].record), {{}, "–", {}});
    }
    for (const std::size_t j : alignment.only_b) {
      if (in_roles_b.contains(right[j].record)) continue;
      add(Kind::only_one, "only-one", layer.name, {{}, "–", {}}, side(b_, right[j].record));
    }
    for (const AlignedPair& pair : alignment.pairs) {
      const RecordId& a = left[pair.a].record;
      const RecordId& b = right[pair.b].record;
      if (in_roles_a.contains(a) || in_roles_b.contains(b)) continue;
      if (joined(left[pair.a].at) != joined(right[pair.b].at)) {
        add(Kind::boundary, "boundary", layer.name, side(a_, a), side(b_, b));
      }
      for (const AttributeRule& rule : layer.attributes) {
        if (rule.type != AttributeType::text) compare_span_attribute(layer, rule, side(a_, a), side(b_, b));
      }
    }
  }

  void compare_span_attribute(const Layer& layer, const AttributeRule& rule, DisagreementSide a, DisagreementSide b) {
    const auto left = answer(a_.spans.find(a.record.value)->attributes, rule);
    const auto right = answer(b_.spans.find(b.record.value)->attributes, rule);
    const bool of_entity = rule.type == AttributeType::entity;
    a.text = of_entity ? entity_name(left) : shown(left);
    b.text = of_entity ? entity_name(right) : shown(right);
    if (of_entity ? entity_id(left) == entity_id(right) : same_answer(left, right)) return;
    add(Kind::span_attribute, rule.name, layer.name, std::move(a), std::move(b));
  }

  const Entity* entity_of(const std::optional<Value>& value) const {
    const auto* id = value ? std::get_if<std::string>(&*value) : nullptr;
    return id ? resolve(registry_, EntityId(*id)) : nullptr;
  }
  std::string entity_name(const std::optional<Value>& value) const {
    const Entity* entity = entity_of(value);
    return entity ? entity->name : shown(value);
  }
  std::string entity_id(const std::optional<Value>& value) const {
    const Entity* entity = entity_of(value);
    return entity ? entity->id.value : shown(value);
  }

  static std::set<RecordId> spans_in_roles(const Annotations& annotations) {
    std::set<RecordId> filled;
    for (const Frame& frame : annotations.frames) {
      for (const auto& [role, list] : frame.roles) {
        for (const Filler& filler : list) {
          if (const auto* record = std::get_if<RecordId>(&filler.to)) filled.insert(*record);
        }
      }
    }
    return filled;
  }

  const Scheme& scheme_;
  const Registry& registry_;
  const Annotations& a_;
  const Annotations& b_;
  const MatchRule& rule_;
  std::vector<Disagreement> found_;
};

}  // namespace

std::vector<Disagreement> disagreements(const Scheme& scheme, const Registry& registry, const Annotations& a,
                                        const Annotations& b, const MatchRule& rule) {
  return Listing(scheme, registry, a, b, rule).all();
}

}  // namespace sayso
