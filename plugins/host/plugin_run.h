// One plugin at work in its own process: started, told messages, watched, ended. Whatever the plugin does, a
// call here comes back in time with an Error that says how it ended and carries its last words. May be used
// on any thread, by one at a time; the process ends with the object.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/tasks/worker.h"
#include "plugins/host/messages.h"
#include "plugins/host/plugin_info.h"

namespace sayso {

struct RunLimits {
  std::chrono::milliseconds cpu{10'000};                // a message
  std::chrono::milliseconds silence{30'000};            // without any sign of life
  std::optional<std::uint64_t> memory = std::nullopt;   // bytes resident, sampled; none: what the plugin asks for
  std::uint64_t output_bytes = std::uint64_t{4} << 30;  // of all files together
  std::size_t output_files = 1'000'000;
  std::size_t findings = 20'000;  // a message
  std::size_t log_lines = 10'000;
  std::size_t processes = 32;  // of a plugin that is a program, with itself
  std::uint64_t temporary_bytes = std::uint64_t{1} << 30;  // in its temporary folder
  std::size_t temporary_files = 10'000;
};

class PluginRun {
 public:
  // Called for each thing the plugin gives while it works on a message (outputs, findings, losses, progress,
  // log lines); an error ends the run.
  using Receive = std::function<Result<void>(FromPlugin)>;
  // Sees every line: '>' to the plugin, '<' from it, without LF.
  using Trace = std::function<void(char, std::string_view)>;

  // Starts the process; the plugin is loaded with the first message. Errors: it could not be started
  // (machine); it is a project's and has changed since the user said yes to it (damaged).
  static Result<PluginRun> start(const PluginInfo& plugin, const Path& host_program,
                                 const RunLimits& limits = {}, Trace trace = {});

  PluginRun(PluginRun&&) noexcept;
  PluginRun& operator=(PluginRun&&) noexcept;
  ~PluginRun();

  // Sends a message and waits for its answer. `doing` completes "while …" in errors ("checking a.txt"). After
  // an error the run has ended and every later call gives an error.
  Result<void> tell(const std::string& message, const std::string& doing, const Receive& receive,
                    const CancelToken& cancel = {});

  // Between two messages: is it beyond its limits? Then it is ended, and that is why.
  std::optional<Error> look_at_rest();

  // Has it failed, been cancelled or ended?
  bool ended() const;
  const PluginInfo& plugin() const;
  // What keeps it from the rest of the machine; known from its first answer on.
  const std::optional<Confinement>& confinement() const;
  int pid() const;  // 0 when ended

 private:
  struct State;
  explicit PluginRun(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace sayso
