// What a stored suggestion says.
#include <doctest/doctest.h>

#include "annotations/store/suggestion.h"

using namespace sayso;

namespace {

std::optional<Suggestion> read(const std::string& line) { return read_suggestion({RecordId("g1"), RawJson{line}}); }

}  // namespace

TEST_CASE("a stored suggestion is a frame with its spans, who made it and how certain it is") {
  const auto suggestion = read(
      R"({"id": "g1", "layer": "attribution", "spans": [)"
      R"({"id": "g1-1", "layer": "content", "at": [[0, 5], [9, 12]], "text": ["“Yes,", "no”"], "attributes": {"kind": "direct"}}, )"
      R"({"id": "g1-2", "layer": "cue", "at": [[6, 8]], "text": ["said"]}], )"
      R"("roles": {"content": [{"to": "g1-1"}], "cue": [{"to": "g1-2"}], "source": [{"to": "entity:olga"}]}, )"
      R"("attributes": {"tone": ["warm"]}, "origin": {"by": "suggest@1.0+en.3", "confidence": 0.93}, "odd": 1.0})");
  REQUIRE(suggestion);
  CHECK(key_of(*suggestion) == "g1");
  CHECK(suggestion->frame.layer == "attribution");
  REQUIRE(suggestion->spans.size() == 2);
  CHECK(suggestion->spans[0].at == Fragments{{CodePoint{0}, CodePoint{5}}, {CodePoint{9}, CodePoint{12}}});
  CHECK(suggestion->spans[1].layer == "cue");
  CHECK(fillers(suggestion->frame, "content").front().to == Target(RecordId("g1-1")));
  REQUIRE(suggestion->frame.origin);
  CHECK(suggestion->frame.origin->by == "suggest@1.0+en.3");
  CHECK(suggestion->frame.origin->confidence == 0.93);
  CHECK(suggestion->frame.extra.size() == 1);  // "odd"; the spans are no unknown key
}

TEST_CASE("a suggestion without spans has no place, and one that cannot be read is none") {
  REQUIRE(read(R"({"id": "g1", "layer": "attribution"})"));
  CHECK(read(R"({"id": "g1", "layer": "attribution"})")->spans.empty());
  for (const char* line : {R"({"id": "g1"})", R"({"id": "g1", "layer": "attribution", "spans": {}})",
                           R"({"id": "g1", "layer": "attribution", "spans": [{"id": "s", "layer": "content", "at": [[5, 2]], "text": ["x"]}]})",
                           R"({"id": "g1", "layer": "attribution", "spans": [{"id": "s", "layer": "content", "at": [[0, 2]], "text": []}]})",
                           R"({"id": "g1", "layer": "attribution", "roles": {"content": "s"}})", "[]", "{", ""}) {
    CAPTURE(line);
    CHECK(!read(line));
  }
}
