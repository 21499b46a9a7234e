// Which attribute of what: of a record, or of a filler in one of its roles. Written into an intent's `of`.
#pragma once

#include <optional>
#include <string>

#include "annotations/model/frame.h"
#include "annotations/model/ids.h"

namespace sayso::ui {

// The frame of the whole article, whether it is there yet or not.
inline const RecordId kArticleFrame{"@article"};

struct AttributePlace {
  RecordId record;
  std::string role;              // "" for an attribute of the record itself
  std::optional<Target> filler;  // set exactly when role is
  std::string attribute;

  bool operator==(const AttributePlace&) const = default;
};

// "RECORD|attribute", or "RECORD|role|TARGET|attribute".
std::string to_text(const AttributePlace& place);
std::optional<AttributePlace> attribute_place_from_text(const std::string& text);

}  // namespace sayso::ui
