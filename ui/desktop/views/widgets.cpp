#include "ui/desktop/views/widgets.h"

#include <algorithm>
#include <cmath>

namespace sayso::ui {
namespace {

constexpr float kChipPad = 10;
constexpr float kKeyGap = 6;
constexpr float kStripBox = 13, kStripGap = 2, kStripHeight = 9;

}  // namespace

SpeakerColours colours_of(const Theme& theme, std::size_t speaker) {
  if (speaker == kNoSpeaker) return {theme.row_hover, theme.edge};
  return theme.speaker(speaker);
}

Colour inner_tint(const Theme& theme, std::size_t speaker) {
  const SpeakerColours colours = colours_of(theme, speaker);
  return mixed(colours.line, colours.fill, 0.14F);
}

Rect placed_near(Size size, const Rect& about, const Rect& window) {
  constexpr float kAway = 6;
  float y = about.bottom() + kAway;
  if (y + size.height > window.bottom() - kFarFromEdge) y = about.y - kAway - size.height;
  const float lowest = window.bottom() - kFarFromEdge - size.height;
  const float rightmost = window.right() - kFarFromEdge - size.width;
  return {std::max(window.x + kFarFromEdge, std::min(std::round(about.x - 20), rightmost)),
          std::max(window.y + kFarFromEdge, std::min(std::round(y), lowest)), size.width, size.height};
}

float chip_width(Canvas& canvas, const Chip& chip, float room) {
  float width = canvas.measure(chip.label, styles::kUi).width + 2 * kChipPad;
  if (!chip.key.empty()) width += kKeyGap + canvas.key_cap_size(chip.key).width - 3;
  return std::ceil(std::min(width, room));
}

void draw_chip(const Sheet& sheet, const Rect& place, const Chip& chip) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  if (!sheet.shows(place)) return;
  canvas.fill_rounded(place, place.height / 2, chip.chosen ? theme.chip_chosen : theme.chip);
  Rect words{place.x + kChipPad, place.y, place.width - 2 * kChipPad, place.height};
  if (!chip.key.empty()) {
    const Size cap = canvas.key_cap_size(chip.key);
    const float x = place.right() - cap.width - kChipPad + 3;
    canvas.key_cap({x, place.y + (place.height - cap.height) / 2}, chip.key);
    words.width = x - kKeyGap - words.x;
  }
  canvas.text_in_row({words.x, words.y, std::max(words.width + 1, 1.0F), words.height}, chip.label,
                     styles::kUi, chip.chosen ? theme.chip_chosen_ink : theme.ink);
  sheet.button(place, chip.intent, chip.tip);
}

float button_width(Canvas& canvas, const std::string& words) {
  return std::ceil(canvas.measure(words, styles::kUiStrong).width) + 28;
}

void draw_button(const Sheet& sheet, const Rect& place, const std::string& words, bool strong,
                 const Intent& intent) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  canvas.fill_rounded(place, sizes::kRadius, strong ? theme.chip_chosen : theme.chip);
  canvas.text_in_row(place, words, strong ? styles::kUiStrong : styles::kUi,
                     strong ? theme.chip_chosen_ink : theme.ink, Align::centre);
  sheet.button(place, intent);
}

std::vector<Rect> flow_chips(Canvas& canvas, std::span<const Chip> chips, Point at, float width) {
  std::vector<Rect> places;
  float x = at.x;
  float y = at.y;
  for (const Chip& chip : chips) {
    const float wide = chip_width(canvas, chip, width);
    if (x > at.x && x + wide > at.x + width) {
      x = at.x;
      y += kChipHeight + 6;
    }
    places.push_back({x, y, wide, kChipHeight});
    x += wide + sizes::kGap;
  }
  return places;
}

float pill_width(Canvas& canvas, std::string_view words, float room) {
  return std::ceil(std::min(canvas.measure(words, styles::kSmall).width + 16, room));
}

