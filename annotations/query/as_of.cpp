#include "annotations/query/as_of.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "annotations/edit/ancestry.h"
#include "annotations/edit/update.h"
#include "annotations/store/annotation_file.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/join.h"
#include "annotations/store/merged_state.h"
#include "annotations/store/replay.h"
#include "annotations/store/text_corrections.h"
#include "core/base/clock.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"

namespace sayso {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

Error not_a_state(const std::string& text) {
  return usage_error("'" + text + "' is not a state to go back to",
                     "say first, last, now, the number of a submission, or a date such as 2026-01-31 or 2026-01-31T12:00Z");
}

constexpr std::string_view kPattern = "0000-00-00T00:00:00.000";

// A day or a longer beginning of a time that ends where a number does.
bool is_beginning(std::string_view text) {
  const std::size_t size = text.size();
  if (size != 10 && size != 16 && size != 19 && size != kPattern.size()) return false;
  return std::ranges::equal(text, kPattern.substr(0, size), [](char c, char p) { return p == '0' ? is_digit(c) : c == p; });
}

// "2026-01-31T12:00+01:00" → "2026-01-31T11:00"; nothing when there is no such moment.
std::optional<std::string> in_utc(const std::string& text) {
  std::string moment = text, offset = "Z";
  if (moment.ends_with('Z')) {
    moment.pop_back();
  } else if (moment.size() > 16 && (moment[moment.size() - 6] == '+' || moment[moment.size() - 6] == '-')) {
    offset = moment.substr(moment.size() - 6);
    moment.resize(moment.size() - 6);
  }
  if (!is_beginning(moment) || (moment.size() == 10 && text != moment)) return std::nullopt;
  const auto time = from_rfc3339(moment + std::string(kPattern.substr(moment.size())) + offset);
  if (!time) return std::nullopt;
  return to_rfc3339(*time).substr(0, moment.size());
}

// Those that `counts` says, and all that they had seen; in the history's order.
template <class GroupType, class Counts>
std::vector<GroupType> with_all_they_saw(const std::vector<GroupType>& groups, Counts counts) {
  const Ancestry ancestry(links_of(groups));
  std::vector<bool> in(groups.size(), false);
  const auto& order = ancestry.order();
  for (auto at = order.rbegin(); at != order.rend(); ++at) {
    in[*at] = in[*at] || counts(*at);
    if (!in[*at]) continue;
    for (const std::size_t parent : ancestry.parents(*at)) in[parent] = true;
  }
  std::vector<GroupType> some;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (in[i]) some.push_back(groups[i]);
  }
  return some;
}

template <class GroupType>
std::vector<GroupType> groups_by(const std::vector<GroupType>& groups, const UpTo& then) {
  return with_all_they_saw(groups, [&](std::size_t i) { return is_by(then, groups[i].time); });
}

bool is_in_one_line(const std::vector<Group>& groups) {
  return std::ranges::none_of(groups, [](const Group& group) { return group.kind == GroupKind::join; }) && is_joined(groups);
}

// What a join wrote stands on the file's order before it, which some of its groups need not have.
Annotations state_of_some(const std::vector<Group>& groups) {
  return is_in_one_line(groups) ? replay(groups) : MergedAnnotations(groups).all();
}

struct Chosen {
  std::optional<StateThen> then;
  std::string why_not;
};

Chosen up_to(const OpenedAnnotations& opened, const UpTo& then) {
  auto groups = groups_by(opened.groups, then);
  if (groups.empty()) return {std::nullopt, "not begun by " + then.time};
  Annotations state = state_of_some(groups);
  return {StateThen{std::move(state), std::move(groups), 0}, {}};
}

