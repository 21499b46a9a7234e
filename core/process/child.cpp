#include "core/process/child.h"

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <mutex>
#include <utility>

#include "core/process/pipes.h"

namespace sayso {

namespace {

using Steady = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

// A pipe whose reader is gone must be an error of write(), not the end of this program.
void ignore_broken_pipes() {
  static std::once_flag once;
  std::call_once(once, [] {
    struct sigaction now {};
    if (sigaction(SIGPIPE, nullptr, &now) == 0 && now.sa_handler == SIG_DFL) signal(SIGPIPE, SIG_IGN);
  });
}

// A pidfd: readable once the process has ended. By number, since the header of glibc 2.36 declares it for C
// alone; not open on kernels before 5.3.
Descriptor watch_on(pid_t process) {
  return Descriptor{static_cast<int>(syscall(SYS_pidfd_open, process, 0u))};
}

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (const auto& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// The two option objects of posix_spawn, with what every child of ours gets.
class SpawnOptions {
 public:
  SpawnOptions(const ChildStart& what, const Pipe& in, const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, in.read.number(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, out.write.number(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, err.write.number(), STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    if (!what.folder.empty()) posix_spawn_file_actions_addchdir_np(&actions_, what.folder.c_str());

    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(&attributes_,
                             POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&attributes_, 0);
    sigset_t signals;
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes_, &signals);
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes_, &signals);
  }
  SpawnOptions(const SpawnOptions&) = delete;
  SpawnOptions& operator=(const SpawnOptions&) = delete;
  ~SpawnOptions() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

Milliseconds until(Steady::time_point deadline) {
  return std::max(Milliseconds{0}, std::chrono::ceil<Milliseconds>(deadline - Steady::now()));
}

Steady::time_point after(Milliseconds wait) {
  // "For ever" must not overflow.
  return Steady::now() + std::min<Milliseconds>(wait, std::chrono::hours{24 * 365});
}

}  // namespace

struct Child::State {
  pid_t process;
  Descriptor watch;
  Outbox in;
  LineBox out;
  TailBox err;
  std::optional<Exit> exit;
};

std::vector<std::string> own_environment() {
  std::vector<std::string> all;
  for (char** one = environ; one && *one; ++one) all.emplace_back(*one);
  return all;
}

std::string to_text(const Exit& exit) {
  if (exit.signal == 0) return "exit status " + std::to_string(exit.status);
  std::string text = "killed by signal " + std::to_string(exit.signal);
  if (const char* name = sigdescr_np(exit.signal)) {
    std::string words = name;
    words[0] = static_cast<char>(words[0] | 0x20);
    text += " (" + words + ")";
  }
  return text;
}

Result<Child> Child::start(const ChildStart& what) {
  assert(!what.argv.empty());
  ignore_broken_pipes();
  auto in = new_pipe(), out = new_pipe(), err = new_pipe();
  for (const auto* pipe : {&in, &out, &err}) {
    if (!*pipe) return pipe->error();
  }
  const SpawnOptions options(what, *in, *out, *err);
  const auto argv = pointers_to(what.argv);
  const auto environment = pointers_to(what.environment);
  pid_t process = 0;
  const int error = posix_spawnp(&process, argv[0], options.actions(), options.attributes(), argv.data(),
                                 environment.data());
  if (error != 0) {
    return machine_error(std::string("cannot start this program: ") + std::strerror(error), what.argv[0],
                         error == ENOENT ? "install it, or correct its name or its folder" : "");
  }
  for (const auto* end : {&in->write, &out->read, &err->read}) make_non_blocking(*end);
  return Child(
      std::unique_ptr<State>(new State{process,
                                       watch_on(process),
                                       Outbox{std::move(in->write)},
                                       LineBox{std::move(out->read), what.line_limit, what.output_limit},
                                       TailBox{std::move(err->read)},
                                       {}}));
}

Child::Child(std::unique_ptr<State> state) : state_(std::move(state)) {}
Child::Child(Child&&) noexcept = default;

Child& Child::operator=(Child&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

Child::~Child() {
  if (state_ && !state_->exit) kill();
}

void Child::send(std::string_view bytes) {
  state_->in.add(bytes);
  state_->in.flush();
}

void Child::close_input() { state_->in.close_when_written(); }

std::size_t Child::unsent() const { return state_->in.waiting(); }

bool Child::pump(Milliseconds wait) {
  pollfd ends[] = {{state_->in.wants(), POLLOUT, 0},
                   {state_->out.wants(), POLLIN, 0},
                   {state_->err.wants(), POLLIN, 0},
                   {state_->exit ? -1 : state_->watch.number(), POLLIN, 0}};
  const auto limit = static_cast<int>(std::clamp<Milliseconds::rep>(wait.count(), 0, 1'000'000'000));
  const auto closed = [](const pollfd& end) { return end.fd < 0; };
  if (state_->exit && std::all_of(std::begin(ends), std::end(ends), closed)) return false;
  if (poll(ends, std::size(ends), limit) <= 0) return false;
  bool moved = false;
  if (ends[0].revents != 0) moved = state_->in.flush() || moved;
  if (ends[1].revents != 0) moved = state_->out.fill() || moved;
  if (ends[2].revents != 0) moved = state_->err.fill() || moved;
  if (ends[3].revents != 0) moved = poll_exit().has_value() || moved;
  return moved;
}

std::optional<std::string> Child::next_line() { return state_->out.next_line(); }

Result<std::optional<std::string>> Child::read_line(Milliseconds wait) {
  const auto deadline = after(wait);
  for (;;) {
    if (auto line = next_line()) return line;
    if (output_error()) return *output_error();
    if (output_ended()) return std::optional<std::string>{};
    const auto left = until(deadline);
    pump(left);
    if (left == Milliseconds{0}) {
      if (auto line = next_line()) return line;
      return machine_error("no answer within " + std::to_string(wait.count()) + " ms", "");
    }
  }
}

bool Child::output_ended() const { return state_->out.ended(); }

const std::optional<Error>& Child::output_error() const { return state_->out.error(); }

std::optional<Exit> Child::poll_exit() {
  if (state_->exit) return state_->exit;
  const pid_t process = state_->process;
  siginfo_t ended{};
  int result;
  do {
    result = waitid(P_PID, static_cast<id_t>(process), &ended, WEXITED | WNOHANG | WNOWAIT);
  } while (result != 0 && errno == EINTR);
  if (result == 0 && ended.si_pid == 0) return std::nullopt;

  Exit exit;
  if (result != 0) {
    exit.status = 127;  // somebody else waited for it: how it ended is lost
  } else {
    // Until it is reaped its number cannot be another's: whoever is left in its group goes too.
    ::kill(-process, SIGKILL);
    (ended.si_code == CLD_EXITED ? exit.status : exit.signal) = ended.si_status;
    while (waitpid(process, nullptr, 0) < 0 && errno == EINTR) {}
  }
  state_->exit = exit;
  state_->in.close_now();
  // Its last words may still be in the pipe, which holds no more than this.
  for (int i = 0; i < 32 && state_->err.fill(); ++i) {}
  return exit;
}

Milliseconds Child::pause(Milliseconds left) const {
  // Where the kernel gives no pidfd the exit is looked for every few milliseconds.
  return state_->watch.is_open() ? left : std::min(left, Milliseconds{5});
}

std::optional<Exit> Child::wait(Milliseconds wait) {
  const auto deadline = after(wait);
  for (;;) {
    if (auto exit = poll_exit()) return exit;
    const auto left = until(deadline);
    if (left == Milliseconds{0}) return std::nullopt;
    pump(pause(left));
  }
}

Exit Child::terminate(Milliseconds term_after, Milliseconds kill_after) {
  const auto begin = Steady::now();
  close_input();
  if (const auto exit = drain_until(begin + term_after)) return *exit;
  ::kill(-state_->process, SIGTERM);
  if (const auto exit = drain_until(begin + kill_after)) return *exit;
  return kill();
}

Exit Child::kill() {
  if (state_->exit) return *state_->exit;
  kill_tree(state_->process);
  siginfo_t gone{};
  // SIGKILL cannot be refused: this ends as soon as the kernel has taken the process apart.
  while (waitid(P_PID, static_cast<id_t>(state_->process), &gone, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
  }
  return *poll_exit();
}

std::optional<Exit> Child::drain_until(Steady::time_point deadline) {
  for (;;) {
    if (auto exit = poll_exit()) return exit;
    const auto left = until(deadline);
    if (left == Milliseconds{0}) return std::nullopt;
    pump(pause(left));
    state_->out.drop();
  }
}

std::string Child::last_words() const { return state_->err.text(); }

std::optional<Usage> Child::usage() const { return state_->exit ? std::nullopt : usage_of(state_->process); }

int Child::pid() const { return state_->process; }

}  // namespace sayso
