#include "annotations/agreement/submissions.h"

#include <algorithm>
#include <set>

#include "annotations/edit/update.h"
#include "annotations/store/annotation_file.h"
#include "annotations/store/merged_state.h"
#include "annotations/store/text_corrections.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"

namespace sayso {
namespace {

// The states at each submission, with what submitted it.
struct Submission {
  Annotations state;
  std::string time;
};

// Where two machines worked apart, a submission is what its maker had before her, whatever has joined it since.
std::vector<Submission> submissions_made_apart(const std::vector<Group>& groups) {
  std::vector<Submission> submissions;
  const MergedAnnotations states(groups);
  for (const std::size_t i : states.ancestry().order()) {
    if (groups[i].kind != GroupKind::submit) continue;
    Annotations state = states.after(i);
    if (state.status != Status::skipped) submissions.push_back({std::move(state), groups[i].time});
  }
  return submissions;
}

std::vector<Submission> submissions_of(const std::vector<Group>& groups) {
  std::vector<Submission> submissions;
  const bool in_one_line = std::ranges::none_of(groups, [](const Group& group) { return group.kind == GroupKind::join; });
  if (!in_one_line) return submissions_made_apart(groups);
  Annotations state;
  for (const Group& group : groups) {
    state = update_leniently(std::move(state), group);
    if (group.kind == GroupKind::submit && state.status != Status::skipped) submissions.push_back({state, group.time});
  }
  return submissions;
}

Submitted as_submitted(const Annotations& state, std::size_t number, const std::string& time) {
  return {state.annotator, state.article, state, number, time};
}

// Submissions keep the text they were made on; compared are those of one text, over its corrections.
Result<void> carry_to_now(FileSystem& files, const Project& project, Annotations& state) {
  const auto corrections = read_corrections(files, project, state.article);
  if (!corrections) return corrections.error();
  if (corrections->corrections.empty()) return {};
  const auto text = read_file_if_there(files, text_path(project.folder, state.article));
  if (!text) return text.error();
  if (!*text) return {};
  Group carried;
  carried.rules = state.rules;
  carried.edits = edits_to_now(state, corrections->corrections, **text, sha256_hex(**text));
  state = update_leniently(std::move(state), carried);
  return {};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Result<AsOf> as_of_from_text(const std::string& text) {
  if (text == "first") return AsOf(FirstSubmission{});
  if (text == "last") return AsOf(LastSubmission{});
  if (text == "now") return AsOf(StateNow{});
  const bool is_date = text.size() >= 10 && text[4] == '-' && text[7] == '-' && is_digit(text[0]) && is_digit(text[9]);
  if (is_date) return AsOf(SubmittedBy{text});
  return usage_error("'" + text + "' is not a state to compare", "say first, last, now or a date such as 2026-01-31");
}

std::string to_text(const AsOf& as_of) {
  struct {
    std::string operator()(const FirstSubmission&) const { return "first submissions"; }
    std::string operator()(const LastSubmission&) const { return "last submissions"; }
    std::string operator()(const StateNow&) const { return "submitted articles as they are now"; }
    std::string operator()(const SubmittedBy& by) const { return "last submissions up to " + by.time; }
  } in_words;
  return std::visit(in_words, as_of);
}

std::optional<Submitted> state_as_of(const std::vector<Group>& groups, const Annotations& now, const AsOf& as_of) {
  const std::vector<Submission> submissions = submissions_of(groups);
  if (submissions.empty()) {
    if (now.status != Status::done) return std::nullopt;
    return as_submitted(now, 0, groups.empty() ? "" : groups.back().time);
  }
  const std::size_t count = submissions.size();
  if (std::holds_alternative<FirstSubmission>(as_of)) {
    return as_submitted(submissions.front().state, 1, submissions.front().time);
  }
  if (std::holds_alternative<StateNow>(as_of)) return as_submitted(now, 0, "");
  if (const auto* by = std::get_if<SubmittedBy>(&as_of)) {
    // Times are RFC 3339 in UTC, so their order is that of their letters; a shorter one means to its end.
    for (std::size_t number = count; number > 0; --number) {
      const Submission& each = submissions[number - 1];
      if (each.time.substr(0, by->time.size()) <= by->time) return as_submitted(each.state, number, each.time);
    }
    return std::nullopt;
  }
  return as_submitted(submissions.back().state, count, submissions.back().time);
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
  auto entities = open_entities(files, project, AnnotatorId());
  if (!entities) return entities.error();
  found.registry = std::move(entities->state);
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
        found.not_submitted.push_back({article, annotator, "not submitted: " + to_text(opened->state.status)});
        continue;
      }
      state->annotator = annotator;
      state->article = article;
      if (const auto carried = carry_to_now(files, project, state->state); !carried) return carried.error();
      found.states.push_back(std::move(*state));
    }
  }
  std::ranges::stable_sort(found.states, [](const Submitted& a, const Submitted& b) {
    return std::tie(a.article, a.annotator) < std::tie(b.article, b.annotator);
  });
  return found;
}

}  // namespace sayso
