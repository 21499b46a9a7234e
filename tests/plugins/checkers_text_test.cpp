#include "tests/plugins/checking.h"

using namespace sayso;
using test::Case;
using test::to;
using test::Words;

TEST_CASE("a line that breaks off in its sentence is a warning at its last words") {
  CHECK(Case("The council voted on the budget for\nthe coming year.\n").words("text/torn-sentence") == Words{"on the budget for"});
  CHECK(Case("Der Rat stimmte über den Haushalt für\ndas kommende Jahr ab.\n", "de").words("text/torn-sentence") == Words{"über den Haushalt für"});
  CHECK(Case("The council met. It then voted on the\n").count("text/torn-sentence") == 1);
}

TEST_CASE("headlines, captions, lists of names and whole sentences are not torn") {
  for (const char* text : {"Council votes to extend the tram line\nThe line will reach the estate.\n", "The roof is new.\nIt was dry.\n", "“We must act,” he said.\n“Now.”\n",
                           "Ana Ruiz\nBen Low\nZoë Lind\n"}) {
    CAPTURE(text);
    CHECK(Case(text).count("text/torn-sentence") == 0);
  }
}

TEST_CASE("a text whose lines all end at a width is not torn") {
  std::string text;
  for (int i = 0; i < 12; ++i) text += "the words of this long sentence go on and on over the\n";
  CHECK(Case(text).count("text/torn-sentence") == 0);
}

TEST_CASE("a lone verb and a lone mark are orphans, and short sentences are none") {
  CHECK(Case("“We will be ready.” ‘ added.\nSo it was.\n").words("text/orphan") == Words{"‘ added."});
  CHECK(Case("The council met on Monday. added.\nSo it was.\n").words("text/orphan") == Words{"added."});
  CHECK(Case("So it was.\n”\nAnd then?\n").words("text/orphan") == Words{"”"});
  for (const char* text : {"“Go!” he said. Yes. No.\n", "Apples, pears etc. are sold.\n", "He waited…\n***\nNobody came.\n", "“Why?” she asked.\n"}) {
    CAPTURE(text);
    CHECK(Case(text).count("text/orphan") == 0);
  }
}

TEST_CASE("a word that stands twice is a warning unless its language or the settings allow it") {
  CHECK(Case("We saw the the mayor.").words("text/doubled-word") == Words{"the the"});
  CHECK(Case("Wir sahen den Rat und und gingen.", "de").words("text/doubled-word") == Words{"und und"});
  for (const auto& [text, language] : {std::pair{"He had had enough of Duran Duran.", "en"}, {"Die Frau, die die Stadt kennt.", "de"}, {"Vous vous trompez.", "fr"}, {"No, no.", "en"}}) {
    CAPTURE(text);
    CHECK(Case(text, language).count("text/doubled-word") == 0);
  }
  Case allowed("It was a win win for all.");
  CHECK(allowed.count("text/doubled-word") == 1);
  allowed.settings["text"] = {{"may-double", "win"}};
  CHECK(allowed.count("text/doubled-word") == 0);
}

TEST_CASE("what a wrong conversion left behind is a warning at its place") {
  CHECK(Case("He said â€œYes.").words("text/encoding") == Words{"â€œ"});
  CHECK(Case("Ein Bürger aus KÃ¶ln.", "de").words("text/encoding") == Words{"Ã¶"});
  CHECK(Case("Fish &amp; chips, \uFFFD.").words("text/encoding") == Words{"&amp;", "\uFFFD"});
  CHECK(Case("São Paulo, Ångström & Co., “naïve”.").count("text/encoding") == 0);
}

TEST_CASE("a long paragraph that stands twice is a warning once") {
  const std::string paragraph = "The council voted on Tuesday night to extend the tram line by four kilometres.\n";
  CHECK(Case(paragraph + "So it was.\n" + paragraph).count("text/repeated-paragraph") == 1);
  CHECK(Case("So it was.\n" + paragraph + "So it was.\n").count("text/repeated-paragraph") == 0);
}

