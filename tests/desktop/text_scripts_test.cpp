// Every script: glyphs, caret places, hits and selections agree with each other and with the graphemes.
#include <cmath>
#include <set>

#include "tests/desktop/script_samples.h"
#include "tests/support/packaged_fonts.h"
#include "ui/desktop/text/breaks.h"
#include "ui/desktop/text/layout.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

Layout laid_out(FontLibrary& fonts, std::string_view text, float width, LanguageTag language = {}) {
  TextStyle style{FontRole::reading, FontWeight::regular, false, 18};
  style.language = language;
  return layout_paragraph(fonts, text, style, {width, 31, 1});
}

float total_width(const std::vector<Rect>& rects) {
  float sum = 0;
  for (const Rect& rect : rects) sum += rect.width;
  return sum;
}

bool overlap(const std::vector<Rect>& a, const std::vector<Rect>& b) {
  for (const Rect& one : a) {
    for (const Rect& other : b) {
      const float common = std::min(one.right(), other.right()) - std::max(one.x, other.x);
      if (one.y == other.y && common > 0.02F) return true;
    }
  }
  return false;
}

// From left to right.
std::string in_visual_order(const Layout& layout, std::string_view text) {
  std::vector<std::pair<float, std::string>> letters;
  for (std::size_t i = 0; i + 1 < layout.stops.size(); ++i) {
    const CaretStop& stop = layout.stops[i];
    letters.emplace_back(std::min(stop.x, stop.end), text.substr(stop.at, layout.stops[i + 1].at - stop.at));
  }
  std::ranges::stable_sort(letters, {}, [](const auto& letter) { return letter.first; });
  std::string all;
  for (const auto& [x, letter] : letters) all += letter;
  return all;
}

}  // namespace

TEST_CASE("scripts: no glyph is the missing one, in any style") {
  FontLibrary fonts = tests::packaged_fonts();
  for (const auto& sample : tests::script_samples()) {
    for (const FontRole role : {FontRole::reading, FontRole::interface}) {
      for (const FontWeight weight : {FontWeight::regular, FontWeight::semibold}) {
        TextStyle style{role, weight, false, 18};
        style.language = sample.language;
        for (const std::string& sentence : sample.sentences) {
          CAPTURE(sentence);
          const Layout layout = layout_paragraph(fonts, sentence, style, {400, 31, 1});
          CHECK(layout.glyphs.size() > 10);
          for (const PlacedGlyph& glyph : layout.glyphs) {
            CAPTURE(glyph.cluster);
            CAPTURE(fonts.family(glyph.face));
            CHECK(glyph.id != 0);
          }
        }
      }
    }
  }
}

TEST_CASE("scripts: the caret stands at every boundary of a grapheme and nowhere else") {
  FontLibrary fonts = tests::packaged_fonts();
  for (const auto& sample : tests::script_samples()) {
    for (const std::string& sentence : sample.sentences) {
      for (const float width : {0.0F, 420.0F, 130.0F}) {
        CAPTURE(sentence);
        const Layout layout = laid_out(fonts, sentence, width, sample.language);
        std::set<std::uint32_t> places;
        for (const CaretStop& stop : layout.stops) places.insert(stop.at);
        const auto boundaries = grapheme_boundaries(sentence);
        CHECK(places == std::set<std::uint32_t>(boundaries.begin(), boundaries.end()));
      }
    }
  }
}

