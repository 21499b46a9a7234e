#include "annotations/store/format_version.h"

#include <charconv>

namespace sayso {
namespace {

constexpr int kVersion = 1;  // of all files; they go up together

}  // namespace

std::string format_of(const std::string& kind) { return "sayso/" + kind + "/" + std::to_string(kVersion); }

bool is_newer_format(const JsonSource& source, const JsonNode& format, const std::string& kind) {
  const std::string text = text_of(source, format);
  const std::string prefix = "sayso/" + kind + "/";
  int version = 0;
  if (text.starts_with(prefix)) {
    const char* end = text.data() + text.size();
    if (std::from_chars(text.data() + prefix.size(), end, version).ptr != end) version = 0;
  }
  if (version < 1)
    source.fail(format, "\"" + text + "\" is not the format of this file, which is " + format_of(kind));
  return version > kVersion;
}

}  // namespace sayso
