#include "tests/plugins/checking.h"

using namespace sayso;
using test::Case;
using test::to;

namespace {

Filler toward(const std::string& entity, Attributes attributes) { return {EntityId(entity), std::move(attributes), {}}; }
Attributes value(std::int64_t points) { return {{"value", points}, {"basis", std::string("words")}}; }

// Ana Ruiz says two things.
struct Said : Case {
  Said() : Case("“We must act,” said Ana Ruiz. She said that it was over.") {
    entity("ana-0001", "Ana Ruiz");
    entity("city-0002", "The city", "organisation");
    source = mention("Ana Ruiz", "ana-0001");
    she = mention("She", "ana-0001", "pronoun");
    first = on("content", {"“We must act,”"});
    second = on("content", {"it was over"});
  }
  void says(const RecordId& content, const RecordId& who, std::vector<Filler> stances, std::vector<std::string> tone = {"neutral"}) {
    frame({{"content", to({content})}, {"source", to({who})}, {"stance", std::move(stances)}}, {{"tone", std::move(tone)}});
  }
  RecordId source, she, first, second;
};

}  // namespace

TEST_CASE("a stance without a value is a warning, without a basis a hint, one thing at a time") {
  Said made;
  made.says(made.first, made.source, {toward("city-0002", {})});
  made.says(made.second, made.she, {toward("city-0002", {{"value", std::int64_t{1}}})});
  REQUIRE(made.check("stance/no-value").size() == 1);
  CHECK(made.check("stance/no-value")[0].severity == Severity::warning);
  CHECK(made.check("stance/no-value")[0].message == "“We must act,”: Stance toward The city has no Stance");
  REQUIRE(made.check("stance/no-basis").size() == 1);
  CHECK(made.check("stance/no-basis")[0].severity == Severity::hint);
}

TEST_CASE("a neutral stance and one that is unclear need no basis") {
  Said made;
  made.says(made.first, made.source, {toward("city-0002", {{"value", std::int64_t{0}}})});
  made.says(made.second, made.she, {toward("city-0002", {{"value", std::string("unclear")}})});
  CHECK(made.count("stance/no-basis") == 0);
  CHECK(made.count("stance/no-value") == 0);
}

TEST_CASE("a target is asked for where the scheme asks, and 'none' answers it") {
  Said made;
  made.frame({{"content", to({made.first})}});
  CHECK(made.count("stance/unanswered") == 0);
  for (Layer& layer : made.scheme.layers) {
    for (RoleRule& role : layer.roles) {
      if (role.name == "stance") role.least = 1;
    }
  }
  CHECK(made.count("stance/unanswered") == 1);
  made.annotated.get() = update(made.annotated.get(), SetRole{made.annotated.get().frames.begin()->id, "stance", std::vector<Filler>{}}).value();
  CHECK(made.count("stance/unanswered") == 0);
}

TEST_CASE("a target that the scheme lists is asked for by name") {
  Said made;
  for (Layer& layer : made.scheme.layers) {
    for (RoleRule& role : layer.roles) {
      if (role.name == "stance") role.extra["targets"] = RawJson{"[\"city-0002\"]"};
    }
  }
  made.says(made.first, made.source, {toward("city-0002", value(1))});
  made.says(made.second, made.she, {});
  REQUIRE(made.check("stance/unanswered").size() == 1);
  CHECK(made.check("stance/unanswered")[0].message == "it was over has no answer for city-0002, which the scheme asks for");
}

TEST_CASE("a speaker for and against one target is a hint, and two speakers are none") {
  Said made;
  made.says(made.first, made.source, {toward("city-0002", value(2))});
  made.says(made.second, made.she, {toward("city-0002", value(-1))});
  CHECK(made.words("stance/opposite") == test::Words{"it was over"});
  Said two;
  two.entity("ben-0003", "Ben Low");
  two.says(two.first, two.source, {toward("city-0002", value(2))});
  two.frame({{"content", to({two.second})}, {"source", {Filler{EntityId("ben-0003"), {}, {}}}}, {"stance", {toward("city-0002", value(-1))}}});
  CHECK(two.count("stance/opposite") == 0);
}

TEST_CASE("a tone that contradicts every stance is a hint until a stance or the settings agree") {
  Said made;
  made.says(made.first, made.source, {toward("city-0002", value(2))}, {"angry"});
  made.says(made.second, made.she, {toward("city-0002", value(-2))}, {"warm"});
  CHECK(made.count("stance/tone") == 2);
  Said mixed;
  mixed.entity("ben-0003", "Ben Low");
  mixed.says(mixed.first, mixed.source, {toward("city-0002", value(2)), toward("ben-0003", value(-1))}, {"angry"});
  CHECK(mixed.count("stance/tone") == 0);
  made.settings["stance"] = {{"cold-tones", "defiant"}, {"warm-tones", ""}};
  CHECK(made.count("stance/tone") == 0);
}

TEST_CASE("a stance of a speaker toward herself is a hint") {
  Said made;
  made.says(made.first, made.source, {toward("ana-0001", value(1))});
  CHECK(made.count("stance/toward-oneself") == 1);
  CHECK(made.count("stance/opposite") == 0);
}
