// How far an annotator is with the articles of a project, read in the background: those in sight first, then all others
// of which there is a file of hers. One object reads one project as one annotator, once. Owned by the editor, main
// thread; the files are read on a thread of its own.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "annotations/query/progress.h"
#include "core/tasks/worker.h"

namespace sayso::ui {

class ProgressReading {
 public:
  struct Found {
    std::size_t place;  // in the project's list as it was when reading began
    ArticleId article;
    ArticleProgress progress;
  };

  // `files` is borrowed; `layer` as in read_progress(); `wake` is called on the reading thread, now and then, when
  // there is something to take. Of an annotator "" there is nothing to read.
  ProgressReading(FileSystem& files, AnnotatorId annotator, std::string layer, std::function<void()> wake);
  // Ends it, read or not.
  ~ProgressReading();

  // Begins, once; busy() before too.
  void begin(const Project& project);
  // These are read next; those of them that are read already, or of which there is nothing, are passed over.
  void look_at(std::vector<ArticleId> in_sight);
  // This one is open, and what is shown says more than its files: it is passed over from now on.
  void leave_out(const ArticleId& article);
  // What was read since it was last asked.
  std::vector<Found> take();
  bool busy() const;
  // Waits until all is read; for replay and tests.
  void wait() { worker_.drain(); }

 private:
  void read_all(const Project& project, const CancelToken& cancel);
  std::vector<ArticleId> take_in_sight();
  bool is_left_out(const ArticleId& article) const;

  FileSystem& files_;
  const AnnotatorId annotator_;
  const std::string layer_;
  const std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::vector<ArticleId> in_sight_, asked_;  // asked_: what was wanted last
  ArticleId left_out_;
  std::vector<Found> found_;
  bool busy_ = true;
  Worker worker_{Worker::Ending::cancel};  // last: ends before what it uses
};

}  // namespace sayso::ui
