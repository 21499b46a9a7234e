#include <doctest/doctest.h>

#include "tests/desktop/models/scene_builder.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

const std::string kText =
    "“We must act now, and ‘now’ means today,” Olga Marin said.\n"
    "Ben Ode, who had been asked by the council, said that the bridge is safe.\n";

std::vector<int> depths(const TextModel& model) {
  std::vector<int> depths;
  for (const FillMark& mark : model.fills) depths.push_back(mark.depth);
  return depths;
}

std::vector<int> levels(const TextModel& model) {
  std::vector<int> levels;
  for (const LineMark& mark : model.lines) levels.push_back(mark.level);
  return levels;
}

}  // namespace

TEST_CASE("a content is a fill, outer before inner, and its depth says how many lie around it") {
  SceneBuilder made(kText);
  made.content("inner", "‘now’").content("outer", "“We must act now, and ‘now’ means today,”").content("middle", "and ‘now’ means today");
  const TextModel model = text_model(made.scene(), made.whole());
  CHECK(depths(model) == std::vector<int>{0, 1, 2});
  CHECK(model.fills[0].at == std::vector<ByteRange>{made.at("“We must act now, and ‘now’ means today,”")});
  CHECK(model.fills[2].at == std::vector<ByteRange>{made.at("‘now’")});
}

TEST_CASE("fills that follow one another are not nested") {
  SceneBuilder made(kText);
  made.content("a", "We must").content("b", " act now");
  CHECK(depths(text_model(made.scene(), made.whole())) == std::vector<int>{0, 0});
}

TEST_CASE("a fill that begins above what is in sight is there, as deep as when all is seen") {
  SceneBuilder made(kText);
  made.content("outer", "“We must act now, and ‘now’ means today,”").content("inner", "‘now’ means today");
  const TextModel all = text_model(made.scene(), made.whole());
  const TextModel part = text_model(made.scene(), made.at("today"));
  CHECK(part.fills == all.fills);
}

TEST_CASE("what does not meet the part in sight is left out") {
  SceneBuilder made(kText);
  made.content("first", "We must act now").content("second", "the bridge is safe");
  made.span("cue", "cue", {"had been asked"});
  const TextModel model = text_model(made.scene(), made.at("the bridge is safe."));
  REQUIRE(model.fills.size() == 1);
  CHECK(model.fills.front().at == std::vector<ByteRange>{made.at("the bridge is safe")});
  CHECK(model.lines.empty());
}

TEST_CASE("a split content is one fill of several fragments, and is seen from the gap between them") {
  SceneBuilder made(kText);
  made.span("split", "content", {"We must act now", "means today"});
  for (const std::string& seen : {std::string("We must"), std::string("‘now’"), std::string("today")}) {
    const TextModel model = text_model(made.scene(), made.at(seen));
    REQUIRE(model.fills.size() == 1);
    CHECK(model.fills.front().at == std::vector<ByteRange>{made.at("We must act now"), made.at("means today")});
  }
}

TEST_CASE("underlines that share text lie on different levels, others on the lowest that is free") {
  SceneBuilder made(kText);
  made.mention("a", "Ben Ode", "").span("b", "cue", {"Ode, who had been asked"}).mention("c", "been asked by the council", "");
  made.mention("d", "Olga Marin", "");
  // Olga; then Ben, the cue that overlaps it, and the council, which overlaps the cue alone.
  CHECK(levels(text_model(made.scene(), made.whole())) == std::vector<int>{0, 0, 1, 0});
}

TEST_CASE("an underline keeps its level when what pushed it there is out of sight") {
  SceneBuilder made(kText);
  made.mention("a", "Ben Ode", "").span("b", "cue", {"Ode, who had been asked"});
  const TextModel model = text_model(made.scene(), made.at("asked by"));
  REQUIRE(model.lines.size() == 1);
  CHECK(model.lines.front().level == 1);
}

