// Theme, size of the text and panels are the user's; what she chose is to be remembered.
#include "tests/desktop/desk.h"
#include "ui/desktop/theme.h"

using namespace sayso;
using namespace sayso::ui;
using tests::Desk;

namespace {

constexpr Mods kCtrl{false, true, false};

// As a view declares the edge of a panel.
void show_edge(Desk& desk, const char* panel, const Rect& rect, float size) {
  HitMap hits;
  HitRegion edge{rect, {"resize-panel", panel, {}}, HitRegion::Kind::edge, 0, {}};
  edge.size = size;
  hits.add(edge);
  desk->drawn(std::move(hits), {}, {});
}

void drag(Desk& desk, Point from, Point to) {
  desk->handle(PointerPressed{from.x, from.y, Button::left, {}});
  desk->handle(PointerMoved{(from.x + to.x) / 2, (from.y + to.y) / 2});
  desk->handle(PointerMoved{to.x, to.y});
  desk->handle(PointerReleased{to.x, to.y, Button::left, {}});
}

}  // namespace

TEST_CASE("look: the theme goes round, and what was chosen is remembered") {
  Desk desk;
  for (const ThemeName theme : {ThemeName::dark, ThemeName::contrast, ThemeName::light}) {
    desk->handle(KeyPress{Key::letter, 'T', kCtrl, false});
    CHECK(desk->ui().look.theme == theme);
    CHECK(desk.looks.back().theme == theme);
    CHECK(theme_of(theme).name == theme);
  }
  CHECK(desk.looks.size() == 3);
}

TEST_CASE("look: the text has from 12 to 40 pixels, and lines, gaps and headlines go with it") {
  Desk desk;
  const float line = desk->document()->style().body.line_height;
  const float gap = desk->document()->style().body.space_after;
  const auto press = [&](Key key, int times) {
    for (int i = 0; i < times; ++i) desk->handle(KeyPress{key, 0, kCtrl, false});
    desk->set_text_area({640, 600}, 1);
  };
  press(Key::plus, 40);
  CHECK(desk->ui().look.text_size == 40);
  CHECK(desk->document()->style().body.text.size == 40);
  CHECK(desk->document()->style().body.line_height == doctest::Approx(line * 40 / 18).epsilon(0.02));
  CHECK(desk->document()->style().body.space_after == doctest::Approx(gap * 40 / 18).epsilon(0.02));
  press(Key::minus, 60);
  CHECK(desk->ui().look.text_size == 12);
  desk->handle(KeyPress{Key::digit, '0', kCtrl, false});
  CHECK(desk->ui().look.text_size == 18);
  CHECK(desk.looks.back() == Look());
}

TEST_CASE("look: another size of the text leaves the reader where she is") {
  Desk desk;
  desk->set_text_area({400, 120}, 1);
  desk->drawn({}, {100, 50, 400, 120}, {100, 50});
  for (int i = 0; i < 12; ++i) desk.press(Key::down);
  const Byte top = desk->document()->anchor_at(desk->scroll()).at;
  REQUIRE(top > Byte{0});
  for (int i = 0; i < 5; ++i) desk->handle(KeyPress{Key::plus, 0, kCtrl, false});
  desk->set_text_area({400, 120}, 1);
  const Byte now = desk->document()->anchor_at(desk->scroll()).at;
  CHECK(desk->document()->paragraph_of(now) == desk->document()->paragraph_of(top));
}

TEST_CASE("look: panels go and come by keys, and nothing typed into one that goes is lost") {
  Desk desk;
  for (const char digit : {'1', '2', '3'}) desk->handle(KeyPress{Key::digit, digit, kCtrl, false});
  CHECK(!desk->ui().look.left.shown);
  CHECK(!desk->ui().look.bottom.shown);
  CHECK(!desk->ui().look.right.shown);
  CHECK(desk.looks.back() == desk->ui().look);
  desk->handle(KeyPress{Key::digit, '2', kCtrl, false});
  CHECK(desk->ui().look.bottom.shown);
}

TEST_CASE("look: a panel's edge is dragged, and two presses bring back its own size") {
  Desk desk;
  show_edge(desk, "left", {229, 40, 7, 600}, 232);
  drag(desk, {232, 300}, {300, 310});
  CHECK(desk->ui().look.left.size == 300);
  show_edge(desk, "right", {1000, 40, 7, 600}, 296);
  drag(desk, {1003, 300}, {953, 300});
  CHECK(desk->ui().look.right.size == 346);
  show_edge(desk, "bottom", {0, 700, 1200, 7}, 168);
  drag(desk, {600, 703}, {600, 603});
  CHECK(desk->ui().look.bottom.size == 268);
  CHECK(desk.looks.size() == 3);  // each once, when the drag ends
  show_edge(desk, "left", {297, 40, 7, 600}, 300);
  for (int i = 0; i < 2; ++i) {
    desk->handle(PointerPressed{300, 300, Button::left, {}});
    desk->handle(PointerReleased{300, 300, Button::left, {}});
  }
  CHECK(desk->ui().look.left.size == 0);
}

TEST_CASE("look: a project whose first article cannot be read is open, says why, and shows the others") {
  Desk desk;
  REQUIRE(desk->close());
  for (const auto& entry : std::filesystem::directory_iterator(desk.project() / "articles")) {
    if (entry.path().extension() == ".txt" && entry.path().stem() != tests::kArticle) desk.write("articles/" + entry.path().filename().string(), "\xFF\xFE");
  }
  const auto words = [&] {
    const WindowModel model = desk->model();
    return std::get<AnnotateModel>(model.body).text;
  };
  REQUIRE(desk->open_project(desk.project()));
  REQUIRE(!desk->session()->article());
  CHECK(words().empty_by_error);
  CHECK(words().empty_title == "This article cannot be shown");
  CHECK(words().empty_words.find("not UTF-8") != std::string::npos);
  desk->act({"open-article", tests::kArticle, {}});
  REQUIRE(desk->session()->article());
  CHECK(words().empty_title.empty());
  // The one that was asked for by name is an error of who asked.
  CHECK(!desk->open_project(desk.project(), ArticleId("harbour-silt")));
}

TEST_CASE("look: a project without articles says what to do") {
  Desk desk;
  const Path empty = desk.project().parent_path() / "empty";
  std::filesystem::create_directory(empty);
  for (const char* name : {"sayso.json", "scheme.json"}) std::filesystem::copy(desk.project() / name, empty / name);
  REQUIRE(desk->open_project(empty));
  const WindowModel model = desk->model();
  const TextModel& text = std::get<AnnotateModel>(model.body).text;
  CHECK(text.empty_title == "No articles yet");
  CHECK(!text.empty_by_error);
}

TEST_CASE("look: the pointer shows what it can do") {
  Desk desk;
  show_edge(desk, "left", {229, 40, 7, 600}, 232);
  desk->handle(PointerMoved{232, 100});
  CHECK(desk->pointer_shape() == CursorShape::resize_horizontal);
  show_edge(desk, "bottom", {0, 700, 1200, 7}, 168);
  desk->handle(PointerMoved{232, 703});
  CHECK(desk->pointer_shape() == CursorShape::resize_vertical);
  desk->handle(PointerMoved{232, 600});
  CHECK(desk->pointer_shape() == CursorShape::arrow);
}
