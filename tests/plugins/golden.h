// A text with the traps that interchange formats fall into: an emoji, CRLF, U+2028 inside a quote, a tab, a
// quote split by its cue; and annotations of it.
#pragma once

#include "annotations/model/entity.h"
#include "tests/plugins/fixture.h"

namespace sayso::test {

struct Golden {
  Article article = an_article(
      "🦊 “We won,” Bo Lindt cried.\r\n“Never\u2028and never,” he\tsaid — “=nó.”\n",
      "news/golden");
  Registry registry{Shelf<Entity>{an_entity("bo-lindt-1a2b", "Bo Lindt", {"Lindt; B.", "a\\b"})}, {}, {}};
  Annotations annotations;

  Golden() {
    Annotated made(article);
    const auto direct = Attributes{{"kind", std::string("direct")}};
    const auto name = made.on("mention", {"Bo Lindt"},
                              {{"entity", std::string("bo-lindt-1a2b")}, {"form", std::string("name")}});
    const auto first = made.on("content", {"“We won,”"}, direct);
    const auto cried = made.on("cue", {"cried"});
    const auto outer = made.frame({{"content", to({first})}, {"cue", to({cried})}, {"source", to({name})}},
                                  {{"tone", std::vector<std::string>{"warm", "confident"}},
                                   {"note", std::string("a \"note\", with\r\nlines; and \\")}});
    const auto second = made.on("content", {"Never\u2028and never,", "=nó."}, direct);
    const auto third = made.on("content", {"he\tsaid"}, {{"kind", std::string("indirect")}});
    const auto said = made.on("cue", {"said"});
    const auto he = made.on("mention", {"he"}, {{"form", std::string("pronoun")}});
    Filler toward{
        EntityId("bo-lindt-1a2b"), {{"value", std::int64_t{-2}}, {"basis", std::string("words")}}, {}};
    Filler toward_he{he, {{"value", std::string("mixed")}}, {}};
    made.frame({{"content", to({second, third})},
                {"cue", to({said})},
                {"source", to({he, name})},
                {"addressee", {}},
                {"within", to({outer})},
                {"stance", {toward, toward_he}}},
               {{"polarity", std::string("denied")}});
    made.frame({{"cue", to({said})}, {"source", {Filler{EntityId("@author"), {}, {}}}}});
    made.frame({{"content", to({first})}});
    made.on("not-quote", {"Lindt cried"}, {{"reason", std::string("motto")}});
    made.frame({}, {{"genre", std::string("news")}}, "document");
    annotations = made.get();
  }
};

}  // namespace sayso::test
