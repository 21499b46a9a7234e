#include <doctest/doctest.h>

#include "core/files/read_file.h"
#include "tests/plugins/checking.h"

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

using test::Case;
using test::to;
using test::Words;

TEST_CASE("entities whose names differ by a letter, a title, an initial, a script or a first name are a hint until they are joined") {
  for (const auto& [first, second] : {std::pair{"Antony Blinken", "Antony Brinken"}, {"Antony Blinken", "A. Blinken"}, {"Antony Blinken", "Secretary Antony Blinken"},
                                      {"Antony Blinken", "Blinken"}, {"Antony Blinken", "Antóny Blinken"}, {"Sergei Lavrov", "Сергеи Лавров"}, {"Annalena Baerbock", "Frau Baerbock"}}) {
    CAPTURE(second);
    Case made("Nothing.");
    made.entity("a-0001", first);
    made.entity("b-0002", second);
    CHECK(made.is_settled_by_fix("speakers/similar-entities", "join"));
  }
}

TEST_CASE("entities of two people, of two kinds and of one surname among many are not alike") {
  for (const auto& [first, second] : {std::pair{"Antony Blinken", "Jo Blinken"}, {"Antony Blinken", "Antony Miller"}, {"Ana Ruiz", "Eva Ruiz"}, {"Ward 12", "Ward 13"}}) {
    CAPTURE(second);
    Case made("Nothing.");
    made.entity("a-0001", first);
    made.entity("b-0002", second);
    CHECK(made.count("speakers/similar-entities") == 0);
  }
  Case many("Nothing.");
  many.entity("a-0001", "Antony Blinken");
  many.entity("b-0002", "Jo Blinken");
  many.entity("c-0003", "Mr Blinken");
  CHECK(many.count("speakers/similar-entities") == 0);
  Case kinds("Nothing.");
  kinds.entity("a-0001", "Hamburg Senate", "organisation");
  kinds.entity("b-0002", "The Hamburg Senate", "organisation");
  CHECK(kinds.count("speakers/similar-entities") == 1);
}

TEST_CASE("a name that stands for an entity without such a name is linked to the one that has it by the fix") {
  Case made("“No,” said Mr Low.");
  made.entity("ana-0001", "Ana Ruiz");
  made.entity("ben-0002", "Ben Low");
  made.mention("Mr Low", "ana-0001");
  CHECK(made.is_settled_by_fix("speakers/other-name", "link to Ben Low"));
}

TEST_CASE("a misspelt name is a warning, another name a hint, and an alias settles both") {
  Case made("“No,” said Antony Brinken.");
  made.entity("a-0001", "Antony Blinken");
  made.mention("Antony Brinken", "a-0001");
  REQUIRE(made.check("speakers/other-name").size() == 1);
  CHECK(made.check("speakers/other-name")[0].severity == Severity::warning);
  CHECK(made.is_settled_by_fix("speakers/other-name", "add alias"));
  Case place("Washington said no.");
  place.entity("us-0001", "United States", "organisation");
  place.mention("Washington", "us-0001");
  REQUIRE(place.check("speakers/other-name").size() == 1);
  CHECK(place.check("speakers/other-name")[0].severity == Severity::hint);
}

TEST_CASE("surnames, initials, inflected names and other scripts are names of their entity") {
  for (const auto& [words, name] : {std::pair{"Mr Low", "Ben Low"}, {"EU", "European Union"}, {"Merkels", "Angela Merkel"}, {"Ветрина", "Павел Ветрин"}, {"Halden Roe", "Халден Рое"}}) {
    CAPTURE(words);
    Case made(std::string(words) + " said no.");
    made.entity("a-0001", name);
    made.mention(words, "a-0001");
    CHECK(made.count("speakers/other-name") == 0);
  }
}

