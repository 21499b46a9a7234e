// One run of a plugin under the conformance suite: it is shown things, and all that it gives is kept and looked at. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "plugins/host/conformance.h"
#include "plugins/host/conformance_cases.h"
#include "plugins/host/plugin_run.h"

namespace sayso::conformance {

// What a plugin is shown: an article with annotations, or a file.
using Item = std::variant<Shown, InputFile>;

// All that a run gave, for comparison and for what the contract says of it.
struct Given {
  std::map<std::string, std::string> files;
  std::vector<std::string> other;  // findings, losses, records and so on, in their order
  std::vector<std::string> mistakes;
  std::string described;

  bool operator==(const Given& other_given) const { return files == other_given.files && other == other_given.other; }
};

class Run {
 public:
  // All must outlive it.
  Run(const PluginInfo& plugin, const Path& host_program, const ConformanceOptions& options);
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  // False when it failed; then failure() says how, and nothing more is told.
  bool tell(const std::string& message, const std::string& doing, const CancelToken& cancel = {});
  bool open(const std::string& settings, const Scheme& scheme, const Registry& registry);
  bool show(const Item& item, const CancelToken& cancel = {});
  bool finish() { return tell(finish_message(), "it was finishing"); }

  const std::string& failure() const { return failure_; }
  // Did it answer, if only by saying no?
  bool answered() const;
  const Given& given() const { return given_; }
  // Of its processes, bytes resident; 0 when it has ended.
  std::uint64_t memory() const;

 private:
  Result<void> take(FromPlugin got);
  void take(const Finding& finding);
  void take(const GivenArticle& article);
  void take(const GivenAnnotations& annotations);
  void take(const GivenSuggestion& suggestion);
  // That it gives this and is not of the kind that may.
  void only(PluginKind kind, const std::string& what);
  void note(std::string mistake);

  const PluginInfo& plugin_;
  std::optional<PluginRun> run_;
  std::string failure_, last_;
  Scheme scheme_;
  Registry registry_;                         // with the entities that it gave
  std::string text_;                          // of the article that it was shown last
  std::map<std::string, std::string> texts_;  // of the articles that it gave
  Given given_;
};

}  // namespace sayso::conformance
