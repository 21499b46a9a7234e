// Numbers in the letters of a JSON text, for readers whose library refuses those that no double holds. Pure, any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sayso {

// Is all of it a number as JSON writes them?
bool is_json_number(std::string_view text);

// The same text, each number outside strings as "0" and spaces, so that every place stays where it was. What looks
// like a number and is none is left as it is. `letters`, if not null, gets the numbers in their order, as parts of
// `json`.
std::string without_json_numbers(std::string_view json, std::vector<std::string_view>* letters = nullptr);

}  // namespace sayso
