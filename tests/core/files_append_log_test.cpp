#include "core/files/append_log.h"

#include <doctest/doctest.h>

#include "tests/support/failing_files.h"
#include "tests/support/file_bytes.h"
#include "tests/support/temporary_folder.h"

using namespace sayso;

TEST_CASE("appended bytes follow those that were there") {
  const TemporaryFolder folder;
  {
    auto log = AppendLog::open(real_files(), folder / "a.history");
    REQUIRE(log.ok());
    CHECK(log->size() == 0);
    CHECK(log->append("one\n").ok());
    CHECK(log->append("two\n").ok());
    CHECK(log->size() == 8);
  }
  auto log = AppendLog::open(real_files(), folder / "a.history");
  REQUIRE(log.ok());
  CHECK(log->size() == 8);
  CHECK(log->append("three\n").ok());
  CHECK(bytes_of(folder / "a.history") == "one\ntwo\nthree\n");
}

TEST_CASE("an append is one write and one sync, and a new log's folder is synced once") {
  const TemporaryFolder folder;
  FailingFiles files;
  auto log = AppendLog::open(files, folder / "a.history");
  REQUIRE(log.ok());
  CHECK(files.count("fsync_folder") == 1);
  files.calls.clear();
  for (int i = 0; i < 3; ++i) CHECK(log->append("x\n").ok());
  CHECK(files.calls ==
        std::vector<std::string>{"write", "fdatasync", "write", "fdatasync", "write", "fdatasync"});
  files.calls.clear();
  CHECK(AppendLog::open(files, folder / "a.history").ok());
  CHECK(files.count("fsync_folder") == 0);
}

TEST_CASE("a log in a folder that is not there, or that is a folder, is an error") {
  const TemporaryFolder folder;
  const auto nowhere = AppendLog::open(real_files(), folder / "no/a");
  REQUIRE_FALSE(nowhere.ok());
  CHECK(nowhere.error().place == (folder / "no/a").string());
  CHECK_FALSE(AppendLog::open(real_files(), folder.path()).ok());
}

TEST_CASE("a moved log goes on where it was") {
  const TemporaryFolder folder;
  auto opened = AppendLog::open(real_files(), folder / "a");
  REQUIRE(opened.ok());
  AppendLog log = std::move(*opened);
  CHECK(log.append("1").ok());
  AppendLog other = std::move(log);
  CHECK(other.append("2").ok());
  CHECK(bytes_of(folder / "a") == "12");
}

TEST_CASE("after a failed write a log goes on where it was whole, and after a failed sync it never does") {
  for (const std::string failing : {"write", "fdatasync"}) {
    CAPTURE(failing);
    const TemporaryFolder folder;
    FailingFiles files;
    auto log = AppendLog::open(files, folder / "a");
    REQUIRE(log.ok());
    REQUIRE(log->append("one\n").ok());
    files.calls.clear();
    files.fail_at = failing == "write" ? 1 : 2;
    CHECK_FALSE(log->append("two\n").ok());
    CHECK_FALSE(log->append("three\n").ok());
    CHECK(log->resume().ok() == (failing == "write"));
    CHECK(log->append("four\n").ok() == (failing == "write"));
    CHECK(bytes_of(folder / "a") == (failing == "write" ? "one\nfour\n" : "one\n"));
  }
}

TEST_CASE("a log that could not be cut back does not go on before it is") {
  const TemporaryFolder folder;
  FailingFiles files;
  auto log = AppendLog::open(files, folder / "a");
  REQUIRE(log.ok());
  REQUIRE(log->append("one\n").ok());
  files.calls.clear();
  files.fail_at = 1;
  files.fail_on = true;  // the disk is gone
  CHECK_FALSE(log->append("two\n").ok());
  CHECK(log->torn());
  CHECK_FALSE(log->resume().ok());
  CHECK(log->poisoned());
  files.fail_on = false;  // and back
  REQUIRE(log->resume().ok());
  CHECK(log->append("three\n").ok());
  CHECK(bytes_of(folder / "a") == "one\nthree\n");
}
