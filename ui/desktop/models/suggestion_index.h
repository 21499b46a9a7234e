// Where in the open article the stored suggestions stand that nobody has looked at: looked up by place. Kept up with each
// new state at the cost of what differs from the one before. Main thread; nothing here fails: a suggestion that cannot be
// read, or whose words do not stand where it says, has no place.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "annotations/session.h"
#include "annotations/store/suggestion.h"
#include "ui/desktop/models/places.h"

namespace sayso::ui {

class SuggestionIndex {
 public:
  // Is about this article's state from now on.
  void follow(const OpenArticle& open);

  // By the hull of all their spans.
  const Places<Suggestion>& places() const { return places_; }
  // The one that has words at this place: of several the last in text order, which lies innermost. nullptr if none.
  const Suggestion* at(CodePoint place) const;

 private:
  ArticleId article_;
  AnnotatorId annotator_;
  std::string text_sha256_;
  Shelf<StoredSuggestion> stored_;
  std::map<std::string, Suggestion> placed_;  // by id; those that have a place
  Places<Suggestion> places_;
};

}  // namespace sayso::ui
