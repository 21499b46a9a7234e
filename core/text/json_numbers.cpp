#include "core/text/json_numbers.h"

#include <algorithm>

namespace sayso {
namespace {

bool is_number_part(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

}  // namespace

bool is_json_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at - begin;
  };
  const bool zero = at < text.size() && text[at] == '0';
  const std::size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

std::string without_json_numbers(std::string_view json, std::vector<std::string_view>* letters) {
  std::string copy(json);
  bool in_string = false;
  for (std::size_t at = 0; at < copy.size(); ++at) {
    const char c = copy[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '-' || (c >= '0' && c <= '9')) {
      std::size_t end = at;
      while (end < copy.size() && is_number_part(copy[end])) ++end;
      if (const std::string_view number = json.substr(at, end - at); is_json_number(number)) {
        if (letters) letters->push_back(number);
        copy[at] = '0';
        std::fill(copy.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                  copy.begin() + static_cast<std::ptrdiff_t>(end), ' ');
      }
      at = end - 1;
    }
  }
  return copy;
}

}  // namespace sayso
