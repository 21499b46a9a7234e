// Findings and the edits of their fixes, as several checkers make them. Pure but for report_all().
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/sdk/sayso_plugin.hpp"
#include "text.h"

namespace reading {

using Findings = std::vector<sayso_sdk::Finding>;

// Reports them in their order; the first that the host refuses ends it.
std::int32_t report_all(const sayso_host* host, const Findings& findings);

// Words on one line, cut at a space when they are long: "“We must act and …".
std::string shown(std::u32string_view words);
std::string shown(const sayso_span& span);

// Where a span lies; nothing for one that is not placed.
std::vector<sayso_range> places_of(const sayso_span& span);

// About a span, its words in question.
sayso_sdk::Finding about(std::string_view rule, std::int32_t severity, const sayso_span& span);
// About a stretch of the text.
sayso_sdk::Finding about_text(std::string_view rule, std::int32_t severity, const Text& text, std::size_t begin, std::size_t end, std::string message);
// About a frame, at its first role that has placed spans: the words of the first of them are in question.
sayso_sdk::Finding about(std::string_view rule, std::int32_t severity, const sayso_frame& frame);
// What a message calls a frame: those words, or its layer.
std::string shown(const sayso_frame& frame);

// ---- edits, each a JSON object ----

std::string edit_list(std::initializer_list<std::string> edits);
std::string add_span(std::string_view id, std::string_view layer, const std::vector<sayso_range>& at, std::u32string_view text,
                     std::string_view attributes_json = {});
std::string set_fragments(std::string_view of, const std::vector<sayso_range>& at, std::u32string_view text);
std::string remove_record(std::string_view edit, std::string_view of);  // "remove-span", "remove-frame"
std::string set_attribute(std::string_view of, std::string_view name, std::string_view value_json);
std::string set_filler_attribute(std::string_view of, std::string_view role, std::string_view filler, std::string_view name, std::string_view value_json);
std::string fill_role(std::string_view of, std::string_view role, std::string_view to);
std::string unfill_role(std::string_view of, std::string_view role, std::string_view filler);
std::string add_frame(std::string_view id, std::string_view layer, std::string_view role, std::string_view to);

}  // namespace reading
