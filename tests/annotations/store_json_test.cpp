#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "annotations/store/edit_codec.h"
#include "annotations/store/json_fields.h"
#include "annotations/store/json_line.h"
#include "annotations/store/json_reader.h"
#include "core/files/read_file.h"
#include "tests/annotations/store_support.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

std::string why(const std::string& json) {
  const auto read = read_json({json, "f.json"});
  return read ? "" : to_text(read.error());
}

// A tree in words: kinds, keys, texts and places.
std::string as_words(const JsonNode& node, std::size_t from) {
  std::string words = std::to_string(static_cast<int>(node.kind)) + (node.flag ? "!" : "") + "<" + std::string(node.key) + "|" + std::string(node.text) + "|" +
                      std::to_string(node.begin - from) + "-" + std::to_string(node.end - from) + "|" + std::to_string(node.twice) + ">";
  for (const JsonNode& item : node.items) words += "(" + as_words(item, from) + ")";
  return words;
}

std::string outcome(const std::string& json, std::size_t from) {
  const auto read = read_json({json, "f.json"});
  if (read) return as_words(*read, from);
  // What was read last is white space where that stands before.
  return "refused: " + read.error().what.substr(0, read.error().what.find("; last read"));
}

}  // namespace

// A long source is read by another parser than a short one; white space before it makes any source long.
TEST_CASE("long and short sources are read alike") {
  const std::string space(300'000, ' ');
  std::vector<std::string> sources = {
      "{}", "[]", "0", "-0.0e-0", "1e400", "[1e999999, 2]", "123456789012345678901234567890", "\"\"", "true", "nul",
      R"({"a": "\u00e9\ud83d\ude00\n\"\\", "\u0061": {"b": [1, [], {}, null, false]}, "a": 2})", R"(["\ud800"])", "[\"\t\"]",
      "[1,]", "[1 2]", "{\"a\" 1}", "{\"a\": 1}}", "[\"“naïve” 說\"]", "[\"\xc3\x28\"]", "[\"\xed\xa0\x80\"]", std::string("[1]\0", 4),
      std::string(64, '[') + std::string(64, ']'), std::string(65, '[') + std::string(65, ']'), "[01]", "[+1]", "[.5]", "[1.]", "[NaN]"};
  RandomHistory history(21, std::string(64, 'a'));
  for (int i = 0; i < 60; ++i) {
    history.next();
    sources.push_back(write_group(history.groups().back()));
  }
  for (const std::string& source : sources) {
    const std::string whole = source.ends_with('\n') ? source.substr(0, source.size() - 1) : source;
    CAPTURE(whole);
    CHECK(outcome(whole, 0) == outcome(space + whole, space.size()));
  }
}

TEST_CASE("two equal keys are refused with line and column where an object is to be understood") {
  const JsonSource source{"{\"a\": 1,\n  \"b\": {\"x\": 1, \"x\": 2}}", "f.json"};
  const auto read = read_json(source);
  REQUIRE(read);
  JsonFields whole(source, *read, "thing");
  CHECK_THROWS_AS(JsonFields(source, *whole.find("b"), "thing"), JsonMistake);
  try {
    must_be_object(source, *whole.find("b"), "thing");
  } catch (const JsonMistake& mistake) {
    CHECK(to_text(mistake.error).starts_with("f.json:2:17: the key 'x' stands twice"));
  }
}

TEST_CASE("two equal keys in what somebody else wrote are kept as they stand") {
  const JsonSource source{"{\"theirs\": {\"x\": 1, \"x\": [{\"y\": 1, \"y\": 1}]}}", "f.json"};
  const auto read = read_json(source);
  REQUIRE(read);
  JsonFields fields(source, *read, "thing");
  CHECK(fields.rest().at("theirs").source == R"({"x": 1, "x": [{"y": 1, "y": 1}]})");
}

TEST_CASE("two equal keys are found in an object with many keys") {
  std::string json = "{";
  for (int i = 0; i < 100; ++i) json += "\"k" + std::to_string(i) + "\": 0, ";
  const auto second = [](const std::string& text) {
    const auto read = read_json({text, {}});
    REQUIRE(read);
    const JsonNode* found = read->second_of_a_key();
    return std::string(found ? found->key : "");
  };
  CHECK(second(json + "\"k7\": 1}") == "k7");
  CHECK(second(json + "\"k100\": 1}") == "");
}

TEST_CASE("two equal keys in the object that is read member by member are refused") {
  JsonSink sink;
  sink.is_list = [](std::string_view) { return false; };
  sink.member = [](const JsonNode&) {};
  const auto read = read_json_object({"{\"a\": 1, \"a\": 2}", "f.json"}, sink);
  REQUIRE(!read);
  CHECK(to_text(read.error()).starts_with("f.json:1:10: the key 'a' stands twice"));
}

TEST_CASE("64 levels are read and 65 are refused") {
  const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
  CHECK(why(nested(64)) == "");
  CHECK(why(nested(65)).find("levels deep") != std::string::npos);
  CHECK(why(std::string(1'000'000, '[')).find("levels deep") != std::string::npos);
}

