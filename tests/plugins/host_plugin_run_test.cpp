#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "core/files/write_file.h"
#include "plugins/host/checkers.h"
#include "plugins/host/export_project.h"
#include "tests/plugins/fixture.h"

using namespace sayso;
using namespace std::chrono_literals;

namespace {

// The misbehaving plugin in a folder of its own, told how to misbehave.
struct Misbehaving {
  test::Folder folder;
  InstalledPlugins plugins;

  explicit Misbehaving(const std::string& how, const std::string& kind = "checker") {
    const Path home = folder.path() / "bad";
    REQUIRE(make_folders(real_files(), home).ok());
    std::filesystem::copy_file(Path(SAYSO_BINARY_DIR) / "tests/plugins/misbehaving.so", home / "bad.so");
    REQUIRE(
        create_file(
            real_files(), home / "plugin.json",
            R"({"id": "org.sayso.test.misbehaving", "name": "bad", "version": "0", "kind": ")" + kind +
                R"(", "contract": "1.0", "native": "bad.so", "licence": "none", "settings": {"properties": {"how": {"type": "string", "default": ")" +
                how + R"("}}}})")
            .ok());
    plugins = find_plugins(real_files(), {{folder.path()}, test::built_plugins().host_program});
    REQUIRE(plugins.plugins.size() == 1);
  }
};

RunLimits quick_limits() {
  RunLimits limits;
  limits.cpu = 300ms;
  limits.silence = 1500ms;
  limits.memory = std::uint64_t{256} << 20;
  limits.output_bytes = 4 << 20;
  limits.findings = 200;
  return limits;
}

CheckReport checked(const std::string& how, const CancelToken& cancel = {}) {
  Misbehaving bad(how);
  Checkers checkers(bad.plugins, {{}, quick_limits(), {}});
  const Article article = test::an_article("It is so.");
  return checkers.check_article(test::attribution_scheme(), {}, article, test::Annotated(article).get(),
                                cancel);
}

std::string failure_of(const std::string& how) {
  const auto before = std::chrono::steady_clock::now();
  const auto report = checked(how);
  CHECK(std::chrono::steady_clock::now() - before < 8s);
  REQUIRE(report.failures.size() == 1);
  MESSAGE(to_text(report.failures[0]));
  return report.failures[0].what;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a plugin that behaves gives its findings") {
  const auto report = checked("well");
  CHECK(report.failures.empty());
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].rule == "test/found");
  CHECK(report.findings[0].line == 1);
}

TEST_CASE("a plugin that crashes is an error with how it ended and its last words") {
  const auto what = failure_of("segfault");
  CHECK(has(what, "signal 11"));
  CHECK(has(what, "about to touch what is not mine"));
}

TEST_CASE("a plugin that aborts is an error that names the signal") {
  CHECK(has(failure_of("abort"), "signal 6"));
}

TEST_CASE("a plugin that calls exit(0) is an error, not an answer") {
  CHECK(has(failure_of("exit"), "ended"));
}

TEST_CASE("a plugin that never stops computing is stopped by its CPU time") {
  CHECK(has(failure_of("loop"), "computing time"));
}

TEST_CASE("a plugin that sleeps for ever is stopped by its silence") {
  CHECK(has(failure_of("sleep"), "no sign of life"));
}

TEST_CASE("what a plugin prints does not reach the messages") {
  const auto report = checked("print");
  CHECK(report.failures.empty());
  CHECK(report.findings.size() == 1);
}

TEST_CASE("a plugin that closes all its files is an error") { CHECK(has(failure_of("close"), "ended")); }

