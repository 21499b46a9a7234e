// Random files of every kind, seeded: all sorts of records with every field that they may have, unknown keys, any JSON
// as their values, and strings that programs stumble over.
#pragma once

#include <string>
#include <vector>

#include "annotations/edit/group.h"
#include "annotations/edit/update.h"
#include "annotations/model/annotations.h"
#include "annotations/model/article.h"
#include "annotations/model/entity.h"
#include "annotations/store/json_line.h"
#include "annotations/store/manifest.h"
#include "core/text/utf8.h"
#include "tests/support/random_choices.h"

namespace sayso::tests {

class RandomDocuments : public RandomChoices {
 public:
  // `words`: strings to be put everywhere beside those made up, UTF-8.
  explicit RandomDocuments(unsigned seed, const std::vector<std::string>& words = {}) : RandomChoices(seed), words_(words) {}

  Annotations annotations() {
    Annotations state;
    state.article = ArticleId(text());
    state.annotator = AnnotatorId(text());
    state.text_sha256 = text();
    state.rules = text();
    state.status = one_of(std::vector{Status::open, Status::done, Status::skipped, Status::reopened});
    state.reason = text();
    state.extra = extra();
    for (int i = pick(0, 3); i > 0; --i) state.spans.put(span());
    for (int i = pick(0, 3); i > 0; --i) state.frames.put(frame());
    for (int i = pick(0, 1); i > 0; --i) state.suggested.put(suggestion());
    for (int i = pick(0, 2); i > 0; --i) state.dismissed.put(dismissal());
    return state;
  }

  Registry registry() {
    Registry registry;
    for (int i = pick(0, 4); i > 0; --i) {
      Entity entity;
      entity.id = EntityId("e-" + id());  // '@' is reserved
      entity.name = text();
      entity.kind = text();
      for (int k = pick(0, 3); k > 0; --k) entity.aliases.insert(text());
      entity.article = ArticleId(text());
      entity.same_as = EntityId(text());
      entity.extra = extra();
      registry.entities.put(entity);
    }
    for (int i = pick(0, 2); i > 0; --i) {
      SplitMention split{MentionId("ana/a" + std::to_string(i) + "#" + id()), {}};
      for (int k = pick(1, 2); k > 0; --k) split.into[EntityId(id())] = EntityId(id());
      registry.splits.put(split);
    }
    for (int i = pick(0, 2); i > 0; --i) registry.dismissed.put({id(), maybe_json(), text()});
    return registry;
  }

  // A group whose edits make `to` out of nothing.
  Group group(const Annotations& to) {
    Group group = begun<Group>();
    Annotations begun;
    begun.article = to.article;
    begun.annotator = to.annotator;
    group.edits.push_back(Begin{to.article, to.annotator, text()});
    for (Edit& edit : difference(begun, to)) group.edits.push_back(std::move(edit));
    return group;
  }
  EntityGroup group(const Registry& to) {
    EntityGroup group = begun<EntityGroup>();
    group.edits = difference(Registry{}, to);
    return group;
  }

  Comments comments() {
    Comments comments{ArticleId(id()), AnnotatorId(text()), {}};
    for (int i = pick(0, 4); i > 0; --i) {
      comments.comments.put({RecordId(id()), comment_place(), text(), text(), pick(0, 1) == 1, extra()});
    }
    return comments;
  }
  CommentGroup group(const Comments& to) {
    CommentGroup group = begun<CommentGroup>();
    group.edits = difference(Comments{}, to);
    return group;
  }

  ArticleFacts facts() {
    ArticleFacts facts{text(), text(), text(), text(), text(), text(), text(), {}, text(), maybe_json(), extra()};
    for (int i = pick(0, 2); i > 0; --i) facts.zones.push_back({text(), range(), pick(0, 1) == 1, extra()});
    return facts;
  }

  Manifest manifest() { return {text(), text(), false, extra()}; }

  std::string text() {
    const int kind = pick(0, 9);
    if (kind == 0) return "";
    if (kind < 4 && !words_.empty()) return one_of(words_);
    if (kind < 6) return one_of(kAwkward);
    std::string made;
    for (int i = pick(1, 8); i > 0; --i) append_utf8(made, scalar());
    return made;
  }

 private:
  inline static const std::vector<std::string> kAwkward = {
      "\"", "\\", "\\u0041", "\n", "\r\n", "\t", std::string("\0", 1), "\x01\x1f\x7f", "\u2028\u2029\u0085", "\uFEFF", "\uFFFE\uFFFF",
      "null", "{}", "[", "\", \"sum\": \"", "}\n{", "<<<<<<< ours", "=======", "entity:", "new:1", "sum", "id", "1e400", "e\u0301",
      "👩‍❤️‍👩", "\u202Eabc", "שלום", "\U0010FFFF"};

  char32_t scalar() {
    switch (pick(0, 4)) {
      case 0: return static_cast<char32_t>(pick(0, 0x7F));
      case 1: return static_cast<char32_t>(pick(0x80, 0x7FF));
      case 2: return static_cast<char32_t>(pick(0x800, 0xD7FF));
      case 3: return static_cast<char32_t>(pick(0xE000, 0xFFFF));
      default: return static_cast<char32_t>(pick(0x10000, 0x10FFFF));
    }
  }

  // Never "", and never twice.
  std::string id() { return text() + std::to_string(made_++); }

  // An unknown key: none of those that a file of sayso knows.
  std::string unknown() { return "x-" + text(); }

  std::string number() {
    return one_of(std::vector<std::string>{"0", "-0", "1.10", "1e400", "-1E-400", "9223372036854775808", "0.1", "1.0e+5", "7"});
  }

