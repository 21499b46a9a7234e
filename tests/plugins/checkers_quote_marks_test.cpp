#include <doctest/doctest.h>

#include "core/files/read_file.h"
#include "tests/plugins/checking.h"

using namespace sayso;

namespace {

CheckReport check(const Article& article, const Annotations& annotations,
                  const std::vector<std::string>& rules, Scheme scheme = test::attribution_scheme()) {
  Checkers checkers(test::built_plugins(), {rules, {}, {}});
  auto report = checkers.check_article(scheme, {}, article, annotations);
  for (const Error& failure : report.failures) FAIL_CHECK(to_text(failure));
  return report;
}

CheckReport check(const std::string& text, const std::string& rule) {
  const Article article = test::an_article(text);
  return check(article, test::Annotated(article).get(), {rule});
}

// The words at each finding's place.
std::vector<std::string> words(const CheckReport& report, const std::string& text) {
  const TextIndex index(text);
  std::vector<std::string> found;
  for (const Finding& finding : report.findings) {
    for (const auto& at : finding.at) found.emplace_back(index.slice(at));
  }
  return found;
}

using test::Case;
using test::to;
using test::Words;

}  // namespace

TEST_CASE("marks of several conventions are paired without a complaint") {
  for (const char* text :
       {"“We must act,” she said. “Now.”", "She said ‘it’s the dogs’ dinner’ and left.",
        "\"Yes,\" he said, \"and no.\"", "„Ja“, sagte er, „aber nicht ‚so‘.“", "„Tak”, powiedział.",
        "« Oui », dit-elle, « et non ».", "»Ja«, sagte er, »und ›nein‹.«", "”Ja”, sade hon.",
        "「はい」と言った。", "The politicians’ rhetoric of the ’90s; rock ’n’ roll.",
        "“First paragraph goes on.\n“And ends here.” So it was.", "“One says “yes” here.”",
        "He is 6' 2\" tall.", "Don't say 'no' to the dogs' dinner.", "She said “he told me ‘go’.”"}) {
    CAPTURE(text);
    CHECK(check(text, "quote-marks/unbalanced").findings.empty());
  }
}

TEST_CASE("a mark that closes, opens or looks amiss is an error at its place") {
  const std::vector<std::pair<std::string, Words>> cases = {
      {"He praised Brinken’s visit.“\nNext.", {"“"}},
      {"“We will be ready.” ‘ added.", {"‘"}},
      {"She said “we must act.\nThen she left.", {"“"}},
      {"It is so,” he said.", {"”"}},
      {"“Yes“ he said.", {"“"}},
      {"„Tod dem Diktator\", riefen sie.", {"\""}},
      {"Il a dit oui ».", {"»"}},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    const auto report = check(text, "quote-marks/unbalanced");
    CHECK(words(report, text) == expected);
    for (const Finding& finding : report.findings) CHECK(finding.severity == Severity::error);
  }
}

TEST_CASE("the messages name the words in question and the line") {
  const auto report = check("One.\nHe praised the visit.“", "quote-marks/unbalanced");
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].message == "Closing mark “ closes nothing: He praised the visit.“");
  CHECK(report.findings[0].line == 2);
}

TEST_CASE("words between marks are a hint until they are annotated or marked as no quote") {
  const std::string text = "He calls it “hype” and says “we must act”; his “motto” is known.";
  const Article article = test::an_article(text);
  test::Annotated annotated(article);
  annotated.on("content", {"we must act"});
  annotated.on("not-quote", {"“motto”"});
  const auto report = check(article, annotated.get(), {"quote-marks/unannotated"});
  CHECK(words(report, text) == Words{"“hype”"});
}

TEST_CASE("the fix 'annotate' makes a direct content and its attribution, marks as the policy says") {
  const std::string text = "It is “all that we have” again.";
  const Article article = test::an_article(text);
  for (const auto& [marks, expected] : {std::pair{"in", "“all that we have”"}, {"out", "all that we have"}}) {
    Scheme scheme = test::attribution_scheme();
    scheme.policy["marks"] = std::string(marks);
    const auto report = check(article, test::Annotated(article).get(), {"quote-marks/unannotated"}, scheme);
    REQUIRE(report.findings.size() == 1);
    REQUIRE(report.findings[0].fixes.size() == 2);
    CHECK(report.findings[0].fixes[0].title == "annotate");
    Annotations state = test::Annotated(article).get();
    for (const Edit& edit : report.findings[0].fixes[0].edits) state = update(state, edit).value();
    REQUIRE(state.spans.size() == 1);
    CHECK(state.spans.begin()->text == Words{expected});
    REQUIRE(state.frames.size() == 1);
    CHECK(fillers(*state.frames.begin(), "content").size() == 1);
  }
}

