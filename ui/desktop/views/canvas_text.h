// What a Canvas keeps from frame to frame: the layouts of labels, by text, style and width, dropped when
// not used for a while. Owned by main, outlives every Canvas. Main thread; nothing here fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ui/desktop/text/glyph_atlas.h"
#include "ui/desktop/text/glyph_quads.h"
#include "ui/desktop/text/layout.h"

namespace sayso::ui {

class CanvasText {
 public:
  CanvasText(FontLibrary& fonts, GlyphAtlas& atlas) : fonts_(fonts), atlas_(atlas) {}

  static constexpr std::size_t kKeptFrames = 120;

  FontLibrary& fonts() { return fonts_; }
  GlyphAtlas& atlas() { return atlas_; }
  // Once a frame, before drawing.
  void next_frame();
  // Now and then drops layouts that no frame has used for kKeptFrames frames, or for fewer where they are many: for when nobody waits, but next_frame() does it
  // where this is not called. True when it has looked through all of them.
  bool forget_unused();
  // A wrapped paragraph or a label cut at options.width; valid until next_frame().
  const Layout& layout(std::string_view text, const TextStyle& style, const LayoutOptions& options,
                       bool wrap);
  std::size_t size() const { return entries_.size(); }
  std::vector<GlyphQuad>& quads() { return quads_; }  // scratch space, kept to save allocations

 private:
  struct Entry {
    Layout layout;
    std::uint64_t used = 0;  // frame
  };
  void sweep();

  FontLibrary& fonts_;
  GlyphAtlas& atlas_;
  std::unordered_map<std::string, Entry> entries_;
  std::uint64_t frame_ = 0;
  std::uint64_t swept_ = 0;  // in which frame unused ones were dropped last
  std::vector<GlyphQuad> quads_;
  std::string key_;
};

}  // namespace sayso::ui
