// Annotations whose text is another now: carried over known corrections, or found again by their words. What has no
// place any more stays as an unplaced span: no fragments, and under "unplaced" what it was:
// {"at": [[b, e], …], "text": ["…"]}. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annotations/edit/edit.h"
#include "annotations/edit/splice.h"
#include "annotations/model/annotations.h"
#include "core/text/text_index.h"

namespace sayso {

inline constexpr const char* kUnplaced = "unplaced";

bool is_unplaced(const Span& span);
std::vector<const Span*> unplaced_spans(const Annotations& state);  // by id
// The words that it had, " … " between fragments; "" for one that has a place.
std::string unplaced_words(const Span& span);
// Its fragments and their words, also those that it had before it lost its place.
struct WasAt { Fragments at; std::vector<std::string> text; };
WasAt where_it_was(const Span& span);
// Where its words stand in a text, found as find_again() does; nothing when one of its fragments is not there.
std::optional<Fragments> found_again(const Span& span, const TextIndex& text);
// Gives a span a place: its fragments and their words, and no `unplaced`.
std::vector<Edit> place_span(const Span& span, const Fragments& at, const TextIndex& text);

// The edits that carry annotations over corrections, one after the other, to the text `after`, whose hash is the last
// edit's. Fragments of which nothing is left go; a span without any is unplaced.
std::vector<Edit> carry_over(const Annotations& state, const std::vector<std::vector<Splice>>& corrections,
                             const TextIndex& after, const std::string& text_sha256);

// The edits that find the spans again in a text of which only this is known: by the words of each fragment, where
// these stand in several places by the nearest to where it was, as moved by the spans before it; then by the words
// without regard to white space and kinds of quotation marks. The others are unplaced. Those that were unplaced are
// looked for too. The hash is the last edit's.
std::vector<Edit> find_again(const Annotations& state, const TextIndex& text, const std::string& text_sha256);

}  // namespace sayso
