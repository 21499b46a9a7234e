// What keeps a plugin from the rest of the machine, tried by one that wants out.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/files/read_file.h"
#include "plugins/host/checkers.h"
#include "plugins/host/plugin_run.h"
#include "tests/plugins/fixture.h"

using namespace sayso;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// What of these needs Landlock; the rest needs seccomp, or neither.
bool is_of_files(const std::string& attempt) {
  return has(attempt, "file") || has(attempt, "folder") || has(attempt, "accounts") || has(attempt, "environment") || has(attempt, "symlink");
}

}  // namespace

TEST_CASE("isolation: thirty-two ways out are refused, and what is in force is said truthfully") {
  const test::Folder folder, elsewhere;
  const Path secret = elsewhere.path() / "secret.txt";
  std::ofstream(secret) << "nobody's business";
  std::filesystem::create_directory(folder.path() / "probe");
  std::filesystem::copy_file(Path(SAYSO_BINARY_DIR) / "tests/plugins/probe.so", folder.path() / "probe/probe.so");
  const InstalledPlugins plugins = test::one_plugin(
      folder, "probe",
      R"("kind": "checker", "native": "probe.so", "settings": {"properties": {"outside": {"type": "string", "default": ")" + secret.string() +
          R"("}}})");
  REQUIRE(plugins.plugins.size() == 1);

  auto run = PluginRun::start(plugins.plugins[0], plugins.host_program);
  REQUIRE(run);
  const auto settings = settings_json(plugins.plugins[0], {});
  REQUIRE(settings);
  std::vector<Finding> said;
  const auto note = [&](FromPlugin got) -> Result<void> {
    if (auto* finding = std::get_if<Finding>(&got)) said.push_back(std::move(*finding));
    return {};
  };
  REQUIRE(run->tell(open_message(*settings, test::attribution_scheme(), {}), "opening", note));
  REQUIRE(run->confinement());
  const Confinement& confinement = *run->confinement();
  MESSAGE(to_text(confinement));
  if (!confinement.seccomp) return;  // it would start a program, and be gone
  REQUIRE(run->tell(article_message(test::an_article("It is so.")), "checking", note));

  REQUIRE(said.size() == 33);
  CHECK(said[0].message == "yes");
  for (std::size_t i = 1; i < said.size(); ++i) {
    CAPTURE(said[i].rule);
    CAPTURE(said[i].message);
    const bool is_kept = is_of_files(said[i].rule) ? confinement.landlock > 0 : confinement.seccomp;
    // By what keeps it in, and not because it went about it the wrong way.
    const bool is_refused = has(said[i].message, "refused: Operation not permitted") || has(said[i].message, "refused: Permission denied") ||
                            has(said[i].message, "refused: Function not implemented");
    if (is_kept) CHECK((is_refused || said[i].rule == "finds-descriptors"));
    if (said[i].rule == "finds-descriptors") CHECK(has(said[i].message, "refused: Bad file descriptor"));
    if (!is_kept) MESSAGE("not tried: this kernel lacks what would refuse it");
  }
  if (confinement.landlock > 0) {
    CHECK(read_file(real_files(), secret).value() == "nobody's business");
    CHECK(std::distance(std::filesystem::directory_iterator(elsewhere.path()), {}) == 1);
  }
}

TEST_CASE("isolation: the folder in which a plugin may write goes with it, and those of programs that were killed are cleared away") {
  const test::Folder place;
  const char* const before = std::getenv("TMPDIR");
  const std::string kept = before ? before : "";
  setenv("TMPDIR", place.path().c_str(), 1);
  const pid_t killed = fork();
  if (killed == 0) _exit(0);
  waitpid(killed, nullptr, 0);
  const std::string left = "sayso-plugin-" + std::to_string(killed) + "-abcdef", alive = "sayso-plugin-" + std::to_string(getppid()) + "-abcdef";
  for (const std::string& each : {left, alive}) std::filesystem::create_directories(place.path() / each / "deep");
  const auto count = [&] { return std::distance(std::filesystem::directory_iterator(place.path()), {}); };
  {
    const InstalledPlugins plugins = test::built_plugins();
    auto run = PluginRun::start(plugins.checkers().front(), plugins.host_program);
    REQUIRE(run);
    CHECK(!std::filesystem::exists(place.path() / left));
    CHECK(std::filesystem::exists(place.path() / alive));
    CHECK(count() == 2);
  }
  CHECK(count() == 1);
  if (kept.empty()) {
    unsetenv("TMPDIR");
  } else {
    setenv("TMPDIR", kept.c_str(), 1);
  }
}
