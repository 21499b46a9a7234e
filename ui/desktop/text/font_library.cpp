#include "ui/desktop/text/font_library.h"

#include <hb-ot.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
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

// Which of the shapes that Han characters have in different places; "" for another language.
std::string_view han_shapes(const LanguageTag& language) {
  const std::string_view tag = language.text();
  const auto is = [&](std::string_view begin) { return tag == begin || tag.starts_with(std::string(begin) + "-"); };
  if (is("ja")) return "JP";
  if (is("ko")) return "KR";
  if (is("zh-HK") || is("zh-MO")) return "HK";
  if (is("zh-TW") || is("zh-Hant")) return "TC";
  return is("zh") ? "SC" : "";
}

bool is_east_asian(int script) {
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || script == USCRIPT_HANGUL ||
         script == USCRIPT_BOPOMOFO;
}

// Families made for a script that go well with the role's own, in order of liking.
std::vector<std::string> families_for(int script, FontRole role, const LanguageTag& language) {
  const bool reading = role == FontRole::reading;
  if (is_east_asian(script)) {
    const std::string_view shapes = han_shapes(language);
    const std::string_view usual = script == USCRIPT_HANGUL ? "KR" : "JP";
    const std::string name = std::string(" CJK ") + std::string(shapes.empty() ? usual : shapes);
    if (reading) return {"Noto Serif" + name, "Noto Sans" + name};
    return {"Noto Sans" + name};
  }
  std::string name = uscript_getName(static_cast<UScriptCode>(script));
  std::ranges::replace(name, '_', ' ');
  if (reading && script == USCRIPT_ARABIC) return {"Noto Naskh " + name, "Noto Sans " + name};
  if (reading) return {"Noto Serif " + name, "Noto Sans " + name};
  return {"Noto Sans " + name};
}

// The script that a code point is used in; wide punctuation belongs to East Asia.
int script_of(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED) return script;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  if (width == U_EA_FULLWIDTH || width == U_EA_WIDE) return USCRIPT_HAN;
  std::array<UScriptCode, 32> used{};
  status = U_ZERO_ERROR;
  const int count = uscript_getScriptExtensions(c, used.data(), static_cast<int>(used.size()), &status);
  return U_SUCCESS(status) && count > 0 ? used[0] : script;
}

int fc_weight(FontWeight weight) {
  if (weight == FontWeight::bold) return FC_WEIGHT_BOLD;
  return weight == FontWeight::semibold ? FC_WEIGHT_SEMIBOLD : FC_WEIGHT_REGULAR;
}

