// Random but valid runs of edits on one article, for tests that must hold for every history.
// Seeded, so that a failure repeats; needs neither text nor scheme beyond names.
#pragma once

#include <string>
#include <vector>

#include "annotations/edit/update.h"
#include "core/base/uuid.h"
#include "tests/support/random_choices.h"

namespace sayso::tests {

class RandomEdits : public RandomChoices {
 public:
  explicit RandomEdits(unsigned seed) : RandomChoices(seed), ids_(repeatable_ids(seed)) {}

  Begin begin() { return {ArticleId("article"), AnnotatorId("ana"), std::string(64, 'a')}; }

  // A group's worth of edits that succeed one after the other on `state`.
  std::vector<Edit> gesture(const Annotations& state) {
    std::vector<Edit> edits;
    Annotations now = state;
    const int wanted = pick(1, 4);
    while (static_cast<int>(edits.size()) < wanted) {
      const Edit edit = one(now);
      if (auto next = update(now, edit)) {
        now = std::move(next).value();
        edits.push_back(edit);
      }
    }
    return edits;
  }

  std::string new_id() { return ids_->next(); }

 private:
  std::string word() {
    static const std::vector<std::string> words = {"said",     "“we must act now”", "naïve e\u0301", "Ольга", "😀 emoji",
                                                   "tab\there", "line\nbreak",       "quote \" \\",   "",      "\u2028sep"};
    return one_of(words);
  }

  Fragments fragments() {
    Fragments at;
    std::size_t from = static_cast<std::size_t>(pick(0, 5000));
    for (int i = pick(1, 3); i > 0; --i) {
      const std::size_t end = from + static_cast<std::size_t>(pick(1, 80));
      at.push_back({CodePoint(from), CodePoint(end)});
      from = end + static_cast<std::size_t>(pick(1, 20));
    }
    return at;
  }

  std::vector<std::string> words_for(const Fragments& at) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < at.size(); ++i) words.push_back(word());
    return words;
  }

  Value value() {
    switch (pick(0, 5)) {
      case 0: return word();
      case 1: return std::int64_t{pick(-2, 2)};
      case 2: return 0.25 * pick(1, 99);
      case 3: return pick(0, 1) == 1;
      case 4: return std::vector<std::string>{"warm", word()};
      default: return RawJson{R"({"deep": [1.10, null]})"};
    }
  }

  Target target(const Annotations& state) {
    if (pick(0, 3) == 0) return EntityId("entity-" + std::to_string(pick(1, 9)));
    if (pick(0, 4) == 0) return RecordId(some_key(state.frames));
    return RecordId(some_key(state.spans));
  }

  std::string name(const char* prefix) { return prefix + std::to_string(pick(1, 4)); }

  Edit one(const Annotations& state) {
    const RecordId span(some_key(state.spans));
    const RecordId frame(some_key(state.frames));
    switch (pick(0, 20)) {
      case 0: case 1: case 2: case 3: {
        const Fragments at = fragments();
        return AddSpan{Span{RecordId(new_id()), name("layer"), at, words_for(at), {{"kind", value()}}, std::nullopt, {}}};
      }
      case 4: case 5: {
        Frame made;
        made.id = RecordId(new_id());
        made.layer = name("frame");
        made.roles["content"] = {Filler{target(state), {}, {}}};
        return AddFrame{made};
      }
      case 6: return RemoveSpan{span};
      case 7: return RemoveFrame{frame};
      case 8: {
        const Fragments at = fragments();
        return SetFragments{span, at, words_for(at)};
      }
      case 9: return SetLayer{pick(0, 1) ? span : frame, name("layer")};
      case 10: return FillRole{frame, name("role"), Filler{target(state), {{"value", value()}}, {}}, static_cast<std::size_t>(pick(0, 3))};
      case 11: return clear_or_unfill(state, frame);
      case 12: {
        std::optional<Value> set;
        if (pick(0, 3)) set = value();
        return SetAttribute{pick(0, 1) ? span : frame, {}, std::nullopt, name("attribute"), set};
      }
      case 13: return SetStatus{pick(0, 1) ? Status::open : Status::skipped, word()};
      case 14: return SetExtra{pick(0, 2) ? span : RecordId(), {}, std::nullopt, name("x-"), RawJson{R"([1, {"a": 1.10}])"}};
      case 15: {
        Dismissal dismissal;
        dismissal.id = RecordId(new_id());
        dismissal.at = fragments();
        dismissal.text = words_for(dismissal.at);
        dismissal.by = "suggest@1.0";
        return Dismiss{dismissal};
      }
      case 16: return Undismiss{RecordId(some_key(state.dismissed))};
      case 17: {
        const RecordId id(new_id());
        return AddSuggestion{{id, RawJson{R"({"id": ")" + id.value + R"(", "layer": "content", "score": 1.10})"}}};
      }
      case 18: return RemoveSuggestion{RecordId(some_key(state.suggested))};
      case 19: return of_filler(state, frame);
      default: {
        Origin origin;
        origin.by = "import brat";
        if (pick(0, 1)) origin.confidence = 0.93;
        return SetOrigin{pick(0, 1) ? span : frame, origin};
      }
    }
  }

  // An attribute or an unknown key of a filler; of none where the frame has no filler, which is refused.
  Edit of_filler(const Annotations& state, const RecordId& id) {
    const Frame* frame = state.frames.find(id.value);
    for (const auto& [role, list] : frame ? frame->roles : decltype(frame->roles){}) {
      if (list.empty()) continue;
      if (pick(0, 3) == 0) return SetExtra{id, role, list.back().to, name("x-"), RawJson{"1.10"}};
      std::optional<Value> set;
      if (pick(0, 3)) set = value();
      return SetAttribute{id, role, list.back().to, name("attribute"), set};
    }
    return SetAttribute{id, "role1", Target(RecordId("none")), "attribute1", std::nullopt};
  }

  Edit clear_or_unfill(const Annotations& state, const RecordId& id) {
    const Frame* frame = state.frames.find(id.value);
    if (frame && !frame->roles.empty() && pick(0, 1)) {
      const auto& [role, list] = *frame->roles.begin();
      if (!list.empty()) return UnfillRole{id, role, list.front().to};
    }
    std::optional<std::vector<Filler>> list;
    if (pick(0, 1)) list = std::vector<Filler>{};
    return SetRole{id, name("role"), list};
  }

  std::unique_ptr<IdSource> ids_;
};

}  // namespace sayso::tests
