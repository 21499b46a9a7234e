#include "annotations/agreement/figures.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "annotations/agreement/alpha.h"
#include "annotations/agreement/label_sets.h"

namespace sayso {
namespace {

std::optional<double> ratio(std::size_t part, std::size_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

std::size_t items_in(const SpanF1& counts) { return counts.of_either(); }
std::size_t items_in(const Share& share) { return share.of; }
std::size_t items_in(const Mean& mean) { return mean.of; }
std::size_t items_in(const TwoRatings& ratings) { return ratings.size(); }

template <class Part>
struct FromArticle {
  const ArticleId* article;
  const Part* part;
};

template <class Part>
void count(Figure& figure, const std::vector<FromArticle<Part>>& parts) {
  std::set<ArticleId> articles;
  for (const auto& [article, part] : parts) {
    figure.items += items_in(*part);
    if (items_in(*part) > 0) articles.insert(*article);
  }
  figure.articles = articles.size();
  figure.few = figure.items < kFewItems || figure.articles < kFewArticles;
}

template <class Part>
std::size_t could_be(const std::vector<FromArticle<Part>>& parts) {
  std::size_t could = 0;
  for (const auto& each : parts) could += each.part->could;
  return could;
}

void measure(Figure& figure, const std::vector<FromArticle<SpanF1>>& parts) {
  SpanF1 total;
  for (const auto& each : parts) total += *each.part;
  figure.value = total.f1();
  figure.why_undefined = why_undefined(total);
  figure.counts = total;
}

void measure(Figure& figure, const std::vector<FromArticle<Share>>& parts) {
  std::size_t part = 0;
  for (const auto& each : parts) part += each.part->part;
  figure.value = ratio(part, figure.items);
  figure.coverage = ratio(figure.items, could_be(parts));
  if (!figure.value) figure.why_undefined = "no item that both answered";
}

void measure(Figure& figure, const std::vector<FromArticle<Mean>>& parts) {
  double sum = 0;
  for (const auto& each : parts) sum += each.part->sum;
  if (figure.items > 0) figure.value = sum / static_cast<double>(figure.items);
  figure.coverage = ratio(figure.items, could_be(parts));
  if (!figure.value) figure.why_undefined = "no item that both answered";
}

Alpha alpha_of(const std::vector<const TwoRatings*>& parts) {
  std::vector<std::vector<std::optional<std::string>>> names;
  std::vector<std::vector<std::optional<std::int64_t>>> numbers;
  for (const TwoRatings* part : parts) {
    for (const auto& [a, b] : part->names) names.push_back({a, b});
    for (const auto& [a, b] : part->numbers) numbers.push_back({a, b});
  }
  switch (parts.empty() ? AlphaKind::nominal : parts.front()->kind) {
    case AlphaKind::nominal: return nominal_alpha(ratings_of(names));
    case AlphaKind::ordinal: return ordinal_alpha(ratings_of(numbers));
    case AlphaKind::label_sets: {
      std::vector<std::string> joined;
      const Ratings ratings = ratings_of(names, &joined);
      std::vector<LabelSet> sets;
      for (const std::string& each : joined) sets.push_back(labels_of_key(each));
      return alpha(ratings, [&](std::size_t c, std::size_t k) { return 1 - jaccard(sets[c], sets[k]); });
    }
  }
  return {};
}

// Chance agreement taken within each article: observed and expected disagreements are summed over articles,
// each weighted by its ratings, before they are divided. An article with one category adds to neither.
void alpha_within_articles(Figure& figure, const std::vector<FromArticle<TwoRatings>>& parts) {
  double observed = 0;
  double expected = 0;
  for (const auto& each : parts) {
    const Alpha one = alpha_of({each.part});
    observed += one.observed * static_cast<double>(one.ratings);
    expected += one.expected * static_cast<double>(one.ratings);
  }
  if (expected > 0) {
    figure.value = 1 - observed / expected;
  } else {
    figure.why_undefined = figure.items == 0 ? "no item that both answered" : "in no article is there a choice";
  }
}

void measure(Figure& figure, const std::vector<FromArticle<TwoRatings>>& parts) {
  figure.coverage = ratio(figure.items, could_be(parts));
  if (!parts.empty() && parts.front().part->chance_within_articles) return alpha_within_articles(figure, parts);
  std::vector<const TwoRatings*> all;
  for (const auto& each : parts) all.push_back(each.part);
  const Alpha alpha = alpha_of(all);
  figure.value = alpha.value;
  figure.why_undefined = alpha.why_undefined;
}

template <class Part>
Figure figure_of(const std::string& subject, const std::string& name, const std::vector<FromArticle<Part>>& parts) {
  Figure figure;
  figure.subject = subject;
  figure.measure = name;
  count(figure, parts);
  measure(figure, parts);
  return figure;
}

}  // namespace

std::vector<Figure> figures_of(const std::vector<ComparedArticle>& compared) {
  std::vector<Figure> figures;
  if (compared.empty()) return figures;
  const auto& first = compared.front().comparison->figures;
  for (std::size_t i = 0; i < first.size(); ++i) {
    figures.push_back(std::visit(
        [&](const auto& kind) {
          using Part = std::decay_t<decltype(kind)>;
          std::vector<FromArticle<Part>> parts;
          for (const auto& [article, comparison] : compared) {
            assert(comparison->figures[i].subject == first[i].subject);
            parts.push_back({&article, &std::get<Part>(comparison->figures[i].of)});
          }
          return figure_of(first[i].subject, first[i].measure, parts);
        },
        first[i].of));
  }
  return figures;
}

std::vector<ChainStep> chain_of(const std::vector<ComparedArticle>& compared) {
  std::vector<ChainStep> chain;
  if (compared.empty()) return chain;
  const auto& first = compared.front().comparison->chain;
  for (std::size_t i = 0; i < first.size(); ++i) {
    std::vector<FromArticle<Share>> parts;
    for (const auto& [article, comparison] : compared) parts.push_back({&article, &comparison->chain[i].share});
    chain.push_back({first[i].name, first[i].given, figure_of(first[i].name, "share", parts)});
  }
  return chain;
}

std::optional<Figure> joint_of(const std::vector<ComparedArticle>& compared) {
  std::vector<FromArticle<Share>> parts;
  for (const auto& [article, comparison] : compared) {
    if (comparison->joint) parts.push_back({&article, &*comparison->joint});
  }
  if (parts.empty()) return std::nullopt;
  return figure_of("joint", "share", parts);
}

}  // namespace sayso
