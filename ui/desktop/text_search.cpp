#include "ui/desktop/text_search.h"

#include <chrono>
#include <utility>

#include "annotations/query/find.h"

namespace sayso::ui {
namespace {

// So long look_for() waits for all of the answer.
constexpr std::chrono::milliseconds kMoment{3};
// How often the window is woken to show more of what was found.
constexpr std::chrono::milliseconds kBetweenReports{50};

}  // namespace

TextSearch::TextSearch(std::function<void()> wake) : wake_(std::move(wake)) {}

TextSearch::~TextSearch() { worker_.cancel_all(); }

void TextSearch::look_for(const std::string& words, std::shared_ptr<const Article> article) {
  worker_.cancel_all();
  words_ = words;
  const bool asked = article && !words.empty();
  std::unique_lock lock(mutex_);
  const std::uint64_t question = ++question_;
  found_.clear();
  found_to_ = known_to_ = {};
  found_all_ = done_ = !asked;
  hits_ = Hits(asked ? Search(words).length() : 0);
  if (!asked) return;
  worker_.post([this, words, article = std::move(article), question](const CancelToken& cancel, Progress&) {
    find(words, *article, question, cancel);
  });
  answered_.wait_for(lock, kMoment, [&] { return found_all_; });
}

void TextSearch::find(const std::string& words, const Article& article, std::uint64_t question, const CancelToken& cancel) {
  auto reported = std::chrono::steady_clock::now();
  bool reported_any = false;
  Search(words).hits_in(article.text, [&](std::vector<CodePoint> begins, CodePoint known_to) {
    const auto now = std::chrono::steady_clock::now();
    const bool first = !reported_any && !begins.empty();  // shown at once
    reported_any = reported_any || first;
    {
      const std::lock_guard lock(mutex_);
      if (cancel.cancelled() || question != question_) return false;
      if (!begins.empty()) found_.push_back(std::move(begins));
      found_to_ = known_to;
    }
    if (wake_ && (first || now - reported > kBetweenReports)) {
      reported = now;
      wake_();
    }
    return true;
  });
  {
    const std::lock_guard lock(mutex_);
    if (cancel.cancelled() || question != question_) return;
    found_all_ = true;
  }
  answered_.notify_all();
  if (wake_) wake_();
}

bool TextSearch::take() {
  if (done_) return false;
  const std::lock_guard lock(mutex_);
  if (found_to_ == known_to_ && !found_all_) return false;
  for (std::vector<CodePoint>& begins : found_) hits_.add(std::move(begins));
  found_.clear();
  known_to_ = found_to_;
  done_ = found_all_;
  return true;
}

}  // namespace sayso::ui
