#include "ui/desktop/models/attribute_place.h"

#include <vector>

namespace sayso::ui {

std::string to_text(const AttributePlace& place) {
  if (!place.filler) return place.record.value + "|" + place.attribute;
  return place.record.value + "|" + place.role + "|" + sayso::to_text(*place.filler) + "|" + place.attribute;
}

std::optional<AttributePlace> attribute_place_from_text(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == '|') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  if (parts.size() == 2) return AttributePlace{RecordId(parts[0]), {}, std::nullopt, parts[1]};
  if (parts.size() == 4) return AttributePlace{RecordId(parts[0]), parts[1], target_from_text(parts[2]), parts[3]};
  return std::nullopt;
}

}  // namespace sayso::ui