TEST_CASE("a plugin that writes garbage among the messages is an error that shows it") {
  CHECK(has(failure_of("garbage"), "this is no message"));
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("a plugin that takes memory without end is stopped") { CHECK(has(failure_of("memory"), "memory")); }
#endif

TEST_CASE("a plugin that gives findings without end is stopped") {
  CHECK(has(failure_of("flood"), "more than 200 findings"));
}

TEST_CASE("a finding outside the text is refused") { CHECK(has(failure_of("outside"), "outside the text")); }

TEST_CASE("a plugin's own failure is passed on with its remedy") {
  const auto report = checked("fail");
  REQUIRE(report.failures.size() == 1);
  CHECK(has(report.failures[0].what, "the moon is in the wrong house"));
  CHECK(report.failures[0].remedy == "wait a month");
}

TEST_CASE("a plugin can write no file of its own") {
  const auto report = checked("file");
  CHECK(report.failures.empty());
  CHECK(report.findings.empty());
}

TEST_CASE("a cancelled check ends within two and a half seconds, however stubborn the plugin") {
  for (const char* how : {"polite", "sleep", "stubborn"}) {
    CAPTURE(how);
    CancelToken cancel;
    std::thread later([&] {
      std::this_thread::sleep_for(200ms);
      cancel.cancel();
    });
    const auto before = std::chrono::steady_clock::now();
    const auto report = checked(how, cancel);
    CHECK(std::chrono::steady_clock::now() - before < 3s);
    later.join();
    CHECK(report.cancelled);
    CHECK(report.failures.empty());
  }
}

TEST_CASE("a checker's process is kept for the next article and ended when idle") {
  Misbehaving good("well");
  Checkers checkers(good.plugins);
  const Scheme scheme = test::attribution_scheme();
  const Article one = test::an_article("It is so.", "one"), two = test::an_article("It is not.", "two");
  checkers.check_article(scheme, {}, one, test::Annotated(one).get());
  CHECK(checkers.running() == 1);
  CHECK(checkers.check_article(scheme, {}, two, test::Annotated(two).get()).findings.size() == 1);
  checkers.end_idle(0ms);
  CHECK(checkers.running() == 0);
  CHECK(checkers.check_article(scheme, {}, one, test::Annotated(one).get()).findings.size() == 1);
}

TEST_CASE("a checker that fails three times in a row is not started again, and each report goes on to say so") {
  Misbehaving bad("abort");
  Checkers checkers(bad.plugins, {{}, quick_limits(), {}});
  const Article article = test::an_article("It is so.");
  const auto check = [&] {
    const auto report = checkers.check_article(test::attribution_scheme(), {}, article, test::Annotated(article).get());
    REQUIRE(report.failures.size() == 1);
    return report.failures[0];
  };
  for (int i = 0; i < 2; ++i) CHECK(!has(check().what, "not started again"));
  const Error third = check();
  CHECK(has(third.what, "signal 6"));
  CHECK(has(third.what, "not started again"));
  CHECK(has(third.remedy, "open the project again"));
  for (int i = 0; i < 2; ++i) CHECK(to_text(check()) == to_text(third));
  std::size_t given = 0;
  const auto project = checkers.check_project(test::attribution_scheme(), {}, [&]() -> Result<std::optional<ExportItem>> {
    if (++given > 3) return std::optional<ExportItem>();
    return std::optional(ExportItem{article, {test::Annotated(article).get()}});
  });
  CHECK(project.failures.size() == 1);
}

TEST_CASE("the other checkers' findings are there when one crashes") {
  Misbehaving bad("segfault");
  InstalledPlugins plugins = test::built_plugins();
  plugins.plugins.push_back(bad.plugins.plugins[0]);
  Checkers checkers(plugins, {{}, quick_limits(), {}});
  const Article article = test::an_article("She said “we must act. It is so.");
  const auto report =
      checkers.check_article(test::attribution_scheme(), {}, article, test::Annotated(article).get());
  CHECK(report.failures.size() == 1);
  CHECK(report.findings.size() >= 1);
}

TEST_CASE("an exporter that fails leaves the folder as it was") {
  for (const char* how : {"output", "escape", "absolute", "half", "segfault"}) {
    CAPTURE(how);
    Misbehaving bad(how, "exporter");
    test::Folder out;
    const Article article = test::an_article("It is so.");
    ExportRequest request{"bad", {}, out.path() / "made", quick_limits(), {}};
    const auto report = export_project(real_files(), bad.plugins, request, test::attribution_scheme(), {},
                                       items_of({{article, {test::Annotated(article).get()}}}));
    REQUIRE_FALSE(report.ok());
    MESSAGE(to_text(report.error()));
    CHECK(std::filesystem::is_empty(out.path()));
  }
}

TEST_CASE("a missing host program is said plainly") {
  Misbehaving good("well");
  good.plugins.host_program.clear();
  Checkers checkers(good.plugins);
  const Article article = test::an_article("It is so.");
  const auto report =
      checkers.check_article(test::attribution_scheme(), {}, article, test::Annotated(article).get());
  REQUIRE(report.failures.size() == 1);
  CHECK(has(report.failures[0].what, "sayso-plugin-host"));
}
