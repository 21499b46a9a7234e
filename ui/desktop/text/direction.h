// Which way the parts of a paragraph run, by the Unicode bidirectional algorithm (UAX #9, as ICU has it).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sayso::ui {

// Embedding levels: even runs left to right, odd right to left.
using Level = std::uint8_t;
constexpr bool is_right_to_left(Level level) { return (level & 1U) != 0; }

// Bytes of one level, end exclusive.
struct LevelRun {
  std::uint32_t begin = 0, end = 0;
  Level level = 0;

  bool operator==(const LevelRun&) const = default;
};

struct Directions {
  Level paragraph = 0;         // 0 or 1; 0 if no letter has a direction
  std::vector<LevelRun> runs;  // in order of the text, all of it; none for an empty text
};

// A text of somebody's own runs as its first letter does. The program's words run left to right, and so do the signs that stand
// between them (· ← →); what they quote, “so”, is isolated: it runs as its own first letter does, and turns nothing beside it.
enum class BaseDirection : std::uint8_t { by_first_letter, left_to_right };

// `text` is one paragraph, UTF-8; what is not UTF-8 runs as what stands around it. A run never begins inside a code point.
Directions directions_of(std::string_view text, BaseDirection base = BaseDirection::by_first_letter);

// Of a text whose first letter decides.
inline bool runs_right_to_left(std::string_view text) { return is_right_to_left(directions_of(text).paragraph); }

// From left to right, the indexes of neighbours that stand in one line with these levels (rule L2).
std::vector<std::size_t> visual_order(const std::vector<Level>& levels);

}  // namespace sayso::ui
