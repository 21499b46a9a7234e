#include "tests/annotations/fault_scenario.h"

#include "tests/annotations/session_support.h"

namespace sayso::tests {
namespace {

Result<void> in_session(Sitting& at, Result<GroupId> (*make)(Session&)) {
  if (const auto done = make(*at.session); !done) return done.error();
  return {};
}

Result<void> add(Sitting& at, const std::string& id) {
  const auto added = at.session->add({"“We must act now,” she said.\n", "x.txt", ArticleId(id), {}});
  if (!added) return added.error();
  return {};
}

Result<void> comment(Sitting& at, std::vector<CommentEdit> edits) {
  const auto done = at.session->comment(std::move(edits));
  if (!done) return done.error();
  return {};
}

Result<void> become(Sitting& at, const AnnotatorId& annotator) {
  if (at.session->annotator() != annotator) {
    if (const auto changed = at.session->set_annotator(annotator); !changed) return changed;
  }
  // A change that was refused has closed the article.
  return at.session->article() ? Result<void>() : at.session->open_article(ArticleId("a"));
}

// When that fails the session is over all the same: what is left to do is to open the project again.
Result<void> close(Sitting& at) {
  if (!at.session->article()) return {};
  at.session->close();
  if (const SaveState state = at.session->save_state(); const auto* failed = std::get_if<NotSaved>(&state)) {
    return failed->error;
  }
  return {};
}

Result<void> open_project_again(Sitting& at) {
  if (at.session) {
    if (const auto closed = close(at); !closed) return closed;
  }
  auto opened = Session::open({&at.files, &at.clock, at.ids.get(), kStateFolder, {}, {}}, kProjectFolder, kAna);
  if (!opened) return opened.error();
  at.session = std::move(opened).value();
  return {};
}

}  // namespace

bool closes(const Step& step) { return step.make == close || step.make == open_project_again; }

const std::vector<Step>& steps() {
  static const std::vector<Step> all = {
      {"new project",
       [](Sitting& at) -> Result<void> {
         const auto made = create_project(at.files, kProjectFolder, "Test", kSmallScheme, *at.ids);
         if (!made) return made.error();
         return {};
       }},
      {"open the project", open_project_again},
      {"add a", [](Sitting& at) { return add(at, "a"); }},
      {"add news/b", [](Sitting& at) { return add(at, "news/b"); }},
      {"open a", [](Sitting& at) { return at.session->open_article(ArticleId("a")); }},
      {"annotate", [](Sitting& at) { return annotate(at, "1", false); }},
      {"annotate and name", [](Sitting& at) { return annotate(at, "2", true); }},
      {"comment", [](Sitting& at) { return comment(at, {AddComment{a_comment("c1", "who is “she”?", OnRecord{kAna, RecordId("s1")})}}); }},
      {"write snapshots", [](Sitting& at) { return at.session->write_snapshots(), Result<void>(); }},
      {"annotate again", [](Sitting& at) { return annotate(at, "3", true); }},
      {"undo", [](Sitting& at) { return in_session(at, [](Session& on) { return on.undo(); }); }},
      {"redo", [](Sitting& at) { return in_session(at, [](Session& on) { return on.redo(); }); }},
      {"submit", [](Sitting& at) { return in_session(at, [](Session& on) { return on.submit(); }); }},
      {"re-open", [](Sitting& at) { return in_session(at, [](Session& on) { return on.reopen("slip"); }); }},
      {"annotate what is re-opened", [](Sitting& at) { return annotate(at, "4", false); }},
      {"change the comment",
       [](Sitting& at) { return comment(at, {SetCommentText{RecordId("c1"), "the mayor"}, ResolveComment{RecordId("c1")}}); }},
      {"open news/b", [](Sitting& at) { return at.session->open_article(ArticleId("news/b")); }},
      {"annotate news/b", [](Sitting& at) { return annotate(at, "5", false); }},
      {"comment on news/b", [](Sitting& at) { return comment(at, {AddComment{a_comment("c2", "agency copy")}}); }},
      {"open the project again", open_project_again},
      {"open a again", [](Sitting& at) { return at.session->open_article(ArticleId("a")); }},
      {"annotate after opening", [](Sitting& at) { return annotate(at, "6", true); }},
      {"become ben", [](Sitting& at) { return become(at, kBen); }},
      {"annotate as ben", [](Sitting& at) { return annotate(at, "7", true); }},
      {"reply as ben",
       [](Sitting& at) { return comment(at, {AddComment{a_comment("c3", "yes", OnComment{kAna, RecordId("c1")})}}); }},
      {"become ana", [](Sitting& at) { return become(at, kAna); }},
      {"add an entity",
       [](Sitting& at) -> Result<void> {
         const auto done = at.session->dispatch(gesture({}, {AddEntity{an_entity("e8", "Somebody")}}));
         if (!done) return done.error();
         return {};
       }},
      {"remove the comment", [](Sitting& at) { return comment(at, {RemoveComment{RecordId("c1")}}); }},
      {"bring back",
       [](Sitting& at) -> Result<void> {
         const auto back = at.session->bring_back();
         if (!back) return back.error();
         return {};
       }},
      {"close", close},
  };
  return all;
}

Result<void> annotate(Sitting& at, const std::string& number, bool entity) {
  Span span = a_cue("s" + number);
  Gesture made;
  if (entity) {
    span.attributes["entity"] = "e" + number;
    made.entity_edits = {AddEntity{an_entity("e" + number, "Person " + number)}};
  }
  made.edits = {AddSpan{span}};
  if (const auto done = at.session->dispatch(std::move(made)); !done) return done.error();
  return {};
}

Seen what_it_comes_to(FileSystem& files, FileSystem& disk) {
  Sitting sitting(files, 1);
  for (const Step& step : steps()) {
    CAPTURE(step.name);
    REQUIRE(step.make(sitting));
    if (sitting.session) sitting.session->wait_until_saved();
  }
  const auto expected = look_at_project(disk);
  REQUIRE(expected);
  return expected->seen;
}

std::string save_when_it_is_over(Sitting& at, const std::string& step) {
  if (!at.session || at.is_saved() || !at.session->article()) return "";
  at.session->save_again();
  at.session->wait_until_saved();
  if (at.is_saved()) return "";
  const auto back = at.session->bring_back();
  if (!back) return step + ": not brought back: " + to_text(back.error());
  if (!back->refused.empty()) return step + ": not brought back: " + to_text(back->refused.front());
  return at.is_saved() ? "" : step + ": not saved when the fault has ended";
}

}  // namespace sayso::tests
