#include <doctest/doctest.h>

#include <cstdlib>

#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "plugins/host/checkers.h"
#include "tests/plugins/fixture.h"

using namespace sayso;

namespace {

// The first code block of that language in what stands after a heading.
std::string code_block(const std::string& page, const std::string& heading, const std::string& language) {
  const std::string fence = "```" + language + "\n";
  const auto chapter = page.find("\n## " + heading + "\n");
  REQUIRE(chapter != std::string::npos);
  const auto begin = page.find(fence, chapter);
  REQUIRE(begin != std::string::npos);
  return page.substr(begin + fence.size(), page.find("```", begin + fence.size()) - begin - fence.size());
}

struct Shouting {
  const std::string page = read_file(real_files(), SAYSO_SOURCE_DIR "/docs/plugins.md").value();
  test::Folder folder;
  const Path home = folder.path() / "shouting";

  Shouting(const std::string& heading, const std::string& language, const std::string& file, const std::string& json_from = {}) {
    REQUIRE(make_folders(real_files(), home).ok());
    REQUIRE(create_file(real_files(), home / file, code_block(page, heading, language)).ok());
    REQUIRE(create_file(real_files(), home / "plugin.json", code_block(page, json_from.empty() ? heading : json_from, "json")).ok());
  }

  void check() const {
    Checkers checkers(find_plugins(real_files(), {{folder.path()}, test::built_plugins().host_program}));
    const Article article = test::an_article("Où est-il? Là!\n");
    const auto report =
        checkers.check_article(test::attribution_scheme(), {}, article, test::Annotated(article).get());
    for (const Error& failure : report.failures) FAIL_CHECK(to_text(failure));
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].at == Fragments{{CodePoint{13}, CodePoint{14}}});
  }
};

}  // namespace

TEST_CASE("the checker in Python of docs/plugins.md finds what it says") {
  Shouting("Five minutes to a checker in Python", "python", "shouting.py").check();
}

TEST_CASE("the checker in C of docs/plugins.md builds and finds what it says") {
  const Shouting shouting("The same in C", "c", "shouting.c");
  const std::string command =
      "cc -std=c99 -Wall -Wextra -Wpedantic -Werror -fPIC -shared -fvisibility=hidden -I " SAYSO_SOURCE_DIR
      "/plugins/sdk " +
      (shouting.home / "shouting.c").string() + " -o " + (shouting.home / "shouting.so").string();
  REQUIRE(std::system(command.c_str()) == 0);
  shouting.check();
}

TEST_CASE("the checker in C++ of docs/plugins.md builds and finds what it says") {
  // Its plugin.json is the one of the checker in C.
  const Shouting shouting("And in C++", "cpp", "shouting.cpp", "The same in C");
  const std::string command =
      "c++ -std=c++17 -Wall -Wextra -Wpedantic -Werror -fPIC -shared -fvisibility=hidden -I " SAYSO_SOURCE_DIR
      "/plugins/sdk " +
      (shouting.home / "shouting.cpp").string() + " -o " + (shouting.home / "shouting.so").string();
  REQUIRE(std::system(command.c_str()) == 0);
  shouting.check();
}
