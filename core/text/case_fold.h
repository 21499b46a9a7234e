// Text made equal for searching: simple case folding (one code point gives one code point), so that a
// position in the folded text is a position in the text (ICU). Pure, any thread.
#pragma once

#include <string>
#include <string_view>

namespace sayso {

// Unicode's simple case folding: 'É' → 'é', 'Σ' and 'ς' → 'σ'; 'ß' stays 'ß'.
char32_t fold_case(char32_t code_point);

// A text folded for searching: case folded, each white-space character (no-break space, line end) a space.
// It has as many code points as `text`.
std::u32string fold_for_search(std::string_view text);

}  // namespace sayso
