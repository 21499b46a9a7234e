// Correcting the article's text: the selected words, or the sentence at the caret, in a field beside them.
#include <algorithm>

#include "annotations/store/reanchor.h"
#include "ui/desktop/editor.h"
#include "ui/desktop/models/grouped.h"

namespace sayso::ui {
namespace {

// More is corrected by `sayso correct`, with an editor of one's own.
constexpr std::size_t kMostBytes = 4000;

// A field has LF alone.
std::string with_line_feeds(std::string text) {
  for (auto at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n", at)) text.erase(at, 1);
  return text;
}

std::string with_line_ends_of(const std::string& before, const std::string& text) {
  if (before.find("\r\n") == std::string::npos) return text;
  std::string ended;
  for (const char c : text) {
    if (c == '\n') ended += '\r';
    ended += c;
  }
  return ended;
}

}  // namespace

void Editor::correct_text(const Intent&) {
  if (!has_article()) return;
  if (session_->annotator().empty()) return ask_first(OpenPrompt::What::annotator);
  if (ui_.selection().empty()) {
    const ByteRange sentence = segmenter_->sentence_at(ui_.caret);
    if (sentence.empty()) return;
    select(sentence);
  }
  const auto selected = selection();
  if (!selected) return;
  const std::string& words = selected->text.front();
  if (words.size() > kMostBytes) {
    notice("Select fewer words to correct them here.");
    return;
  }
  OpenCorrection correction;
  correction.at = selected->at.front();
  correction.field.set_text(words);
  if (correction.field.text() != with_line_feeds(words)) {
    notice("These words hold signs that a field cannot show: select fewer.");
    return;
  }
  select(article().index.to_bytes(correction.at));
  ui_.mode = std::move(correction);
}

void Editor::accept_correction() {
  const OpenCorrection correction = std::get<OpenCorrection>(ui_.mode);
  ui_.mode = Reading{};
  const std::string before(article().index.slice(correction.at));
  const std::string after = with_line_ends_of(before, correction.field.text());
  if (after == before) return;
  std::optional<Error> refused;
  const std::size_t unplaced = unplaced_spans(annotations()).size();
  ui_.caret = ui_.anchor = ui_.selection().begin;
  keep_place([&] {
    if (auto corrected = session_->correct_text(Splice{correction.at, after}); !corrected) refused = corrected.error();
  });
  if (!has_article()) return refused ? report(*refused) : void();
  if (!refused) {
    const std::size_t now = unplaced_spans(annotations()).size();
    const std::size_t lost = now - std::min(now, unplaced);
    if (lost > 0) notice("No place any more for " + counted(lost, "annotation") + ": Ctrl D decides, Ctrl Z takes it back.");
    return;
  }
  select(article().index.to_bytes(correction.at));
  OpenCorrection again = correction;
  again.error = to_text(*refused);
  ui_.mode = std::move(again);
}

// Ctrl Z and its counterpart where a correction of the text is next; false when none is.
bool Editor::retrace_correction(bool undo) {
  if (undo ? !session_->undoes_correction() : !session_->redoes_correction()) return false;
  std::optional<Error> refused;
  keep_place([&] {
    if (auto done = undo ? session_->undo() : session_->redo(); !done) refused = done.error();
  });
  if (refused) report(*refused);
  return true;
}

// The session opens the article anew; the view, the caret and what is active stay where they are.
void Editor::keep_place(const std::function<void()>& open_anew) {
  const Shown shown = what_is_shown();
  open_anew();
  show_anew(shown);
}

}  // namespace sayso::ui
