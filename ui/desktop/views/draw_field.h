// An own text field: its text, caret and selection in a box. Drawing only; what keys do is TextField's.
// Main thread; nothing here fails.
#pragma once

#include <string_view>

#include "ui/desktop/text/text_field.h"
#include "ui/desktop/views/sheet.h"

namespace sayso::ui {

inline constexpr float kFieldHeight = 30;      // of a single line
inline constexpr float kTallFieldHeight = 50;  // of many lines: two are seen

// `hint` is shown, muted, while the field is empty. Declares the box as a text field with this intent.
void draw_field(const Sheet& sheet, const Rect& box, const TextField& field, bool focused,
                std::string_view hint, const Intent& intent);

// The byte nearest to a point of the window, for a field drawn in `box` with this focus.
Byte place_in_field(Canvas& canvas, const Rect& box, const TextField& field, bool focused, Point point);

}  // namespace sayso::ui
