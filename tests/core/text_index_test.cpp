#include "core/text/text_index.h"

#include <doctest/doctest.h>

#include <random>

#include "core/text/utf8.h"
#include "tests/core/random_text.h"

using namespace sayso;

TEST_CASE("a CRLF is two code points, an astral character one and two UTF-16 units") {
  const std::string text = "a\r\n😀e\u0301";
  const TextIndex index(text);
  CHECK(index.code_point_end() == CodePoint{6});
  CHECK(index.utf16_end() == Utf16{7});
  CHECK(index.to_byte(CodePoint{3}) == Byte{3});
  CHECK(index.to_byte(CodePoint{4}) == Byte{7});
  CHECK(index.to_utf16(CodePoint{4}) == Utf16{5});
  CHECK(index.to_code_point(Utf16{5}) == CodePoint{4});
  CHECK(index.slice(CodePointRange{CodePoint{3}, CodePoint{5}}) == "😀e");
}

TEST_CASE("positions inside a character or past the end are none") {
  const std::string text = "é😀";
  const TextIndex index(text);
  CHECK_FALSE(index.checked_code_point(Byte{1}));
  CHECK_FALSE(index.checked_code_point(Byte{4}));
  CHECK_FALSE(index.checked_code_point(Byte{7}));
  CHECK(index.checked_code_point(Byte{6}) == CodePoint{2});
  CHECK_FALSE(index.checked_byte(Utf16{2}));
  CHECK_FALSE(index.checked_byte(Utf16{4}));
  CHECK(index.checked_byte(Utf16{3}) == Byte{6});
  CHECK_FALSE(index.checked_byte(CodePoint{3}));
  CHECK_FALSE(index.checked_byte(CodePoint{std::size_t(-1)}));
  CHECK_FALSE(index.checked_bytes({CodePoint{2}, CodePoint{1}}));
  CHECK_FALSE(index.checked_code_points({Byte{2}, Byte{0}}));
  CHECK(index.checked_bytes({CodePoint{1}, CodePoint{2}}) == ByteRange{Byte{2}, Byte{6}});
  CHECK(index.checked_code_points({Byte{0}, Byte{2}}) == CodePointRange{CodePoint{0}, CodePoint{1}});
}

TEST_CASE("an empty text has one place and one line") {
  const TextIndex index("");
  CHECK(index.to_byte(CodePoint{0}) == Byte{0});
  CHECK(index.to_code_point(Byte{0}) == CodePoint{0});
  CHECK(index.to_utf16(Byte{0}) == Utf16{0});
  CHECK(index.lines() == 1);
  CHECK(index.line_of(Byte{0}) == 1);
  CHECK(index.line(1).empty());
  CHECK(TextIndex().lines() == 1);
}

TEST_CASE("lines end at LF and come without their ends") {
  const std::string text = "one\r\ntwo\n\nfour\r";
  const TextIndex index(text);
  CHECK(index.lines() == 4);
  CHECK(index.slice(index.line(1)) == "one");
  CHECK(index.slice(index.line(2)) == "two");
  CHECK(index.slice(index.line(3)) == "");
  CHECK(index.slice(index.line(4)) == "four\r");
  CHECK(index.line_of(Byte{4}) == 1);
  CHECK(index.line_of(Byte{5}) == 2);
  CHECK(index.line_of(Byte{text.size()}) == 4);
}

TEST_CASE("every position of a text agrees with counting from its start") {
  std::mt19937 random(1);
  for (int run = 0; run < 30; ++run) {
    const std::string text = random_text(random, 4000);
    const TextIndex index(text);
    std::size_t code_point = 0, utf16 = 0, line = 1;
    for (std::size_t at = 0; at <= text.size(); ++at) {
      if (!is_code_point_boundary(text, Byte{at})) {
        REQUIRE_FALSE(index.checked_code_point(Byte{at}));
        continue;
      }
      REQUIRE(index.to_code_point(Byte{at}) == CodePoint{code_point});
      REQUIRE(index.to_byte(CodePoint{code_point}) == Byte{at});
      REQUIRE(index.to_utf16(Byte{at}) == Utf16{utf16});
      REQUIRE(index.to_byte(Utf16{utf16}) == Byte{at});
      REQUIRE(index.line_of(Byte{at}) == line);
      if (at == text.size()) break;
      const bool astral = decode(text, Byte{at}).code_point > 0xFFFF;
      if (astral) REQUIRE_FALSE(index.checked_byte(Utf16{utf16 + 1}));
      ++code_point;
      utf16 += astral ? 2 : 1;
      if (text[at] == '\n') ++line;
    }
    REQUIRE(index.lines() == line);
    for (std::size_t n = 1; n <= index.lines(); ++n) {
      const auto range = index.line(n);
      REQUIRE(index.line_of(range.begin) == n);
      REQUIRE(index.slice(range).find('\n') == std::string_view::npos);
    }
  }
}

TEST_CASE("the index takes less than two in a hundred of a long text") {
  const std::string text(1'000'000, 'x');
  CHECK(TextIndex(text).memory() < text.size() / 50);
}

TEST_CASE("a long line without an end is found") {
  const std::string text = std::string(100'000, 'x') + "\n" + std::string(100'000, 'y');
  const TextIndex index(text);
  CHECK(index.line(1).length() == 100'000);
  CHECK(index.line(2).begin == Byte{100'001});
}
