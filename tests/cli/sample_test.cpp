// The sample project holds what tests/cases/sample/expectations.json says: counted by the library that the
// window and the commands read it with, and compared by `sayso diff`.

#include <algorithm>
#include <set>

#include "annotations/store/annotation_file.h"
#include "annotations/store/project.h"
#include "core/text/text_index.h"
#include "tests/cli/program.h"

using namespace sayso;
using Json = nlohmann::json;

namespace {

Json expectations() {
  std::ifstream in(std::filesystem::path(SAYSO_SOURCE_DIR) / "tests/cases/sample/expectations.json");
  return Json::parse(in);
}

// What one annotator has in one article, opened as the program opens it.
struct Opened {
  Article article;
  Annotations state;

  std::vector<const Frame*> attributions() const {
    std::vector<const Frame*> found;
    for (const Frame* frame : in_text_order(state.frames, state.spans))
      if (frame->layer == "attribution") found.push_back(frame);
    return found;
  }
  // The span that fills, or nullptr for an entity or a frame.
  const Span* span(const Filler& filler) const {
    const auto* id = std::get_if<RecordId>(&filler.to);
    return id ? state.spans.find(id->value) : nullptr;
  }
  std::vector<const Span*> spans(const Frame& frame, const std::string& role) const {
    std::vector<const Span*> found;
    for (const Filler& filler : fillers(frame, role))
      if (const Span* filling = span(filler)) found.push_back(filling);
    return found;
  }
  // Where the expectations say that an attribution stands: its first content, else its first cue.
  std::uint64_t begin(const Frame& frame) const {
    for (const char* role : {"content", "cue"})
      if (const auto found = spans(frame, role); !found.empty()) return found[0]->at[0].begin.value;
    return 0;
  }
  std::uint64_t count(const std::string& layer) const {
    std::uint64_t found = 0;
    for (const Span& span : state.spans) found += span.layer == layer;
    return found;
  }
};

class Sample {
 public:
  Sample() : project(open_project(real_files(), sample_path()).value()) {
    registry = open_entities(real_files(), project, {}).value().state;
  }
  Opened open(const std::string& annotator, const std::string& article) const {
    auto annotations = open_annotations(real_files(), project, AnnotatorId(annotator), ArticleId(article));
    auto loaded = load_article(real_files(), project, ArticleId(article));
    REQUIRE(annotations.ok());
    REQUIRE(loaded.ok());
    for (const Error& problem : annotations->problems) FAIL_CHECK(to_text(problem));
    for (const Error& problem : loaded->problems) FAIL_CHECK(to_text(problem));
    return {loaded->article, annotations->state};
  }
  // The entity that fills, by itself or through a mention; "" for none.
  EntityId entity_of(const Opened& opened, const Filler& filler) const {
    if (const auto* entity = std::get_if<EntityId>(&filler.to)) return *entity;
    const Span* span = opened.span(filler);
    if (!span || !span->attributes.contains("entity")) return {};
    return EntityId(std::get<std::string>(span->attributes.at("entity")));
  }
  std::string name_of(const EntityId& id) const {
    const Entity* entity = resolve(registry, id);
    return !entity || is_reserved(id) ? id.value : entity->name;
  }

