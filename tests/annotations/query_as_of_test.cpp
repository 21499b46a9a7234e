// Going back in histories: what was said by a moment, or as it was handed in, and the entities of then.
#include "annotations/query/as_of.h"

#include "annotations/agreement/submissions.h"
#include "annotations/query/stats.h"
#include "annotations/store/join.h"
#include "annotations/store/move_article.h"
#include "annotations/store/text_corrections.h"
#include "tests/annotations/session_support.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

constexpr std::chrono::hours kDay{24};

// Ana's work on "a" from 2026-01-02T03:04:05.678Z on: a cue a day. On the second day she submits, on the third she
// re-opens and renames somebody, on the fourth she submits again, on the fifth she re-opens.
struct DeskOfDays : Desk {
  DeskOfDays() : Desk(Quick()) {
    auto session = session_on();
    REQUIRE(session->dispatch(gesture({AddSpan{a_cue("s1", 1, 3)}}, {AddEntity{an_entity("e1", "Ann")}})));
    clock.advance(kDay);
    REQUIRE(session->dispatch(gesture({AddSpan{a_cue("s2", 4, 8)}})));
    REQUIRE(session->submit());
    clock.advance(kDay);
    REQUIRE(session->reopen("slip"));
    REQUIRE(session->dispatch(gesture({AddSpan{a_cue("s3", 9, 12)}}, {RenameEntity{EntityId("e1"), "Ann Lee"}})));
    clock.advance(kDay);
    REQUIRE(session->submit());
    clock.advance(kDay);
    REQUIRE(session->reopen("more"));
    REQUIRE(session->dispatch(gesture({AddSpan{a_cue("s4", 13, 16)}})));
    session->close();
  }

  Project now() const { return open_project(real_files(), some.project.folder).value(); }
  AnnotationsThen found(const AsOf& as_of, const std::string& article = "a", const AnnotatorId& who = kAna) const {
    auto found = annotations_as_of(real_files(), now(), who, ArticleId(article), as_of);
    REQUIRE(found);
    return std::move(found).value();
  }
  // The ids of the spans then, or why there are none.
  std::string spans(const std::string& as_of, const std::string& article = "a", const AnnotatorId& who = kAna) const {
    const auto parsed = as_of_from_text(as_of);
    REQUIRE(parsed);
    const AnnotationsThen then = found(*parsed, article, who);
    CHECK(then.problems.empty());
    if (!then.then) return then.why_not;
    std::string ids;
    for (const Span& span : then.then->state.spans) ids += (ids.empty() ? "" : " ") + span.id.value;
    return ids;
  }
  std::string name_of_e1(const std::string& as_of) const {
    const auto entities = entities_as_of(real_files(), now(), *as_of_from_text(as_of));
    REQUIRE(entities);
    CHECK(entities->problems.empty());
    const Entity* found = entities->registry.entities.find("e1");
    return found ? found->name : "";
  }
};

}  // namespace

TEST_CASE("a state to go back to is read, in UTC, and anything else is refused with what can be said") {
  const auto upto = [](const std::string& text) { return AsOf(UpTo{text}); };
  CHECK(*as_of_from_text("now") == AsOf(StateNow{}));
  CHECK(*as_of_from_text("first") == AsOf(FirstSubmission{}));
  CHECK(*as_of_from_text("last") == AsOf(LastSubmission{}));
  CHECK(*as_of_from_text("2") == AsOf(NthSubmission{2}));
  CHECK(*as_of_from_text("2026-01-31") == upto("2026-01-31"));
  CHECK(*as_of_from_text("2026-01-31T12:00") == upto("2026-01-31T12:00"));
  CHECK(*as_of_from_text("2026-01-31T12:00:01Z") == upto("2026-01-31T12:00:01"));
  CHECK(*as_of_from_text("2026-01-31T00:30+01:00") == upto("2026-01-30T23:30"));
  CHECK(*as_of_from_text("2026-01-31T12:00:01.250-02:30") == upto("2026-01-31T14:30:01.250"));
  for (const char* wrong : {"", "yesterday", "2026-1-31", "2026-02-30", "2026-13-01", "2026-01", "2026-01-31T25:00", "2026-01-31 12:00",
                            "2026-01-31T12", "2026-01-31Z", "0", "-1", "1.5", "first ", "99999999999999999999999"}) {
    CAPTURE(wrong);
    const auto read = as_of_from_text(wrong);
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == ErrorKind::usage);
    CHECK(!read.error().remedy.empty());
  }
}

