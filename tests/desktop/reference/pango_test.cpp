// The text engine against Pango, with the same fonts and the same widths: the same lines and the same glyphs.
//
// What is put aside, each with its reason:
// - Pango is asked not to round glyph positions and not to hint, as sayso does neither.
// - Pango is asked for no hyphens in words that are longer than a line; sayso never shows what is not in the text.
// - Thai and Japanese: glyphs only. Pango has rules of its own for where their lines end; ICU has a dictionary for Thai and
//   CSS's rules for Japanese.
// - Chinese with curly quotes: glyphs only. By ICU's rules for Chinese “ opens and ” closes, so that a line may end before
//   the one and after the other; Pango knows both as the quotation marks of UAX #14, which hold on both sides.
// - Spaces: their width counts, their glyph does not. Between two faces a space is of either, and Pango's choice hangs on
//   where its items begin (after a number in Arabic it is the next word's, before a bracket the bracket's); here it is of
//   what stands before it.
#include <doctest/doctest.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "tests/desktop/script_samples.h"
#include "tests/support/packaged_fonts.h"
#include "ui/desktop/text/layout.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

constexpr float kSize = 18;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

// A glyph and the file it is of.
using GlyphOfFile = std::pair<std::string, std::uint32_t>;

struct Line {
  std::size_t begin = 0;
  std::vector<GlyphOfFile> glyphs;  // sorted; without spaces
};


// The families that sayso takes for this language, in its order.
std::string families_of(const std::string& language) {
  const std::map<std::string, std::string> first{{"zh", "Noto Serif CJK SC,"}, {"ja", "Noto Serif CJK JP,"}, {"ko", "Noto Serif CJK KR,"}};
  const auto found = first.find(language);
  return (found == first.end() ? "" : found->second) +
         "Noto Serif,Noto Naskh Arabic,Noto Serif Hebrew,Noto Serif Devanagari,Noto Serif Thai";
}

void without_hinting(FcPattern* pattern, gpointer) {
  FcPatternDel(pattern, FC_HINTING);
  FcPatternAddBool(pattern, FC_HINTING, FcFalse);
  FcPatternDel(pattern, FC_ANTIALIAS);
  FcPatternAddBool(pattern, FC_ANTIALIAS, FcTrue);
}

class Pango {
 public:
  Pango() : map_(pango_ft2_font_map_new()) {
    auto* map = PANGO_FT2_FONT_MAP(map_.get());
    pango_ft2_font_map_set_resolution(map, 72, 72);
    pango_fc_font_map_set_default_substitute(PANGO_FC_FONT_MAP(map_.get()), without_hinting, nullptr, nullptr);
    context_.reset(pango_font_map_create_context(map_.get()));
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
  }

  std::vector<Line> lines(const std::string& text, const std::string& language, float width) {
    pango_context_set_language(context_.get(), pango_language_from_string(language.c_str()));
    const Owned<PangoLayout> layout(pango_layout_new(context_.get()));
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family(font, families_of(language).c_str());
    pango_font_description_set_absolute_size(font, kSize * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
    std::vector<Line> found;
    for (GSList* each = pango_layout_get_lines_readonly(layout.get()); each != nullptr; each = each->next) {
      const auto* line = static_cast<const PangoLayoutLine*>(each->data);
      Line read{static_cast<std::size_t>(line->start_index), {}};
      for (GSList* run = line->runs; run != nullptr; run = run->next) add(*static_cast<const PangoLayoutRun*>(run->data), text, read);
      std::ranges::sort(read.glyphs);
      found.push_back(std::move(read));
    }
    return found;
  }

 private:
  static void add(const PangoLayoutRun& run, const std::string& text, Line& line) {
    FcChar8* file = nullptr;
    FcPattern* pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(run.item->analysis.font));
    REQUIRE(FcPatternGetString(pattern, FC_FILE, 0, &file) == FcResultMatch);
    const std::string name = std::filesystem::path(reinterpret_cast<const char*>(file)).filename().string();
    for (int i = 0; i < run.glyphs->num_glyphs; ++i) {
      const PangoGlyph id = run.glyphs->glyphs[i].glyph;
      const auto at = static_cast<std::size_t>(run.item->offset + run.glyphs->log_clusters[i]);
      if (id != PANGO_GLYPH_EMPTY && text[at] != ' ') line.glyphs.emplace_back(name, id);
    }
  }

  Owned<PangoFontMap> map_;
  Owned<PangoContext> context_;
};

