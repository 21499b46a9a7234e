// The inside of FontLibrary: the C libraries' handles. For font_library, shape and glyph_atlas only.
#pragma once

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "ui/desktop/text/font_library.h"

namespace sayso::ui {

template <auto Close>
struct Closer {
  template <class Handle>
  void operator()(Handle* handle) const {
    Close(handle);
  }
};

using StyleKey = std::tuple<FontRole, FontWeight, bool>;

struct OpenFace {
  std::string family, file;
  int index = 0;  // in the file; the upper half is a variable font's named instance
  bool emoji = false;
  StyleKey style;  // for which it was opened: decides what stands in for it
  std::unique_ptr<hb_face_t, Closer<hb_face_destroy>> shaping;
  std::map<int, std::unique_ptr<hb_font_t, Closer<hb_font_destroy>>> sizes;  // by 1/64 px
  FT_Face drawing = nullptr;  // opened when the first glyph is drawn
};

struct FontLibrary::Impl {
  Impl() = default;
  ~Impl();
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  // The face at a size in 1/64 px; advances are 1/64 px, unhinted.
  hb_font_t* font(FaceId face, int size);
  // The face for drawing, set to that size; nullptr when FreeType refuses the file.
  FT_Face outlines(FaceId face, int size);
  FaceId open(const FcPattern& found, const StyleKey& style, bool emoji);
  FaceId match(const StyleKey& style);
  const FcFontSet* stand_ins(const StyleKey& style);

  std::unique_ptr<FcConfig, Closer<FcConfigDestroy>> config;
  FT_Library freetype = nullptr;
  std::vector<OpenFace> faces;
  std::map<StyleKey, FaceId> by_style;
  std::map<StyleKey, std::unique_ptr<FcFontSet, Closer<FcFontSetDestroy>>> sorted;
  std::unordered_map<std::uint64_t, FaceId> by_code_point;
  bool emoji_sought = false;
  std::unique_ptr<FaceId> emoji;
};

}  // namespace sayso::ui
