// Comments stand in their author's own file, are joined like other histories, and go wherever their article goes.
#include <algorithm>
#include <cerrno>
#include <set>

#include "annotations/query/comments.h"
#include "annotations/store/fsck.h"
#include "annotations/store/join.h"
#include "annotations/store/json_line.h"
#include "annotations/store/merge_files.h"
#include "annotations/store/merged_state.h"
#include "annotations/store/move_article.h"
#include "annotations/store/replay.h"
#include "annotations/store/rescued.h"
#include "annotations/store/text_corrections.h"
#include "tests/annotations/session_support.h"
#include "tests/support/forwarding_files.h"
#include "tests/support/random_choices.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

constexpr const char* kAnas = "comments/ana/a.history";
constexpr const char* kBens = "comments/ben/a.history";

// "We must act now" of the article "a" is [1, 16].
OnText on_words(const Desk& desk, std::size_t begin, std::size_t end, const std::string& words) {
  return {{{CodePoint(begin), CodePoint(end)}}, {words}, sha256_hex(desk.read("articles/a.txt"))};
}

struct CommentDesk : Desk {
  CommentDesk() : Desk(Quick()) {}

  void comment(const AnnotatorId& author, std::vector<CommentEdit> edits, const std::string& article = "a") {
    auto session = session_on(article, author);
    const auto done = session->comment(std::move(edits));
    REQUIRE_MESSAGE(done, to_text(done.error()));
    session->close();
    REQUIRE(std::holds_alternative<Saved>(session->save_state()));
  }
  Project now() const {
    auto project = open_project(real_files(), some.project.folder);
    REQUIRE(project);
    return std::move(project).value();
  }
  OpenedComments open(const AnnotatorId& author = kAna, const std::string& article = "a") const {
    auto opened = open_comments(real_files(), now(), author, ArticleId(article));
    REQUIRE(opened);
    return std::move(opened).value();
  }
  std::vector<FoundComment> found(const std::string& article = "a") const {
    auto found = comments_on(real_files(), now(), ArticleId(article));
    REQUIRE(found);
    CHECK(found->problems.empty());
    return std::move(found->comments);
  }
  std::string ids(const std::string& article = "a") const {
    std::string all;
    for (const FoundComment& each : found(article)) all += (all.empty() ? "" : " ") + each.comment.id.value;
    return all;
  }
  std::string problems(bool repair = false) {
    const auto report = fsck(real_files(), clock, *some.ids, now(), repair);
    REQUIRE(report);
    std::string all;
    for (const FsckFinding& finding : report->findings) all += (finding.mended ? "mended: " : "") + to_text(finding.problem) + "\n";
    return all;
  }
};

// A disk that is full for what is appended to comments in a project.
class FullForComments final : public ForwardingFiles {
 public:
  using ForwardingFiles::ForwardingFiles;
  bool full = false;

  Outcome<FileHandle> open(const Path& path, OpenFor use) override {
    auto opened = ForwardingFiles::open(path, use);
    if (opened.ok() && use == OpenFor::append && path.string().find("/p/comments/") != std::string::npos) comments_.push_back(*opened);
    return opened;
  }
  Outcome<std::size_t> write(FileHandle file, std::string_view bytes) override {
    if (full && std::ranges::count(comments_, file) > 0) return Outcome<std::size_t>::failed(ENOSPC);
    return ForwardingFiles::write(file, bytes);
  }
  Errno close(FileHandle file) override {
    std::erase(comments_, file);
    return ForwardingFiles::close(file);
  }

 private:
  std::vector<FileHandle> comments_;
};

// A machine with a copy of ana's comments, and a clock of its own.
class Machine {
 public:
  explicit Machine(unsigned seed, std::chrono::seconds off = {}) : ids_(repeatable_ids(seed, clock_)), choices_(seed) { clock_.advance(off); }

