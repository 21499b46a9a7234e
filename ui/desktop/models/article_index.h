// What the models look up in the open article's annotations: by place, by what fills what, by speaker. Kept up
// with each new state at the cost of what differs from the one before, so that a frame and a gesture cost the
// same in a short text and in one of 200,000 annotations. Shares the records of the states it follows. No text,
// no UI state; one thread at a time; nothing here fails.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"
#include "ui/desktop/models/places.h"
#include "ui/desktop/models/scheme_facts.h"

namespace sayso::ui {

class ArticleIndex {
 public:
  // Is about this state from now on. `facts` are the scheme's, and both outlive the index.
  void follow(const Annotations& state, const Registry& registry, const Scheme& scheme, const SchemeFacts& facts);

  // How often it has changed: what was looked up by place is the same as long as this is.
  std::size_t changes() const { return changes_; }

  // Spans of the layer that is filled with colour, and all others.
  const Places<Span>& fills() const { return fills_; }
  const Places<Span>& lines() const { return lines_; }

  // Frames of the main layer, each at the begin of its first content, or of its hull; at the text's begin when
  // no span fills it.
  const Places<Frame>& frames() const { return frames_; }
  std::optional<std::size_t> rank_of(const RecordId& frame) const;

  // The frame of the whole article; nullptr if there is none yet.
  const Frame* of_article() const { return of_article_.empty() ? nullptr : of_article_.rbegin()->second; }

  // The frames that a record fills in any role, by id; of every layer.
  std::vector<const Frame*> filled_by(const RecordId& record) const;

  // The speakers of a main frame, as its fillers name them (splits followed, joins not); those not known are left out.
  const std::vector<std::string>& speakers_in(const RecordId& frame) const;
  // Entities by how many main frames they speak in, joins followed, most first, then by name.
  const std::vector<std::pair<const Entity*, std::size_t>>& speakers() const { return speakers_; }

 private:
  struct Entry {
    Places<Frame>::Placed placed;  // `at` counts for main frames only
    bool is_main = false;
    std::vector<std::string> speakers;
  };

  void start_over(const Annotations& state, const Registry& registry, const Scheme& scheme, const SchemeFacts& facts);
  void take_in(const Annotations& state);
  void take_in_all(const Annotations& state);
  Places<Span>& places_of(const Span& span) { return span.layer == fill_layer_ ? fills_ : lines_; }
  // What a frame says; where it stands and what fills it is put in its place by the caller.
  Entry entry_of(const Frame& frame) const;
  void link(const std::vector<std::string_view>& frames);
  void put_entry(const Frame& frame, std::vector<Places<Frame>::Placed>& placed);
  void put_fillings(const Frame& frame);
  void unlink(const std::vector<std::string_view>& frames);
  CodePoint stand_of(const Frame& frame) const;
  std::vector<std::string> known_speakers(const Frame& frame) const;
  void count_speakers();

  const Scheme* scheme_ = nullptr;
  const SchemeFacts* facts_ = nullptr;
  std::string fill_layer_;  // "" for none
  Annotations state_;       // keeps the records alive that the rest points to
  Registry registry_;

  Places<Span> fills_, lines_;
  Places<Frame> frames_;
  std::map<std::string, const Frame*> of_article_;  // more than one only in files from outside
  std::unordered_map<std::string_view, Entry> entries_;             // by frame; the key is the record's own
  std::unordered_multimap<std::size_t, const Frame*> filled_by_;  // by hash of a filler
  std::map<std::string, std::size_t> speaker_counts_;                      // by entity as named
  std::vector<std::pair<const Entity*, std::size_t>> speakers_;
  bool speakers_changed_ = true;
  std::size_t changes_ = 0;
};

}  // namespace sayso::ui