// `first`: a family that is liked better than the role's own.
Pattern wanted(FcConfig* config, const StyleKey& style, const std::string& first = {}) {
  const auto& [role, weight, italic, language] = style;
  Pattern pattern(FcPatternCreate());
  if (!first.empty()) FcPatternAddString(pattern.get(), FC_FAMILY, fc(first.c_str()));
  // Where lines are of such characters, what stands between them is drawn by the same hand.
  if (!han_shapes(language).empty() && role != FontRole::mono) {
    for (const std::string& family : families_for(USCRIPT_HAN, role, language)) FcPatternAddString(pattern.get(), FC_FAMILY, fc(family.c_str()));
  }
  for (const char* family : families(role)) FcPatternAddString(pattern.get(), FC_FAMILY, fc(family));
  FcPatternAddInteger(pattern.get(), FC_WEIGHT, fc_weight(weight));
  FcPatternAddInteger(pattern.get(), FC_SLANT, italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
  FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
  if (const std::string tag(language.text()); !tag.empty()) FcPatternAddString(pattern.get(), FC_LANG, fc(tag.c_str()));
  FcConfigSubstitute(config, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  return pattern;
}

std::string text_of(const FcPattern& pattern, const char* object) {
  FcChar8* value = nullptr;
  if (FcPatternGetString(&pattern, object, 0, &value) != FcResultMatch) return {};
  return reinterpret_cast<const char*>(value);
}

// Is this a name of its family? It may have several.
bool is_of(const FcPattern& pattern, const std::string& family) {
  FcChar8* value = nullptr;
  for (int i = 0; FcPatternGetString(&pattern, FC_FAMILY, i, &value) == FcResultMatch; ++i) {
    if (family == reinterpret_cast<const char*>(value)) return true;
  }
  return false;
}

bool is_colour(const FcPattern& pattern) {
  FcBool colour = FcFalse;
  return FcPatternGetBool(&pattern, FC_COLOR, 0, &colour) == FcResultMatch && colour == FcTrue;
}

StyleKey key_of(const TextStyle& style) { return {style.role, style.weight, style.italic, style.language}; }

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

hb_font_t* FontLibrary::Impl::font(FaceId id, float pixels) {
  const int size = static_cast<int>(std::lround(pixels * kUnits));
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

FaceId FontLibrary::Impl::open(const FcPattern& found) {
  const std::string file = text_of(found, FC_FILE);
  int index = 0;
  FcPatternGetInteger(&found, FC_INDEX, 0, &index);
  for (std::size_t i = 0; i < faces.size(); ++i)
    if (faces[i].file == file && faces[i].index == index) return {static_cast<std::uint16_t>(i)};

  OpenFace face;
  face.family = text_of(found, FC_FAMILY);
  face.file = file;
  face.index = index;
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
  const FaceId id = found ? open(*found) : FaceId{0};
  return by_style[style] = id;
}

StandIns& FontLibrary::Impl::stand_ins(const StyleKey& style) {
  StandIns& found = others[style];
  if (!found.installed) {
    FcResult result = FcResultNoMatch;
    found.installed.reset(FcFontSort(config.get(), wanted(config.get(), style).get(), FcTrue, nullptr, &result));
  }
  return found;
}

const std::vector<FaceId>& FontLibrary::Impl::made_for(const StyleKey& style, int script) {
  const auto [known, is_new] = stand_ins(style).by_script.try_emplace(script);
  if (!is_new) return known->second;
  for (const std::string& family : families_for(script, std::get<FontRole>(style), std::get<LanguageTag>(style))) {
    const Pattern pattern = wanted(config.get(), style, family);
    FcResult result = FcResultNoMatch;
    const Pattern found(FcFontMatch(config.get(), pattern.get(), &result));
    if (found && is_of(*found, family)) known->second.push_back(open(*found));
  }
  return known->second;
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

FaceId FontLibrary::face(const TextStyle& style) { return impl_->match(key_of(style)); }
std::string FontLibrary::family(FaceId face) const { return impl_->faces[face.value].family; }
std::string FontLibrary::file(FaceId face) const { return impl_->faces[face.value].file; }
std::size_t FontLibrary::open_faces() const { return impl_->faces.size(); }

bool FontLibrary::covers(FaceId face, char32_t code_point) {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(impl_->font(face, 16), code_point, &glyph) != 0;
}

FaceId FontLibrary::face_for(FaceId wanted_face, const TextStyle& style, char32_t code_point, bool emoji) {
  if (!emoji && covers(wanted_face, code_point)) return wanted_face;
  StandIns& others = impl_->stand_ins(key_of(style));
  const auto [known, is_new] = others.by_code_point.try_emplace((std::uint64_t{emoji} << 32U) | code_point, wanted_face);
  if (!is_new) return known->second;

  if (!emoji) {
    for (const FaceId face : impl_->made_for(key_of(style), script_of(code_point))) {
      if (covers(face, code_point)) return known->second = face;
    }
  }
  // Two rounds: the kind of face that was asked for, then any that has the character at all.
  const FcFontSet* set = others.installed.get();
  const FcPattern* chosen = nullptr;
  for (int round = 0; round < 2 && chosen == nullptr && set != nullptr; ++round)
    for (int i = 0; i < set->nfont && chosen == nullptr; ++i)
      if (has(*set->fonts[i], code_point) && (round == 1 || is_colour(*set->fonts[i]) == emoji))
        chosen = set->fonts[i];
  if (chosen != nullptr) known->second = impl_->open(*chosen);
  return known->second;
}

FaceMetrics FontLibrary::metrics(FaceId face, float size) {
  hb_font_t* font = impl_->font(face, size);
  hb_font_extents_t extents{};
  hb_font_get_h_extents(font, &extents);
  hb_position_t x_height = 0;
  if (hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_X_HEIGHT, &x_height) == 0)
    x_height = extents.ascender / 2;
  return {to_pixels(extents.ascender), to_pixels(-extents.descender), to_pixels(x_height)};
}

}  // namespace sayso::ui
