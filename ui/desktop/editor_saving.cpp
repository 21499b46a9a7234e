// What the disk refused: tried again, and brought back at a later start.
#include "ui/desktop/editor.h"

#include "ui/desktop/models/grouped.h"

namespace sayso::ui {

// Nothing needs saving; who presses the key out of habit is told so.
void Editor::save(const Intent&) {
  if (!session_) return;
  if (std::holds_alternative<NotSaved>(session_->save_state())) {
    session_->save_again();
    notice("Trying again to save…");
  } else {
    notice("Nothing needs saving: a change is on disk once the bar below says saved.");
  }
}

// Asked when a project is opened: changes of an earlier day that lie in the user's own folder.
void Editor::offer_rescued() {
  auto rescued = session_->rescued_changes();
  if (!rescued) return report(rescued.error());
  std::size_t changes = 0;
  for (const RescuedHistory& history : *rescued) changes += history.changes;
  if (changes == 0) return;
  notice(counted(changes, "change") + " could not be saved when made, and " + (changes == 1 ? "was" : "were") + " kept.");
  ui_.notice->button = "Bring back";
  ui_.notice->intent = {"bring-back", {}, {}};
}

void Editor::bring_back(const Intent&) {
  if (!session_) return;
  const ArticleId at = has_article() ? article().article->id : ArticleId();
  auto brought = session_->bring_back();
  // The session has opened the article anew, whatever came of it.
  if (!at.empty()) {
    if (auto opened = try_open_article(at); !opened) return report(opened.error());
  }
  if (!brought) return report(brought.error());
  if (brought->refused.empty()) {
    notice("brought back " + counted(brought->changes, "change"));
  } else {
    notice("brought back " + counted(brought->changes, "change") + "; not all: " + to_text(brought->refused.front()), true);
  }
}

}  // namespace sayso::ui
