// What sayso writes is what annotations/store/schema says it writes.
#include <sys/wait.h>

#include <cstdio>

#include "annotations/store/edit_codec.h"
#include "tests/annotations/store_support.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

struct Ran {
  int status;
  std::string said;
};

Ran check_schemas(const Path& project) {
  const std::string command = "/usr/bin/python3 " SAYSO_SOURCE_DIR
                              "/tests/annotations/store_schema_check.py " SAYSO_SOURCE_DIR
                              "/annotations/store/schema '" +
                              project.string() + "' 2>&1";
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  Ran ran;
  char bytes[4096];
  for (std::size_t got; (got = fread(bytes, 1, sizeof bytes, pipe)) > 0;) ran.said.append(bytes, got);
  const int status = pclose(pipe);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

}  // namespace

TEST_CASE("every file that sayso writes fits its JSON Schema") {
  SomeProject some;
  NewArticle article{"Headline\n\nBody.\n", "b.txt", {}, {}};
  article.facts.title = "Headline";
  article.facts.zones = {{"headline", {CodePoint(0), CodePoint(8)}, true, {}}};
  REQUIRE(add_article(real_files(), some.project, article));

  RandomHistory history = a_history(21, 60);
  some.write("annotations/ana/a.history",
             history.lines() + write_snapshot_line({std::string(64, '0'), history.groups().back().id}));
  some.write("annotations/ana/a.json", write_snapshot(history.state()));
  Registry registry;
  Entity entity;
  entity.id = EntityId("city-91c2");
  entity.name = "City";
  entity.aliases = {"town"};
  EntityGroup group;
  group.id = GroupId("g");
  group.edits = {AddEntity{entity},
                 RenameEntity{entity.id, "The City"},
                 SetEntityKind{entity.id, "place"},
                 AddAlias{entity.id, "x"},
                 RemoveAlias{entity.id, "x"},
                 JoinEntity{entity.id, {}},
                 SetEntityArticle{entity.id, {}},
                 SetEntityExtra{entity.id, "k", RawJson{"1"}},
                 SplitEntity{entity.id, MentionId("ana/a#m1"), EntityId("@unclear")},
                 SplitEntity{entity.id, MentionId("ana/a#m1"), {}},
                 SetSplitConflicts{MentionId("ana/a#m1"), {{}, {{"into.city-91c2", {{std::nullopt, GroupId("g")}}}}}},
                 DismissFinding{{"f", RawJson{"{}"}, "why"}},
                 UndismissFinding{"f"},
                 RemoveEntity{entity.id}};
  some.write("entities/ana.history", write_group(group));
  registry.entities.put(entity);
  registry.splits.put({MentionId("ana/a#m1"), {{entity.id, EntityId("@unclear")}}});
  some.write("entities.json", write_entities(registry));

  Comment comment{RecordId("c"), OnRecord{AnnotatorId("ben"), RecordId("s")}, "why?", "2026-01-02T03:04:05.678Z", true,
                  {{"x", RawJson{"1"}}}, {}};
  CommentGroup comments;
  comments.id = GroupId("g2");
  comments.edits = {BeginComments{ArticleId("a"), AnnotatorId("ana")}, AddComment{comment},
                    SetCommentText{comment.id, "why not?"},            ResolveComment{comment.id, true},
                    ResolveComment{comment.id, false},                 SetCommentConflicts{comment.id, {}}};
  for (const CommentPlace& on : std::initializer_list<CommentPlace>{
           OnArticle{}, OnComment{AnnotatorId("ana"), comment.id}, OnText{{{CodePoint(0), CodePoint(3)}}, {"The"}, std::string(64, 'a')}}) {
    Comment other = comment;
    other.on = on;
    comments.edits.push_back(RemoveComment{comment.id});
    comments.edits.push_back(AddComment{other});
  }
  some.write("comments/ana/a.history", write_group(comments));

  REQUIRE(write_pending(real_files(), some.project.folder,
                        {GroupId("g"), {{kAnasEntities, write_group(group)}, {kAnaOnA, write_group(history.groups()[0])}}}));

  const Ran ran = check_schemas(some.project.folder);
  if (ran.status == 77) {
    MESSAGE(ran.said);
    return;
  }
  CHECK_MESSAGE(ran.status == 0, ran.said);
  CHECK(ran.said.find("files and lines checked") != std::string::npos);
}

TEST_CASE("the schemas refuse what the reader refuses") {
  const SomeProject some;
  some.write(
      "annotations/ana/a.json",
      R"({"format": "sayso/annotations/1", "article": "a", "annotator": "ana", "spans": [{"id": "s", "at": [[1]]}]})");
  const Ran ran = check_schemas(some.project.folder);
  if (ran.status == 77) {
    MESSAGE(ran.said);
    return;
  }
  CHECK(ran.status == 1);
  CHECK(ran.said.find("spans[0]") != std::string::npos);
}
