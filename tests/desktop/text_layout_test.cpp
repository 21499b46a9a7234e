#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/packaged_fonts.h"
#include "ui/desktop/text/layout.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

constexpr TextStyle kText{FontRole::reading, FontWeight::regular, false, 18};

// Combining marks, curly quotes, Cyrillic, Greek, ligatures, an emoji of several code points.
constexpr const char* kMixed =
    "“It’s e\u0301tude and naïve offices,” — «Мы не спешим», Η απάντηση 👩‍👩‍👧 "
    "flat";

Layout wrapped(FontLibrary& fonts, std::string_view text, float width) {
  return layout_paragraph(fonts, text, kText, {width, 31, 1});
}

}  // namespace

TEST_CASE("a line ends before the word that does not fit") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = "We must act now, said the mayor, or the ferry will not run again this winter.";
  const Layout layout = wrapped(fonts, text, 200);
  REQUIRE(layout.lines.size() > 2);
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    const VisualLine& line = layout.lines[i];
    CHECK(line.width <= 200.02F);
    if (i > 0) CHECK(text[line.begin - 1] == ' ');
    CHECK(line.visible_end > line.begin);
    CHECK(line.top == doctest::Approx(31.0 * static_cast<double>(i)));
  }
}

TEST_CASE("visual lines hold every byte once and in order") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = kMixed;
  const Layout layout = wrapped(fonts, text, 150);
  CHECK(layout.lines.front().begin == 0);
  CHECK(layout.lines.back().end == text.size());
  for (std::size_t i = 1; i < layout.lines.size(); ++i)
    CHECK(layout.lines[i].begin == layout.lines[i - 1].end);
}

TEST_CASE("a word longer than a line is broken at a grapheme") {
  FontLibrary fonts = tests::packaged_fonts();
  std::string text;
  for (int i = 0; i < 40; ++i) text += "e\u0301";
  const Layout layout = wrapped(fonts, text, 60);
  REQUIRE(layout.lines.size() > 3);
  for (const VisualLine& line : layout.lines) {
    CHECK(line.begin % 3 == 0);  // e and its mark are three bytes
    CHECK(line.width <= 60.02F);
  }
}

TEST_CASE("a column narrower than a letter still takes one letter a line") {
  FontLibrary fonts = tests::packaged_fonts();
  const Layout layout = wrapped(fonts, "abc", 1);
  CHECK(layout.lines.size() == 3);
}

TEST_CASE("an empty text has one line with a caret") {
  FontLibrary fonts = tests::packaged_fonts();
  const Layout layout = wrapped(fonts, "", 200);
  REQUIRE(layout.lines.size() == 1);
  CHECK(layout.caret(Byte{0}) == Rect{0, 0, 0, 31});
  CHECK(layout.hit({50, 50}) == Byte{0});
}

TEST_CASE("a line end inside a text begins a new visual line, also at its very end") {
  FontLibrary fonts = tests::packaged_fonts();
  const Layout layout = wrapped(fonts, "one\ntwo\n", 400);
  REQUIRE(layout.lines.size() == 3);
  CHECK(layout.line_of(Byte{4}) == 1);
  CHECK(layout.caret(Byte{8}).y == 62);
}

TEST_CASE("a click on a caret's place finds the same byte again") {
  FontLibrary fonts = tests::packaged_fonts();
  for (const float width : {0.0F, 300.0F, 90.0F}) {
    const Layout layout = wrapped(fonts, kMixed, width);
    for (std::size_t l = 0; l < layout.lines.size(); ++l) {
      const VisualLine& line = layout.lines[l];
      for (std::uint32_t s = line.first_stop; s < line.first_stop + line.stop_count; ++s) {
        const Byte at{layout.stops[s].at};
        if (at > layout.line_end(l)) continue;
        const Rect caret = layout.caret(at);
        CAPTURE(at.value);
        CHECK(layout.hit({caret.x, caret.y + 10}) == at);
      }
    }
  }
}

TEST_CASE("the caret never stands inside a grapheme") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = "xe\u0301👩‍👩‍👧y";
  const Layout layout = wrapped(fonts, text, 0);
  std::vector<std::uint32_t> places;
  for (const CaretStop& stop : layout.stops) places.push_back(stop.at);
  CHECK(places == std::vector<std::uint32_t>{0, 1, 4, static_cast<std::uint32_t>(text.size()) - 1,
                                             static_cast<std::uint32_t>(text.size())});
}

