// Problems, history, the palette: what the panels take from their indexes.
#include <doctest/doctest.h>

#include "tests/desktop/models/scene_builder.h"
#include "ui/desktop/theme.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

const std::string kText = "“We must act now,” Olga Marin said. Ben Ode said that the bridge is safe.\n";

Finding finding(const std::string& message, std::size_t begin, std::size_t end) {
  Finding finding;
  finding.rule = "r";
  finding.message = message;
  finding.at = {{CodePoint(begin), CodePoint(end)}};
  return finding;
}

}  // namespace

TEST_CASE("problems are met by place although a long one begins far above") {
  const ProblemList list({finding("late", 50, 60), finding("long", 0, 100), finding("early", 10, 12), finding("gone", 70, 80)});
  const auto names = [&](std::size_t begin, std::size_t end) {
    std::string met;
    for (const std::size_t index : list.meeting({CodePoint(begin), CodePoint(end)})) met += list.all()[index].finding.message + " ";
    return met;
  };
  CHECK(names(55, 56) == "long late ");
  CHECK(names(10, 11) == "long early ");
  CHECK(names(100, 110).empty());
  CHECK(list.first_from(CodePoint(11)) == 2);
}

TEST_CASE("equal problems have different keys, the same from one check to the next") {
  const std::vector<Finding> findings{finding("twice", 0, 1), finding("twice", 5, 6), finding("once", 7, 8)};
  const ProblemList list(findings);
  CHECK(list.all()[0].key != list.all()[1].key);
  const ProblemList again({findings[2], findings[0], findings[1]});
  CHECK(again.find(list.all()[1].key)->finding == findings[1]);
  CHECK(again.find("r|a|b") == nullptr);
}

TEST_CASE("of very many problems the rows near the scroll position are made, and how many lie around them") {
  SceneBuilder made(kText);
  for (int i = 0; i < 1000; ++i) made.finding("r", "bridge");
  made.ui.bottom_scroll = 500 * sizes::kProblemRow;
  const BottomModel model = bottom_model(made.scene());
  CHECK(model.tabs.front().label == "Problems 1000");
  CHECK(model.above == 500);
  CHECK(model.problems.size() < 300);
  CHECK(model.above + model.problems.size() + model.below == 1000);
}

TEST_CASE("a scroll position behind the end shows the last problems") {
  SceneBuilder made(kText);
  for (int i = 0; i < 1000; ++i) made.finding("r", "bridge");
  made.ui.bottom_scroll = 5000 * sizes::kProblemRow;
  const BottomModel model = bottom_model(made.scene());
  CHECK(model.below == 0);
  CHECK_FALSE(model.problems.empty());
}

TEST_CASE("a frame's history has what changed it and what fills it, the newest first") {
  SceneBuilder made(kText);
  made.content("q", "We must act now").content("other", "the bridge is safe").attribution("f", {"q"});
  made.edit(SetAttribute{RecordId("other"), {}, std::nullopt, "kind", Value(std::string("direct"))});
  made.edit(SetAttribute{RecordId("q"), {}, std::nullopt, "kind", Value(std::string("mixed"))});
  made.ui.active = RecordId("f");
  std::vector<std::string> words;
  for (const InspectorRow& row : inspector_model(made.scene()).rows) {
    if (const auto* history = std::get_if<HistoryRow>(&row)) words.push_back(history->words);
  }
  REQUIRE(words.size() == 3);
  CHECK(words[0].find("mixed") != std::string::npos);
  CHECK(words[1].find("begun") != std::string::npos);
  CHECK(words[2].find("We must act now") != std::string::npos);
}

TEST_CASE("an index of one history is made anew for another") {
  SceneBuilder made(kText);
  made.content("q", "We must act now");
  SceneBuilder other(kText, 2);
  other.content("p", "the bridge is safe").content("r", "Ben");
  HistoryIndex index;
  index.follow(made.session().article()->groups);
  CHECK(index.of(RecordId("q")).size() == 1);
  index.follow(other.session().article()->groups);
  CHECK(index.of(RecordId("p")).size() == 1);
}

TEST_CASE("the status says which quote of how many is active") {
  SceneBuilder made(kText);
  made.content("q1", "We must act now").content("q2", "the bridge is safe").attribution("f2", {"q2"}).attribution("f1", {"q1"});
  made.ui.active = RecordId("f2");
  const StatusModel model = status_model(made.scene());
  REQUIRE_FALSE(model.facts.empty());
  CHECK(model.facts.front() == "quote 2 of 2");
}

TEST_CASE("whoever is mentioned nearest comes first in the palette, those before the place sooner") {
  SceneBuilder made("Ann and Bea met. Here it is. Cem and Dee came.\n");
  for (const char* name : {"Ann", "Bea", "Cem", "Dee"}) made.entity(name, name);
  made.mention("m1", "Ann", "Ann").mention("m2", "Bea", "Bea").mention("m3", "Cem", "Cem").mention("m4", "Dee", "Dee");
  made.ui.caret = made.at("Here").begin;
  OpenPalette palette;
  palette.role = "source";
  const auto rows = palette_rows(made.scene(), palette);
  std::vector<std::string> names;
  for (const PaletteRow& row : rows) {
    if (row.aside.find("near") != std::string::npos) names.push_back(row.label);
  }
  CHECK(names == std::vector<std::string>{"Bea", "Ann", "Cem", "Dee"});
}

TEST_CASE("what is typed finds entities by name or alias, whatever the case, best fit first") {
  SceneBuilder made(kText);
  made.entity("e1", "Olga Marin").entity("e2", "Marina Ode").entity("e3", "Mar").entity("e4", "Ben");
  OpenPalette palette;
  palette.role = "source";
  palette.field.set_text("mar");
  const auto rows = palette_rows(made.scene(), palette);
  REQUIRE(rows.size() > 3);
  CHECK(rows[0].label == "Mar");
  CHECK(rows[1].label == "Marina Ode");
  CHECK(rows[2].label == "Olga Marin");
}

TEST_CASE("a renamed entity is found by its new name and not by its old one") {
  SceneBuilder made(kText);
  made.entity("e1", "Olga Marin").entity("e2", "Ben Ode");
  made.scene();
  Gesture gesture;
  gesture.entity_edits.push_back(RenameEntity{EntityId("e1"), "Zoe"});
  REQUIRE(made.session().dispatch(gesture));
  const Scene scene = made.scene();
  REQUIRE(scene.names.all().size() == 2);
  CHECK(scene.names.all()[0].name == "ben ode");
  CHECK(scene.names.all()[1].name == "zoe");
}
