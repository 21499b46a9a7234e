#include <doctest/doctest.h>

#include "ui/desktop/text/text_field.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

TextField a_field(std::string_view text, TextField::Lines lines = TextField::Lines::single) {
  TextField field(lines);
  field.set_text(text);
  return field;
}

KeyPress a_key(Key key, Mods mods = {}, char character = 0) { return {key, character, mods, false}; }

}  // namespace

TEST_CASE("typed text goes in at the caret") {
  TextField field = a_field("mayor");
  field.move(TextField::Motion::start, false);
  field.insert("the ");
  CHECK(field.text() == "the mayor");
  CHECK(field.caret() == Byte{4});
}

TEST_CASE("typed text takes the place of the selection") {
  TextField field = a_field("the mayor");
  field.select({Byte{4}, Byte{9}});
  field.insert("council");
  CHECK(field.text() == "the council");
  CHECK(field.selection().empty());
}

TEST_CASE("backspace takes a whole grapheme") {
  TextField marks = a_field("cafe\u0301");
  marks.erase_left();
  CHECK(marks.text() == "caf");
  TextField family = a_field("a👩‍👩‍👧");
  family.erase_left();
  CHECK(family.text() == "a");
}

TEST_CASE("delete takes the grapheme after the caret and nothing at the end") {
  TextField field = a_field("e\u0301a");
  CHECK_FALSE(field.erase_right());
  field.move(TextField::Motion::start, false);
  CHECK(field.erase_right());
  CHECK(field.text() == "a");
}

TEST_CASE("left and right go by grapheme and end a selection at its edges") {
  TextField field = a_field("xe\u0301y");
  field.move(TextField::Motion::back, false);
  field.move(TextField::Motion::back, false);
  CHECK(field.caret() == Byte{1});
  field.select_all();
  field.move(TextField::Motion::back, false);
  CHECK(field.caret() == Byte{0});
  field.select_all();
  field.move(TextField::Motion::forth, false);
  CHECK(field.caret() == Byte{5});
}

TEST_CASE("words are left and right of marks and spaces") {
  TextField field = a_field("Mr. Xi’s visit");
  field.move(TextField::Motion::word_back, false);
  CHECK(field.caret() == Byte{11});
  field.move(TextField::Motion::word_back, false);
  CHECK(field.caret() == Byte{4});
  field.move(TextField::Motion::word_forth, true);
  CHECK(field.selected_text() == "Xi’s");
}

TEST_CASE("erasing a word to the left keeps what stands before it") {
  TextField field = a_field("one two");
  field.erase_word_left();
  CHECK(field.text() == "one ");
}

TEST_CASE("a single line takes line ends as spaces, many lines keep them as LF") {
  CHECK(a_field("a\r\nb\nc").text() == "a b c");
  CHECK(a_field("a\r\nb\rc", TextField::Lines::multi).text() == "a\nb\nc");
}

TEST_CASE("what is not UTF-8 becomes U+FFFD and control characters are left out") {
  CHECK(a_field("a\xFFz").text() == "a\uFFFDz");
  CHECK(a_field("a\x01\x7Fz").text() == "az");
}

TEST_CASE("home and end keep to their line in many lines") {
  TextField field = a_field("first\nsecond\nthird", TextField::Lines::multi);
  field.place_caret(Byte{8}, false);
  field.press(a_key(Key::home));
  CHECK(field.caret() == Byte{6});
  field.press(a_key(Key::end));
  CHECK(field.caret() == Byte{12});
  field.press(a_key(Key::home));
  CHECK(field.caret() == Byte{6});
  field.press(a_key(Key::end, {.ctrl = true}));
  CHECK(field.caret() == Byte{18});
}

TEST_CASE("Shift keeps the other end of the selection") {
  TextField field = a_field("council");
  field.press(a_key(Key::left, {.shift = true}));
  field.press(a_key(Key::left, {.shift = true}));
  CHECK(field.selected_text() == "il");
  field.press(a_key(Key::home, {.shift = true}));
  CHECK(field.selected_text() == "council");
}

TEST_CASE("keys that belong to the caller are left to it") {
  TextField field = a_field("x");
  CHECK_FALSE(field.press(a_key(Key::enter)));
  CHECK_FALSE(field.press(a_key(Key::tab)));
  CHECK_FALSE(field.press(a_key(Key::escape)));
  CHECK_FALSE(field.press(a_key(Key::up)));
  CHECK_FALSE(field.press(a_key(Key::letter, {}, 'A')));
  CHECK(field.press(a_key(Key::letter, {.ctrl = true}, 'A')));
  CHECK(field.selected_text() == "x");
}

TEST_CASE("a mark typed after a letter joins it and the caret is behind both") {
  TextField field = a_field("e");
  field.insert("\u0301");
  CHECK(field.caret() == Byte{3});
  field.move(TextField::Motion::back, false);
  CHECK(field.caret() == Byte{0});
}

TEST_CASE("arrow keys go the way they point, also in text that runs right to left") {
  TextField field = a_field("אבג");
  field.move(TextField::Motion::start, false);
  field.press(a_key(Key::left));
  CHECK(field.caret() == Byte{2});
  field.press(a_key(Key::right));
  CHECK(field.caret() == Byte{0});
  TextField latin = a_field("abc");
  latin.press(a_key(Key::left));
  CHECK(latin.caret() == Byte{2});
}
