// The list of articles: how far each is, what the filter leaves, and which one comes next.
#include <algorithm>

#include "ui/desktop/editor.h"

namespace sayso::ui {
namespace {

// Of articles that the background has not come to, so many are read at once where one must be chosen now.
constexpr std::size_t kReadsAtOnce = 50;
// One whose annotations are more than this, in bytes, is not read then: it is taken for one that is to do.
constexpr std::uint64_t kMostReadAtOnce = 1 << 20;
// What searching the list may take of one turn of the loop; and how often what it has found so far is shown.
constexpr std::chrono::microseconds kSearchSlice{1000};
constexpr std::chrono::milliseconds kBetweenFinds{50};
constexpr std::size_t kSearchStep = 500;  // ids between two looks at the clock

}  // namespace

std::size_t Editor::place_in_list(const ArticleId& id) const {
  const auto& articles = session_->project().articles;
  const auto at = std::ranges::lower_bound(articles, id);
  return at != articles.end() && *at == id ? static_cast<std::size_t>(at - articles.begin()) : articles.size();
}

// Forgets what is known, and reads it as the annotator's who is at work, once reading_ is begun.
void Editor::forget_progress() {
  articles_.reset(session_->project().articles.size());
  articles_.filter(ui_.filter);
  const std::string layer = facts_.frame ? facts_.frame->name : "";
  reading_ = std::make_unique<ProgressReading>(*world_.files, session_->annotator(), layer, world_.wake);
}

void Editor::read_progress_of_all() {
  forget_progress();
  if (has_article()) reading_->leave_out(article().article->id);
  reading_->begin(session_->project());
}

bool Editor::take_progress() {
  if (!reading_) return false;
  const auto found = reading_->take();
  const auto& articles = session_->project().articles;
  for (const ProgressReading::Found& each : found) {
    // Articles that were added meanwhile may have moved it.
    const bool there = each.place < articles.size() && articles[each.place] == each.article;
    const std::size_t place = there ? each.place : place_in_list(each.article);
    if (place < articles_.size()) articles_.set_read(place, each.progress);
  }
  return !found.empty();
}

// How far the open article is: as it is shown, whatever the files say yet. Counted by the index, at every edit.
void Editor::show_progress() {
  if (!has_article()) return;
  const Annotations& state = annotations();
  ArticleProgress progress;
  progress.status = state.status;
  progress.records = facts_.frame ? scene().index.frames().size() : state.spans.size();
  progress.begun = is_begun(state);
  const std::size_t place = place_in_list(article().article->id);
  if (place < articles_.size()) articles_.set(place, progress);
}

// What the rows in sight show is read first.
void Editor::look_at_rows(const LeftModel& left) {
  if (!reading_->busy()) return;
  std::vector<ArticleId> in_sight;
  for (const RowsInSight<ArticleRow>* part : {&left.todo, &left.done}) {
    for (const ArticleRow& row : part->rows) in_sight.emplace_back(row.id);
  }
  reading_->look_at(std::move(in_sight));
}

// The next article that is not submitted or skipped: from this place on and then from the beginning, itself last.
std::optional<ArticleId> Editor::next_unfinished(std::size_t from) {
  const auto& articles = session_->project().articles;
  const bool reading = reading_->busy();
  const std::string layer = facts_.frame ? facts_.frame->name : "";
  std::size_t reads = 0;
  for (std::size_t step = 0; step < articles.size(); ++step) {
    const std::size_t place = (from + step) % articles.size();
    if (reading && !articles_.is_known(place) && reads < kReadsAtOnce) {
      ++reads;
      const auto history = world_.files->stat(history_path(session_->project().folder, {session_->annotator(), articles[place]}));
      if (history.ok() && history->size > kMostReadAtOnce) return articles[place];
      const auto read = read_progress(*world_.files, session_->project(), session_->annotator(), articles[place], layer);
      if (read) articles_.set_read(place, *read);
    }
    if (!is_closed(articles_.progress(place))) return articles[place];
  }
  return std::nullopt;
}

// ---- the filter ------------------------------------------------------------------------------------

void Editor::set_filter(const std::string& wanted) {
  if (wanted == ui_.filter) return;
  ui_.filter = wanted;
  ui_.left_scroll = 0;
  articles_.filter(wanted);
  search_shown_ = world_.clock->steady();
}

// Goes on with the search for a moment; true when there is something to show.
bool Editor::search_articles() {
  if (!articles_.searching()) return false;
  const SteadyTime begun = world_.clock->steady();
  while (articles_.searching() && world_.clock->steady() - begun < kSearchSlice) articles_.search(session_->project().articles, kSearchStep);
  if (articles_.searching() && begun - search_shown_ < kBetweenFinds) return false;
  search_shown_ = begun;
  return true;
}

// Of what the filter leaves, the first that is to do, or else the first.
std::optional<ArticleId> Editor::first_found() {
  const auto& articles = session_->project().articles;
  while (articles_.searching() && articles_.todo().empty()) articles_.search(articles, kSearchStep);
  for (const auto* places : {&articles_.todo(), &articles_.done()}) {
    if (!places->empty()) return articles[places->front()];
  }
  return std::nullopt;
}

void Editor::list_added(const ArticleId& id) { articles_.insert(place_in_list(id)); }

}  // namespace sayso::ui
