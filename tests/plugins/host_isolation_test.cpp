// What keeps a plugin from the rest of the machine, tried by one that wants out.
#include <doctest/doctest.h>

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
    if (is_kept) CHECK(has(said[i].message, "refused"));
    if (!is_kept) MESSAGE("not tried: this kernel lacks what would refuse it");
  }
  if (confinement.landlock > 0) {
    CHECK(read_file(real_files(), secret).value() == "nobody's business");
    CHECK(std::distance(std::filesystem::directory_iterator(elsewhere.path()), {}) == 1);
  }
}

TEST_CASE("isolation: the folder in which a plugin may write goes with it") {
  const auto plugin_folders = [] {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::temp_directory_path())) {
      if (entry.path().filename().string().rfind("sayso-plugin-", 0) == 0) ++count;
    }
    return count;
  };
  const std::size_t before = plugin_folders();
  {
    const InstalledPlugins plugins = test::built_plugins();
    auto run = PluginRun::start(plugins.checkers().front(), plugins.host_program);
    REQUIRE(run);
    CHECK(plugin_folders() >= before + 1);
  }
  CHECK(plugin_folders() <= before);
}
