// Going back to how an article was, as a gesture of its own.
#include "tests/annotations/session_support.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

Gesture a_span(const std::string& id, std::size_t begin, std::size_t end, const std::string& words) {
  return gesture({AddSpan{Span{RecordId(id), "cue", {{CodePoint(begin), CodePoint(end)}}, {words}, {}, std::nullopt, {}}}});
}

}  // namespace

TEST_CASE("an article goes back to any of its groups, and the going back is undone, also after a restart") {
  Desk desk{Desk::Quick()};
  auto session = desk.session_on();
  std::vector<Annotations> states;
  for (int i = 0; i < 5; ++i) {
    REQUIRE(session->dispatch(a_span("s" + std::to_string(i), 23, 27, "said")));
    states.push_back(session->article()->state);
  }
  for (std::size_t i = 0; i < states.size(); ++i) {
    CAPTURE(i);
    const GroupId at = session->article()->groups[i].id;
    const auto restored = session->restore(at);
    REQUIRE(restored);
    CHECK(restored->empty() == (i + 1 == states.size()));
    CHECK(session->article()->state.spans == states[i].spans);
    if (restored->empty()) continue;
    CHECK(session->article()->groups.back().kind == GroupKind::restore);
    CHECK(session->article()->groups.back().of == at);
    session->close();
    session = desk.session_on();
    CHECK(session->article()->state.spans == states[i].spans);
    REQUIRE(session->undo());
    CHECK(session->article()->state.spans == states.back().spans);
  }
  CHECK(!session->restore(GroupId("none")));
  REQUIRE(session->submit());
  CHECK(!session->restore(session->article()->groups[0].id));
}

TEST_CASE("what is gone back to from before a correction stands on the text of now") {
  Desk desk{Desk::Quick()};
  auto session = desk.session_on();
  REQUIRE(session->dispatch(a_span("said", 23, 27, "said")));
  const GroupId first = session->article()->groups[0].id;
  REQUIRE(session->correct_text("Today: “We must act now,” she said.\n"));
  REQUIRE(session->dispatch(gesture({RemoveSpan{RecordId("said")}})));
  REQUIRE(session->restore(first));
  const Span* span = session->article()->state.spans.find("said");
  REQUIRE(span);
  CHECK(session->article()->index.slice(span->at[0]) == "said");
  CHECK(session->article()->state.text_sha256 == session->article()->article->facts.sha256);
  session->close();
  CHECK(desk.some.open().problems.empty());
}

TEST_CASE("the group to go back to may be named as it stands in the history, which grows by the correction first") {
  Desk desk{Desk::Quick()};
  auto session = desk.session_on();
  REQUIRE(session->dispatch(a_span("said", 23, 27, "said")));
  const GroupId first = session->article()->groups[0].id;
  REQUIRE(session->dispatch(a_span("act", 15, 18, "act")));
  session->close();
  session = desk.session_on();
  REQUIRE(session->correct_text("Yesterday: “We must act now,” she said.\n"));
  REQUIRE(session->restore(session->article()->groups.front().id));
  CHECK(session->article()->groups.back().of == first);
}
