// One paragraph laid out: visual lines, placed glyphs, and the questions a caret asks. A value; offsets
// are bytes from the paragraph's start, positions logical pixels from its top left corner.
// layout_paragraph runs on the main thread (it uses the FontLibrary) and cannot fail: a code point that
// no installed face has shows that face's own empty box.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/text/offset.h"
#include "ui/desktop/geometry.h"
#include "ui/desktop/text/direction.h"
#include "ui/desktop/text/font_library.h"
#include "ui/desktop/text/text_style.h"

namespace sayso::ui {

struct LayoutOptions {
  float width = 0;        // where lines end; 0: one line, however long
  float line_height = 0;  // 0: the face's own ascent and descent
  float scale = 1;        // device pixels a logical pixel; glyphs are shaped at size × scale
  BaseDirection base = BaseDirection::by_first_letter;

  bool operator==(const LayoutOptions&) const = default;
};

struct PlacedGlyph {
  std::uint32_t id = 0;       // in its face; 0 is the face's empty box
  std::uint32_t cluster = 0;  // byte where the characters it stands for begin
  FaceId face;
  float x = 0, y = 0;  // origin on the baseline, from the paragraph's top left corner
  float advance = 0;
};

// A grapheme on one visual line, and where the caret stands before it. The last of a line is where the line ends.
struct CaretStop {
  std::uint32_t at = 0;  // byte
  float x = 0;           // where it begins,
  float end = 0;         // and where it ends: left of x where the text runs right to left
};

struct VisualLine {
  std::uint32_t begin = 0, end = 0;  // bytes, end exclusive, white space at the end included
  std::uint32_t visible_end = 0;     // end without that white space
  float top = 0, baseline = 0, height = 0;
  float left = 0;   // of what is visible: not 0 where a paragraph runs right to left and lines have a width
  float width = 0;  // to visible_end
  std::uint32_t first_glyph = 0, glyph_count = 0;
  std::uint32_t first_stop = 0, stop_count = 0;  // from begin to end, both included
  bool turns = false;                            // not all of it runs left to right
};

struct Layout {
  TextStyle style;
  LayoutOptions options;
  FaceMetrics face;               // of the style's own face at its size
  std::vector<VisualLine> lines;  // at least one, also for an empty text
  std::vector<PlacedGlyph> glyphs;
  std::vector<CaretStop> stops;
  Level paragraph = 0;  // the paragraph's own direction
  bool cut = false;     // layout_label shortened it with an ellipsis

  Size size() const;  // how far lines reach to the right, sum of line heights
  // Index of the line that holds this byte (where a line ends and the next begins: the next).
  std::size_t line_of(Byte at) const;
  std::size_t line_at(float y) const;
  // The caret place nearest to a point; outside the text the nearest line counts.
  Byte hit(Point point) const;
  // The nearest caret place to x on one line: before or after the grapheme that is there, by the half; beside the line its
  // beginning or end. The end of a wrapped line is before its white space.
  Byte hit_line(std::size_t line, float x) const;
  // The grapheme that a point lies on; nothing beside the text.
  std::optional<Byte> under(Point point) const;
  float x_of(std::size_t line, Byte at) const;
  // Zero-width rectangle as high as the line.
  Rect caret(Byte at) const;
  // From left to right on each visual line that the range touches, as high as the line; one a line, but where directions
  // are mixed one for each stretch that stands together. None for an empty range.
  std::vector<Rect> rectangles(ByteRange range) const;
  Byte line_start(std::size_t line) const;
  // Last caret place that is still shown on this line.
  Byte line_end(std::size_t line) const;

 private:
  std::optional<std::size_t> stop_at(const VisualLine& line, float x) const;
};

// Breaks lines by ICU's rules at options.width; a word longer than a line is broken at a grapheme.
// `text` is one paragraph of valid UTF-8; a line end in it is not drawn. A paragraph whose first letter runs right to left
// ends its lines on the left and is set against options.width.
Layout layout_paragraph(FontLibrary& fonts, std::string_view text, const TextStyle& style,
                        const LayoutOptions& options);

// One line from 0 on; when wider than options.width (if not 0) it is cut at a grapheme and ends in "…".
Layout layout_label(FontLibrary& fonts, std::string_view text, const TextStyle& style,
                    const LayoutOptions& options);

}  // namespace sayso::ui
