// The pointer over the text: drags that scroll, what is under it, what a clipboard does not take.
#include <fstream>

#include "tests/desktop/desk.h"

using namespace sayso;
using namespace sayso::ui;
using tests::Desk;

namespace {

// The text alone, as a view declares it: 400 wide and 120 high at (100, 50).
void show_text(Desk& desk) {
  desk->set_text_area({400, 120}, 1);
  HitMap hits;
  hits.add({{100, 50, 400, 120}, {"text", {}, {}}, HitRegion::Kind::text, 0, {}});
  desk->drawn(std::move(hits), {100, 50, 400, 120}, {100, 50 - desk->scroll()});
}

// Adds a text to the project as an article of this name, and opens it.
void open_text(Desk& desk, const std::string& name, const std::string& text) {
  const Path file = desk.project() / (name + ".txt");
  {
    std::ofstream out(file);
    out << text;
  }
  FilesDropped dropped;
  dropped.paths = {file};
  desk->handle(dropped);
  CHECK(desk.notice() == "added " + name);
  const auto opened = desk->open_project(desk.project(), ArticleId(name));
  const std::string why = desk.notice() + (opened ? "" : to_text(opened.error()));
  REQUIRE_MESSAGE(opened, why);
}

}  // namespace

TEST_CASE("pointer: a drag held below the view scrolls on and selects on, and ends with the button") {
  TestClock clock;
  Desk desk(std::chrono::hours(1), clock);
  show_text(desk);
  desk->handle(PointerPressed{150, 80, Button::left, {}});
  desk->handle(PointerMoved{150, 190});
  const float first = desk->scroll();
  std::size_t selected = desk->ui().selection().length();
  desk->tick();
  for (int i = 0; i < 20; ++i) {
    show_text(desk);
    CHECK(desk->may_sleep() > 0);
    CHECK(desk->may_sleep() < 0.1);
    clock.advance(std::chrono::milliseconds(20));
    desk->tick();
  }
  CHECK(desk->scroll() > first + 60);
  CHECK(desk->ui().selection().length() > selected + 100);
  const float reached = desk->scroll();
  desk->handle(PointerReleased{150, 190, Button::left, {}});
  clock.advance(std::chrono::milliseconds(200));
  desk->tick();
  CHECK(desk->scroll() == reached);
  // And back, above the view.
  show_text(desk);
  desk->handle(PointerPressed{150, 100, Button::left, {}});
  desk->handle(PointerMoved{150, 10});
  for (int i = 0; i < 100; ++i) {
    show_text(desk);
    clock.advance(std::chrono::milliseconds(50));
    desk->tick();
  }
  CHECK(desk->scroll() == 0);
}

TEST_CASE("pointer: what is under it is a grapheme of the text, and nothing beside it") {
  Desk desk;
  show_text(desk);
  const Rect third = desk->document()->caret(Byte{3}), fourth = desk->document()->caret(Byte{4});
  const float middle = (third.x + fourth.x) / 2;
  desk->handle(PointerMoved{100 + middle + 1, 60});
  CHECK(desk->ui().hovered == Byte{3});
  desk->handle(PointerMoved{100 + middle - 1, 60});
  CHECK(desk->ui().hovered == Byte{3});
  desk->handle(PointerMoved{90, 60});
  CHECK(!desk->ui().hovered);
}

TEST_CASE("pointer: text that is scrolled under a pointer that rests is what is under it then") {
  Desk desk;
  show_text(desk);
  desk->handle(PointerMoved{180, 90});
  const auto before = desk->ui().hovered;
  REQUIRE(before);
  desk->handle(WheelTurned{-1});
  show_text(desk);
  REQUIRE(desk->ui().hovered);
  CHECK(*desk->ui().hovered > *before);
  const Rect caret = desk->document()->caret(*desk->ui().hovered);
  CHECK(50 - desk->scroll() + caret.y <= 90);
  CHECK(50 - desk->scroll() + caret.bottom() > 90);
}