  void make(std::vector<CommentEdit> edits) {
    clock_.advance(std::chrono::milliseconds(choices_.pick(1, 3000)));
    CommentGroup group;
    group.id = GroupId(ids_->next());
    if (!groups.empty()) group.after = {groups.back().id};
    group.time = to_rfc3339(clock_.now());
    group.by = "ana";
    group.rules = "small@1+9f2c";
    if (state.article.empty()) group.edits.push_back(BeginComments{ArticleId("a"), kAna});
    group.edits.insert(group.edits.end(), edits.begin(), edits.end());
    state = update_leniently(std::move(state), group);
    groups.push_back(std::move(group));
  }

  void work() {
    const RecordId some(choices_.some_key(state.comments));
    switch (state.comments.empty() ? 0 : choices_.pick(0, 5)) {
      case 0: case 1: return make({AddComment{a_comment(ids_->next(), "why?")}});
      case 2: return make({SetCommentText{some, "text " + std::to_string(choices_.pick(1, 4))}});
      case 3: return make({ResolveComment{some, choices_.pick(0, 1) == 1}});
      case 4: return make({RemoveComment{some}});
      default: return make({SetCommentText{some, "both"}, ResolveComment{some, true}});
    }
  }

  void join_with(const Machine& other) {
    groups = join(groups, other.groups);
    state = replay(groups);
  }
  void start_from(const Machine& other) {
    groups = other.groups;
    state = other.state;
  }

  std::vector<CommentGroup> groups;
  Comments state;

 private:
  TestClock clock_;
  std::unique_ptr<IdSource> ids_;
  RandomChoices choices_;
};

std::string bytes_of(const Machine& machine) { return write_history(machine.groups, {}); }

}  // namespace

TEST_CASE("a comment on another's annotation is written into its author's file and into no other") {
  CommentDesk desk;
  {
    auto session = desk.session_on();
    REQUIRE(session->dispatch(gesture({AddSpan{a_cue("s1")}})));
    session->close();
  }
  const std::string before = desk.every_byte();
  desk.comment(kBen, {AddComment{a_comment("c1", "whose words?", OnRecord{kAna, RecordId("s1")})}});
  CHECK(desk.read(kBens).find("whose words?") != std::string::npos);
  std::filesystem::remove_all(desk.some.path("comments"));
  std::filesystem::remove_all(desk.some.path(".sayso"));
  const std::string after = desk.every_byte();
  CHECK(after == before);
}

TEST_CASE("comments are edited, resolved, opened again and removed, and each step stays in the history") {
  CommentDesk desk;
  desk.comment(kAna, {AddComment{a_comment("c1", "whose?")}, AddComment{a_comment("c2", "agency copy")}});
  desk.comment(kAna, {SetCommentText{RecordId("c1"), "whose words?"}, ResolveComment{RecordId("c1")}});
  CHECK(desk.open().state.comments.find("c1")->text == "whose words?");
  CHECK(desk.open().state.comments.find("c1")->resolved);
  desk.comment(kAna, {ResolveComment{RecordId("c1"), false}});
  CHECK_FALSE(desk.open().state.comments.find("c1")->resolved);
  desk.comment(kAna, {RemoveComment{RecordId("c1")}});
  CHECK(desk.ids() == "c2");
  CHECK(desk.open().groups.size() == 4);
  CHECK(desk.read(kAnas).find("whose?") != std::string::npos);
}

TEST_CASE("a comment that is not hers is changed by nobody, and a refused change writes nothing") {
  CommentDesk desk;
  desk.comment(kAna, {AddComment{a_comment("c1", "why?")}});
  const std::string before = desk.read(kAnas);
  auto bens = desk.session_on("a", kBen);
  CHECK_FALSE(bens->comment({RemoveComment{RecordId("c1")}}));
  CHECK_FALSE(bens->comment({SetCommentText{RecordId("c1"), "because"}}));
  bens->close();
  CHECK(desk.read(kAnas) == before);
  CHECK(desk.open(kBen).groups.empty());
  CHECK(desk.ids() == "c1");
}

TEST_CASE("gold is nobody who could comment") {
  CommentDesk desk;
  auto session = desk.session_on("a", kGold);
  const auto done = session->comment({AddComment{a_comment("c1", "why?")}});
  REQUIRE_FALSE(done);
  CHECK(done.error().kind == ErrorKind::usage);
}

