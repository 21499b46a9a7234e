// The example plugins do what they say, keep the contract, and their plugin.json and messages are of the schemas.
#include <doctest/doctest.h>

#include <cstdlib>

#include "core/files/read_file.h"
#include "plugins/host/checkers.h"
#include "plugins/host/conformance.h"
#include "plugins/host/export_project.h"
#include "plugins/host/import_files.h"
#include "plugins/host/suggest.h"
#include "tests/plugins/fixture.h"

using namespace sayso;

namespace {

// A copy of the SDK, with its examples built.
struct Examples {
  test::Folder folder;
  InstalledPlugins plugins;

  Examples() {
    std::filesystem::copy(SAYSO_SOURCE_DIR "/plugins/sdk", folder.path() / "sdk", std::filesystem::copy_options::recursive);
    const Path home = folder.path() / "sdk/examples";
    for (const auto& each : std::filesystem::directory_iterator(home)) {
      if (!is_there(real_files(), each.path() / "Makefile")) continue;
      // What it is built with here is what its author would type.
      const std::string command = "make -s -C '" + each.path().string() + "' CFLAGS= CXXFLAGS= MAKEFLAGS=";
      REQUIRE(std::system(command.c_str()) == 0);
    }
    plugins = find_plugins(real_files(), {{home}, test::host_program()});
    for (const Error& problem : plugins.problems) FAIL_CHECK(to_text(problem));
  }
};

// Ana Ruiz says something long, and an unnamed official something short.
struct Said {
  Article article = test::an_article("“We have to dredge it,” said Ana Ruiz, “this year, and 🦊 next.” An official agreed: “Yes.”\n", "harbour");
  test::Annotated annotated{article};
  Registry registry;

  Said() {
    Entity unnamed = test::an_entity("official-0002", "an official");
    unnamed.kind = "unnamed";
    registry.entities = Shelf<Entity>({test::an_entity("ana-0001", "Ana Ruiz"), unnamed});
    const auto ana = annotated.on("mention", {"Ana Ruiz"}, {{"entity", std::string("ana-0001")}});
    const auto official = annotated.on("mention", {"An official"}, {{"entity", std::string("official-0002")}});
    const auto first = annotated.on("content", {"“We have to dredge it,”", "“this year, and 🦊 next.”"});
    const auto second = annotated.on("content", {"“Yes.”"});
    annotated.frame({{"content", test::to({first})}, {"source", test::to({ana})}});
    annotated.frame({{"content", test::to({second})}, {"source", test::to({official})}});
  }

  CheckReport checked(const InstalledPlugins& plugins, const std::string& rule) {
    Checkers checkers(plugins, {{rule}, {}, {}});
    auto report = checkers.check_article(test::attribution_scheme(), registry, article, annotated.get());
    for (const Error& failure : report.failures) FAIL_CHECK(to_text(failure));
    return report;
  }
};

}  // namespace

TEST_CASE("examples: all keep what plugins promise, and speak as the schemas say") {
  const Examples examples;
  REQUIRE(examples.plugins.plugins.size() == 5);
  const Path trace = examples.folder.path() / "all.trace";
  std::ofstream lines(trace);
  std::string files;
  for (const PluginInfo& plugin : examples.plugins.plugins) {
    CAPTURE(plugin.name);
    files += " '" + (plugin.folder / "plugin.json").string() + "'";
    ConformanceOptions options;
    options.articles = 30;
    // What the host itself says wrong on purpose is of no schema.
    options.trace = [&](char direction, std::string_view line) {
      const bool on_purpose = line.find("dance") != line.npos || line.find("no type") != line.npos || line.size() < 60;
      if (direction == '<' || !on_purpose) lines << direction << ' ' << line << '\n';
    };
    for (const ConformanceStep& step : test_conformance(plugin, examples.plugins.host_program, options)) {
      CAPTURE(step.promise);
      CAPTURE(step.said);
      CHECK(step.outcome != ConformanceStep::Outcome::broken);
    }
  }
  lines.close();
  const std::string command = "/usr/bin/python3 -W ignore " SAYSO_SOURCE_DIR "/tests/plugins/message_schema_check.py " SAYSO_SOURCE_DIR + files + " '" + trace.string() + "'";
  const int status = std::system(command.c_str());
  CHECK((status == 0 || WEXITSTATUS(status) == 77));
}

