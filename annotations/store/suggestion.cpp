#include "annotations/store/suggestion.h"

#include "annotations/store/record_codec.h"

namespace sayso {

std::optional<Suggestion> read_suggestion(const StoredSuggestion& stored) {
  try {
    return read_back(stored.line.source, [](const JsonSource& source, const JsonNode& node) {
      Suggestion suggestion;
      suggestion.frame = frame_of(source, node);
      suggestion.frame.extra.erase("spans");
      JsonFields(source, node, "suggestion").each("spans", [&](const JsonNode& span) {
        suggestion.spans.push_back(span_of(source, span));
      });
      return suggestion;
    });
  } catch (const JsonMistake&) {
    return std::nullopt;  // it is kept all the same, and nobody is kept from her work by it
  }
}

}  // namespace sayso
