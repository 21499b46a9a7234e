#include <CLI/CLI.hpp>

#include "ui/cli/add_command.h"
#include "ui/cli/command.h"
#include "ui/cli/comment_command.h"
#include "ui/cli/edit_command.h"
#include "ui/cli/finish_command.h"
#include "ui/cli/import_command.h"
#include "ui/cli/new_command.h"
#include "ui/cli/suggest_command.h"

namespace sayso::cli {
namespace {

Run declare_new(CLI::App& app) {
  auto given = std::make_shared<NewArguments>();
  app.add_option("DIR", given->folder, "The project's folder; it must not exist or be empty")->required();
  app.add_option("--scheme", given->scheme, "A built-in scheme's name, or a scheme.json")
      ->type_name("FILE|NAME");
  app.add_option("--name", given->name, "What people call the project; else the folder's name")
      ->type_name("TEXT");
  return [given](Output& output) { return run_new(*given, output); };
}

Run declare_add(CLI::App& app) {
  auto given = std::make_shared<AddArguments>();
  app.add_option("DIR", given->folder, "The project's folder")->required();
  app.add_option("PATH", given->paths, "Plain text files, UTF-8; '-' reads standard input and needs --id")
      ->required();
  app.add_option("--id", given->id, "The article's id; else made from the file's name")->type_name("ID");
  app.add_option("--title", given->facts.title, "Its headline")->type_name("TEXT");
  app.add_option("--outlet", given->facts.outlet, "Where it appeared")->type_name("TEXT");
  app.add_option("--author", given->facts.author, "Who wrote it")->type_name("TEXT");
  app.add_option("--date", given->facts.date, "When it appeared: YYYY-MM-DD")->type_name("DATE");
  app.add_option("--url", given->facts.url, "Where it was found")->type_name("URL");
  app.add_option("--language", given->facts.language, "Its language: en, de, …")->type_name("L");
  app.add_option("--rights", given->facts.rights, "Its licence")->type_name("TEXT");
  app.add_option("--zones", given->zones, R"(Parts of the text: [{"kind": "headline", "at": [0, 27]}, …])")
      ->type_name("JSON");
  return [given](Output& output) { return run_add(*given, output); };
}

Run declare_import(CLI::App& app) {
  auto given = std::make_shared<ImportArguments>();
  app.add_option("DIR", given->folder, "The project's folder")->required();
  app.add_option("PATH", given->paths, "Files, or folders whose files are read")->required();
  app.add_option("--from", given->format, "The format; `sayso plugin list` lists importers")->type_name("FORMAT")->required();
  app.add_option("--annotator", given->annotator, "Whose the annotations are, where the files do not say")->type_name("NAME");
  app.add_option("--set", given->settings, "A setting of the importer; `sayso plugin info NAME` lists them")->type_name("KEY=VALUE");
  app.footer("Nothing is overwritten, and all is looked at before anything is written. Output: what came in, and what could not.");
  return [given](Output& output) { return run_import(*given, output); };
}

Run declare_suggest(CLI::App& app) {
  auto given = std::make_shared<SuggestArguments>();
  app.add_option("DIR", given->folder, "The project's folder")->required();
  app.add_option("--annotator", given->annotator, "Who is to look at the suggestions")->type_name("NAME")->required();
  app.add_option("--article", given->articles, "Only in these articles; else in all that are not submitted")->type_name("ID")->delimiter(',');
  app.add_option("--by", given->by, "The suggester; `sayso plugin list` lists them")->type_name("NAME");
  app.add_option("--set", given->settings, "A setting of the suggester; `sayso plugin info NAME` lists them")->type_name("KEY=VALUE");
  app.footer("What the suggester stored before and nobody has looked at is replaced; what was dismissed or made is left out.");
  return [given](Output& output) { return run_suggest(*given, output); };
}

Run declare_edit(CLI::App& app) {
  auto given = std::make_shared<EditArguments>();
  app.add_option("DIR", given->folder, "The project's folder")->required();
  app.add_option("--annotator", given->annotator, "Whose annotations; 'gold' with --by")
      ->type_name("NAME")
      ->required();
  app.add_option("--article", given->article, "The article's id")->type_name("ID")->required();
  app.add_option("--by", given->by, "The reviewer who decides, of gold")->type_name("NAME");
  app.footer(
      "Standard input: one line a group, {\"edits\": [...]}, a list of edits, or one edit. New records are "
      "called\n"
      "new:1, new:2, ...; a later line may use such a name too. Output: a line a group, once it is on disk.");
  return [given](Output& output) { return run_edit(*given, output); };
}

void declare_article_of(CLI::App& app, FinishArguments& given) {
  app.add_option("DIR", given.folder, "The project's folder")->required();
  app.add_option("--annotator", given.annotator, "Whose annotations")->type_name("NAME")->required();
  app.add_option("--article", given.article, "The article's id")->type_name("ID")->required();
  app.add_option("--by", given.by, "The reviewer who decides, of gold")->type_name("NAME");
}

Run declare_finish(CLI::App& app) {
  auto given = std::make_shared<FinishArguments>();
  declare_article_of(app, *given);
  app.add_flag("--skip", given->skip, "Hand nothing in: the article is not to be annotated");
  app.add_option("--reason", given->reason, "Why it is skipped")->type_name("TEXT");
  return [given](Output& output) { return run_finish(*given, output); };
}

Run declare_reopen(CLI::App& app) {
  auto given = std::make_shared<FinishArguments>();
  declare_article_of(app, *given);
  app.add_option("--reason", given->reason, "Why it is opened again")->type_name("TEXT")->required();
  return [given](Output& output) { return run_reopen(*given, output); };
}

Run declare_comment(CLI::App& app) {
  auto given = std::make_shared<CommentArguments>();
  app.add_option("ACTION", given->action, "add, reply, edit, resolve, reopen or remove")
      ->required()
      ->check(CLI::IsMember({"add", "reply", "edit", "resolve", "reopen", "remove"}));
  app.add_option("DIR", given->folder, "The project's folder")->required();
  app.add_option("--annotator", given->annotator, "Who comments")->type_name("NAME")->required();
  app.add_option("--article", given->article, "The article's id")->type_name("ID")->required();
  app.add_option("--on", given->on, "Of add: a span or frame, anybody's; of reply: a comment")->type_name("ID");
  app.add_option("--of", given->of, "Of add: whose annotation, where several have one of that id")->type_name("NAME");
  app.add_option("--at", given->at, "Of add: a stretch of the text, in code points; may be repeated")->type_name("BEGIN:END");
  app.add_option("--id", given->id, "Of edit, resolve, reopen and remove: the comment")->type_name("ID");
  app.add_option("--text", given->text, "What is said; '-' reads standard input")->type_name("TEXT");
  app.footer("Without --on and --at, add comments on the whole article. Output: the article, the comment's id and the group.");
  return [given](Output& output) { return run_comment(*given, output); };
}

}  // namespace

std::vector<Command> writing_commands() {
  return {
      {"new", "make a project", declare_new},
      {"add", "add articles to a project", declare_add},
      {"import", "bring in articles and annotations from another format", declare_import},
      {"suggest", "store a suggester's suggestions for an annotator", declare_suggest},
      {"edit", "make edits from standard input, one group a line", declare_edit},
      {"finish", "hand an article in, or skip it", declare_finish},
      {"reopen", "open a submitted article again, with a reason", declare_reopen},
      {"comment", "comment on an annotation, a text or another comment", declare_comment},
  };
}

}  // namespace sayso::cli