std::vector<Line> lines_of(FontLibrary& fonts, const std::string& text, LanguageTag language, float width) {
  TextStyle style{FontRole::reading, FontWeight::regular, false, kSize};
  style.language = language;
  const Layout layout = layout_paragraph(fonts, text, style, {width, 31, 1});
  std::vector<Line> found;
  for (const VisualLine& line : layout.lines) {
    Line read{line.begin, {}};
    for (std::uint32_t g = line.first_glyph; g < line.first_glyph + line.glyph_count; ++g) {
      const PlacedGlyph& glyph = layout.glyphs[g];
      if (text[glyph.cluster] == ' ') continue;
      read.glyphs.emplace_back(std::filesystem::path(fonts.file(glyph.face)).filename().string(), glyph.id);
    }
    std::ranges::sort(read.glyphs);
    found.push_back(std::move(read));
  }
  return found;
}

// Twenty of each language, of one to three sentences.
std::vector<std::string> paragraphs_of(const tests::ScriptSample& sample) {
  std::vector<std::string> paragraphs;
  const auto& all = sample.sentences;
  const char* between = sample.name == "zh" || sample.name == "ja" ? "" : " ";
  for (std::size_t i = 0; i < 20; ++i) {
    std::string text = all[i % all.size()];
    for (std::size_t k = 1; k <= i / all.size(); ++k) text += between + all[(i + k * 2 + 1) % all.size()];
    paragraphs.push_back(text);
  }
  return paragraphs;
}

std::string shown(const std::string& text, const std::vector<Line>& lines) {
  std::string all;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t end = i + 1 < lines.size() ? lines[i + 1].begin : text.size();
    all += "\n    |" + text.substr(lines[i].begin, end - lines[i].begin);
  }
  return all;
}

std::vector<std::size_t> begins(const std::vector<Line>& lines) {
  std::vector<std::size_t> all;
  for (const Line& line : lines) all.push_back(line.begin);
  return all;
}

// What one has and the other has not.
std::string not_in(const std::vector<GlyphOfFile>& some, const std::vector<GlyphOfFile>& others) {
  std::vector<GlyphOfFile> more;
  std::ranges::set_difference(some, others, std::back_inserter(more));
  std::string words;
  for (const auto& [file, id] : more) words += " " + file + ":" + std::to_string(id);
  return words;
}

std::vector<GlyphOfFile> all_glyphs(const std::vector<Line>& lines) {
  std::vector<GlyphOfFile> all;
  for (const Line& line : lines) all.insert(all.end(), line.glyphs.begin(), line.glyphs.end());
  std::ranges::sort(all);
  return all;
}

}  // namespace

TEST_CASE("lines and glyphs are those of Pango, for twenty paragraphs in each of thirteen languages") {
  FontLibrary fonts = tests::packaged_fonts();
  Pango pango;
  std::size_t paragraphs = 0, broken_alike = 0, lines = 0, glyphs = 0, languages = 0;
  for (const auto& sample : tests::script_samples()) {
    if (sample.language == LanguageTag()) continue;  // marks and emoji have no language
    const bool breaks_alike = sample.name != "th" && sample.name != "ja";
    std::size_t compared = 0;
    ++languages;
    for (const std::string& text : paragraphs_of(sample)) {
      ++paragraphs;
      for (const float width : {260.0F, 440.0F, 640.0F}) {
        const auto ours = lines_of(fonts, text, sample.language, width);
        const auto theirs = pango.lines(text, sample.name, width);
        CAPTURE(sample.name);
        CAPTURE(width);
        const std::string difference = "ours:" + shown(text, ours) + "\n  Pango's:" + shown(text, theirs);
        const bool has_curly_quotes = text.find("“") != std::string::npos;
        if (breaks_alike && !(sample.name == "zh" && has_curly_quotes)) {
          ++compared;
          CHECK_MESSAGE(begins(ours) == begins(theirs), difference);
        }
        if (begins(ours) == begins(theirs)) {
          for (std::size_t i = 0; i < ours.size(); ++i) {
            CHECK(not_in(ours[i].glyphs, theirs[i].glyphs) == "");
            CHECK(not_in(theirs[i].glyphs, ours[i].glyphs) == "");
          }
        } else {
          CHECK(not_in(all_glyphs(ours), all_glyphs(theirs)) == "");
          CHECK(not_in(all_glyphs(theirs), all_glyphs(ours)) == "");
        }
        lines += ours.size();
        glyphs += all_glyphs(ours).size();
      }
    }
    broken_alike += compared;
    if (breaks_alike) CHECK(compared >= 9);
  }
  CHECK(languages == 13);
  CHECK(paragraphs == 260);
  MESSAGE(paragraphs, " paragraphs in ", languages, " languages at three widths: ", lines, " lines, ", glyphs, " glyphs alike; lines compared of ",
          broken_alike, " layouts");
}
