#include "core/process/child.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "tests/support/temporary_folder.h"

using namespace sayso;
using namespace std::chrono_literals;

namespace {

using Steady = std::chrono::steady_clock;

ChildStart shell(const std::string& script) {
  return {.argv = {"/bin/sh", "-c", script}, .environment = {"PATH=/usr/bin:/bin"}, .folder = {}};
}

Child started(const ChildStart& what) {
  auto child = Child::start(what);
  REQUIRE(child.ok());
  return std::move(*child);
}

std::vector<std::string> lines_of(Child& child) {
  std::vector<std::string> lines;
  for (;;) {
    auto line = child.read_line(20s);
    REQUIRE(line.ok());
    if (!*line) return lines;
    lines.push_back(**line);
  }
}

bool alive(int process) { return kill(process, 0) == 0 && usage_of(process).has_value(); }

}  // namespace

TEST_CASE("a child's output comes line by line, the last one without an end too") {
  Child child = started(shell("printf 'one\\n\\ntwo\\nrest'"));
  CHECK(lines_of(child) == std::vector<std::string>{"one", "", "two", "rest"});
  CHECK(child.output_ended());
  CHECK(child.wait(20s) == Exit{0, 0});
}

TEST_CASE("a child answers what it is sent") {
  Child child = started(shell("while read x; do echo \"got $x\"; done; echo bye"));
  for (const char* word : {"a", "b"}) {
    child.send(std::string(word) + "\n");
    CHECK(child.read_line(20s).value() == std::string("got ") + word);
  }
  child.close_input();
  CHECK(child.read_line(20s).value() == "bye");
  CHECK(child.wait(20s) == Exit{});
}

TEST_CASE("a hundred megabytes go through a child, both ways at once") {
  Child child = started({.argv = {"/bin/cat"}, .environment = {}, .folder = {}});
  const std::string line(1'000'000 - 1, 'x');
  const std::string sent = line + "\n";
  for (int i = 0; i < 100; ++i) child.send(sent);
  child.close_input();
  std::size_t received = 0;
  for (;;) {
    const auto got = child.read_line(60s);
    REQUIRE(got.ok());
    if (!*got) break;
    REQUIRE((*got)->size() == line.size());
    received += (*got)->size() + 1;
  }
  CHECK(received == 100'000'000);
  CHECK(child.unsent() == 0);
  CHECK(child.wait(20s) == Exit{});
}

TEST_CASE("a child that only writes does not fill our memory and is ended in time") {
  Child child = started(shell("while :; do echo 0123456789012345678901234567890123456789; done"));
  for (int i = 0; i < 200; ++i) child.pump(1ms);
  CHECK(child.next_line().has_value());
  const auto begin = Steady::now();
  const Exit exit = child.terminate(50ms, 1000ms);
  CHECK(exit.signal == SIGTERM);
  CHECK((Steady::now() - begin) < 1500ms);
}

TEST_CASE("a line over the limit is an error, and so is output over its limit") {
  auto what = shell("head -c 100000 /dev/zero | tr '\\0' x; echo; sleep 60");
  what.line_limit = 1000;
  Child child = started(what);
  const auto line = child.read_line(20s);
  REQUIRE_FALSE(line.ok());
  CHECK(line.error().what == "it wrote a line of more than 1000 bytes");
  CHECK(line.error().kind == ErrorKind::damaged);

  auto much = shell("yes");
  much.output_limit = 100'000;
  Child other = started(much);
  Result<std::optional<std::string>> read = other.read_line(20s);
  while (read.ok()) read = other.read_line(20s);
  CHECK(read.error().what == "it wrote more than 100000 bytes");
}

TEST_CASE("a crash is told with its signal and the child's last words") {
  Child child = started(shell("echo 'about to fall' >&2; kill -SEGV $$"));
  const auto exit = child.wait(20s);
  REQUIRE(exit.has_value());
  CHECK(to_text(*exit) == "killed by signal 11 (segmentation fault)");
  CHECK(child.last_words() == "about to fall\n");
  CHECK_FALSE(exit->ok());
}

TEST_CASE("an exit status is told") {
  Child child = started(shell("exit 3"));
  const auto exit = child.wait(20s);
  REQUIRE(exit.has_value());
  CHECK(to_text(*exit) == "exit status 3");
  CHECK(child.poll_exit() == exit);
}

TEST_CASE("of much standard error the end is kept, from a whole character on") {
  Child child = started(
      shell("i=0; while [ $i -lt 3000 ]; do printf 'é%04d' $i >&2; i=$((i+1)); done; printf END >&2"));
  REQUIRE(child.wait(60s).has_value());
  const std::string words = child.last_words();
  CHECK(words.size() <= 4096);
  CHECK(words.size() > 4090);
  CHECK(words.ends_with("2999END"));
  CHECK((static_cast<unsigned char>(words[0]) & 0xC0) != 0x80);
}

