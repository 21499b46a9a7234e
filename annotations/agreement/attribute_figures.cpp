#include "annotations/agreement/attribute_figures.h"

#include <cstdint>
#include <optional>

#include "annotations/agreement/label_sets.h"
#include "annotations/agreement/meaning.h"

namespace sayso {
namespace {

// Two answers of each pair that both gave.
using Answers = std::vector<std::pair<Value, Value>>;

std::optional<Value> known_answer(const Registry& registry, const Attributes& attributes, const AttributeRule& rule) {
  auto given = answer(attributes, rule);
  if (given && rule.type == AttributeType::entity) {
    if (const auto* id = std::get_if<std::string>(&*given)) {
      if (const Entity* entity = resolve(registry, EntityId(*id))) return entity->id.value;
    }
  }
  return given;
}

void add_scale(Comparison& into, const std::string& subject, const Answers& both, std::size_t could) {
  TwoRatings ratings{.kind = AlphaKind::ordinal, .could = could};
  for (const auto& [a, b] : both) {
    const auto* left = std::get_if<std::int64_t>(&a);
    const auto* right = std::get_if<std::int64_t>(&b);
    if (left && right) ratings.numbers.push_back({*left, *right});
  }
  into.figures.push_back({subject, "alpha-ordinal", std::move(ratings)});
}

void add_label_sets(Comparison& into, const std::string& subject, const AttributeRule& rule, const Answers& both,
                    std::size_t could) {
  Mean likeness{0, both.size(), could};
  TwoRatings sets{.kind = AlphaKind::label_sets, .could = could};
  for (const auto& [a, b] : both) {
    likeness.sum += jaccard(label_set(a), label_set(b));
    sets.names.push_back({key_of_labels(label_set(a)), key_of_labels(label_set(b))});
  }
  into.figures.push_back({subject, "jaccard", likeness});
  into.figures.push_back({subject, "alpha-jaccard", std::move(sets)});
  for (const ChoiceValue& label : rule.values) {
    TwoRatings chosen{.could = could};
    const auto is_chosen = [&](const Value& value) { return label_set(value).contains(label.name) ? "yes" : "no"; };
    for (const auto& [a, b] : both) chosen.names.push_back({is_chosen(a), is_chosen(b)});
    into.figures.push_back({subject + ": " + label.name, "alpha-nominal", std::move(chosen)});
  }
}

}  // namespace

void add_attribute_figures(Comparison& into, const Registry& registry, const std::string& subject,
                           const AttributeRule& rule, const std::vector<AttributePair>& pairs) {
  Answers both;
  Share equal{0, 0, pairs.size()};
  for (const auto& [left, right] : pairs) {
    auto a = known_answer(registry, *left, rule);
    auto b = known_answer(registry, *right, rule);
    if (a.has_value() != b.has_value()) ++into.undefined[subject + " answered by only one"];
    if (!a || !b) continue;
    equal.part += same_answer(a, b) ? 1 : 0;
    ++equal.of;
    both.emplace_back(std::move(*a), std::move(*b));
  }
  into.figures.push_back({subject, "share-equal", equal});
  if (rule.type == AttributeType::choices) {
    add_label_sets(into, subject, rule, both, pairs.size());
  } else if (rule.type == AttributeType::scale) {
    add_scale(into, subject, both, pairs.size());
  } else {
    TwoRatings ratings{.could = pairs.size()};
    for (const auto& [a, b] : both) ratings.names.push_back({shown(a), shown(b)});
    into.figures.push_back({subject, "alpha-nominal", std::move(ratings)});
  }
}

}  // namespace sayso
