#include "core/text/text_index.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <vector>

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

namespace {

// UTF-16 made plainly, to take stretches of it.
std::u16string utf16_of(std::string_view text) {
  std::u16string units;
  for (const auto [code_point, at] : code_points(text)) {
    if (code_point < 0x10000) {
      units += static_cast<char16_t>(code_point);
    } else {
      units += static_cast<char16_t>(0xD800 + ((code_point - 0x10000) >> 10));
      units += static_cast<char16_t>(0xDC00 + ((code_point - 0x10000) & 0x3FF));
    }
  }
  return units;
}

// The text of any stretch is the same, whichever unit says where it is.
void check_quote(const TextIndex& index, const std::u32string& code_points, const std::u16string& units, CodePointRange at) {
  const std::string quote = to_utf8(code_points.substr(at.begin.value, at.length()));
  REQUIRE(index.slice(at) == quote);
  const ByteRange bytes = index.to_bytes(at);
  REQUIRE(index.text().substr(bytes.begin.value, bytes.length()) == quote);
  REQUIRE(index.to_code_points(bytes) == at);
  const Utf16 begin = index.to_utf16(at.begin), end = index.to_utf16(at.end);
  REQUIRE(units.substr(begin.value, end.value - begin.value) == utf16_of(quote));
  REQUIRE(index.checked_code_point(begin) == at.begin);
  REQUIRE(index.checked_code_point(end) == at.end);
}

}  // namespace

TEST_CASE("a quote is the quoted text, in bytes, code points and UTF-16, of naughty strings and of any Unicode") {
  // SAYSO_QUOTES=N for so many stretches.
  const char* given = std::getenv("SAYSO_QUOTES");
  const int wanted = given ? std::atoi(given) : 30'000;
  std::vector<std::string> texts;
  const std::filesystem::path list = SAYSO_SOURCE_DIR "/../shared/robustness/blns/blns.txt";
  if (std::filesystem::exists(list)) {
    std::ifstream in(list, std::ios::binary);
    std::string all;
    for (std::string line; std::getline(in, line);) {
      if (!is_utf8(line)) continue;
      texts.push_back(line);
      all += line + "\n";
    }
    texts.push_back(all);
  } else {
    MESSAGE("the naughty strings are not beside the repository: without them");
  }
  std::mt19937 random(5);
  for (int i = 0; i < 20; ++i) texts.push_back(random_text(random, 3000));
  std::string any;
  for (int i = 0; i < 20'000; ++i) append_utf8(any, static_cast<char32_t>(random() % 0x110000));
  texts.push_back(any);

  int checked = 0;
  for (std::size_t turn = 0; checked < wanted; ++turn) {
    const std::string& text = texts[turn % texts.size()];
    const TextIndex index(text);
    const std::u32string all = to_utf32(text);
    const std::u16string units = utf16_of(text);
    REQUIRE(index.code_point_end().value == all.size());
    REQUIRE(index.utf16_end().value == units.size());
    for (int i = 0; i < 300 && checked < wanted; ++i, ++checked) {
      const std::size_t begin = random() % (all.size() + 1);
      check_quote(index, all, units, {CodePoint{begin}, CodePoint{begin + random() % (std::min<std::size_t>(all.size() - begin, 400) + 1)}});
    }
  }
  MESSAGE(checked, " quotes");
}
