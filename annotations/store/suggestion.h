// What a stored suggestion says. It is kept as its source line, as whoever wrote it meant it; here it is read, as far as it
// is as records are. Pure.
#pragma once

#include <optional>
#include <vector>

#include "annotations/model/annotations.h"

namespace sayso {

// A frame with the spans that fill its roles. Positions are those of the text that it was made on; nobody has looked
// whether the words still stand there.
struct Suggestion {
  Frame frame;
  std::vector<Span> spans;

  bool operator==(const Suggestion&) const = default;
};

inline const std::string& key_of(const Suggestion& suggestion) { return suggestion.frame.id.value; }

// Nothing when the line cannot be read as one: then the suggestion has no place in the text.
std::optional<Suggestion> read_suggestion(const StoredSuggestion& stored);

}  // namespace sayso