TEST_CASE("a day counts to its end, and a moment is included to the millisecond") {
  const DeskOfDays desk;
  CHECK(desk.spans("2026-01-01") == "not begun by 2026-01-01");
  CHECK(desk.spans("2026-01-02") == "s1");
  CHECK(desk.spans("2026-01-03") == "s1 s2");
  CHECK(desk.spans("2026-01-04") == "s1 s2 s3");
  CHECK(desk.spans("2026-01-05") == "s1 s2 s3");
  CHECK(desk.spans("2026-01-06") == "s1 s2 s3 s4");
  CHECK(desk.spans("2026-01-03T03:04:05.677Z") == "s1");
  CHECK(desk.spans("2026-01-03T03:04:05.678Z") == "s1 s2");
  CHECK(desk.spans("2026-01-03T03:04:05") == "s1 s2");
  CHECK(desk.spans("2026-01-03T03:03") == "s1");
  CHECK(desk.spans("2026-01-03T04:04+01:00") == "s1 s2");
  CHECK(desk.spans("now") == "s1 s2 s3 s4");
  CHECK(desk.found(UpTo{"2026-01-03"}).then->state.status == Status::done);
  CHECK(desk.found(UpTo{"2026-01-04"}).then->state.status == Status::reopened);
  CHECK(desk.found(UpTo{"2026-01-01"}).begun == "2026-01-02T03:04:05.678Z");
}

TEST_CASE("submissions are found by their number, the first and the last, and stay as they were handed in") {
  const DeskOfDays desk;
  CHECK(desk.spans("first") == "s1 s2");
  CHECK(desk.spans("1") == "s1 s2");
  CHECK(desk.spans("2") == "s1 s2 s3");
  CHECK(desk.spans("last") == "s1 s2 s3");
  CHECK(desk.spans("3") == "submitted 2 times");
  CHECK(desk.found(LastSubmission{}).then->submission == 2);
  CHECK(desk.found(FirstSubmission{}).then->groups.size() == 3);
}

TEST_CASE("entities are those of the moment, and of now for submissions") {
  const DeskOfDays desk;
  CHECK(desk.name_of_e1("2026-01-01") == "");
  CHECK(desk.name_of_e1("2026-01-02") == "Ann");
  CHECK(desk.name_of_e1("2026-01-03") == "Ann");
  CHECK(desk.name_of_e1("2026-01-04") == "Ann Lee");
  CHECK(desk.name_of_e1("first") == "Ann Lee");
  CHECK(desk.name_of_e1("now") == "Ann Lee");
}

TEST_CASE("everybody's entity histories count, in the order in which they saw each other") {
  DeskOfDays desk;  // it is 2026-01-06
  auto bens = desk.session_on("a", kBen);
  REQUIRE(bens->dispatch(gesture({}, {RenameEntity{EntityId("e1"), "A. Lee"}, AddEntity{an_entity("e2", "Ben")}})));
  bens->close();
  CHECK(desk.name_of_e1("2026-01-05") == "Ann Lee");
  CHECK(desk.name_of_e1("2026-01-06") == "A. Lee");
  const auto opened = open_entities(real_files(), desk.now(), {});
  const auto then = entities_as_of(real_files(), desk.now(), UpTo{"2026-01-06"});
  REQUIRE(then);
  CHECK(write_entities(then->registry) == write_entities(opened->state));
}