TEST_CASE("a submitted article can be commented on, and undo leaves comments alone") {
  CommentDesk desk;
  auto session = desk.session_on();
  REQUIRE(session->dispatch(gesture({AddSpan{a_cue("s1")}})));
  REQUIRE(session->comment({AddComment{a_comment("c1", "why?")}}));
  REQUIRE(session->undo());
  CHECK(session->article()->state.spans.empty());
  REQUIRE(session->submit());
  REQUIRE(session->comment({AddComment{a_comment("c2", "done")}}));
  session->close();
  CHECK(desk.ids() == "c1 c2");
}

TEST_CASE("threads are listed in text order, the article's first, what lost its place last, replies below what they answer") {
  CommentDesk desk;
  {
    auto session = desk.session_on();
    REQUIRE(session->dispatch(gesture({AddSpan{a_cue("s1", 3, 9)}, AddSpan{a_cue("s2", 1, 2)}})));
    session->close();
  }
  desk.comment(kAna, {AddComment{a_comment("late", "and she?", on_words(desk, 17, 20, " sh"))},
                      AddComment{a_comment("cue", "a cue?", OnRecord{kAna, RecordId("s1")})},
                      AddComment{a_comment("all", "agency copy")},
                      AddComment{a_comment("lost", "nobody has it", OnRecord{kBen, RecordId("s1")})},
                      AddComment{a_comment("astray", "an answer", OnComment{kBen, RecordId("none")})}});
  desk.comment(kBen, {AddComment{a_comment("no", "no", OnComment{kAna, RecordId("cue")})}});
  desk.comment(kAna, {AddComment{a_comment("yes", "yes", OnComment{kBen, RecordId("no")})}});
  CHECK(desk.ids() == "all cue no yes late astray lost");
  const auto found = desk.found();
  CHECK(found[1].words == " must ");
  CHECK(found[1].line == 1);
  CHECK(found[3].depth == 2);
  CHECK(found[3].at == found[1].at);
  CHECK(found[5].is_about_gone);
  CHECK(found[6].is_about_gone);
  CHECK(found[6].at.empty());
}

TEST_CASE("answers that answer each other by hand are shown, once each") {
  CommentDesk desk;
  desk.comment(kAna, {AddComment{a_comment("a", "1", OnComment{kAna, RecordId("b")})},
                      AddComment{a_comment("b", "2", OnComment{kAna, RecordId("a")})},
                      AddComment{a_comment("c", "3", OnComment{kAna, RecordId("a")})}});
  CHECK(desk.ids() == "a c b");
}

TEST_CASE("a comment on a stretch of text stays on its words when the text is corrected, and loses its place with them") {
  CommentDesk desk;
  desk.comment(kAna, {AddComment{a_comment("act", "now?", on_words(desk, 9, 12, "act"))},
                      AddComment{a_comment("she", "who?", on_words(desk, 19, 22, "she"))}});
  const auto corrected = correct_text(real_files(), desk.clock, *desk.some.ids, desk.now(), ArticleId("a"),
                                      "Yesterday: “We must act now,” said.\n", "ana");
  REQUIRE(corrected);
  const auto found = desk.found();
  REQUIRE(found.size() == 2);
  CHECK(found[0].words == "act");
  CHECK(found[0].at[0].begin == CodePoint(20));
  CHECK(found[1].comment.id == RecordId("she"));
  CHECK(found[1].is_about_gone);
}

TEST_CASE("a comment on a stretch of another text that nothing leads from has no place and is kept") {
  CommentDesk desk;
  OnText elsewhere = on_words(desk, 9, 12, "act");
  elsewhere.text_sha256 = std::string(64, '0');
  desk.comment(kAna, {AddComment{a_comment("c", "now?", elsewhere)}});
  CHECK(desk.found().at(0).is_about_gone);
}

