#include "tests/plugins/checking.h"

using namespace sayso;
using test::Case;
using test::to;

namespace {

constexpr const char* kText = "“We must act,” said Ana Ruiz. Ben Low said that it was over.";

// Ana Ruiz's quote, complete.
struct Complete : Case {
  Complete() : Case(kText) {
    entity("ana-0001", "Ana Ruiz");
    content = on("content", {"“We must act,”"}, {{"kind", std::string("direct")}});
    cue = on("cue", {"said"});
    source = mention("Ana Ruiz", "ana-0001");
    whole = frame({{"content", to({content})}, {"cue", to({cue})}, {"source", to({source})}}, {{"tone", std::vector<std::string>{"neutral"}}});
  }
  RecordId content, cue, source, whole;
};

constexpr const char* kRules[] = {"attributions/empty",    "attributions/missing-role", "attributions/no-cue",    "attributions/unused",
                                  "attributions/dangling", "attributions/loop",         "attributions/within",    "attributions/required",
                                  "attributions/value",    "attributions/duplicate",    "attributions/crossing"};

}  // namespace

TEST_CASE("a complete attribution breaks no rule about attributions") {
  for (const char* rule : kRules) {
    CAPTURE(rule);
    CHECK(Complete().count(rule) == 0);
  }
}

TEST_CASE("an attribution without content and cue is an error and can be taken away when nothing is in it") {
  Complete empty;
  empty.frame({});
  CHECK(empty.is_settled_by_fix("attributions/empty", "take it away"));
  Complete speaker_alone;
  speaker_alone.frame({{"source", to({speaker_alone.source})}});
  const auto findings = speaker_alone.check("attributions/empty");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].severity == Severity::error);
  CHECK(findings[0].fixes.empty());
}

TEST_CASE("a role is asked for where the scheme asks for it and answered by none") {
  Complete made;
  CHECK(made.count("attributions/missing-role") == 0);
  for (Layer& layer : made.scheme.layers) {
    for (RoleRule& role : layer.roles) {
      if (role.name == "addressee") role.least = 1;
    }
  }
  REQUIRE(made.check("attributions/missing-role").size() == 1);
  CHECK(made.check("attributions/missing-role")[0].message == "“We must act,” has no Addressee");
  made.annotated.get() = update(made.annotated.get(), SetRole{made.whole, "addressee", std::vector<Filler>{}}).value();
  CHECK(made.count("attributions/missing-role") == 0);
}

TEST_CASE("an indirect content without a cue is a hint and a direct one is none") {
  Complete made;
  const auto indirect = made.on("content", {"it was over"}, {{"kind", std::string("indirect")}});
  made.frame({{"content", to({indirect})}, {"source", {}}});
  CHECK(made.words("attributions/no-cue") == test::Words{"it was over"});
  made.settings["attributions"] = {{"kinds-with-cue", "mixed"}};
  CHECK(made.count("attributions/no-cue") == 0);
}

TEST_CASE("a content that no attribution uses becomes one by the fix") {
  Complete made;
  made.on("content", {"it was over"});
  CHECK(made.is_settled_by_fix("attributions/unused", "make it one"));
}

TEST_CASE("a cue that no attribution uses goes to the only one nearby that lacks a cue") {
  Complete made;
  const auto content = made.on("content", {"it was over"});
  made.frame({{"content", to({content})}, {"source", {}}});
  made.annotated.at("cue", {{CodePoint{38}, CodePoint{42}}});
  CHECK(made.is_settled_by_fix("attributions/unused", "make it the Cue"));
}

TEST_CASE("a mention that no attribution uses is a hint unless the setting says no") {
  Complete made;
  made.on("mention", {"Ben Low"});
  const auto findings = made.check("attributions/unused");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].severity == Severity::hint);
  made.settings["attributions"] = {{"mentions", "false"}};
  CHECK(made.count("attributions/unused") == 0);
}

TEST_CASE("a role that a missing record fills is an error and the fix takes it out") {
  Complete made;
  made.annotated.get() = update(made.annotated.get(), FillRole{made.whole, "via", Filler{RecordId("gone"), {}, {}}}).value();
  CHECK(made.is_settled_by_fix("attributions/dangling", "take it out"));
  Complete mention;
  mention.mention("Ben Low", "nobody-0000");
  CHECK(mention.words("attributions/dangling") == test::Words{"Ben Low"});
}

TEST_CASE("an attribution within itself is an error and the fix parts it") {
  Complete made;
  made.annotated.get() = update(made.annotated.get(), FillRole{made.whole, "within", Filler{made.whole, {}, {}}}).value();
  CHECK(made.is_settled_by_fix("attributions/loop", "part them"));
}