TEST_CASE("what two machines did apart counts by when each was made, and with all that its maker had seen") {
  Desk desk{Desk::Quick()};
  const auto made = [](const std::string& id, const std::string& after, const std::string& time, std::vector<Edit> edits) {
    Group group;
    group.id = GroupId(id);
    if (!after.empty()) group.after = {GroupId(after)};
    group.time = time + ".000Z";
    group.by = "ana";
    group.edits = std::move(edits);
    return group;
  };
  const std::string sha256 = sha256_hex(desk.read("articles/a.txt"));
  const std::vector<Group> ours = {
      made("1", "", "2026-01-02T00:00:00", {Begin{ArticleId("a"), kAna, sha256}, AddSpan{a_cue("s1", 1, 3)}}),
      made("2", "1", "2026-01-05T00:00:00", {AddSpan{a_cue("s2", 4, 8)}}),
      // The clock was set right: it was made after the one before it, which counts with it.
      made("4", "2", "2026-01-04T00:00:00", {AddSpan{a_cue("s4", 9, 12)}})};
  const std::vector<Group> theirs = {ours[0], made("3", "1", "2026-01-03T00:00:00", {AddSpan{a_cue("s3", 13, 16)}})};
  const auto joined = join(ours, theirs);
  REQUIRE(joined.back().kind == GroupKind::join);
  const auto spans = [&](const std::string& day) {
    const auto found = annotations_as_of(real_files(), desk.some.project, kAna, ArticleId("a"), UpTo{day});
    REQUIRE(found);
    REQUIRE(found->then);
    std::string ids;
    for (const Span& span : found->then->state.spans) ids += (ids.empty() ? "" : " ") + span.id.value;
    return ids;
  };
  std::vector<Group> unjoined = joined;
  unjoined.pop_back();
  for (const std::vector<Group>* groups : std::initializer_list<const std::vector<Group>*>{&joined, &unjoined}) {
    desk.some.write("annotations/ana/a.history", write_history(*groups, {}));
    CHECK(spans("2026-01-02") == "s1");
    CHECK(spans("2026-01-03") == "s1 s3");
    CHECK(spans("2026-01-04") == "s1 s2 s3 s4");
  }
}

TEST_CASE("after a correction what was said then stands on the text of now, after renaming it is the article's of now") {
  DeskOfDays desk;
  REQUIRE(correct_text(real_files(), desk.clock, *desk.some.ids, desk.now(), ArticleId("a"), "Today: “We must act now,” she said.\n", "ana"));
  REQUIRE(rename_article(real_files(), desk.clock, *desk.some.ids, desk.now(), ArticleId("a"), ArticleId("news/b")));
  for (const AsOf& as_of : {AsOf(UpTo{"2026-01-02"}), AsOf(FirstSubmission{})}) {
    const AnnotationsThen then = desk.found(as_of, "news/b");
    REQUIRE(then.then);
    CHECK(then.then->state.article == ArticleId("news/b"));
    CHECK(then.then->state.spans.find("s1")->at[0].begin == CodePoint(8));
    CHECK(then.then->state.text_sha256 == sha256_hex(desk.read("articles/news/b.txt")));
  }
}

TEST_CASE("what was changed outside belongs to now alone") {
  DeskOfDays desk;
  std::string snapshot = desk.read("annotations/ana/a.json");
  const auto line = snapshot.find("    {\"id\": \"s1\"");
  snapshot.erase(line, snapshot.find('\n', line) + 1 - line);
  desk.some.write("annotations/ana/a.json", snapshot);
  CHECK(desk.found(StateNow{}).then->state.spans.size() == 3);
  CHECK(desk.found(UpTo{"2026-01-06"}).then->state.spans.size() == 4);
}

TEST_CASE("without a history it is told that nobody knows what was said then, a finished snapshot is one submission") {
  DeskOfDays desk;
  REQUIRE(desk.session_on()->submit());
  std::filesystem::remove(desk.some.path("annotations/ana/a.history"));
  const AnnotationsThen then = desk.found(UpTo{"2026-01-03"});
  CHECK(!then.then);
  CHECK(has_problem(then.problems, "there is no history of it, so what it said by 2026-01-03 is not known"));
  CHECK(desk.found(FirstSubmission{}).then->state.spans.size() == 4);
  CHECK(desk.found(NthSubmission{1}).then);
  CHECK(!desk.found(NthSubmission{2}).then);
  std::filesystem::remove(desk.some.path("entities/ana.history"));
  const auto entities = entities_as_of(real_files(), desk.now(), UpTo{"2026-01-03"});
  REQUIRE(entities);
  CHECK(has_problem(entities->problems, "those of now and not of 2026-01-03"));
  CHECK(entities->registry.entities.size() == 1);
}

