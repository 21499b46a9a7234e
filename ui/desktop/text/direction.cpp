#include "ui/desktop/text/direction.h"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>

#include "core/text/utf8.h"

namespace sayso::ui {
namespace {

constexpr unsigned char kFirstRightToLeft = 0xD6;  // the first byte of U+0590; none before it runs right to left

bool turns(char32_t code_point) {
  switch (u_charDirection(static_cast<UChar32>(code_point))) {
    case U_RIGHT_TO_LEFT:
    case U_RIGHT_TO_LEFT_ARABIC:
    case U_ARABIC_NUMBER:
    case U_RIGHT_TO_LEFT_EMBEDDING:
    case U_RIGHT_TO_LEFT_OVERRIDE:
    case U_RIGHT_TO_LEFT_ISOLATE: return true;
    default: return false;
  }
}

// Most paragraphs have nothing that turns, and need no algorithm.
bool may_turn(std::string_view text) {
  const auto high = [](char c) { return static_cast<unsigned char>(c) >= kFirstRightToLeft; };
  if (std::ranges::none_of(text, high)) return false;
  for (const auto [code_point, at] : code_points(text)) {
    if (turns(code_point)) return true;
  }
  return false;
}

// The classes of the program's words, where they are others than Unicode's.
UCharDirection class_in_our_words(const void*, UChar32 code_point) {
  switch (code_point) {
    case U'“': return U_FIRST_STRONG_ISOLATE;
    case U'”': return U_POP_DIRECTIONAL_ISOLATE;
    case U'·':
    case U'←':
    case U'→': return U_LEFT_TO_RIGHT;
    default: return U_BIDI_CLASS_DEFAULT;
  }
}

}  // namespace

Directions directions_of(std::string_view text, BaseDirection base) {
  Directions found;
  if (text.empty()) return found;
  const auto size = static_cast<std::uint32_t>(text.size());
  if (!may_turn(text)) {
    found.runs.push_back({0, size, 0});
    return found;
  }
  std::u16string units;
  std::vector<std::uint32_t> byte_of;  // of each unit
  units.reserve(text.size());
  byte_of.reserve(text.size());
  for (const auto [code_point, at] : code_points(text)) {
    if (U_IS_BMP(code_point)) {
      units += static_cast<char16_t>(code_point);
    } else {
      units += static_cast<char16_t>(U16_LEAD(code_point));
      units += static_cast<char16_t>(U16_TRAIL(code_point));
    }
    byte_of.resize(units.size(), static_cast<std::uint32_t>(at.value));
  }
  const icu::LocalUBiDiPointer bidi(ubidi_open());
  UErrorCode status = U_ZERO_ERROR;
  UBiDiLevel level = UBIDI_DEFAULT_LTR;
  if (base == BaseDirection::left_to_right) {
    level = UBIDI_LTR;
    ubidi_setClassCallback(bidi.getAlias(), class_in_our_words, nullptr, nullptr, nullptr, &status);
  }
  ubidi_setPara(bidi.getAlias(), units.data(), static_cast<int32_t>(units.size()), level, nullptr, &status);
  const UBiDiLevel* levels = ubidi_getLevels(bidi.getAlias(), &status);
  if (U_FAILURE(status)) {  // out of memory
    found.runs.push_back({0, size, 0});
    return found;
  }
  found.paragraph = static_cast<Level>(ubidi_getParaLevel(bidi.getAlias()) & 1U);
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!found.runs.empty() && found.runs.back().level == levels[i]) continue;
    if (!found.runs.empty()) found.runs.back().end = byte_of[i];
    found.runs.push_back({byte_of[i], size, levels[i]});
  }
  return found;
}

std::vector<std::size_t> visual_order(const std::vector<Level>& levels) {
  std::vector<std::size_t> order(levels.size());
  std::vector<int32_t> logical(levels.size());
  ubidi_reorderVisual(levels.data(), static_cast<int32_t>(levels.size()), logical.data());
  std::ranges::copy(logical, order.begin());
  return order;
}

}  // namespace sayso::ui
