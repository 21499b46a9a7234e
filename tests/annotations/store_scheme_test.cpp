#include "annotations/store/builtin_schemes.h"
#include "annotations/store/scheme_codec.h"
#include "tests/annotations/store_support.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

// A scheme of one span layer "s" and one frame layer "f" with these members put in.
std::string a_scheme(const std::string& span = "", const std::string& frame = "") {
  return R"({"format": "sayso/scheme/1", "name": "x", "layers": [
    {"name": "s", "kind": "span")" +
         span + R"(},
    {"name": "f", "kind": "frame")" +
         frame + "}]}";
}

std::string why(const std::string& json) {
  const auto read = read_scheme(json, "scheme.json");
  return read ? "" : to_text(read.error());
}

std::string attribute(const std::string& members) {
  return a_scheme(R"(, "attributes": [{"name": "a", )" + members + "}]");
}

}  // namespace

TEST_CASE("every scheme that comes with the program is read, and written and read again it is the same") {
  for (const BuiltinScheme& builtin : builtin_schemes()) {
    const auto scheme = read_scheme(builtin.json, builtin.name);
    REQUIRE_MESSAGE(scheme, builtin.name, ": ", scheme ? "" : to_text(scheme.error()));
    const std::string written = write_scheme(*scheme);
    const auto again = read_scheme(written, builtin.name);
    REQUIRE(again);
    CHECK(*again == *scheme);
    CHECK(write_scheme(*again) == written);
  }
}

TEST_CASE("the attribution scheme says who may fill what") {
  const auto scheme = read_scheme(attribution_scheme(), "scheme.json");
  REQUIRE(scheme);
  const Layer* attribution = find_layer(*scheme, "attribution");
  REQUIRE(attribution);
  CHECK(find_role(*attribution, "source")->fills == std::vector<std::string>{"mention", "entity"});
  CHECK(find_role(*attribution, "within")->most == 1);
  const AttributeRule* value = find_attribute(find_role(*attribution, "stance")->attributes, "value");
  REQUIRE(value);
  CHECK(value->points.size() == 5);
  CHECK(why_not(*value, Value(std::int64_t{-2})).empty());
  CHECK(find_layer(*scheme, "document")->of_article);
  CHECK(!find_layer(*scheme, "content")->stands_alone);
}

TEST_CASE("a mistake in a scheme is named with file, line and remedy") {
  const std::string said = why(attribute(R"("type": "chioce", "values": [])"));
  CHECK(said.find("scheme.json:2:") == 0);
  CHECK(said.find("there is no type \"chioce\"") != std::string::npos);
  CHECK(said.find("correct the scheme file") != std::string::npos);
}