TEST_CASE("pointer: a text that is scrolled up moves by what the wheel says, though what is above it was never laid out") {
  Desk desk;
  std::string text;  // of narrow letters, so that every estimate of a height is too high
  for (int i = 0; i < 3000; ++i) text += "ill will fills little jilted villi till illicit lilies fill all tills until it will fill.\n";
  open_text(desk, "narrow", text);
  show_text(desk);
  desk->model();
  desk->handle(KeyPress{Key::end, 0, {false, true, false}, false});  // Ctrl End
  // Where a place in the text is seen.
  const auto seen = [&](Byte at) { return desk->document()->line_top(at) - desk->scroll(); };
  for (int i = 0; i < 60; ++i) {
    desk->model();
    show_text(desk);
    const Byte in_sight = desk->document()->hit({10, desk->scroll() + 60});
    const float before = seen(in_sight);
    const std::size_t made = desk->document()->layouts_made();
    desk->handle(WheelTurned{1});
    desk->model();
    CAPTURE(i);
    CHECK(seen(in_sight) == doctest::Approx(before + Editor::kNotch).epsilon(0.01));
    if (i > 0) CHECK(desk->document()->layouts_made() == made);  // it was laid out ahead
    while (desk->look_ahead()) CHECK(seen(in_sight) == doctest::Approx(before + Editor::kNotch).epsilon(0.01));
  }
  // And there is an end to it.
  CHECK(!desk->look_ahead());
  CHECK(desk->document()->layouts_made() < 300);
}

TEST_CASE("pointer: looking ahead comes to an end in a high window over short lines, and begins anew with another place alone") {
  Desk desk;
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += i % 2 ? "\n" : "so\n";
  open_text(desk, "short", text);
  desk->set_text_area({400, 8000}, 1);  // as many lines as small text has in a high window
  for (const Key key : {Key::home, Key::end, Key::home}) {
    desk->handle(KeyPress{key, 0, {false, true, false}, false});
    desk->model();
    int looks = 0;
    while (desk->look_ahead() && looks < 100) ++looks;
    CHECK(looks < 100);
    const std::size_t made = desk->document()->layouts_made();
    CHECK(made > 600);
    desk->model();
    CHECK(!desk->look_ahead());
    CHECK(desk->document()->layouts_made() == made);
  }
}

TEST_CASE("pointer: what does not go into a field is told") {
  Desk desk;
  desk->act({"focus-filter", {}, {}});
  desk->handle(TextTyped{std::string(TextField::kMostBytes, 'a')});
  CHECK(!desk->ui().notice);
  desk->handle(TextTyped{"b"});
  CHECK(desk.notice().find("too much for this field") != std::string::npos);
}

TEST_CASE("pointer: what is more than a clipboard takes is copied as a file, and its name is in the clipboard") {
  Desk desk;
  std::string text;
  while (text.size() <= kClipboardLimit) text += "Nobody said a word about it, and nobody was asked.\n";
  open_text(desk, "long", text);
  constexpr Mods kCtrlShift{true, true, false}, kCtrl{false, true, false};
  desk->handle(KeyPress{Key::home, 0, kCtrl, false});
  for (int i = 0; i < 3; ++i) desk->handle(KeyPress{Key::right, 0, kCtrlShift, false});
  desk->handle(KeyPress{Key::letter, 'C', kCtrl, false});
  CHECK(desk.clipboard == "Nobody said a");
  desk->handle(KeyPress{Key::letter, 'A', kCtrl, false});
  desk->handle(KeyPress{Key::letter, 'C', kCtrl, false});
  const auto copied = read_file(real_files(), desk.clipboard);
  REQUIRE(copied);
  CHECK(*copied == desk.article().article->text);
  CHECK(desk.notice().find(desk.clipboard) != std::string::npos);
}
