// What is to decide in the open article and of the entities: kept up as their states change, and the answers to the one
// that is looked at. One thread at a time; nothing here fails.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "annotations/session.h"
#include "annotations/store/answers.h"

namespace sayso::ui {

struct OpenDecision {
  std::string key;  // the same while it is open
  Decision decision;
  std::optional<CodePointRange> place;  // of what it is about; an unplaced span has none

  bool operator==(const OpenDecision&) const = default;
};

// What is offered as an answer; none: the words that will be selected in the text.
using Offered = std::optional<Answer>;

class DecisionList {
 public:
  // Is about these annotations of a text with this sum from now on; costs what changed since.
  void follow(const Annotations& state, const std::string& text_sha256, const Registry& registry);

  // About the whole article first, then by place in the text, then those without one, then entities and splits.
  const std::vector<OpenDecision>& all() const { return all_; }
  // The place in all(); all().size() if there is none.
  std::size_t find(const std::string& key) const;
  // Looked for once for each state: the text may be long. Precondition: `at` is in all(), and this list follows
  // the scene's state.
  const std::vector<Offered>& answers(std::size_t at, const DecisionScene& scene) const;

 private:
  template <class Record>
  bool take_in(const Shelf<Record>& before, const Shelf<Record>& now, const std::string& kind);
  void list_all();

  Annotations state_;
  Registry registry_;
  std::string text_sha256_;
  std::map<std::string, std::vector<Decision>> records_;  // by kind and id
  std::vector<Decision> header_;
  std::vector<OpenDecision> all_;
  mutable std::string asked_;  // the key whose answers are known
  mutable std::vector<Offered> answers_;
};

}  // namespace sayso::ui
