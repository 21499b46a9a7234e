#include <string>

#include "tests/support/packaged_fonts.h"
#include "ui/desktop/text/document_layout.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

DocumentStyle a_style() {
  DocumentStyle style;
  style.body.text = {FontRole::reading, FontWeight::regular, false, 18};
  style.width = 400;
  return style;
}

std::string a_text(int paragraphs) {
  std::string text;
  for (int i = 0; i < paragraphs; ++i)
    text += "Paragraph " + std::to_string(i) +
            ": the mayor said that the ferry would run until the ice comes, and not a day less.\n";
  return text;
}

// Of narrow letters, so that every estimate of a height is too high.
std::string narrow_text() {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "ill will fills little jilted villi till illicit lilies fill all tills until it will fill.\n";
  return text;
}

}  // namespace

TEST_CASE("paragraphs end at every kind of line end and leave none out") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = "one\ntwo\r\n\rfour";
  DocumentLayout document(fonts, text, a_style());
  REQUIRE(document.paragraph_count() == 4);
  CHECK(document.paragraph_bytes(0) == ByteRange{Byte{0}, Byte{3}});
  CHECK(document.paragraph_bytes(1) == ByteRange{Byte{4}, Byte{7}});
  CHECK(document.paragraph_bytes(2) == ByteRange{Byte{9}, Byte{9}});
  CHECK(document.paragraph_bytes(3) == ByteRange{Byte{10}, Byte{14}});
}

TEST_CASE("a text that ends in a line end has an empty last paragraph for the caret") {
  FontLibrary fonts = tests::packaged_fonts();
  DocumentLayout document(fonts, "one\n", a_style());
  REQUIRE(document.paragraph_count() == 2);
  CHECK(document.caret(Byte{4}).y > document.caret(Byte{3}).y);
}

TEST_CASE("an empty document has one empty paragraph") {
  FontLibrary fonts = tests::packaged_fonts();
  DocumentLayout document(fonts, "", a_style());
  CHECK(document.paragraph_count() == 1);
  CHECK(document.hit({10, 10}) == Byte{0});
  CHECK(document.visible(0, 500).size() == 1);
}

TEST_CASE("what is shaped for a window does not grow with the text") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = a_text(20000);
  DocumentLayout document(fonts, text, a_style());
  CHECK(document.layouts_made() == 0);
  document.visible(0, 1000);
  const std::size_t at_top = document.layouts_made();
  CHECK(at_top < 20);
  document.visible(document.height() / 2, document.height() / 2 + 1000);
  CHECK(document.layouts_made() < at_top + 25);
  document.visible(document.height() / 2, document.height() / 2 + 1000);
  CHECK(document.layouts_made() < at_top + 25);  // nothing shaped twice
}

TEST_CASE("one endless line is cut into pieces, so that a window shapes little of it") {
  FontLibrary fonts = tests::packaged_fonts();
  std::string text;
  while (text.size() < 400'000) text += "never a line end ";
  DocumentLayout document(fonts, text, a_style());
  CHECK(document.paragraph_count() > 20);
  document.visible(0, 800);
  CHECK(document.layouts_made() == 1);
  std::size_t at = 0;
  for (std::size_t i = 0; i < document.paragraph_count(); ++i) {
    CHECK(document.paragraph_bytes(i).begin == Byte{at});
    at = document.paragraph_bytes(i).end.value;
  }
  CHECK(at == text.size());
}

TEST_CASE("visible paragraphs touch one another and cover the window") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = a_text(100);
  DocumentLayout document(fonts, text, a_style());
  const std::vector<PlacedParagraph> seen = document.visible(500, 1500);
  CHECK(seen.front().top <= 500);
  for (std::size_t i = 1; i < seen.size(); ++i)
    CHECK(seen[i].top == doctest::Approx(seen[i - 1].top + seen[i - 1].layout->size().height + 15));
  CHECK(seen.back().top + seen.back().layout->size().height + 15 >= 1500);
}

TEST_CASE("an anchor keeps its place when heights above are corrected") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = narrow_text();
  DocumentLayout document(fonts, text, a_style());
  const Anchor anchor = document.anchor_at(document.height() / 2);
  const float before = document.y_of(anchor);
  document.visible(0, before);  // measures all above it
  const float after = document.y_of(anchor);
  CHECK(after != before);                      // the estimates were corrected …
  CHECK(document.anchor_at(after) == anchor);  // … and the anchor still names the same line
}

