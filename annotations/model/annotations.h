// What one annotator says of one article: the state that edits change and a snapshot file holds.
// An immutable value with structural sharing: a copy for an undo step or a worker costs microseconds.
#pragma once

#include <string>
#include <vector>

#include "annotations/model/conflicts.h"
#include "annotations/model/frame.h"
#include "annotations/model/ids.h"
#include "annotations/model/span.h"
#include "core/state/shelf.h"

namespace sayso {

enum class Status { open, done, skipped, reopened };

std::string to_text(Status status);

// A suggestion that somebody stored and nobody has looked at: kept as its source line, never exported,
// counted or compared.
struct StoredSuggestion {
  RecordId id;
  RawJson line;

  bool operator==(const StoredSuggestion&) const = default;
};

// A suggestion or a finding that the annotator set aside.
struct Dismissal {
  RecordId id;
  Fragments at;                   // of a suggestion; empty for a finding
  std::vector<std::string> text;  // one a fragment
  std::string by;                 // the suggester's name, "" for a finding
  RawJson finding;                // a finding's key: rule, layer, text, at; "" for a suggestion
  std::string reason;
  Extra extra;

  bool operator==(const Dismissal&) const = default;
};

inline const std::string& key_of(const StoredSuggestion& suggestion) { return suggestion.id.value; }
inline const std::string& key_of(const Dismissal& dismissal) { return dismissal.id.value; }

struct Annotations {
  ArticleId article;
  AnnotatorId annotator;
  std::string text_sha256;  // of the article's text these positions count in
  std::string rules;        // scheme and guidelines of the last edit: "attribution@3+9f2c"
  Status status = Status::open;
  std::string reason;  // why skipped or reopened, else ""
  Shelf<Span> spans;   // by id
  Shelf<Frame> frames;
  Shelf<StoredSuggestion> suggested;
  Shelf<Dismissal> dismissed;
  Extra extra;  // header keys that sayso does not know
  Conflicts conflicts = {};  // of the header

  bool operator==(const Annotations&) const = default;
};

// The records as a snapshot lists them: spans by begin, then longer first, then id; frames by the
// first begin among the spans that fill them (frames without one last), then id.
std::vector<const Span*> in_text_order(const Shelf<Span>& spans);
std::vector<const Frame*> in_text_order(const Shelf<Frame>& frames, const Shelf<Span>& spans);

// Where a frame stands in the text: the hull over the spans that fill its roles, contents (the roles
// named first) or not. {0,0} and false when no span fills it.
bool place_of(const Frame& frame, const Shelf<Span>& spans, CodePointRange& place);

}  // namespace sayso
