// Comments from the command line, on the real program: each goes into its author's own file.

#include "tests/cli/program.h"

using namespace sayso;

namespace {

// The project `press` with ana's quote of `budget`.
struct CommentDesk : Desk {
  std::string quote, span;

  CommentDesk() {
    make_project();
    Words words = kEdit;
    words.push_back("--json");
    const auto ids = sayso(words, kQuote).json()["groups"][0]["ids"];
    quote = ids["new:2"];
    span = ids["new:1"];
  }

  Words words(const std::string& action, const std::string& who, const Words& more) const {
    Words all = {"comment", action, "press", "--annotator", who, "--article", "budget"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  // The id of the comment.
  std::string comment(const std::string& action, const std::string& who, const Words& more, const std::string& input = {}) const {
    Words all = words(action, who, more);
    all.push_back("--json");
    const Ran ran = sayso(all, input);
    REQUIRE_MESSAGE(ran.status == 0, ran.err);
    return ran.json()["comment"];
  }
  nlohmann::ordered_json comments(const Words& more = {}) const {
    Words all = {"comments", "press", "--json"};
    all.insert(all.end(), more.begin(), more.end());
    const Ran ran = sayso(all);
    REQUIRE_MESSAGE(ran.status == 0, ran.err);
    return ran.json()["comments"];
  }
  void is_refused(const Words& command, const std::string& words) const {
    const auto before = tree("press");
    const Ran ran = sayso(command);
    CHECK(ran.status == 2);
    CHECK_MESSAGE(ran.err.find(words) != std::string::npos, ran.err);
    CHECK(tree("press") == before);
  }
};

}  // namespace

TEST_CASE("a comment on an annotation, a stretch, the article and a comment is found again in text order") {
  CommentDesk desk;
  const auto annotations = desk.bytes("press/annotations/ana/budget.history");
  const auto on_quote = desk.comment("add", "ben", {"--on", desk.quote, "--text", "who says so?"});
  desk.comment("add", "ben", {"--at", "20:23", "--at", "24:27", "--text", "-"}, "her first name,\nher second\n");
  desk.comment("add", "cleo", {"--text", "agency copy"});
  const auto reply = desk.comment("reply", "ana", {"--on", on_quote, "--text", "Ann Lee"});
  CHECK(desk.bytes("press/annotations/ana/budget.history") == annotations);
  CHECK(desk.tree("press/comments").size() == 6);  // three folders, a file in each

  const auto all = desk.comments();
  REQUIRE(all.size() == 4);
  CHECK(all[0]["text"] == "agency copy");
  CHECK(all[0]["at"].empty());
  CHECK(all[1]["id"] == on_quote);
  CHECK(all[1]["on"]["annotator"] == "ana");
  CHECK(all[1]["on"]["record"] == desk.quote);
  CHECK(all[1]["at"] == nlohmann::ordered_json::parse("[[0, 14]]"));
  CHECK(all[1]["words"] == "“We must act,”");
  CHECK(all[1]["line"] == 1);
  CHECK(all[2]["id"] == reply);
  CHECK(all[2]["on"]["comment"] == on_quote);
  CHECK(all[2]["depth"] == 1);
  CHECK(all[3]["text"] == "her first name,\nher second");
  CHECK(all[3]["words"] == "Ann … Lee");
  const std::string said = desk.sayso({"comments", "press"}).out;
  CHECK_MESSAGE(said.find("budget:1: «“We must act,”» ben ") != std::string::npos, said);
  CHECK(said.find("\n  ana ") != std::string::npos);
  CHECK(desk.sayso({"fsck", "press"}).status == 0);
}

TEST_CASE("an author edits, resolves, opens again and removes her comment, the history has each step") {
  CommentDesk desk;
  const auto id = desk.comment("add", "ben", {"--on", desk.span, "--text", "who?"});
  desk.comment("edit", "ben", {"--id", id, "--text", "who says so?"});
  desk.comment("resolve", "ben", {"--id", id});
  CHECK(desk.comments()[0]["resolved"] == true);
  CHECK(desk.comments()[0]["text"] == "who says so?");
  CHECK(desk.comments({"--open"}).empty());
  desk.comment("reopen", "ben", {"--id", id});
  CHECK(desk.comments({"--open"}).size() == 1);
  desk.comment("remove", "ben", {"--id", id});
  CHECK(desk.comments().empty());
  const Ran ran = desk.sayso({"history", "press", "--annotator", "ben", "--article", "budget", "--comments", "--json"});
  REQUIRE(ran.status == 0);
  std::string edits;
  const auto document = ran.json();
  for (const auto& group : document["groups"]) {
    for (const auto& edit : group["edits"]) edits += edit["edit"].get<std::string>() + " ";
  }
  CHECK(edits == "begin-comments add-comment set-comment-text resolve-comment reopen-comment remove-comment ");
  CHECK(desk.sayso({"history", "press", "--annotator", "ana", "--article", "budget", "--comments"}).status == 2);
}

TEST_CASE("a comment is changed by its author only, and one on nothing that is there is refused") {
  CommentDesk desk;
  const auto id = desk.comment("add", "ben", {"--on", desk.quote, "--text", "who?"});
  desk.is_refused(desk.words("edit", "ana", {"--id", id, "--text", "x"}), "is of ben, and only its author changes it");
  desk.is_refused(desk.words("resolve", "ana", {"--id", id}), "only its author");
  desk.is_refused(desk.words("remove", "ana", {"--id", id}), "only its author");
  desk.is_refused(desk.words("remove", "ben", {"--id", "none"}), "there is no comment 'none'");
  desk.is_refused(desk.words("reply", "ana", {"--on", "none", "--text", "x"}), "there is no comment 'none'");
  desk.is_refused(desk.words("add", "ana", {"--on", "none", "--text", "x"}), "nobody has an annotation 'none'");
  desk.is_refused(desk.words("add", "ana", {"--on", desk.quote, "--of", "ben", "--text", "x"}), "'ben' has no annotation");
  desk.is_refused(desk.words("add", "ana", {"--at", "20:2000", "--text", "x"}), "outside the text");
  desk.is_refused(desk.words("add", "ana", {"--at", "20-23", "--text", "x"}), "--at 20-23");
  desk.is_refused(desk.words("add", "ana", {"--at", "20:23", "--at", "5:7", "--text", "x"}), "order of the text");
  desk.is_refused(desk.words("add", "ana", {"--at", "5:7", "--on", desk.quote, "--text", "x"}), "one thing");
  desk.is_refused(desk.words("add", "ana", {}), "needs --text");
  desk.is_refused(desk.words("add", "ana", {"--text", "\n"}), "says nothing");
  desk.is_refused(desk.words("resolve", "ben", {"--id", id, "--text", "x"}), "takes no --text");
  desk.is_refused(desk.words("resolve", "ben", {}), "needs --id");
  desk.is_refused(desk.words("add", "gold", {"--text", "x"}), "'gold' is reserved");
  desk.is_refused({"comment", "add", "press", "--annotator", "ana", "--article", "none", "--text", "x"}, "there is no article 'none'");
  desk.is_refused({"comments", "press", "--annotator", "nobody"}, "'nobody' has commented on nothing");
  CHECK(desk.comments({"--annotator", "ben"}).size() == 1);
}

TEST_CASE("of annotations with one id the comment names whose it is") {
  CommentDesk desk;
  desk.put("press/annotations/ben/budget.json", desk.bytes("press/annotations/ana/budget.json"));
  std::string copy = desk.bytes("press/annotations/ben/budget.json");
  copy.replace(copy.find("\"annotator\": \"ana\""), 18, "\"annotator\": \"ben\"");
  desk.put("press/annotations/ben/budget.json", copy);
  desk.is_refused(desk.words("add", "ana", {"--on", desk.quote, "--text", "x"}), "--of NAME");
  desk.comment("add", "ana", {"--on", desk.quote, "--of", "ben", "--text", "yours?"});
  CHECK(desk.comments()[0]["on"]["annotator"] == "ben");
}

TEST_CASE("a comment outlives what it is about, and says so") {
  CommentDesk desk;
  desk.comment("add", "ben", {"--on", desk.span, "--text", "who?"});
  const std::string removal = R"([{"edit": "clear-role", "of": ")" + desk.quote + R"(", "role": "content"}, {"edit": "remove-frame", "of": ")" + desk.quote +
                              R"("}, {"edit": "remove-span", "of": ")" + desk.span + "\"}]\n";
  REQUIRE(desk.sayso(kEdit, removal).status == 0);
  CHECK(desk.comments()[0]["about_gone"] == true);
  CHECK(desk.sayso({"comments", "press"}).out.find("not there any more") != std::string::npos);
  CHECK(desk.sayso({"fsck", "press"}).status == 0);
}

TEST_CASE("one damaged file of comments is told and does not hide the others") {
  CommentDesk desk;
  desk.comment("add", "ben", {"--text", "ben's"});
  desk.comment("add", "cleo", {"--text", "cleo's"});
  std::string bytes = desk.bytes("press/comments/ben/budget.history");
  bytes[bytes.find("ben's")] = 'B';
  desk.put("press/comments/ben/budget.history", bytes + bytes);
  const Ran ran = desk.sayso({"comments", "press", "--json"});
  CHECK(ran.status == 4);
  CHECK(ran.err.find("comments/ben/budget.history") != std::string::npos);
  REQUIRE(ran.json()["comments"].size() == 1);
  CHECK(ran.json()["comments"][0]["author"] == "cleo");
}

TEST_CASE("comments go with an article that is renamed, removed and brought back") {
  CommentDesk desk;
  desk.comment("add", "ben", {"--on", desk.quote, "--text", "who?"});
  REQUIRE(desk.sayso({"rename", "press", "--article", "budget", "--to", "news/budget"}).status == 0);
  CHECK(desk.comments()[0]["article"] == "news/budget");
  CHECK(desk.comments()[0]["words"] == "“We must act,”");
  REQUIRE(desk.sayso({"remove", "press", "--article", "news/budget"}).status == 0);
  CHECK(desk.comments().empty());
  CHECK(desk.sayso({"fsck", "press"}).status == 0);
  REQUIRE(desk.sayso({"remove", "press", "--article", "news/budget", "--undo"}).status == 0);
  CHECK(desk.comments().size() == 1);
}

TEST_CASE("listing comments writes nothing") {
  CommentDesk desk;
  desk.comment("add", "ben", {"--on", desk.quote, "--text", "who?"});
  const auto before = desk.tree("press");
  CHECK(desk.comments().size() == 1);
  CHECK(desk.tree("press") == before);
}
