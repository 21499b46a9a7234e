// Finding words in the article: the bar above the text, and going from hit to hit. The hit that is gone to is selected, so
// that keys can make something of it; which one is the current one is told by the selection.
#include "ui/desktop/editor.h"

namespace sayso::ui {
namespace {

// More than that is not put into the bar when it is selected.
constexpr std::size_t kMostBytes = 200;

}  // namespace

// Opens the bar, with the selected words if there are some that fit into it.
void Editor::find(const Intent&) {
  if (!has_article()) return;
  keep_field();
  if (!ui_.find.open) {
    const auto words = selection();
    const bool fits = words && words->text.front().size() <= kMostBytes && words->text.front().find('\n') == std::string::npos;
    if (fits) ui_.find.field.set_text(words->text.front());
    ui_.find.open = true;
    find_anew();
  }
  ui_.find.field.select_all();
  ui_.mode = Seeking{};
}

void Editor::step_hit(const Intent& intent) {
  if (!has_article()) return;
  if (ui_.find.field.empty()) return find(intent);
  if (!std::holds_alternative<Seeking>(ui_.mode)) {
    keep_field();
    ui_.mode = Reading{};
  }
  if (!ui_.find.open) {
    ui_.find.open = true;
    find_anew();
  }
  seek(intent.action == "previous-hit" || intent.action == "find-back" ? Seek::back : Seek::on);
}

void Editor::close_find(const Intent&) {
  if (std::holds_alternative<Seeking>(ui_.mode)) ui_.mode = Reading{};
  ui_.find.open = false;
  find_anew();
}

// What stands in the bar is looked for in the text as it is now; nothing when the bar is closed.
void Editor::find_anew() {
  seek_.reset();
  if (ui_.find.open && has_article()) {
    search_->look_for(ui_.find.field.text(), article().article.share());
    search_->take();
  } else {
    search_->forget();
  }
}

void Editor::seek(Seek where) {
  seek_ = where;
  go_on_seeking();
}

bool Editor::take_hits() {
  if (!search_->take()) return false;
  go_on_seeking();
  return true;
}

// Goes to the hit that was asked for if it is known by now which one that is; behind the last comes the first.
void Editor::go_on_seeking() {
  if (!seek_ || !has_article()) return;
  const Hits& hits = search_->hits();
  const CodePointRange here = article().index.to_code_points(ui_.selection());
  std::optional<std::size_t> found;
  if (*seek_ == Seek::back) {
    const bool known = search_->is_done() || search_->known_to() >= here.begin;
    const std::size_t before = hits.first_from(here.begin);
    if (known && before > 0) found = before - 1;
    if (!found && search_->is_done() && !hits.empty()) found = hits.size() - 1;
  } else {
    const bool on = *seek_ == Seek::on && hits.rank_of(here);
    const std::size_t next = hits.first_from(CodePoint{here.begin.value + (on ? 1 : 0)});
    if (next < hits.size()) found = next;
    if (!found && search_->is_done() && !hits.empty()) found = 0;
  }
  if (found) {
    select(article().index.to_bytes(hits.at(*found)));
  } else if (search_->is_done()) {
    ui_.caret = ui_.anchor = ui_.selection().begin;  // what was found of fewer letters is no hit any more
  } else {
    return;
  }
  seek_.reset();
}

}  // namespace sayso::ui