TEST_CASE("of two attributions within each other the fix parts the one that lies outside") {
  Case made("“He said, ‘Go,’ twice,” said Ana.");
  const auto outer = made.on("content", {"“He said, ‘Go,’ twice,”"}), inner = made.on("content", {"‘Go,’"});
  const auto whole = made.frame({{"content", to({outer})}});
  const auto part = made.frame({{"content", to({inner})}, {"within", to({whole})}});
  CHECK(made.count("attributions/loop") == 0);
  made.annotated.get() = update(made.annotated.get(), FillRole{whole, "within", Filler{part, {}, {}}}).value();
  CHECK(made.is_settled_by_fix("attributions/loop", "part them"));
  CHECK(made.count("attributions/within") == 0);
}

TEST_CASE("an attribution inside another says so by the fix") {
  Case made("“He said, ‘Go,’ twice,” said Ana.");
  const auto outer = made.on("content", {"“He said, ‘Go,’ twice,”"}), inner = made.on("content", {"‘Go,’"});
  made.frame({{"content", to({outer})}});
  made.frame({{"content", to({inner})}});
  CHECK(made.is_settled_by_fix("attributions/within", "say so"));
}

TEST_CASE("an attribution within one that lies elsewhere is a warning and the fix parts them") {
  Complete made;
  const auto content = made.on("content", {"it was over"});
  made.frame({{"content", to({content})}, {"within", to({made.whole})}});
  CHECK(made.is_settled_by_fix("attributions/within", "part them"));
}

TEST_CASE("a required attribute that is missing is a warning and one with a default is not asked") {
  Complete made;
  const auto content = made.on("content", {"it was over"});
  made.frame({{"content", to({content})}});
  CHECK(made.count("attributions/required") == 2);  // the content's kind, the attribution's tone
}

TEST_CASE("a value that the scheme does not have is an error and a slip of one letter can be mended") {
  Case made(kText);
  made.on("content", {"it was over"}, {{"kind", std::string("Direct")}});
  CHECK(made.is_settled_by_fix("attributions/value", "set \"direct\""));
  Case far(kText);
  far.on("content", {"it was over"}, {{"kind", std::string("hearsay")}});
  REQUIRE(far.check("attributions/value").size() == 1);
  CHECK(far.check("attributions/value")[0].fixes.empty());
  Case layer(kText);
  layer.on("rumour", {"it was over"});
  CHECK(layer.count("attributions/value") == 1);
}

TEST_CASE("scale, exclusive values, fillers and their number are held against the scheme") {
  Complete made;
  made.entity("city-0002", "The city", "organisation");
  const Filler target{EntityId("city-0002"), {{"value", std::int64_t{7}}}, {}};
  made.annotated.get() = update(made.annotated.get(), FillRole{made.whole, "stance", target}).value();
  made.annotated.get() = update(made.annotated.get(), SetAttribute{made.whole, "", {}, "tone", std::vector<std::string>{"neutral", "warm"}}).value();
  made.annotated.get() = update(made.annotated.get(), FillRole{made.whole, "via", Filler{made.cue, {}, {}}}).value();
  CHECK(made.count("attributions/value") == 3);
}

TEST_CASE("a span that stands twice is a warning and the fix keeps one in its roles") {
  Complete made;
  const auto twin = made.annotated.at("mention", {{CodePoint{20}, CodePoint{28}}}, {{"entity", std::string("ana-0001")}, {"form", std::string("name")}});
  made.annotated.get() = update(made.annotated.get(), FillRole{made.whole, "addressee", Filler{twin, {}, {}}}).value();
  CHECK(made.is_settled_by_fix("attributions/duplicate", "keep one"));
  CHECK(made.annotated.get().spans.size() == 3);
  CHECK(made.count("attributions/dangling") == 0);
}

TEST_CASE("two attributions that say the same are a warning") {
  Complete made;
  made.frame({{"content", to({made.content})}, {"cue", to({made.cue})}, {"source", to({made.source})}}, {{"tone", std::vector<std::string>{"angry"}}});
  REQUIRE(made.check("attributions/duplicate").size() == 1);
  CHECK(made.check("attributions/duplicate")[0].message.ends_with("twice, with different answers"));
}

TEST_CASE("contents that cross are a warning and one inside the other is none") {
  Case made("He said that she said it was over.");
  made.on("content", {"she said it was over"});
  made.on("content", {"it was over"});
  CHECK(made.count("attributions/crossing") == 0);
  made.on("content", {"said that she said"});
  CHECK(made.words("attributions/crossing") == test::Words{"she said it was over"});
}
