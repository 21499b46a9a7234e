#include "tests/plugins/checking.h"

using namespace sayso;
using test::Case;
using test::to;
using test::Words;

TEST_CASE("white space at the end of a span is an error and the fix trims it") {
  Case made("“Yes,” said Ana Ruiz quietly.");
  made.on("mention", {" Ana Ruiz "});
  CHECK(made.is_settled_by_fix("boundaries/space", "trim"));
  CHECK(made.annotated.get().spans.begin()->text == Words{"Ana Ruiz"});
}

TEST_CASE("a span of white space alone is an error without a fix") {
  Case made("“Yes,” said Ana.");
  made.on("mention", {" "});
  const auto findings = made.check("boundaries/space");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].severity == Severity::error);
  CHECK(findings[0].fixes.empty());
}

TEST_CASE("a cut word is whole again by the fix, whichever end is nearer") {
  for (const auto& [cut, whole] : {std::pair{"inister spoke", "minister spoke"}, {"minister s", "minister"}, {"minister spok", "minister spoke"}}) {
    CAPTURE(cut);
    Case made("The minister spoke.");
    made.on("mention", {cut});
    CHECK(made.is_settled_by_fix("boundaries/cut-word", "whole words"));
    CHECK(made.annotated.get().spans.begin()->text == Words{whole});
  }
}

TEST_CASE("apostrophes, hyphens and scripts without spaces cut no word") {
  for (const auto& [text, words] : {std::pair{"Merkel’s office said no.", "Merkel"}, {"Die EU-Kommission lehnt ab.", "EU"}, {"「はい」と首相は言った。", "首相"}, {"He’d said so.", "He"}}) {
    CAPTURE(text);
    Case made(text);
    made.on("mention", {words});
    CHECK(made.count("boundaries/cut-word") == 0);
  }
}

TEST_CASE("punctuation is left out of cues, mentions and indirect contents by the fix") {
  for (const auto& [layer, words, left] : {std::tuple{"cue", "said:", "said"}, {"mention", "Ana Ruiz,", "Ana Ruiz"}, {"content", "it was over.", "it was over"}}) {
    CAPTURE(words);
    Case made("Ana Ruiz, who said: no, told us that it was over.");
    made.on(layer, {words});
    CHECK(made.is_settled_by_fix("boundaries/punctuation", "leave it out"));
    CHECK(made.annotated.get().spans.begin()->text == Words{left});
  }
}

TEST_CASE("what is part of a word or of a quote is no punctuation to leave out") {
  Case made("Acme Inc. told the U.S. that “it is over.” Is it?");
  made.on("mention", {"Acme Inc."});
  made.on("mention", {"the U.S."});
  made.on("content", {"“it is over.”"}, {{"kind", std::string("direct")}});
  made.on("content", {"Is it?"}, {{"kind", std::string("indirect")}});
  CHECK(made.count("boundaries/punctuation") == 0);
}

TEST_CASE("a policy that takes the full stop in lets it stand") {
  Case made("She said that it was over.");
  made.on("content", {"it was over."}, {{"kind", std::string("indirect")}});
  CHECK(made.count("boundaries/punctuation") == 1);
  made.scheme.policy["final-punctuation"] = std::string("in");
  CHECK(made.count("boundaries/punctuation") == 0);
}

TEST_CASE("an auxiliary or a negation before a cue is taken in by the fix, in English and German") {
  for (const auto& [text, language, cue, whole] : {std::tuple{"He has repeatedly said that it is over.", "en", "said", "has repeatedly said"},
                                                   {"He did not say that it is over.", "en", "say", "did not say"},
                                                   {"Er wird sagen, dass es vorbei ist.", "de", "sagen", "wird sagen"}}) {
    CAPTURE(text);
    Case made(text, language);
    made.on("cue", {cue});
    CHECK(made.is_settled_by_fix("boundaries/auxiliary", "take it in"));
    CHECK(made.annotated.get().spans.begin()->text == Words{whole});
  }
}

TEST_CASE("a policy without auxiliaries leaves them out by the fix") {
  Case made("He did not say that it is over.");
  made.scheme.policy["auxiliaries-in-cue"] = false;
  made.on("cue", {"did not say"});
  CHECK(made.is_settled_by_fix("boundaries/auxiliary", "leave it out"));
  CHECK(made.annotated.get().spans.begin()->text == Words{"say"});
}

TEST_CASE("a cue without an auxiliary before it is left alone") {
  Case made("He said so. According to him it is over.");
  made.on("cue", {"said"});
  made.on("cue", {"According to"});
  CHECK(made.count("boundaries/auxiliary") == 0);
}

TEST_CASE("a title or an article before a mention is taken in by the fix, in English and German") {
  for (const auto& [text, language, words, form, whole] :
       {std::tuple{"Today Mr. Olsen spoke.", "en", "Olsen", "name", "Mr. Olsen"}, {"Today the spokesman spoke.", "en", "spokesman", "description", "the spokesman"},
        {"Heute sprach Herr Olsen.", "de", "Olsen", "name", "Herr Olsen"}, {"Heute sprach der Sprecher.", "de", "Sprecher", "description", "der Sprecher"}}) {
    CAPTURE(text);
    Case made(text, language);
    made.on("mention", {words}, {{"form", std::string(form)}});
    CHECK(made.is_settled_by_fix("boundaries/mention-extent", "take it in"));
    CHECK(made.annotated.get().spans.begin()->text == Words{whole});
  }
}

TEST_CASE("a mention that has its article, and another policy, are left alone") {
  Case made("We think that the spokesman said to Olsen no.");
  made.on("mention", {"the spokesman"}, {{"form", std::string("description")}});
  made.on("mention", {"Olsen"}, {{"form", std::string("name")}});
  CHECK(made.count("boundaries/mention-extent") == 0);
  Case heads("Today Mr. Olsen spoke.");
  heads.scheme.policy["mention-extent"] = std::string("head");
  heads.on("mention", {"Olsen"}, {{"form", std::string("name")}});
  CHECK(heads.count("boundaries/mention-extent") == 0);
}

TEST_CASE("an interrupted quote in two contents becomes one by the fix") {
  Case made("“Today,” said Ana, “it is over.”");
  const auto first = made.on("content", {"“Today,”"}), second = made.on("content", {"“it is over.”"});
  const auto cue = made.on("cue", {"said"});
  made.frame({{"content", to({first, second})}, {"cue", to({cue})}});
  CHECK(made.is_settled_by_fix("boundaries/interrupted", "make one"));
  CHECK(made.annotated.get().spans.size() == 2);
}

TEST_CASE("a policy of two contents finds an interrupted quote that is one, and two paragraphs are two quotes") {
  Case made("“Today,” said Ana, “it is over.”");
  const auto one = made.on("content", {"“Today,”", "“it is over.”"});
  made.frame({{"content", to({one})}, {"cue", to({made.on("cue", {"said"})})}});
  CHECK(made.count("boundaries/interrupted") == 0);
  made.scheme.policy["interrupted-quotes"] = std::string("two");
  CHECK(made.count("boundaries/interrupted") == 1);
  Case apart("“Today,” said Ana.\n“It is over.”");
  const auto a = apart.on("content", {"“Today,”"}), b = apart.on("content", {"“It is over.”"});
  apart.frame({{"content", to({a, b})}, {"cue", to({apart.on("cue", {"said"})})}});
  CHECK(apart.count("boundaries/interrupted") == 0);
}