TEST_CASE("bytes that are not UTF-8 are refused with their place") {
  CHECK(why("{\"a\":\n \"x\xFFy\"}").find("f.json:2:4: not UTF-8") == 0);
}

TEST_CASE("a file that ends too early and an empty one say so") {
  CHECK(why("{\"a\": [1, 2").find("ends too early") != std::string::npos);
  CHECK(why("").find("empty") != std::string::npos);
}

TEST_CASE("git conflict markers are named") {
  CHECK(why("{\n<<<<<<< ours\n\"a\": 1\n=======\n\"a\": 2\n>>>>>>> theirs\n}")
            .find("f.json:2:1: git conflict markers") == 0);
}

TEST_CASE("numbers are values only when they come back letter by letter") {
  const auto value = [](const char* json) { return *value_from_json(json); };
  CHECK(value("12") == Value(std::int64_t{12}));
  CHECK(value("-9223372036854775808") == Value(std::int64_t{INT64_MIN}));
  CHECK(value("0.93") == Value(0.93));
  CHECK(value("2.0") == Value(2.0));
  CHECK(value("1e+22") == Value(1e22));
  for (const char* odd : {"1.10", "-0", "1e400", "-1e-400", "9223372036854775808", "1E5", "1e5"}) {
    CHECK_MESSAGE(value(odd) == Value(RawJson{odd}), odd);
  }
  for (const char* json : {"12", "0.93", "2.0", "1e400", "-0", "true", "null", "[\"a\", \"b\"]",
                           "[1, {\"a\": []}]", "\"\\u0001\""}) {
    CHECK(value_to_json(value(json)) == json);
  }
}

TEST_CASE("only what JSON must escape is escaped") {
  CHECK(quoted_json("“ü” \"\\/\x7F\n\x01") == "\"“ü” \\\"\\\\/\x7F\\n\\u0001\"");
}

TEST_CASE("what is not UTF-8 is written as U+FFFD, so that the file can be read again") {
  CHECK(quoted_json("a\xFF"
                    "b") == "\"a\uFFFDb\"");
}

TEST_CASE("raw JSON keeps its letters and loses its white space") {
  CHECK(raw_json("{ \"a\" :[1,\n2 ], \"b, :\":\"x  \\\" y\" }")->source ==
        R"({"a": [1, 2], "b, :": "x  \" y"})");
}

TEST_CASE("each value knows its place in the source") {
  const std::string json = "\xEF\xBB\xBF {\"a\" : [ -1.5e3 , true,\"x\\\"y\" ] , \"b\":{}, \"c\": null}";
  const JsonSource source{json, {}};
  const auto read = read_json(source);
  REQUIRE(read);
  const auto& list = read->find("a")->items;
  REQUIRE(list.size() == 3);
  CHECK(source.of(list[0]) == "-1.5e3");
  CHECK(source.of(list[1]) == "true");
  CHECK(source.of(list[2]) == "\"x\\\"y\"");
  CHECK(source.of(*read->find("a")) == "[ -1.5e3 , true,\"x\\\"y\" ]");
  CHECK(source.of(*read->find("b")) == "{}");
  CHECK(source.of(*read->find("c")) == "null");
}

TEST_CASE("all of JSONTestSuite: what must be read is read, what must be refused is refused") {
  const std::filesystem::path folder = SAYSO_SOURCE_DIR "/../shared/robustness/JSONTestSuite/test_parsing";
  if (!std::filesystem::exists(folder)) {
    MESSAGE("skipped: the test suite is not beside the repository");
    return;
  }
  int must_read = 0, must_refuse = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const auto bytes = read_file(real_files(), entry.path());
    REQUIRE(bytes);
    const auto read = read_json({*bytes, name});
    if (name.starts_with("y_")) {
      ++must_read;
      CHECK_MESSAGE(read.ok(), name);
      // What is kept of it is the same value, and stays as it is from then on.
      if (read) CHECK_MESSAGE(raw_json(compact(*bytes))->source == compact(*bytes), name);
    } else if (name.starts_with("n_")) {
      ++must_refuse;
      CHECK_MESSAGE(!read.ok(), name);
    }
  }
  CHECK(must_read == 95);
  CHECK(must_refuse == 188);
}

TEST_CASE("what JSON leaves open in JSONTestSuite: numbers are kept by their letters, what is not Unicode is refused") {
  const std::filesystem::path folder = SAYSO_SOURCE_DIR "/../shared/robustness/JSONTestSuite/test_parsing";
  if (!std::filesystem::exists(folder)) {
    MESSAGE("skipped: the test suite is not beside the repository");
    return;
  }
  int read = 0, refused = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("i_")) continue;
    const auto bytes = read_file(real_files(), entry.path());
    REQUIRE(bytes);
    // Numbers of any size; a byte order mark before the text. Everything else is not UTF-8, half of a surrogate
    // pair, or deeper than 64 levels.
    const bool may_be = name.starts_with("i_number_") || name == "i_structure_UTF-8_BOM_empty_object.json";
    CHECK_MESSAGE(read_json({*bytes, name}).ok() == may_be, name);
    ++(may_be ? read : refused);
  }
  CHECK(read + refused == 35);
  MESSAGE(read, " of what may be either way is read, ", refused, " refused");
}