TEST_CASE("a sentence that reports something with nothing annotated in it is a hint, in four languages") {
  for (const auto& [text, language] : {std::pair{"“Yes,” said Ana. Ben told reporters on Monday that it was over.", "en"}, {"“Yes,” said Ana. According to the city, it was over.", "en"},
                                       {"„Ja“, sagte Ana. Ben erklärte am Montag, dass es vorbei sei.", "de"}, {"« Oui », dit Ana. Ben a déclaré que c’était fini.", "fr"},
                                       {"«Sí», dijo Ana. Ben afirmó que todo había terminado.", "es"}}) {
    CAPTURE(text);
    Case made(text, language);
    CHECK(made.count("text/missed-indirect") == 0);  // nobody has begun
    made.annotated.at("content", {{CodePoint{0}, CodePoint{4}}});
    CHECK(made.count("text/missed-indirect") == 1);
  }
}

TEST_CASE("a noun before 'that', and a sentence that is annotated, report nothing") {
  Case made("“Yes,” said Ana. The report that came late was short. She said that it was over.");
  made.on("content", {"“Yes,”"});
  made.on("cue", {"said that"});
  CHECK(made.count("text/missed-indirect") == 0);
}

namespace {

// Two articles with one sentence, by `first` and by `second`, and then the first once more.
std::vector<std::size_t> found_in(const std::string& first, const std::string& second, const std::string& kind = "direct") {
  const Article a = test::an_article("“We must act before the winter,” she said.", "a"), b = test::an_article("So “we must act before the winter”, it says.", "b");
  CheckOptions options;
  options.rules = {"text/annotated-otherwise"};
  Checkers checkers(test::built_plugins(), options);
  Registry registry;
  for (const auto& [id, name] : {std::pair{"ana-0001", "Ana Ruiz"}, {"ben-0002", "Ben Low"}}) registry.entities.put(test::an_entity(id, name));
  std::vector<std::size_t> counts;
  const auto check = [&](const Article& article, const std::string& words, const std::string& entity, const std::string& what) {
    test::Annotated annotated(article);
    const auto content = annotated.on("content", {words}, {{"kind", what}});
    annotated.frame({{"content", to({content})}, {"source", {Filler{EntityId(entity), {}, {}}}}});
    counts.push_back(checkers.check_article(test::attribution_scheme(), registry, article, annotated.get()).findings.size());
  };
  check(a, "“We must act before the winter,”", first, "direct");
  check(b, "“we must act before the winter”", second, kind);
  check(a, "“We must act before the winter,”", second, kind);
  return counts;
}

}  // namespace

TEST_CASE("the same words by another speaker or of another kind in another article are a hint") {
  CHECK(found_in("ana-0001", "ben-0002") == std::vector<std::size_t>{0, 1, 0});
  CHECK(found_in("ana-0001", "ana-0001", "indirect") == std::vector<std::size_t>{0, 1, 0});
  CHECK(found_in("ana-0001", "ana-0001") == std::vector<std::size_t>{0, 0, 0});
}

TEST_CASE("an article whose words another has is a warning that names it, and one that comes again is not its own twin") {
  std::string text;
  for (int i = 0; i < 12; ++i) text += "The council voted on Tuesday night, item " + std::to_string(i) + ".\n";
  CheckOptions options;
  options.rules = {"text/same-article"};
  Checkers checkers(test::built_plugins(), options);
  const auto check = [&](const std::string& id, const std::string& words) {
    const Article article = test::an_article(words, id);
    return checkers.check_article(test::attribution_scheme(), {}, article, test::Annotated(article).get()).findings;
  };
  CHECK(check("a", text).empty());
  CHECK(check("c", text + "And so on.\n").empty());
  CHECK(check("a", text).empty());
  const auto found = check("b", text);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "The article a has the same words");
}
