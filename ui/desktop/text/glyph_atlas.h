// Glyph pictures on growing pages: coverage (one byte a pixel) for outlines, RGBA for colour emoji.
// Each outline is kept at up to four horizontal quarter-pixel positions. What changed since the last
// upload is a dirty rectangle a page. Borrows the FontLibrary; main thread; cannot fail (a glyph that
// does not render is empty). When all pages are full the atlas is emptied and begun anew.
#pragma once

#include <chrono>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "ui/desktop/text/font_library.h"

namespace sayso::ui {

enum class PageKind : std::uint8_t { coverage, colour };

// Device pixels, right and bottom exclusive.
struct PixelRect {
  int left = 0, top = 0, right = 0, bottom = 0;

  bool empty() const { return left >= right || top >= bottom; }
  bool operator==(const PixelRect&) const = default;
};

struct AtlasPage {
  PageKind kind = PageKind::coverage;
  int width = 0, height = 0;
  std::vector<std::uint8_t> pixels;  // rows from the top; 1 or 4 bytes a pixel, RGBA premultiplied not
  PixelRect dirty;
};

struct AtlasGlyph {
  std::uint16_t page = 0;
  PixelRect place;              // on the page
  float left = 0, top = 0;      // of the picture from the pen, device pixels; top is upwards
  float width = 0, height = 0;  // to draw at, device pixels (colour pictures are scaled)
  bool colour = false;
  bool empty() const { return place.empty(); }
};

class GlyphAtlas {
 public:
  explicit GlyphAtlas(FontLibrary& fonts) : fonts_(fonts) {}

  static constexpr int kPageSize = 1024;
  static constexpr std::size_t kMaxPages = 16;

  // The picture of a glyph at `pixels` an em and `quarter` (0 to 3) quarters of a pixel to the right.
  const AtlasGlyph& glyph(FaceId face, std::uint32_t id, float pixels, int quarter);

  const std::vector<AtlasPage>& pages() const { return pages_; }
  // The page's changes are uploaded.
  void clear_dirty(std::size_t page) { pages_[page].dirty = {}; }
  // Goes up when the atlas was emptied: what was drawn with old places this frame must be drawn again.
  std::uint32_t generation() const { return generation_; }
  // Between frames: empties the atlas when it is nearly full.
  void trim();
  // Time spent on rendering glyphs since the beginning, and how many.
  std::chrono::nanoseconds time_rendering() const { return time_; }
  std::size_t rendered() const { return rendered_; }

 private:
  struct Shelf {
    int top = 0, height = 0, used = 0;
  };
  struct Room {
    std::uint16_t page = 0;
    int x = 0, y = 0;
  };
  AtlasGlyph render(FaceId face, std::uint32_t id, float pixels, int quarter);
  Room room_for(PageKind kind, int width, int height);

  FontLibrary& fonts_;
  std::vector<AtlasPage> pages_;
  std::vector<std::vector<Shelf>> shelves_;  // a page
  std::unordered_map<std::uint64_t, AtlasGlyph> glyphs_;
  std::uint32_t generation_ = 0;
  std::chrono::nanoseconds time_{};
  std::size_t rendered_ = 0;
};

}  // namespace sayso::ui
