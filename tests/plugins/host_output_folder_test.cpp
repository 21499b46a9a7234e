#include <doctest/doctest.h>

#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "plugins/host/output_folder.h"
#include "tests/plugins/fixture.h"

using namespace sayso;

TEST_CASE("files appear only with commit, whole, and replace what was there") {
  test::Folder folder;
  REQUIRE(create_file(real_files(), folder.path() / "a.txt", "old").ok());
  auto out = OutputFolder::open(real_files(), folder.path());
  REQUIRE(out.ok());
  REQUIRE(out->append("a.txt", "new ").ok());
  REQUIRE(out->append("deep/b/c.txt", "c").ok());
  REQUIRE(out->append("a.txt", "words").ok());
  CHECK(read_file(real_files(), folder.path() / "a.txt").value() == "old");
  CHECK(out->commit().value() == std::vector<std::string>{"a.txt", "deep/b/c.txt"});
  CHECK(read_file(real_files(), folder.path() / "a.txt").value() == "new words");
  CHECK(read_file(real_files(), folder.path() / "deep/b/c.txt").value() == "c");
}

TEST_CASE("without commit nothing is left behind") {
  test::Folder folder;
  {
    auto out = OutputFolder::open(real_files(), folder.path() / "made");
    REQUIRE(out.ok());
    REQUIRE(out->append("deep/a.txt", "x").ok());
  }
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a commit that fails half way takes back what it had put into place") {
  test::Folder folder;
  REQUIRE(create_file(real_files(), folder.path() / "ben", "a file where a folder is needed").ok());
  {
    auto out = OutputFolder::open(real_files(), folder.path());
    REQUIRE(out.ok());
    REQUIRE(out->append("ana/a.txt", "x").ok());
    REQUIRE(out->append("ben/a.txt", "x").ok());
    CHECK_FALSE(out->commit().ok());
  }
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("names that leave the folder are refused") {
  test::Folder folder;
  auto out = OutputFolder::open(real_files(), folder.path());
  REQUIRE(out.ok());
  for (const char* name : {"../a", "/etc/a", "", ".", "a/../b", "a//b", ".hidden", "a\\b"}) {
    CAPTURE(name);
    CHECK_FALSE(out->append(name, "x").ok());
  }
}
