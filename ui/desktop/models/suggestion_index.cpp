#include "ui/desktop/models/suggestion_index.h"

#include <algorithm>
#include <tuple>

namespace sayso::ui {
namespace {

// Do its words stand there?
bool stands(const Span& span, const TextIndex& text) {
  for (std::size_t i = 0; i < span.at.size(); ++i) {
    if (!text.checked_bytes(span.at[i]) || text.slice(span.at[i]) != span.text[i]) return false;
  }
  return !span.at.empty();
}

CodePointRange hull_of(const Suggestion& suggestion) {
  CodePointRange all = hull(suggestion.spans.front().at);
  for (const Span& span : suggestion.spans) {
    const CodePointRange each = hull(span.at);
    all = {std::min(all.begin, each.begin), std::max(all.end, each.end)};
  }
  return all;
}

}  // namespace

void SuggestionIndex::follow(const OpenArticle& open) {
  const Annotations& state = open.state;
  const std::string& sha256 = open.article->facts.sha256;
  if (std::tie(article_, annotator_, text_sha256_) != std::tie(state.article, state.annotator, sha256)) {
    *this = {};
    article_ = state.article;
    annotator_ = state.annotator;
    text_sha256_ = sha256;
  }
  if (stored_.same_bins(state.suggested)) return;
  Shelf<StoredSuggestion>::difference(
      stored_, state.suggested,
      [&](const StoredSuggestion& gone) {
        const auto placed = placed_.find(gone.id.value);
        if (placed == placed_.end()) return;
        places_.remove({hull_of(placed->second), &placed->second});
        placed_.erase(placed);
      },
      [&](const StoredSuggestion& come) {
        auto suggestion = read_suggestion(come);
        if (!suggestion) return;
        std::erase_if(suggestion->spans, [&](const Span& span) { return !stands(span, open.index); });
        if (suggestion->spans.empty()) return;
        const auto placed = placed_.emplace(come.id.value, *std::move(suggestion)).first;
        places_.put({hull_of(placed->second), &placed->second});
      });
  stored_ = state.suggested;
}

const Suggestion* SuggestionIndex::at(CodePoint place) const {
  const Suggestion* found = nullptr;
  for (const auto& placed : places_.meeting({place, CodePoint{place.value + 1}})) {
    const auto holds = [&](const Span& span) {
      return std::ranges::any_of(span.at, [&](const CodePointRange& fragment) { return fragment.contains(place); });
    };
    if (std::ranges::any_of(placed.record->spans, holds)) found = placed.record;
  }
  return found;
}

}  // namespace sayso::ui