Chosen submission(const OpenedAnnotations& opened, const AsOf& as_of) {
  auto all = submissions_of(opened.groups);
  if (all.empty() && opened.state.status == Status::done) {  // brought in from elsewhere
    if (const auto* nth = std::get_if<NthSubmission>(&as_of); !nth || nth->number == 1) {
      return {StateThen{opened.state, opened.groups, 1}, {}};
    }
    return {std::nullopt, "submitted once"};
  }
  if (all.empty()) return {std::nullopt, "not submitted: " + to_text(opened.state.status)};
  std::size_t number = std::holds_alternative<FirstSubmission>(as_of) ? 1 : all.size();
  if (const auto* nth = std::get_if<NthSubmission>(&as_of)) number = nth->number;
  if (number > all.size()) return {std::nullopt, all.size() == 1 ? "submitted once" : "submitted " + std::to_string(all.size()) + " times"};
  Submission& chosen = all[number - 1];
  auto groups = with_all_they_saw(opened.groups, [&](std::size_t i) { return i == chosen.group; });
  return {StateThen{std::move(chosen.state), std::move(groups), number}, {}};
}

// A line may stand twice, where git joined two copies of a history.
std::vector<EntityGroup> without_doubles(std::vector<EntityGroup> groups) {
  std::set<GroupId> seen;
  std::erase_if(groups, [&](const EntityGroup& group) { return !seen.insert(group.id).second; });
  return groups;
}

// The annotators' entity histories, each joined if it went on apart.
Result<std::vector<EntityGroup>> entity_groups_by(FileSystem& files, const Project& project, const UpTo& then, bool& any,
                                                  std::vector<Error>& problems) {
  std::vector<EntityGroup> all;
  const Path folder = project.folder / "entities";
  const auto entries = list_folder_if_there(files, folder);
  if (!entries) return entries.error();
  for (const FolderEntry& entry : *entries) {
    const auto file = history_named("entities/" + entry.name);
    if (!file || is_conflict_copy(entry.name)) continue;
    const auto bytes = read_file(files, folder / entry.name);
    if (!bytes) return bytes.error();
    const auto history = read_entity_history(*bytes, name_of(*file));
    problems.insert(problems.end(), history.problems.begin(), history.problems.end());
    any = any || !history.groups.empty();
    auto hers = groups_by(without_doubles(history.groups), then);
    if (!is_joined(hers)) hers.push_back(join_of(hers));
    all.insert(all.end(), hers.begin(), hers.end());
  }
  return all;
}

}  // namespace

Result<AsOf> as_of_from_text(const std::string& text) {
  if (text == "first") return AsOf(FirstSubmission{});
  if (text == "last") return AsOf(LastSubmission{});
  if (text == "now") return AsOf(StateNow{});
  std::size_t number = 0;
  const char* const end = text.data() + text.size();
  if (const auto read = std::from_chars(text.data(), end, number); read.ec == std::errc() && read.ptr == end) {
    if (number == 0) return usage_error("there is no submission 0", "they are counted from 1");
    return AsOf(NthSubmission{number});
  }
  if (auto moment = in_utc(text)) return AsOf(UpTo{std::move(*moment)});
  return not_a_state(text);
}

std::string to_text(const AsOf& as_of) {
  struct {
    std::string operator()(const StateNow&) const { return "now"; }
    std::string operator()(const FirstSubmission&) const { return "first submissions"; }
    std::string operator()(const LastSubmission&) const { return "last submissions"; }
    std::string operator()(const NthSubmission& nth) const { return "submissions number " + std::to_string(nth.number); }
    std::string operator()(const UpTo& then) const { return then.time; }
  } in_words;
  return std::visit(in_words, as_of);
}

// Times are RFC 3339 in UTC, so their order is that of their letters.
bool is_by(const UpTo& then, const std::string& time) { return time.substr(0, then.time.size()) <= then.time; }

std::vector<Submission> submissions_of(const std::vector<Group>& groups) {
  std::vector<Submission> submissions;
  const auto add = [&](Annotations state, std::size_t i) {
    if (state.status != Status::skipped) submissions.push_back({std::move(state), i});
  };
  const bool in_one_line = std::ranges::none_of(groups, [](const Group& group) { return group.kind == GroupKind::join; });
  if (in_one_line) {
    Annotations state;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      state = update_leniently(std::move(state), groups[i]);
      if (groups[i].kind == GroupKind::submit) add(state, i);
    }
    return submissions;
  }
  const MergedAnnotations states(groups);
  for (const std::size_t i : states.ancestry().order()) {
    if (groups[i].kind == GroupKind::submit) add(states.after(i), i);
  }
  return submissions;
}

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

