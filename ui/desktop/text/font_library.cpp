#include "ui/desktop/text/font_library.h"

#include <hb-ot.h>

#include <array>
#include <cmath>
#include <span>

#include "ui/desktop/text/font_faces.h"

namespace sayso::ui {
namespace {

using Pattern = std::unique_ptr<FcPattern, Closer<FcPatternDestroy>>;

const FcChar8* fc(const char* text) { return reinterpret_cast<const FcChar8*>(text); }

// In order of liking; the last is fontconfig's own choice for such faces.
std::span<const char* const> families(FontRole role) {
  static constexpr std::array kReading{"Noto Serif", "Source Serif 4", "Source Serif Pro", "DejaVu Serif",
                                       "serif"};
  static constexpr std::array kInterface{"Inter", "Noto Sans", "DejaVu Sans", "sans-serif"};
  static constexpr std::array kMono{"DejaVu Sans Mono", "Noto Sans Mono", "monospace"};
  if (role == FontRole::reading) return kReading;
  if (role == FontRole::mono) return kMono;
  return kInterface;
}

int fc_weight(FontWeight weight) {
  if (weight == FontWeight::bold) return FC_WEIGHT_BOLD;
  return weight == FontWeight::semibold ? FC_WEIGHT_SEMIBOLD : FC_WEIGHT_REGULAR;
}

Pattern wanted(FcConfig* config, const StyleKey& style) {
  const auto [role, weight, italic] = style;
  Pattern pattern(FcPatternCreate());
  for (const char* family : families(role)) FcPatternAddString(pattern.get(), FC_FAMILY, fc(family));
  FcPatternAddInteger(pattern.get(), FC_WEIGHT, fc_weight(weight));
  FcPatternAddInteger(pattern.get(), FC_SLANT, italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
  FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
  FcConfigSubstitute(config, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  return pattern;
}

std::string text_of(const FcPattern& pattern, const char* object) {
  FcChar8* value = nullptr;
  if (FcPatternGetString(&pattern, object, 0, &value) != FcResultMatch) return {};
  return reinterpret_cast<const char*>(value);
}

bool is_colour(const FcPattern& pattern) {
  FcBool colour = FcFalse;
  return FcPatternGetBool(&pattern, FC_COLOR, 0, &colour) == FcResultMatch && colour == FcTrue;
}

bool has(const FcPattern& pattern, char32_t code_point) {
  FcCharSet* set = nullptr;
  return FcPatternGetCharSet(&pattern, FC_CHARSET, 0, &set) == FcResultMatch &&
         FcCharSetHasChar(set, code_point) == FcTrue;
}

}  // namespace

FontLibrary::Impl::~Impl() {
  for (OpenFace& face : faces)
    if (face.drawing != nullptr) FT_Done_Face(face.drawing);
  if (freetype != nullptr) FT_Done_FreeType(freetype);
}

hb_font_t* FontLibrary::Impl::font(FaceId id, int size) {
  OpenFace& face = faces[id.value];
  auto& font = face.sizes[size];
  if (!font) {
    font.reset(hb_font_create(face.shaping.get()));
    hb_ot_font_set_funcs(font.get());
    hb_font_set_scale(font.get(), size, size);
    const int instance = face.index >> 16;
    if (instance > 0) hb_font_set_var_named_instance(font.get(), static_cast<unsigned>(instance - 1));
  }
  return font.get();
}

FT_Face FontLibrary::Impl::outlines(FaceId id, int size) {
  OpenFace& face = faces[id.value];
  if (face.drawing == nullptr && FT_New_Face(freetype, face.file.c_str(), face.index, &face.drawing) != 0) {
    face.drawing = nullptr;
    return nullptr;
  }
  if (FT_IS_SCALABLE(face.drawing)) {
    if (FT_Set_Char_Size(face.drawing, 0, size, 72, 72) != 0) return nullptr;
  } else if (face.drawing->num_fixed_sizes == 0 || FT_Select_Size(face.drawing, 0) != 0) {
    return nullptr;
  }
  return face.drawing;
}

FaceId FontLibrary::Impl::open(const FcPattern& found, const StyleKey& style, bool emoji_face) {
  const std::string file = text_of(found, FC_FILE);
  int index = 0;
  FcPatternGetInteger(&found, FC_INDEX, 0, &index);
  for (std::size_t i = 0; i < faces.size(); ++i)
    if (faces[i].file == file && faces[i].index == index) return {static_cast<std::uint16_t>(i)};

  OpenFace face;
  face.family = text_of(found, FC_FAMILY);
  face.file = file;
  face.index = index;
  face.emoji = emoji_face;
  face.style = style;
  // The file is mapped, not read: only the pages that are used take memory.
  std::unique_ptr<hb_blob_t, Closer<hb_blob_destroy>> blob(hb_blob_create_from_file(file.c_str()));
  face.shaping.reset(hb_face_create(blob.get(), static_cast<unsigned>(index & 0xFFFF)));
  faces.push_back(std::move(face));
  return {static_cast<std::uint16_t>(faces.size() - 1)};
}

FaceId FontLibrary::Impl::match(const StyleKey& style) {
  if (const auto known = by_style.find(style); known != by_style.end()) return known->second;
  FcResult result = FcResultNoMatch;
  const Pattern found(FcFontMatch(config.get(), wanted(config.get(), style).get(), &result));
  const FaceId id = found ? open(*found, style, false) : FaceId{0};
  return by_style[style] = id;
}

const FcFontSet* FontLibrary::Impl::stand_ins(const StyleKey& style) {
  auto& set = sorted[style];
  if (!set) {
    FcResult result = FcResultNoMatch;
    set.reset(FcFontSort(config.get(), wanted(config.get(), style).get(), FcTrue, nullptr, &result));
  }
  return set.get();
}

Result<FontLibrary> FontLibrary::open() {
  auto impl = std::make_unique<Impl>();
  impl->config.reset(FcInitLoadConfigAndFonts());
  const FcFontSet* installed = impl->config ? FcConfigGetFonts(impl->config.get(), FcSetSystem) : nullptr;
  if (installed == nullptr || installed->nfont == 0)
    return machine_error("no font is installed", "fontconfig",
                         "install one: apt install fonts-noto-core fonts-inter");
  if (FT_Init_FreeType(&impl->freetype) != 0) return machine_error("FreeType does not start", "libfreetype");
  return FontLibrary(std::move(impl));
}

FontLibrary::FontLibrary(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
FontLibrary::FontLibrary(FontLibrary&&) noexcept = default;
FontLibrary& FontLibrary::operator=(FontLibrary&&) noexcept = default;
FontLibrary::~FontLibrary() = default;

FaceId FontLibrary::face(FontRole role, FontWeight weight, bool italic) {
  return impl_->match({role, weight, italic});
}
std::string FontLibrary::family(FaceId face) const { return impl_->faces[face.value].family; }
std::string FontLibrary::file(FaceId face) const { return impl_->faces[face.value].file; }
std::size_t FontLibrary::open_faces() const { return impl_->faces.size(); }

bool FontLibrary::covers(FaceId face, char32_t code_point) {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(impl_->font(face, 64 * 16), code_point, &glyph) != 0;
}

FaceId FontLibrary::face_for(FaceId wanted_face, char32_t code_point, bool emoji) {
  if (!emoji && covers(wanted_face, code_point)) return wanted_face;
  const std::uint64_t key =
      (std::uint64_t{wanted_face.value} << 33U) | (std::uint64_t{emoji} << 32U) | code_point;
  if (const auto known = impl_->by_code_point.find(key); known != impl_->by_code_point.end())
    return known->second;

  const StyleKey style = impl_->faces[wanted_face.value].style;
  const FcFontSet* set = impl_->stand_ins(style);
  // Two rounds: the kind of face that was asked for, then any that has the character at all.
  const FcPattern* chosen = nullptr;
  for (int round = 0; round < 2 && chosen == nullptr && set != nullptr; ++round)
    for (int i = 0; i < set->nfont && chosen == nullptr; ++i)
      if (has(*set->fonts[i], code_point) && (round == 1 || is_colour(*set->fonts[i]) == emoji))
        chosen = set->fonts[i];
  const FaceId id = chosen != nullptr ? impl_->open(*chosen, style, is_colour(*chosen)) : wanted_face;
  return impl_->by_code_point[key] = id;
}

FaceMetrics FontLibrary::metrics(FaceId face, float size) {
  hb_font_t* font = impl_->font(face, static_cast<int>(std::lround(size * 64)));
  hb_font_extents_t extents{};
  hb_font_get_h_extents(font, &extents);
  hb_position_t x_height = 0;
  if (hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_X_HEIGHT, &x_height) == 0)
    x_height = extents.ascender / 2;
  const auto px = [](hb_position_t v) { return static_cast<float>(v) / 64.0F; };
  return {px(extents.ascender), px(-extents.descender), px(x_height)};
}

}  // namespace sayso::ui