void draw_pill(Canvas& canvas, const Rect& place, std::string_view words) {
  canvas.fill_rounded(place, place.height / 2, canvas.theme().chip);
  canvas.text_in_row({place.x + 8, place.y, std::max(place.width - 15, 1.0F), place.height}, words,
                     styles::kSmall, canvas.theme().ink);
}

std::string in_capitals(std::string_view words) {
  std::string capitals;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    const std::string_view rest = words.substr(i);
    // The marks that headings have; any other letter beyond ASCII has capitals that are not ours to guess.
    if (static_cast<unsigned char>(c) >= 0x80) {
      const std::size_t length = rest.starts_with("·") ? 2 : rest.starts_with("–") ? 3 : 0;
      if (length == 0) return std::string(words);
      capitals += rest.substr(0, length);
      i += length - 1;
    } else {
      capitals += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  return capitals;
}

void draw_heading(Canvas& canvas, Point at, float width, std::string_view words) {
  TextStyle style = styles::kHeading;
  style.letter_spacing = 0.66F;
  canvas.text_in_row({at.x, at.y + 8, width, kHeadingHeight - 10}, in_capitals(words), style,
                     canvas.theme().muted);
}

void draw_progress(Canvas& canvas, const Rect& place, float part) {
  const float radius = place.height / 2;
  canvas.fill_rounded(place, radius, canvas.theme().track);
  const float width = place.width * std::clamp(part, 0.0F, 1.0F);
  if (width >= place.height)
    canvas.fill_rounded({place.x, place.y, width, place.height}, radius, canvas.theme().accent);
}

float held_scroll(float scroll, float content_height, float height) {
  return std::clamp(scroll, 0.0F, std::max(0.0F, content_height - height));
}

void draw_scroll_bar(Canvas& canvas, const Rect& list, float content_height, float scroll) {
  if (content_height <= list.height || list.height < 24) return;
  const float length = std::max(24.0F, list.height * list.height / content_height);
  const float way = content_height - list.height;
  const float at = (list.height - length) * std::clamp(scroll / way, 0.0F, 1.0F);
  canvas.fill_rounded({list.right() - 6, list.y + at + 2, 4, length - 4}, 2,
                      mixed(canvas.theme().thumb, canvas.theme().panel, 0.5F));
}

void draw_missing_sign(Canvas& canvas, Point centre) {
  const Colour ink = canvas.theme().warning;
  canvas.ring(centre, 5.5F, ink, 1.2F);
  canvas.fill({centre.x - 0.75F, centre.y - 3, 1.5F, 3.6F}, ink);
  canvas.fill({centre.x - 0.75F, centre.y + 1.5F, 1.5F, 1.5F}, ink);
}

void draw_remove(const Sheet& sheet, const Rect& place, const Intent& intent, const std::string& tip) {
  if (intent.action.empty()) return;
  const Point centre{place.x + place.width / 2, place.y + place.height / 2};
  constexpr float kArm = 3.5F;
  const Colour ink = sheet.canvas.theme().muted;
  sheet.canvas.line({centre.x - kArm, centre.y - kArm}, {centre.x + kArm, centre.y + kArm}, ink, 1.4F);
  sheet.canvas.line({centre.x - kArm, centre.y + kArm}, {centre.x + kArm, centre.y - kArm}, ink, 1.4F);
  sheet.button(place, intent, tip);
}

float stance_strip_width(const StanceStrip& strip) {
  return static_cast<float>(strip.points) * (kStripBox + kStripGap) - (strip.points > 0 ? kStripGap : 0);
}

void draw_stance_strip(Canvas& canvas, Point at, const StanceStrip& strip) {
  const Theme& theme = canvas.theme();
  for (std::size_t i = 0; i < strip.points; ++i) {
    const Rect box{at.x + static_cast<float>(i) * (kStripBox + kStripGap), at.y, kStripBox, kStripHeight};
    canvas.fill_rounded(box, 2, strip.point == i ? theme.stance_on : theme.stance_off);
  }
}

}  // namespace sayso::ui
