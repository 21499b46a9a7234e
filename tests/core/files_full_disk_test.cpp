// Real refusals of the system: no space, no permission, a limit. Each runs in a forked process, so that
// dropping root or changing a mount touches nobody else.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include "core/files/append_log.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "tests/support/file_bytes.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/other_process.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

std::string told(const Result<void>& result) { return result ? "ok" : to_text(result.error()); }

}  // namespace

TEST_CASE("on a full disk the old file stays, the error says so, and with room saving works again") {
  const TemporaryFolder folder;
  const std::string path = folder.path().string();
  const std::string found = in_another_process([&]() -> std::string {
    if (!mount_small_disk(path)) return "skipped";
    const std::string old(20'000, 'o');
    std::string text = told(write_file_atomically(real_files(), folder / "a", old)) + "\n";
    auto log = AppendLog::open(real_files(), folder / "a.history");
    text += told(log->append("first\n")) + "\n";
    put_bytes(folder / "filler", std::string(40'000, 'f'));
    text += told(write_file_atomically(real_files(), folder / "a", std::string(60'000, 'n'))) + "\n";
    text += told(log->append(std::string(60'000, 'x'))) + "\n";
    text += bytes_of(folder / "a") == old ? "whole\n" : "torn\n";
    text += bytes_of(folder / "a.history") + std::to_string(folder.names().size()) + " names\n";
    std::filesystem::remove(folder / "filler");
    text += told(write_file_atomically(real_files(), folder / "a", "new")) + "\n";
    auto again = AppendLog::open(real_files(), folder / "a.history");
    text += told(again->append("second\n")) + "\n";
    text += bytes_of(folder / "a.history");
    return text;
  });
  if (found == "skipped") {
    MESSAGE("skipped: this system allows no mount in a user namespace");
    CHECK(found == "skipped");
    return;
  }
  const std::string full =
      ": no space left on device (ENOSPC); the disk is full: make room on it, then try again\n";
  CHECK(found == "ok\nok\n" + path + "/a: cannot save" + full + path + "/a.history: cannot save to this" +
                     full + "whole\nfirst\n3 names\nok\nok\nfirst\nsecond\n");
}

TEST_CASE("a limit on the size of files is told, and nothing is torn") {
  const TemporaryFolder folder;
  put_bytes(folder / "a", "old");
  const std::string found = in_another_process([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1000, 1000};
    setrlimit(RLIMIT_FSIZE, &limit);
    auto log = AppendLog::open(real_files(), folder / "b");
    return told(write_file_atomically(real_files(), folder / "a", std::string(2000, 'n'))) + "\n" +
           told(log->append(std::string(2000, 'n')));
  });
  CHECK(found.find("/a: cannot save: file too large (EFBIG); ") != std::string::npos);
  CHECK(found.find("/b: cannot save to this: file too large (EFBIG); ") != std::string::npos);
  CHECK(bytes_of(folder / "a") == "old");
  CHECK(bytes_of(folder / "b").empty());
  CHECK(folder.names().size() == 2);
}

TEST_CASE("in a folder that may not be written, saving is refused with a remedy") {
  const TemporaryFolder folder;
  put_bytes(folder / "a", "old");
  put_bytes(folder / "secret", "secret");
  chmod((folder / "a").c_str(), 0666);
  chmod((folder / "secret").c_str(), 0);
  chmod(folder.path().c_str(), 0555);
  const std::string found = in_another_process([&] {
    drop_root();
    const auto secret = read_file(real_files(), folder / "secret");
    return told(write_file_atomically(real_files(), folder / "a", "new")) + "\n" +
           told(create_file(real_files(), folder / "b", "new")) + "\n" +
           told(make_folders(real_files(), folder / "c")) + "\n" +
           told(remove_file(real_files(), folder / "a")) + "\n" + (secret ? "read" : to_text(secret.error()));
  });
  chmod(folder.path().c_str(), 0755);
  const std::string denied =
      ": permission denied (EACCES); ask the owner for permission, or work on a copy of your own";
  const std::string path = folder.path().string();
  CHECK(found == path + "/a: cannot save" + denied + "\n" + path + "/b: cannot create" + denied + "\n" +
                     path + "/c: cannot make this folder" + denied + "\n" + path + "/a: cannot remove" +
                     denied + "\n" + path + "/secret: cannot read" + denied);
  CHECK(bytes_of(folder / "a") == "old");
}
