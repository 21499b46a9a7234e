// An own text field: its text, caret and selection in a box. Drawing only; what keys do is TextField's.
// Main thread; nothing here fails.
#pragma once

#include <string_view>

#include "ui/desktop/text/text_field.h"
#include "ui/desktop/views/sheet.h"

namespace sayso::ui {

inline constexpr float kFieldHeight = 30;      // of a single line
inline constexpr float kTallFieldHeight = 50;  // of many lines: two are seen

// `hint` is shown, muted, while the field is empty. Declares the box as a text field with this intent, which
// knows where in the text a point lies.
void draw_field(const Sheet& sheet, const Rect& box, const TextField& field, bool focused,
                std::string_view hint, const Intent& intent);

}  // namespace sayso::ui
