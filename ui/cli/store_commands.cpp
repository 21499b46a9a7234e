#include <CLI/CLI.hpp>

#include "ui/cli/command.h"
#include "ui/cli/fsck_command.h"
#include "ui/cli/history_command.h"
#include "ui/cli/merge_command.h"
#include "ui/cli/move_commands.h"
#include "ui/cli/text_commands.h"

namespace sayso::cli {
namespace {

template <class Arguments>
void declare_file(CLI::App& app, Arguments& given) {
  app.add_option("DIR", given.folder, "The project's folder")->required();
  app.add_option("--annotator", given.annotator, "Whose annotations")->type_name("NAME")->required();
  app.add_option("--article", given.article, "The article's id")->type_name("ID")->required();
}

Run declare_correct(CLI::App& app) {
  auto given = std::make_shared<CorrectArguments>();
  app.add_option("DIR", given->folder, "The project's folder")->required();
  app.add_option("TEXT", given->text, "The text as it should be, UTF-8; '-' reads standard input")->required();
  app.add_option("--article", given->article, "The article's id")->type_name("ID")->required();
  app.add_option("--by", given->by, "Who corrects it")->type_name("NAME")->required();
  return [given](Output& output) { return run_correct(*given, output); };
}

Run declare_reanchor(CLI::App& app) {
  auto given = std::make_shared<ReanchorArguments>();
  app.add_option("DIR", given->folder, "The project's folder")->required();
  app.add_option("--annotator", given->annotators, "Only these annotators")->type_name("NAME")->delimiter(',');
  app.add_option("--article", given->articles, "Only these articles")->type_name("ID")->delimiter(',');
  return [given](Output& output) { return run_reanchor(*given, output); };
}

Run declare_remove(CLI::App& app) {
  auto given = std::make_shared<MoveArguments>();
  app.add_option("DIR", given->folder, "The project's folder")->required();
  app.add_option("--article", given->article, "The article's id")->type_name("ID")->required();
  app.add_flag("--undo", given->undo, "Bring back what was removed last under this id");
  return [given](Output& output) { return run_remove(*given, output); };
}

Run declare_rename(CLI::App& app) {
  auto given = std::make_shared<MoveArguments>();
  app.add_option("DIR", given->folder, "The project's folder")->required();
  app.add_option("--article", given->article, "The article's id")->type_name("ID")->required();
  app.add_option("--to", given->to, "Its new id")->type_name("ID")->required();
  app.add_option("--by", given->by, "Who changes entities that are local to it or split in it; needed if there are any")->type_name("NAME");
  return [given](Output& output) { return run_rename(*given, output); };
}

Run declare_fsck(CLI::App& app) {
  auto given = std::make_shared<FsckArguments>();
  app.add_option("DIR", given->folder, "The project's folder")->required();
  app.add_flag("--repair", given->repair, "Mend what can be mended; originals are kept beside");
  return [given](Output& output) { return run_fsck(*given, output); };
}

Run declare_merge(CLI::App& app) {
  auto given = std::make_shared<MergeArguments>();
  app.add_option("BASE", given->base, "The common beginning")->required();
  app.add_option("OURS", given->ours, "One side; the result is written over it")->required();
  app.add_option("THEIRS", given->theirs, "The other side")->required();
  app.add_option("--name", given->name, "What to call the file in messages")->type_name("NAME");
  return [given](Output& output) { return run_merge(*given, output); };
}

Run declare_git_setup(CLI::App& app) {
  auto folder = std::make_shared<std::string>();
  app.add_option("DIR", *folder, "The project's folder, in a git repository")->required();
  return [folder](Output& output) { return run_git_setup(*folder, output); };
}

Run declare_history(CLI::App& app) {
  auto given = std::make_shared<HistoryArguments>();
  declare_file(app, *given);
  app.add_flag("--comments", given->comments, "Of the comments on it, not of the annotations");
  return [given](Output& output) { return run_history(*given, output); };
}

Run declare_restore(CLI::App& app) {
  auto given = std::make_shared<RestoreArguments>();
  declare_file(app, *given);
  app.add_option("--at", given->at, "How it was after this group, or at this time")->type_name("GROUP|TIME")->required();
  app.add_option("--by", given->by, "The reviewer who decides, of gold")->type_name("NAME");
  return [given](Output& output) { return run_restore(*given, output); };
}

}  // namespace

std::vector<Command> store_commands() {
  return {
      {"history", "what was done to an article, one gesture a line", declare_history},
      {"restore", "go back to how an article was, as a change of its own", declare_restore},
      {"remove", "take an article out with all that hangs on it, or bring it back", declare_remove},
      {"rename", "give an article another id", declare_rename},
      {"correct", "correct an article's text; annotations stay where they are", declare_correct},
      {"reanchor", "find annotations again in a text that was changed", declare_reanchor},
      {"fsck", "find what is damaged, and mend it", declare_fsck},
      {"merge", "join two versions of a file that went on apart", declare_merge},
      {"git-setup", "let git merge a project by sayso", declare_git_setup},
  };
}

}  // namespace sayso::cli