TEST_CASE("scripts: a click on a half of a grapheme finds its beginning or its end, and the graphemes tile the line") {
  FontLibrary fonts = tests::packaged_fonts();
  std::size_t clicks = 0, turned = 0;
  for (const auto& sample : tests::script_samples()) {
    for (const std::string& sentence : sample.sentences) {
      for (const float width : {0.0F, 420.0F, 130.0F}) {
        CAPTURE(sentence);
        const Layout layout = laid_out(fonts, sentence, width, sample.language);
        for (std::size_t l = 0; l < layout.lines.size(); ++l) {
          const VisualLine& line = layout.lines[l];
          const bool last = l + 1 == layout.lines.size();
          float sum = 0;
          for (std::uint32_t i = line.first_stop; i + 1 < line.first_stop + line.stop_count; ++i) {
            const CaretStop& stop = layout.stops[i];
            const std::uint32_t next = layout.stops[i + 1].at;
            if (stop.at < line.visible_end) sum += std::abs(stop.end - stop.x);
            if (std::abs(stop.end - stop.x) < 0.5F || (!last && next >= line.visible_end)) continue;
            CAPTURE(stop.at);
            turned += stop.end < stop.x;
            const float y = line.top + 10;
            CHECK(layout.hit({stop.x + 0.2F * (stop.end - stop.x), y}) == Byte{stop.at});
            CHECK(layout.hit({stop.x + 0.8F * (stop.end - stop.x), y}) == Byte{next});
            CHECK(layout.caret(Byte{stop.at}).x == stop.x);
            ++clicks;
            const auto rects = layout.rectangles({Byte{stop.at}, Byte{next}});
            REQUIRE(rects.size() == 1);
            CHECK(rects[0].x == doctest::Approx(std::min(stop.x, stop.end)));
            CHECK(rects[0].right() == doctest::Approx(std::max(stop.x, stop.end)));
          }
          CHECK(sum == doctest::Approx(line.width).epsilon(0.001));
          if (width > 0) CHECK(line.width <= width + 0.02F);
          const auto whole = layout.rectangles({Byte{line.begin}, Byte{last ? line.end : line.visible_end}});
          REQUIRE(whole.size() == 1);
          CHECK(whole[0].width == doctest::Approx(line.width).epsilon(0.001));
          CHECK(whole[0].x == doctest::Approx(line.left).epsilon(0.001));
        }
      }
    }
  }
  CHECK(clicks > 10'000);
  CHECK(turned > 1'000);
}

TEST_CASE("scripts: two selections that meet cover what their union covers, once") {
  FontLibrary fonts = tests::packaged_fonts();
  for (const auto& sample : tests::script_samples()) {
    for (const std::string& sentence : sample.sentences) {
      CAPTURE(sentence);
      const Layout layout = laid_out(fonts, sentence, 300, sample.language);
      const auto boundaries = grapheme_boundaries(sentence);
      for (std::size_t a = 0; a < boundaries.size(); a += 7) {
        for (std::size_t c = a + 2; c < boundaries.size(); c += 13) {
          const std::size_t b = a + (c - a) / 2;
          const Byte from{boundaries[a]}, middle{boundaries[b]}, to{boundaries[c]};
          const auto first = layout.rectangles({from, middle}), second = layout.rectangles({middle, to});
          CHECK(total_width(layout.rectangles({from, to})) == doctest::Approx(total_width(first) + total_width(second)).epsilon(0.001));
          CHECK(!overlap(first, second));
        }
      }
    }
  }
}

TEST_CASE("directions: words in the other direction are turned round, numbers in them are not") {
  FontLibrary fonts = tests::packaged_fonts();
  const auto order = [&](std::string_view text) { return in_visual_order(laid_out(fonts, text, 0), text); };
  CHECK(order("abc אבג def") == "abc גבא def");
  CHECK(order("abc אבג 12 def") == "abc 12 גבא def");
  CHECK(order("אבג abc דה") == "הד abc גבא");
  CHECK(order("אב 4.7 גד") == "דג 4.7 בא");
  CHECK(order("a אב (גד) b") == "a )דג( בא b");  // in the order of the text's own letters: the glyphs are mirrored
}

TEST_CASE("directions: what the program's words quote runs as it begins, and turns nothing beside it") {
  FontLibrary fonts = tests::packaged_fonts();
  const TextStyle style{FontRole::interface, FontWeight::regular, false, 13};
  const auto order = [&](std::string_view text, BaseDirection base = BaseDirection::left_to_right) {
    return in_visual_order(layout_paragraph(fonts, text, style, {0, 20, 1, base}), text);
  };
  CHECK(order("by “אב, 3” · 4") == "by “3 ,בא” · 4");
  CHECK(order("“אב!” and “גד?” look quoted") == "“!בא” and “?דג” look quoted");
  CHECK(order("“we say אב!” is quoted") == "“we say בא!” is quoted");
  CHECK(order("אב · 4 quotes") == "בא · 4 quotes");
  CHECK(order("← אב ← 7") == "← בא ← 7");
  CHECK(order("“אב, 3 … and the rest") == "“and the rest … 3 ,בא");  // cut off
  CHECK(order("by “אב!” · 4", BaseDirection::by_first_letter) == "by “4 · ”!בא");  // a text of somebody's own: as Unicode has it
}

TEST_CASE("directions: brackets that run right to left are drawn the other way round") {
  FontLibrary fonts = tests::packaged_fonts();
  const Layout turned = laid_out(fonts, "א(ב)", 0), plain = laid_out(fonts, "(", 0), closing = laid_out(fonts, ")", 0);
  const auto glyph_at = [](const Layout& layout, std::uint32_t cluster) {
    for (const PlacedGlyph& glyph : layout.glyphs) {
      if (glyph.cluster == cluster) return glyph;
    }
    return PlacedGlyph{};
  };
  const PlacedGlyph open = glyph_at(turned, 2);
  if (open.face == plain.glyphs[0].face) {
    CHECK(open.id == closing.glyphs[0].id);
  } else {
    CHECK(open.id != 0);
  }
}

TEST_CASE("directions: a paragraph that begins right to left ends its lines on the left and stands against the width") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = "אבג דהו זחט יכל מנס עפצ קרש תאב גדה והז";
  const Layout layout = laid_out(fonts, text, 120);
  REQUIRE(layout.lines.size() > 2);
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    const VisualLine& line = layout.lines[i];
    CHECK(line.left + line.width == doctest::Approx(120));
    CHECK(layout.caret(Byte{line.begin}).x == doctest::Approx(120));
    CHECK(layout.hit_line(i, 1000) == Byte{line.begin});
    CHECK(layout.hit_line(i, -1000) == layout.line_end(i));
  }
  const Layout label = layout_label(fonts, text, {FontRole::interface}, {90, 0, 1});
  CHECK(label.cut);
  CHECK(label.size().width <= 90.02F);
  // The dots are where the text goes on: on the left.
  CHECK(label.glyphs.back().x < label.glyphs.front().x);
}

