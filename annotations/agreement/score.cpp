#include "annotations/agreement/score.h"

#include <algorithm>
#include <utility>

#include "annotations/agreement/frame_sameness.h"

namespace sayso {
namespace {

// Rows in the order of their first article; every article adds to each.
class Rows {
 public:
  explicit Rows(std::vector<ScoreRow>& rows) : rows_(rows) {}
  void add(const std::string& name, const SpanF1& counts) {
    const auto found = std::ranges::find(rows_, name, &ScoreRow::name);
    if (found == rows_.end()) {
      rows_.push_back({name, counts});
    } else {
      found->counts += counts;
    }
  }

 private:
  std::vector<ScoreRow>& rows_;
};

class FrameScore {
 public:
  FrameScore(const Scheme& scheme, const Registry& registry, const ComparedRoles& roles, const ScoredArticle& article,
             const MatchRule& rule)
      : roles_(roles),
        gold_(*article.gold),
        test_(*article.test),
        aligned_(align_frames(roles, gold_, test_, rule)),
        sameness_(scheme, registry, roles, gold_, test_, rule, aligned_) {}

  void add_to(Rows rows) const {
    rows.add(roles_.layer, count([](const Annotations&, const Frame&) { return 1u; }, [](const FramePair&) { return 1u; }));
    for (const std::string& role : roles_.begins) {
      rows.add(role, count([&](const Annotations& of, const Frame& frame) {
                 return text_of_role(of, frame, role).empty() ? 0u : 1u;
               },
               [&](const FramePair& pair) {
                 return sameness_.same_text(pair, role) && !text_of_role(gold_, *pair.a, role).empty() ? 1u : 0u;
               }));
    }
    for (const AttributeRule& rule : roles_.anchor_attributes) {
      rows.add(rule.name, count([&](const Annotations& of, const Frame& frame) { return has_anchor(of, frame); },
                                [&](const FramePair& pair) {
                                  return has_anchor(gold_, *pair.a) && sameness_.same_anchor_answers(pair, rule) ? 1u : 0u;
                                }));
    }
    if (!roles_.source.empty()) add_role(rows, roles_.source);
    for (const std::string& role : roles_.others) add_role(rows, role);
    if (!roles_.rated.empty()) add_rated(rows);
    for (const AttributeRule& rule : roles_.attributes) {
      rows.add(rule.name, count([&](const Annotations&, const Frame& frame) {
                 return answer(frame.attributes, rule) ? 1u : 0u;
               },
               [&](const FramePair& pair) {
                 const auto right = answer(pair.a->attributes, rule);
                 return right && same_answer(right, answer(pair.b->attributes, rule)) ? 1u : 0u;
               }));
    }
    rows.add("joint", count([](const Annotations&, const Frame&) { return 1u; },
                            [&](const FramePair& pair) { return sameness_.agree_on_everything(pair) ? 1u : 0u; }));
  }

 private:
  // `in_frame` items a frame has; `in_pair` of them right.
  template <class InFrame, class InPair>
  SpanF1 count(InFrame in_frame, InPair in_pair) const {
    SpanF1 counts;
    for (const Frame& frame : gold_.frames) counts.a += frame.layer == roles_.layer ? in_frame(gold_, frame) : 0u;
    for (const Frame& frame : test_.frames) counts.b += frame.layer == roles_.layer ? in_frame(test_, frame) : 0u;
    for (const FramePair& pair : aligned_.pairs) counts.matched += in_pair(pair);
    return counts;
  }

  unsigned has_anchor(const Annotations& of, const Frame& frame) const {
    return roles_.begins.empty() || text_of_role(of, frame, roles_.begins.front()).empty() ? 0u : 1u;
  }

  void add_role(Rows& rows, const std::string& role) const {
    rows.add(role, count([&](const Annotations&, const Frame& frame) { return fillers(frame, role).empty() ? 0u : 1u; },
                         [&](const FramePair& pair) {
                           const auto [right, given] = sameness_.meant(pair, role);
                           return !right.empty() && compare(right, given) == Sameness::same ? 1u : 0u;
                         }));
  }

  void add_rated(Rows& rows) const {
    const auto targets = [&](const Annotations&, const Frame& frame) { return fillers(frame, roles_.rated).size(); };
    rows.add(roles_.rated, count(targets, [&](const FramePair& pair) {
               return shared_targets(sameness_.meant(pair, roles_.rated)).size();
             }));
    const AttributeRule rule = sameness_.rating_rule();
    rows.add(roles_.rated + "." + rule.name, count(targets, [&](const FramePair& pair) {
               const MeantPair both = sameness_.meant(pair, roles_.rated);
               std::size_t right = 0;
               for (const auto& [i, j] : shared_targets(both)) {
                 right += same_answer(answer(both.first[i].filler->attributes, rule),
                                      answer(both.second[j].filler->attributes, rule))
                              ? 1
                              : 0;
               }
               return right;
             }));
  }

  const ComparedRoles& roles_;
  const Annotations& gold_;
  const Annotations& test_;
  FrameAlignment aligned_;
  FrameSameness sameness_;
};

void add_spans(Rows rows, const Layer& layer, const ScoredArticle& article, const MatchRule& rule) {
  const auto gold = units_of_layer(*article.gold, layer.name);
  const auto test = units_of_layer(*article.test, layer.name);
  const Alignment alignment = align(gold, test, rule);
  rows.add(layer.name, {alignment.pairs.size(), gold.size(), test.size()});
  for (const AttributeRule& attribute : layer.attributes) {
    if (attribute.type == AttributeType::text) continue;
    SpanF1 counts{0, gold.size(), test.size()};
    for (const AlignedPair& pair : alignment.pairs) {
      const Span& right = *article.gold->spans.find(gold[pair.a].record.value);
      const Span& given = *article.test->spans.find(test[pair.b].record.value);
      const bool same = same_answer(answer(right.attributes, attribute), answer(given.attributes, attribute));
      counts.matched += same ? 1 : 0;
    }
    rows.add(attribute.name, counts);
  }
}

}  // namespace

Score score(const Scheme& scheme, const Registry& registry, const std::vector<ScoredArticle>& articles,
            const std::string& layer, const MatchRule& match) {
  const Layer* scored = layer.empty() ? main_frame_layer(scheme) : find_layer(scheme, layer);
  Score result{scored ? scored->name : layer, to_text(match), articles.size(), {}};
  if (!scored) return result;
  for (const ScoredArticle& article : articles) {
    if (scored->kind == Layer::Kind::span) {
      add_spans(Rows(result.rows), *scored, article, match);
    } else {
      FrameScore(scheme, registry, compared_roles(scheme, *scored), article, match).add_to(Rows(result.rows));
    }
  }
  return result;
}

}  // namespace sayso
