#include "ui/cli/add_command.h"

#include <algorithm>

#include "annotations/store/add_article.h"
#include "annotations/store/project.h"
#include "core/files/read_file.h"
#include "core/text/utf8.h"
#include "ui/cli/interrupt.h"
#include "ui/cli/json.h"
#include "ui/cli/standard_input.h"
#include "ui/cli/workplace.h"
#include "ui/cli/zones.h"

namespace sayso::cli {
namespace {

// Endings of formats that hold more than a text; as one they would be added with all that is not the text.
bool is_other_format(const Path& path) {
  static constexpr std::string_view kEndings[] = {
      ".html", ".htm", ".xml", ".xmi", ".tei",  ".pdf",   ".doc", ".docx", ".rtf",    ".odt",
      ".epub", ".csv", ".tsv", ".json", ".jsonl", ".conll", ".ann", ".zip", ".gz"};
  std::string ending = path.extension().string();
  std::ranges::transform(ending, ending.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::ranges::find(kEndings, ending) != std::end(kEndings);
}

Result<NewArticle> read_article(FileSystem& files, const std::string& path, const AddArguments& arguments) {
  NewArticle article;
  article.id = ArticleId(arguments.id);
  article.facts = arguments.facts;
  if (path == "-") {
    auto bytes = StandardInput().rest();
    if (!bytes) return bytes.error();
    article.bytes = std::move(bytes).value();
    article.from = "standard input";
    return article;
  }
  if (!is_there(files, path))
    return usage_error("there is no file '" + path + "'", "see that its name is right");
  if (is_folder(files, path))
    return usage_error("'" + path + "' is a folder", "name the files in it: " + path + "/*.txt");
  if (is_other_format(path)) {
    return damaged_error("is not a plain text but a '" + Path(path).extension().string() + "' file", path,
                         "save it as plain text (.txt, UTF-8) first");
  }
  auto bytes = read_file(files, path);
  if (!bytes) return bytes.error();
  article.bytes = std::move(bytes).value();
  article.from = Path(path).filename().string();
  return article;
}

// A zone that reaches beyond the text would be refused by whoever reads the article later.
Result<void> zones_fit(const NewArticle& article) {
  if (article.facts.zones.empty()) return {};
  const auto checked = checked_article(article);
  if (!checked) return checked.error();
  const std::size_t end = count_code_points(checked->text);
  for (const Zone& zone : article.facts.zones) {
    if (zone.at.end.value > end) {
      return usage_error("zone '" + zone.kind + "' ends at " + std::to_string(zone.at.end.value) +
                         ", the text at " + std::to_string(end) + " code points");
    }
  }
  return {};
}

Result<ArticleId> add_one(FileSystem& files, Project& project, const std::string& path,
                          const AddArguments& arguments) {
  auto article = read_article(files, path, arguments);
  if (!article) return article.error();
  if (const auto fit = zones_fit(*article); !fit) return fit.error();
  return add_article(files, project, *article);
}

// The store knows an article by its name alone; people look for the file that they named.
Error at_path(Error error, const std::string& path) {
  if (error.place.empty()) error.place = path;
  if (error.place.find(Path(path).filename().string()) == std::string::npos)
    error.place = path + ": " + error.place;
  return error;
}

}  // namespace

int run_add(const AddArguments& given, Output& output) {
  AddArguments arguments = given;
  const bool from_input = std::ranges::count(arguments.paths, "-") > 0;
  if (!arguments.id.empty() && arguments.paths.size() > 1) {
    return output.failed(usage_error("--id names one article, not " + std::to_string(arguments.paths.size()),
                                     "add them one by one, or leave --id out"));
  }
  if (from_input && (arguments.id.empty() || arguments.paths.size() > 1)) {
    return output.failed(usage_error("'-' needs --id and stands alone", "sayso add DIR - --id NAME"));
  }
  if (!arguments.zones.empty()) {
    auto zones = zones_from_json(arguments.zones);
    if (!zones) return output.failed(zones.error());
    arguments.facts.zones = std::move(zones).value();
  }
  Workplace workplace;
  auto project = open_project(workplace.files, arguments.folder);
  if (!project) return output.failed(project.error());
  if (const auto may = may_change(*project); !may) return output.failed(may.error());

  const InterruptWatch watch;
  Json added = Json::array(), refused = Json::array();
  int status = kDone;
  for (const std::string& path : arguments.paths) {
    if (watch.asked_to_stop()) {
      output.notice("stopped; what is listed was added");
      status = kInterrupted;
      break;
    }
    const auto id = add_one(workplace.files, *project, path, arguments);
    if (id) {
      added.push_back({{"path", path}, {"id", id->value}});
      output.line(id->value);
      continue;
    }
    const Error error = at_path(id.error(), path);
    output.complain(error);
    refused.push_back({{"path", path}, {"error", to_json(error)}});
    // One that was refused among several is told by 4, whatever the reason; alone it has its own.
    status = arguments.paths.size() == 1 ? exit_status(error.kind) : kDamaged;
  }
  output.document(to_document(Json{{"added", added}, {"refused", refused}}));
  return status;
}

}  // namespace sayso::cli
