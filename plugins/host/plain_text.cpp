#include "plugins/host/plain_text.h"

#include "core/text/utf8.h"

namespace sayso {
namespace {

bool is_plain(char32_t code_point) {
  const bool controls = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
  const bool turns = (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069) ||
                     code_point == 0x200E || code_point == 0x200F || code_point == 0x061C;
  return !controls && !turns;
}

}  // namespace

bool is_plain(const std::string& text) {
  for (const auto [code_point, at] : code_points(text)) {
    if (!is_plain(code_point)) return false;
  }
  return true;
}

std::string made_plain(const std::string& text) {
  std::string plain;
  for (const auto [code_point, at] : code_points(text)) append_utf8(plain, is_plain(code_point) ? code_point : U'\uFFFD');
  return plain;
}

}  // namespace sayso
