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

// Of HarfBuzz, to a device pixel: a line of a hundred glyphs is right to a tenth of one.
inline constexpr int kUnits = 1024;

inline float to_pixels(hb_position_t value) { return static_cast<float>(value) / kUnits; }

using StyleKey = std::tuple<FontRole, FontWeight, bool, LanguageTag>;

struct OpenFace {
  std::string family, file;
  int index = 0;  // in the file; the upper half is a variable font's named instance
  std::unique_ptr<hb_face_t, Closer<hb_face_destroy>> shaping;
  std::map<int, std::unique_ptr<hb_font_t, Closer<hb_font_destroy>>> sizes;  // by 1/kUnits px
  FT_Face drawing = nullptr;  // opened when the first glyph is drawn
};

// What shows the code points that a style's own face lacks.
struct StandIns {
  std::unique_ptr<FcFontSet, Closer<FcFontSetDestroy>> installed;  // best first
  std::map<int, std::vector<FaceId>> by_script;                    // families made for a script (UScriptCode), best first
  std::unordered_map<std::uint64_t, FaceId> by_code_point;         // with a bit above it for emoji
};

struct FontLibrary::Impl {
  Impl() = default;
  ~Impl();
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  // The face at a size in device pixels; advances are 1/kUnits of one, unhinted.
  hb_font_t* font(FaceId face, float pixels);
  // The face for drawing, set to that size; nullptr when FreeType refuses the file.
  FT_Face outlines(FaceId face, int size);
  FaceId open(const FcPattern& found);
  FaceId match(const StyleKey& style);
  StandIns& stand_ins(const StyleKey& style);
  const std::vector<FaceId>& made_for(const StyleKey& style, int script);

  std::unique_ptr<FcConfig, Closer<FcConfigDestroy>> config;
  FT_Library freetype = nullptr;
  std::vector<OpenFace> faces;
  std::map<StyleKey, FaceId> by_style;
  std::map<StyleKey, StandIns> others;
};

}  // namespace sayso::ui