TEST_CASE("caret places advance from left to right, also inside a ligature") {
  FontLibrary fonts = tests::packaged_fonts();
  const Layout layout = wrapped(fonts, "office affluent", 0);
  CHECK(layout.stops.size() == 16);
  for (std::size_t i = 1; i < layout.stops.size(); ++i) CHECK(layout.stops[i].x > layout.stops[i - 1].x);
}

TEST_CASE("a selection has one rectangle a visual line and no gaps inside a line") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = "We must act now, said the mayor, or the ferry will not run again this winter.";
  const Layout layout = wrapped(fonts, text, 200);
  const std::vector<Rect> all = layout.rectangles({Byte{0}, Byte{text.size()}});
  CHECK(all.size() == layout.lines.size());
  const std::vector<Rect> first = layout.rectangles({Byte{3}, Byte{7}});
  const std::vector<Rect> second = layout.rectangles({Byte{7}, Byte{11}});
  REQUIRE(first.size() == 1);
  REQUIRE(second.size() == 1);
  CHECK(first.front().right() == doctest::Approx(second.front().x));
  CHECK(layout.rectangles({Byte{3}, Byte{3}}).empty());
}

TEST_CASE("the end of a wrapped line is before its white space") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = "We must act now, said the mayor, or the ferry will not run.";
  const Layout layout = wrapped(fonts, text, 200);
  const Byte end = layout.line_end(0);
  CHECK(text[end.value] == ' ');
  CHECK(layout.line_of(end) == 0);
  CHECK(layout.hit({1000, 5}) == end);
}

TEST_CASE("at twice the scale the lines break at the same words") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text =
      "We must act now, said the mayor, or the ferry will not run again this winter, nor the next.";
  const Layout one = layout_paragraph(fonts, text, kText, {200, 31, 1});
  const Layout two = layout_paragraph(fonts, text, kText, {200, 31, 2});
  REQUIRE(one.lines.size() == two.lines.size());
  for (std::size_t i = 0; i < one.lines.size(); ++i) CHECK(one.lines[i].begin == two.lines[i].begin);
}

TEST_CASE("a label that is too wide ends in an ellipsis and fits") {
  FontLibrary fonts = tests::packaged_fonts();
  const Layout cut = layout_label(fonts, "A label that is much too long for its card", kText, {120, 0, 1});
  CHECK(cut.cut);
  CHECK(cut.size().width <= 120.02F);
  CHECK(cut.size().width > 80);
  const Layout whole = layout_label(fonts, "Short", kText, {120, 0, 1});
  CHECK_FALSE(whole.cut);
}

TEST_CASE("letter spacing widens a text by the gaps between its letters") {
  FontLibrary fonts = tests::packaged_fonts();
  TextStyle spaced = kText;
  spaced.letter_spacing = 2;
  const float plain = layout_label(fonts, "QUOTE", kText, {}).size().width;
  CHECK(layout_label(fonts, "QUOTE", spaced, {}).size().width == doctest::Approx(plain + 8));
}

TEST_CASE("text that is not UTF-8 is laid out without a fault") {
  FontLibrary fonts = tests::packaged_fonts();
  const Layout layout = wrapped(fonts, "a\xFF\xC3(b\xE2\x80", 100);
  CHECK(layout.lines.back().end == 7);
}

TEST_CASE("every character of a real article has a glyph") {
  std::ifstream in(SAYSO_SOURCE_DIR "/../shared/articles/blinken-xi-beijing.txt", std::ios::binary);
  if (!in) {
    MESSAGE("skipped: the article is not here");
    return;
  }
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  FontLibrary fonts = tests::packaged_fonts();
  const Layout layout = wrapped(fonts, text, 640);
  REQUIRE(layout.glyphs.size() > text.size() / 2);
  std::size_t missing = 0;
  for (const PlacedGlyph& glyph : layout.glyphs) missing += glyph.id == 0 ? 1 : 0;
  CHECK(missing == 0);
}

TEST_CASE("curly quotes, Cyrillic, Greek, marks, arrows and emoji all have glyphs") {
  FontLibrary fonts = tests::packaged_fonts();
  const Layout layout = wrapped(fonts, std::string(kMixed) + " → ← – — … ‘’ ё ἀ", 640);
  for (const PlacedGlyph& glyph : layout.glyphs) {
    CAPTURE(glyph.cluster);
    CHECK(glyph.id != 0);
  }
}
