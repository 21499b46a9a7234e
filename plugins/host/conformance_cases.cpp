#include "plugins/host/conformance_cases.h"

#include <random>
#include <utility>

#include "annotations/store/builtin_schemes.h"
#include "annotations/store/scheme_codec.h"
#include "core/text/text_index.h"

namespace sayso::conformance {
namespace {

class Showing {
 public:
  Showing(const std::string& id, std::string text) : text_(std::move(text)), index_(text_) {
    shown_.article.id = ArticleId(id);
    shown_.article.text = text_;
    shown_.article.facts.title = "A title, with “marks”; and \"others\"";
    shown_.article.facts.language = "en";
    shown_.annotations.article = shown_.article.id;
    shown_.annotations.annotator = AnnotatorId("ana");
  }
  // Code points.
  RecordId span(const std::string& layer, const Fragments& at, Attributes attributes = {}) {
    Span span;
    span.id = RecordId("s" + std::to_string(++count_));
    span.layer = layer;
    span.at = at;
    for (const CodePointRange& fragment : at) {
      const auto bytes = index_.checked_bytes(fragment);
      span.text.push_back(bytes ? std::string(index_.slice(*bytes)) : "not in the text");
    }
    span.attributes = std::move(attributes);
    shown_.annotations.spans.put(span);
    return span.id;
  }
  RecordId frame(Roles roles, Attributes attributes = {}) {
    Frame frame;
    frame.id = RecordId("f" + std::to_string(++count_));
    frame.layer = "attribution";
    frame.roles = std::move(roles);
    frame.attributes = std::move(attributes);
    shown_.annotations.frames.put(frame);
    return frame.id;
  }
  Shown done() { return std::move(shown_); }

 private:
  const std::string text_;
  const TextIndex index_;  // over it
  Shown shown_;
  std::size_t count_ = 0;
};

CodePointRange range(std::size_t begin, std::size_t end) { return {CodePoint(begin), CodePoint(end)}; }

std::vector<Filler> to(const RecordId& id) { return {Filler{id, {}, {}}}; }

}  // namespace

Scheme its_scheme() {
  for (const BuiltinScheme& scheme : builtin_schemes()) {
    if (scheme.name != "attribution") continue;
    if (auto read = read_scheme(scheme.json, scheme.name)) return std::move(read).value();
  }
  return {};
}

Registry its_entities() {
  Registry registry;
  for (const auto& [id, name] : {std::pair{"ana-0001", "Ana Ruiz"}, {"harbour-0002", "Harbour authority “of the north”"}}) {
    Entity entity;
    entity.id = EntityId(id);
    entity.name = name;
    entity.kind = "person";
    entity.aliases = {"🦊", "שרה"};
    registry.entities.put(std::move(entity));
  }
  return registry;
}

// “We must act,” said Ana Ruiz. She had warned the harbour.
Shown small_article(const std::string& id) {
  Showing showing(id, "“We must act,” said Ana Ruiz. She had warned the harbour.\nNobody answered.\n");
  const RecordId content = showing.span("content", {range(0, 14)}, {{"kind", std::string("direct")}});
  const RecordId cue = showing.span("cue", {range(15, 19)});
  const RecordId mention = showing.span("mention", {range(20, 28)}, {{"entity", std::string("ana-0001")}});
  Filler target{EntityId("harbour-0002"), {{"stance", std::int64_t{2}}}, {}};
  showing.frame({{"content", to(content)}, {"cue", to(cue)}, {"source", to(mention)}, {"target", {target}}, {"addressee", {}}},
                {{"tone", std::vector<std::string>{"worried"}}});
  return showing.done();
}

std::vector<Shown> odd_texts() {
  std::vector<std::pair<std::string, std::string>> texts = {
      {"empty", ""},
      {"astral", "🦊🦊 said “👩🏽‍🚀 𝄞 𒀀” 🇩🇪🇯🇵.\n"},
      {"marks", "a\u0301e\u0302o\u0308 Z\u0351\u036B\u0343 “\u0915\u094D\u0937\u093F”\n"},
      {"bidi", "שרה אמרה: „עלינו לפעול, 3!” — قالت: «علينا» \u2067x\u2069\n"},
      {"breaks", "one\r\ntwo\rthree\u2028four\u0085five\n\n\n"},
      {"nul", std::string("a\0b\x01\x1F\x7F", 6)},
      {"bom", "\uFEFFa\uFFFD\uFFFE\n"},
      {"long", std::string(200'000, 'x') + " “" + std::string(5'000, 'y') + "”"},
      {"quotes", "\"'\\\t</script>,;\"=1+1\"{}[]%s%n\n"},
  };
  std::vector<Shown> all;
  for (const auto& [name, text] : texts) {
    Showing showing("odd/" + name, text);
    const std::size_t end = TextIndex(text).code_point_end().value;
    if (end > 3) {
      const RecordId content = showing.span("content", {range(1, end - 1)});
      showing.frame({{"content", to(content)}});
    }
    all.push_back(showing.done());
  }
  return all;
}

// Long enough that most are still at it when a cancel comes.
Shown long_article() {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "“We must act,” she said.\n";
  return Showing("long", std::move(text)).done();
}

Shown odd_annotations() {
  Showing showing("odd/annotations", "He said that she said it was over, and over, and “over”.\n");
  const RecordId outer = showing.span("content", {range(8, 40)}), inner = showing.span("content", {range(21, 33)});
  const RecordId crossing = showing.span("content", {range(30, 46)});
  const RecordId pieces = showing.span("content", {range(0, 2), range(13, 16), range(49, 55)}, {{"unheard-of", std::string("kept")}});
  const RecordId same = showing.span("cue", {range(3, 7)}), twin = showing.span("cue", {range(3, 7)});
  showing.span("cue", {range(100, 120)});  // not in the text
  showing.span("layer-of-another-scheme", {range(0, 2)});
  const RecordId first = showing.frame({{"content", to(outer)}, {"cue", to(same)}});
  const RecordId second = showing.frame({{"content", to(inner)}, {"cue", to(twin)}, {"source", to(first)}});
  showing.frame({{"content", to(crossing)}, {"via", to(second)}, {"unheard-of", to(pieces)}});
  showing.frame({{"content", to(RecordId("not-there"))}, {"source", {Filler{EntityId("not-there"), {}, {}}}}});
  showing.frame({});
  return showing.done();
}

std::vector<InputFile> broken_files(const InputFile& file) {
  std::vector<InputFile> all = {{file.name, ""}, {file.name, std::string(1000, '\0')}, {file.name, "\xFF\xFE{\"<a>\n"}};
  constexpr std::size_t kCuts = 12, kChanges = 12;
  for (std::size_t i = 1; i <= kCuts; ++i) all.push_back({file.name, file.bytes.substr(0, file.bytes.size() * i / (kCuts + 1))});
  std::minstd_rand chance(20261130);  // the same on every machine
  for (std::size_t i = 0; i < kChanges && !file.bytes.empty(); ++i) {
    InputFile changed = file;
    for (int change = 0; change < 3; ++change) changed.bytes[chance() % changed.bytes.size()] = static_cast<char>(chance() % 256);
    all.push_back(std::move(changed));
  }
  return all;
}

}  // namespace sayso::conformance
