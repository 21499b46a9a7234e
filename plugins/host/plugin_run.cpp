#include "plugins/host/plugin_run.h"

#include <set>

#include "core/process/child.h"
#include "core/process/process_tree.h"
#include "plugins/host/plugin_choices.h"
#include "plugins/host/private_folder.h"

namespace sayso {
namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kTick{20};         // how soon a cancel is noticed
constexpr milliseconds kSampleEvery{50};  // CPU and memory
constexpr std::size_t kWordsLimit = 400;  // bytes of last words in an error
constexpr const char* kRemedy = "the rest of the program is not affected; report it to the plugin's author";

std::string in_seconds(milliseconds time) {
  const auto tenths = time.count() / 100;
  return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10)) + " s";
}

std::string in_mebibytes(std::uint64_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

}  // namespace

struct PluginRun::State {
  PluginInfo plugin;
  RunLimits limits;
  Trace trace;
  PrivateFolder folder;  // where it may write
  std::optional<Child> child;
  std::optional<Confinement> confinement;
  std::uint64_t number = 0;
  std::uint64_t output_bytes = 0;
  std::set<std::string> output_names;
  std::size_t log_lines = 0;
  std::size_t findings = 0;  // of this message
  std::optional<milliseconds> cpu_at_rest = {};  // what it had computed when it was looked at first since its last message

  // Ends the process and says why; `ending` is how it ended when that is what went wrong.
  // Its own usage, and that of all that it started.
  std::optional<Usage> usage(std::size_t& processes) const;
  Error give_up(const std::string& what, const std::string& doing, bool its_own_end = false);
  std::optional<Error> over_limit(milliseconds cpu_before, Steady::time_point heard,
                                  const std::string& doing);
  Result<void> count(const FromPlugin& message);
};

Error PluginRun::State::give_up(const std::string& what, const std::string& doing, bool its_own_end) {
  std::string text = "the plugin " + plugin.name + " " + what + " while " + doing;
  if (child) {
    // It may have closed its output and still run; half a second tells a crash from that.
    std::optional<Exit> exit = its_own_end ? child->wait(milliseconds{500}) : child->poll_exit();
    const bool by_itself = exit.has_value();
    if (!exit) exit = its_own_end ? child->kill() : child->terminate(milliseconds{100}, milliseconds{500});
    if (by_itself) text += " (" + to_text(*exit) + ")";
    std::string words = child->last_words();
    while (!words.empty() && (words.back() == '\n' || words.back() == ' ')) words.pop_back();
    if (words.size() > kWordsLimit) {
      std::size_t cut = words.size() - kWordsLimit;
      while (cut < words.size() && (static_cast<unsigned char>(words[cut]) & 0xC0) == 0x80) ++cut;
      words = "…" + words.substr(cut);
    }
    if (!words.empty()) text += "; its last words: " + words;
    child.reset();
  }
  return machine_error(text, plugin.folder.string(), kRemedy);
}

std::optional<Usage> PluginRun::State::usage(std::size_t& processes) const {
  auto all = child->usage();
  processes = 1;
  const bool may_start_none = plugin.command.empty() && confinement && confinement->seccomp;
  if (!all || may_start_none) return all;
  for (const pid_t one : descendants_of(child->pid())) {
    ++processes;
    if (const auto its = usage_of(one)) {
      all->cpu += its->cpu;
      all->resident += its->resident;
    }
  }
  return all;
}

