#include "core/text/utf8.h"

#include <doctest/doctest.h>

#include <random>

#include "tests/core/random_text.h"

using namespace sayso;

TEST_CASE("valid UTF-8 has no bad byte") {
  for (const char* text : {"", "plain", "é", "“It’s”", "日本", "😀👩‍👩‍👧", "\x7F",
                           "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF", "\xEF\xBF\xBF"}) {
    CAPTURE(text);
    CHECK(is_utf8(text));
  }
  CHECK(is_utf8(std::string(1, '\0')));
}

TEST_CASE("the first byte of the first bad sequence is found") {
  struct Case {
    const char* text;
    std::size_t bad;
  };
  for (const auto& [text, bad] :
       {Case{"\x80", 0}, Case{"ab\xC3", 2}, Case{"ab\xC3(", 2}, Case{"\xC0\xAF", 0}, Case{"\xC1\xBF", 0},
        Case{"é\xE0\x80\xAF", 2}, Case{"\xED\xA0\x80", 0}, Case{"\xED\xBF\xBF", 0},
        Case{"12345678901\xF4\x90\x80\x80", 11}, Case{"\xF0\x8F\xBF\xBF", 0}, Case{"\xF5\x80\x80\x80", 0},
        Case{"\xFF", 0}, Case{"😀\xF0\x9F\x98", 4}, Case{"\xE2\x82", 0}, Case{"a\xF0\x9F\x98 b", 1}}) {
    CAPTURE(text);
    CHECK(first_bad_utf8(text) == Byte{bad});
  }
}

TEST_CASE("NUL and byte order marks are found") {
  CHECK(first_nul(std::string_view("a\0b\0", 4)) == Byte{1});
  CHECK_FALSE(first_nul("ab"));
  CHECK(byte_order_mark("\xEF\xBB\xBFtext") == ByteOrderMark::utf8);
  CHECK(byte_order_mark("\xFF\xFEt") == ByteOrderMark::utf16_little);
  CHECK(byte_order_mark("\xFE\xFFt") == ByteOrderMark::utf16_big);
  CHECK(byte_order_mark("\xEF\xBB") == ByteOrderMark::none);
  CHECK(byte_order_mark("") == ByteOrderMark::none);
}

TEST_CASE("code points are iterated with the byte where each begins") {
  std::u32string seen;
  std::vector<std::size_t> at;
  for (const auto item : code_points("aé日😀")) {
    seen += item.code_point;
    at.push_back(item.at.value);
  }
  CHECK((seen == U"aé日😀"));
  CHECK(at == std::vector<std::size_t>{0, 1, 3, 6});
}

TEST_CASE("bytes that are not UTF-8 decode one by one, forwards and backwards alike") {
  const std::string text = "a\x80\xE2\x82z";
  CHECK((to_utf32(text) == U"a\uFFFD\uFFFD\uFFFDz"));
  Byte at{text.size()};
  for (std::size_t expected = text.size(); expected-- > 0;) {
    at = previous_code_point(text, at);
    CHECK(at == Byte{expected});
  }
  CHECK(previous_code_point(text, Byte{0}) == Byte{0});
}

TEST_CASE("a byte inside a code point leads to its start") {
  const std::string text = "a😀\x80";
  for (const std::size_t at : {1u, 2u, 3u, 4u}) CHECK(code_point_start(text, Byte{at}) == Byte{1});
  CHECK(code_point_start(text, Byte{5}) == Byte{5});
  CHECK(code_point_start(text, Byte{6}) == Byte{6});
}

TEST_CASE("what is not a scalar value is written as U+FFFD") {
  std::string text;
  append_utf8(text, 0xD800);
  append_utf8(text, 0x110000);
  CHECK(text == "\uFFFD\uFFFD");
}

TEST_CASE("every scalar value is written and read back alike") {
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    if (code_point == 0xD800) code_point = 0xE000;
    std::string text;
    append_utf8(text, code_point);
    REQUIRE(is_utf8(text));
    REQUIRE(decode(text, Byte{0}).code_point == code_point);
    REQUIRE(decode(text, Byte{0}).next == Byte{text.size()});
    REQUIRE(previous_code_point(text, Byte{text.size()}) == Byte{0});
  }
}

TEST_CASE("validity agrees with decoding for random bytes") {
  std::mt19937 random(1);
  const std::string pieces = "a\x7F\x80\xA0\xBF\xC2\xE0\xED\xEF\xF0\xF4\x90\x8F\x9F";
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto n = random() % 24; n > 0; --n) text += pieces[random() % pieces.size()];
    const auto wide = to_utf32(text);
    // U+FFFD is not among the pieces, so each one in the result is a byte that did not fit.
    REQUIRE(is_utf8(text) == (wide.find(U'\uFFFD') == std::u32string::npos));
    if (is_utf8(text)) REQUIRE(to_utf8(wide) == text);
  }
}

TEST_CASE("code points and UTF-16 units are counted") {
  CHECK(count_code_points("") == 0);
  CHECK(count_code_points("a\r\né😀") == 5);
  CHECK(count_utf16_units("a\r\né😀") == 6);
  std::mt19937 random(2);
  for (int i = 0; i < 200; ++i) {
    const auto text = random_text(random, 300);
    REQUIRE(count_code_points(text) == to_utf32(text).size());
  }
}
