// A plugin built when contract 1.0 was frozen, and never since, loads in this sayso and is shown and told the same.
#include <doctest/doctest.h>

#include <cstdlib>

#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "plugins/host/checkers.h"
#include "plugins/host/export_project.h"
#include "plugins/host/import_files.h"
#include "plugins/host/measure.h"
#include "plugins/host/suggest.h"
#include "tests/plugins/fixture.h"

using namespace sayso;

namespace {

#if defined(__x86_64__)
constexpr bool kCanLoad = true;
#else
constexpr bool kCanLoad = false;  // the binary is of one kind of machine
#endif

// The frozen plugin working as that kind.
struct Frozen {
  test::Folder folder;
  InstalledPlugins plugins;

  explicit Frozen(const std::string& kind) {
    const Path home = folder.path() / "frozen";
    std::filesystem::create_directory(home);
    std::filesystem::copy_file(SAYSO_SOURCE_DIR "/tests/plugins/frozen/frozen-1.0-x86_64.so", home / "frozen.so");
    // The version of its contract is that of its time, whatever the fixture's is.
    std::ofstream(home / "plugin.json") << R"({"id": "org.sayso.test.frozen", "name": "frozen", "version": "1.0.0", "contract": "1.0",
      "licence": "none", "native": "frozen.so", "kind": ")" << kind << R"(", "rules": [{"rule": "frozen/seen", "severity": "warning"}],
      "settings": {"properties": {"kind": {"type": "string", "default": ")" << kind << R"("}, "flag": {"type": "boolean", "default": true},
        "number": {"type": "number", "default": 2.5}}}})";
    plugins = find_plugins(real_files(), {{folder.path()}, test::host_program()});
    for (const Error& problem : plugins.problems) FAIL_CHECK(to_text(problem));
    REQUIRE(plugins.plugins.size() == 1);
  }
};

// One article in which every field of the contract says something.
struct Everything {
  Scheme scheme;
  Article article = test::an_article("🦊 said “naïve”.\nEnd\n", "news/a");
  test::Annotated annotated{article};
  Registry registry;

  Everything() {
    scheme.name = "tiny";
    scheme.label = "Tiny";
    scheme.version = 3;
    AttributeRule kind;
    kind.name = "kind";
    kind.label = "Kind";
    kind.type = AttributeType::choice;
    kind.values = {{"direct", "", ""}, {"indirect", "", ""}};
    for (const char* name : {"content", "mention", "attribution"}) {
      Layer layer;
      layer.name = name;
      layer.kind = std::string_view(name) == "attribution" ? Layer::Kind::frame : Layer::Kind::span;
      if (layer.name == "content") layer.attributes = {kind};
      if (layer.kind == Layer::Kind::frame) {
        RoleRule content, source;
        content.name = "content";
        content.fills = {"content"};
        source.name = "source";
        source.fills = {"mention", "entity", "attribution"};
        layer.roles = {content, source};
      }
      scheme.layers.push_back(layer);
    }
    article.facts.title = "Title";
    article.facts.outlet = "Outlet";
    article.facts.author = "Author";
    article.facts.date = "2026-11-30";
    article.facts.url = "https://example.org";
    article.facts.language = "en";
    article.facts.rights = "CC0";
    article.facts.zones = {{"headline", {CodePoint{0}, CodePoint{15}}, true, {}}, {"caption", {CodePoint{16}, CodePoint{19}}, false, {}}};
    Entity joined = test::an_entity("x-0002", "Y");
    joined.same_as = EntityId("x-0001");
    registry.entities = Shelf<Entity>({test::an_entity("x-0001", "X", {"The fox"}), joined});
    const auto mention = annotated.on("mention", {"🦊"}, {{"entity", std::string("x-0002")}});
    const auto content = annotated.at("content", {{CodePoint{7}, CodePoint{14}}, {CodePoint{16}, CodePoint{19}}},
                                      {{"kind", std::string("direct")}, {"sure", true}, {"weight", std::int64_t{2}}, {"share", 0.5},
                                       {"tones", std::vector<std::string>{"warm", "wry"}}});
    Filler weighed{EntityId("x-0001"), {{"value", std::int64_t{-1}}}, {}};
    const auto inner = annotated.frame({{"content", test::to({content})}, {"source", {Filler{mention, {}, {}}, weighed}}});
    annotated.frame({{"source", test::to({inner})}, {"content", {}}}, {{"note", std::string("a “note”")}});
  }
  ExportItems items(int annotators = 1) {
    ExportItem item{article, {annotated.get()}};
    for (int i = 1; i < annotators; ++i) {
      item.annotations.push_back(annotated.get());
      item.annotations.back().annotator = AnnotatorId("ben");
    }
    return items_of({item});
  }
};

}  // namespace

