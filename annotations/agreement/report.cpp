#include "annotations/agreement/report.h"

#include <algorithm>
#include <map>
#include <set>

#include "annotations/agreement/alpha.h"
#include "annotations/agreement/comparison.h"
#include "annotations/agreement/figures.h"
#include "annotations/store/names.h"

namespace sayso {
namespace {

struct Compared {
  ArticleId article;
  Comparison comparison;
};

PairReport report_on(const AnnotatorId& a, const AnnotatorId& b, const std::vector<const Compared*>& compared) {
  PairReport report{a, b, {}, {}, {}, {}, {}, {}};
  std::vector<ComparedArticle> list;
  std::map<std::string, std::size_t> undefined;
  for (const Compared* each : compared) {
    list.push_back({each->article, &each->comparison});
    report.articles.push_back(each->article);
    for (const auto& [what, count] : each->comparison.undefined) undefined[what] += count;
    const auto& counts = each->comparison.counts;
    if (report.counts.empty()) {
      report.counts = counts;
      continue;
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
      report.counts[i].a += counts[i].a;
      report.counts[i].b += counts[i].b;
    }
  }
  std::ranges::sort(report.articles);
  report.articles.erase(std::unique(report.articles.begin(), report.articles.end()), report.articles.end());
  for (const auto& [what, count] : undefined) report.undefined.push_back({what, count});
  report.figures = figures_of(list);
  report.chain = chain_of(list);
  report.joint = joint_of(list);
  return report;
}

// What is compared, and beside it what is not, with the reason.
class Selection {
 public:
  Selection(const std::vector<Submitted>& submitted, const AgreementOptions& options) {
    const std::set<AnnotatorId> named(options.annotators.begin(), options.annotators.end());
    for (const Submitted& each : submitted) {
      const bool wanted = named.empty() ? is_person(each.annotator) : named.contains(each.annotator);
      if (!wanted) {
        if (named.empty()) left_out.push_back({each.article, each.annotator, why_no_person(each.annotator)});
        continue;
      }
      if (!by_article[each.article].emplace(each.annotator, &each.state).second) {
        left_out.push_back({each.article, each.annotator, "a second state of the same article"});
      }
    }
    for (auto article = by_article.begin(); article != by_article.end();) {
      if (article->second.size() >= 2) {
        for (const auto& [annotator, state] : article->second) annotators.insert(annotator);
        ++article;
        continue;
      }
      left_out.push_back({article->first, article->second.begin()->first, "nobody else submitted it"});
      article = by_article.erase(article);
    }
  }

  std::map<ArticleId, std::map<AnnotatorId, const Annotations*>> by_article;
  std::set<AnnotatorId> annotators;
  std::vector<LeftOut> left_out;

 private:
  static std::string why_no_person(const AnnotatorId& annotator) {
    return annotator == kGold ? "the adjudicated version is nobody's own work; name it to compare with it"
                              : "a second pass gives agreement with oneself; name it to compare with it";
  }
};

const Layer* layer_of(const Scheme& scheme, const AgreementOptions& options) {
  return options.layer.empty() ? main_frame_layer(scheme) : find_layer(scheme, options.layer);
}

}  // namespace

bool is_person(const AnnotatorId& annotator) {
  return annotator != kGold && annotator.value.find('@') == std::string::npos;
}

AgreementReport agree(const Scheme& scheme, const Registry& registry, const std::vector<Submitted>& submitted,
                      const AgreementOptions& options) {
  AgreementReport report;
  report.as_of = options.as_of;
  report.match = to_text(options.match);
  Selection selection(submitted, options);
  report.left_out = std::move(selection.left_out);
  report.annotators.assign(selection.annotators.begin(), selection.annotators.end());
  const Layer* layer = layer_of(scheme, options);
  report.layer = layer ? layer->name : options.layer;
  if (!layer) {
    report.left_out.push_back({ArticleId(), AnnotatorId(), "the scheme has no layer '" + options.layer + "'"});
    return report;
  }
  const auto compare_two = layer->kind == Layer::Kind::frame ? compare_frames : compare_spans;
  std::map<std::pair<AnnotatorId, AnnotatorId>, std::vector<Compared>> pairs;
  for (const auto& [article, states] : selection.by_article) {
    report.articles.push_back(article);
    for (auto a = states.begin(); a != states.end(); ++a) {
      for (auto b = std::next(a); b != states.end(); ++b) {
        if (a->second->text_sha256 != b->second->text_sha256) {
          report.left_out.push_back({article, b->first, "made on another text than " + a->first.value + "'s"});
          continue;
        }
        pairs[{a->first, b->first}].push_back(
            {article, compare_two(scheme, registry, *layer, *a->second, *b->second, options.match)});
      }
    }
  }
  std::vector<const Compared*> all;
  for (const auto& [who, compared] : pairs) {
    std::vector<const Compared*> these;
    for (const Compared& each : compared) these.push_back(&each);
    all.insert(all.end(), these.begin(), these.end());
    report.pairs.push_back(report_on(who.first, who.second, these));
  }
  report.pooled = report_on({}, {}, all);
  return report;
}

const Figure* find_figure(const PairReport& report, const std::string& subject, const std::string& measure) {
  const auto found = std::ranges::find_if(report.figures, [&](const Figure& figure) {
    return figure.subject == subject && figure.measure == measure;
  });
  return found == report.figures.end() ? nullptr : &*found;
}

}  // namespace sayso