TEST_CASE("directions: Arabic letters are joined") {
  FontLibrary fonts = tests::packaged_fonts();
  const Layout apart = laid_out(fonts, "ب", 0), joined = laid_out(fonts, "ببب", 0);
  REQUIRE(joined.glyphs.size() >= 3);
  std::set<std::uint32_t> shapes;
  for (const PlacedGlyph& glyph : joined.glyphs) shapes.insert(glyph.id);
  CHECK(shapes.size() >= 3);  // at the beginning, in the middle, at the end
  CHECK(!shapes.contains(apart.glyphs[0].id));
}

TEST_CASE("directions: marks that only steer directions take no room and are no glyphs of their own") {
  FontLibrary fonts = tests::packaged_fonts();
  const Layout plain = laid_out(fonts, "ab", 0), steered = laid_out(fonts, "a\u2067\u2069\u200Fb", 0);
  CHECK(steered.lines[0].width == doctest::Approx(plain.lines[0].width));
}

TEST_CASE("the language decides which shapes Chinese, Japanese and Korean text has") {
  FontLibrary fonts = tests::packaged_fonts();
  std::set<std::string> families;
  for (const char* language : {"zh-Hans", "zh-Hant", "ja", "ko"}) {
    const Layout layout = laid_out(fonts, "骨直刃", 0, LanguageTag(language));
    families.insert(fonts.family(layout.glyphs[0].face));
  }
  CHECK(families.size() == 4);
}
