// A child process with pipes: started without fork, in its own process group, both its outputs read while
// it is written to, so neither side can block the other for good. One thread owns a Child; the destructor
// kills what is left. When a child ends, what it started and left behind in its group is killed with it.
// SIGPIPE is ignored in this process from the first start on.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/process/process_tree.h"

namespace sayso {

struct ChildStart {
  std::vector<std::string> argv = {};               // argv[0] is a path, or a name looked up in PATH
  std::vector<std::string> environment = {};        // "NAME=value"; all there is for the child
  std::filesystem::path folder = {};                // working folder; "" is ours
  std::size_t line_limit = std::size_t{64} << 20;   // bytes a line of its output may have
  std::size_t output_limit = std::size_t{4} << 30;  // bytes of output in all
};

// This process's environment as a list, for those who want to hand it on.
std::vector<std::string> own_environment();

// How a child ended.
struct Exit {
  int status = 0;  // exit status; meaningful when signal is 0
  int signal = 0;  // the signal that killed it, or 0
  bool ok() const { return status == 0 && signal == 0; }
  bool operator==(const Exit&) const = default;
};
// "exit status 1", "killed by signal 11 (segmentation fault)".
std::string to_text(const Exit& exit);

class Child {
 public:
  using Milliseconds = std::chrono::milliseconds;

  // Error (machine): no such program, not executable, no folder, out of processes.
  static Result<Child> start(const ChildStart& what);

  Child(Child&&) noexcept;
  Child& operator=(Child&&) noexcept;
  ~Child();  // SIGKILL to the tree if it still runs

  // Queues bytes for its standard input; pump(), read_line() and wait() write them. Ignored once the
  // child has closed its end.
  void send(std::string_view bytes);
  // Closes its standard input when all that was sent is written.
  void close_input();
  // Bytes sent and not yet written.
  std::size_t unsent() const;

  // Moves bytes both ways for at most `wait`; returns at once when something moved. False when nothing
  // did.
  bool pump(Milliseconds wait);

  // The next whole line of its output without LF, if one has been read; never waits. What stands after
  // the last LF counts as a line once the output has ended.
  std::optional<std::string> next_line();
  // Pumps until a line is there. nullopt: the output has ended. Error: `wait` is over (machine), or a
  // limit was passed (damaged); the child is still to be ended then.
  Result<std::optional<std::string>> read_line(Milliseconds wait);
  // Has the child closed its output, and has all of it been taken?
  bool output_ended() const;
  // Set when a line or the whole output passed its limit; nothing more is read then.
  const std::optional<Error>& output_error() const;

  // How it ended, nullopt while it runs; never waits.
  std::optional<Exit> poll_exit();
  // Pumps until it has ended; nullopt when `wait` is over first. Lines are still to be taken, by next_line():
  // a child with more than 1 MiB of them waiting is not read from.
  std::optional<Exit> wait(Milliseconds wait);

  // Ends it: closes its input, waits until `term_after`, then SIGTERM to its group, and from `kill_after`
  // (both counted from now) SIGKILL to it and all its descendants. Its output from now on is thrown
  // away. Gone when this returns.
  Exit terminate(Milliseconds term_after = Milliseconds{250}, Milliseconds kill_after = Milliseconds{2000});
  // SIGKILL now.
  Exit kill();

  // The last 4 KiB of its standard error, cut at a code point: its last words.
  std::string last_words() const;
  // nullopt once it has ended.
  std::optional<Usage> usage() const;
  int pid() const;

 private:
  struct State;
  explicit Child(std::unique_ptr<State> state);
  Milliseconds pause(Milliseconds left) const;
  std::optional<Exit> drain_until(std::chrono::steady_clock::time_point deadline);
  std::unique_ptr<State> state_;
};

}  // namespace sayso