TEST_CASE("examples: the exporter of forty lines writes a line a quote, and says what it leaves out") {
  const Examples examples;
  Said said;
  const auto report = export_project(real_files(), examples.plugins, {"who-says-what", {}, examples.folder.path() / "out", {}, {}},
                                     test::attribution_scheme(), said.registry, items_of({{said.article, {said.annotated.get()}}}));
  REQUIRE_MESSAGE(report.ok(), report.error().what);
  CHECK(read_file(real_files(), examples.folder.path() / "out/quotes.txt").value() ==
        "harbour\tana\tAna Ruiz\t“We have to dredge it,” “this year, and 🦊 next.” \n"
        "harbour\tana\tan official\t“Yes.” \n");
  CHECK(report->losses == std::vector<Loss>{{"all but contents and sources", 2, {"harbour"}}});
  const std::string source = read_file(real_files(), SAYSO_SOURCE_DIR "/plugins/sdk/examples/who-says-what/plugin.c").value();
  CHECK(std::ranges::count(source, '\n') <= 43);
}

TEST_CASE("examples: the checker in C++ counts words over all fragments of a quote, by its setting") {
  Examples examples;
  for (PluginInfo& plugin : examples.plugins.plugins) {
    if (plugin.name == "long-quotes") plugin.settings.front().default_json = "9";
  }
  Said said;
  const auto report = said.checked(examples.plugins, "long-quotes/long");
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].at.size() == 2);
  CHECK(report.findings[0].message == "a quote of 10 words");
}

TEST_CASE("examples: the checker in Python counts sources without a name") {
  const Examples examples;
  Said said;
  const auto report = said.checked(examples.plugins, "unnamed-sources/many");
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].text == "An official");
  CHECK(report.findings[0].message == "1 of 2 sources have no name");
}

TEST_CASE("examples: the suggester in Python finds both orders, and the entity of the name") {
  const Examples examples;
  const Said said;
  const Article article = test::an_article("🦊 According to Ana Ruiz, the harbour silts up. Nobody cares, according to Ben.\n");
  auto suggester = Suggester::open(*examples.plugins.find("according-to"), examples.plugins.host_program, test::attribution_scheme(), said.registry);
  REQUIRE_MESSAGE(suggester.ok(), suggester.error().what);
  const auto suggestions = suggester->suggest(article, test::Annotated(article).get());
  REQUIRE_MESSAGE(suggestions.ok(), suggestions.error().what);
  REQUIRE(suggestions->size() == 2);
  const GivenSuggestion& first = suggestions->at(0);
  CHECK(first.spans[0].text == std::vector<std::string>{"the harbour silts up"});
  CHECK(first.spans[0].at == Fragments{{CodePoint{25}, CodePoint{45}}});
  CHECK(std::get<std::string>(first.spans[2].attributes.at("entity")) == "ana-0001");
  CHECK(first.confidence == doctest::Approx(0.9));
  CHECK(suggestions->at(1).spans[2].text == std::vector<std::string>{"Ben"});
  CHECK(suggestions->at(1).spans[0].text == std::vector<std::string>{"Nobody cares"});
}

TEST_CASE("examples: the importer in Python reads voices, and says what it cannot carry over") {
  const Examples examples;
  const Path file = SAYSO_SOURCE_DIR "/plugins/sdk/examples/webvtt/example.vtt";
  const auto imported = import_files(real_files(), examples.plugins, {"webvtt", {}, {file}}, test::attribution_scheme(), {});
  REQUIRE_MESSAGE(imported.ok(), imported.error().what);
  REQUIRE(imported->articles.size() == 1);
  CHECK(imported->articles[0].text ==
        "We have to dredge it this year & next.\nAnd who is to pay for it? 🦊\n(A door slams.)\nThe town, of course.\n");
  CHECK(imported->articles[0].facts.title == "A talk in the harbour office");
  REQUIRE(imported->entities.size() == 2);
  CHECK(imported->entities[1].entity.name == "Ben Öz");
  REQUIRE(imported->annotations.size() == 1);
  auto spans = imported->annotations[0].spans;
  REQUIRE(spans.size() == 3);
  put_words(spans, TextIndex(imported->articles[0].text));
  CHECK(spans[2].text == std::vector<std::string>{"The town, of course."});
  CHECK(imported->losses.size() == 2);

  const Path bad = examples.folder.path() / "bad.vtt";
  std::ofstream(bad) << "00:00.000 --> 00:01.000\nHello\n";
  const auto refused = import_files(real_files(), examples.plugins, {"webvtt", {}, {bad}}, test::attribution_scheme(), {});
  REQUIRE(!refused.ok());
  CHECK(to_text(refused.error()).find("bad.vtt does not begin with WEBVTT") != std::string::npos);
}
