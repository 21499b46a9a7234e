#include "findings.h"

#include "letters.h"

namespace reading {
namespace {

using sayso_sdk::quoted_json;
using sayso_sdk::view;

constexpr std::size_t kShown = 48;  // code points of words in a message

std::string at_json(const std::vector<sayso_range>& at) {
  std::string out = "[";
  for (const sayso_range& range : at) {
    out += out.size() > 1 ? ", [" : "[";
    out += std::to_string(range.begin) + ", " + std::to_string(range.end) + "]";
  }
  return out + "]";
}

std::string text_json(const std::vector<sayso_range>& at, std::u32string_view text) {
  std::string out = "[";
  for (const sayso_range& range : at) {
    if (out.size() > 1) out += ", ";
    out += quoted_json(sayso_sdk::utf8(text.substr(range.begin, range.end - range.begin)));
  }
  return out + "]";
}

std::string edit_of(std::string_view edit, std::string_view of) {
  return "{\"edit\": " + quoted_json(edit) + ", \"of\": " + quoted_json(of);
}

// The first placed span that fills a role, in the order of the roles that say most.
const sayso_span* first_span(const sayso_frame& frame) {
  for (const std::string_view name : {"content", "cue", "source", ""}) {
    for (std::size_t i = 0; i < frame.role_count; ++i) {
      const sayso_role& role = *frame.roles[i];
      if (!name.empty() && view(role.name) != name) continue;
      for (std::size_t k = 0; k < role.filler_count; ++k) {
        const sayso_span* span = role.fillers[k]->span;
        if (span != nullptr && span->placed != 0) return span;
      }
    }
  }
  return nullptr;
}

}  // namespace

std::int32_t report_all(const sayso_host* host, const Findings& findings) {
  for (const auto& finding : findings) {
    if (const auto failed = sayso_sdk::report(host, finding)) return failed;
  }
  return 0;
}

std::string shown(std::u32string_view words) {
  std::u32string line(words);
  for (char32_t& c : line) c = is_line_end(c) || c < 0x20 ? U' ' : c;
  if (line.size() <= kShown) return sayso_sdk::utf8(line);
  const auto space = line.rfind(U' ', kShown);
  return sayso_sdk::utf8(line.substr(0, space == line.npos || space < kShown / 2 ? kShown : space)) + "…";
}

std::string shown(const sayso_span& span) { return shown(sayso_sdk::code_points(sayso_sdk::words_of(span))); }

std::string shown(const sayso_frame& frame) {
  const sayso_span* span = first_span(frame);
  return span != nullptr ? shown(*span) : "An " + std::string(view(frame.layer));
}

std::vector<sayso_range> places_of(const sayso_span& span) {
  std::vector<sayso_range> places;
  for (std::size_t f = 0; span.placed != 0 && f < span.fragment_count; ++f) {
    places.push_back({span.fragments[f].code_point_begin, span.fragments[f].code_point_end});
  }
  return places;
}

sayso_sdk::Finding about(std::string_view rule, std::int32_t severity, const sayso_span& span) {
  sayso_sdk::Finding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.at = places_of(span);
  finding.layer = view(span.layer);
  finding.quoted = sayso_sdk::words_of(span);
  finding.annotations = {std::string(view(span.id))};
  return finding;
}

sayso_sdk::Finding about_text(std::string_view rule, std::int32_t severity, const Text& text, std::size_t begin, std::size_t end, std::string message) {
  sayso_sdk::Finding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.at = {{begin, end}};
  finding.quoted = sayso_sdk::utf8(text.slice(begin, end));
  finding.message = std::move(message);
  return finding;
}

sayso_sdk::Finding about(std::string_view rule, std::int32_t severity, const sayso_frame& frame) {
  sayso_sdk::Finding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.layer = view(frame.layer);
  if (const sayso_span* span = first_span(frame)) {
    finding.at = places_of(*span);
    finding.quoted = sayso_sdk::words_of(*span);
  }
  finding.annotations = {std::string(view(frame.id))};
  return finding;
}

std::string edit_list(std::initializer_list<std::string> edits) {
  std::string out = "[";
  for (const std::string& edit : edits) {
    if (out.size() > 1) out += ", ";
    out += edit;
  }
  return out + "]";
}

std::string add_span(std::string_view id, std::string_view layer, const std::vector<sayso_range>& at, std::u32string_view text,
                     std::string_view attributes_json) {
  std::string out = "{\"edit\": \"add-span\", \"span\": {\"id\": " + quoted_json(id) + ", \"layer\": " + quoted_json(layer) + ", \"at\": " + at_json(at) +
                    ", \"text\": " + text_json(at, text);
  if (!attributes_json.empty()) out += ", \"attributes\": " + std::string(attributes_json);
  return out + "}}";
}

std::string set_fragments(std::string_view of, const std::vector<sayso_range>& at, std::u32string_view text) {
  return edit_of("set-fragments", of) + ", \"at\": " + at_json(at) + ", \"text\": " + text_json(at, text) + "}";
}

std::string remove_record(std::string_view edit, std::string_view of) { return edit_of(edit, of) + "}"; }

std::string set_attribute(std::string_view of, std::string_view name, std::string_view value_json) {
  return edit_of("set-attribute", of) + ", \"name\": " + quoted_json(name) + ", \"value\": " + std::string(value_json) + "}";
}

std::string set_filler_attribute(std::string_view of, std::string_view role, std::string_view filler, std::string_view name, std::string_view value_json) {
  return edit_of("set-attribute", of) + ", \"role\": " + quoted_json(role) + ", \"filler\": " + quoted_json(filler) + ", \"name\": " + quoted_json(name) +
         ", \"value\": " + std::string(value_json) + "}";
}

std::string fill_role(std::string_view of, std::string_view role, std::string_view to) {
  return edit_of("fill-role", of) + ", \"role\": " + quoted_json(role) + ", \"with\": {\"to\": " + quoted_json(to) + "}}";
}

std::string unfill_role(std::string_view of, std::string_view role, std::string_view filler) {
  return edit_of("unfill-role", of) + ", \"role\": " + quoted_json(role) + ", \"filler\": " + quoted_json(filler) + "}";
}

std::string add_frame(std::string_view id, std::string_view layer, std::string_view role, std::string_view to) {
  return "{\"edit\": \"add-frame\", \"frame\": {\"id\": " + quoted_json(id) + ", \"layer\": " + quoted_json(layer) + ", \"roles\": {" + quoted_json(role) +
         ": [{\"to\": " + quoted_json(to) + "}]}}}";
}

}  // namespace reading
