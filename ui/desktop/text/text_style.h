// How a text is to look: a value, equal when all parts are. Sizes are logical pixels.
#pragma once

#include <cstdint>

namespace sayso::ui {

// What a face is for; which installed family serves it is the FontLibrary's choice.
enum class FontRole : std::uint8_t { reading, interface, mono };

enum class FontWeight : std::uint8_t { regular, semibold, bold };

struct TextStyle {
  FontRole role = FontRole::reading;
  FontWeight weight = FontWeight::regular;
  bool italic = false;
  float size = 18;           // em, logical pixels
  float letter_spacing = 0;  // added after each grapheme, logical pixels

  bool operator==(const TextStyle&) const = default;
};

}  // namespace sayso::ui