Result<AnnotationsThen> annotations_as_of(FileSystem& files, const Project& project, const AnnotatorId& annotator,
                                          const ArticleId& article, const AsOf& as_of) {
  auto opened = open_annotations(files, project, annotator, article);
  if (!opened) return opened.error();
  AnnotationsThen found;
  found.problems = std::move(opened->problems);
  if (!opened->groups.empty()) found.begun = std::ranges::min(opened->groups, {}, &Group::time).time;
  if (std::holds_alternative<StateNow>(as_of)) {
    found.then = StateThen{std::move(opened->state), std::move(opened->groups), 0};
    return found;
  }
  if (opened->state.article.empty()) {
    found.why_not = "nothing in it can be read";
    return found;
  }
  const auto* then = std::get_if<UpTo>(&as_of);
  if (then && opened->groups.empty()) {
    found.why_not = "it has no history";
    found.problems.push_back(damaged_error("there is no history of it, so what it said by " + then->time + " is not known",
                                           "annotations/" + annotator.value + "/" + article.value + ".json",
                                           "its history begins with the next edit, or `sayso fsck --repair`"));
    return found;
  }
  Chosen chosen = then ? up_to(*opened, *then) : submission(*opened, as_of);
  found.then = std::move(chosen.then);
  found.why_not = std::move(chosen.why_not);
  if (!found.then) return found;
  found.then->state.article = article;  // it may have been renamed since
  found.then->state.annotator = annotator;
  if (const auto carried = carry_to_now(files, project, found.then->state); !carried) return carried.error();
  return found;
}

Result<EntitiesThen> entities_as_of(FileSystem& files, const Project& project, const AsOf& as_of) {
  EntitiesThen found;
  const auto* then = std::get_if<UpTo>(&as_of);
  bool any = false;
  if (then) {
    auto groups = entity_groups_by(files, project, *then, any, found.problems);
    if (!groups) return groups.error();
    found.registry = replay(in_registry_order(std::move(groups).value()));
    if (any) return found;
  }
  auto opened = open_entities(files, project, AnnotatorId());
  if (!opened) return opened.error();
  found.registry = std::move(opened->state);
  found.problems = std::move(opened->problems);
  if (then && !found.registry.entities.empty()) {
    found.problems.push_back(damaged_error("there is no history of entities, so they are those of now and not of " + then->time,
                                           "entities.json", "their history begins with the next edit of one"));
  }
  return found;
}

Result<void> check_as_of(FileSystem& files, const Project& project, const std::vector<AnnotatorId>& annotators,
                         const std::vector<ArticleId>& articles, const AsOf& as_of) {
  if (std::holds_alternative<StateNow>(as_of)) return {};
  std::string begun;
  bool any = false;
  for (const AnnotatorId& annotator : project.annotators) {
    if (!annotators.empty() && !std::ranges::count(annotators, annotator)) continue;
    const auto hers = articles_of(files, project, annotator);
    if (!hers) return hers.error();
    for (const ArticleId& article : *hers) {
      if (!articles.empty() && !std::ranges::count(articles, article)) continue;
      const auto found = annotations_as_of(files, project, annotator, article, as_of);
      // What cannot be read, or has no history, is told where it is looked for.
      if (!found || found->then || !found->problems.empty()) return {};
      any = true;
      if (begun.empty() || (!found->begun.empty() && found->begun < begun)) begun = found->begun;
    }
  }
  if (!any) return {};
  if (const auto* then = std::get_if<UpTo>(&as_of)) {
    return usage_error("nothing had been annotated by " + then->time + " (UTC)",
                       begun.empty() ? "" : "the first edit was made at " + begun);
  }
  if (const auto* nth = std::get_if<NthSubmission>(&as_of); nth && nth->number > 1) {
    return usage_error("nothing was submitted " + std::to_string(nth->number) + " times", "ask for a lower number, last or now");
  }
  return usage_error("nothing was submitted", "hand it in by `sayso finish`, or ask for now or a date");
}

}  // namespace sayso
