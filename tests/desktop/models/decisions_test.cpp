// What is to decide, as rows: what it is about, what may be answered, and who gave which value.
#include <doctest/doctest.h>

#include "annotations/store/reanchor.h"
#include "tests/desktop/models/scene_builder.h"
#include "ui/desktop/theme.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

const std::string kText = "“We must act now,” Olga Marin said.\nBen Ode said that the bridge is safe. Olga smiled.\n";

BottomModel decisions(SceneBuilder& made) {
  made.ui.bottom = BottomTab::decisions;
  return bottom_model(made.scene());
}

std::vector<std::string> words_of_answers(const DecisionRow& row) {
  std::vector<std::string> words;
  for (const AnswerRow& answer : row.answers) words.push_back(answer.key + " " + answer.before + "[" + answer.words + "]" + answer.after);
  return words;
}

Conflicts differing(const std::string& field, const std::string& first, const std::string& second, const GroupId& by = GroupId("g1")) {
  Conflicts conflicts;
  conflicts.fields[field] = {{RawJson{first}, by}, {RawJson{second}, GroupId("g2")}};
  return conflicts;
}

}  // namespace

TEST_CASE("nothing to decide is said calmly, and the tab has no number") {
  SceneBuilder made(kText);
  made.content("q", "We must act now");
  const BottomModel model = decisions(made);
  CHECK(model.tabs[1].label == "To decide");
  CHECK(model.decisions.empty());
  CHECK(model.empty_words.find("Nothing to decide") == 0);
  CHECK(status_model(made.scene()).hints.front().key == "N");
}

TEST_CASE("values that differ are a row with the scheme's words, and an answer each by whom and when") {
  SceneBuilder made(kText);
  made.content("q", "We must act now").attribution("f", {"q"});
  const GroupId by = made.session().article()->groups.back().id;
  made.edit(SetConflicts{RecordId("q"), differing("attributes.kind", "\"direct\"", "\"mixed\"", by)});
  made.edit(SetConflicts{RecordId("f"), differing("attributes.tone", R"(["warm"])", R"(["angry"])")});
  BottomModel model = decisions(made);
  CHECK(model.tabs[1].label == "To decide 2");
  REQUIRE(model.decisions.size() == 2);
  CHECK(model.decisions[0].sign == "differs");
  CHECK(model.decisions[0].subject == "Kind");
  CHECK(model.decisions[0].message == "“We must act now”");
  CHECK(model.decisions[0].place == "line 1");
  CHECK(model.decisions[0].answers.empty());
  made.ui.chosen_decision = "field|q|attributes.kind";
  model = decisions(made);
  CHECK(words_of_answers(model.decisions[0]) == std::vector<std::string>{"1 [direct]", "2 [mixed]"});
  CHECK(model.decisions[0].answers[0].aside.starts_with("stands now · ana · "));
  CHECK(model.decisions[0].answers[1].aside.empty());
  CHECK(model.decisions[0].answers[1].intent == Intent{"answer", "field|q|attributes.kind", "2"});
  made.ui.chosen_decision = "field|f|attributes.tone";
  model = decisions(made);
  CHECK(words_of_answers(model.decisions[1]) == std::vector<std::string>{"1 [warm]", "2 [angry]", "3 [both: warm, angry]"});
  CHECK(status_model(made.scene()).hints.front() == StatusModel::Hint{"Ctrl D", "2 to decide", {"press", "Ctrl D", {}}});
}

TEST_CASE("a decided row is gone with the edit that decided it, whatever made it") {
  SceneBuilder made(kText);
  made.content("q", "We must act now");
  made.edit(SetConflicts{RecordId("q"), differing("attributes.kind", "\"direct\"", "\"mixed\"")});
  REQUIRE(decisions(made).decisions.size() == 1);
  made.edit(SetAttribute{RecordId("q"), {}, std::nullopt, "kind", Value(std::string("indirect"))});
  CHECK(decisions(made).decisions.empty());
  REQUIRE(made.session().undo());
  CHECK(decisions(made).decisions.size() == 1);
}

TEST_CASE("a boundary is shown in the text around it") {
  SceneBuilder made(kText);
  made.content("q", "We must act now");
  made.edit(SetConflicts{RecordId("q"), differing("at", R"({"at": [[1, 16]], "text": ["We must act now"]})",
                                                  R"({"at": [[0, 18]], "text": ["“We must act now,”"]})")});
  made.ui.chosen_decision = "field|q|at";
  const BottomModel model = decisions(made);
  const auto words = words_of_answers(model.decisions.at(0));
  REQUIRE(words.size() == 2);
  CHECK(words[0].starts_with("1 “[We must act now],” Olga"));
  CHECK(words[1].starts_with("2 [“We must act now,”] Olga"));
}

TEST_CASE("a lost place is offered where the words stand, then to be selected, then to be removed") {
  SceneBuilder made(kText);
  made.mention("m", "Olga Marin", "");
  made.edit(SetFragments{RecordId("m"), {}, {}});
  made.edit(SetExtra{RecordId("m"), {}, std::nullopt, kUnplaced, RawJson{R"({"at": [[70, 74]], "text": ["Olga"]})"}});
  made.ui.chosen_decision = "unplaced|m";
  const BottomModel model = decisions(made);
  REQUIRE(model.decisions.size() == 1);
  CHECK(model.decisions[0].sign == "no place");
  CHECK(model.decisions[0].message == "“Olga” is not in the text any more.");
  const auto words = words_of_answers(model.decisions[0]);
  REQUIRE(words.size() == 4);
  CHECK(words[0].ends_with("is safe. [Olga] smiled. "));
  CHECK(words[1].starts_with("2 “We must act now,” [Olga] Marin"));
  CHECK(words[2] == "3 [select its words in the text]");
  CHECK(words[3] == "4 [remove it]");
}

TEST_CASE("an entity that goes says what becomes of what names it") {
  SceneBuilder made(kText);
  made.entity("olga", "Olga Marin").mention("m", "Olga Marin", "olga");
  Conflicts removed;
  removed.removed = GroupId("g1");
  Gesture gesture;
  gesture.entity_edits.push_back(SetEntityConflicts{EntityId("olga"), removed});
  REQUIRE(made.session().dispatch(gesture));
  made.ui.chosen_decision = "removed|entity:olga";
  const BottomModel model = decisions(made);
  REQUIRE(model.decisions.size() == 1);
  CHECK(model.decisions[0].message.starts_with("Olga Marin was removed"));
  REQUIRE(model.decisions[0].answers.size() == 2);
  CHECK(model.decisions[0].answers[1].words.starts_with("remove it; 1 answer here is open again"));
}

TEST_CASE("of very many decisions those near the scroll position are made, and the chosen one's answers count as lines") {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "w" + std::to_string(i) + "x ";
  SceneBuilder made(text);
  for (int i = 0; i < 500; ++i) {
    const std::string name = "s" + std::to_string(1000 + i);
    made.span(name, "cue", {"w" + std::to_string(i) + "x"});
    made.edit(SetConflicts{RecordId(name), differing("layer", "\"cue\"", "\"mention\"")});
  }
  made.ui.chosen_decision = "field|s1001|layer";
  made.ui.bottom_scroll = 250 * sizes::kProblemRow;
  const BottomModel model = decisions(made);
  CHECK(model.above == 250);
  CHECK(model.decisions.front().message == "“w248x”");
  CHECK(model.above + model.decisions.size() + model.below == 502);
}
