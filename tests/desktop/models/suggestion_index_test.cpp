#include <doctest/doctest.h>

#include "tests/desktop/models/scene_builder.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

const std::string kText = "👍🏽 “We must act now,” Olga Marin said, “and today.”\nBen Ode said nothing of it.\n";

// A suggestion of a quote, its cue and its source, as the store has it; words that are not in the text stand at its begin.
StoredSuggestion suggested(SceneBuilder& made, const std::string& id, const std::vector<std::string>& contents, const std::string& cue = {},
                           const std::string& origin = {}) {
  const TextIndex& text = made.session().article()->index;
  const auto fragments = [&](const std::vector<std::string>& words) {
    std::string at, quoted;
    for (const std::string& each : words) {
      const std::size_t found = text.text().find(each);
      const CodePointRange range = found == std::string::npos ? CodePointRange{CodePoint{0}, CodePoint{3}} : text.to_code_points({Byte{found}, Byte{found + each.size()}});
      at += (at.empty() ? "[" : ", [") + std::to_string(range.begin.value) + ", " + std::to_string(range.end.value) + "]";
      quoted += (quoted.empty() ? "\"" : ", \"") + each + "\"";
    }
    return "\"at\": [" + at + "], \"text\": [" + quoted + "]}";
  };
  std::string line = "{\"id\": \"" + id + "\", \"layer\": \"attribution\", \"spans\": [{\"id\": \"" + id + "-q\", \"layer\": \"content\", " + fragments(contents);
  if (!cue.empty()) line += ", {\"id\": \"" + id + "-c\", \"layer\": \"cue\", " + fragments({cue});
  line += "], \"roles\": {\"content\": [{\"to\": \"" + id + "-q\"}]}" + (origin.empty() ? std::string() : ", \"origin\": " + origin) + "}";
  return {RecordId(id), RawJson{line}};
}

std::vector<CodePoint> rows_of(SceneBuilder& made, std::size_t count) {
  std::vector<CodePoint> rows;
  const std::size_t size = made.session().article()->index.code_point_end().value;
  for (std::size_t i = 0; i <= count; ++i) rows.push_back(CodePoint(size * i / count));
  return rows;
}

}  // namespace

TEST_CASE("a stored suggestion is hatched where its quote and its cue stand, counted in the heading and told in the overview") {
  SceneBuilder made(kText);
  made.edit(AddSuggestion{suggested(made, "g1", {"“We must act now,”", "“and today.”"}, "said")});
  const TextModel model = text_model(made.scene(), made.whole(), overview_places(made.scene().index, rows_of(made, 8)));
  REQUIRE(model.suggestions.size() == 1);
  CHECK(model.suggestions[0].at == std::vector<ByteRange>{made.at("“We must act now,”"), made.at("“and today.”"), made.at("said")});
  CHECK(model.fills.empty());
  CHECK(model.heading.find("0 quotes, 1 suggested") != std::string::npos);
  CHECK(std::ranges::count_if(model.overview, &OverviewRow::suggestions) == 1);
  CHECK(std::ranges::none_of(model.overview, &OverviewRow::annotations));
  CHECK(text_model(made.scene(), made.at("nothing of it")).suggestions.empty());
}

TEST_CASE("suggestions go and come with the state, and one that was taken away is hatched no more") {
  SceneBuilder made(kText);
  made.edit(AddSuggestion{suggested(made, "g1", {"“We must act now,”"})}).edit(AddSuggestion{suggested(made, "g2", {"“and today.”"})});
  CHECK(text_model(made.scene(), made.whole()).suggestions.size() == 2);
  made.edit(RemoveSuggestion{RecordId("g1")});
  const TextModel model = text_model(made.scene(), made.whole());
  REQUIRE(model.suggestions.size() == 1);
  CHECK(model.suggestions[0].at == std::vector<ByteRange>{made.at("“and today.”")});
  REQUIRE(made.session().undo());
  CHECK(text_model(made.scene(), made.whole()).suggestions.size() == 2);
}

TEST_CASE("a suggestion whose words do not stand there, or that cannot be read, has no place") {
  SceneBuilder made(kText);
  made.edit(AddSuggestion{suggested(made, "g1", {"nowhere in it"})});
  made.edit(AddSuggestion{{RecordId("g2"), RawJson{R"({"id": "g2", "odd": true})"}}});
  made.edit(AddSuggestion{{RecordId("g3"), RawJson{R"({"id": "g3", "layer": "attribution", "spans": [{"id": "s", "layer": "content", "at": [[0, 99999]], "text": ["x"]}]})"}}});
  const TextModel model = text_model(made.scene(), made.whole());
  CHECK(model.suggestions.empty());
  CHECK(model.heading.find("suggested") == std::string::npos);
}

TEST_CASE("the pointer over a suggestion tells in the status bar who made it and how certain it is") {
  SceneBuilder made(kText);
  made.edit(AddSuggestion{suggested(made, "g1", {"“We must act now,”", "“and today.”"}, "", R"({"by": "suggest@1.0+en.3", "confidence": 0.934})")});
  const auto facts = [&] { return status_model(made.scene()).facts; };
  CHECK(facts().empty());
  made.ui.hovered = made.at("act now").begin;
  CHECK(facts() == std::vector<std::string>{"suggested by suggest@1.0+en.3, 93 % certain"});
  made.ui.hovered = made.at("Olga").begin;  // between the fragments
  CHECK(facts().empty());
  made.edit(RemoveSuggestion{RecordId("g1")}).edit(AddSuggestion{suggested(made, "g2", {"Ben Ode"})});
  made.ui.hovered = made.at("Ben Ode").begin;
  CHECK(facts() == std::vector<std::string>{"suggested"});
}
