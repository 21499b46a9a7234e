#include "ui/desktop/text/glyph_atlas.h"

#include <algorithm>
#include <cmath>

#include "ui/desktop/text/cpu_time.h"
#include "ui/desktop/text/font_faces.h"
#include FT_OUTLINE_H

namespace sayso::ui {
namespace {

constexpr int kGap = 1;  // pixels between pictures, against bleeding

std::uint64_t key_of(FaceId face, std::uint32_t id, int size, int quarter) {
  return (std::uint64_t{face.value} << 48U) | (static_cast<std::uint64_t>(quarter & 3) << 46U) |
         (static_cast<std::uint64_t>(size & 0x3FFF) << 32U) | id;
}

void mark(PixelRect& dirty, const PixelRect& place) {
  if (dirty.empty()) {
    dirty = place;
    return;
  }
  dirty = {std::min(dirty.left, place.left), std::min(dirty.top, place.top),
           std::max(dirty.right, place.right), std::max(dirty.bottom, place.bottom)};
}

std::size_t index(int row, int stride, int column) {
  return static_cast<std::size_t>(row) * static_cast<std::size_t>(stride) + static_cast<std::size_t>(column);
}

// One pixel of a smaller picture: the mean of the source's pixels under it (BGRA, premultiplied), as
// straight RGBA.
void mean(const FT_Bitmap& source, int x0, int x1, int y0, int y1, std::uint8_t* out) {
  unsigned sum[4] = {0, 0, 0, 0};
  for (int y = y0; y < y1; ++y)
    for (int x = x0; x < x1; ++x)
      for (int c = 0; c < 4; ++c) sum[c] += source.buffer[y * source.pitch + x * 4 + c];
  const auto count = static_cast<unsigned>((x1 - x0) * (y1 - y0));
  const unsigned alpha = sum[3];
  const auto straight = [&](unsigned value) {
    return static_cast<std::uint8_t>(alpha == 0 ? 0U : std::min(255U, value * 255U / alpha));
  };
  out[0] = straight(sum[2]);
  out[1] = straight(sum[1]);
  out[2] = straight(sum[0]);
  out[3] = static_cast<std::uint8_t>(alpha / count);
}

}  // namespace

const AtlasGlyph& GlyphAtlas::glyph(FaceId face, std::uint32_t id, float pixels, int quarter) {
  const int size = std::clamp(static_cast<int>(std::lround(pixels * 64)), 64, 0x3FFF);
  const std::uint64_t key = key_of(face, id, size, quarter);
  if (const auto known = glyphs_.find(key); known != glyphs_.end()) return known->second;
  const auto begin = thread_cpu_time();
  const AtlasGlyph& made = glyphs_[key] = render(face, id, static_cast<float>(size) / 64.0F, quarter);
  time_ += thread_cpu_time() - begin;
  ++rendered_;
  return made;
}

AtlasGlyph GlyphAtlas::render(FaceId face, std::uint32_t id, float pixels, int quarter) {
  const FT_Face ft = fonts_.impl().outlines(face, static_cast<int>(std::lround(pixels * 64)));
  if (ft == nullptr) return {};
  const bool fixed = !FT_IS_SCALABLE(ft);
  // Light hinting moves outlines up and down only: stems stay where the shaping put them.
  const FT_Int32 flags = fixed ? FT_LOAD_COLOR : (FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP);
  if (FT_Load_Glyph(ft, id, flags) != 0) return {};
  FT_GlyphSlot slot = ft->glyph;
  if (slot->format == FT_GLYPH_FORMAT_OUTLINE) {
    FT_Outline_Translate(&slot->outline, quarter * 16, 0);
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return {};
  }
  const FT_Bitmap& bitmap = slot->bitmap;
  const bool colour = bitmap.pixel_mode == FT_PIXEL_MODE_BGRA;
  if (bitmap.width == 0 || bitmap.rows == 0 || (!colour && bitmap.pixel_mode != FT_PIXEL_MODE_GRAY))
    return {};

  const auto source_width = static_cast<int>(bitmap.width);
  const auto source_height = static_cast<int>(bitmap.rows);
  const float shrink = fixed ? std::min(1.0F, pixels / static_cast<float>(ft->size->metrics.y_ppem)) : 1.0F;
  const int width = std::max(1, static_cast<int>(std::lround(static_cast<float>(source_width) * shrink)));
  const int height = std::max(1, static_cast<int>(std::lround(static_cast<float>(source_height) * shrink)));
  if (width + 2 * kGap > kPageSize || height + 2 * kGap > kPageSize) return {};

  const Room room = room_for(colour ? PageKind::colour : PageKind::coverage, width, height);
  AtlasPage& page = pages_[room.page];
  if (colour) {
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        mean(bitmap, x * source_width / width,
             std::max((x + 1) * source_width / width, x * source_width / width + 1),
             y * source_height / height,
             std::max((y + 1) * source_height / height, y * source_height / height + 1),
             &page.pixels[4 * index(room.y + y, page.width, room.x + x)]);
  } else {
    for (int y = 0; y < height; ++y)
      std::copy_n(bitmap.buffer + y * bitmap.pitch, width,
                  &page.pixels[index(room.y + y, page.width, room.x)]);
  }
  AtlasGlyph glyph;
  glyph.page = room.page;
  glyph.place = {room.x, room.y, room.x + width, room.y + height};
  glyph.left = std::round(static_cast<float>(slot->bitmap_left) * shrink);
  glyph.top = std::round(static_cast<float>(slot->bitmap_top) * shrink);
  glyph.width = static_cast<float>(width);
  glyph.height = static_cast<float>(height);
  glyph.colour = colour;
  mark(page.dirty, glyph.place);
  return glyph;
}

GlyphAtlas::Room GlyphAtlas::room_for(PageKind kind, int width, int height) {
  const int wide = width + kGap;
  const int high = height + kGap;
  for (std::size_t p = 0; p < pages_.size(); ++p) {
    if (pages_[p].kind != kind) continue;
    int bottom = kGap;
    for (Shelf& shelf : shelves_[p]) {
      bottom = shelf.top + shelf.height;
      // A shelf much too high for this glyph is left to others.
      if (shelf.height < high || shelf.height > high + high / 2 + 4 || shelf.used + wide > kPageSize)
        continue;
      const Room room{static_cast<std::uint16_t>(p), shelf.used, shelf.top};
      shelf.used += wide;
      return room;
    }
    if (bottom + high <= kPageSize) {
      shelves_[p].push_back({bottom, high, kGap + wide});
      return {static_cast<std::uint16_t>(p), kGap, bottom};
    }
  }
  const std::size_t bytes = kind == PageKind::colour ? 4 : 1;
  pages_.push_back(
      {kind, kPageSize, kPageSize, std::vector<std::uint8_t>(bytes * kPageSize * kPageSize), {}});
  shelves_.push_back({{kGap, high, kGap + wide}});
  return {static_cast<std::uint16_t>(pages_.size() - 1), kGap, kGap};
}

void GlyphAtlas::trim() {
  if (pages_.size() < kMaxPages) return;
  pages_.clear();
  shelves_.clear();
  glyphs_.clear();
  ++generation_;
}

}  // namespace sayso::ui
