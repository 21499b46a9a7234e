#include "core/files/write_file.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "core/files/read_file.h"
#include "tests/support/file_bytes.h"
#include "tests/support/temporary_folder.h"

using namespace sayso;

namespace {

unsigned mode_of(const Path& path) {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0 ? found.st_mode & 07777u : 0;
}

}  // namespace

TEST_CASE("a saved file has the new bytes and leaves nothing beside it") {
  const TemporaryFolder folder;
  for (const std::string& bytes : {std::string("first"), std::string(), std::string(300'000, 'x') + '\0'}) {
    REQUIRE(write_file_atomically(real_files(), folder / "a.json", bytes).ok());
    CHECK(bytes_of(folder / "a.json") == bytes);
  }
  CHECK(folder.names() == std::vector<std::string>{"a.json"});
}

TEST_CASE("saving keeps the mode of the file") {
  const TemporaryFolder folder;
  put_bytes(folder / "a", "old");
  REQUIRE(chmod((folder / "a").c_str(), 0640) == 0);
  REQUIRE(write_file_atomically(real_files(), folder / "a", "new").ok());
  CHECK(mode_of(folder / "a") == 0640);
  const mode_t mask = umask(0);
  umask(mask);
  REQUIRE(write_file_atomically(real_files(), folder / "b", "new").ok());
  CHECK(mode_of(folder / "b") == (0666u & ~mask));
}

TEST_CASE("saving through a link replaces what it leads to, not the link") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "far");
  put_bytes(folder / "far/real", "old");
  std::filesystem::create_symlink("far/real", folder / "near");
  std::filesystem::create_symlink("near", folder / "nearer");
  REQUIRE(write_file_atomically(real_files(), folder / "nearer", "new").ok());
  CHECK(std::filesystem::is_symlink(folder / "nearer"));
  CHECK(bytes_of(folder / "far/real") == "new");

  std::filesystem::create_symlink("far/not-yet", folder / "dangling");
  REQUIRE(write_file_atomically(real_files(), folder / "dangling", "made").ok());
  CHECK(bytes_of(folder / "far/not-yet") == "made");

  std::filesystem::create_symlink("loop", folder / "loop");
  CHECK_FALSE(write_file_atomically(real_files(), folder / "loop", "x").ok());
}

TEST_CASE("a write-protected file is not replaced") {
  const TemporaryFolder folder;
  put_bytes(folder / "a", "old");
  REQUIRE(chmod((folder / "a").c_str(), 0444) == 0);
  const auto saved = write_file_atomically(real_files(), folder / "a", "new");
  REQUIRE_FALSE(saved.ok());
  CHECK(saved.error().what == "cannot save: permission denied (EACCES)");
  CHECK(bytes_of(folder / "a") == "old");
}

TEST_CASE("an error names the path, and saving into nothing or onto a folder is one") {
  const TemporaryFolder folder;
  const auto nowhere = write_file_atomically(real_files(), folder / "no/such/a", "x");
  REQUIRE_FALSE(nowhere.ok());
  CHECK(nowhere.error().place == (folder / "no/such/a").string());
  CHECK(nowhere.error().what == "cannot save: no such file or directory (ENOENT)");
  CHECK(nowhere.error().kind == ErrorKind::machine);
  CHECK_FALSE(write_file_atomically(real_files(), folder.path(), "x").ok());
  CHECK(folder.names().empty());
}

TEST_CASE("a long name can be saved") {
  const TemporaryFolder folder;
  const std::string name(255, 'n');
  REQUIRE(write_file_atomically(real_files(), folder / name, "x").ok());
  CHECK(folder.names() == std::vector<std::string>{name});
  const auto longer = write_file_atomically(real_files(), folder / (name + "n"), "x");
  REQUIRE_FALSE(longer.ok());
  CHECK(longer.error().remedy == "choose a shorter name");
}

TEST_CASE("a new file does not replace another one") {
  const TemporaryFolder folder;
  REQUIRE(create_file(real_files(), folder / "a", "first").ok());
  const auto second = create_file(real_files(), folder / "a", "second");
  REQUIRE_FALSE(second.ok());
  CHECK(second.error().kind == ErrorKind::usage);
  CHECK(bytes_of(folder / "a") == "first");
  std::filesystem::create_symlink("nowhere", folder / "link");
  CHECK_FALSE(create_file(real_files(), folder / "link", "x").ok());
  CHECK(folder.names().size() == 2);
}

TEST_CASE("folders are made with those above them") {
  const TemporaryFolder folder;
  REQUIRE(make_folders(real_files(), folder / "a/b/c/").ok());
  CHECK(is_folder(real_files(), folder / "a/b/c"));
  CHECK(make_folders(real_files(), folder / "a/b").ok());
  put_bytes(folder / "file", "");
  CHECK_FALSE(make_folders(real_files(), folder / "file").ok());
  CHECK_FALSE(make_folders(real_files(), folder / "file/below").ok());
}

TEST_CASE("moving refuses to replace, removing twice is fine") {
  const TemporaryFolder folder;
  put_bytes(folder / "a", "a");
  put_bytes(folder / "b", "b");
  const auto onto = move_file(real_files(), folder / "a", folder / "b");
  REQUIRE_FALSE(onto.ok());
  CHECK(onto.error().kind == ErrorKind::usage);
  CHECK(move_file(real_files(), folder / "a", folder / "c").ok());
  CHECK(bytes_of(folder / "c") == "a");
  CHECK(remove_file(real_files(), folder / "c").ok());
  CHECK(remove_file(real_files(), folder / "c").ok());
  CHECK(folder.names() == std::vector<std::string>{"b"});
}

TEST_CASE("names of temporaries are known from others") {
  CHECK(is_temporary_name(".a.json.0123abcd.tmp"));
  for (const char* name : {"a.json", ".tmp", ".a.tmp", "a.json.0123abcd.tmp", ".a.json.0123abcg.tmp",
                           ".0123abcd.tmp0", "..0123abc.tmp"}) {
    CAPTURE(name);
    CHECK_FALSE(is_temporary_name(name));
  }
}