TEST_CASE("what an author remarked on two machines is joined to the same bytes, and nothing is lost") {
  std::size_t conflicts = 0, withstood = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    RandomChoices choices(seed);
    Machine a(seed * 10 + 1), b(seed * 10 + 2, std::chrono::seconds(choices.pick(-60, 60))), c(seed * 10 + 3);
    for (int i = choices.pick(0, 5); i > 0; --i) a.work();
    if (choices.pick(0, 3)) b.start_from(a);  // else both begin the file
    c.start_from(a);
    for (Machine* each : {&a, &b, &c}) {
      for (int i = choices.pick(1, 6); i > 0; --i) each->work();
    }
    const auto ab = join(a.groups, b.groups), ba = join(b.groups, a.groups);
    REQUIRE(write_history(ab, {}) == write_history(ba, {}));
    REQUIRE(as_text(MergedComments(ab).all()) == as_text(replay(ab)));
    // A third joins them in the other order.
    const auto all = join(ab, c.groups);
    const Comments joined = replay(all);
    REQUIRE(as_text(joined) == as_text(replay(join(join(c.groups, b.groups), a.groups))));
    std::set<GroupId> has;
    for (const CommentGroup& group : all) has.insert(group.id);
    for (const Machine* each : {&a, &b, &c}) {
      for (const CommentGroup& group : each->groups) REQUIRE(has.contains(group.id));
      for (const Comment& comment : each->state.comments) {
        const bool somebody_removed_it = std::ranges::any_of(all, [&](const CommentGroup& group) {
          return std::ranges::count(group.edits, CommentEdit(RemoveComment{comment.id})) > 0;
        });
        if (!somebody_removed_it) REQUIRE(joined.comments.contains(comment.id.value));
      }
    }
    for (const Comment& comment : joined.comments) {
      conflicts += comment.conflicts.fields.size();
      withstood += comment.conflicts.removed.empty() ? 0 : 1;
    }
  }
  CHECK(conflicts > 0);
  CHECK(withstood > 0);
}

TEST_CASE("a text that was changed differently keeps both, and editing it decides, a removal gives way to an edit") {
  Machine a(1), b(2);
  a.make({AddComment{a_comment("c1", "why?")}, AddComment{a_comment("c2", "who?")}});
  b.start_from(a);
  a.make({SetCommentText{RecordId("c1"), "why so?"}, RemoveComment{RecordId("c2")}});
  b.make({SetCommentText{RecordId("c1"), "why not?"}, ResolveComment{RecordId("c2")}});
  a.join_with(b);
  const Comment* both = a.state.comments.find("c1");
  REQUIRE(both);
  CHECK(both->conflicts.fields.at("text").size() == 2);
  REQUIRE(a.state.comments.find("c2"));
  CHECK(!a.state.comments.find("c2")->conflicts.removed.empty());
  CHECK(count_conflicts(a.state) == 2);
  a.make({SetCommentText{RecordId("c1"), "why?"}, ResolveComment{RecordId("c2"), false}});
  CHECK(count_conflicts(a.state) == 0);
}

TEST_CASE("git's merge driver joins comments as it joins other histories") {
  Machine a(1), b(2);
  a.make({AddComment{a_comment("c1", "why?")}});
  b.start_from(a);
  const std::string base = bytes_of(a);
  a.make({AddComment{a_comment("c2", "ours")}});
  b.make({AddComment{a_comment("c3", "theirs")}});
  const auto merged = merge_files({base, bytes_of(a), bytes_of(b)}, "a.history");
  REQUIRE(merged);
  a.join_with(b);
  CHECK(merged->bytes == bytes_of(a));
  CHECK(merged->conflicts == 0);
  // A damaged side is refused with what is wrong with it.
  const auto refused = merge_files({base, bytes_of(a), bytes_of(b) + "{\"id\": \"0193"}, "a.history");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.find("not written to its end") != std::string::npos);
}

