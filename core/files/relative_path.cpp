#include "core/files/relative_path.h"

#include <cstdio>

#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace sayso {

namespace {

// The name as it may be shown: control characters and bytes that are not UTF-8 as \xNN.
std::string shown(std::string_view name) {
  std::string text;
  for (const auto [code_point, at] : code_points(name.substr(0, kRelativePathLimit))) {
    if (code_point >= 0x20 && code_point != 0x7F && code_point != 0xFFFD) {
      append_utf8(text, code_point);
    } else {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\x%02x", static_cast<unsigned char>(name[at.value]));
      text += escape;
    }
  }
  return text;
}

Error refused(std::string_view path, std::string_view why) {
  return damaged_error("the name \"" + shown(path) + "\" is refused: " + std::string(why), "",
                       "choose another: letters, digits, - _ . and / between folders");
}

}  // namespace

Result<void> check_relative_path(std::string_view path) {
  if (path.empty()) return refused(path, "it is empty");
  if (path.size() > kRelativePathLimit) {
    return refused(path, "it has more than " + std::to_string(kRelativePathLimit) + " bytes");
  }
  if (!is_utf8(path)) return refused(path, "it is not UTF-8");
  if (path[0] == '/') return refused(path, "it does not stay in its folder");
  for (const char c : path) {
    if (c == '\\' || c == ':') return refused(path, "it has a backslash or a colon");
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return refused(path, "it has a control character");
  }
  for (std::string_view rest = path;;) {
    const auto slash = rest.find('/');
    const auto part = rest.substr(0, slash);
    if (part.empty()) return refused(path, "it has an empty part");
    if (part == "." || part == "..") return refused(path, "it does not stay in its folder");
    if (part[0] == '.') return refused(path, "a part of it begins with a dot");
    if (slash == std::string_view::npos) return {};
    rest.remove_prefix(slash + 1);
  }
}

Result<void> check_path_id(std::string_view id, bool folders_allowed) {
  if (auto path = check_relative_path(id); !path) return path;
  for (const auto [code_point, at] : code_points(id)) {
    const bool sign =
        code_point == '-' || code_point == '_' || code_point == '.' || (folders_allowed && code_point == '/');
    if (!sign && !is_letter_or_digit(code_point)) {
      return refused(id, folders_allowed ? "it may have letters, digits, '-', '_', '.' and '/'"
                                         : "it may have letters, digits, '-', '_' and '.'");
    }
  }
  return {};
}

}  // namespace sayso