TEST_CASE("a program that is not there is an error that names it") {
  const auto child = Child::start({.argv = {"/no/such/program"}, .environment = {}, .folder = {}});
  REQUIRE_FALSE(child.ok());
  CHECK(child.error().place == "/no/such/program");
  CHECK(child.error().what == "cannot start this program: No such file or directory");
  CHECK_FALSE(Child::start({.argv = {"/bin/true"}, .environment = {}, .folder = "/no/such/folder"}).ok());
}

TEST_CASE("a child has the environment and the folder it was given, and no file of ours") {
  const TemporaryFolder folder;
  const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int leaked = fcntl(null, F_DUPFD, 200);  // not closed on exec, and no number that a shell uses
  close(null);
  REQUIRE(leaked >= 200);
  auto what = shell("pwd; echo \"$HOME,$GREETING\"; ls /proc/$$/fd | tr '\\n' ' '");
  what.environment.push_back("GREETING=good day");
  what.folder = folder.path();
  Child child = started(what);
  const auto lines = lines_of(child);
  close(leaked);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == std::filesystem::canonical(folder.path()).string());
  CHECK(lines[1] == ",good day");
  CHECK(lines[2].starts_with("0 1 2 "));
  CHECK(lines[2].find(std::to_string(leaked)) == std::string::npos);
}

TEST_CASE("own_environment is what the next program would get") {
  setenv("SAYSO_TEST_VARIABLE", "x", 1);
  const auto all = own_environment();
  CHECK(std::find(all.begin(), all.end(), "SAYSO_TEST_VARIABLE=x") != all.end());
  unsetenv("SAYSO_TEST_VARIABLE");
}

TEST_CASE("writing to a child that has gone harms nobody") {
  Child child = started(shell("exit 0"));
  REQUIRE(child.wait(20s).has_value());
  child.send(std::string(1'000'000, 'x'));
  child.pump(0ms);
  CHECK(child.unsent() == 0);

  Child deaf = started(shell("exec <&-; sleep 60"));
  for (int i = 0; i < 100 && deaf.unsent() == 0; ++i) deaf.send(std::string(100'000, 'x'));
  for (int i = 0; i < 2000 && deaf.unsent() > 0; ++i) deaf.pump(10ms);
  CHECK(deaf.unsent() == 0);
}

TEST_CASE("no answer within the time is an error, and the child still lives") {
  Child child = started(shell("read x; echo $x"));
  const auto begin = Steady::now();
  const auto line = child.read_line(50ms);
  REQUIRE_FALSE(line.ok());
  CHECK((Steady::now() - begin) >= 50ms);
  CHECK(line.error().kind == ErrorKind::machine);
  child.send("late\n");
  CHECK(child.read_line(20s).value() == "late");
}

TEST_CASE("a child that listens ends by itself when it is asked to") {
  Child child = started(shell("cat; exit 5"));
  CHECK(child.terminate(20s, 30s) == Exit{5, 0});
}

TEST_CASE("a child that only knows SIGTERM ends by it") {
  Child child = started(shell("trap 'exit 7' TERM; echo ready; while :; do sleep 0.01; done"));
  REQUIRE(child.read_line(20s).value() == "ready");
  CHECK(child.terminate(20ms, 20s) == Exit{7, 0});
}

TEST_CASE("a child that refuses to go is killed with all that it started") {
  // The grandchild is in a session, so a group, of its own.
  Child child = started(
      shell("trap '' TERM; setsid sh -c 'trap \"\" TERM; echo $$; while :; do sleep 60; done' & wait; "
            "while :; do sleep 60; done"));
  const auto line = child.read_line(20s);
  REQUIRE(line.ok());
  REQUIRE(line->has_value());
  const int grandchild = std::stoi(**line);
  CHECK(alive(grandchild));
  const auto begin = Steady::now();
  CHECK(child.terminate(20ms, 200ms).signal == SIGKILL);
  CHECK((Steady::now() - begin) < 2s);
  for (int i = 0; i < 200 && alive(grandchild); ++i) usleep(10'000);
  CHECK_FALSE(alive(grandchild));
}

TEST_CASE("what a child leaves behind in its group goes with it") {
  Child child = started(shell("sleep 600 >/dev/null 2>&1 </dev/null & echo $!"));
  const int left = std::stoi(child.read_line(20s).value().value());
  REQUIRE(child.wait(20s).has_value());
  for (int i = 0; i < 200 && alive(left); ++i) usleep(10'000);
  CHECK_FALSE(alive(left));
}

TEST_CASE("a child goes with its owner") {
  int process = 0;
  {
    Child child = started(shell("sleep 600"));
    process = child.pid();
    CHECK(alive(process));
  }
  CHECK_FALSE(alive(process));
}

TEST_CASE("what a running child uses is seen") {
  Child busy = started(shell("while :; do :; done"));
  std::optional<Usage> used;
  for (int i = 0; i < 1000; ++i) {
    used = busy.usage();
    if (used && used->cpu > 30ms) break;
    usleep(10'000);
  }
  REQUIRE(used.has_value());
  CHECK(used->cpu > 30ms);
  CHECK(used->resident > 100'000);
  CHECK(used->resident < 1'000'000'000);
  busy.kill();
  CHECK_FALSE(busy.usage().has_value());
}
