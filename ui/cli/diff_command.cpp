#include "ui/cli/diff_command.h"

#include "annotations/agreement/disagreements.h"
#include "annotations/agreement/submissions.h"
#include "core/text/text_index.h"
#include "ui/cli/json.h"
#include "ui/cli/match_option.h"
#include "ui/cli/table.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

Json to_json(const DisagreementSide& side) {
  Json at = Json::array();
  for (const CodePointRange& range : side.at) at.push_back({range.begin.value, range.end.value});
  Json json = {{"says", side.text}, {"at", at}};
  if (!side.record.empty()) json["id"] = side.record.value;
  return json;
}

// Collects the disagreements of all articles, as a table and as JSON.
class Collected {
 public:
  Collected(const std::string& a, const std::string& b) : table_({"place", "what", a, b}) {}

  void add(const ArticleId& article, const TextIndex& text, const Disagreement& disagreement) {
    const auto begin = text.checked_byte(disagreement.at.begin);
    const std::size_t line = begin ? text.line_of(*begin) : 0;
    const bool whole = disagreement.at.end.value == 0;
    json_.push_back({{"article", article.value},
                     {"line", line},
                     {"kind", disagreement.sort},
                     {"layer", disagreement.layer},
                     {"at", {disagreement.at.begin.value, disagreement.at.end.value}},
                     {"a", to_json(disagreement.a)},
                     {"b", to_json(disagreement.b)}});
    table_.add({article.value + (whole ? "" : ":" + std::to_string(line)), disagreement.sort,
                disagreement.a.text, disagreement.b.text});
  }
  const Json& json() const { return json_; }
  const Table& table() const { return table_; }

 private:
  Json json_ = Json::array();
  Table table_;
};

}  // namespace

int run_diff(const DiffArguments& arguments, Output& output) {
  if (arguments.annotators.size() != 2 || arguments.annotators[0] == arguments.annotators[1]) {
    return output.failed(
        usage_error("--annotators names two different annotators", "for instance --annotators ana,ben"));
  }
  const auto match = match_from_text(arguments.match);
  if (!match) return output.failed(match.error());
  const auto as_of = as_of_from_text(arguments.as_of);
  if (!as_of) return output.failed(as_of.error());
  Workplace workplace;
  const auto project = open_project(workplace.files, arguments.folder);
  if (!project) return output.failed(project.error());
  SubmissionsWanted wanted;
  wanted.as_of = *as_of;
  for (const std::string& name : arguments.annotators) wanted.annotators.emplace_back(name);
  for (const std::string& id : arguments.articles) wanted.articles.emplace_back(id);
  const auto submissions = load_submissions(workplace.files, *project, wanted);
  if (!submissions) return output.failed(submissions.error());

  std::vector<Error> problems = submissions->problems;
  Collected all(arguments.annotators[0], arguments.annotators[1]);
  std::size_t compared = 0;
  for (const Submitted& a : submissions->states) {
    if (a.annotator != wanted.annotators[0]) continue;
    for (const Submitted& b : submissions->states) {
      if (b.article != a.article || b.annotator != wanted.annotators[1]) continue;
      const auto loaded = load_article(workplace.files, *project, a.article);
      if (!loaded || a.state.text_sha256 != b.state.text_sha256) {
        problems.push_back(loaded ? damaged_error("the two annotated different texts", a.article.value)
                                  : loaded.error());
        continue;
      }
      ++compared;
      const TextIndex text(loaded->article.text);
      for (const Disagreement& each :
           disagreements(project->scheme, submissions->registry, a.state, b.state, *match)) {
        all.add(a.article, text, each);
      }
    }
  }
  Json listed = Json::array();
  for (const Error& problem : problems) {
    output.complain(problem);
    listed.push_back(cli::to_json(problem));
  }
  output.document(to_document({{"a", arguments.annotators[0]},
                               {"b", arguments.annotators[1]},
                               {"as_of", compared_in_words(*as_of)},
                               {"articles", compared},
                               {"disagreements", all.json()},
                               {"problems", listed}}));
  if (!all.table().empty()) output.line(all.table().text());
  if (compared == 0) output.notice("there is no article that both submitted");
  if (!problems.empty()) return kDamaged;
  return all.table().empty() ? kDone : kFound;
}

}  // namespace sayso::cli
