// Plugins of other versions of the contract: what they are too short for is missing, what they have beyond is passed over.
#include <doctest/doctest.h>

#include "plugins/host/messages.h"
#include "plugins/host/plugin_run.h"
#include "plugins/sdk/sayso_plugin.h"
#include "tests/plugins/fixture.h"

using namespace sayso;

namespace {

// A run of the plugin `sizes`, whose table has that size where one is said.
struct Sizes {
  test::Folder folder;
  std::vector<std::string> log;
  std::string failure;

  explicit Sizes(std::optional<std::size_t> table = std::nullopt) {
    const Path home = folder.path() / "sizes";
    std::filesystem::create_directory(home);
    std::filesystem::copy_file(Path(SAYSO_BINARY_DIR) / "tests/plugins/sizes.so", home / "sizes.so");
    if (table) std::ofstream(home / "sizes.so.size") << *table;
    const auto plugins = test::one_plugin(folder, "sizes", R"("kind": "checker", "native": "sizes.so")");
    REQUIRE(plugins.plugins.size() == 1);
    auto run = PluginRun::start(plugins.plugins[0], plugins.host_program);
    REQUIRE(run.ok());
    const PluginRun::Receive receive = [&](FromPlugin got) -> Result<void> {
      if (const auto* line = std::get_if<LogLine>(&got)) log.push_back(line->line);
      return {};
    };
    auto told = run->tell(open_message("{}", test::attribution_scheme(), {}), "it was being opened", receive);
    if (told) told = run->tell(article_message(test::an_article("Text.")), "it was at work", receive);
    if (!told) failure = to_text(told.error());
  }
};

}  // namespace

TEST_CASE("structs of every size up to twice their own are taken or refused, and the plugin works on") {
  const Sizes sizes;
  CHECK(sizes.failure.empty());
  REQUIRE(sizes.log.size() == 1);
  MESSAGE(sizes.log[0]);
  unsigned taken = 0, refused = 0;
  REQUIRE(std::sscanf(sizes.log[0].c_str(), "%u taken, %u refused", &taken, &refused) == 2);
  // All that are whole are taken; those too short for what must be there are not.
  const std::size_t all[] = {sizeof(sayso_finding), sizeof(sayso_fix), sizeof(sayso_loss), sizeof(sayso_new_article),
                             sizeof(sayso_new_annotations), sizeof(sayso_suggestion), sizeof(sayso_figure)};
  std::size_t whole = 0, tried = 0;
  for (const std::size_t size : all) whole += size + 1, tried += 2 * size + 1;
  CHECK(taken + refused == tried);
  CHECK(taken >= whole);
  CHECK(refused > 100);
}

TEST_CASE("a plugin's table of any size is used when it is whole, and refused with words when it is not") {
  for (std::size_t size = 0; size <= 2 * sizeof(sayso_plugin); size += size < sizeof(sayso_plugin) ? 4 : 8) {
    CAPTURE(size);
    const Sizes sizes(size);
    if (size >= sizeof(sayso_plugin)) {
      CHECK(sizes.failure.empty());
    } else {
      CHECK(sizes.failure.find("its table is shorter than contract") != std::string::npos);
    }
  }
}
