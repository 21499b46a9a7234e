// Texts without the differences that people do not see as differences: upper and lower case, and the ways
// in which Unicode writes one letter. For comparing names; never for showing. Pure, any thread.
#pragma once

#include <string>
#include <string_view>

namespace sayso {

// NFKC_Casefold of Unicode. Bytes that are not UTF-8 count as U+FFFD.
std::string folded(std::string_view text);

}  // namespace sayso
