// What a plugin may take of memory: what everyone may, or what its plugin.json asks for; also while nothing is asked of it.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include "plugins/host/checkers.h"
#include "plugins/host/messages.h"
#include "tests/plugins/fixture.h"

using namespace sayso;
using namespace std::chrono_literals;

namespace {

InstalledPlugins asking_for(const test::Folder& folder, const std::string& memory) {
  std::filesystem::create_directories(folder.path() / "large");
  std::filesystem::copy_file(Path(SAYSO_BINARY_DIR) / "tests/plugins/misbehaving.so", folder.path() / "large/large.so");
  return test::one_plugin(folder, "large", R"("kind": "checker", "native": "large.so")" + memory);
}

// MiB of addresses that its process may take, as the kernel has it.
std::uint64_t addresses_of(const InstalledPlugins& plugins) {
  auto run = PluginRun::start(plugins.plugins.at(0), plugins.host_program);
  REQUIRE(run);
  REQUIRE(run->tell(describe_message(), "it described itself", [](const FromPlugin&) { return Result<void>(); }));
  std::ifstream limits("/proc/" + std::to_string(run->pid()) + "/limits");
  for (std::string line; std::getline(limits, line);) {
    if (line.starts_with("Max address space")) return std::stoull(line.substr(17)) >> 20;
  }
  return 0;
}

}  // namespace

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("memory: a native plugin has twice the addresses of the memory that it asks for") {
  const test::Folder usual, large;
  const InstalledPlugins plugins = asking_for(large, R"(, "memory_mib": 3000)");
  CHECK(plugins.plugins.at(0).memory_mib == 3000);
  CHECK(addresses_of(plugins) == 6000);
  CHECK(addresses_of(asking_for(usual, "")) == 2048);
}
#endif

TEST_CASE("memory: what is less than everyone has, too much or no number leaves the plugin out") {
  for (const char* asked : {"512", "16385", "-1", "\"2048\"", "2048.5", "1e4"}) {
    CAPTURE(asked);
    const test::Folder folder;
    const InstalledPlugins plugins = asking_for(folder, std::string(R"(, "memory_mib": )") + asked);
    CHECK(plugins.plugins.empty());
    REQUIRE(plugins.problems.size() == 1);
    CHECK(plugins.problems[0].what.find("\"memory_mib\" is " + std::string(asked) + ", no whole number from 1024 to 16384") != std::string::npos);
  }
}

TEST_CASE("memory: a plugin that grows while nothing is asked of it is ended, and the next report tells") {
  const test::Folder folder;
  const InstalledPlugins plugins = test::one_plugin(folder, "growing", R"("kind": "checker", "command": ["python3", "plugin.py"])");
  std::ofstream(folder.path() / "growing/plugin.py")
      << "import threading, time\nimport sayso_plugin as sayso\nkept = []\ndef grow():\n    time.sleep(0.3)\n    kept.append(bytearray(b'x') * (300 << 20))\n"
         "class Plugin(sayso.Plugin):\n    def article(self, article):\n        self.finding('a/b', 'found')\n        threading.Thread(target=grow, daemon=True).start()\n"
         "sayso.run(Plugin)\n";
  CheckOptions options;
  options.limits.memory = std::uint64_t{200} << 20;
  Checkers checkers(plugins, options);
  const Article article = test::an_article("It is so.");
  const auto check = [&] { return checkers.check_article(test::attribution_scheme(), {}, article, test::Annotated(article).get()); };
  CHECK(check().failures.empty());
  const auto until = std::chrono::steady_clock::now() + 20s;
  while (checkers.running() > 0 && std::chrono::steady_clock::now() < until) {
    checkers.end_idle(1h);
    std::this_thread::sleep_for(20ms);
  }
  REQUIRE(checkers.running() == 0);
  const CheckReport report = check();
  REQUIRE(report.failures.size() == 1);
  CHECK(report.failures[0].what.find("used more than 200 MiB of memory while nothing was asked of it") != std::string::npos);
  CHECK(report.findings.size() == 1);  // it was started again
}

TEST_CASE("memory: when the next process is due is said, and none when all have ended") {
  const test::Folder folder;
  Checkers checkers(asking_for(folder, ""));
  CHECK_FALSE(checkers.end_idle(1h));
  const Article article = test::an_article("It is so.");
  checkers.check_article(test::attribution_scheme(), {}, article, test::Annotated(article).get());
  REQUIRE(checkers.running() == 1);
  const auto left = checkers.end_idle(1h);
  REQUIRE(left);
  CHECK(*left <= 1h);
  CHECK(*left > 59min);
  CHECK_FALSE(checkers.end_idle(0ms));
  CHECK(checkers.running() == 0);
}