TEST_CASE("a torn end of comments is told, set aside with the next comment, and mended") {
  CommentDesk desk;
  desk.comment(kAna, {AddComment{a_comment("c1", "why?")}});
  const std::string whole = desk.read(kAnas);
  const std::string torn = R"({"id": "0193)";
  for (const bool by_repair : {false, true}) {
    CAPTURE(by_repair);
    desk.some.write(kAnas, whole + torn);
    CHECK(has_problem(desk.open().problems, "not written to its end"));
    CHECK(desk.problems().find("comments/ana/a.history") != std::string::npos);
    if (by_repair) {
      CHECK(desk.problems(true).find("mended: ") != std::string::npos);
      CHECK(desk.ids() == "c1");
    } else {
      desk.comment(kAna, {AddComment{a_comment("c2", "next")}});
      CHECK(desk.ids() == "c1 c2");
    }
    CHECK(desk.problems() == "");
    CHECK(desk.every_byte().find(torn) != std::string::npos);  // set aside
  }
}

TEST_CASE("a damaged line of comments loses its own comment alone, and the original is kept by mending") {
  CommentDesk desk;
  for (const char* id : {"c1", "c2", "c3"}) desk.comment(kAna, {AddComment{a_comment(id, "why?")}});
  std::string bytes = desk.read(kAnas);
  bytes[bytes.find("\"c2\"") + 1] = 'x';
  desk.some.write(kAnas, bytes);
  CHECK(desk.problems().find("does not fit its sum") != std::string::npos);
  CHECK(desk.problems(true).find("mended: ") != std::string::npos);
  CHECK(desk.problems() == "");
  CHECK(desk.ids() == "c1 c3");
  CHECK(desk.every_byte().find("\"x2\"") != std::string::npos);
}

TEST_CASE("comments of a newer version are shown and not changed") {
  CommentDesk desk;
  desk.comment(kAna, {AddComment{a_comment("c1", "why?")}});
  CommentGroup newer;
  newer.id = GroupId("g");
  newer.edits = {ResolveComment{RecordId("c1")}};
  std::string line = write_group(newer);
  line.replace(line.find("resolve-comment"), 15, "praise-comment");
  line.resize(line.find(", \"sum\""));
  desk.some.write(kAnas, desk.read(kAnas) + with_sum(line + "}") + "\n");
  const std::string before = desk.read(kAnas);
  auto session = desk.session_on();
  const auto refused = session->comment({RemoveComment{RecordId("c1")}});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.find("newer version") != std::string::npos);
  session->close();
  CHECK(desk.read(kAnas) == before);
  CHECK(desk.open().state.comments.size() == 1);
}

TEST_CASE("a sync tool's second copy of comments is joined and set aside, by mending and by the next comment") {
  for (const bool by_repair : {false, true}) {
    CAPTURE(by_repair);
    CommentDesk desk;
    desk.comment(kAna, {AddComment{a_comment("c1", "why?")}});
    const std::string common = desk.read(kAnas);
    desk.comment(kAna, {AddComment{a_comment("c2", "theirs")}});
    const std::string copy = "comments/ana/a.sync-conflict-20260102-030405-ABC.history";
    desk.some.write(copy, desk.read(kAnas));
    desk.some.write(kAnas, common);
    desk.comment(kBen, {AddComment{a_comment("b", "ben's")}});  // her file alone is joined
    CHECK(desk.problems().find("second copy of comments/ana/a.history") != std::string::npos);
    if (by_repair) {
      CHECK(desk.problems(true).find("mended: ") != std::string::npos);
    } else {
      desk.comment(kAna, {AddComment{a_comment("c3", "next")}});
    }
    CHECK(!is_there(real_files(), desk.some.path(copy)));
    CHECK(desk.open().state.comments.contains("c2"));
    CHECK(desk.open().state.comments.size() == (by_repair ? 2 : 3));
    CHECK(desk.problems() == "");
  }
}

