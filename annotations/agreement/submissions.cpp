#include "annotations/agreement/submissions.h"

#include <algorithm>
#include <set>

#include "annotations/model/mention.h"
#include "annotations/store/annotation_file.h"

namespace sayso {
namespace {

Submitted as_submitted(const Annotations& state, std::size_t number, const std::string& time) {
  return {state.annotator, state.article, state, number, time};
}

std::string why_not(const std::vector<Group>& groups, const Annotations& now, const AsOf& as_of) {
  const std::size_t count = submissions_of(groups).size();
  if (count == 0) return "not submitted: " + to_text(now.status);
  if (const auto* then = std::get_if<UpTo>(&as_of)) return "not submitted by " + then->time;
  return count == 1 ? "submitted once" : "submitted " + std::to_string(count) + " times";
}

}  // namespace

std::string compared_in_words(const AsOf& as_of) {
  if (std::holds_alternative<StateNow>(as_of)) return "submitted articles as they are now";
  if (const auto* then = std::get_if<UpTo>(&as_of)) return "last submissions up to " + then->time;
  return to_text(as_of);
}

std::optional<Submitted> state_as_of(const std::vector<Group>& groups, const Annotations& now, const AsOf& as_of) {
  const std::vector<Submission> submissions = submissions_of(groups);
  const auto* nth = std::get_if<NthSubmission>(&as_of);
  if (submissions.empty()) {
    if (now.status != Status::done || (nth && nth->number > 1)) return std::nullopt;
    return as_submitted(now, 0, groups.empty() ? "" : groups.back().time);
  }
  if (std::holds_alternative<StateNow>(as_of)) return as_submitted(now, 0, "");
  std::size_t number = submissions.size();
  if (std::holds_alternative<FirstSubmission>(as_of)) number = 1;
  if (nth) number = nth->number;
  if (const auto* then = std::get_if<UpTo>(&as_of)) {
    while (number > 0 && !is_by(*then, groups[submissions[number - 1].group].time)) --number;
  }
  if (number == 0 || number > submissions.size()) return std::nullopt;
  const Submission& chosen = submissions[number - 1];
  return as_submitted(chosen.state, number, groups[chosen.group].time);
}

Result<Submissions> load_submissions(FileSystem& files, const Project& project, const SubmissionsWanted& wanted) {
  for (const AnnotatorId& annotator : wanted.annotators) {
    if (!std::ranges::count(project.annotators, annotator)) {
      return usage_error("nobody called '" + annotator.value + "' has annotated anything in this project",
                         "see `sayso stats` for who has");
    }
  }
  const std::set<ArticleId> articles(wanted.articles.begin(), wanted.articles.end());
  for (const ArticleId& article : articles) {
    if (!std::ranges::count(project.articles, article)) {
      return usage_error("there is no article '" + article.value + "' in this project", "see `sayso stats`");
    }
  }
  Submissions found;
  auto entities = entities_as_of(files, project, wanted.as_of);
  if (!entities) return entities.error();
  found.registry = std::move(entities->registry);
  found.problems = std::move(entities->problems);
  for (const AnnotatorId& annotator : project.annotators) {
    const bool named = std::ranges::count(wanted.annotators, annotator) > 0;
    if (wanted.annotators.empty() ? !is_person(annotator) : !named) continue;
    const auto hers = articles_of(files, project, annotator);
    if (!hers) return hers.error();
    for (const ArticleId& article : *hers) {
      if (!articles.empty() && !articles.contains(article)) continue;
      auto opened = open_annotations(files, project, annotator, article);
      if (!opened) {  // one that cannot be read does not keep the others from being compared
        found.problems.push_back(opened.error());
        found.not_submitted.push_back({article, annotator, "could not be read"});
        continue;
      }
      found.problems.insert(found.problems.end(), opened->problems.begin(), opened->problems.end());
      auto state = state_as_of(opened->groups, opened->state, wanted.as_of);
      if (!state) {
        found.not_submitted.push_back({article, annotator, why_not(opened->groups, opened->state, wanted.as_of)});
        continue;
      }
      state->annotator = annotator;
      state->article = article;
      state->state.annotator = annotator;
      state->state.article = article;  // it may have been renamed since it was submitted
      if (const auto carried = carry_to_now(files, project, state->state); !carried) return carried.error();
      state->state = as_meant(project.scheme, found.registry, std::move(state->state));
      found.states.push_back(std::move(*state));
    }
  }
  const bool asked = std::holds_alternative<UpTo>(wanted.as_of) || std::holds_alternative<NthSubmission>(wanted.as_of);
  if (asked && found.states.empty() && found.problems.empty() && !found.not_submitted.empty()) {
    return usage_error("there are no " + compared_in_words(wanted.as_of), "ask for another date or number, or for first, last or now");
  }
  std::ranges::stable_sort(found.states, [](const Submitted& a, const Submitted& b) {
    return std::tie(a.article, a.annotator) < std::tie(b.article, b.annotator);
  });
  return found;
}

}  // namespace sayso
