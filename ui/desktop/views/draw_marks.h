// What lies on and under the words: fills, underlines, problems, links, the selection. Only what touches the
// visible part of the text is looked at closely. Main thread; nothing here fails.
#pragma once

#include <vector>

#include "ui/desktop/models/window_model.h"
#include "ui/desktop/text/document_layout.h"
#include "ui/desktop/views/canvas.h"

namespace sayso::ui {

// The text as it lies in the window of this frame.
struct TextGround {
  Canvas& canvas;
  DocumentLayout& document;
  Point origin;       // window position of the text's top left corner
  float top, bottom;  // of the part to draw, in the text
  ByteRange seen;     // the bytes of the visible paragraphs

  bool shows(ByteRange range) const { return range.overlaps(seen); }
  // One rectangle a visual line, in the window.
  std::vector<Rect> lines(ByteRange range) const;
};

// In this order; the words are drawn between `under` and `over`.
void draw_marks_under(const TextGround& ground, const TextModel& model);
void draw_marks_over(const TextGround& ground, const TextModel& model);

}  // namespace sayso::ui
