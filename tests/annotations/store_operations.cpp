#include "tests/annotations/store_operations.h"

#include "tests/annotations/session_support.h"

namespace sayso::tests {
namespace {

Result<void> done(const Result<GroupId>& group) {
  if (!group) return group.error();
  return {};
}

bool is_open(const Sitting& sitting) { return !sitting.session->is_closed(); }
bool is_closed(const Sitting& sitting) { return sitting.session->is_closed(); }
bool always(const Sitting&) { return true; }

Result<void> open_again(Sitting& sitting) {
  const AnnotatorId annotator = sitting.session->annotator();
  const ArticleId article = sitting.session->article()->article->id;
  sitting.session->close();
  if (!sitting.is_saved()) return usage_error("closed and not saved");
  return sitting.open(annotator, article);
}

Result<void> annotate_the_other(Sitting& sitting) {
  const bool on_a = sitting.session->article()->article->id == ArticleId("a");
  if (const auto opened = sitting.session->open_article(ArticleId(on_a ? "b" : "a")); !opened) return opened;
  return sitting.session->is_closed() ? done(sitting.session->reopen("slip")) : sitting.annotate(false);
}

Result<void> add_a_text(Sitting& sitting) {
  const auto added = sitting.session->add(
      {"“Yes,” he said.\n", "x.txt", ArticleId("new/x" + std::to_string(++sitting.made)), {}});
  if (!added) return added.error();
  return {};
}

// Hers on the open article; nothing when there is none.
std::optional<Comment> her_first_comment(const Sitting& at) {
  const auto opened = open_comments(at.files, at.session->project(), at.session->annotator(), at.session->article()->article->id);
  REQUIRE(opened);
  if (opened->state.comments.empty()) return std::nullopt;
  return *opened->state.comments.begin();
}

// Edited and resolved the first time, removed the second.
Result<void> change_a_comment(Sitting& at) {
  const auto comment = her_first_comment(at);
  const RecordId id = comment->id;
  if (comment->resolved) return done(at.session->comment({RemoveComment{id}}));
  return done(at.session->comment({SetCommentText{id, "settled"}, ResolveComment{id}}));
}

}  // namespace

Sitting::Sitting(FileSystem& on, int hours) : files(on) {
  clock.advance(std::chrono::hours(hours));
  ids = repeatable_ids(static_cast<std::uint64_t>(hours) + 1, clock);
  made = hours * 100;
}

Result<void> Sitting::open(const AnnotatorId& annotator, const ArticleId& article) {
  session.reset();
  auto opened = Session::open({&files, &clock, ids.get(), kStateFolder, {}, {}}, kProjectFolder, annotator);
  if (!opened) return opened.error();
  session = std::move(opened).value();
  return session->open_article(article);
}

bool Sitting::is_saved() const { return std::holds_alternative<Saved>(session->save_state()); }

Result<void> Sitting::annotate(bool entity) {
  const std::string number = std::to_string(++made);
  Span span = a_cue("s" + number);
  Gesture made_now;
  if (entity) {
    span.attributes["entity"] = "e" + number;
    made_now.entity_edits = {AddEntity{an_entity("e" + number, "Person " + number)}};
  }
  made_now.edits = {AddSpan{span}};
  return done(session->dispatch(std::move(made_now)));
}

Result<void> Sitting::comment() {
  return done(session->comment({AddComment{a_comment("c" + std::to_string(++made), "who is “she”?")}}));
}

const std::vector<Operation>& store_operations() {
  static const std::vector<Operation> operations = {
      {"annotate", is_open, [](Sitting& at) { return at.annotate(false); }},
      {"annotate and name", is_open, [](Sitting& at) { return at.annotate(true); }},
      {"add an entity", always,
       [](Sitting& at) {
         const std::string id = "e" + std::to_string(++at.made);
         return done(at.session->dispatch(gesture({}, {AddEntity{an_entity(id, "Somebody")}})));
       }},
      {"write snapshots", always, [](Sitting& at) { return at.session->write_snapshots(), Result<void>(); }},
      {"undo", [](const Sitting& at) { return is_open(at) && at.session->can_undo(); },
       [](Sitting& at) { return done(at.session->undo()); }},
      {"redo", [](const Sitting& at) { return is_open(at) && at.session->can_redo(); },
       [](Sitting& at) { return done(at.session->redo()); }},
      {"go back to the beginning",
       [](const Sitting& at) { return is_open(at) && !at.session->article()->groups.empty(); },
       [](Sitting& at) { return done(at.session->restore(at.session->article()->groups.front().id)); }},
      {"correct the text", always,
       [](Sitting& at) {
         return at.session->correct_text("At " + std::to_string(++at.made) + ": “We must act now,” she said.\n");
       }},
      {"comment", always, [](Sitting& at) { return at.comment(); }},
      {"change or remove a comment", [](const Sitting& at) { return her_first_comment(at).has_value(); }, change_a_comment},
      {"submit", is_open, [](Sitting& at) { return done(at.session->submit()); }},
      {"skip", is_open, [](Sitting& at) { return done(at.session->skip("no quotes")); }},
      {"re-open", is_closed, [](Sitting& at) { return done(at.session->reopen("slip")); }},
      {"add an article", always, add_a_text},
      {"close and open", always, open_again},
      {"annotate the other article", always, annotate_the_other},
      {"change the annotator", always,
       [](Sitting& at) { return at.session->set_annotator(at.session->annotator() == kAna ? kBen : kAna); }},
  };
  return operations;
}

Result<Look> look_at_project(FileSystem& files) {
  Look look;
  auto project = open_project(files, kProjectFolder);
  if (!project) return project.error();
  look.problems = project->problems;
  const auto note = [&](const auto& opened, const std::string& name) {
    look.problems.insert(look.problems.end(), opened.problems.begin(), opened.problems.end());
    // A text that was corrected is nobody's change.
    if (opened.pending && (opened.outside_records > 0 || opened.pending->kind != GroupKind::outside)) look.problems.push_back(damaged_error("it counts as changed by others", name));
  };
  const auto entities = open_entities(files, *project, kAna);
  if (!entities) return entities.error();
  look.seen.registry = write_entities(entities->state);
  note(*entities, "entities");
  for (const ArticleId& article : project->articles) {
    const auto loaded = load_article(files, *project, article);
    if (!loaded) return loaded.error();
    look.seen.texts[article.value] = loaded->article.text;
    look.problems.insert(look.problems.end(), loaded->problems.begin(), loaded->problems.end());
    for (const AnnotatorId& annotator : {kAna, kBen}) {
      const auto opened = open_annotations(files, *project, annotator, article);
      if (!opened) return opened.error();
      note(*opened, name_of({annotator, article}));
      if (!opened->groups.empty()) look.seen.annotations[{annotator, article}] = write_snapshot(opened->state);
      const auto comments = open_comments(files, *project, annotator, article);
      if (!comments) return comments.error();
      note(*comments, name_of(comments_file(annotator, article)));
      if (!comments->groups.empty()) look.seen.comments[comments_file(annotator, article)] = as_text(comments->state);
    }
  }
  return look;
}

Disk fresh_project() {
  SimulatedFiles files;
  const auto ids = repeatable_ids(1);
  auto project = create_project(files, kProjectFolder, "Test", kSmallScheme, *ids);
  REQUIRE(project);
  for (const char* article : {"a", "b"}) {
    REQUIRE(add_article(files, *project, {"“We must act now,” she said.\n", "x.txt", ArticleId(article), {}}));
  }
  return files.disk();
}

}  // namespace sayso::tests
