#include <doctest/doctest.h>

#include "annotations/store/article_codec.h"
#include "plugins/host/checkers.h"
#include "plugins/host/messages.h"
#include "plugins/host/wire/base64.h"
#include "plugins/host/wire/json.h"
#include "tests/plugins/fixture.h"

using namespace sayso;

TEST_CASE("a JSON value comes back letter by letter, odd numbers too") {
  for (
      const char* source :
      {R"({"b": 1.10, "a": [1e400, -0.0, 12345678901234567890], "c": {"d": null, "e": [true, false, "ü\n\""]}})",
       "[]", "\"\"", "-9223372036854775808"}) {
    const auto parsed = wire::parse_json(source);
    CAPTURE(source);
    REQUIRE(parsed.ok());
    CHECK(wire::to_source(*parsed) == source);
  }
}

TEST_CASE("beside a number that no double holds the others are what they are") {
  const auto parsed = wire::parse_json(R"({"huge": -1e400, "whole": 7, "half": 0.5, "text": "1e400"})");
  REQUIRE(parsed.ok());
  CHECK((*parsed)["huge"].text == "-1e400");
  CHECK((*parsed)["whole"].is(wire::Json::Type::integer));
  CHECK((*parsed)["whole"].integer == 7);
  CHECK((*parsed)["half"].number == 0.5);
  CHECK((*parsed)["text"].as_text() == "1e400");
  for (const char* bad : {"[1e400, 01]", "[1e400, +1]", "[1e400 1]", "[1e400"}) CHECK_FALSE(wire::parse_json(bad).ok());
}

TEST_CASE("two equal keys are found among many, and many keys are read at once") {
  std::string json = "{";
  for (int i = 0; i < 200'000; ++i) json += "\"k" + std::to_string(i) + "\": 0, ";
  CHECK(wire::parse_json(json + "\"k200000\": 1}").ok());
  CHECK_FALSE(wire::parse_json(json + "\"k7\": 1}").ok());
}

TEST_CASE("what a strange program may send is refused") {
  std::string deep(65, '[');
  deep += std::string(65, ']');
  for (const std::string& source :
       {std::string("{\"a\": 1, \"a\": 2}"), deep, std::string("\"\xFF\""), std::string("{"), std::string(),
        std::string("{} {}"), std::string("NaN")}) {
    CAPTURE(source);
    CHECK_FALSE(wire::parse_json(source).ok());
  }
}

TEST_CASE("sixty-four levels are still read") {
  CHECK(wire::parse_json(std::string(64, '[') + std::string(64, ']')).ok());
}

TEST_CASE("base64 gives all bytes back and refuses what is none") {
  std::string bytes;
  for (int length = 0; length < 300; ++length) {
    CHECK(wire::from_base64(wire::to_base64(bytes)) == bytes);
    bytes += static_cast<char>(length * 7);
  }
  CHECK(wire::to_base64("foob") == "Zm9vYg==");
  for (const char* bad : {"Zg", "Zg=a", "====", "Zm9 ", "Zm9v\n"}) {
    CAPTURE(bad);
    CHECK_FALSE(wire::from_base64(bad).has_value());
  }
}

TEST_CASE("a key twice in what is only passed on reaches the plugin as it is") {
  Article article = test::an_article("It is so.");
  const auto facts = read_facts(R"({"format": "sayso/article/1", "sha256": "", "theirs": [{"a": 1, "a": 2}]})", "a.json");
  REQUIRE(facts);
  article.facts = *facts;
  Checkers checkers(test::built_plugins());
  const auto report = checkers.check_article(test::attribution_scheme(), {}, article, test::Annotated(article).get());
  for (const Error& failure : report.failures) MESSAGE(to_text(failure));
  CHECK(report.failures.empty());
  CHECK(wire::to_source(wire::parse_json(R"({"a": {"b": 1, "b": 2}})", wire::KeysTwice::kept).value()) == R"({"a": {"b": 1, "b": 2}})");
  CHECK_FALSE(wire::parse_json(R"({"a": {"b": 1, "b": 2}})"));
}

TEST_CASE("a message that breaks the contract is an error that says why") {
  for (const char* line :
       {"", "hello", "[]", "{\"type\": \"dance\"}",
        "{\"type\": \"output\", \"name\": \"a\", \"bytes\": \"?\"}",
        "{\"type\": \"finding\", \"rule\": \"a/b\", \"severity\": \"grave\", \"message\": \"m\"}",
        "{\"type\": \"finding\", \"rule\": \"a/b\", \"severity\": \"hint\", \"message\": \"m\", \"at\": [[3, "
        "1]]}",
        "{\"type\": \"finding\", \"rule\": \"a/b\", \"severity\": \"hint\", \"message\": \"m\", \"at\": [], "
        "\"fixes\": [{\"title\": \"t\", "
        "\"edits\": [{\"edit\": \"explode\"}]}]}"}) {
    CAPTURE(line);
    const auto read = read_message(line);
    REQUIRE_FALSE(read.ok());
    CHECK_FALSE(read.error().what.empty());
  }
}
