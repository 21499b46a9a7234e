#include "findings.h"

#include <algorithm>

namespace quote_marks {
namespace {

using sayso_sdk::quoted_json;
using sayso_sdk::utf8;
using sayso_sdk::view;

constexpr std::size_t kShown = 48;  // code points of a quote in a message

// A stretch of the text on one line, cut at a word when it is long.
std::string shown(std::u32string_view text, std::size_t begin, std::size_t end, bool from_end = false) {
  std::u32string words(text.substr(begin, end - begin));
  for (char32_t& c : words) c = c < 0x20 || c == 0x2028 || c == 0x85 ? U' ' : c;
  if (words.size() <= kShown) return utf8(words);
  if (from_end) {
    const auto space = words.find(U' ', words.size() - kShown);
    return "…" +
           utf8(std::u32string_view(words).substr(space == words.npos ? words.size() - kShown : space + 1));
  }
  const auto space = words.rfind(U' ', kShown);
  return utf8(std::u32string_view(words).substr(0,
                                                space == words.npos || space < kShown / 2 ? kShown : space)) +
         "…";
}

std::string range_json(std::size_t begin, std::size_t end) {
  return "[" + std::to_string(begin) + ", " + std::to_string(end) + "]";
}

bool overlaps(const sayso_span& span, std::size_t begin, std::size_t end) {
  for (std::size_t i = 0; i < span.fragment_count; ++i) {
    if (span.fragments[i].code_point_begin < end && begin < span.fragments[i].code_point_end) return true;
  }
  return false;
}

// The stretch of its line around a mark that shows which one is meant.
std::string around(const Checked& checked, const Problem& problem) {
  const auto& text = checked.text;
  std::size_t line_begin = problem.at, line_end = problem.at;
  while (line_begin > 0 && text[line_begin - 1] != U'\n') --line_begin;
  while (line_end < text.size() && text[line_end] != U'\n') ++line_end;
  if (problem.what == Problem::What::never_closed) return shown(text, problem.at, line_end);
  const std::size_t after =
      std::min(line_end, problem.at + 1 + (problem.what == Problem::What::stands_alone ? 12u : 0u));
  return shown(text, std::max(line_begin, problem.at > kShown ? problem.at - kShown + 12 : 0), after, true);
}

std::string message_of(const Checked& checked, const Problem& problem) {
  const std::string mark = utf8(std::u32string_view(&checked.text[problem.at], 1));
  const std::string words = around(checked, problem);
  switch (problem.what) {
    case Problem::What::closes_nothing:
      return "Closing mark " + mark + " closes nothing: " + words;
    case Problem::What::never_closed:
      return "Opening mark " + mark + " is never closed: " + words;
    case Problem::What::misdirected:
      return "Mark " + mark + " should be " + utf8(std::u32string_view(&problem.wanted, 1)) + ": " + words;
    case Problem::What::stands_alone:
      return "Mark " + mark + " stands alone, it opens and closes nothing: " + words;
  }
  return {};
}

std::vector<sayso_sdk::Fix> fixes_of(const Checked& checked, const Pair& pair) {
  const std::size_t begin = checked.marks_in ? pair.open : pair.open + 1;
  const std::size_t end = checked.marks_in ? pair.close + 1 : pair.close;
  std::vector<sayso_sdk::Fix> fixes;
  const auto span = [](std::size_t b, std::size_t e, const std::u32string& text, const std::string& layer,
                       const std::string& rest) {
    return "{\"edit\": \"add-span\", \"span\": {\"id\": \"new:1\", \"layer\": \"" + layer + "\", \"at\": [" +
           range_json(b, e) + "], \"text\": [" +
           quoted_json(utf8(std::u32string_view(text).substr(b, e - b))) + "]" + rest + "}}";
  };
  fixes.push_back(
      {"annotate", "[" +
                       span(begin, end, checked.text, "content", ", \"attributes\": {\"kind\": \"direct\"}") +
                       ", {\"edit\": \"add-frame\", \"frame\": {\"id\": \"new:2\", \"layer\": "
                       "\"attribution\", \"roles\": "
                       "{\"content\": [{\"to\": \"new:1\"}]}}}]"});
  if (checked.has_not_quotes) {
    fixes.push_back(
        {"not a quote", "[" + span(pair.open, pair.close + 1, checked.text, "not-quote", "") + "]"});
  }
  return fixes;
}

}  // namespace

std::int32_t report_unbalanced(const sayso_host* host, const Checked& checked) {
  for (const Problem& problem : checked.marks.problems) {
    sayso_sdk::Finding finding;
    finding.rule = "quote-marks/unbalanced";
    finding.severity = SAYSO_SEVERITY_ERROR;
    finding.at = {{problem.at, problem.at + 1}};
    finding.message = message_of(checked, problem);
    finding.quoted = around(checked, problem);
    if (const auto failed = sayso_sdk::report(host, finding)) return failed;
  }
  return 0;
}

std::int32_t report_unannotated(const sayso_host* host, const Checked& checked,
                                const sayso_annotations& annotations) {
  if (!checked.has_contents) return 0;
  std::vector<const sayso_span*> covering;
  for (std::size_t i = 0; i < annotations.span_count; ++i) {
    const auto layer = view(annotations.spans[i]->layer);
    if (layer == "content" || layer == "not-quote") covering.push_back(annotations.spans[i]);
  }
  for (const Pair& pair : checked.marks.pairs) {
    if (pair.depth > 0 || pair.close == pair.open + 1) continue;
    const bool covered = std::any_of(covering.begin(), covering.end(), [&](const sayso_span* span) {
      return overlaps(*span, pair.open + 1, pair.close);
    });
    if (covered) continue;
    sayso_sdk::Finding finding;
    finding.rule = "quote-marks/unannotated";
    finding.severity = SAYSO_SEVERITY_HINT;
    finding.at = {{pair.open, pair.close + 1}};
    finding.quoted = utf8(std::u32string_view(checked.text).substr(pair.open, pair.close + 1 - pair.open));
    finding.message = shown(checked.text, pair.open, pair.close + 1) + " looks quoted and is not annotated";
    finding.fixes = fixes_of(checked, pair);
    if (const auto failed = sayso_sdk::report(host, finding)) return failed;
  }
  return 0;
}

std::int32_t report_no_speaker(const sayso_host* host, const sayso_annotations& annotations) {
  for (std::size_t i = 0; i < annotations.frame_count; ++i) {
    const sayso_frame& frame = *annotations.frames[i];
    if (view(frame.layer) != "attribution" || sayso_sdk::role(frame, "source") != nullptr) continue;
    sayso_sdk::Finding finding;
    finding.rule = "quote/no-speaker";
    finding.severity = SAYSO_SEVERITY_WARNING;
    finding.layer = "attribution";
    finding.annotations = {std::string(view(frame.id))};
    std::u32string words;
    for (const char* name : {"content", "cue"}) {
      const sayso_role* role = sayso_sdk::role(frame, name);
      for (std::size_t k = 0; role != nullptr && k < role->filler_count; ++k) {
        const sayso_span* span = role->fillers[k]->span;
        if (span == nullptr || span->placed == 0) continue;
        for (std::size_t f = 0; f < span->fragment_count; ++f) {
          finding.at.push_back({span->fragments[f].code_point_begin, span->fragments[f].code_point_end});
        }
        if (words.empty()) words = sayso_sdk::code_points(sayso_sdk::words_of(*span));
      }
      if (!finding.at.empty()) break;
    }
    finding.quoted = utf8(words);
    finding.message = (words.empty() ? "An attribution" : shown(words, 0, words.size())) + " has no speaker";
    if (const auto failed = sayso_sdk::report(host, finding)) return failed;
  }
  return 0;
}

std::int32_t report_boundaries(const sayso_host* host, const Checked& checked,
                               const sayso_annotations& annotations) {
  for (std::size_t i = 0; i < annotations.span_count; ++i) {
    const sayso_span& span = *annotations.spans[i];
    if (view(span.layer) != "content" || span.placed == 0) continue;
    std::string at, texts;
    sayso_sdk::Finding finding;
    for (std::size_t f = 0; f < span.fragment_count; ++f) {
      std::size_t begin = span.fragments[f].code_point_begin, end = span.fragments[f].code_point_end;
      for (const Pair& pair : checked.marks.pairs) {
        if (checked.marks_in) {
          if (begin == pair.open + 1 && end <= pair.close + 1) begin = pair.open;
          if (end == pair.close && begin < pair.close) end = pair.close + 1;
        } else if (begin == pair.open && end <= pair.close + 1 && end > pair.open + 1) {
          begin = pair.open + 1;
          if (end == pair.close + 1) end = pair.close;
        }
      }
      if (begin != span.fragments[f].code_point_begin || end != span.fragments[f].code_point_end) {
        finding.at.push_back({span.fragments[f].code_point_begin, span.fragments[f].code_point_end});
      }
      const std::string separator = f > 0 ? ", " : "";
      at += separator + range_json(begin, end);
      texts += separator + quoted_json(utf8(std::u32string_view(checked.text).substr(begin, end - begin)));
    }
    if (finding.at.empty()) continue;
    finding.rule = "quote/boundary";
    finding.severity = SAYSO_SEVERITY_HINT;
    finding.layer = "content";
    finding.annotations = {std::string(view(span.id))};
    finding.quoted = sayso_sdk::words_of(span);
    const std::u32string words = sayso_sdk::code_points(finding.quoted);
    finding.message =
        shown(words, 0, words.size()) + (checked.marks_in ? " leaves out a mark that belongs to it"
                                                          : " takes in marks that do not belong to it");
    finding.fixes.push_back({checked.marks_in ? "take in the marks" : "leave out the marks",
                             "[{\"edit\": \"set-fragments\", \"of\": " + quoted_json(view(span.id)) +
                                 ", \"at\": [" + at + "], \"text\": [" + texts + "]}]"});
    if (const auto failed = sayso_sdk::report(host, finding)) return failed;
  }
  return 0;
}

}  // namespace quote_marks