TEST_CASE("a damaged line of the history is told, and the rest counts") {
  DeskOfDays desk;
  std::string bytes = desk.read("annotations/ana/a.history");
  bytes[bytes.find("\"s2\"") + 1] = 'x';
  desk.some.write("annotations/ana/a.history", bytes);
  const AnnotationsThen then = desk.found(UpTo{"2026-01-03"});
  REQUIRE(then.then);
  CHECK(then.then->state.spans.size() == 1);
  CHECK(has_problem(then.problems, "does not fit its sum"));
}

TEST_CASE("where nothing is as of then, it is said when it began, or how often things were submitted") {
  DeskOfDays desk;
  const auto check = [&](const AsOf& as_of, const std::vector<AnnotatorId>& who = {}) {
    const auto any = check_as_of(real_files(), desk.now(), who, {}, as_of);
    return any ? std::string() : to_text(any.error());
  };
  CHECK(check(UpTo{"2026-01-01"}).find("nothing had been annotated by 2026-01-01 (UTC); the first edit was made at 2026-01-02T03:04:05.678Z") !=
        std::string::npos);
  CHECK(check(NthSubmission{3}).find("nothing was submitted 3 times") != std::string::npos);
  CHECK(check(UpTo{"2026-01-02"}) == "");
  CHECK(check(NthSubmission{2}) == "");
  CHECK(check(StateNow{}) == "");
  auto bens = desk.session_on("a", kBen);
  REQUIRE(bens->dispatch(gesture({AddSpan{a_cue("b1", 1, 3)}})));
  bens->close();
  CHECK(check(FirstSubmission{}, {kBen}).find("nothing was submitted") != std::string::npos);
  CHECK(check(UpTo{"2026-01-05"}, {kBen}).find("2026-01-06T") != std::string::npos);
  CHECK(check(UpTo{"2026-01-05"}) == "");
}

TEST_CASE("counts are those of then, and work that came later is named") {
  DeskOfDays desk;
  auto bens = desk.session_on("a", kBen);
  REQUIRE(bens->dispatch(gesture({AddSpan{a_cue("b1", 1, 3)}})));
  bens->close();
  const auto stats = project_stats(real_files(), desk.now(), UpTo{"2026-01-03"});
  REQUIRE(stats);
  CHECK(stats->annotators.at(0).layers.at("cue") == 2);
  CHECK(stats->annotators.at(0).groups == 3);
  CHECK(stats->annotators.at(0).submissions == 1);
  CHECK(stats->annotators.at(0).statuses.at(Status::done) == 1);
  CHECK(stats->annotators.at(1).articles == 0);
  CHECK(stats->not_then == std::vector{NotThen{ArticleId("a"), kBen, "not begun by 2026-01-03"}});
}

TEST_CASE("only submissions are compared: as of a moment the last one up to it, with the entities of then") {
  DeskOfDays desk;
  SubmissionsWanted wanted;
  wanted.as_of = UpTo{"2026-01-04"};
  auto compared = load_submissions(real_files(), desk.now(), wanted);
  REQUIRE(compared);
  REQUIRE(compared->states.size() == 1);
  CHECK(compared->states[0].state.spans.size() == 2);
  CHECK(compared->states[0].submission == 1);
  CHECK(compared->registry.entities.find("e1")->name == "Ann Lee");
  wanted.as_of = UpTo{"2026-01-02"};
  compared = load_submissions(real_files(), desk.now(), wanted);
  REQUIRE_FALSE(compared);
  CHECK(to_text(compared.error()).find("no last submissions up to 2026-01-02") != std::string::npos);
  wanted.as_of = NthSubmission{2};
  CHECK(load_submissions(real_files(), desk.now(), wanted)->states.at(0).state.spans.size() == 3);
  wanted.as_of = NthSubmission{3};
  CHECK_FALSE(load_submissions(real_files(), desk.now(), wanted));
}
