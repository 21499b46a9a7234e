// Draws a whole frame from its model and says where it can be clicked. Draws and asks, never changes;
// called by the renderer's frame callback. Main thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ui/desktop/intent.h"
#include "ui/desktop/models/window_model.h"
#include "ui/desktop/text/document_layout.h"
#include "ui/desktop/views/canvas.h"

namespace sayso::ui {

// Height of the heading line's place above the text; it scrolls with the text.
inline constexpr float kTextLead = 58;

// Where the text of the open article lies in this frame, for turning points into positions and back.
struct TextPlace {
  Rect view;     // what is visible of it; once it is scrolled, also what lies kTextLead above
  Point origin;  // window position of the text's top left corner (may lie above the view)
};

// The parts of the window at a size; widths shrink below 1400 so that 1280×800 shows all of them. A panel that is not
// shown has no width or height.
struct WindowParts {
  Rect top, left, middle, right, bottom, status;
  Rect text;   // column of the text inside middle
  Rect cards;  // column of the cards inside middle
};
WindowParts parts_of(Size window, const Look& look = {});

// What a frame needs beside its model.
struct DrawInput {
  Size window;
  DocumentLayout* document = nullptr;  // of the open article; nullptr on the start screen
  float scroll = 0;                    // y of the text that is at the top of the view
  Look look = {};
};

TextPlace draw_window(Canvas& canvas, const WindowModel& model, const DrawInput& input, HitMap& hits);

}  // namespace sayso::ui
