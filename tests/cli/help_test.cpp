// What the program says of itself: help, usage errors, man page and completion.

#include <regex>
#include <set>

#include "tests/cli/program.h"

using namespace sayso;

namespace {

std::string file(const std::string& name) {
  std::ifstream in(std::filesystem::path(SAYSO_SOURCE_DIR) / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::set<std::string> matches(const std::string& text, const std::string& pattern) {
  std::set<std::string> found;
  const std::regex regex(pattern);
  for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at) found.insert((*at)[1]);
  return found;
}

// The commands of `sayso help`: two spaces, a word, what it does.
std::set<std::string> commands(const Desk& desk) {
  const std::string help = desk.sayso({"help"}).out;
  return matches(help.substr(help.find("Commands:")), "\n  ([a-z]+) ");
}

}  // namespace

TEST_CASE("every command and option of the help stands in the man page and the completion") {
  Desk desk;
  std::string man = file("docs/sayso.1");
  man = std::regex_replace(man, std::regex(R"(\\-)"), "-");
  const std::string completion = file("docs/completions/sayso.bash");
  const auto all = commands(desk);
  CHECK(all.contains("edit"));
  CHECK(all.contains("check"));
  for (const std::string& command : all) {
    CAPTURE(command);
    CHECK(man.find(".SS sayso " + command) != std::string::npos);
    CHECK(std::regex_search(completion, std::regex("commands=\"[^\"]*\\b" + command + "\\b")));
    if (command == "help") continue;
    const std::string help = desk.sayso({"help", command}).out;
    const std::size_t from = man.find(".SS sayso " + command);
    // An option may be described once, for all commands or under `edit` and `agree`.
    for (const std::string& option : matches(help, "(--[a-z-]+)")) {
      CAPTURE(option);
      CHECK(man.find(option) != std::string::npos);
      CHECK(completion.find(option) != std::string::npos);
      if (option != "--json" && option != "--quiet" && option != "--help") {
        CHECK(man.substr(from, man.find(".SS sayso ", from + 1) - from).find(option) != std::string::npos);
      }
    }
  }
}

TEST_CASE("every command that the man page describes exists") {
  Desk desk;
  const auto all = commands(desk);
  for (const std::string& command : matches(file("docs/sayso.1"), R"(\.SS sayso ([a-z]+))"))
    CHECK(all.contains(command));
}

TEST_CASE("wrong usage names the option and the help that tells more") {
  Desk desk;
  for (const auto& [words, told] :
       std::vector<std::pair<Words, std::string>>{{{"new"}, "DIR"},
                                                  {{"edit", "x", "--article", "y"}, "--annotator"},
                                                  {{"add", "x", "y", "--titel", "z"}, "--titel"},
                                                  {{"export", "x", "--to"}, "--to"},
                                                  {{"plugin", "fly"}, "fly"}}) {
    const Ran ran = desk.sayso(words);
    CHECK(ran.status == 2);
    CHECK(ran.out == "");
    CHECK_MESSAGE(ran.err.find(told) != std::string::npos, ran.err);
    CHECK(ran.err.find("sayso help " + words.front()) != std::string::npos);
  }
}

TEST_CASE("a mistyped command is asked about, not opened as a folder") {
  Desk desk;
  const Ran ran = desk.sayso({"chekc", "x"});
  CHECK(ran.status == 2);
  CHECK(ran.err.find("`check`") != std::string::npos);
}

TEST_CASE("./check is a folder: the window is wanted, and says what is missing without a display") {
  Desk desk;
  REQUIRE(desk.sayso({"new", "./check"}).status == 0);
  const Ran ran = desk.sayso({"./check"});
  CHECK(ran.status == 3);
  CHECK(ran.err.find("sayso: ") != std::string::npos);
}

TEST_CASE("help and version go to standard output") {
  Desk desk;
  CHECK(desk.sayso({"--version"}).out.starts_with("sayso "));
  CHECK(desk.sayso({"help"}).status == 0);
  CHECK(desk.sayso({"check", "--help"}).out == desk.sayso({"help", "check"}).out);
}
