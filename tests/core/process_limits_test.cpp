#include "core/process/limits.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "tests/support/temporary_folder.h"

using namespace sayso;

namespace {

// The wait status of a forked process that returns what `work` gives.
template <class Work>
int status_of(Work work) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return status;
}

template <class Work>
int exit_of(Work work) {
  const int status = status_of(work);
  REQUIRE(WIFEXITED(status));
  return WEXITSTATUS(status);
}

}  // namespace

TEST_CASE("without any figure a child writes no core file and gains no privileges") {
  CHECK(exit_of([] {
          if (!apply_to_this_process({})) return 1;
          rlimit core{};
          getrlimit(RLIMIT_CORE, &core);
          return core.rlim_cur == 0 && core.rlim_max == 0 && prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? 0
                                                                                                         : 2;
        }) == 0);
}

TEST_CASE("a file over its limit is EFBIG, not the end") {
  const TemporaryFolder folder;
  CHECK(exit_of([&] {
          if (!apply_to_this_process({.file_size = 1000})) return 1;
          const int file = open((folder / "a").c_str(), O_WRONLY | O_CREAT, 0600);
          const std::string bytes(1000, 'x');
          if (write(file, bytes.data(), bytes.size()) != 1000) return 2;
          return write(file, "x", 1) == -1 && errno == EFBIG ? 0 : 3;
        }) == 0);
}

TEST_CASE("only so many files can be open") {
  CHECK(exit_of([] {
          if (!apply_to_this_process({.open_files = 16})) return 1;
          for (int i = 0; i < 32; ++i) {
            if (open("/dev/null", O_RDONLY) < 0) return errno == EMFILE ? 0 : 2;
          }
          return 3;
        }) == 0);
}

TEST_CASE("a child that computes too long is killed") {
  const int status = status_of([] {
    if (!apply_to_this_process({.cpu_seconds = 1})) return 1;
    volatile bool for_ever = true;
    while (for_ever) {}
    return 2;
  });
  REQUIRE(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGXCPU);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("memory over the limit is refused") {
  CHECK(exit_of([] {
          if (!apply_to_this_process({.address_space = std::uint64_t{512} << 20})) return 1;
          try {
            std::vector<char> much(std::size_t{1} << 30);
            return much[5] + 2;
          } catch (const std::bad_alloc&) { return 0; }
        }) == 0);
}
#endif

TEST_CASE("a limit that is lower already stays") {
  CHECK(exit_of([] {
          if (!apply_to_this_process({.open_files = 20}) || !apply_to_this_process({.open_files = 30}))
            return 1;
          rlimit files{};
          getrlimit(RLIMIT_NOFILE, &files);
          return files.rlim_cur == 20 && files.rlim_max == 20 ? 0 : 2;
        }) == 0);
}
