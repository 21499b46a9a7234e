#include "annotations/store/article_codec.h"
#include "tests/annotations/store_support.h"
#include "tests/support/failing_files.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

std::string refused(SomeProject& some, NewArticle article) {
  const auto before = list_tree(real_files(), some.project.folder);
  const auto added = add_article(real_files(), some.project, article);
  CHECK(*list_tree(real_files(), some.project.folder) == *before);
  return added ? "" : to_text(added.error());
}

}  // namespace

TEST_CASE("a new project has all that a project has, and opens") {
  const SomeProject some;
  for (const char* name :
       {"sayso.json", "scheme.json", "guidelines.md", "entities.json", ".gitattributes", ".gitignore"}) {
    CHECK(is_there(real_files(), some.path(name)));
  }
  CHECK(some.read(".gitattributes") ==
        "articles/** -text\n*.history -text merge=sayso\n*.json text eol=lf merge=sayso\n*.md text eol=lf\n");
  CHECK(some.read("scheme.json") == attribution_scheme());
  const auto opened = open_project(real_files(), some.project.folder);
  REQUIRE(opened);
  CHECK(opened->manifest.name == "Test");
  CHECK(is_uuid7(opened->manifest.id));
  CHECK(opened->articles == std::vector{ArticleId("a")});
  CHECK(opened->rules ==
        "attribution@1+" + sha256_hex(some.read("scheme.json") + some.read("guidelines.md")).substr(0, 4));
  CHECK(opened->problems.empty());
}

TEST_CASE("a folder of entities that cannot be looked at is told, not taken for none") {
  const SomeProject some;
  some.write("entities/ana.history", "");
  FailingFiles files;
  // Whichever call that looks at the folder fails.
  REQUIRE(open_entities(files, some.project, AnnotatorId("ana")));
  for (std::size_t call = 0; call < files.calls.size(); ++call) {
    if (files.paths[call] != some.path("entities")) continue;
    CAPTURE(files.calls[call]);
    FailingFiles refusing;
    refusing.fail_at = call + 1;
    refusing.with = EACCES;
    const auto opened = open_entities(refusing, some.project, AnnotatorId("ana"));
    REQUIRE(!opened);
    CHECK(to_text(opened.error()).find("entities") != std::string::npos);
  }
}

TEST_CASE("a project is not made in a folder that has something in it") {
  const TemporaryFolder folder;
  const auto ids = repeatable_ids(1);
  REQUIRE(create_file(real_files(), folder / "mine.txt", "mine"));
  const auto made = create_project(real_files(), folder.path(), "x", attribution_scheme(), *ids);
  REQUIRE(!made);
  CHECK(made.error().kind == ErrorKind::usage);
  CHECK(list_tree(real_files(), folder.path()).value() == std::vector<std::string>{"mine.txt"});
}

TEST_CASE("a project is not made with a scheme that has mistakes") {
  const TemporaryFolder folder;
  const auto ids = repeatable_ids(1);
  REQUIRE(!create_project(real_files(), folder / "p", "x", "{}", *ids));
  CHECK(!is_there(real_files(), folder / "p"));
}

TEST_CASE("a folder without a manifest is no project, and the error says what to do") {
  const TemporaryFolder folder;
  const auto opened = open_project(real_files(), folder.path());
  REQUIRE(!opened);
  CHECK(opened.error().kind == ErrorKind::usage);
  CHECK(opened.error().remedy.find("sayso new") != std::string::npos);
}

TEST_CASE("a project of a newer version opens read-only and says so") {
  SomeProject some;
  some.write("sayso.json", R"({"format": "sayso/project/2", "id": "x", "name": "New"})");
  auto opened = open_project(real_files(), some.project.folder);
  REQUIRE(opened);
  CHECK(opened->read_only.find("newer version") != std::string::npos);
  CHECK(opened->problems.size() == 1);
  CHECK(!add_article(real_files(), *opened, {"text", "b.txt", {}, {}}));
}

