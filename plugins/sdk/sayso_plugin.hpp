// C++ comforts over sayso_plugin.h, header-only and thin: text conversions, look-ups, findings built of
// strings, and a guard that turns exceptions into failures. Needs C++17. Rules of threads and lifetimes are
// those of sayso_plugin.h.
#pragma once

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "sayso_plugin.h"

namespace sayso_sdk {

inline std::string_view view(sayso_text text) {
  return text.data == nullptr ? std::string_view() : std::string_view(text.data, text.size);
}
inline sayso_text text(std::string_view of) { return {of.data(), of.size()}; }

// The attribute of that name of anything that has attributes, or nullptr where it was not answered.
template <class Record>
const sayso_attribute* attribute(const Record& record, std::string_view name) {
  for (std::size_t i = 0; i < record.attribute_count; ++i) {
    if (view(record.attributes[i]->name) == name) return record.attributes[i];
  }
  return nullptr;
}

inline const sayso_attribute* setting(const sayso_project& project, std::string_view name) {
  for (std::size_t i = 0; i < project.setting_count; ++i) {
    if (view(project.settings[i]->name) == name) return project.settings[i];
  }
  return nullptr;
}
inline bool flag_setting(const sayso_project& project, std::string_view name) {
  const auto* found = setting(project, name);
  return found != nullptr && found->type == SAYSO_VALUE_FLAG && found->integer != 0;
}

// The role of that name, or nullptr where it was not answered.
inline const sayso_role* role(const sayso_frame& frame, std::string_view name) {
  for (std::size_t i = 0; i < frame.role_count; ++i) {
    if (view(frame.roles[i]->name) == name) return frame.roles[i];
  }
  return nullptr;
}

// An answer as people write it: a choice's name, names separated by `between`, a number; JSON for the rest.
inline std::string in_words(const sayso_attribute& attribute, std::string_view between = ", ") {
  if (attribute.type == SAYSO_VALUE_TEXT) return std::string(view(attribute.text));
  if (attribute.type != SAYSO_VALUE_LIST) return std::string(view(attribute.json));
  std::string out;
  for (std::size_t i = 0; i < attribute.item_count; ++i) {
    if (i > 0) out += between;
    out += view(attribute.items[i]);
  }
  return out;
}

// The fragments' texts with `between` between them.
inline std::string words_of(const sayso_span& span, std::string_view between = " … ") {
  std::string out;
  for (std::size_t i = 0; i < span.fragment_count; ++i) {
    if (i > 0) out += between;
    out += view(span.fragments[i].text);
  }
  return out;
}

// A JSON string with its quotation marks.
inline std::string quoted_json(std::string_view of) {
  std::string out = "\"";
  for (const char c : of) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(byte));
      out += escape;
    } else {
      out += c;
    }
  }
  return out + '"';
}

// The code points of valid UTF-8: index i is position i of the contract.
inline std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = first < 0x80 ? 1u : first < 0xE0 ? 2u : first < 0xF0 ? 3u : 4u;
    char32_t point = length == 1 ? first : first & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) {
      point = point << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3Fu);
    }
    out += point;
    i += length;
  }
  return out;
}

inline std::string utf8(std::u32string_view of) {
  std::string out;
  for (const char32_t c : of) {
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0 | c >> 6);
      out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      out += static_cast<char>(0xE0 | c >> 12);
      out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
      out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
      out += static_cast<char>(0xF0 | c >> 18);
      out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
      out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
      out += static_cast<char>(0x80 | (c & 0x3F));
    }
  }
  return out;
}

struct Fix {
  std::string title, edits_json;
};

struct Finding {
  std::string rule;
  std::int32_t severity = SAYSO_SEVERITY_HINT;
  std::vector<sayso_range> at;
  std::string quoted, message, layer;
  std::vector<std::string> annotations;
  std::vector<Fix> fixes;
};

inline std::int32_t report(const sayso_host* host, const Finding& from) {
  std::vector<sayso_text> ids;
  for (const auto& id : from.annotations) ids.push_back(text(id));
  std::vector<sayso_fix> fixes;
  for (const auto& fix : from.fixes)
    fixes.push_back({sizeof(sayso_fix), 0, text(fix.title), text(fix.edits_json)});
  std::vector<const sayso_fix*> pointers;
  for (const auto& fix : fixes) pointers.push_back(&fix);
  sayso_finding finding{};
  finding.struct_size = sizeof finding;
  finding.severity = from.severity;
  finding.rule = text(from.rule);
  finding.message = text(from.message);
  finding.layer = text(from.layer);
  finding.at = from.at.data();
  finding.at_count = from.at.size();
  finding.quoted = text(from.quoted);
  finding.annotations = ids.data();
  finding.annotation_count = ids.size();
  finding.fixes = pointers.data();
  finding.fix_count = pointers.size();
  return host->finding(host, &finding);
}

inline std::int32_t lose(const sayso_host* host, std::string_view what, std::string_view place,
                         std::uint64_t count = 1) {
  sayso_loss loss{};
  loss.struct_size = sizeof loss;
  loss.what = text(what);
  loss.count = count;
  loss.place = text(place);
  return host->loss(host, &loss);
}

inline std::int32_t write(const sayso_host* host, std::string_view name, std::string_view bytes) {
  return host->output(host, text(name), bytes.data(), bytes.size());
}

// Runs the body of a plugin function: an exception becomes a failure with its words.
template <class Body>
std::int32_t guarded(const sayso_host* host, Body body) noexcept {
  try {
    return body();
  } catch (const std::exception& error) { host->fail(host, text(error.what()), text("")); } catch (...) {
    host->fail(host, text("an unknown exception"), text(""));
  }
  return 1;
}

}  // namespace sayso_sdk
