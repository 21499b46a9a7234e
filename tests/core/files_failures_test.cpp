// Every call of a save fails in turn: the old bytes or the new ones are there, and failure is told.
#include <doctest/doctest.h>

#include <cerrno>

#include "core/files/append_log.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "tests/support/failing_files.h"
#include "tests/support/file_bytes.h"
#include "tests/support/temporary_folder.h"

using namespace sayso;

TEST_CASE("whichever call of a save fails, the file is whole and the failure is told") {
  for (const int error : {EIO, ENOSPC, EDQUOT, EROFS, EACCES}) {
    for (std::size_t n = 1;; ++n) {
      CAPTURE(error);
      CAPTURE(n);
      const TemporaryFolder folder;
      put_bytes(folder / "a", "old bytes");
      FailingFiles files;
      files.with = error;
      files.fail_at = n;
      const auto saved = write_file_atomically(files, folder / "a", "new bytes");
      if (files.calls.size() < n) {
        REQUIRE(saved.ok());
        REQUIRE(n > 8);  // lstat, stat, create, mode, write, fsync, close, rename, sync of the folder
        break;
      }
      const std::string bytes = bytes_of(folder / "a");
      const std::string& failed = files.calls[n - 1];
      CHECK_FALSE(saved.ok());
      CHECK(bytes == (failed == "fsync_folder" ? "new bytes" : "old bytes"));
      CHECK(folder.names() == std::vector<std::string>{"a"});
    }
  }
}

TEST_CASE("with a dead disk a save neither lies nor hangs") {
  for (std::size_t n = 1; n < 10; ++n) {
    CAPTURE(n);
    const TemporaryFolder folder;
    put_bytes(folder / "a", "old");
    FailingFiles files;
    files.fail_at = n;
    files.fail_on = true;
    CHECK_FALSE(write_file_atomically(files, folder / "a", "new").ok());
    CHECK(bytes_of(folder / "a").size() == 3);
  }
}

TEST_CASE("a save syncs the file, then renames it, then syncs its folder") {
  const TemporaryFolder folder;
  FailingFiles files;
  REQUIRE(write_file_atomically(files, folder / "a", "x").ok());
  CHECK(files.calls == std::vector<std::string>{"lstat", "stat", "create_new", "write", "fsync", "close",
                                                "rename", "fsync_folder"});
}

TEST_CASE("a file is never synced again after a failed sync") {
  const TemporaryFolder folder;
  FailingFiles files;
  auto log = AppendLog::open(files, folder / "a.history");
  REQUIRE(log.ok());
  REQUIRE(log->append("first\n").ok());
  files.fail_at = files.calls.size() + 2;  // write, then this
  const auto failed = log->append("second\n");
  REQUIRE_FALSE(failed.ok());
  CHECK(log->poisoned());
  CHECK(log->sync_failed());
  const auto syncs = files.count("fdatasync"), writes = files.count("write");
  const auto again = log->append("third\n");
  REQUIRE_FALSE(again.ok());
  CHECK(again.error() == failed.error());
  CHECK(files.count("fdatasync") == syncs);
  CHECK(files.count("write") == writes);
  CHECK(bytes_of(folder / "a.history") == "first\n");
}

TEST_CASE("a write that failed half way is cut back") {
  const TemporaryFolder folder;
  FailingFiles files;
  files.with = ENOSPC;
  auto log = AppendLog::open(files, folder / "a.history");
  REQUIRE(log.ok());
  REQUIRE(log->append("first\n").ok());
  files.fail_at = files.calls.size() + 1;
  const auto failed = log->append("second\n");
  REQUIRE_FALSE(failed.ok());
  CHECK(failed.error().place == (folder / "a.history").string());
  CHECK_FALSE(log->sync_failed());
  CHECK_FALSE(log->torn());
  CHECK(log->size() == 6);
  CHECK(bytes_of(folder / "a.history") == "first\n");
  CHECK(files.count("fdatasync") == 1);
}

TEST_CASE("a log that could not be cut back says that it is torn") {
  const TemporaryFolder folder;
  FailingFiles files;
  auto log = AppendLog::open(files, folder / "a.history");
  REQUIRE(log.ok());
  files.fail_at = files.calls.size() + 1;
  files.fail_on = true;
  CHECK_FALSE(log->append("second\n").ok());
  CHECK(log->torn());
  CHECK(bytes_of(folder / "a.history") == "sec");
}

TEST_CASE("a failed read is an error, not a short text") {
  const TemporaryFolder folder;
  put_bytes(folder / "a", "text");
  for (std::size_t n = 1; n <= 4; ++n) {
    CAPTURE(n);
    FailingFiles files;
    files.fail_at = n;
    CHECK_FALSE(read_file(files, folder / "a").ok());
  }
}

TEST_CASE("a file whose sync failed is opened again only when another stands in its place") {
  const TemporaryFolder folder;
  FailingFiles files;
  {
    auto log = AppendLog::open(files, folder / "a.history");
    REQUIRE(log.ok());
    REQUIRE(log->append("first\n").ok());
    files.fail_at = files.calls.size() + 2;
    REQUIRE_FALSE(log->append("second\n").ok());
  }
  CHECK(AppendLog::must_be_replaced(files, folder / "a.history"));
  CHECK_FALSE(AppendLog::open(files, folder / "a.history").ok());
  REQUIRE(write_file_atomically(files, folder / "a.history", "first\n").ok());
  CHECK_FALSE(AppendLog::must_be_replaced(files, folder / "a.history"));
  auto again = AppendLog::open(files, folder / "a.history");
  REQUIRE(again.ok());
  REQUIRE(again->append("third\n").ok());
  CHECK(bytes_of(folder / "a.history") == "first\nthird\n");
  CHECK(files.synced_again.empty());
}

TEST_CASE("a new file that cannot be made sure is not left in the way, and one that was left is taken up") {
  const TemporaryFolder folder;
  FailingFiles files;
  REQUIRE(create_file(files, folder / "a", "x").ok());
  const auto folder_sync = std::find(files.calls.begin(), files.calls.end(), "fsync_folder") - files.calls.begin();
  files.fail_at = files.calls.size() + static_cast<std::size_t>(folder_sync) + 1;
  CHECK_FALSE(create_file(files, folder / "b", "x").ok());
  CHECK(files.calls.size() > files.fail_at - 1);
  CHECK(folder.names() == std::vector<std::string>{"a"});
  CHECK(create_file_unless_same(files, folder / "a", "x").ok());
  CHECK_FALSE(create_file_unless_same(files, folder / "a", "y").ok());
  CHECK(bytes_of(folder / "a") == "x");
}
