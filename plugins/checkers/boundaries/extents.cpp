// How far mentions reach, and whether an interrupted quote is one content.
#include <algorithm>

#include "checked.h"
#include "plugins/checkers/reading/letters.h"

namespace boundaries {
namespace {

using sayso_sdk::view;

// The word before a place, when only spaces (and the full stop of a title) lie between; words.size() when there is none.
std::size_t word_before(const reading::Text& text, std::uint64_t at) {
  std::uint64_t end = at;
  while (end > 0 && reading::is_space(text.original[end - 1]) && !reading::is_line_end(text.original[end - 1])) --end;
  if (end == at) return text.words.size();
  const bool stop = end > 0 && text.original[end - 1] == U'.';
  if (stop) --end;
  const std::size_t word = end > 0 ? reading::word_at(text, end - 1) : text.words.size();
  if (word == text.words.size() || text.words[word].end != end) return text.words.size();
  return stop && text.words[word].end - text.words[word].begin > 4 ? text.words.size() : word;
}

bool is_in_another_mention(const sayso_annotations& annotations, std::size_t own, std::uint64_t at) {
  // Spans are in text order: those that reach up to here begin shortly before.
  for (std::size_t i = own; i-- > 0 && own - i < 16;) {
    const sayso_span& other = *annotations.spans[i];
    if (view(other.layer) != "mention" || other.placed == 0) continue;
    if (other.fragments[0].code_point_begin <= at && at < other.fragments[other.fragment_count - 1].code_point_end) return true;
  }
  return false;
}

bool is_direct(const sayso_span& span) {
  const auto* kind = sayso_sdk::attribute(span, "kind");
  return kind == nullptr || view(kind->text) == "direct";
}

bool is_used_by_another(const sayso_annotations& annotations, const sayso_frame& frame, const sayso_span& span) {
  for (std::size_t i = 0; i < annotations.frame_count; ++i) {
    const sayso_frame& other = *annotations.frames[i];
    for (std::size_t r = 0; r < other.role_count; ++r) {
      for (std::size_t k = 0; k < other.roles[r]->filler_count; ++k) {
        if (other.roles[r]->fillers[k]->span == &span && (&other != &frame || view(other.roles[r]->name) != "content")) return true;
      }
    }
  }
  return false;
}

bool has_line_end(std::u32string_view text) { return std::any_of(text.begin(), text.end(), reading::is_line_end); }

}  // namespace

void find_short_mentions(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings) {
  if (checked.mention_extent != "whole phrase") return;
  const reading::Text& text = checked.text;
  for (std::size_t i = 0; i < annotations.span_count; ++i) {
    const sayso_span& span = *annotations.spans[i];
    if (view(span.layer) != "mention" || span.placed == 0) continue;
    const auto* given = sayso_sdk::attribute(span, "form");
    const std::string_view form = given != nullptr ? view(given->text) : std::string_view();
    if (form == "pronoun" || form == "possessive") continue;
    auto wanted = reading::places_of(span);
    sayso_range& piece = wanted.front();
    const std::uint64_t was = piece.begin;
    const std::size_t own = reading::word_at(text, was);
    const bool begins_with_article = own < text.words.size() && checked.language->articles.has(text.word(own));
    const bool has_capital = reading::is_upper(text.original[was]);
    for (std::size_t word = word_before(text, piece.begin); word < text.words.size(); word = word_before(text, piece.begin)) {
      const auto before = text.word(word);
      const bool title = has_capital && form != "description" && checked.language->titles.has(before);
      const bool article = !begins_with_article && (!has_capital || checked.language->capital_nouns) && form == "description" && checked.language->articles.has(before);
      if ((!title && !article) || is_in_another_mention(annotations, i, text.words[word].begin)) break;
      piece.begin = text.words[word].begin;
      if (article) break;
    }
    if (piece.begin == was) continue;
    const std::string words = sayso_sdk::utf8(text.slice(piece.begin, was));
    findings.push_back(moved("boundaries/mention-extent", SAYSO_SEVERITY_HINT, checked, span, wanted,
                             "mention " + reading::shown(span) + " leaves out “" + words.substr(0, words.find_last_not_of(' ') + 1) + "” before it", "take it in"));
  }
}

void find_interrupted(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings) {
  if (checked.interrupted != "one" && checked.interrupted != "two") return;
  for (std::size_t i = 0; i < annotations.frame_count; ++i) {
    const sayso_frame& frame = *annotations.frames[i];
    const sayso_role* contents = sayso_sdk::role(frame, "content");
    const sayso_role* cues = sayso_sdk::role(frame, "cue");
    if (contents == nullptr || cues == nullptr) continue;
    // Does a cue of the frame lie in this gap of one paragraph?
    const auto interrupts = [&](std::uint64_t begin, std::uint64_t end) {
      if (begin >= end || end - begin > checked.gap || has_line_end(checked.text.slice(begin, end))) return false;
      for (std::size_t k = 0; k < cues->filler_count; ++k) {
        const sayso_span* cue = cues->fillers[k]->span;
        if (cue != nullptr && cue->placed != 0 && cue->fragments[0].code_point_begin >= begin && cue->fragments[0].code_point_begin < end) return true;
      }
      return false;
    };
    for (std::size_t k = 0; k < contents->filler_count; ++k) {
      const sayso_span* span = contents->fillers[k]->span;
      if (span == nullptr || span->placed == 0 || !is_direct(*span)) continue;
      if (checked.interrupted == "two") {
        for (std::size_t f = 1; f < span->fragment_count; ++f) {
          if (!interrupts(span->fragments[f - 1].code_point_end, span->fragments[f].code_point_begin)) continue;
          auto finding = reading::about("boundaries/interrupted", SAYSO_SEVERITY_HINT, *span);
          finding.message = "content " + reading::shown(*span) + " is one, and the policy makes two of an interrupted quote";
          findings.push_back(std::move(finding));
          break;
        }
        continue;
      }
      for (std::size_t m = 0; m < contents->filler_count; ++m) {
        const sayso_span* next = contents->fillers[m]->span;
        if (next == nullptr || next == span || next->placed == 0 || !is_direct(*next)) continue;
        if (!interrupts(span->fragments[span->fragment_count - 1].code_point_end, next->fragments[0].code_point_begin)) continue;
        auto at = reading::places_of(*span);
        for (const sayso_range& piece : reading::places_of(*next)) at.push_back(piece);
        auto finding = reading::about("boundaries/interrupted", SAYSO_SEVERITY_HINT, *span);
        finding.message = "content " + reading::shown(*span) + " goes on in " + reading::shown(*next) + ", and the policy makes one of an interrupted quote";
        finding.annotations.emplace_back(view(next->id));
        if (!is_used_by_another(annotations, frame, *next))
          finding.fixes.push_back({"make one", reading::edit_list({reading::unfill_role(view(frame.id), "content", view(next->id)), reading::remove_record("remove-span", view(next->id)),
                                                                 reading::set_fragments(view(span->id), at, checked.text.original)})});
        findings.push_back(std::move(finding));
      }
    }
  }
}

}  // namespace boundaries