std::optional<Error> PluginRun::State::over_limit(milliseconds cpu_before, Steady::time_point heard,
                                                  const std::string& doing) {
  std::size_t processes = 0;
  if (const auto used = usage(processes)) {
    if (used->cpu - cpu_before > limits.cpu)
      return give_up("used more than " + in_seconds(limits.cpu) + " of computing time", doing);
    const std::uint64_t memory = limits.memory.value_or(plugin.memory_mib << 20);
    if (used->resident > memory) return give_up("used more than " + in_mebibytes(memory) + " of memory", doing);
    if (processes > limits.processes)
      return give_up("started more than " + std::to_string(limits.processes) + " programs", doing);
  }
  const FolderSize size = folder.size(limits.temporary_files);
  if (size.bytes > limits.temporary_bytes)
    return give_up("wrote more than " + in_mebibytes(limits.temporary_bytes) + " into its temporary folder", doing);
  if (size.files > limits.temporary_files)
    return give_up("made more than " + std::to_string(limits.temporary_files) + " files in its temporary folder", doing);
  if (Steady::now() - heard > limits.silence)
    return give_up("gave no sign of life for " + in_seconds(limits.silence), doing);
  return std::nullopt;
}

Result<void> PluginRun::State::count(const FromPlugin& message) {
  if (const auto* output = std::get_if<Output>(&message)) {
    output_bytes += output->bytes.size();
    output_names.insert(output->name);
    if (output_bytes > limits.output_bytes)
      return damaged_error("wrote more than " + in_mebibytes(limits.output_bytes), "");
    if (output_names.size() > limits.output_files)
      return damaged_error("wrote more than " + std::to_string(limits.output_files) + " files", "");
  }
  if (std::holds_alternative<Finding>(message) && ++findings > limits.findings) {
    return damaged_error("gave more than " + std::to_string(limits.findings) + " findings", "");
  }
  return {};
}

PluginRun::PluginRun(std::unique_ptr<State> state) : state_(std::move(state)) {}
PluginRun::PluginRun(PluginRun&&) noexcept = default;
PluginRun& PluginRun::operator=(PluginRun&&) noexcept = default;
PluginRun::~PluginRun() = default;

bool PluginRun::ended() const { return !state_->child; }
const PluginInfo& PluginRun::plugin() const { return state_->plugin; }
const std::optional<Confinement>& PluginRun::confinement() const { return state_->confinement; }
int PluginRun::pid() const { return state_->child ? state_->child->pid() : 0; }

Result<PluginRun> PluginRun::start(const PluginInfo& plugin, const Path& host_program,
                                   const RunLimits& limits, Trace trace) {
  if (host_program.empty()) {
    return machine_error("plugins cannot run: sayso-plugin-host was not found beside the program", "",
                         "install sayso completely");
  }
  if (!plugin.sum.empty()) {
    const auto sum = sum_of_plugin(real_files(), plugin.folder);
    if (!sum) return sum.error();
    if (*sum != plugin.sum) {
      return damaged_error("the plugin " + plugin.name + " has changed since the project was opened", plugin.folder.string(),
                           "open the project again, and look at what changed before you trust it again");
    }
  }
  auto folder = PrivateFolder::make();
  if (!folder) return folder.error();
  ChildStart start;
  start.argv = {host_program.string(), plugin.command.empty() ? "native" : "command", plugin.folder.string(), folder->path().string()};
  if (plugin.command.empty()) {
    start.argv.push_back(plugin.library.string());
  } else {
    start.argv.insert(start.argv.end(), plugin.command.begin(), plugin.command.end());
  }
  start.environment = {"LANG=C.UTF-8", "PATH=/usr/bin:/bin"};
  if (plugin.memory_mib > kLeastMemoryMib) start.environment.push_back("SAYSO_PLUGIN_MEMORY_MIB=" + std::to_string(plugin.memory_mib));
  // Sanitizer builds are told how to report by their environment.
  for (std::string& variable : own_environment()) {
    if (variable.find("SAN_OPTIONS=") != std::string::npos) start.environment.push_back(std::move(variable));
  }
  start.folder = plugin.command.empty() ? Path("/") : plugin.folder;
  start.output_limit = static_cast<std::size_t>(limits.output_bytes) * 2;
  auto child = Child::start(start);
  if (!child) return child.error();
  return PluginRun(std::unique_ptr<State>(
      new State{plugin, limits, std::move(trace), std::move(*folder), std::move(*child), {}, 0, 0, {}, 0, 0}));
}

