// Names as words: how far apart they are, and how they read in Latin letters. Pure; code points.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reading {

// One letter changed, added or left out, or two neighbours exchanged. Equal words are not apart.
bool one_letter_apart(std::u32string_view a, std::u32string_view b);

// What words that are one letter apart have in common: the word itself, and it without each of its letters. Two words one
// letter apart share at least one of these, so that they are found without comparing all with all.
std::vector<std::u32string> without_a_letter(std::u32string_view word);

// In small Latin letters without accents, whatever the script: "Халден Роу" gives "halden rou". For comparing, not for reading.
std::u32string in_latin(std::u32string_view name);

}  // namespace reading
