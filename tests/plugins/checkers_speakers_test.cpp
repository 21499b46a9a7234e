#include <doctest/doctest.h>

#include "annotations/edit/update.h"
#include "core/files/read_file.h"
#include "plugins/host/checkers.h"
#include "tests/plugins/fixture.h"

using namespace sayso;

namespace {

CheckReport check(const Registry& registry, const Article& article, const Annotations& annotations,
                  const std::string& rule) {
  Checkers checkers(test::built_plugins(), {{rule}, {}, {}});
  auto report = checkers.check_article(test::attribution_scheme(), registry, article, annotations);
  for (const Error& failure : report.failures) FAIL_CHECK(to_text(failure));
  return report;
}

CheckReport variants(const std::string& text, const Registry& registry = {}) {
  const Article article = test::an_article(text);
  return check(registry, article, test::Annotated(article).get(), "speakers/alias-variant");
}

Registry registry_of(std::vector<Entity> entities) { return {Shelf<Entity>(std::move(entities)), {}, {}}; }

const char* const kTypo = "Today Mr. Blinken came. With Mr. Brinken it is like with Mr. Blinken.";

}  // namespace

TEST_CASE("a rare name one letter off a frequent one after the same title is a warning") {
  const auto report = variants(kTypo);
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].severity == Severity::warning);
  CHECK(report.findings[0].message ==
        "“Brinken” (1×) differs from “Blinken” (2×) by one letter. Same speaker?");
}

TEST_CASE("inflected names, small words and two frequent names are no variants") {
  for (const char* text : {"The American met the Americans. Then American and American met.",
                           "It met Merkel, then Merkels office, then Merkel again, and Merkel.",
                           "The state of Niger and of Nigel. In Niger, Nigel met Nigel; Niger saw Niger.",
                           "We saw Iran. In Iran and Iraq, Iran spoke.",
                           "They were asked: There is no Where. In Where we are there."}) {
    CAPTURE(text);
    CHECK(variants(text).findings.empty());
  }
}

TEST_CASE("a variant is said of the text while no entity has the name, then once, of whoever can fix it") {
  const Article article = test::an_article(kTypo);
  const Annotations nothing = test::Annotated(article).get();
  const auto of_text = check({}, article, nothing, "speakers/alias-variant");
  REQUIRE(of_text.findings.size() == 1);
  CHECK(of_text.findings[0].annotator.empty());
  CHECK(of_text.findings[0].fixes.empty());
  const Registry registry = registry_of({test::an_entity("antony-blinken-91c2", "Antony Blinken")});
  const auto of_ana = check(registry, article, nothing, "speakers/alias-variant");
  REQUIRE(of_ana.findings.size() == 1);
  CHECK(of_ana.findings[0].annotator == AnnotatorId("ana"));
  CHECK(of_ana.findings[0].fixes.size() == 1);
}

TEST_CASE("the fix adds the alias and links the mentions") {
  const Article article = test::an_article(kTypo);
  test::Annotated annotated(article);
  const auto mention = annotated.on("mention", {"Mr. Brinken"});
  const Registry registry = registry_of({test::an_entity("antony-blinken-91c2", "Antony Blinken")});
  const auto report = check(registry, article, annotated.get(), "speakers/alias-variant");
  REQUIRE(report.findings.size() == 1);
  REQUIRE(report.findings[0].fixes.size() == 1);
  const Fix& fix = report.findings[0].fixes[0];
  REQUIRE(fix.entity_edits.size() == 1);
  CHECK(fix.entity_edits[0] == EntityEdit(AddAlias{EntityId("antony-blinken-91c2"), "Brinken"}));
  REQUIRE(fix.edits.size() == 1);
  const auto state = update(annotated.get(), fix.edits[0]).value();
  CHECK(state.spans.find(mention.value)->attributes.at("entity") ==
        Value(std::string("antony-blinken-91c2")));
  const auto settled = update(registry, fix.entity_edits[0]).value();
  CHECK(check(settled, article, state, "speakers/alias-variant").findings.empty());
}

TEST_CASE("two entities whose names differ by that letter alone are told until they are joined") {
  const Article article = test::an_article(kTypo);
  auto registry = registry_of({test::an_entity("a-0001", "Antony Blinken"), test::an_entity("b-0002", "Antony Brinken")});
  const auto report = variants(kTypo, registry);
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].message.ends_with("“Antony Brinken” and “Antony Blinken” are two."));
  REQUIRE(report.findings[0].fixes.size() == 1);
  registry = update(registry, report.findings[0].fixes[0].entity_edits.at(0)).value();
  CHECK(variants(kTypo, registry).findings.empty());
  CHECK(variants(kTypo, registry_of({test::an_entity("a-0001", "Antony Blinken"), test::an_entity("b-0002", "Jo Brinken")}))
            .findings.empty());
}

TEST_CASE("a source that stands for no entity is a hint, with a link where one entity has its name") {
  const Article article = test::an_article("“No,” Ana Ruiz said.");
  test::Annotated annotated(article);
  const auto mention = annotated.on("mention", {"Ana Ruiz"});
  const auto content = annotated.on("content", {"“No,”"});
  annotated.frame({{"content", test::to({content})}, {"source", test::to({mention})}});
  const auto report = check(registry_of({test::an_entity("ana-ruiz-0001", "Ana Ruiz")}), article,
                            annotated.get(), "speakers/unlinked");
  REQUIRE(report.findings.size() == 1);
  REQUIRE(report.findings[0].fixes.size() == 1);
  CHECK(report.findings[0].fixes[0].edits.size() == 1);
}

TEST_CASE("two entities of one name are a hint until they are joined") {
  const Article article = test::an_article("Nothing.");
  auto registry = registry_of(
      {test::an_entity("a-0001", "Wang Yi"), test::an_entity("b-0002", "Minister Wang", {"wang yi"})});
  const auto report = check(registry, article, test::Annotated(article).get(), "speakers/same-name");
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].article.empty());
  REQUIRE(report.findings[0].fixes.size() == 1);
  registry = update(registry, report.findings[0].fixes[0].entity_edits.at(0)).value();
  CHECK(check(registry, article, test::Annotated(article).get(), "speakers/same-name").findings.empty());
}

TEST_CASE("a misspelt speaker in a real news article is found, and nothing else") {
  const auto text = read_file(real_files(), SAYSO_SOURCE_DIR "/../shared/articles/blinken-xi-beijing.txt");
  if (!text) {
    MESSAGE("skipped: the article is not here");
    return;
  }
  const auto report = variants(*text);
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].text == "Brinken");
}
