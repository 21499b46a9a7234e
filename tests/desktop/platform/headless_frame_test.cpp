#include <imgui.h>

#include "tests/support/packaged_fonts.h"
#include "ui/desktop/platform/page_texture.h"
#include "ui/desktop/platform/renderer.h"
#include "ui/desktop/views/canvas.h"
#include "ui/desktop/views/stretch_outline.h"

using namespace sayso;
using namespace sayso::ui;

TEST_CASE("frames are built without a display, with text in their draw lists") {
  FontLibrary fonts = tests::packaged_fonts();
  GlyphAtlas atlas(fonts);
  CanvasText words(fonts, atlas);
  auto renderer = Renderer::create(Renderer::Target::none, atlas);
  REQUIRE(renderer.ok());
  int textured = 0;
  const FrameTimes times = (*renderer)->frame({800, 600}, 2, {}, [&] {
    Canvas canvas(*ImGui::GetBackgroundDrawList(), words, light_theme(), 2);
    canvas.fill({0, 0, 800, 600}, light_theme().paper);
    canvas.text({10, 10}, "“We shall run it,” said the mayor.", styles::kText, light_theme().ink);
    for (const ImDrawCmd& command : ImGui::GetBackgroundDrawList()->CmdBuffer)
      textured += page_of(command.TextureId) ? 1 : 0;
  });
  CHECK(textured > 0);
  CHECK(times.building.count() > 0);
  CHECK(times.glyphs.count() > 0);
  CHECK(times.drawing.count() == 0);
}

TEST_CASE("a second frame of the same text renders no glyph again") {
  FontLibrary fonts = tests::packaged_fonts();
  GlyphAtlas atlas(fonts);
  CanvasText words(fonts, atlas);
  auto renderer = Renderer::create(Renderer::Target::none, atlas);
  REQUIRE(renderer.ok());
  const auto draw = [&] {
    Canvas canvas(*ImGui::GetBackgroundDrawList(), words, light_theme(), 1);
    canvas.text({10, 10}, "the mayor", styles::kUi, light_theme().ink);
  };
  (*renderer)->frame({800, 600}, 1, {}, draw);
  const std::size_t rendered = atlas.rendered();
  CHECK(rendered > 0);
  CHECK((*renderer)->frame({800, 600}, 1, {}, draw).glyphs.count() == 0);
  CHECK(atlas.rendered() == rendered);
}

TEST_CASE("a picture without a display is an error with a remedy") {
  FontLibrary fonts = tests::packaged_fonts();
  GlyphAtlas atlas(fonts);
  auto renderer = Renderer::create(Renderer::Target::none, atlas);
  REQUIRE(renderer.ok());
  const auto picture = (*renderer)->picture({10, 10}, 1, [] {});
  REQUIRE_FALSE(picture.ok());
  CHECK(picture.error().kind == ErrorKind::machine);
  CHECK_FALSE(picture.error().remedy.empty());
}

TEST_CASE("layouts of labels that are no longer drawn are dropped, when nobody waits or where nobody ever does") {
  FontLibrary fonts = tests::packaged_fonts();
  GlyphAtlas atlas(fonts);
  for (const bool looks_ahead : {true, false}) {
    CAPTURE(looks_ahead);
    CanvasText words(fonts, atlas);
    for (int i = 0; i < 50; ++i) words.layout("label " + std::to_string(i), styles::kUi, {}, false);
    CHECK(words.size() == 50);
    const auto draw = [&](std::size_t frames) {
      for (std::size_t frame = 0; frame < frames; ++frame) {
        words.next_frame();
        words.layout("label 7", styles::kUi, {}, false);
        if (looks_ahead) words.forget_unused();
      }
    };
    draw(CanvasText::kKeptFrames - 1);
    CHECK(words.size() == 50);
    draw(41);
    CHECK(words.size() == 1);
  }
}

TEST_CASE("of many labels those are kept that were drawn last, as when a text is paged through") {
  FontLibrary fonts = tests::packaged_fonts();
  GlyphAtlas atlas(fonts);
  CanvasText words(fonts, atlas);
  std::size_t most = 0;
  for (int frame = 0; frame < 60; ++frame) {
    words.next_frame();
    for (int i = 0; i < 200; ++i) words.layout(std::to_string(frame) + " " + std::to_string(i), styles::kUi, {}, false);
    words.layout("always", styles::kUi, {}, false);
    words.forget_unused();
    most = std::max(most, words.size());
  }
  CHECK(most < 60 * 200 * 2 / 3);
  CHECK(words.size() < 5000);
  const std::size_t before = words.size();
  words.layout("59 0", styles::kUi, {}, false);
  words.layout("always", styles::kUi, {}, false);
  CHECK(words.size() == before);
}

TEST_CASE("the outline of two touching lines is one polygon around both") {
  const std::vector<Rect> lines{{100, 0, 200, 30}, {0, 30, 150, 30}};
  const auto outlines = stretch_outlines(lines, 1);
  REQUIRE(outlines.size() == 1);
  CHECK(outlines[0] ==
        std::vector<Point>{{300, 0}, {300, 30}, {150, 30}, {150, 60}, {0, 60}, {0, 30}, {100, 30}, {100, 0}});
}

TEST_CASE("lines that do not touch have outlines of their own") {
  const std::vector<Rect> lines{{200, 0, 100, 30}, {0, 30, 150, 30}};
  const auto outlines = stretch_outlines(lines, 1);
  REQUIRE(outlines.size() == 2);
  CHECK(outlines[0].size() == 4);
  CHECK(outlines[1].size() == 4);
}

TEST_CASE("lines of equal width make a plain rectangle") {
  const std::vector<Rect> lines{{0, 0, 100, 30}, {0, 30, 100, 30}, {0, 60, 100, 30}};
  const auto outlines = stretch_outlines(lines, 1);
  REQUIRE(outlines.size() == 1);
  CHECK(outlines[0].size() == 4);
}
