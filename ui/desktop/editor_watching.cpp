// What others do to the project's files while the window shows them: looked for now and then, and taken in where it does
// not take anything out of the annotator's hands.
#include <algorithm>

#include "annotations/edit/splice.h"
#include "ui/desktop/editor.h"
#include "ui/desktop/models/grouped.h"

namespace sayso::ui {
namespace {

// What could not be taken in is tried again after this long, when it is found once more.
constexpr std::chrono::milliseconds kTryAgain{300};

std::string words_of(const Session::TakenIn& taken, std::size_t articles_before, std::size_t articles_now) {
  std::vector<std::string> parts;
  if (taken.what.contains(Concern::text)) parts.emplace_back("the text was changed");
  if (taken.came > 0) parts.push_back(counted(taken.came, "change") + " came in");
  if (articles_now > articles_before) {
    parts.push_back(counted(articles_now - articles_before, "article") + " came in");
  } else if (taken.what.contains(Concern::articles)) {
    parts.emplace_back("the list of articles was changed");
  }
  if (taken.brought_back > 0) parts.push_back("joined with " + counted(taken.brought_back, "change") + " made here");
  std::string words;
  for (const std::string& part : parts) words += (words.empty() ? "From outside: " : "; ") + part;
  return words.empty() ? words : words + ".";
}

}  // namespace

// Takes in what was found to have changed; true when there is something to show.
bool Editor::watch() {
  const SteadyTime now = world_.clock->steady();
  if (to_open_anew_ && std::holds_alternative<Saved>(session_->save_state())) open_anew();
  // What is being typed, chosen or dragged is finished first; and what failed is not tried at every turn.
  const bool free = (std::holds_alternative<Reading>(ui_.mode) || std::holds_alternative<OpenRow>(ui_.mode) ||
                     std::holds_alternative<Deciding>(ui_.mode)) &&
                    !dragging_;
  if (session_->changed_outside().empty() || !free || now - tried_to_take_in_ < kTryAgain) return false;
  tried_to_take_in_ = now;
  take_in_changes();
  return true;
}

void Editor::look_outside() {
  if (!session_) return;
  for (int looks = 0; looks < 2; ++looks) {
    session_->wait_until_saved();  // what is being written tells nothing
    session_->look_outside();
    session_->wait_for_look();
  }
  if (!session_->changed_outside().empty()) take_in_changes();
  frame_needed_ = true;
}

void Editor::take_in_changes() {
  const bool anew = session_->changed_outside().contains(Concern::project);
  const bool list_changes = session_->changed_outside().contains(Concern::articles);
  const std::size_t articles = session_->project().articles.size();
  const Shown shown = what_is_shown();
  const auto taken = session_->take_in_changes();
  if (taken && taken->what.empty()) return;  // not yet
  frame_needed_ = true;
  // Whatever came of it, the list and the article may be others now.
  if (list_changes) read_progress_of_all();
  show_anew(shown);
  if (!taken) {
    to_open_anew_ = to_open_anew_ || anew;  // by and by
    return report(taken.error());
  }
  if (taken->taken_out > 0 && taken->brought_back == 0) {  // else it is back with what was made since
    notice("From outside: " + counted(taken->taken_out, "change") + " made here " + (taken->taken_out == 1 ? "is" : "are") +
           " no longer in the project's files. " + (taken->taken_out == 1 ? "It was" : "They were") + " kept.");
    ui_.notice->button = "Bring back";
    ui_.notice->intent = {"bring-back", {}, {}};
  } else if (const std::string words = words_of(*taken, articles, session_->project().articles.size()); !words.empty()) {
    notice(words);
    if (has_article()) offer_to_find_again(nullptr);
  }
  if (anew) open_anew();
}

// Another scheme, other guidelines: everything is read anew, once all that was made is on disk.
void Editor::open_anew() {
  session_->write_snapshots();
  session_->wait_until_saved();
  to_open_anew_ = std::holds_alternative<NotSaved>(session_->save_state());
  if (to_open_anew_) return;
  const Shown shown = what_is_shown();
  const auto offered = ui_.notice;
  if (auto opened = open_project(session_->project().folder, shown.article, session_->annotator()); !opened) return report(opened.error());
  if (has_article() && article().article->id == shown.article) go_back_to(shown);
  if (offered && !offered->button.empty()) {
    ui_.notice = offered;
  } else if (!ui_.notice || ui_.notice->button.empty()) {
    notice("From outside: the scheme, the guidelines or the project's settings were changed; the project was opened anew.");
  }
}

Editor::Shown Editor::what_is_shown() {
  Shown shown;
  if (!has_article()) return shown;
  const TextIndex& index = article().index;
  const Anchor top = document_->anchor_at(scroll_);
  shown.article = article().article->id;
  shown.text = article().article->text;
  shown.caret = index.to_code_point(ui_.caret);
  shown.anchor = index.to_code_point(ui_.anchor);
  shown.top = index.to_code_point(top.at);
  shown.below_top = top.below;
  return shown;
}

// Caret, selection and what is at the top go with the text.
void Editor::go_back_to(const Shown& shown) {
  const std::string& now = article().article->text;
  const auto splices = shown.text == now ? std::vector<Splice>() : splices_between(shown.text, now);
  const auto byte_of = [&](CodePoint at) { return article().index.to_byte(carried({at, at}, splices).begin); };
  ui_.caret = byte_of(shown.caret);
  ui_.anchor = byte_of(shown.anchor);
  scroll_ = document_->y_of({byte_of(shown.top), shown.below_top});
}

// Where the reader was and what she had chosen stays, as far as it is still there.
void Editor::show_anew(const Shown& shown) {
  if (!has_article() || article().article->id != shown.article) {
    document_.reset();
    segmenter_.reset();
    return;
  }
  UiState before = ui_;
  show_article();
  ui_ = std::move(before);
  ui_.target.reset();
  ui_.hovered.reset();
  go_back_to(shown);
  changed();
}

}  // namespace sayso::ui