TEST_CASE("one name for two entities in an article is a warning and the fix follows the usual one") {
  Case made("Ana Ruiz came. Ana Ruiz spoke. Ana Ruiz left.");
  made.entity("a-0001", "Ana Ruiz");
  made.entity("b-0002", "Ana Ruiz Gomez");
  made.annotated.at("mention", {{CodePoint{0}, CodePoint{8}}}, {{"entity", std::string("a-0001")}, {"form", std::string("name")}});
  made.annotated.at("mention", {{CodePoint{15}, CodePoint{23}}}, {{"entity", std::string("a-0001")}, {"form", std::string("name")}});
  made.annotated.at("mention", {{CodePoint{31}, CodePoint{39}}}, {{"entity", std::string("b-0002")}, {"form", std::string("name")}});
  CHECK(made.is_settled_by_fix("speakers/two-entities", "link to Ana Ruiz"));
}

TEST_CASE("a full name for another entity in another article is a hint, and coming again is none") {
  CheckOptions options;
  options.rules = {"speakers/two-entities"};
  Checkers checkers(test::built_plugins(), options);
  const Registry registry = registry_of({test::an_entity("a-0001", "Ana Ruiz"), test::an_entity("b-0002", "Ana Ruiz Gomez")});
  const auto check_in = [&](const std::string& id, const std::string& entity) {
    const Article article = test::an_article("Ana Ruiz came.", id);
    test::Annotated annotated(article);
    annotated.on("mention", {"Ana Ruiz"}, {{"entity", entity}, {"form", std::string("name")}});
    return checkers.check_article(test::attribution_scheme(), registry, article, annotated.get()).findings.size();
  };
  CHECK(check_in("a", "a-0001") == 0);
  CHECK(check_in("b", "b-0002") == 1);
  CHECK(check_in("b", "a-0001") == 0);
  CHECK(check_in("a", "b-0002") == 1);
  CHECK(check_in("b", "b-0002") == 0);
}

TEST_CASE("a pronoun that does not agree with its entity is a warning") {
  const auto count = [](const char* pronoun, const char* kind, const char* language) {
    Case made(std::string("Low and others. ") + pronoun + " said no.", language);
    made.entity("low-0001", "Low", kind);
    made.mention(pronoun, "low-0001", "pronoun");
    return made.count("speakers/pronoun");
  };
  CHECK(count("He", "organisation", "en") == 1);
  CHECK(count("It", "person", "en") == 1);
  CHECK(count("We", "person", "en") == 1);
  CHECK(count("She", "group", "en") == 1);
  CHECK(count("Wir", "person", "de") == 1);
  CHECK(count("Nous", "person", "fr") == 1);
  CHECK(count("He", "person", "en") == 0);
  CHECK(count("They", "person", "en") == 0);
  CHECK(count("Er", "organisation", "de") == 0);  // der Rat
  CHECK(count("It", "organisation", "en") == 0);
}

TEST_CASE("he and she for one person are a warning at the rarer one") {
  Case made("Low came. He spoke. He left. She slept.");
  made.entity("low-0001", "Low");
  made.annotated.at("mention", {{CodePoint{10}, CodePoint{12}}}, {{"entity", std::string("low-0001")}});
  made.annotated.at("mention", {{CodePoint{20}, CodePoint{22}}}, {{"entity", std::string("low-0001")}});
  CHECK(made.count("speakers/pronoun") == 0);
  made.mention("She", "low-0001", "pronoun");
  CHECK(made.words("speakers/pronoun") == Words{"She"});
}

TEST_CASE("a pronoun whose entity is not named in its reach is a hint") {
  const std::string far(900, 'x');
  Case made("Ben Low came. " + far + " She said that he was late.");
  made.entity("ben-0001", "Ben Low");
  made.entity("ana-0002", "Ana Ruiz");
  made.mention("he", "ben-0001", "pronoun");
  made.mention("She", "ana-0002", "pronoun");
  CHECK(made.count("speakers/out-of-reach") == 2);
  made.settings["speakers"] = {{"reach", "2000"}};
  CHECK(made.words("speakers/out-of-reach") == Words{"She"});
  Case near("Ben Low came. He said no. In his view, Ana Ruiz was late.");
  near.entity("ben-0001", "Ben Low");
  near.entity("ana-0002", "Ana Ruiz");
  near.mention("He", "ben-0001", "pronoun");
  near.mention("his", "ana-0002", "possessive");
  CHECK(near.count("speakers/out-of-reach") == 0);
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
