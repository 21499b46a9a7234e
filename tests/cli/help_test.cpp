// What the program says of itself: help, usage errors, man page and completion.

#include <algorithm>
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
  return matches(help.substr(help.find("Commands:")), "\n  ([a-z-]+) ");
}

std::string man_page() { return std::regex_replace(file("docs/sayso.1"), std::regex(R"(\\-)"), "-"); }

// What the man page says of a command: from its heading to the next; options that are said "as of" another
// command stand there by name.
std::string section(const std::string& man, const std::string& command) {
  std::string text;
  const std::string heading = ".SS sayso " + command;
  for (std::size_t at = man.find(heading); at != std::string::npos; at = man.find(heading, at + 1)) {
    const char next = man.at(at + heading.size());
    if (next != ' ' && next != '\n') continue;  // a command whose name begins alike
    text += man.substr(at, std::min(man.find("\n.S", at + 1), man.size()) - at);
  }
  return text;
}

// The options that a help lists, but for those of every command.
std::set<std::string> options(const Desk& desk, const Words& help) {
  const Ran ran = desk.sayso(help);
  auto found = matches(ran.out, R"(\n  (?:-[a-z],)?(--[a-z-]+))");
  REQUIRE_MESSAGE(found.contains("--help"), ran.err);
  for (const char* every : {"--help", "--json", "--quiet"}) found.erase(every);
  return found;
}

// What bash offers for the last of these words after `sayso`.
std::set<std::string> completed(const Desk& desk, const Words& words) {
  Words argv = {"bash", "-c",
                "sayso() { '" + program_path().string() + "' \"$@\"; }; source '" SAYSO_SOURCE_DIR
                "/docs/completions/sayso.bash'; COMP_WORDS=(sayso \"$@\"); COMP_CWORD=$#; _sayso; "
                "printf '%s\\n' \"${COMPREPLY[@]}\"",
                "bash"};
  argv.insert(argv.end(), words.begin(), words.end());
  const Ran ran = desk.run(argv);
  CHECK_MESSAGE(ran.err == "", ran.err);
  return matches("\n" + ran.out, "\n([^\n]+)");
}

}  // namespace

TEST_CASE("every command and option of the help stands in the man page") {
  Desk desk;
  const std::string man = man_page();
  const auto all = commands(desk);
  CHECK(all.contains("edit"));
  CHECK(all.contains("check"));
  for (const std::string& command : all) {
    CAPTURE(command);
    REQUIRE(man.find(".SS sayso " + command) != std::string::npos);
    if (command == "help") continue;
    for (const std::string& option : options(desk, {"help", command})) {
      CAPTURE(option);
      CHECK(section(man, command).find(option) != std::string::npos);
    }
  }
  const std::string synopsis = man.substr(0, man.find(".SH DESCRIPTION"));
  for (const std::string& option : options(desk, {"./folder", "--help"})) {
    CAPTURE(option);
    CHECK(synopsis.find(option) != std::string::npos);
  }
}

TEST_CASE("every command and option that the man page describes exists") {
  Desk desk;
  const std::string man = man_page();
  const auto all = commands(desk);
  for (const std::string& command : matches(man, R"(\.SS sayso ([a-z-]+))")) {
    CAPTURE(command);
    REQUIRE(all.contains(command));
    if (command == "help") continue;
    const auto taken = options(desk, {"help", command});
    for (const std::string& option : matches(section(man, command), "(--[a-z][a-z-]*)")) {
      CAPTURE(option);
      CHECK(taken.contains(option));
    }
  }
}

TEST_CASE("bash completes each command, and of each command exactly its options") {
  Desk desk;
  if (desk.run({"bash", "--version"}).status != 0) {
    MESSAGE("skipped: bash is not here");
    return;
  }
  const auto all = commands(desk);
  const auto first = completed(desk, {""});
  for (const std::string& command : all) {
    CAPTURE(command);
    CHECK(first.contains(command));
    if (command == "help") continue;
    auto wanted = options(desk, {"help", command});
    wanted.insert({"--json", "--quiet", "--help"});
    CHECK(completed(desk, {command, "--"}) == wanted);
  }
  auto of_the_window = options(desk, {"./folder", "--help"});
  of_the_window.insert({"--json", "--quiet", "--help"});
  CHECK(completed(desk, {"./folder", "--"}) == of_the_window);
}

TEST_CASE("bash completes annotators, articles and formats from the project and the plugins") {
  Desk desk;
  if (desk.run({"bash", "--version"}).status != 0) {
    MESSAGE("skipped: bash is not here");
    return;
  }
  desk.copy_sample();
  using Names = std::set<std::string>;
  CHECK(completed(desk, {"stats", "sample", "--annotator", ""}) == Names{"ana", "ben", "gold"});
  CHECK(completed(desk, {"edit", "sample", "--article", "har"}) == Names{"harbour-silt"});
  CHECK(completed(desk, {"export", "sample", "--to", ""}) == Names{"brat", "csv", "jsonl"});
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
