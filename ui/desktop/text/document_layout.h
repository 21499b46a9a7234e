// A whole article as paragraphs below one another, each laid out only when first needed, so that no
// question costs more with the length of the text (beyond one pass for line ends at the beginning).
// Heights of what was never seen are estimated; hold the scroll position as an Anchor and the text
// stays put when an estimate is corrected. Offsets are bytes of the whole text, positions logical
// pixels from its top left corner. Borrows the text and the FontLibrary. Main thread; cannot fail.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/text/offset.h"
#include "ui/desktop/geometry.h"
#include "ui/desktop/text/layout.h"

namespace sayso::ui {

struct ParagraphStyle {
  TextStyle text;
  float line_height = 31;
  float space_after = 15;

  bool operator==(const ParagraphStyle&) const = default;
};

// Paragraphs that begin in `range` take this style.
struct StyledZone {
  ByteRange range;
  ParagraphStyle style;

  bool operator==(const StyledZone&) const = default;
};

struct DocumentStyle {
  ParagraphStyle body;
  std::vector<StyledZone> zones;  // in order of place, not overlapping: the headline's, …
  float width = 640;
  float scale = 1;

  bool operator==(const DocumentStyle&) const = default;
};

// A paragraph with its place; `layout` stays valid until the next call that is not const.
struct PlacedParagraph {
  std::size_t index = 0;
  ByteRange bytes;  // without its line end
  float top = 0;
  const Layout* layout = nullptr;
};

// A place in the text and how far below the top of its line (may be negative): a scroll position that
// survives new heights, widths and sizes.
struct Anchor {
  Byte at;
  float below = 0;

  bool operator==(const Anchor&) const = default;
};

class DocumentLayout {
 public:
  DocumentLayout(FontLibrary& fonts, std::string_view text, DocumentStyle style);
  ~DocumentLayout();
  DocumentLayout(DocumentLayout&&) noexcept;
  DocumentLayout& operator=(DocumentLayout&&) noexcept;

  std::string_view text() const;
  const DocumentStyle& style() const;
  // Another width, size or scale; does nothing when equal.
  void set_style(DocumentStyle style);

  std::size_t paragraph_count() const;
  ByteRange paragraph_bytes(std::size_t index) const;  // without the line end
  std::size_t paragraph_of(Byte at) const;
  float height() const;  // partly estimated until all was seen

  // The paragraphs that touch top ≤ y < bottom, laid out, their tops exact to each other.
  std::vector<PlacedParagraph> visible(float top, float bottom);
  PlacedParagraph paragraph(std::size_t index);

  // Lays out the paragraphs that touch top ≤ y < bottom and were not, from that of `held` on, until they come to `most`
  // bytes. Heights above `held` may turn out otherwise than estimated: `moved` is how much further down it is since, in
  // logical pixels. Precondition: it lies between the two.
  struct LaidOut {
    std::size_t paragraphs = 0;
    float moved = 0;
  };
  LaidOut lay_out(float top, float bottom, Byte held, std::size_t most = static_cast<std::size_t>(-1));
  // Lets go of paragraphs that were not looked at for long: for when nobody waits, but the rest does it where this is not
  // called.
  void forget_unused();
  // By how much heights have turned out otherwise than estimated, all in all; grows with each that does, and with a new
  // style. Logical pixels.
  double corrected() const;

  // Scrolling: the anchor of what is at y, and where an anchor is now (laying out its paragraph).
  Anchor anchor_at(float y);
  float y_of(Anchor anchor);
  // About where that height is in the text (a code point's begin), by what is known of the paragraphs' heights: lays nothing out.
  Byte about(float y) const;
  // Top of the visual line that holds this byte.
  float line_top(Byte at);

  Byte hit(Point point);
  // The grapheme that a point lies on; nothing beside the text.
  std::optional<Byte> under(Point point);
  Rect caret(Byte at);
  // One rectangle a visual line between top and bottom; lines outside are left out and cost nothing.
  std::vector<Rect> rectangles(ByteRange range, float top, float bottom);

  // Does the paragraph that holds this byte begin on the right?
  bool runs_right_to_left(Byte at);

  // Caret motion by visual line; `x` is where the caret wants to be (the x it had at the first step).
  Byte line_above(Byte at, float x);
  Byte line_below(Byte at, float x);
  Byte line_start(Byte at);
  Byte line_end(Byte at);

  // Paragraphs shaped since the beginning, for tests of laziness.
  std::size_t layouts_made() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sayso::ui