TEST_CASE("what is laid out ahead is not laid out when it is seen, and says how far what is held has moved") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = narrow_text();
  DocumentLayout document(fonts, text, a_style());
  const Byte held{text.size() / 2};
  const float before = document.line_top(held);
  CHECK(document.layouts_made() == 1);
  // A little at a time.
  const auto some = document.lay_out(before - 2000, before + 2000, held, 300);
  CHECK(some.paragraphs == 4);
  double corrected = document.corrected();
  CHECK(corrected > 0);
  const auto rest = document.lay_out(before - 2000, before + 2000, held);
  CHECK(rest.paragraphs > 20);
  CHECK(document.corrected() > corrected);
  CHECK(document.line_top(held) < before);  // the estimates were corrected …
  CHECK(document.line_top(held) == doctest::Approx(before + some.moved + rest.moved).epsilon(1e-5));  // … and it says by how much
  const std::size_t made = document.layouts_made();
  document.visible(document.line_top(held) - 1000, document.line_top(held) + 1500);
  CHECK(document.layouts_made() == made);
  corrected = document.corrected();
  const auto nothing = document.lay_out(before - 1000, before + 1000, held);
  CHECK(nothing.paragraphs == 0);
  CHECK(nothing.moved == 0);
  CHECK(document.corrected() == corrected);
  DocumentStyle wide = a_style();
  wide.width = 700;
  document.set_style(wide);
  CHECK(document.corrected() > corrected);
}

TEST_CASE("an anchor survives another width") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = a_text(50);
  DocumentLayout document(fonts, text, a_style());
  const Anchor anchor = document.anchor_at(900);
  DocumentStyle narrow = a_style();
  narrow.width = 200;
  document.set_style(narrow);
  const Anchor again = document.anchor_at(document.y_of({anchor.at, 0}));
  CHECK(again.at <= anchor.at);
  CHECK(anchor.at.value - again.at.value < 40);  // on the same visual line
}

TEST_CASE("a click finds the byte whose caret stands there, in every paragraph") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = a_text(5);
  DocumentLayout document(fonts, text, a_style());
  document.visible(0, 5000);
  for (std::size_t at = 0; at < text.size(); at += 7) {
    const Rect caret = document.caret(Byte{at});
    CAPTURE(at);
    CHECK(document.hit({caret.x, caret.y + 5}) == Byte{at});
  }
}

TEST_CASE("a selection over paragraphs has rectangles only where it is looked at") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = a_text(3000);
  DocumentLayout document(fonts, text, a_style());
  const std::vector<Rect> seen = document.rectangles({Byte{0}, Byte{text.size()}}, 100, 600);
  CHECK(seen.size() > 5);
  CHECK(seen.size() < 30);
  CHECK(document.layouts_made() < 20);
  for (const Rect& rect : seen) CHECK(rect.bottom() > 100);
}

TEST_CASE("up and down keep to their column over paragraphs and come back") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = a_text(4);
  DocumentLayout document(fonts, text, a_style());
  const Byte start{12};
  const float x = document.caret(start).x;
  Byte at = start;
  for (int i = 0; i < 5; ++i) at = document.line_below(at, x);
  CHECK(document.paragraph_of(at) >= 1);
  for (int i = 0; i < 5; ++i) at = document.line_above(at, x);
  CHECK(at == start);
  CHECK(document.line_above(Byte{3}, 20) == Byte{0});
  CHECK(document.line_below(Byte{text.size()}, 20) == Byte{text.size()});
}

TEST_CASE("home and end go to the ends of the visual line") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = a_text(2);
  DocumentLayout document(fonts, text, a_style());
  const Byte middle{60};
  const Byte begin = document.line_start(middle);
  const Byte end = document.line_end(middle);
  CHECK(begin < middle);
  CHECK(end > middle);
  CHECK(document.caret(begin).y == document.caret(end).y);
  CHECK(document.caret(begin).x == 0);
}

TEST_CASE("each paragraph has its own direction") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = "left to right\nאבג דהו\n";
  DocumentLayout document(fonts, text, a_style());
  const Byte hebrew{text.find("א")};
  CHECK(!document.runs_right_to_left(Byte{0}));
  CHECK(document.runs_right_to_left(hebrew));
  CHECK(document.caret(Byte{0}).x == 0);
  CHECK(document.caret(hebrew).x == doctest::Approx(a_style().width));
  const auto rects = document.rectangles({hebrew, Byte{text.size() - 1}}, 0, 1000);
  REQUIRE(rects.size() == 1);
  CHECK(rects[0].right() == doctest::Approx(a_style().width));
}

TEST_CASE("a zone gives its paragraphs another style") {
  FontLibrary fonts = tests::packaged_fonts();
  const std::string text = "Headline\nBody text";
  DocumentStyle style = a_style();
  style.zones.push_back({{Byte{0}, Byte{8}}, {{FontRole::reading, FontWeight::semibold, false, 24}, 40, 4}});
  DocumentLayout document(fonts, text, style);
  CHECK(document.paragraph(0).layout->style.size == 24);
  CHECK(document.paragraph(1).layout->style.size == 18);
  CHECK(document.paragraph(1).top == doctest::Approx(44));
}