  std::string json(int depth = 0) {
    switch (pick(0, depth > 3 ? 3 : 5)) {
      case 0: return number();
      case 1: return one_of(std::vector<std::string>{"null", "true", "false"});
      case 2: return one_of(std::vector<std::string>{R"("\u00e9")", R"("\ud83d\ude00")", R"("\/")", R"("\u0000")"});
      case 3: {
        std::string quoted;
        append_quoted(quoted, text());
        return quoted;
      }
      case 4: {
        std::string list = "[";
        for (int i = pick(0, 3); i > 0; --i) list += (list.size() > 1 ? ", " : "") + json(depth + 1);
        return list + "]";
      }
      default: {
        std::string object = "{";
        for (int i = pick(0, 3); i > 0; --i) {
          if (object.size() > 1) object += ", ";
          append_quoted(object, id());
          object += ": " + json(depth + 1);
        }
        return object + "}";
      }
    }
  }
  RawJson maybe_json() { return pick(0, 2) == 0 ? RawJson{} : RawJson{json()}; }

  Extra extra() {
    Extra extra;
    for (int i = pick(0, 5) - 3; i > 0; --i) extra[unknown()] = RawJson{json()};
    return extra;
  }

  Value value() {
    switch (pick(0, 5)) {
      case 0: return std::int64_t{pick(INT32_MIN, INT32_MAX)} * pick(0, INT32_MAX);
      case 1: return one_of(std::vector{0.25, 1e22, -1.5e-300, 5e-324, 2.0, 0.1});
      case 2: return pick(0, 1) == 1;
      case 3: {
        std::vector<std::string> list;
        for (int i = pick(0, 3); i > 0; --i) list.push_back(text());
        return list;
      }
      case 4: return RawJson{one_of(std::vector<std::string>{"null", "1.10", "1e400", "-0", "{}", "[1]", R"({"a": ["\u00e9"]})"})};
      default: return text();
    }
  }
  Attributes attributes() {
    Attributes attributes;
    for (int i = pick(0, 4) - 1; i > 0; --i) attributes[text()] = value();
    return attributes;
  }

  CodePointRange range() {
    const auto begin = static_cast<std::size_t>(pick(0, INT32_MAX));
    return {CodePoint(begin), CodePoint(begin + static_cast<std::size_t>(pick(1, 1000)))};
  }
  void place(Fragments& at, std::vector<std::string>& words) {
    std::size_t from = static_cast<std::size_t>(pick(0, 100'000));
    for (int i = pick(1, 3); i > 0; --i) {
      const std::size_t end = from + static_cast<std::size_t>(pick(1, 100));
      at.push_back({CodePoint(from), CodePoint(end)});
      words.push_back(text());
      from = end + static_cast<std::size_t>(pick(1, 9));
    }
  }

  CommentPlace comment_place() {
    switch (pick(0, 3)) {
      case 0: return OnArticle{};
      case 1: return OnRecord{AnnotatorId(id()), RecordId(id())};
      case 2: return OnComment{AnnotatorId(id()), RecordId(id())};
      default: {
        OnText on;
        place(on.at, on.text);
        on.text_sha256 = text();
        return on;
      }
    }
  }

  Seldom<Origin> origin() {
    if (pick(0, 2)) return std::nullopt;
    Origin origin;
    origin.by = text();
    if (pick(0, 1)) origin.confidence = one_of(std::vector{0.0, 0.93, 1.0, 1e-7});
    origin.shown = text();
    origin.taken = text();
    for (int i = pick(0, 2); i > 0; --i) origin.changed.push_back(text());
    origin.extra = extra();
    return origin;
  }
  Span span() {
    Span span;
    span.id = RecordId(id());
    span.layer = text();
    place(span.at, span.text);
    span.attributes = attributes();
    span.origin = origin();
    span.extra = extra();
    return span;
  }
  Frame frame() {
    Frame frame;
    frame.id = RecordId(id());
    frame.layer = text();
    for (int i = pick(0, 3); i > 0; --i) {
      auto& fillers = frame.roles[text()];
      fillers.clear();
      for (int k = pick(0, 2); k > 0; --k) {
        Filler filler;
        if (pick(0, 1)) {
          filler.to = EntityId(id());
        } else {
          filler.to = RecordId(std::to_string(made_++));
        }
        filler.attributes = attributes();
        filler.extra = extra();
        fillers.push_back(filler);
      }
    }
    frame.attributes = attributes();
    frame.origin = origin();
    frame.extra = extra();
    return frame;
  }
  StoredSuggestion suggestion() {
    StoredSuggestion suggestion;
    suggestion.id = RecordId(id());
    JsonLine line;
    line.begin_object().member("id", suggestion.id.value).members(extra()).end_object();
    suggestion.line.source = line.take();
    return suggestion;
  }
  Dismissal dismissal() {
    Dismissal dismissal;
    dismissal.id = RecordId(id());
    if (pick(0, 1)) place(dismissal.at, dismissal.text);
    dismissal.by = text();
    dismissal.finding = maybe_json();
    dismissal.reason = text();
    dismissal.extra = extra();
    return dismissal;
  }

  template <class GroupType>
  GroupType begun() {
    GroupType group;
    group.id = GroupId(id());
    group.kind = one_of(std::vector{GroupKind::edit, GroupKind::undo, GroupKind::redo, GroupKind::submit, GroupKind::import,
                                    GroupKind::outside, GroupKind::join, GroupKind::restore});
    group.of = GroupId(text());
    for (int i = pick(0, 2); i > 0; --i) group.after.push_back(GroupId(text()));
    group.time = text();
    group.by = text();
    group.rules = text();
    group.snapshot = text();
    group.seconds = pick(0, INT32_MAX);
    group.extra = extra();
    return group;
  }

  std::vector<std::string> words_;
  std::uint64_t made_ = 0;
};

}  // namespace sayso::tests
