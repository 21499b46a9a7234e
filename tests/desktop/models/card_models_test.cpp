#include <doctest/doctest.h>

#include "tests/desktop/models/scene_builder.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

const std::string kText =
    "“We must act now,” Olga Marin said.\n"
    "Ben Ode said that the bridge is safe. He added that it was new.\n";

std::vector<std::string> frames(const std::vector<Card>& cards) {
  std::vector<std::string> ids;
  for (const Card& card : cards) ids.push_back(card.frame);
  return ids;
}

}  // namespace

TEST_CASE("cards stand in the order of their contents, not of what else fills the frame") {
  SceneBuilder made(kText);
  // The second frame's speaker is named before the first one's content ends up.
  made.content("q1", "it was new").content("q2", "the bridge is safe").mention("m", "Olga Marin", "");
  made.attribution("a-late", {"q1"}, "m").attribution("b-early", {"q2"});
  CHECK(frames(card_models(made.scene(), made.whole())) == std::vector<std::string>{"b-early", "a-late"});
}

TEST_CASE("a card stands at its first content's begin") {
  SceneBuilder made(kText);
  made.content("q1", "it was new").content("q2", "the bridge is safe").attribution("f", {"q1", "q2"});
  const auto cards = card_models(made.scene(), made.whole());
  REQUIRE(cards.size() == 1);
  CHECK(cards.front().at == made.at("it was new").begin);
}

TEST_CASE("a frame without content stands where its fillers do, and without any at the text's begin") {
  SceneBuilder made(kText);
  made.mention("m", "Ben Ode", "").attribution("by-ben", {}, "m").attribution("empty", {});
  const auto cards = card_models(made.scene(), made.whole());
  CHECK(frames(cards) == std::vector<std::string>{"empty", "by-ben"});
  CHECK(cards[1].at == made.at("Ben Ode").begin);
}

TEST_CASE("only the cards of frames near what is in sight are made") {
  SceneBuilder made(kText);
  made.content("q1", "We must act now").content("q2", "the bridge is safe").attribution("f1", {"q1"}).attribution("f2", {"q2"});
  CHECK(frames(card_models(made.scene(), made.at("Ben Ode said that the bridge is safe."))) == std::vector<std::string>{"f2"});
}

TEST_CASE("a card follows its content when the boundary moves") {
  SceneBuilder made(kText);
  made.content("q", "the bridge is safe").attribution("f", {"q"});
  CHECK(card_models(made.scene(), made.whole()).front().at == made.at("the bridge").begin);
  const auto& index = made.session().article()->index;
  made.edit(SetFragments{RecordId("q"), {index.to_code_points(made.at("bridge is safe"))}, {"bridge is safe"}});
  CHECK(card_models(made.scene(), made.whole()).front().at == made.at("bridge").begin);
}

TEST_CASE("a card says who speaks, what is missing and that it is active") {
  SceneBuilder made(kText);
  made.entity("olga", "Olga Marin").content("q1", "We must act now").content("q2", "it was new");
  made.attribution("f1", {"q1"}, "entity:olga").attribution("f2", {"q2"});
  made.ui.active = RecordId("f2");
  const auto cards = card_models(made.scene(), made.whole());
  REQUIRE(cards.size() == 2);
  CHECK(cards[0].name == "Olga Marin");
  CHECK(cards[0].speaker == 0);
  CHECK_FALSE(cards[0].active);
  CHECK(cards[1].name == "no speaker yet");
  CHECK(cards[1].missing == std::vector<std::string>{"kind", "speaker", "tone"});
  CHECK(cards[1].active);
}

TEST_CASE("a card and its row at the right name whom a mention means after a split") {
  SceneBuilder made(kText);
  made.entity("olga", "Olga Marin").entity("vera", "Vera Marin").content("q1", "We must act now").mention("m", "bridge", "olga");
  made.attribution("f1", {"q1"}, "m");
  CHECK(card_models(made.scene(), made.whole()).front().name == "Olga Marin");
  made.split("m", "olga", "vera");
  CHECK(card_models(made.scene(), made.whole()).front().name == "Vera Marin");
  CHECK(name_of(made.scene(), RecordId("f1"), RecordId("m")) == "Vera Marin");
  CHECK(name_of(made.scene(), RecordId("f1"), EntityId("olga")) == "Olga Marin");
  // Whoever chooses her again for the mention means her.
  made.edit(SetAttribute{RecordId("m"), {}, std::nullopt, "entity", Value(std::string("olga"))});
  CHECK(card_models(made.scene(), made.whole()).front().name == "Olga Marin");
}
