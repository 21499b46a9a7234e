#include "annotations/query/stats.h"

#include <algorithm>
#include <optional>

#include "annotations/agreement/report.h"

namespace sayso {
namespace {

SuggestionBand& band_of(SuggestionStats& stats, const std::optional<double>& confidence) {
  if (!confidence) return stats.without_score;
  const double tenth = std::clamp(*confidence, 0.0, 1.0) * 10;
  return stats.by_score[std::min<std::size_t>(9, static_cast<std::size_t>(tenth))];
}

void count_origin(SuggestionStats& stats, const Seldom<Origin>& origin) {
  if (!origin || origin->taken.empty()) return;
  SuggestionBand& band = band_of(stats, origin->confidence);
  ++(origin->taken == "as-is" ? band.as_is : band.changed);
}

}  // namespace

void add_to(AnnotatorStats& stats, const Annotations& state, const std::vector<Group>& groups) {
  ++stats.articles;
  ++stats.statuses[state.status];
  for (const Span& span : state.spans) {
    ++stats.layers[span.layer];
    count_origin(stats.suggestions, span.origin);
  }
  for (const Frame& frame : state.frames) {
    ++stats.layers[frame.layer];
    count_origin(stats.suggestions, frame.origin);
  }
  for (const Dismissal& dismissal : state.dismissed) {
    if (dismissal.finding.source.empty()) ++stats.suggestions.without_score.dismissed;
  }
  stats.suggestions.without_score.waiting += state.suggested.size();
  stats.groups += groups.size();
  for (const Group& group : groups) {
    stats.submissions += group.kind == GroupKind::submit ? 1 : 0;
    stats.active_seconds += group.seconds;
  }
}

Result<ProjectStats> project_stats(FileSystem& files, const Project& project, const AsOf& as_of) {
  ProjectStats stats;
  stats.articles = project.articles.size();
  std::map<ArticleId, std::size_t> done_by;  // how many persons
  for (const AnnotatorId& annotator : project.annotators) {
    AnnotatorStats hers;
    hers.annotator = annotator;
    const auto articles = articles_of(files, project, annotator);
    if (!articles) return articles.error();
    for (const ArticleId& article : *articles) {
      const auto found = annotations_as_of(files, project, annotator, article, as_of);
      if (!found) {
        stats.problems.push_back(found.error());
        continue;
      }
      stats.problems.insert(stats.problems.end(), found->problems.begin(), found->problems.end());
      if (!found->then) {
        stats.not_then.push_back({article, annotator, found->why_not});
        continue;
      }
      add_to(hers, found->then->state, found->then->groups);
      auto& done = done_by[article];
      if (found->then->state.status == Status::done && is_person(annotator)) ++done;
    }
    stats.annotators.push_back(std::move(hers));
  }
  const auto touched = [&](const ArticleId& article) { return done_by.contains(article); };
  stats.untouched = stats.articles - static_cast<std::size_t>(std::ranges::count_if(project.articles, touched));
  stats.submitted_by_two = static_cast<std::size_t>(
      std::ranges::count_if(done_by, [](const auto& each) { return each.second >= 2; }));
  return stats;
}

}  // namespace sayso
