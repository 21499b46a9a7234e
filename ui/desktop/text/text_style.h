// How a text is to look: a value, equal when all parts are. Sizes are logical pixels.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace sayso::ui {

// What a face is for; which installed family serves it is the FontLibrary's choice.
enum class FontRole : std::uint8_t { reading, interface, mono };

enum class FontWeight : std::uint8_t { regular, semibold, bold };

// The language of a text as BCP 47 has it ("de", "zh-Hant"): decides between faces and shapes that look different by
// language, and where lines break. Empty: not known. A tag that is longer than the room here counts up to its last part
// that fits.
class LanguageTag {
 public:
  LanguageTag() = default;
  explicit LanguageTag(std::string_view tag) {
    while (tag.size() > letters_.size()) {
      const auto part = tag.rfind('-');
      tag = tag.substr(0, part == std::string_view::npos ? 0 : part);
    }
    std::ranges::copy(tag, letters_.begin());
  }
  std::string_view text() const {
    return {letters_.data(), static_cast<std::size_t>(std::ranges::find(letters_, '\0') - letters_.begin())};
  }

  auto operator<=>(const LanguageTag&) const = default;

 private:
  std::array<char, 12> letters_{};
};

struct TextStyle {
  FontRole role = FontRole::reading;
  FontWeight weight = FontWeight::regular;
  bool italic = false;
  float size = 18;           // em, logical pixels
  float letter_spacing = 0;  // added after each grapheme, logical pixels
  LanguageTag language{};

  bool operator==(const TextStyle&) const = default;
};

}  // namespace sayso::ui
