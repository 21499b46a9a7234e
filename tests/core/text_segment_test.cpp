#include "core/text/segment.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <thread>

#include "core/text/utf8.h"
#include "tests/core/random_text.h"

using namespace sayso;

namespace {

std::string_view slice(std::string_view text, ByteRange range) {
  return text.substr(range.begin.value, range.length());
}

std::vector<std::string> slices(std::string_view text, const std::vector<ByteRange>& ranges) {
  std::vector<std::string> found;
  for (const auto& range : ranges) found.emplace_back(slice(text, range));
  return found;
}

ByteRange all(std::string_view text) { return {Byte{0}, Byte{text.size()}}; }

std::vector<std::string> words_of(std::string_view text, std::string_view locale = "en") {
  return slices(text, Segmenter(text, locale).words(all(text)));
}

}  // namespace

TEST_CASE("a grapheme is what a reader takes for one character") {
  const std::string text = "e\u0301\r\n👩‍👩‍👧x";
  Segmenter segments(text);
  std::vector<std::string> graphemes;
  for (Byte at; at < Byte{text.size()};) {
    const Byte next = segments.next_grapheme(at);
    graphemes.push_back(text.substr(at.value, next.value - at.value));
    at = next;
  }
  CHECK(graphemes == std::vector<std::string>{"e\u0301", "\r\n", "👩‍👩‍👧", "x"});
  CHECK(segments.previous_grapheme(Byte{5}) == Byte{3});
  CHECK(segments.previous_grapheme(Byte{0}) == Byte{0});
  CHECK(segments.next_grapheme(Byte{text.size()}) == Byte{text.size()});
}

TEST_CASE("a place inside a grapheme is no boundary and belongs to its start") {
  const std::string text = "ae\u0301\r\n😀";
  Segmenter segments(text);
  for (const std::size_t inside : {2u, 3u, 5u, 7u, 8u}) {
    CAPTURE(inside);
    CHECK_FALSE(segments.is_grapheme_boundary(Byte{inside}));
  }
  CHECK(segments.grapheme_start(Byte{3}) == Byte{1});
  CHECK(segments.grapheme_start(Byte{5}) == Byte{4});
  CHECK(segments.grapheme_start(Byte{8}) == Byte{6});
  CHECK(segments.grapheme_start(Byte{4}) == Byte{4});
  CHECK(segments.is_grapheme_boundary(Byte{text.size()}));
}

TEST_CASE("words are letters or digits, with apostrophes inside") {
  CHECK(words_of("“It’s o'clock,” he said: 3.14 — e\u0301te\u0301!") ==
        std::vector<std::string>{"It’s", "o'clock", "he", "said", "3.14", "e\u0301te\u0301"});
  CHECK(words_of("").empty());
  CHECK(words_of(" … !").empty());
}

TEST_CASE("languages without spaces have words too") {
  CHECK(words_of("ภาษาไทย", "th") == std::vector<std::string>{"ภาษา", "ไทย"});
  CHECK(words_of("東京都", "ja").size() >= 1);
}

TEST_CASE("the word at a place contains it or ends there") {
  const std::string text = "say “don’t” now";
  Segmenter segments(text, "en");
  const auto word = [&](std::string_view before) {
    return std::string(slice(text, segments.word_at(Byte{text.find(before) + before.size()})));
  };
  CHECK(word("sa") == "say");
  CHECK(word("say") == "say");
  CHECK(word("say ") == "");
  CHECK(word("“") == "don’t");
  CHECK(word("“don’") == "don’t");
  CHECK(word("“don’t") == "don’t");
  CHECK(word("now") == "now");
  CHECK(segments.word_at(Byte{4}).begin == Byte{4});
  CHECK(Segmenter("").word_at(Byte{0}).empty());
}

TEST_CASE("moving by words stops at their ends and starts") {
  const std::string text = "one, two";
  Segmenter segments(text);
  CHECK(segments.next_word_end(Byte{0}) == Byte{3});
  CHECK(segments.next_word_end(Byte{3}) == Byte{8});
  CHECK(segments.next_word_end(Byte{8}) == Byte{8});
  CHECK(segments.previous_word_start(Byte{8}) == Byte{5});
  CHECK(segments.previous_word_start(Byte{5}) == Byte{0});
  CHECK(segments.previous_word_start(Byte{0}) == Byte{0});
}

TEST_CASE("sentences come without the white space after them") {
  const std::string text = "  We must act. “Now!” he said.\r\n\r\nLast one";
  Segmenter segments(text, "en");
  const auto found = slices(text, segments.sentences(all(text)));
  REQUIRE(found.size() >= 3);
  CHECK(found.front() == "We must act.");
  CHECK(found.back() == "Last one");
  CHECK(slice(text, segments.sentence_at(Byte{5})) == "We must act.");
  CHECK(slice(text, segments.sentence_at(Byte{text.size()})) == "Last one");
  CHECK(Segmenter("").sentence_at(Byte{0}).empty());
}

TEST_CASE("an unknown locale falls back to Unicode's rules") {
  CHECK(words_of("one two", "xx-unknown") == std::vector<std::string>{"one", "two"});
}

TEST_CASE("bytes that are not UTF-8 neither crash nor stop the way") {
  const std::string text = "ab\xFF\xC3 cd\xF0\x9F";
  Segmenter segments(text);
  std::size_t steps = 0;
  for (Byte at; at < Byte{text.size()} && steps < 100; ++steps) at = segments.next_grapheme(at);
  CHECK(steps < 20);
  CHECK(segments.words(all(text)).size() == 2);
}

TEST_CASE("in any text, going forth and back meets the same boundaries, and ranges lie in the text") {
  std::mt19937 random(3);
  for (int run = 0; run < 100; ++run) {
    const std::string text = random_text(random, 60);
    Segmenter segments(text, "en");
    std::vector<Byte> forth{Byte{0}}, back{Byte{text.size()}};
    while (forth.back() < Byte{text.size()}) forth.push_back(segments.next_grapheme(forth.back()));
    while (back.back() > Byte{0}) back.push_back(segments.previous_grapheme(back.back()));
    REQUIRE(std::equal(forth.begin(), forth.end(), back.rbegin(), back.rend()));
    const auto words = segments.words(all(text));
    for (std::size_t at = 0; at <= text.size(); ++at) {
      const auto start = segments.grapheme_start(Byte{at});
      REQUIRE(*std::prev(std::upper_bound(forth.begin(), forth.end(), Byte{at})) == start);
      const auto word = segments.word_at(Byte{at});
      REQUIRE(word.end <= Byte{text.size()});
      if (!word.empty()) REQUIRE(std::find(words.begin(), words.end(), word) != words.end());
      REQUIRE(segments.sentence_at(Byte{at}).end <= Byte{text.size()});
    }
  }
}

TEST_CASE("each thread has a segmenter of its own for one text") {
  std::mt19937 random(4);
  const std::string text = random_text(random, 5000);
  const auto expected = Segmenter(text).words(all(text));
  std::vector<std::vector<ByteRange>> found(4);
  {
    std::vector<std::jthread> threads;
    for (auto& mine : found) threads.emplace_back([&] { mine = Segmenter(text).words(all(text)); });
  }
  for (const auto& mine : found) CHECK(mine == expected);
}
