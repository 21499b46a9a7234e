#include <doctest/doctest.h>

#include "annotations/edit/update.h"
#include "core/files/read_file.h"
#include "plugins/host/checkers.h"
#include "tests/plugins/fixture.h"

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

using Words = std::vector<std::string>;

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
  const std::string text = "It is “hype” again.";
  const Article article = test::an_article(text);
  for (const auto& [marks, expected] : {std::pair{"in", "“hype”"}, {"out", "hype"}}) {
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