TEST_CASE("frozen 1.0: an exporter sees every field of everything as it did") {
  if (!kCanLoad) return;
  const Frozen frozen("exporter");
  Everything all;
  const Path out = frozen.folder.path() / "out";
  const auto report = export_project(real_files(), frozen.plugins, {"frozen", {}, out, {}, {}}, all.scheme, all.registry, all.items());
  REQUIRE_MESSAGE(report.ok(), to_text(report.error()));
  CHECK(report->losses == std::vector<Loss>{{"everything", 3, {"news/a"}}});
  const std::string seen = read_file(real_files(), out / "seen.txt").value();
  const Path file = SAYSO_SOURCE_DIR "/tests/cases/plugins/frozen-1.0.txt";
  if (std::getenv("SAYSO_REWRITE_CASES") != nullptr) REQUIRE(write_file_atomically(real_files(), file, seen).ok());
  CHECK(seen == read_file(real_files(), file).value());
}

TEST_CASE("frozen 1.0: a checker's findings arrive with all that they say") {
  if (!kCanLoad) return;
  const Frozen frozen("checker");
  Everything all;
  Checkers checkers(frozen.plugins);
  const auto report = checkers.check_article(all.scheme, all.registry, all.article, all.annotated.get());
  for (const Error& failure : report.failures) FAIL_CHECK(to_text(failure));
  REQUIRE(report.findings.size() == 3);
  for (const Finding& finding : report.findings) {
    CHECK(finding.rule == "frozen/seen");
    CHECK(finding.severity == Severity::warning);
    CHECK(finding.text == "words");
    CHECK(finding.layer == "content");
    CHECK(finding.annotations == std::vector<RecordId>{RecordId("s1")});
    REQUIRE(finding.fixes.size() == 1);
    CHECK(finding.fixes[0].title == "take it away");
    CHECK(finding.fixes[0].edits == std::vector<Edit>{RemoveSpan{RecordId("s1")}});
    CHECK(finding.at.size() == (finding.message == "in article" ? 2 : 0));
  }
}

TEST_CASE("frozen 1.0: an importer's records, a suggester's frames and a measure's figures arrive") {
  if (!kCanLoad) return;
  Everything all;
  {
    const Frozen frozen("importer");
    const Path file = frozen.folder.path() / "in.txt";
    std::ofstream(file) << "words";
    const auto imported = import_files(real_files(), frozen.plugins, {"frozen", {}, {file}}, all.scheme, all.registry);
    REQUIRE_MESSAGE(imported.ok(), to_text(imported.error()));
    REQUIRE(imported->entities.size() == 1);
    CHECK(imported->entities[0].entity.name == "Ana Ruiz");
    REQUIRE(imported->articles.size() == 1);
    CHECK(imported->articles[0].text == "words");
    CHECK(imported->articles[0].facts.title == "A title");
    REQUIRE(imported->annotations.size() == 1);
    CHECK(imported->annotations[0].annotator == AnnotatorId("ben"));
    CHECK(imported->annotations[0].status == Status::done);
    CHECK(imported->annotations[0].spans.size() == 1);
    CHECK(fillers(imported->annotations[0].frames.at(0), "source").at(0).to == Target(EntityId("new:e")));
    std::ofstream(file, std::ios::trunc).close();
    const auto refused = import_files(real_files(), frozen.plugins, {"frozen", {}, {file}}, all.scheme, all.registry);
    REQUIRE(!refused.ok());
    CHECK(refused.error().remedy == "name another");
  }
  {
    const Frozen frozen("suggester");
    auto suggester = Suggester::open(frozen.plugins.plugins[0], frozen.plugins.host_program, all.scheme, all.registry);
    REQUIRE(suggester.ok());
    const auto suggestions = suggester->suggest(all.article, all.annotated.get());
    REQUIRE_MESSAGE(suggestions.ok(), to_text(suggestions.error()));
    REQUIRE(suggestions->size() == 1);
    CHECK(suggestions->at(0).confidence == 0.25);
    CHECK(suggestions->at(0).why == "it always does");
    CHECK(suggestions->at(0).spans.at(0).text == std::vector<std::string>{"🦊 "});
  }
  const Frozen frozen("measure");
  const auto figures = measure(frozen.plugins, {"frozen", {}}, all.scheme, all.registry, all.items(2));
  REQUIRE_MESSAGE(figures.ok(), to_text(figures.error()));
  REQUIRE(figures->size() == 2);
  CHECK(figures->at(0) == GivenFigure{"half", "content", {"ana", "ben"}, 0.5, std::pair(0.25, 0.75), 7, 2, ""});
  CHECK(figures->at(1) == GivenFigure{"half", "content", {"ana", "ben"}, std::nullopt, std::nullopt, 7, 2, "nobody knows"});
}
