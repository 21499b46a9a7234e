#include "ui/cli/history_command.h"

#include <algorithm>

#include "annotations/store/annotation_file.h"
#include "annotations/store/comment_file.h"
#include "annotations/store/edit_codec.h"
#include "ui/cli/json.h"
#include "ui/cli/table.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

// "2 add-span, 1 fill-role": kinds of edits in the order of their first.
template <class EditType>
std::string in_words(const std::vector<EditType>& edits) {
  std::vector<std::pair<std::string, int>> kinds;
  for (const EditType& edit : edits) {
    const std::string name = Json::parse(edit_to_json(edit))["edit"];
    const auto found = std::ranges::find(kinds, name, &std::pair<std::string, int>::first);
    if (found == kinds.end()) {
      kinds.emplace_back(name, 1);
    } else {
      ++found->second;
    }
  }
  std::string words;
  for (const auto& [name, count] : kinds) {
    words += (words.empty() ? "" : ", ") + (count > 1 ? std::to_string(count) + " " : "") + name;
  }
  return words;
}

template <class EditType>
Json to_json(const GroupOf<EditType>& group) {
  Json edits = Json::array();
  for (const EditType& edit : group.edits) edits.push_back(Json::parse(edit_to_json(edit)));
  Json after = Json::array();
  for (const GroupId& id : group.after) after.push_back(id.value);
  Json json = {{"group", group.id.value}, {"kind", to_text(group.kind)}};
  if (!group.of.empty()) json["of"] = group.of.value;
  json["after"] = after;
  json["time"] = group.time;
  json["by"] = group.by;
  json["rules"] = group.rules;
  json["seconds"] = group.seconds;
  json["edits"] = std::move(edits);
  return json;
}

// The group of that id, or the last one made by that time.
Result<GroupId> group_at(const std::vector<Group>& groups, const std::string& at) {
  for (const Group& group : groups) {
    if (group.id.value == at) return group.id;
  }
  const bool is_time = at.size() >= 10 && at[4] == '-' && at[7] == '-';
  if (!is_time) {
    return usage_error("'" + at + "' is no group of this history and no time", "see `sayso history`; a time is 2026-01-31 or 2026-01-31T12:00");
  }
  const Group* found = nullptr;
  for (const Group& group : groups) {
    if (group.time.substr(0, at.size()) <= at) found = &group;
  }
  if (!found) return usage_error("nothing had been done by " + at, "see `sayso history` for when it began");
  return found->id;
}

template <class Opened>
int show(const Result<Opened>& opened, const HistoryArguments& arguments, Output& output) {
  if (!opened) return output.failed(opened.error());
  if (opened->groups.empty() && !opened->pending) {
    const bool of_comments = arguments.comments;
    Error error = usage_error((of_comments ? "there is no comment on this article by " : "there is no history of this article by ") + arguments.annotator,
                              of_comments ? "see `sayso comments`" : "see `sayso stats` for who has annotated");
    error.place = arguments.article;
    return output.failed(error);
  }
  for (const Error& problem : opened->problems) output.notice("sayso: " + to_text(problem));
  Json groups = Json::array();
  Table table({"time", "group", "kind", "by", "edits"});
  for (const auto& group : opened->groups) {
    groups.push_back(to_json(group));
    table.add({group.time, group.id.value, to_text(group.kind), group.by, in_words(group.edits)});
  }
  output.document(to_document(Json{{"article", arguments.article}, {"annotator", arguments.annotator}, {"groups", groups}}));
  if (!table.empty()) output.line(table.text());
  return kDone;
}

}  // namespace

int run_history(const HistoryArguments& arguments, Output& output) {
  Workplace workplace;
  const auto project = open_project(workplace.files, arguments.folder);
  if (!project) return output.failed(project.error());
  const AnnotatorId annotator(arguments.annotator);
  const ArticleId article(arguments.article);
  if (arguments.comments) return show(open_comments(workplace.files, *project, annotator, article), arguments, output);
  return show(open_annotations(workplace.files, *project, annotator, article), arguments, output);
}

int run_restore(const RestoreArguments& arguments, Output& output) {
  Workplace workplace;
  auto session = workplace.open_session(arguments.folder, arguments.annotator, arguments.by);
  if (!session) return output.failed(session.error());
  if (const auto may = may_change((*session)->project()); !may) return output.failed(may.error());
  if (const auto opened = (*session)->open_article(ArticleId(arguments.article)); !opened) {
    return output.failed(opened.error());
  }
  const auto at = group_at((*session)->article()->groups, arguments.at);
  if (!at) return output.failed(at.error());
  const auto group = (*session)->restore(*at);
  if (!group) return output.failed(group.error());
  if (const auto closed = close_saved(**session); !closed) return output.failed(closed.error());
  output.document(to_document(Json{{"article", arguments.article}, {"annotator", arguments.annotator}, {"at", at->value}, {"group", group->value}}));
  output.line(group->empty() ? "nothing has changed since " + at->value : arguments.article + " is as it was after " + at->value);
  return kDone;
}

}  // namespace sayso::cli