TEST_CASE("a manifest keeps what sayso does not know") {
  const std::string bytes =
      "{\n  \"format\": \"sayso/project/1\",\n  \"id\": \"x\",\n  \"name\": \"N\",\n  \"measures\": "
      "[\"alpha\", 1.10]\n}\n";
  const auto read = read_manifest(bytes, "sayso.json");
  REQUIRE(read);
  CHECK(write_manifest(*read) == bytes);
}

TEST_CASE("articles and annotators are listed, hidden files and copies of sync tools are not") {
  const SomeProject some;
  for (const char* name :
       {"articles/news/2026/b.txt", "articles/.texts/0000.txt",
        "articles/a.sync-conflict-20260102-030405-ABC.txt", "articles/c.txt.part", "annotations/ben/a.json",
        "annotations/gold/a.json", "annotations/ana@2/a.json",
        "annotations/ben.sync-conflict-20260102-030405-ABC/a.json", "annotations/stray.json"}) {
    some.write(name, "x");
  }
  const auto opened = open_project(real_files(), some.project.folder);
  REQUIRE(opened);
  CHECK(opened->articles == std::vector{ArticleId("a"), ArticleId("news/2026/b")});
  CHECK(opened->annotators == std::vector{AnnotatorId("ana@2"), AnnotatorId("ben"), kGold});
}

TEST_CASE("an article's facts are read back, with what sayso does not know") {
  SomeProject some;
  NewArticle wanted{"Headline\n\nBody.\n", "b.txt", {}, {}};
  wanted.facts.title = "Head “line”";
  wanted.facts.language = "en";
  wanted.facts.zones = {{"headline", {CodePoint(0), CodePoint(8)}, true, {}},
                        {"byline", {CodePoint(10), CodePoint(12)}, false, {}}};
  wanted.facts.extra["section"] = RawJson{"\"world\""};
  REQUIRE(add_article(real_files(), some.project, wanted));
  const auto loaded = load_article(real_files(), some.project, ArticleId("b"));
  REQUIRE(loaded);
  CHECK(loaded->problems.empty());
  CHECK(loaded->article.text == wanted.bytes);
  CHECK(loaded->article.facts.title == wanted.facts.title);
  CHECK(loaded->article.facts.zones == wanted.facts.zones);
  CHECK(loaded->article.facts.extra == wanted.facts.extra);
  CHECK(loaded->article.facts.sha256 == sha256_hex(wanted.bytes));
  CHECK(write_facts(loaded->article.facts) == some.read("articles/b.json"));
}

TEST_CASE("a text that changed is told and still opens") {
  const SomeProject some;
  some.write("articles/a.txt", "Another text.\n");
  const auto loaded = load_article(real_files(), some.project, ArticleId("a"));
  REQUIRE(loaded);
  CHECK(loaded->article.text == "Another text.\n");
  CHECK(has_problem(loaded->problems, "sha256 differs"));
}

TEST_CASE("a text without facts opens, and one that is not there does not") {
  const SomeProject some;
  some.write("articles/b.txt", "A text.\n");
  const auto loaded = load_article(real_files(), some.project, ArticleId("b"));
  REQUIRE(loaded);
  CHECK(loaded->problems.size() == 1);
  CHECK(!load_article(real_files(), some.project, ArticleId("c")));
  CHECK(!load_article(real_files(), some.project, ArticleId("../p/articles/a")));
}

TEST_CASE("a byte order mark is removed and recorded, and line ends of Windows are kept and recorded") {
  SomeProject some;
  REQUIRE(add_article(real_files(), some.project,
                      {"\xEF\xBB\xBFOne\r\nTwo\r\n", "/home/ana/Old Texts/b.txt", {}, {}}));
  CHECK(some.read("articles/b.txt") == "One\r\nTwo\r\n");
  const auto loaded = load_article(real_files(), some.project, ArticleId("b"));
  REQUIRE(loaded);
  CHECK(loaded->article.facts.imported.source == R"({"from": "b.txt", "bom_removed": true, "crlf": 2})");
}

