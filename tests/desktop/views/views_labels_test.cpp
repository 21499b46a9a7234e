// No words run over the edge of their box or over other words, however long they are.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/desktop/views/drawn_frame.h"
#include "ui/desktop/views/card_layout.h"
#include "ui/desktop/views/draw_field.h"
#include "ui/desktop/views/widgets.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

const std::string kLong =
    "Maximiliane von und zu Hohenfels-Auerbach-Unterwellenborn the Younger of the Upper Harbour";

// Runs what needs a canvas.
template <class Use>
void on_canvas(Use use) {
  FontLibrary fonts = std::move(FontLibrary::open()).value();
  GlyphAtlas atlas(fonts);
  CanvasText words(fonts, atlas);
  auto renderer = std::move(Renderer::create(Renderer::Target::none, atlas)).value();
  renderer->frame({800, 600}, 1, {}, [&] {
    Canvas canvas(*ImGui::GetBackgroundDrawList(), words, light_theme(), 1);
    use(canvas);
  });
}

Card long_card() {
  Card card;
  card.name = kLong;
  card.aside = "direct · via “" + kLong + "”";
  StanceStrip strip;
  strip.target = kLong;
  strip.extra = "unclear";
  card.stances = {strip, strip};
  card.tags = {kLong, "warm", "confident", "mocking"};
  card.missing = {"speaker", "stance", "tone", kLong};
  return card;
}

}  // namespace

TEST_CASE("the pieces of a card lie inside their part of it and beside one another") {
  const Card first = long_card(), second = long_card(), third = long_card();
  on_canvas([&](Canvas& canvas) {
    for (const CardRun& run : {CardRun{&first}, CardRun{&first, &second, &third}}) {
      for (const float width : {180.0F, 210.0F, 268.0F}) {
        CAPTURE(width);
        const CardLayout layout = card_layout(canvas, run, width);
        REQUIRE(layout.parts.size() == run.size());
        float top = 0;
        for (const Rect& part : layout.parts) {
          CHECK(part.y == top);
          CHECK(part.width == width);
          top = part.bottom();
        }
        CHECK(top == layout.height);
        for (std::size_t i = 0; i < layout.pieces.size(); ++i) {
          const CardPiece& piece = layout.pieces[i];
          CAPTURE(piece.words);
          CHECK(piece.at.right() <= width - 9);
          CHECK(std::ranges::count_if(layout.parts, [&](const Rect& part) { return part.overlaps(piece.at); }) == 1);
          CHECK(piece.at.bottom() <= layout.height);
          for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(piece.at.overlaps(layout.pieces[j].at));
        }
      }
    }
  });
}

TEST_CASE("a run's name stands over it once, and all else of each quote is said") {
  Card first = long_card(), second = long_card();
  second.aside = "indirect";
  second.tags = {"angry"};
  on_canvas([&](Canvas& canvas) {
    std::string said;
    std::size_t names = 0, strips = 0;
    for (const CardPiece& piece : card_layout(canvas, {&first, &second}, 268).pieces) {
      said += piece.words + "|";
      if (piece.kind == CardPiece::Kind::name) ++names;
      if (piece.kind == CardPiece::Kind::strip) ++strips;
    }
    CHECK(names == 1);
    CHECK(strips == 4);
    CHECK(said.find("|indirect|") != std::string::npos);
    CHECK(said.find("|angry|") != std::string::npos);
  });
}

TEST_CASE("a card joins those before it where it has no room of its own and the speaker is the same") {
  Card ana = long_card(), next = long_card(), ben = long_card();
  ana.speaker = next.speaker = 1;
  ben.speaker = 2;
  ben.name = "Ben";
  constexpr float kGap = 8;
  CHECK(joins_run({&ana}, 100, 60, next, 100, kGap));
  CHECK(joins_run({&ana}, 100, 60, next, 131, kGap));
  CHECK(!joins_run({&ana}, 100, 60, next, 162, kGap));
  CHECK(!joins_run({&ana}, 100, 60, ben, 100, kGap));
  CHECK(!joins_run({&ana, &ana, &ana, &ana, &ana, &ana}, 100, 400, next, 131, kGap));
  ana.speaker = next.speaker = kNoSpeaker;  // "no speaker yet": nobody says that it is the same
  CHECK(!joins_run({&ana}, 100, 60, next, 100, kGap));
}

