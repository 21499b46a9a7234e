// One checker at work: its process, what that knows already, and what it found last. Used by one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/model/article.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"
#include "core/base/clock.h"
#include "core/tasks/worker.h"
#include "core/text/text_index.h"
#include "plugins/host/finding.h"
#include "plugins/host/plugin_run.h"

namespace sayso {

// An article on its way through the checkers, made into messages once for all of them. Read by several threads.
struct ShownArticle {
  struct Work {
    AnnotatorId annotator;
    std::string message;
  };

  // `annotations` as they are meant after splits and joins are made of those given.
  ShownArticle(Article given, const std::vector<Annotations>& annotations, const Scheme& scheme, const Registry& registry);
  ShownArticle(const ShownArticle&) = delete;
  ShownArticle& operator=(const ShownArticle&) = delete;

  const Article article;
  const TextIndex index;  // over its text
  const std::uint64_t text_sum;
  std::string message;
  std::vector<Work> works;

  std::size_t bytes() const;  // of the messages
};

// What one checker gave for one article.
struct CheckerPart {
  std::vector<Finding> of_entities;  // only with the first article of a turn that it took
  std::vector<Finding> findings;
  std::vector<Error> failures;
};

class CheckerProcess {
 public:
  CheckerProcess(PluginInfo plugin, Path host_program, std::vector<std::pair<std::string, std::string>> settings, RunLimits limits, PluginRun::Trace trace);

  const PluginInfo& plugin() const { return plugin_; }

  // Begins a turn over articles with this scheme and these entities.
  void begin(const Scheme& scheme, const Registry& registry);
  // Starts its process if need be, and gives what it says of the entities. Can it go on?
  bool open(const CancelToken& cancel, CheckerPart& part);
  // What it says of the article's text, and of what each annotator made.
  void check(const ShownArticle& shown, const CancelToken& cancel, CheckerPart& part);

  // No more articles come: what it says of the project as a whole. It begins anew with the next turn.
  void finish(const CancelToken& cancel, CheckerPart& part);

  // Between two articles: is it beyond its limits? Then its process has ended, and that is why.
  std::optional<Error> look_at_rest();

  // Its process ends, and starts again when needed.
  void forget();
  bool is_running() const { return run_ && !run_->ended(); }
  SteadyTime used() const { return used_; }

 private:
  bool is_ready(const CancelToken& cancel, CheckerPart& part);
  bool take_article(const ShownArticle& shown, const CancelToken& cancel, CheckerPart& part);
  bool take_work(const ShownArticle& shown, const ShownArticle::Work& work, const CancelToken& cancel, CheckerPart& part);
  // Sends a message and takes what it finds; false when that failed.
  bool tell(const std::string& message, const std::string& doing, const ShownArticle& shown, std::vector<Finding>& found, const CancelToken& cancel,
            CheckerPart& part);
  void failed(Error error, CheckerPart& part);

  const PluginInfo plugin_;
  const Path host_program_;
  const std::vector<std::pair<std::string, std::string>> settings_;
  const RunLimits limits_;
  const PluginRun::Trace trace_;

  // Of this turn.
  Result<std::string> opening_;  // the open message
  bool told_entities_ = false;
  bool told_given_up_ = false;

  // Of its process.
  std::optional<PluginRun> run_;
  std::string opened_;                // the open message it was given
  std::vector<Finding> of_entities_;  // what it said to that
  ArticleId article_;                 // the article it was given last
  std::uint64_t text_sum_ = 0;        // of its text
  std::vector<Finding> of_text_;      // what it said to that
  SteadyTime used_{};
  std::size_t failures_in_row_ = 0;
  std::optional<Error> given_up_;  // why it is not started again
};

}  // namespace sayso
