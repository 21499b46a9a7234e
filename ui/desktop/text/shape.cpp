#include "ui/desktop/text/shape.h"

#include <hb-icu.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "core/text/utf8.h"
#include "ui/desktop/text/font_faces.h"

namespace sayso::ui {
namespace {

struct Run {
  std::uint32_t begin = 0, end = 0;
  FaceId face;
  UScriptCode script = USCRIPT_COMMON;
  Level level = 0;
};

UChar32 icu(char32_t code_point) { return static_cast<UChar32>(code_point); }

// HarfBuzz makes these without the face's help: marks that are not shown, and spaces of every width.
bool needs_no_glyph(char32_t code_point) {
  return code_point < 0x20 || u_hasBinaryProperty(icu(code_point), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
         u_isUWhiteSpace(icu(code_point)) != 0;
}

bool is_real(UScriptCode script) { return script != USCRIPT_COMMON && script != USCRIPT_INHERITED; }

// The face that shows all of a grapheme: the wanted one, else for signs of no script that which stands before, else the
// first that has its base.
FaceId face_of(FontLibrary& fonts, const TextStyle& style, FaceId wanted, const Run* before, bool is_sign, std::string_view grapheme) {
  // A space goes on as what stands before it, so that words of one script are one run.
  if (grapheme == " ") return before && is_real(before->script) && fonts.covers(before->face, U' ') ? before->face : wanted;
  if (grapheme.size() == 1) return wanted;  // ASCII: every text face has it
  FaceId chosen = wanted;
  bool first = true;
  const bool picture = grapheme.find("\xEF\xB8\x8F") != std::string_view::npos;  // variation selector 16
  for (const auto [code_point, at] : code_points(grapheme)) {
    if (needs_no_glyph(code_point)) continue;
    const bool emoji = picture || u_hasBinaryProperty(icu(code_point), UCHAR_EMOJI_PRESENTATION) != 0;
    if (first && is_sign && !emoji && before && !fonts.covers(wanted, code_point) && fonts.covers(before->face, code_point)) {
      chosen = before->face;
    } else if (first) {
      chosen = fonts.face_for(wanted, style, code_point, emoji);
    } else if (!fonts.covers(chosen, code_point)) {
      const FaceId other = fonts.face_for(chosen, style, code_point, emoji);
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

std::vector<Run> runs_of(FontLibrary& fonts, std::string_view text, const TextStyle& style,
                         const std::vector<std::uint32_t>& graphemes, const Directions& directions) {
  const FaceId wanted = fonts.face(style);
  std::vector<Run> runs;
  auto way = directions.runs.begin();
  for (std::size_t i = 0; i + 1 < graphemes.size(); ++i) {
    const std::uint32_t begin = graphemes[i];
    const std::uint32_t end = graphemes[i + 1];
    const std::string_view grapheme = text.substr(begin, end - begin);
    const UScriptCode script = script_of(grapheme);
    const FaceId face = face_of(fonts, style, wanted, runs.empty() ? nullptr : &runs.back(), !is_real(script), grapheme);
    while (way->end <= begin) ++way;
    // Spaces and marks take the script of what stands before them, so that no run ends at a comma.
    if (!runs.empty() && runs.back().face == face && runs.back().level == way->level &&
        (!is_real(script) || !is_real(runs.back().script) || script == runs.back().script)) {
      runs.back().end = end;
      if (is_real(script)) runs.back().script = script;
    } else {
      runs.push_back({begin, end, face, script, way->level});
    }
  }
  return runs;
}

// HarfBuzz gives glyphs from left to right; of text that runs the other way the clusters are turned round.
void put_in_order_of_text(std::vector<ShapedGlyph>& glyphs, std::size_t first) {
  const auto begin = glyphs.begin() + static_cast<std::ptrdiff_t>(first);
  std::reverse(begin, glyphs.end());
  for (auto cluster = begin; cluster != glyphs.end();) {
    const auto next = std::find_if(cluster, glyphs.end(), [&](const ShapedGlyph& each) { return each.cluster != cluster->cluster; });
    std::reverse(cluster, next);
    cluster = next;
  }
}

void shape_run(FontLibrary& fonts, std::string_view text, const TextStyle& style, const Run& run, float pixels,
               hb_buffer_t* buffer, std::vector<ShapedGlyph>& glyphs) {
  hb_buffer_clear_contents(buffer);
  hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  hb_buffer_add_utf8(buffer, text.data(), static_cast<int>(text.size()), run.begin,
                     static_cast<int>(run.end - run.begin));
  hb_buffer_set_direction(buffer, is_right_to_left(run.level) ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, is_real(run.script) ? hb_icu_script_to_script(run.script) : HB_SCRIPT_LATIN);
  const std::string_view language = style.language.text();
  hb_buffer_set_language(buffer, hb_language_from_string(language.data(), static_cast<int>(language.size())));
  hb_shape(fonts.impl().font(run.face, pixels), buffer, nullptr, 0);

  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer, nullptr);
  const std::size_t first = glyphs.size();
  for (unsigned i = 0; i < count; ++i) {
    ShapedGlyph glyph{infos[i].codepoint, infos[i].cluster, run.face, to_pixels(places[i].x_advance),
                      to_pixels(places[i].x_offset), to_pixels(places[i].y_offset)};
    const char32_t code_point = decode(text, Byte{glyph.cluster}).code_point;
    if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || code_point == 0x2028 ||
        code_point == 0x2029) {
      glyph.id = kNoGlyph;
      glyph.advance = pixels * (code_point == '\t' ? 1.0F : 0.25F);
    }
    glyphs.push_back(glyph);
  }
  if (is_right_to_left(run.level)) put_in_order_of_text(glyphs, first);
}

}  // namespace

std::vector<ShapedGlyph> shape(FontLibrary& fonts, std::string_view text, const TextStyle& style, float pixels,
                               const std::vector<std::uint32_t>& graphemes, const Directions& directions) {
  static const std::unique_ptr<hb_buffer_t, Closer<hb_buffer_destroy>> kBuffer(hb_buffer_create());
  std::vector<ShapedGlyph> glyphs;
  glyphs.reserve(text.size());
  for (const Run& run : runs_of(fonts, text, style, graphemes, directions))
    shape_run(fonts, text, style, run, pixels, kBuffer.get(), glyphs);
  return glyphs;
}

}  // namespace sayso::ui
