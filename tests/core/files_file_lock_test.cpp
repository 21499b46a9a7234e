#include "core/files/file_lock.h"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/file_bytes.h"
#include "tests/support/temporary_folder.h"

using namespace sayso;

TEST_CASE("a locked file cannot be locked again until the lock is gone") {
  const TemporaryFolder folder;
  auto first = FileLock::take(real_files(), folder / "a.history");
  REQUIRE(first.ok());
  REQUIRE(first->has_value());
  CHECK_FALSE(FileLock::take(real_files(), folder / "a.history").value().has_value());
  CHECK(FileLock::take(real_files(), folder / "b.history").value().has_value());
  first->reset();
  CHECK(FileLock::take(real_files(), folder / "a.history").value().has_value());
}

TEST_CASE("reading and closing the file elsewhere in the process keeps the lock") {
  const TemporaryFolder folder;
  const auto lock = FileLock::take(real_files(), folder / "a");
  REQUIRE(lock.value().has_value());
  (void)bytes_of(folder / "a");
  CHECK_FALSE(FileLock::take(real_files(), folder / "a").value().has_value());
}

TEST_CASE("a lock goes with the process that held it, however that ends") {
  const TemporaryFolder folder;
  int ready[2];
  REQUIRE(pipe(ready) == 0);
  const pid_t child = fork();
  if (child == 0) {
    const auto lock = FileLock::take(real_files(), folder / "a");
    (void)!write(ready[1], lock.ok() && lock->has_value() ? "y" : "n", 1);
    for (;;) pause();
  }
  char held = 0;
  REQUIRE(read(ready[0], &held, 1) == 1);
  CHECK(held == 'y');
  CHECK_FALSE(FileLock::take(real_files(), folder / "a").value().has_value());
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  CHECK(FileLock::take(real_files(), folder / "a").value().has_value());
  close(ready[0]);
  close(ready[1]);
}

TEST_CASE("a lock notices that its file was replaced") {
  const TemporaryFolder folder;
  const auto lock = FileLock::take(real_files(), folder / "a");
  REQUIRE(lock.value().has_value());
  CHECK(lock.value()->still_there().value());
  put_bytes(folder / "b", "");
  std::filesystem::rename(folder / "b", folder / "a");
  CHECK_FALSE(lock.value()->still_there().value());
}

TEST_CASE("a lock in a folder that is not there is an error") {
  const TemporaryFolder folder;
  CHECK_FALSE(FileLock::take(real_files(), folder / "no/a").ok());
}