TEST_CASE("each kind of mistake in a scheme is refused") {
  CHECK(why(a_scheme()) == "");
  const std::vector<std::pair<std::string, std::string>> mistakes = {
      {R"({"name": "x"})", "no \"format\""},
      {R"({"format": "sayso/scheme/9", "name": "x", "layers": []})", "newer version"},
      {R"({"format": "sayso/scheme/1", "name": "x", "layers": []})", "no layers"},
      {R"({"format": "sayso/scheme/1", "name": "x", "layers": [{"name": "s", "kind": "span"}, {"name": "s", "kind": "span"}]})",
       "stands twice"},
      {R"({"format": "sayso/scheme/1", "name": "x", "layers": [{"name": "s", "kind": "spam"}]})",
       "no kind \"spam\""},
      {R"({"format": "sayso/scheme/1", "name": "x", "layers": [{"name": "entity", "kind": "span"}]})",
       "cannot be called"},
      {R"({"format": "sayso/scheme/1", "name": "x y", "layers": []})", "has a space"},
      {a_scheme(R"(, "key": "E")"), "reserved"},
      {a_scheme(R"(, "key": "Q")", R"(, "roles": [{"name": "r", "key": "Q", "fills": ["s"]}])"), "already"},
      {a_scheme(R"(, "key": "QQ")"), "one letter"},
      {a_scheme(R"(, "overlap": 1)"), "true or false"},
      {a_scheme(R"(, "roles": [{"name": "r", "fills": ["s"]}])"), "a span has no roles"},
      {a_scheme("", R"(, "key": "Q")"), "has none of its own"},
      {a_scheme("", R"(, "of": "line")"), "can only be \"article\""},
      {a_scheme("", R"(, "roles": [{"name": "r", "fills": ["t"]}])"), "no such layer"},
      {a_scheme("", R"(, "roles": [{"name": "r", "fills": []}])"), "nothing may fill"},
      {a_scheme("", R"(, "roles": [{"name": "r", "fills": ["s"], "least": 2, "most": 1}])"),
       "never be filled"},
      {a_scheme("", R"(, "roles": [{"name": "r", "fills": ["s"]}, {"name": "r", "fills": ["s"]}])"),
       "stands twice"},
      {attribute(R"("type": "choice")"), "needs values"},
      {attribute(R"("type": "choice", "values": [{"name": "v"}, {"name": "v"}])"), "stands twice"},
      {attribute(R"("type": "choice", "values": [{"name": "v", "key": "D"}, {"name": "w", "key": "D"}])"),
       "hides \"v\""},
      {attribute(R"("type": "choice", "values": [{"name": "v", "exclusive": true}])"), "exclusive"},
      {attribute(R"("type": "choice", "values": [{"name": "v"}], "default": "w")"), "default is not allowed"},
      {attribute(R"("type": "choice", "values": [{"name": "v", "kye": "D"}])"), "unknown key \"kye\""},
      {attribute(R"("type": "scale", "least": 2, "most": 2)"), "greater"},
      {attribute(R"("type": "scale", "least": 0, "most": 2, "points": [{"name": "0"}])"), "needs 3 points"},
      {attribute(R"("type": "scale", "least": 0, "most": 1, "points": [{"name": "1"}, {"name": "0"}])"),
       "must be \"0\""},
      {attribute(
           R"("type": "scale", "least": 0, "most": 1, "points": [{"name": "0", "key": "1"}, {"name": "1", "key": "2"}], "values": [{"name": "m", "key": "1"}])"),
       "hides"},
      {attribute(R"("type": "text", "values": [{"name": "v"}])"), "have values"},
      {attribute(R"("type": "text", "shown-when": {"attribute": "b", "values": []})"), "no such attribute"},
  };
  for (const auto& [json, words] : mistakes) {
    const std::string said = why(json);
    CHECK_MESSAGE(said.find(words) != std::string::npos, json, " → ", said);
    CHECK(said.find("scheme.json:") == 0);
  }
}

TEST_CASE("what a scheme says beyond what sayso knows is kept") {
  const auto scheme = read_scheme(R"({"format": "sayso/scheme/1", "name": "x", "licence": "CC0",
    "layers": [{"name": "s", "kind": "span", "tagset": [1.10]}], "policy": {"marks": "in", "limit": 3}})",
                                  "scheme.json");
  REQUIRE(scheme);
  CHECK(scheme->extra.at("licence").source == "\"CC0\"");
  CHECK(scheme->layers[0].extra.at("tagset").source == "[1.10]");
  CHECK(scheme->policy.at("limit") == Value(std::int64_t{3}));
  CHECK(*read_scheme(write_scheme(*scheme), "again") == *scheme);
}

TEST_CASE("what says nothing about an attribute of this type is kept as unknown") {
  const auto scheme = read_scheme(attribute(R"("type": "text", "least": -1, "most": "many")"), "scheme.json");
  REQUIRE(scheme);
  CHECK(scheme->layers[0].attributes[0].extra.at("most").source == "\"many\"");
  CHECK(*read_scheme(write_scheme(*scheme), "scheme.json") == *scheme);
}

TEST_CASE("a scale over all numbers is refused") {
  CHECK(why(attribute(R"("type": "scale", "least": -9223372036854775808, "most": 9223372036854775807)"))
            .find("at most 101 points") != std::string::npos);
}

TEST_CASE("a scheme that is no JSON says what to do as well") {
  CHECK(why("").find("correct the scheme file") != std::string::npos);
}
