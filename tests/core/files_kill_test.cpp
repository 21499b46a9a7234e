// A process that saves for ever is killed at any moment: what it leaves is one whole version.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <random>

#include "core/files/append_log.h"
#include "core/files/write_file.h"
#include "tests/support/file_bytes.h"
#include "tests/support/temporary_folder.h"

using namespace sayso;

namespace {

constexpr int kKills = 200;

// Runs `work` in a forked process until it is killed after 1 to 6 ms. It says when it has begun, so that
// the kill does not come before there is anything to interrupt.
template <class Work>
void run_and_kill(std::mt19937& random, Work work) {
  int begun[2];
  REQUIRE(pipe(begun) == 0);
  const pid_t child = fork();
  if (child == 0) {
    (void)!write(begun[1], "b", 1);
    work();
    _exit(0);
  }
  char ready;
  REQUIRE(read(begun[0], &ready, 1) == 1);
  close(begun[0]);
  close(begun[1]);
  const timespec wait{0, std::uniform_int_distribution<long>(1'000'000, 6'000'000)(random)};
  nanosleep(&wait, nullptr);
  kill(child, SIGKILL);
  REQUIRE(waitpid(child, nullptr, 0) == child);
}

bool is_one_version(const std::string& bytes) {
  return bytes.size() == 65536 && bytes.find_first_not_of(bytes[0]) == std::string::npos;
}

}  // namespace

TEST_CASE("kill -9 in the middle of saving leaves an old file or a new one, never a torn one") {
  const TemporaryFolder folder;
  std::mt19937 random(1);
  REQUIRE(write_file_atomically(real_files(), folder / "a", std::string(65536, 'A')).ok());
  int torn = 0, changed = 0;
  char last = 'A';
  for (int i = 0; i < kKills; ++i) {
    run_and_kill(random, [&] {
      for (int letter = i;; ++letter) {
        (void)write_file_atomically(real_files(), folder / "a",
                                    std::string(65536, static_cast<char>('A' + letter % 26)));
      }
    });
    const std::string bytes = bytes_of(folder / "a");
    if (!is_one_version(bytes)) ++torn;
    if (bytes[0] != last) ++changed;
    last = bytes[0];
    for (const auto& name : folder.names()) {
      const bool known = name == "a" || is_temporary_name(name);
      REQUIRE(known);
      if (name != "a") std::filesystem::remove(folder / name);
    }
  }
  CHECK(torn == 0);
  CHECK(changed > kKills / 10);  // else nothing was being saved when the kills came
}

TEST_CASE("kill -9 in the middle of appending loses at most the append that was not reported") {
  const TemporaryFolder folder;
  std::mt19937 random(2);
  std::size_t lines = 0, lost = 0;
  for (int i = 0; i < 50; ++i) {
    int reported[2];
    REQUIRE(pipe(reported) == 0);
    run_and_kill(random, [&] {
      auto log = AppendLog::open(real_files(), folder / "a.history");
      for (;;) {
        if (log.ok() && log->append(std::string(199, 'x') + "\n").ok()) (void)!write(reported[1], "r", 1);
      }
    });
    close(reported[1]);
    char some[4096];
    for (ssize_t got; (got = read(reported[0], some, sizeof some)) > 0;)
      lines += static_cast<std::size_t>(got);
    close(reported[0]);
    if (bytes_of(folder / "a.history").size() < lines * 200) ++lost;
    lines = bytes_of(folder / "a.history").size() / 200;
  }
  CHECK(lost == 0);
  CHECK(lines > 50);
}
