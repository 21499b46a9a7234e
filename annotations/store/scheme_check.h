// What a scheme must keep to beyond its shape: names once, keys that hide no other, roles that something
// can fill, defaults that are allowed. Private to store/. Each throws JsonMistake at the place of the
// mistake.
#pragma once

#include "annotations/model/scheme.h"
#include "annotations/store/json_reader.h"

namespace sayso {

void check_attribute(const JsonSource& source, const JsonNode& node, const AttributeRule& rule);
void check_attributes(const JsonSource& source, const JsonNode& node,
                      const std::vector<AttributeRule>& rules);
void check_layer(const JsonSource& source, const JsonNode& node, const Layer& layer);
void check_scheme(const JsonSource& source, const JsonNode& node, const Scheme& scheme);

}  // namespace sayso
