#include "ui/desktop/text/shape.h"

#include <hb-icu.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <cmath>

#include "core/text/utf8.h"
#include "ui/desktop/text/font_faces.h"

namespace sayso::ui {
namespace {

struct Run {
  std::uint32_t begin = 0, end = 0;
  FaceId face;
  UScriptCode script = USCRIPT_COMMON;
};

UChar32 icu(char32_t code_point) { return static_cast<UChar32>(code_point); }

// HarfBuzz makes these without the face's help: marks that are not shown, and spaces of every width.
bool needs_no_glyph(char32_t code_point) {
  return code_point < 0x20 || u_hasBinaryProperty(icu(code_point), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
         u_isUWhiteSpace(icu(code_point)) != 0;
}

bool is_real(UScriptCode script) { return script != USCRIPT_COMMON && script != USCRIPT_INHERITED; }

// The face that shows all of a grapheme: the wanted one, else the first that has its base.
FaceId face_of(FontLibrary& fonts, FaceId wanted, std::string_view grapheme) {
  if (grapheme.size() == 1) return wanted;  // ASCII: every text face has it
  FaceId chosen = wanted;
  bool first = true;
  const bool picture = grapheme.find("\xEF\xB8\x8F") != std::string_view::npos;  // variation selector 16
  for (const auto [code_point, at] : code_points(grapheme)) {
    if (needs_no_glyph(code_point)) continue;
    const bool emoji = picture || u_hasBinaryProperty(icu(code_point), UCHAR_EMOJI_PRESENTATION) != 0;
    if (first) {
      chosen = fonts.face_for(wanted, code_point, emoji);
    } else if (!fonts.covers(chosen, code_point)) {
      const FaceId other = fonts.face_for(chosen, code_point, emoji);
      if (fonts.covers(other, decode(grapheme, Byte{0}).code_point)) chosen = other;
    }
    first = false;
  }
  return chosen;
}

UScriptCode script_of(std::string_view grapheme) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(icu(decode(grapheme, Byte{0}).code_point), &status);
}

std::vector<Run> runs_of(FontLibrary& fonts, std::string_view text, FaceId wanted,
                         const std::vector<std::uint32_t>& graphemes) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i + 1 < graphemes.size(); ++i) {
    const std::uint32_t begin = graphemes[i];
    const std::uint32_t end = graphemes[i + 1];
    const std::string_view grapheme = text.substr(begin, end - begin);
    const UScriptCode script = script_of(grapheme);
    const FaceId face = face_of(fonts, wanted, grapheme);
    // Spaces and marks take the script of what stands before them, so that no run ends at a comma.
    if (!runs.empty() && runs.back().face == face &&
        (!is_real(script) || !is_real(runs.back().script) || script == runs.back().script)) {
      runs.back().end = end;
      if (is_real(script)) runs.back().script = script;
    } else {
      runs.push_back({begin, end, face, script});
    }
  }
  return runs;
}

void shape_run(FontLibrary& fonts, std::string_view text, const Run& run, float pixels, hb_buffer_t* buffer,
               std::vector<ShapedGlyph>& glyphs) {
  hb_buffer_clear_contents(buffer);
  hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  hb_buffer_add_utf8(buffer, text.data(), static_cast<int>(text.size()), run.begin,
                     static_cast<int>(run.end - run.begin));
  hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, is_real(run.script) ? hb_icu_script_to_script(run.script) : HB_SCRIPT_LATIN);
  static const hb_language_t kLanguage = hb_language_from_string("en", -1);
  hb_buffer_set_language(buffer, kLanguage);
  hb_shape(fonts.impl().font(run.face, static_cast<int>(std::lround(pixels * 64))), buffer, nullptr, 0);

  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer, nullptr);
  const auto px = [](hb_position_t value) { return static_cast<float>(value) / 64.0F; };
  for (unsigned i = 0; i < count; ++i) {
    ShapedGlyph glyph{infos[i].codepoint,      infos[i].cluster,       run.face,
                      px(places[i].x_advance), px(places[i].x_offset), px(places[i].y_offset)};
    const char32_t code_point = decode(text, Byte{glyph.cluster}).code_point;
    if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || code_point == 0x2028 ||
        code_point == 0x2029) {
      glyph.id = kNoGlyph;
      glyph.advance = pixels * (code_point == '\t' ? 1.0F : 0.25F);
    }
    glyphs.push_back(glyph);
  }
}

}  // namespace

std::vector<ShapedGlyph> shape(FontLibrary& fonts, std::string_view text, const TextStyle& style,
                               float pixels, const std::vector<std::uint32_t>& graphemes) {
  static const std::unique_ptr<hb_buffer_t, Closer<hb_buffer_destroy>> kBuffer(hb_buffer_create());
  std::vector<ShapedGlyph> glyphs;
  glyphs.reserve(text.size());
  const FaceId face = fonts.face(style.role, style.weight, style.italic);
  for (const Run& run : runs_of(fonts, text, face, graphemes))
    shape_run(fonts, text, run, pixels, kBuffer.get(), glyphs);
  return glyphs;
}

}  // namespace sayso::ui
