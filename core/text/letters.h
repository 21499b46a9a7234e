// What kind of character a code point is, in any script (ICU). Pure, any thread.
#pragma once

namespace sayso {

// Letters, digits and the marks that belong to them (vowel signs, accents).
bool is_letter_or_digit(char32_t code_point);

// White space in Unicode's sense: spaces, tabs, line ends, no-break spaces.
bool is_white_space(char32_t code_point);

}  // namespace sayso
