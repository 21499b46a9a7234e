// Words looked for in an article in the background: a worker goes through the text, and the editor takes in what it has
// found so far. What was found of other words than the last ones is dropped. Owned by the editor, main thread; borrows
// nothing: the worker holds the article.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "annotations/model/article.h"
#include "core/tasks/worker.h"
#include "ui/desktop/models/hits.h"

namespace sayso::ui {

class TextSearch {
 public:
  // `wake` is called on the worker's thread, now and then, when there is something to take.
  explicit TextSearch(std::function<void()> wake);
  ~TextSearch();

  // Forgets what was found and looks for these words; for none when they are "". Waits a moment, which does for an article
  // of usual length: so the next frame shows what is found.
  void look_for(const std::string& words, std::shared_ptr<const Article> article);
  void forget() { look_for({}, nullptr); }
  const std::string& words() const { return words_; }  // that are looked for

  // Takes in what was found since it was last asked; true when something changed.
  bool take();
  // As taken in: what was found, up to where all hits are known, and whether that is all of the text.
  const Hits& hits() const { return hits_; }
  CodePoint known_to() const { return known_to_; }
  bool is_done() const { return done_; }
  // Waits until all is found; for replay and tests.
  void wait() { worker_.drain(); }

 private:
  void find(const std::string& words, const Article& article, std::uint64_t question, const CancelToken& cancel);

  std::function<void()> wake_;
  std::string words_;
  Hits hits_;
  CodePoint known_to_;
  bool done_ = true;

  std::mutex mutex_;
  std::condition_variable answered_;
  std::uint64_t question_ = 0;  // the last one asked; answers to others are dropped
  std::vector<std::vector<CodePoint>> found_;  // not taken in yet
  CodePoint found_to_;
  bool found_all_ = true;
  Worker worker_{Worker::Ending::cancel};  // last: ends before what it uses
};

}  // namespace sayso::ui
