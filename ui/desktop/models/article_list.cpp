#include "ui/desktop/models/article_list.h"

#include <algorithm>
#include <numeric>

#include "core/text/fold.h"

namespace sayso::ui {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// folded(), into a string that is used again: most ids are plain letters, and there may be 100,000.
void fold_into(std::string& folded_text, std::string_view text) {
  if (!is_ascii(text)) {
    folded_text = folded(text);
    return;
  }
  folded_text = text;
  for (char& c : folded_text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
}

std::vector<std::uint32_t> all_places(std::size_t count) {
  std::vector<std::uint32_t> places(count);
  std::iota(places.begin(), places.end(), 0U);
  return places;
}

}  // namespace

void ArticleList::reset(std::size_t articles) {
  rows_.assign(articles, {});
  closed_ = 0;
  wanted_.clear();
  look_through(all_places(articles));
}

void ArticleList::insert(std::size_t place) {
  rows_.insert(rows_.begin() + static_cast<std::ptrdiff_t>(place), Row());
  look_through(all_places(rows_.size()));
}

void ArticleList::put(Row& row, const ArticleProgress& progress) {
  const bool was_closed = is_closed(row);
  row.records = static_cast<std::uint32_t>(progress.records);
  row.status = progress.status;
  row.begun = progress.begun;
  row.known = true;
  if (is_closed(row) == was_closed) return;
  closed_ += was_closed ? std::size_t(-1) : 1;
  stale_ = true;
}

void ArticleList::set_read(std::size_t place, const ArticleProgress& progress) {
  if (!rows_[place].shown) put(rows_[place], progress);
}

void ArticleList::set(std::size_t place, const ArticleProgress& progress) {
  rows_[place].shown = true;
  put(rows_[place], progress);
}

ArticleProgress ArticleList::progress(std::size_t place) const {
  const Row& row = rows_[place];
  return {row.status, row.begun, row.records};
}

void ArticleList::filter(const std::string& wanted) {
  const std::string before = std::exchange(wanted_, folded(wanted));
  if (wanted_ == before) return;
  // Letters more can only leave fewer.
  const bool narrower = !searching() && !before.empty() && wanted_.find(before) != std::string::npos;
  if (!narrower) return look_through(all_places(rows_.size()));
  std::vector<std::uint32_t> left;
  left.reserve(todo_.size() + done_.size());
  std::ranges::merge(todo_, done_, std::back_inserter(left));
  look_through(std::move(left));
}

void ArticleList::look_through(std::vector<std::uint32_t> candidates) {
  todo_.clear();
  done_.clear();
  stale_ = false;
  candidates_.clear();
  next_ = 0;
  if (!wanted_.empty()) {
    candidates_ = std::move(candidates);
    return;
  }
  for (const std::uint32_t place : candidates) found(place);
}

void ArticleList::found(std::uint32_t place) { (is_closed(rows_[place]) ? done_ : todo_).push_back(place); }

void ArticleList::search(const std::vector<ArticleId>& articles, std::size_t most) {
  if (!searching()) return;
  arrange();
  const std::size_t end = next_ + std::min(most, candidates_.size() - next_);
  std::string id;
  for (; next_ < end; ++next_) {
    fold_into(id, articles[candidates_[next_]].value);
    if (id.find(wanted_) != std::string::npos) found(candidates_[next_]);
  }
  if (searching()) return;
  candidates_ = {};  // its memory too
  next_ = 0;
}

// Parts the two anew: all that were found, in order.
void ArticleList::arrange() const {
  if (!std::exchange(stale_, false)) return;
  std::vector<std::uint32_t> all;
  all.reserve(todo_.size() + done_.size());
  std::ranges::merge(todo_, done_, std::back_inserter(all));
  todo_.clear();
  done_.clear();
  for (const std::uint32_t place : all) (is_closed(rows_[place]) ? done_ : todo_).push_back(place);
}

const std::vector<std::uint32_t>& ArticleList::todo() const {
  arrange();
  return todo_;
}

const std::vector<std::uint32_t>& ArticleList::done() const {
  arrange();
  return done_;
}

}  // namespace sayso::ui
