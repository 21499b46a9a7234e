#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>

#include "tests/support/packaged_fonts.h"
#include "ui/desktop/text/glyph_quads.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

constexpr TextStyle kText{FontRole::reading, FontWeight::regular, false, 18};

std::vector<GlyphQuad> quads_of(FontLibrary& fonts, GlyphAtlas& atlas, std::string_view text, Point origin,
                                float scale = 1) {
  const Layout layout = layout_paragraph(fonts, text, kText, {0, 31, scale});
  std::vector<GlyphQuad> quads;
  append_quads(quads, atlas, layout, origin, 0, layout.lines.size());
  return quads;
}

}  // namespace

TEST_CASE("a glyph is rendered once for each quarter of a pixel") {
  FontLibrary fonts = tests::packaged_fonts();
  GlyphAtlas atlas(fonts);
  const Layout layout = layout_paragraph(fonts, "a", kText, {});
  const PlacedGlyph a = layout.glyphs.front();
  for (int round = 0; round < 3; ++round)
    for (int quarter = 0; quarter < 4; ++quarter) atlas.glyph(a.face, a.id, 18, quarter);
  CHECK(atlas.rendered() == 4);
  CHECK(atlas.time_rendering().count() > 0);
}

TEST_CASE("a glyph has grey edges and a solid inside") {
  FontLibrary fonts = tests::packaged_fonts();
  GlyphAtlas atlas(fonts);
  const PlacedGlyph m = layout_paragraph(fonts, "m", kText, {}).glyphs.front();
  const AtlasGlyph& picture = atlas.glyph(m.face, m.id, 18, 1);
  REQUIRE_FALSE(picture.empty());
  const AtlasPage& page = atlas.pages()[picture.page];
  int grey = 0;
  int darkest = 0;
  for (int y = picture.place.top; y < picture.place.bottom; ++y)
    for (int x = picture.place.left; x < picture.place.right; ++x) {
      const int value = page.pixels[static_cast<std::size_t>(y * page.width + x)];
      grey += value > 0 && value < 255 ? 1 : 0;
      darkest = std::max(darkest, value);
    }
  CHECK(grey > 10);
  CHECK(darkest > 200);
}

TEST_CASE("pictures on a page do not overlap") {
  FontLibrary fonts = tests::packaged_fonts();
  GlyphAtlas atlas(fonts);
  const Layout layout = layout_paragraph(
      fonts, "The quick brown fox jumps over the lazy dog, Яблоко, Ωμέγα 0123456789", kText, {});
  std::vector<PixelRect> places;
  for (const PlacedGlyph& glyph : layout.glyphs) {
    const AtlasGlyph& picture = atlas.glyph(glyph.face, glyph.id, 18, 0);
    if (!picture.empty() && std::find(places.begin(), places.end(), picture.place) == places.end())
      places.push_back(picture.place);
  }
  REQUIRE(places.size() > 40);
  for (std::size_t i = 0; i < places.size(); ++i)
    for (std::size_t j = i + 1; j < places.size(); ++j) {
      const PixelRect& a = places[i];
      const PixelRect& b = places[j];
      CHECK((a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top));
    }
}

TEST_CASE("the dirty rectangle holds what is new and is empty after an upload") {
  FontLibrary fonts = tests::packaged_fonts();
  GlyphAtlas atlas(fonts);
  quads_of(fonts, atlas, "ab", {0, 0});
  REQUIRE(atlas.pages().size() == 1);
  CHECK_FALSE(atlas.pages()[0].dirty.empty());
  atlas.clear_dirty(0);
  quads_of(fonts, atlas, "ab", {0, 0});
  CHECK(atlas.pages()[0].dirty.empty());
  quads_of(fonts, atlas, "c", {0, 0});
  CHECK_FALSE(atlas.pages()[0].dirty.empty());
}

TEST_CASE("a full atlas is emptied between frames and goes on") {
  FontLibrary fonts = tests::packaged_fonts();
  GlyphAtlas atlas(fonts);
  const Layout layout = layout_paragraph(fonts, "mMwWaAbBgG", kText, {});
  for (float size = 60; atlas.pages().size() < GlyphAtlas::kMaxPages && size < 250; size += 0.25F)
    for (const PlacedGlyph& glyph : layout.glyphs) atlas.glyph(glyph.face, glyph.id, size, 0);
  REQUIRE(atlas.pages().size() >= GlyphAtlas::kMaxPages);
  atlas.trim();
  CHECK(atlas.generation() == 1);
  CHECK(atlas.pages().empty());
  CHECK_FALSE(atlas.glyph(layout.glyphs[0].face, layout.glyphs[0].id, 18, 0).empty());
}

TEST_CASE("glyphs stand on whole pixels, their baseline the same for a whole line") {
  FontLibrary fonts = tests::packaged_fonts();
  GlyphAtlas atlas(fonts);
  for (const float scale : {1.0F, 1.5F, 2.0F})
    for (const GlyphQuad& quad : quads_of(fonts, atlas, "Baseline", {10.3F, 7.7F}, scale)) {
      CHECK(quad.place.x == std::round(quad.place.x));
      CHECK(quad.place.y == std::round(quad.place.y));
    }
}

TEST_CASE("spaces draw nothing") {
  FontLibrary fonts = tests::packaged_fonts();
  GlyphAtlas atlas(fonts);
  CHECK(quads_of(fonts, atlas, "a b\tc", {0, 0}).size() == 3);
}

TEST_CASE("an emoji is a coloured picture scaled to the text's size") {
  if (!std::filesystem::exists("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf")) {
    MESSAGE("skipped: fonts-noto-color-emoji is not installed");
    return;
  }
  FontLibrary fonts = tests::packaged_fonts();
  GlyphAtlas atlas(fonts);
  const std::vector<GlyphQuad> quads = quads_of(fonts, atlas, "😀", {0, 0});
  REQUIRE(quads.size() == 1);
  CHECK(quads.front().colour);
  CHECK(quads.front().place.width > 15);
  CHECK(quads.front().place.width < 30);
  CHECK(atlas.pages()[quads.front().page].kind == PageKind::colour);
}
