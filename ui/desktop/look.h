// How the window looks to who sits before it: what she chose, and sayso remembers between runs. A value.
#pragma once

#include <algorithm>
#include <cstdint>

#include "ui/desktop/theme.h"

namespace sayso::ui {

// A part of the window beside the text.
struct Panel {
  float size = 0;  // width or height, logical pixels; 0: as large as the window thinks best
  bool shown = true;

  bool operator==(const Panel&) const = default;
};

struct Look {
  ThemeName theme = ThemeName::light;
  int text_size = static_cast<int>(sizes::kText);  // of articles, logical pixels
  Panel left, right, bottom;

  static constexpr int kLeastText = 12, kMostText = 40;

  // Of the article's text to that of the design.
  float text_scale() const { return static_cast<float>(text_size) / sizes::kText; }
  float line_height() const { return sizes::kTextLine * text_scale(); }
  void set_text_size(int size) { text_size = std::clamp(size, kLeastText, kMostText); }

  bool operator==(const Look&) const = default;
};

}  // namespace sayso::ui