TEST_CASE("ids come from file names") {
  CHECK(slug_of("My Article (2)") == "My-Article-2");
  CHECK(slug_of("Über  die Stadt…") == "Über-die-Stadt");
  CHECK(slug_of("../..") == "");
  CHECK(checked_article({"x", "/a/b/My Article (2).txt", {}, {}})->id == ArticleId("My-Article-2"));
}

TEST_CASE("texts that cannot be annotated are refused with a place and a remedy, and nothing is written") {
  SomeProject some;
  CHECK(refused(some, {"One\nTwo \xE4\n", "b.txt", {}, {}}) ==
        "b.txt:2: not UTF-8: byte 5 of the line is 0xe4; convert it, for instance by `iconv -f WINDOWS-1252 "
        "-t UTF-8`");
  CHECK(refused(some, {"", "b.txt", {}, {}}).find("empty") != std::string::npos);
  CHECK(refused(some, {"\xEF\xBB\xBF", "b.txt", {}, {}}).find("empty") != std::string::npos);
  CHECK(refused(some, {std::string("a\nb\0c", 5), "b.txt", {}, {}}).find("b.txt:2: the text has a NUL") == 0);
  CHECK(refused(some, {"x\n" + std::string(1'000'001, 'y'), "b.txt", {}, {}})
            .find("b.txt:2: a line of 1000001 bytes") == 0);
  CHECK(refused(some, {std::string("\xFF\xFEx\0", 4), "b.txt", {}, {}}).find("UTF-16") != std::string::npos);
}

TEST_CASE("ids that are unsafe or taken are refused, also when they differ only by case or normal form") {
  SomeProject some;
  for (const char* id : {"../x", "x/../y", ".hidden", "a//b", "/abs", "a b", "a\\b", "a:b"}) {
    CHECK_MESSAGE(!refused(some, {"text", "b.txt", ArticleId(id), {}}).empty(), id);
  }
  CHECK(refused(some, {"text", "a.txt", {}, {}}).find("already") != std::string::npos);
  CHECK(refused(some, {"text", "A.txt", {}, {}}).find("differ only by case") != std::string::npos);
  REQUIRE(add_article(real_files(), some.project, {"text", "x", ArticleId("\u00FCber"), {}}));
  CHECK(refused(some, {"text", "x", ArticleId("u\u0308ber"), {}}).find("differ only by case") !=
        std::string::npos);
}

TEST_CASE("nobody may call herself gold") {
  CHECK(!check_new_annotator_id(AnnotatorId("Gold")));
  CHECK(!check_new_annotator_id(AnnotatorId("a/b")));
  CHECK(check_new_annotator_id(AnnotatorId("ana@2")));
  CHECK(check_annotator_id(kGold));
}

TEST_CASE("a new entity's id is a slug with a tail that grows when it is taken") {
  const std::string uuid = "0193a1b2-c3d4-7e5f-8a6b-0123456789ab";
  CHECK(new_entity_id("Antony Blinken", uuid, [](const EntityId&) { return false; }) ==
        EntityId("antony-blinken-89ab"));
  CHECK(new_entity_id("Antony Blinken", uuid, [](const EntityId& id) {
          return id.value == "antony-blinken-89ab";
        }) == EntityId("antony-blinken-789ab"));
  CHECK(new_entity_id("…", uuid, [](const EntityId&) { return false; }) == EntityId("entity-89ab"));
}

TEST_CASE("a history's name tells whose it is, and other names tell nothing") {
  for (const HistoryFile& file : {kAnaOnA, kAnasEntities, HistoryFile{AnnotatorId("ana@2"), ArticleId("news/2026/a.b")}}) {
    CHECK(history_named(name_of(file)) == file);
  }
  for (const char* name : {"annotations/ana/a.json", "annotations/ana.history", "annotations/ana/../a.history",
                           "annotations/../a/b.history", "entities/a/b.history", "articles/a.history", ".history", ""}) {
    CHECK_MESSAGE(!history_named(name), name);
  }
}
