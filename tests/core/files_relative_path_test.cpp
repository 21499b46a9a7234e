#include "core/files/relative_path.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace sayso;

TEST_CASE("ordinary names below a folder are allowed") {
  for (const char* path : {"a", "a.txt", "a/b/c.json", "Ärger.txt", "a b", "a..b", "日本/記事.txt"}) {
    CAPTURE(path);
    CHECK(check_relative_path(path).ok());
  }
}

TEST_CASE("names that leave the folder or hide in it are refused") {
  for (const std::string& path :
       std::vector<std::string>{"", "/", "/etc/passwd", "..", "../a", "a/../b", "a/..", "a/.", "./a", "a//b",
                                "a/", ".hidden", "a/.git/config", "a\\b", "C:a", "a\nb", "a\x7f", "\xFF"}) {
    CAPTURE(path);
    const auto checked = check_relative_path(path);
    REQUIRE_FALSE(checked.ok());
    CHECK(checked.error().kind == ErrorKind::damaged);
    CHECK(checked.error().what.find("is refused") != std::string::npos);
  }
  CHECK_FALSE(check_relative_path(std::string("a\0b", 3)).ok());
  CHECK(check_relative_path(std::string(kRelativePathLimit, 'a')).ok());
  CHECK_FALSE(check_relative_path(std::string(kRelativePathLimit + 1, 'a')).ok());
}

TEST_CASE("a refused name is shown without its control characters") {
  const auto checked = check_relative_path("a\x1b[31m");
  REQUIRE_FALSE(checked.ok());
  CHECK(checked.error().what == "the name \"a\\x1b[31m\" is refused: it has a control character");
}

TEST_CASE("an id has letters and digits of any script, and folders only where they are allowed") {
  for (const char* id : {"blinken-xi-beijing", "2024/a_b.c", "über", "हिन्दी", "記事"}) {
    CAPTURE(id);
    CHECK(check_path_id(id, true).ok());
  }
  CHECK(check_path_id("ana", false).ok());
  CHECK_FALSE(check_path_id("a/b", false).ok());
  for (const char* id : {"a b", "a@2", "a,b", "a\"b", "a*", "../a", "😀"}) {
    CAPTURE(id);
    CHECK_FALSE(check_path_id(id, true).ok());
  }
}
