#include "core/base/log.h"

#include <doctest/doctest.h>

#include "core/files/file_system.h"
#include "tests/support/file_bytes.h"
#include "tests/support/temporary_folder.h"

using namespace sayso;

TEST_CASE("a log line has the time before it and makes its folder") {
  const TemporaryFolder folder;
  const TestClock clock;
  Log log(real_files(), folder / "state/sayso/sayso.log", clock);
  log.line("opened a project");
  log.line("two\nlines\x1b[31m");
  CHECK(bytes_of(folder / "state/sayso/sayso.log") ==
        "2026-01-02T03:04:05.678Z opened a project\n2026-01-02T03:04:05.678Z two lines [31m\n");
}

TEST_CASE("a full log moves aside, and an older one goes") {
  const TemporaryFolder folder;
  const TestClock clock;
  Log log(real_files(), folder / "a.log", clock, 100);
  for (const char* message : {"one", "two", "three", "four", "five", "six", "seven"}) log.line(message);
  CHECK(std::filesystem::file_size(folder / "a.log") <= 100);
  CHECK(std::filesystem::file_size(folder / "a.log.1") <= 100);
  CHECK(bytes_of(folder / "a.log").ends_with("seven\n"));
  CHECK(folder.names().size() == 2);
}

TEST_CASE("a log that cannot be written is silent") {
  const TemporaryFolder folder;
  put_bytes(folder / "file", "not a folder");
  Log nowhere(real_files(), {}), blocked(real_files(), folder / "file/a.log");
  nowhere.line("x");
  blocked.line("x");
  CHECK(folder.names() == std::vector<std::string>{"file"});
  CHECK(bytes_of(folder / "file") == "not a folder");
}
