// Text of others that is shown on a terminal or in a window. Pure.
#pragma once

#include <string>

namespace sayso {

// May it be shown as it is? Controls, and marks that turn what stands beside them, could make it look like something else.
bool is_plain(const std::string& text);

// The same with U+FFFD for each of these.
std::string made_plain(const std::string& text);

}  // namespace sayso
