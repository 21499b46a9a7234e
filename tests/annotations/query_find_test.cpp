// Where words are found in a text.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "annotations/query/find.h"
#include "core/text/case_fold.h"

using namespace sayso;

namespace {

struct InPieces {
  std::vector<CodePoint> begins;
  std::size_t pieces = 0;
  CodePoint known_to;
};

InPieces hits_in(const std::string& text, const std::string& words) {
  InPieces all;
  Search(words).hits_in(text, [&](const std::vector<CodePoint>& begins, CodePoint known_to) {
    CHECK(all.known_to <= known_to);
    for (const CodePoint begin : begins) {
      CHECK(begin >= all.known_to);
      CHECK(begin < known_to);
    }
    all.begins.insert(all.begins.end(), begins.begin(), begins.end());
    all.known_to = known_to;
    ++all.pieces;
    return true;
  });
  return all;
}

// The same by looking at all of the text at once.
std::vector<CodePoint> hits_at_once(const std::string& text, const std::string& words) {
  const std::u32string folded = fold_for_search(text), sought = fold_for_search(words);
  std::vector<CodePoint> begins;
  for (std::size_t at = folded.find(sought); at != std::u32string::npos; at = folded.find(sought, at + sought.size())) begins.emplace_back(at);
  return begins;
}

std::string repeated(const std::string& words, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += words;
  return text;
}

}  // namespace

TEST_CASE("hits: upper and lower case and kinds of white space are the same, and places are code points") {
  const std::string text = "👩‍👩‍👧 é Die Straße\u00a0lang, die STRASSE; ДИЕ\nстраße lang.";
  CHECK(hits_in(text, "die").begins == hits_at_once(text, "die"));
  CHECK(hits_in(text, "DIE").begins.size() == 2);
  CHECK(hits_in(text, "ДиЕ").begins.size() == 1);
  CHECK(hits_in(text, "straße lang").begins.size() == 1);
  CHECK(hits_in("👍🏽a", "A").begins == std::vector<CodePoint>{CodePoint{2}});
  CHECK(hits_in("aaaa aa", "aa").begins == std::vector<CodePoint>{CodePoint{0}, CodePoint{2}, CodePoint{5}});
}

TEST_CASE("hits: a long text gives the same in pieces as at once, also where a hit lies over two of them") {
  std::mt19937 random(7);
  for (const std::string& unit : {std::string("ab aab "), std::string("мэр сказал, "), std::string("€uro 👍🏽 ")}) {
    const std::string text = repeated(unit, 90'000 + random() % 100);
    for (const std::string& words : {unit, std::string("a"), std::string("aab ab"), std::string("сказал, МЭР"), std::string("👍🏽 €"), repeated(unit, 30'000), std::string("none")}) {
      const InPieces found = hits_in(text, words);
      CHECK(found.begins == hits_at_once(text, words));
      CHECK(found.pieces > 2);
      CHECK(found.known_to.value == fold_for_search(text).size());
    }
  }
}

TEST_CASE("hits: nothing to look for takes nothing, and who has enough ends it") {
  std::size_t taken = 0;
  const auto take = [&](const std::vector<CodePoint>&, CodePoint) {
    ++taken;
    return false;
  };
  Search("").hits_in("some text", take);
  CHECK(taken == 0);
  Search("a").hits_in("", take);
  CHECK(taken == 0);
  Search("a").hits_in(repeated("a ", 1'000'000), take);
  CHECK(taken == 1);
}

TEST_CASE("hits: what is found in an article is the same with the words around it") {
  const std::string text = "One day.\nAnother DAY, and one\tday more.";
  const TextIndex index(text);
  const auto found = Search("one day").in_text(ArticleId("a"), index);
  REQUIRE(found.size() == 2);
  CHECK(found[0].at == CodePointRange{CodePoint{0}, CodePoint{7}});
  CHECK(found[1].match == "one day");
  CHECK(found[1].line == 2);
  CHECK(found[1].before == "One day. Another DAY, and ");
}
