#include <doctest/doctest.h>

#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "plugins/host/checkers.h"
#include "tests/plugins/fixture.h"

using namespace sayso;

// The messages of contract 1.0, frozen: a change here is a change of the contract. Set SAYSO_REWRITE_CASES to
// write them anew after one that was meant.
TEST_CASE("the messages of a small check are those of contract 1.0") {
  std::string trace;
  Scheme scheme;
  scheme.name = "tiny";
  // Layers of its own, so that better help texts in the built-in scheme are no change of the contract.
  for (const char* name : {"content", "cue", "mention", "not-quote", "attribution"}) {
    Layer layer;
    layer.name = name;
    layer.kind = std::string_view(name) == "attribution" ? Layer::Kind::frame : Layer::Kind::span;
    if (layer.kind == Layer::Kind::frame) {
      layer.roles.emplace_back();
      layer.roles.back().name = "source";
      layer.roles.back().fills = {"mention"};
      layer.roles.back().least = 1;
    }
    scheme.layers.push_back(layer);
  }
  const Article article = test::an_article("She said “we must act” 🦊.\n", "news/a");
  test::Annotated annotated(article);
  const auto mention = annotated.on("mention", {"She"}, {{"entity", std::string("x-0001")}});
  const auto cue = annotated.on("cue", {"said"});
  annotated.frame({{"cue", test::to({cue})}, {"source", test::to({mention})}, {"addressee", {}}},
                  {{"tone", std::vector<std::string>{"warm"}}});
  annotated.frame({{"cue", test::to({cue})}});
  const Registry registry{Shelf<Entity>{test::an_entity("x-0001", "X", {"Y"})}, {}, {}};
  InstalledPlugins plugins = test::built_plugins();
  std::erase_if(plugins.plugins, [](const PluginInfo& plugin) { return plugin.name != "quote-marks"; });
  Checkers checkers(plugins, {{}, {}, [&](char direction, std::string_view line) {
                                trace += direction;
                                trace += ' ';
                                trace += line;
                                trace += '\n';
                              }});
  CHECK(checkers.check_article(scheme, registry, article, annotated.get()).findings.size() == 2);
  const Path file = SAYSO_SOURCE_DIR "/tests/cases/plugins/check-1.0.trace";
  if (std::getenv("SAYSO_REWRITE_CASES") != nullptr)
    REQUIRE(write_file_atomically(real_files(), file, trace).ok());
  CHECK(trace == read_file(real_files(), file).value());
}
