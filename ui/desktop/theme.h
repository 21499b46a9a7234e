// Colours and sizes by role, light, dark and in high contrast: the only place where a colour or a measure of the look is
// written down. Plain values without ImGui; every thread may read them. Nothing here can fail.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "ui/desktop/text/text_style.h"

namespace sayso::ui {

struct Colour {
  std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;

  bool operator==(const Colour&) const = default;
  Colour with_alpha(std::uint8_t a) const { return {red, green, blue, a}; }
};

// Colour of 0xRRGGBB, opaque.
constexpr Colour rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U),
          static_cast<std::uint8_t>(hex)};
}

// `part` of `a` over 1 − part of `b`, 0 to 1, in sRGB values; opaque.
Colour mixed(Colour a, Colour b, float part);

// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21, the order does not matter.
double contrast(Colour a, Colour b);

// What stands for one speaker: text may lie on `fill`; `line` is at least 3:1 on paper, card and fill.
struct SpeakerColours {
  Colour fill;
  Colour line;

  bool operator==(const SpeakerColours&) const = default;
};

inline constexpr std::size_t kSpeakerHues = 7;

enum class ThemeName : std::uint8_t { light, dark, contrast };

struct Theme {
  ThemeName name = ThemeName::light;
  bool dark = false;  // ink is lighter than paper
  // grounds
  Colour paper;   // under the article
  Colour panel;   // left and right
  Colour chrome;  // top bar and bottom panel
  Colour status_bar;
  Colour card;        // margin cards, fields, popups
  Colour row_chosen;  // the row with the focus in a list
  Colour row_hover;
  Colour selection;  // selected text
  Colour chip;       // a value that can be chosen
  Colour chip_chosen;
  Colour key_cap;
  Colour suggestion;  // ground of a suggestion's hatch
  Colour hit;         // words that were looked for
  // inks, each at least 4.5:1 on every ground it may lie on (theme_contrast_test)
  Colour ink;
  Colour muted;            // secondary words, on all grounds but chip_chosen
  Colour chip_chosen_ink;  // on chip_chosen only
  Colour accent;           // links, progress, focus of the interface; not a speaker's hue
  Colour error;
  Colour warning;
  Colour hint;
  Colour good;
  // lines
  Colour line;              // hair lines that only divide; carry no meaning
  Colour edge;              // boundary of a field or an open dot: at least 3:1
  Colour key_cap_edge;      // decoration of a key cap
  Colour card_edge;         // decoration of a card
  Colour outline;           // around what is active: at least 3:1 (ink)
  Colour cue;               // dotted underline of a cue: at least 3:1
  Colour suggestion_hatch;  // decoration; text may lie on it
  Colour suggestion_line;   // dashed edge of a suggestion: at least 3:1
  Colour hit_edge;          // decoration of a hit
  Colour hit_line;          // around the current hit, and where hits are on the scroll bar: at least 3:1
  Colour stance_off;        // empty places of the stance strip
  Colour stance_on;         // the taken place
  Colour track;             // of progress and scroll bars
  Colour thumb;             // of scroll bars
  Colour shadow;            // with alpha, under popups
  // the seven Okabe–Ito hues without black, then grey for the eighth and later speakers
  std::array<SpeakerColours, kSpeakerHues + 1> speakers;

  // Colours of the speaker at this place in the order of most quotes first.
  const SpeakerColours& speaker(std::size_t rank) const {
    return speakers[rank < kSpeakerHues ? rank : kSpeakerHues];
  }
  bool operator==(const Theme&) const = default;
};

const Theme& light_theme();
const Theme& dark_theme();
// For eyes that need more: inks at least 7:1, lines that mean something at least 4.5:1.
const Theme& contrast_theme();
const Theme& theme_of(ThemeName name);

// Measures in logical pixels, as in the pictures of the design.
namespace sizes {
inline constexpr float kTop = 40, kStatus = 26, kLeft = 232, kRight = 296, kBottom = 168;
inline constexpr float kTextColumn = 640, kCards = 300, kCardInset = 22, kCard = 268;
inline constexpr float kText = 18, kTextLine = 31, kHeadline = 24, kHeadlineLine = 32, kParagraphGap = 15;
inline constexpr float kUi = 13, kUiLine = 20, kSmall = 12, kSmallLine = 19, kTiny = 11, kTinyLine = 16,
                       kBadge = 9;
inline constexpr float kRow = 29, kArticleRow = 28, kProblemRow = 25, kPad = 10, kGap = 4, kRadius = 6, kFillRadius = 3, kChipRadius = 12,
                       kTextTop = 26;
inline constexpr float kOutline = 2;
}  // namespace sizes

// The styles that views draw text with.
namespace styles {
inline constexpr TextStyle kText{FontRole::reading, FontWeight::regular, false, sizes::kText};
inline constexpr TextStyle kHeadline{FontRole::reading, FontWeight::semibold, false, sizes::kHeadline};
inline constexpr TextStyle kUi{FontRole::interface, FontWeight::regular, false, sizes::kUi};
inline constexpr TextStyle kUiStrong{FontRole::interface, FontWeight::semibold, false, sizes::kUi};
inline constexpr TextStyle kSmall{FontRole::interface, FontWeight::regular, false, sizes::kSmall};
inline constexpr TextStyle kSmallStrong{FontRole::interface, FontWeight::semibold, false, sizes::kSmall};
inline constexpr TextStyle kHeading{FontRole::interface, FontWeight::semibold, false, sizes::kTiny};
inline constexpr TextStyle kBadge{FontRole::interface, FontWeight::semibold, false, sizes::kBadge};
inline constexpr TextStyle kKeyCap{FontRole::mono, FontWeight::regular, false, sizes::kTiny};
}  // namespace styles

}  // namespace sayso::ui
