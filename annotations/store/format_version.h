// The "format" key that each file of a project begins with: "sayso/annotations/1". Private to store/.
#pragma once

#include <string>

#include "annotations/store/json_fields.h"

namespace sayso {

// Is it "sayso/<kind>/<n>" of a version after the one that this program writes? Throws JsonMistake when it is
// no such format at all.
bool is_newer_format(const JsonSource& source, const JsonNode& format, const std::string& kind);

// "sayso/<kind>/1"
std::string format_of(const std::string& kind);

}  // namespace sayso