  Project project;
  Registry registry;
};

std::string in_words(const Attributes& attributes, const std::string& name) {
  const auto found = attributes.find(name);
  if (found == attributes.end()) return "";
  if (const auto* number = std::get_if<std::int64_t>(&found->second)) return std::to_string(*number);
  return std::get<std::string>(found->second);
}
std::vector<std::string> list(const Attributes& attributes, const std::string& name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? std::vector<std::string>{} : std::get<std::vector<std::string>>(found->second);
}

// The numbers of one annotator and article, in the form of the expectations.
Json counts(const Opened& opened) {
  Json kinds = Json::object(), stances = Json::object(), tones = Json::object();
  Json filled = {{"content", 0}, {"cue", 0}, {"source", 0}, {"addressee", 0}, {"via", 0}, {"within", 0}, {"stance", 0}};
  const auto add = [](Json& to, const std::string& key) { to[key] = to.value(key, 0) + 1; };
  std::size_t split = 0, without_content = 0, none = 0, to_entities = 0;
  for (const Span& span : opened.state.spans) {
    if (span.layer != "content") continue;
    add(kinds, in_words(span.attributes, "kind"));
    split += span.at.size() > 1;
  }
  const auto frames = opened.attributions();
  for (const Frame* frame : frames) {
    without_content += fillers(*frame, "content").empty();
    none += frame->roles.contains("stance") && fillers(*frame, "stance").empty();
    for (const auto& [role, list] : frame->roles) {
      for (const Filler& filler : list) {
        add(filled, role);
        to_entities += std::holds_alternative<EntityId>(filler.to);
        if (role == "stance") add(stances, in_words(filler.attributes, "value"));
      }
    }
    for (const std::string& tone : list(frame->attributes, "tone")) add(tones, tone);
  }
  return {{"attributions", frames.size()},
          {"contents", opened.count("content")},
          {"cues", opened.count("cue")},
          {"mentions", opened.count("mention")},
          {"not_quotes", opened.count("not-quote")},
          {"documents", opened.state.frames.size() - frames.size()},
          {"kinds", kinds},
          {"fillers", filled},
          {"split_contents", split},
          {"without_content", without_content},
          {"stance_answered_none", none},
          {"to_entities", to_entities},
          {"stance_values", stances},
          {"tones", tones}};
}

// What an attribution is an example of, by the names of the expectations.
std::set<std::string> sorts_of(const Sample& sample, const Opened& opened, const Frame& frame) {
  std::set<std::string> sorts;
  const auto when = [&](bool is, const std::string& name) {
    if (is) sorts.insert(name);
  };
  const auto number = [&](const char* role) { return fillers(frame, role).size(); };
  const auto contents = opened.spans(frame, "content"), cues = opened.spans(frame, "cue");
  const auto in_pieces = [](const Span* span) { return span->at.size() > 1; };
  const TextIndex text(opened.article.text);
  if (!contents.empty()) sorts.insert(in_words(contents[0]->attributes, "kind"));
  when(std::ranges::any_of(contents, in_pieces), "split by its cue");
  when(std::ranges::any_of(cues, in_pieces), "cue in two fragments");
  for (const Span* content : contents) {
    when(std::ranges::any_of(content->at, [&](auto at) { return text.slice(at).find('\n') != std::string_view::npos; }),
         "across paragraphs");
  }
  when(number("content") == 0, "no content");
  when(number("content") > 1, "two contents");
  when(number("cue") > 1, "two cues");
  when(number("source") > 1, "several sources");
  when(number("addressee") > 0, "addressee");
  when(number("via") > 0, "via");
  when(number("within") > 0, "nested");
  for (const Filler& source : fillers(frame, "source")) {
    const EntityId entity = sample.entity_of(opened, source);
    const Entity* known = resolve(sample.registry, entity);
    when(known && known->kind == "unnamed" && !is_reserved(entity), "unnamed source");
    if (!std::holds_alternative<EntityId>(source.to)) continue;
    sorts.insert(entity.value == "@hidden"    ? "unmentioned source"
                 : entity.value == "@general" ? "general source"
                                              : "source without mention");
  }
  bool against = false, in_favour = false;
  for (const Filler& stance : fillers(frame, "stance")) {
    const std::string value = in_words(stance.attributes, "value");
    for (const char* word : {"mixed", "unclear", "none"}) when(value == word, std::string("stance ") + word);
    against |= value == "-1" || value == "-2";
    in_favour |= value == "1" || value == "2";
    when(std::holds_alternative<EntityId>(stance.to), "target without mention");
  }
  when(against && in_favour, "stance toward two targets of opposite sign");
  for (const char* name : {"act", "polarity", "actuality"}) sorts.insert(in_words(frame.attributes, name));
  return sorts;
}

}  // namespace

TEST_CASE("the sample has the texts, facts and counts that are expected of it") {
  const Sample sample;
  const Json wanted = expectations();
  CHECK(sample.project.problems.empty());
  CHECK(sample.project.articles.size() == wanted["articles"].size());
  for (const auto& [id, article] : wanted["articles"].items()) {
    CAPTURE(id);
    for (const auto& [annotator, numbers] : article["counts"].items()) {
      CAPTURE(annotator);
      const Opened opened = sample.open(annotator, id);
      CHECK(counts(opened) == numbers);
      CHECK(to_text(opened.state.status) == article["status"]);
      CHECK(opened.article.facts.language == article["language"]);
      CHECK(opened.state.text_sha256 == article["sha256"]);
      CHECK(opened.article.facts.zones.size() == article["zones"]);
      CHECK(TextIndex(opened.article.text).code_point_end().value == article["characters"]);
    }
  }
}

