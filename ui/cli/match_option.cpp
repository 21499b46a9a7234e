#include "ui/cli/match_option.h"

#include <charconv>

namespace sayso::cli {

Result<MatchRule> match_from_text(const std::string& text) {
  MatchRule rule;
  if (text.empty()) return rule;
  if (text == "exact")
    rule.kind = MatchKind::exact;
  else if (text == "trimmed")
    rule.kind = MatchKind::exact_trimmed;
  else if (text == "overlap")
    rule.kind = MatchKind::overlap;
  else if (text.starts_with("overlap:")) {
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + 8, end, rule.least_jaccard);
    if (error == std::errc() && stopped == end && rule.least_jaccard > 0 && rule.least_jaccard <= 1)
      return rule;
    return usage_error("--match " + text + ": the least overlap is a number above 0, at most 1",
                       "for instance overlap:0.5");
  } else {
    return usage_error("--match does not know '" + text + "'", "exact, trimmed, overlap or overlap:0.5");
  }
  return rule;
}

}  // namespace sayso::cli
