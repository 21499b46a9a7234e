// A session's corrections of the open article's text, each of which can be taken back while the article stays open.
#include "annotations/session.h"
#include "annotations/store/text_corrections.h"

namespace sayso {

Result<void> Session::correct_text(std::string_view text) {
  if (!open_) return usage_error("no article is open");
  if (auto ready = ready_to_correct(); !ready) return ready;
  const ArticleId id = open_->article->id;
  const auto corrected =
      sayso::correct_text(*settings_.files, *settings_.clock, *settings_.ids, project_, id, text, maker());
  if (!corrected) return corrected.error();
  corrected_.push_back({corrected->to, inverse(open_->article->text, corrected->splices)});
  correct_again_.clear();
  return open_article(id);
}

Result<void> Session::correct_text(const Splice& splice) {
  if (!open_) return usage_error("no article is open");
  auto back = correct(words_changed(open_->article->text, splice));
  if (!back) return back.error();
  corrected_.push_back(*std::move(back));
  correct_again_.clear();
  return {};
}

Result<Session::Correction> Session::correct(const std::vector<Splice>& splices) {
  if (auto ready = ready_to_correct(); !ready) return ready.error();
  const ArticleId id = open_->article->id;
  const auto corrected = sayso::correct_text(*settings_.files, *settings_.clock, *settings_.ids, project_, id, splices,
                                             open_->article->facts.sha256, maker());
  if (!corrected) return corrected.error();
  Correction back{corrected->to, inverse(open_->article->text, corrected->splices)};
  if (auto opened = open_article(id); !opened) return opened.error();
  return back;
}

bool Session::is_of_now(const std::vector<Correction>& corrections) const {
  return open_ && !corrections.empty() && corrections.back().of == open_->article->facts.sha256;
}

bool Session::redoes_correction() const { return is_of_now(correct_again_) && correct_again_.back().then == next_redo(); }

// What is shown must be on disk before the article is opened anew.
Result<void> Session::ready_to_correct() {
  finish_reading();
  if (auto may = may_write(); !may) return may;
  write_snapshots();
  wait_until_saved();
  if (failure_) return failure_->error;
  return {};
}

}  // namespace sayso