TEST_CASE("the reviewed version of the sample holds each kind of quote, where it is expected and nowhere else") {
  const Sample sample;
  const Json wanted = expectations();
  std::map<std::string, std::set<std::pair<std::string, std::uint64_t>>> found;
  for (const auto& [id, article] : wanted["articles"].items()) {
    const Opened opened = sample.open("gold", id);
    for (const Frame* frame : opened.attributions())
      for (const std::string& sort : sorts_of(sample, opened, *frame)) found[sort].emplace(id, opened.begin(*frame));
    for (const Span& span : opened.state.spans) {
      if (span.layer == "not-quote")
        found["not a quote: " + in_words(span.attributes, "reason")].emplace(id, span.at[0].begin.value);
    }
  }
  for (const auto& [sort, places] : wanted["holds"].items()) {
    CAPTURE(sort);
    std::set<std::pair<std::string, std::uint64_t>> expected;
    for (const Json& place : places) expected.emplace(place[0], place[1]);
    CHECK_FALSE(expected.empty());
    CHECK(found[sort] == expected);
  }
}

TEST_CASE("each quote of the sample gives back its words") {
  const Sample sample;
  std::size_t compared = 0;
  for (const ArticleId& article : sample.project.articles) {
    for (const AnnotatorId& annotator : sample.project.annotators) {
      const Opened opened = sample.open(annotator.value, article.value);
      const TextIndex text(opened.article.text);
      for (const Span& span : opened.state.spans) {
        for (std::size_t i = 0; i < span.at.size(); ++i, ++compared) CHECK(text.slice(span.at[i]) == span.text[i]);
      }
    }
  }
  CHECK(compared > 0);
}

TEST_CASE("the sample's entities are those expected") {
  const Sample sample;
  const Json wanted = expectations()["entities"];
  Json kinds = Json::object(), local = Json::object();
  for (const Entity& entity : sample.registry.entities) {
    kinds[entity.kind] = kinds.value(entity.kind, 0) + 1;
    if (!entity.article.empty()) local[entity.article.value] = local.value(entity.article.value, 0) + 1;
  }
  CHECK(sample.registry.entities.size() == wanted["all"]);
  CHECK(kinds == wanted["kinds"]);
  CHECK(local == wanted["local"]);
}

TEST_CASE("diff names each disagreement of the sample, and no other") {
  Desk desk;
  const Json wanted = expectations();
  const Ran ran = desk.sayso({"diff", sample_path().string(), "--annotators", "ana,ben", "--json"});
  CHECK(ran.status == 1);
  const Json told = Json::parse(ran.out);
  CHECK(told["articles"] == wanted["articles"].size());
  CHECK(told["problems"].empty());
  // (article, kind): how often
  std::map<std::pair<std::string, std::string>, int> expected, named;
  for (const char* list : {"disagreements", "diff_also_lists"}) {
    for (const Json& each : wanted[list])
      for (const Json& kind : each["diff"]) ++expected[{each["article"], kind}];
  }
  for (const Json& each : told["disagreements"]) ++named[{each["article"], each["kind"]}];
  CHECK(named == expected);
  for (const Json& each : wanted["disagreements"]) {
    CAPTURE(each.dump());
    for (const Json& kind : each["diff"]) {
      CAPTURE(kind);
      // Its place lies where the expected text is.
      const auto begin = each["at"].front()[0].get<int>(), end = each["at"].back()[1].get<int>();
      CHECK(std::ranges::any_of(told["disagreements"], [&](const Json& one) {
        return one["article"] == each["article"] && one["kind"] == kind && one["layer"] == each["layer"] &&
               one["at"][0].get<int>() < end && begin < one["at"][1].get<int>();
      }));
    }
  }
}

TEST_CASE("the reviewed version sides with whom the expectations say, disagreement by disagreement") {
  Desk desk;
  const Json wanted = expectations();
  std::map<std::string, Json> against;  // annotator: what diff says of gold and them
  for (const std::string annotator : {"ana", "ben"}) {
    const Ran ran = desk.sayso({"diff", sample_path().string(), "--annotators", "gold," + annotator, "--json"});
    against[annotator] = Json::parse(ran.out)["disagreements"];
  }
  for (const Json& each : wanted["disagreements"]) {
    CAPTURE(each.dump());
    const auto begin = each["at"].front()[0].get<int>(), end = each["at"].back()[1].get<int>();
    for (const auto& [annotator, told] : against) {
      CAPTURE(annotator);
      const bool agrees = std::ranges::count(each["gold_agrees_with"], Json(annotator)) > 0;
      const bool differs = std::ranges::any_of(told, [&](const Json& one) {
        return one["article"] == each["article"] && one["layer"] == each["layer"] &&
               std::ranges::count(each["diff"], one["kind"]) > 0 && one["at"][0].get<int>() < end &&
               begin < one["at"][1].get<int>();
      });
      CHECK(agrees != differs);
    }
  }
}