std::optional<Error> PluginRun::look_at_rest() {
  State& state = *state_;
  if (!state.child) return std::nullopt;
  if (!state.cpu_at_rest) {
    std::size_t processes = 0;
    const auto used = state.usage(processes);
    state.cpu_at_rest = used ? used->cpu : milliseconds{0};
  }
  return state.over_limit(*state.cpu_at_rest, Steady::now(), "nothing was asked of it");
}

Result<void> PluginRun::tell(const std::string& message, const std::string& doing, const Receive& receive,
                             const CancelToken& cancel) {
  State& state = *state_;
  if (!state.child)
    return machine_error("the plugin " + state.plugin.name + " has ended",
                         state.plugin.folder.string());
  const std::uint64_t number = ++state.number;
  const std::string line = numbered(message, number);
  if (state.trace) state.trace('>', std::string_view(line).substr(0, line.size() - 1));
  std::size_t processes = 0;
  const auto before = state.usage(processes);
  const milliseconds cpu_before = before ? before->cpu : milliseconds{0};
  state.findings = 0;
  state.cpu_at_rest.reset();
  state.child->send(line);
  auto heard = Steady::now(), sampled = heard;
  for (;;) {
    if (cancel.cancelled()) {
      state.child->send(numbered(cancel_message(), ++state.number));
      state.child->terminate();
      state.child.reset();
      return usage_error("cancelled while " + doing);
    }
    while (const auto received = state.child->next_line()) {
      heard = Steady::now();
      auto read = read_message(*received);
      if (!read && state.trace) state.trace('<', *received);
      if (!read) return state.give_up("broke the contract (" + read.error().what + ")", doing);
      if (!state.confinement) {  // its process says so first, before the plugin can say anything
        const auto* confined = std::get_if<Confined>(&*read);
        if (confined == nullptr) return state.give_up("was not started by sayso-plugin-host", doing);
        state.confinement = confined->confinement;
        const bool is_shut_in = state.confinement->landlock > 0 && state.confinement->seccomp;
        if (state.plugin.origin == PluginOrigin::project && !is_shut_in) {
          Error error = state.give_up("is a project's, and this machine cannot shut it in,", doing);
          error.remedy = "install it among your own plugins, if you trust it with all that is yours";
          return error;
        }
        continue;
      }
      if (state.trace) state.trace('<', *received);
      if (std::holds_alternative<Confined>(*read)) return state.give_up("broke the contract (it said what its process says)", doing);
      if (const auto* done = std::get_if<AnsweredMessage>(&*read)) {
        if (done->of != number) return state.give_up("answered a message that was not asked", doing);
        return {};
      }
      if (const auto* failed = std::get_if<RefusedMessage>(&*read)) {
        Error error = state.give_up("failed: " + failed->what + ",", doing);
        if (!failed->remedy.empty()) error.remedy = failed->remedy;
        return error;
      }
      if (std::holds_alternative<LogLine>(*read) && ++state.log_lines > state.limits.log_lines) continue;
      if (const auto counted = state.count(*read); !counted)
        return state.give_up(counted.error().what, doing);
      if (const auto taken = receive(std::move(*read)); !taken) {
        state.give_up("was stopped", doing);
        return taken.error();
      }
      if (cancel.cancelled()) break;
    }
    if (cancel.cancelled()) continue;
    if (const auto& error = state.child->output_error())
      return state.give_up("wrote too much (" + error->what + ")", doing);
    if (state.child->output_ended()) return state.give_up("ended", doing, true);
    if (Steady::now() - sampled > kSampleEvery) {
      sampled = Steady::now();
      if (auto error = state.over_limit(cpu_before, heard, doing)) return *error;
    }
    if (state.child->pump(kTick)) continue;
  }
}

}  // namespace sayso
