// Is a plugin one that sayso can rely on? It is put through what projects and users will put it through, in its own process
// as always, and each promise of the contract gets a line of a report. Blocks; any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "plugins/host/plugin_info.h"
#include "plugins/host/plugin_run.h"

namespace sayso {

struct ConformanceStep {
  enum class Outcome { kept, broken, not_asked };

  std::string promise;  // "odd Unicode is taken"
  Outcome outcome = Outcome::kept;
  std::string said;  // broken: what happened, and what to mend; else a figure, or why it was not asked
};

struct ConformanceOptions {
  std::size_t articles = 10'000;  // of the project that shows whether memory grows
  RunLimits limits;
  PluginRun::Trace trace;
  // Called with each step when it is done.
  std::function<void(const ConformanceStep&)> done;
};

// All steps, in their order; those after one that is broken are tried all the same.
std::vector<ConformanceStep> test_conformance(const PluginInfo& plugin, const Path& host_program,
                                              const ConformanceOptions& options = {});

}  // namespace sayso
