// The small things that several views are made of: chips, headings, bars, signs. They draw, and declare what
// a click on them asks; main thread; nothing here fails.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/desktop/models/window_model.h"
#include "ui/desktop/views/sheet.h"

namespace sayso::ui {

inline constexpr float kChipHeight = 24;
inline constexpr float kHeadingHeight = 31;

// The speaker's colours; grey lines and a neutral tint for kNoSpeaker.
SpeakerColours colours_of(const Theme& theme, std::size_t speaker);
// The tint of a fill that lies inside another one, and of the tab with the speaker's letters.
Colour inner_tint(const Theme& theme, std::size_t speaker);

inline constexpr float kFarFromEdge = 8;
// Where something of this size goes that is about a place: under it, above it when there is no room, always inside the
// window and this far from its edges.
Rect placed_near(Size size, const Rect& about, const Rect& window);

// As wide as its words and key need, at most `room`.
float chip_width(Canvas& canvas, const Chip& chip, float room);
void draw_chip(const Sheet& sheet, const Rect& place, const Chip& chip);
// Where chips go, from left to right, beginning a new line where `width` ends.
std::vector<Rect> flow_chips(Canvas& canvas, std::span<const Chip> chips, Point at, float width);

// A button with a word; `strong`: what it is all about.
float button_width(Canvas& canvas, const std::string& words);
void draw_button(const Sheet& sheet, const Rect& place, const std::string& words, bool strong, const Intent& intent);

// A word in a rounded ground that is not to be clicked; `pill_width` is what it takes.
float pill_width(Canvas& canvas, std::string_view words, float room);
void draw_pill(Canvas& canvas, const Rect& place, std::string_view words);

// A section's heading in small capitals' manner, in a row of kHeadingHeight.
void draw_heading(Canvas& canvas, Point at, float width, std::string_view words);
// The words in capitals; as they are when they have letters beyond ASCII.
std::string in_capitals(std::string_view words);

void draw_progress(Canvas& canvas, const Rect& place, float part);
// At the right edge of a list that is higher than its place; nothing when all of it is seen.
void draw_scroll_bar(Canvas& canvas, const Rect& list, float content_height, float scroll);
// How far a list can be scrolled, and the scroll kept within it.
float held_scroll(float scroll, float content_height, float height);

// A ring with an exclamation mark, 11 wide: something required is missing.
void draw_missing_sign(Canvas& canvas, Point centre);
// Small × to take something away, and its place to click.
void draw_remove(const Sheet& sheet, const Rect& place, const Intent& intent, const std::string& tip);

// A strip of the stance's places with the taken one dark.
void draw_stance_strip(Canvas& canvas, Point at, const StanceStrip& strip);
float stance_strip_width(const StanceStrip& strip);

}  // namespace sayso::ui