TEST_CASE("an attribution whose source is unanswered is a warning, one answered 'none' is not") {
  const Article article = test::an_article("“We must act,” it said. “No,” they said.");
  test::Annotated annotated(article);
  const auto open = annotated.on("content", {"“We must act,”"});
  const auto closed = annotated.on("content", {"“No,”"});
  annotated.frame({{"content", test::to({open})}});
  annotated.frame({{"content", test::to({closed})}, {"source", {}}});
  const auto report = check(article, annotated.get(), {"quote/no-speaker"});
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].message == "“We must act,” has no speaker");
  CHECK(report.findings[0].severity == Severity::warning);
}

TEST_CASE("a content that leaves its marks out is a hint, and the fix takes them in") {
  const Article article = test::an_article("“We must act,” it said.");
  test::Annotated annotated(article);
  annotated.on("content", {"We must act,"});
  const auto report = check(article, annotated.get(), {"quote/boundary"});
  REQUIRE(report.findings.size() == 1);
  REQUIRE(report.findings[0].fixes.size() == 1);
  const auto state = update(annotated.get(), report.findings[0].fixes[0].edits.at(0));
  REQUIRE(state.ok());
  CHECK(state->spans.begin()->text == Words{"“We must act,”"});
}

TEST_CASE("a dismissed finding is marked, also after the text before it has moved") {
  const Article before = test::an_article("He calls it “hype” here.");
  const auto report = check(before, test::Annotated(before).get(), {"quote-marks/unannotated"});
  REQUIRE(report.findings.size() == 1);
  const Article after = test::an_article("Today he calls it “hype” here, not “hope”.");
  test::Annotated annotated(after);
  annotated.get().dismissed.put(
      Dismissal{RecordId("d1"), {}, {}, "", dismissal_key(report.findings[0]), "a scare", {}});
  const auto again = check(after, annotated.get(), {"quote-marks/unannotated"});
  REQUIRE(again.findings.size() == 2);
  CHECK(again.findings[0].dismissed);
  CHECK(again.findings[0].reason == "a scare");
  CHECK_FALSE(again.findings[1].dismissed);
}

TEST_CASE("an opening mark in the place of a closing one is an error in every convention") {
  for (const auto& [text, mark] : {std::pair{"«Oui« dit-il.", "«"}, {"»Ja» sagte er.", "»"}, {"„Ja„ sagte er.", "„"}, {"”Yes“ he said.", "”"}}) {
    CAPTURE(text);
    const auto found = words(check(text, "quote-marks/unbalanced"), text);
    REQUIRE_FALSE(found.empty());
    CHECK(std::ranges::count(found, mark) == 1);
  }
}

TEST_CASE("a quote that its own paragraph reports has lost its end, and one over two paragraphs has not") {
  const std::string lost = "“We must act, said Ana Ruiz.\n“Now,” she added.";
  CHECK(Case(lost).words("quote-marks/unbalanced") == Words{"“"});
  CHECK(Case("„Wir müssen handeln, sagte Ana Ruiz.\n„Jetzt“, fügte sie hinzu.", "de").words("quote-marks/unbalanced") == Words{"„"});
  CHECK(Case("“We must act, now and here.\n“Now,” she added.").count("quote-marks/unbalanced") == 0);
}

TEST_CASE("a mark that differs from all others is a warning, and a pair that does a hint") {
  const std::string others = "„Eins“ und „zwei“ und „drei“ und „vier“. ";
  CHECK(Case(others + "Und „fünf”.", "de").words("quote-marks/mismatched") == Words{"„", "”"});
  CHECK(Case(others + "Und \"fünf\".", "de").words("quote-marks/convention") == Words{"\"", "\""});
  CHECK(Case(others + "Und „er sagte ‚fünf‘“.", "de").count("quote-marks/convention") == 0);
  CHECK(Case("“One” and “two” and “three” and \"four\".").count("quote-marks/convention") == 1);
  CHECK(Case("“One” and \"two\" and „three“.").count("quote-marks/convention") == 0);  // no convention is the article's
}

