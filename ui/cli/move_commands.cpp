#include "ui/cli/move_commands.h"

#include "annotations/edit/split_edits.h"
#include "annotations/store/move_article.h"
#include "ui/cli/json.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {

int run_remove(const MoveArguments& arguments, Output& output) {
  Workplace workplace;
  const auto project = open_project(workplace.files, arguments.folder);
  if (!project) return output.failed(project.error());
  if (const auto may = may_change(*project); !may) return output.failed(may.error());
  const ArticleId id(arguments.article);
  if (arguments.undo) {
    if (const auto back = bring_back_article(workplace.files, *project, id); !back) return output.failed(back.error());
    output.document(to_document(Json{{"article", id.value}, {"brought_back", true}}));
    output.line(id.value + " is back");
    return kDone;
  }
  const auto folder = remove_article(workplace.files, workplace.clock, *project, id);
  if (!folder) return output.failed(folder.error());
  const std::string place = folder->lexically_relative(project->folder).string();
  output.document(to_document(Json{{"article", id.value}, {"moved_to", place}}));
  output.line(id.value + " is in " + place + " now; `sayso remove … --undo` brings it back");
  return kDone;
}

int run_rename(const MoveArguments& arguments, Output& output) {
  Workplace workplace;
  auto session = workplace.open_session(arguments.folder, arguments.by);
  if (!session) return output.failed(session.error());
  const Project* project = &(*session)->project();
  if (const auto may = may_change(*project); !may) return output.failed(may.error());
  Gesture local;
  for (const Entity& entity : (*session)->registry().entities) {
    if (entity.article == ArticleId(arguments.article)) {
      local.entity_edits.push_back(SetEntityArticle{entity.id, ArticleId(arguments.to)});
    }
  }
  const std::vector<EntityEdit> splits =
      splits_moved((*session)->registry(), ArticleId(arguments.article), ArticleId(arguments.to));
  local.entity_edits.insert(local.entity_edits.end(), splits.begin(), splits.end());
  if (!local.empty() && arguments.by.empty()) {
    return output.failed(usage_error("entities are local to this article or were split in it, and go with it",
                                     "say who changes them by --by NAME"));
  }
  const auto renamed = rename_article(workplace.files, workplace.clock, *workplace.ids, *project,
                                      ArticleId(arguments.article), ArticleId(arguments.to));
  if (!renamed) return output.failed(renamed.error());
  if (const auto changed = (*session)->dispatch(std::move(local)); !changed) return output.failed(changed.error());
  if (const auto closed = close_saved(**session); !closed) return output.failed(closed.error());
  output.document(to_document(Json{{"article", arguments.article}, {"to", arguments.to}}));
  output.line(arguments.article + " is " + arguments.to + " now");
  return kDone;
}

}  // namespace sayso::cli
