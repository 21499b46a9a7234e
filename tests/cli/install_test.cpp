// The installed program finds what belongs to it, wherever the whole is moved to.

#include "tests/cli/program.h"

using namespace sayso;

TEST_CASE("an installed sayso that was moved finds its plugins and its sample") {
  Desk desk;
  const Ran installed =
      desk.run({"cmake", "--install", SAYSO_BINARY_DIR, "--prefix", (desk / "first").string()});
  if (installed.status != 0) {
    // Only part of the project was built, as when one works on a single test.
    MESSAGE("skipped: not everything is built: " << installed.err);
    return;
  }
  std::filesystem::rename(desk / "first", desk / "moved");
  const std::string program = (desk / "moved/bin/sayso").string();
  const Ran plugins = desk.run({program, "plugin", "list", "--json"});
  CHECK(plugins.status == 0);
  CHECK(plugins.json()["plugins"].size() >= 4);
  const Ran checked = desk.run({program, "check", "moved/share/sayso/examples/city-hall", "--json"});
  CHECK(checked.status <= 1);
  CHECK(checked.json()["failures"].empty());
  CHECK(desk.run({program, "stats", "moved/share/sayso/examples/city-hall"}).status == 0);
  for (const char* name : {"share/man/man1/sayso.1", "share/applications/sayso.desktop",
                           "share/bash-completion/completions/sayso", "libexec/sayso/sayso-plugin-host"}) {
    CHECK_MESSAGE(std::filesystem::exists(desk / "moved" / name), name);
  }
}

TEST_CASE("the build tree has the sample beside the program") {
  CHECK(std::filesystem::exists(program_path().parent_path().parent_path() /
                                "share/sayso/examples/city-hall/sayso.json"));
}