TEST_CASE("a word kept at a distance is a hint whose fix says that it is no quote, in English and German") {
  for (const auto& [text, language, word] : {std::tuple{"The “temporary” terminus is old.", "en", "“temporary”"}, {"Die „vorläufige“ Lösung ist alt.", "de", "„vorläufige“"}}) {
    CAPTURE(text);
    Case made(text, language);
    CHECK(made.words("quote-marks/scare") == Words{word});
    CHECK(made.count("quote-marks/unannotated") == 0);
    CHECK(made.is_settled_by_fix("quote-marks/scare", "not a quote"));
    CHECK(made.annotated.get().spans.begin()->attributes.at("reason") == Value(std::string("scare")));
    CHECK(made.count("quote-marks/unannotated") == 0);
  }
}

TEST_CASE("words in a sentence that reports, after a colon or with a stop of their own are no scare quotes") {
  for (const char* text : {"He called it “hype”.", "His answer: “No way”.", "“Hype” is all there is.", "It was “over.” Then he left.", "The “old and very tired terminus” is closed."}) {
    CAPTURE(text);
    CHECK(Case(text).count("quote-marks/scare") == 0);
    CHECK(Case(text).count("quote-marks/unannotated") == 1);
  }
}

TEST_CASE("words that were settled once as no quote are not asked again in the article, nor those that the settings name") {
  Case made("The “temporary” terminus is old. Nobody likes the “Temporary” terminus. The “reform” is late.");
  CHECK(made.count("quote-marks/scare") == 3);
  made.on("not-quote", {"“temporary”"});
  CHECK(made.words("quote-marks/scare") == Words{"“reform”"});
  made.settings["quote-marks"] = {{"settled-words", "spin, Reform"}};
  CHECK(made.count("quote-marks/scare") == 0);
  Case fewer("The “pilot phase” is over.");
  fewer.settings["quote-marks"] = {{"scare-words", "1"}};
  CHECK(fewer.count("quote-marks/scare") == 0);
}

TEST_CASE("a kind that contradicts the marks is mended by the fix") {
  for (const auto& [words, kind, better] : {std::tuple{"“We must act now,”", "indirect", "direct"}, {"it was over", "direct", "indirect"}, {"it was over", "mixed", "indirect"},
                                            {"the city had “thrown the key away” again", "indirect", "mixed"}}) {
    CAPTURE(words);
    Case made("“We must act now,” said Ana. She said that it was over and that the city had “thrown the key away” again.");
    made.on("content", {words}, {{"kind", std::string(kind)}});
    CHECK(made.is_settled_by_fix("quote-marks/kind", better));
  }
}

TEST_CASE("marks of a quote inside, of no quote, and of a larger quote do not decide the kind") {
  Case made("“He said, ‘Go away now,’ and I went,” said Ana. She said that the “temporary” terminus was old.\n– Oui, dit-elle.");
  made.on("content", {"“He said, ‘Go away now,’ and I went,”"}, {{"kind", std::string("direct")}});
  made.on("content", {"‘Go away now,’"}, {{"kind", std::string("direct")}});
  made.on("content", {"I went"}, {{"kind", std::string("indirect")}});
  made.on("content", {"the “temporary” terminus was old"}, {{"kind", std::string("indirect")}});
  made.on("not-quote", {"“temporary”"});
  made.on("content", {"Oui"}, {{"kind", std::string("direct")}});
  CHECK(made.count("quote-marks/kind") == 0);
}

TEST_CASE("a content inside a larger quote takes in no mark of that") {
  Case made("“He told me that it was over,” she said. “Now.”");
  made.on("content", {"it was over"});
  made.on("content", {"“Now.”"});
  CHECK(made.count("quote/boundary") == 0);
}

TEST_CASE("a scheme that asks for no speaker is not told of missing ones") {
  Case made("“No,” they said.");
  made.frame({{"content", to({made.on("content", {"“No,”"})})}});
  CHECK(made.count("quote/no-speaker") == 1);
  for (Layer& layer : made.scheme.layers) {
    for (RoleRule& role : layer.roles) role.least = 0;
  }
  CHECK(made.count("quote/no-speaker") == 0);
}

TEST_CASE("the marks of a real news article are found and paired") {
  const auto text = read_file(real_files(), SAYSO_SOURCE_DIR "/../shared/articles/blinken-xi-beijing.txt");
  if (!text) {
    MESSAGE("skipped: the article is not here");
    return;
  }
  const auto unbalanced = check(*text, "quote-marks/unbalanced");
  REQUIRE(unbalanced.findings.size() == 2);
  CHECK(unbalanced.findings[0].line == 3);
  CHECK(unbalanced.findings[1].line == 27);
  CHECK(check(*text, "quote-marks/unannotated").findings.size() == 16);
}