TEST_CASE("a card says all that it was given") {
  const Card card = long_card();
  on_canvas([&](Canvas& canvas) {
    std::string said;
    for (const CardPiece& piece : card_layout(canvas, {&card}, 268).pieces) said += piece.words + "|";
    CHECK(said.find("speaker · stance · tone") != std::string::npos);
    CHECK(said.find("mocking") != std::string::npos);
  });
}

TEST_CASE("cards that were made ready need nothing more when they are drawn") {
  FontLibrary fonts = std::move(FontLibrary::open()).value();
  GlyphAtlas atlas(fonts);
  CanvasText words(fonts, atlas);
  auto renderer = std::move(Renderer::create(Renderer::Target::none, atlas)).value();
  renderer->frame({800, 600}, 2, {}, [] {});
  const Card card = long_card();
  prepare_cards(words, {card}, 268, 2);
  const std::size_t labels = words.size(), glyphs = atlas.rendered();
  CHECK(labels > 8);
  CHECK(glyphs > 0);
  renderer->frame({800, 600}, 2, {}, [&] {
    Canvas canvas(*ImGui::GetBackgroundDrawList(), words, dark_theme(), 2);
    const CardLayout layout = card_layout(canvas, {&card}, 268);
    draw_card(canvas, {&card}, layout, {100.5F, 50.25F, 268, layout.height});
  });
  CHECK(words.size() == labels);
  CHECK(atlas.rendered() == glyphs);
}

TEST_CASE("chips wrap within the width and none is wider than it") {
  on_canvas([](Canvas& canvas) {
    std::vector<Chip> chips(9);
    for (std::size_t i = 0; i < chips.size(); ++i) {
      chips[i].label = i == 4 ? kLong : "confident";
      chips[i].key = "C";
    }
    const std::vector<Rect> places = flow_chips(canvas, chips, {10, 10}, 236);
    for (std::size_t i = 0; i < places.size(); ++i) {
      CHECK(places[i].right() <= 246);
      for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(places[i].overlaps(places[j]));
    }
  });
}

TEST_CASE("a chip is as wide as its words and key") {
  on_canvas([](Canvas& canvas) {
    Chip chip;
    chip.label = "confident";
    const float words = canvas.measure(chip.label, styles::kUi).width;
    CHECK(chip_width(canvas, chip, 300) > words);
    const float without = chip_width(canvas, chip, 300);
    chip.key = "C";
    CHECK(chip_width(canvas, chip, 300) >= without + canvas.key_cap_size("C").width);
  });
}

TEST_CASE("a point in a field leads to the nearest place in its text, also when it is longer than the box") {
  on_canvas([](Canvas& canvas) {
    const Rect box{100, 100, 120, 30};
    const auto place = [&](const std::string& text, bool focused, Point point) {
      TextField field;
      field.set_text(text);
      HitMap hits;
      draw_field({canvas, hits, {0, 0, 400, 300}}, box, field, focused, "", {"focus", {}, {}});
      return hits.named("focus")->byte_at(point);
    };
    CHECK(place("ana", true, {0, 115}) == Byte{0});
    CHECK(place("ana", true, {215, 115}) == Byte{3});
    CHECK(place(kLong, true, {212, 115}) == Byte{kLong.size()});
    CHECK(place(kLong, false, {105, 115}) == Byte{0});
  });
}

TEST_CASE("words are legible on every tint that views mix") {
  for (const Theme& theme : {light_theme(), dark_theme()}) {
    CAPTURE(theme.dark);
    for (std::size_t speaker = 0; speaker <= kSpeakerHues; ++speaker) {
      CAPTURE(speaker);
      CHECK(contrast(theme.ink, inner_tint(theme, speaker)) >= 4.5);
    }
    CHECK(contrast(theme.ink, inner_tint(theme, kNoSpeaker)) >= 4.5);
    CHECK(contrast(theme.ink, colours_of(theme, kNoSpeaker).fill) >= 4.5);
    CHECK(contrast(theme.paper, theme.error) >= 4.5);  // the status bar of a failure
  }
}

TEST_CASE("headings are in capitals where that is certain") {
  CHECK(in_capitals("To do · 31") == "TO DO · 31");
  CHECK(in_capitals("Größe") == "Größe");
}