TEST_CASE("comments that went on apart are joined with the next comment") {
  CommentDesk desk;
  Machine a(1), b(2);
  a.make({AddComment{a_comment("c1", "why?")}});
  b.start_from(a);
  a.make({AddComment{a_comment("c2", "ours")}});
  b.make({AddComment{a_comment("c3", "theirs")}});
  desk.some.write(kAnas, bytes_of(a) + write_group(b.groups.back()));
  CHECK(desk.open().unjoined);
  CHECK(desk.ids() == "c1 c2 c3");
  desk.comment(kAna, {AddComment{a_comment("c4", "next")}});
  CHECK_FALSE(desk.open().unjoined);
  CHECK(desk.ids() == "c1 c2 c3 c4");
  CHECK(desk.open().groups[3].kind == GroupKind::join);
}

TEST_CASE("comments go with their article when it is renamed, removed and brought back") {
  CommentDesk desk;
  desk.comment(kAna, {AddComment{a_comment("c1", "why?")}});
  desk.comment(kBen, {AddComment{a_comment("c2", "because", OnComment{kAna, RecordId("c1")})}});
  REQUIRE(rename_article(real_files(), desk.clock, *desk.some.ids, desk.now(), ArticleId("a"), ArticleId("news/b")));
  CHECK(!is_there(real_files(), desk.some.path(kAnas)));
  CHECK(desk.ids("news/b") == "c1 c2");
  desk.comment(kAna, {AddComment{a_comment("c3", "more")}}, "news/b");
  CHECK(desk.ids("news/b") == "c1 c2 c3");
  CHECK(desk.problems() == "");

  const std::string before = desk.every_byte();
  REQUIRE(remove_article(real_files(), desk.clock, desk.now(), ArticleId("news/b")));
  CHECK(!is_there(real_files(), desk.some.path("comments/ben/news/b.history")));
  CHECK(desk.problems() == "");
  REQUIRE(bring_back_article(real_files(), desk.now(), ArticleId("news/b")));
  CHECK(desk.every_byte() == before);
  CHECK(desk.ids("news/b") == "c1 c2 c3");
}

TEST_CASE("an article on which somebody is commenting is not renamed") {
  CommentDesk desk;
  auto session = desk.session_on();
  REQUIRE(session->comment({AddComment{a_comment("c1", "why?")}}));
  session->wait_until_saved();
  const auto refused = rename_article(real_files(), desk.clock, *desk.some.ids, desk.now(), ArticleId("a"), ArticleId("b"));
  REQUIRE_FALSE(refused);
  CHECK(to_text(refused.error()).find("'ana' is commenting on it") != std::string::npos);
}

TEST_CASE("comments of an article that is not there are found by fsck") {
  CommentDesk desk;
  desk.comment(kAna, {AddComment{a_comment("c1", "why?")}});
  desk.some.write("comments/ana/b.history", desk.read(kAnas));
  CHECK(desk.problems().find("comments of an article that the project does not have") != std::string::npos);
}

TEST_CASE("a comment that the disk refuses is kept in the user's folder and brought back") {
  CommentDesk desk;
  {
    FullForComments files(real_files());
    auto opened = Session::open({&files, &desk.clock, desk.some.ids.get(), desk.state_folder(), {}, {}}, desk.some.project.folder, kAna);
    REQUIRE(opened);
    auto session = std::move(opened).value();
    REQUIRE(session->open_article(ArticleId("a")));
    REQUIRE(session->comment({AddComment{a_comment("c1", "why?")}}));
    session->wait_until_saved();
    files.full = true;
    REQUIRE(session->comment({AddComment{a_comment("c2", "why not?")}}));
    session->wait_until_saved();
    REQUIRE(std::holds_alternative<NotSaved>(session->save_state()));
  }
  CHECK(desk.ids() == "c1");
  auto rescued = find_rescued(real_files(), desk.now(), desk.state_folder());
  REQUIRE(rescued);
  REQUIRE(rescued->size() == 1);
  CHECK(rescued->front().file == comments_file(kAna, ArticleId("a")));
  auto session = desk.session_on();
  const auto back = session->bring_back();
  REQUIRE(back);
  CHECK(back->changes == 1);
  REQUIRE(session->comment({AddComment{a_comment("c3", "after")}}));
  session->close();
  CHECK(desk.ids() == "c1 c2 c3");
}