TEST_CASE("a fill carries its speaker's rank and two letters, and says what is missing") {
  SceneBuilder made(kText);
  made.entity("olga", "Olga Marin").entity("ben", "Ben Ode");
  made.content("q1", "We must act now").content("q2", "the bridge is safe").content("q3", "means today").content("q4", "‘now’");
  made.mention("m", "Ben Ode", "ben");
  made.attribution("f1", {"q1"}, "entity:olga").attribution("f2", {"q2"}, "m").attribution("f3", {"q3"}, "entity:ben").attribution("f4", {"q4"});
  const TextModel model = text_model(made.scene(), made.whole());
  REQUIRE(model.fills.size() == 4);
  CHECK(model.fills[0].badge == "OM");
  CHECK(model.fills[0].speaker == 1);  // Ben speaks twice and comes first
  CHECK(model.fills[1].badge.empty());
  CHECK(model.fills[1].speaker == kNoSpeaker);
  CHECK(model.fills[2].badge == "BO");
  CHECK(model.fills[3].speaker == 0);
  CHECK(model.fills[3].incomplete);
  REQUIRE(model.lines.size() == 1);
  CHECK(model.lines.front().speaker == 0);
}

TEST_CASE("the active frame's fill is selected and linked to its fillers, wherever they are") {
  SceneBuilder made(kText);
  made.content("q", "We must act now").mention("m", "Ben Ode", "").attribution("f", {"q"}, "m");
  made.ui.active = RecordId("f");
  const TextModel model = text_model(made.scene(), made.at("We must"));
  REQUIRE(model.fills.size() == 1);
  CHECK(model.fills.front().selected);
  REQUIRE(model.links.size() == 1);
  CHECK(model.links.front().to == made.at("Ben Ode"));
}

TEST_CASE("the heading counts all quotes, not those in sight") {
  SceneBuilder made(kText);
  made.content("q1", "We must act now").content("q2", "the bridge is safe").attribution("f1", {"q1"}).attribution("f2", {"q2"});
  CHECK(text_model(made.scene(), made.at("Olga")).heading.find("2 quotes") != std::string::npos);
}

TEST_CASE("problems in sight are marked but for those set aside") {
  SceneBuilder made(kText);
  made.finding("r", "We must").finding("r", "the bridge").finding("r", "the council", true);
  const TextModel all = text_model(made.scene(), made.whole());
  REQUIRE(all.problems.size() == 2);
  CHECK(all.problems[1].at == made.at("the bridge"));
  CHECK(text_model(made.scene(), made.at("act now")).problems.empty());
}

TEST_CASE("what the pointer is over is outlined with all that belongs to it, and its fragments are joined") {
  SceneBuilder made(kText);
  made.span("split", "content", {"We must act now", "means today"}).attribution("f", {"split"});
  made.content("other", "the bridge is safe").attribution("g", {"other"});
  made.ui.hovered = made.at("means today").begin;
  const TextModel model = text_model(made.scene(), made.whole());
  REQUIRE(model.fills.size() == 2);
  CHECK(model.fills[0].hovered);
  CHECK(!model.fills[1].hovered);
  REQUIRE(model.links.size() == 1);
  CHECK(model.links[0].joins);
  CHECK(model.links[0].from == made.at("We must act now"));
  CHECK(model.links[0].to == made.at("means today"));
  // Between the fragments is nothing of it.
  made.ui.hovered = made.at("‘now’").begin;
  CHECK(!text_model(made.scene(), made.whole()).fills[0].hovered);
  made.ui.hovered = Byte(kText.size() + 5);  // the text has become shorter
  CHECK(text_model(made.scene(), made.whole()).links.empty());
}

TEST_CASE("the overview has a row for each part of the text, and says what lies in it") {
  SceneBuilder made(kText);
  made.content("a", "We must act now").finding("rule", "the bridge is safe").finding("gone", "had been asked", true);
  std::vector<CodePoint> rows;
  const std::size_t size = made.session().article()->index.code_point_end().value;
  for (std::size_t i = 0; i <= 8; ++i) rows.push_back(CodePoint(size * i / 8));
  const TextModel model = text_model(made.scene(), made.whole(), overview_places(made.scene().index, rows));
  REQUIRE(model.overview.size() == 8);
  const CodePoint quote = made.session().article()->index.to_code_point(made.at("We must act now").begin);
  const CodePoint problem = made.session().article()->index.to_code_point(made.at("the bridge is safe").begin);
  for (std::size_t i = 0; i < 8; ++i) {
    CAPTURE(i);
    CHECK(model.overview[i].annotations == (rows[i] <= quote && quote < rows[i + 1]));
    CHECK(model.overview[i].severity == (rows[i] <= problem && problem < rows[i + 1] ? 1 : 0));
    CHECK(!model.overview[i].to_decide);
  }
  CHECK(text_model(made.scene(), made.whole()).overview.empty());
}
