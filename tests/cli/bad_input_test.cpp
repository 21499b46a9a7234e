// What goes wrong in ordinary use: the exit status, a message that names file, place and remedy, and a
// project that is byte for byte what it was.

#include <algorithm>
#include <optional>
#include <sstream>

#include "tests/cli/program.h"

using namespace sayso;

namespace {

struct BadText {
  const char* name;
  std::string bytes;
  std::vector<std::string> told;  // what the message names
};

const std::vector<BadText>& bad_texts() {
  static const std::vector<BadText> all = {
      {"latin1.txt", "caf\xe9\nna\xefve\n", {"latin1.txt:1", "0xe9", "iconv"}},
      {"cut.txt", "one\ntwo \xe2\x80", {"cut.txt:2", "not UTF-8"}},
      {"utf16.txt",
       std::string("\xff\xfe"
                   "a\0b\0",
                   6),
       {"utf16.txt", "UTF-16", "iconv"}},
      {"empty.txt", "", {"empty.txt", "empty"}},
      {"bom.txt", "\xef\xbb\xbf", {"bom.txt", "empty"}},
      {"nul.txt", std::string("one\nt\0wo\n", 9), {"nul.txt:2", "NUL"}},
      {"long.txt", std::string(5'000'000, 'x'), {"long.txt:1", "5000000", "paragraphs"}},
      {"page.html", "<p>one</p>", {"page.html", "plain text"}},
  };
  return all;
}

// Is this process allowed to run a program as somebody else?
bool can_drop_root(const Desk& desk, const Words& nobody) {
  if (geteuid() != 0) return true;
  return desk.sayso({"--version"}, {}, nobody).status == 0;
}
Words as_nobody() {
  if (geteuid() != 0) return {};
  return {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
}

}  // namespace

TEST_CASE("a text that cannot be an article is refused by name and place, and nothing is left of it") {
  for (const BadText& bad : bad_texts()) {
    CAPTURE(bad.name);
    Desk desk;
    desk.make_project();
    desk.put(bad.name, bad.bytes);
    const auto before = desk.tree("press");
    const Ran ran = desk.sayso({"add", "press", bad.name});
    CHECK(ran.status == 4);
    CHECK(ran.out == "");
    for (const std::string& told : bad.told) CHECK_MESSAGE(ran.err.find(told) != std::string::npos, ran.err);
    CHECK(desk.tree("press") == before);
  }
}

TEST_CASE("a byte order mark is taken off, line ends stay as they are") {
  Desk desk;
  desk.make_project();
  desk.put("dos.txt", "\xef\xbb\xbfone\r\ntwo\r\n");
  CHECK(desk.sayso({"add", "press", "dos.txt"}).status == 0);
  CHECK(desk.bytes("press/articles/dos.txt") == "one\r\ntwo\r\n");
  CHECK(desk.bytes("press/articles/dos.json").find("bom") != std::string::npos);
}

TEST_CASE("of several files the good ones are added and each bad one is named") {
  Desk desk;
  desk.make_project();
  desk.put("good.txt", "one\n");
  desk.put("bad.txt", "\xff\n");
  desk.put("fine.txt", "two\n");
  const Ran ran = desk.sayso({"add", "press", "good.txt", "bad.txt", "fine.txt"});
  CHECK(ran.status == 4);
  CHECK(ran.out == "good\nfine\n");
  CHECK(ran.err.find("bad.txt:1") != std::string::npos);
}

TEST_CASE("an id that leaves its folder, hides or clashes is refused") {
  for (const std::string id : {"../escape", "/etc/x", "a/../b", ".hidden", "a//b", "BUDGET", "budget"}) {
    CAPTURE(id);
    Desk desk;
    desk.make_project();
    const auto before = desk.tree(".");
    const Ran ran = desk.sayso({"add", "press", "budget.txt", "--id", id});
    CHECK((ran.status == 4 || ran.status == 2));
    CHECK(ran.err.find("budget.txt") != std::string::npos);
    CHECK_MESSAGE(ran.err.find("; ") != std::string::npos, ran.err);  // and what to do
    CHECK(desk.tree(".") == before);
  }
}

TEST_CASE("a file that is not there is wrong usage, and the others are added") {
  Desk desk;
  desk.make_project();
  const Ran alone = desk.sayso({"add", "press", "nothing.txt"});
  CHECK(alone.status == 2);
  CHECK_MESSAGE(alone.err.find("nothing.txt") != std::string::npos, alone.err);
  desk.put("good.txt", "one\n");
  const Ran among = desk.sayso({"add", "press", "nothing.txt", "good.txt"});
  CHECK(among.status == 4);
  CHECK(among.out == "good\n");
}

TEST_CASE("names with dots in them reach no file outside the project") {
  Desk desk;
  desk.make_project();
  const auto before = desk.tree(".");
  for (const Words& words : {Words{"edit", "press", "--annotator", "ana", "--article", "../budget"},
                             {"edit", "press", "--annotator", "../ana", "--article", "budget"}}) {
    const Ran ran = desk.sayso(words, kQuote);
    CHECK(ran.status == 4);
    CHECK_MESSAGE(ran.err.find("../") != std::string::npos, ran.err);
    CHECK_MESSAGE(ran.err.find("; choose another") != std::string::npos, ran.err);
  }
  CHECK(desk.tree(".") == before);
}

TEST_CASE("a folder without a manifest is no project, and says how one is made") {
  Desk desk;
  desk.put("papers/one.txt", "one\n");
  const auto before = desk.tree("papers");
  for (const Words& words :
       {Words{"stats", "papers"}, {"add", "papers", "papers/one.txt"}, {"check", "papers"}}) {
    const Ran ran = desk.sayso(words);
    CHECK(ran.status == 2);
    CHECK(ran.err.find("papers") != std::string::npos);
    CHECK(ran.err.find("sayso new") != std::string::npos);
  }
  CHECK(desk.tree("papers") == before);
}

TEST_CASE("a project of a newer version can be looked at and not changed") {
  Desk desk;
  desk.make_project();
  std::string manifest = desk.bytes("press/sayso.json");
  manifest.replace(manifest.find("sayso/project/1"), 15, "sayso/project/9");
  desk.put("press/sayso.json", manifest);
  const auto before = desk.tree("press");
  const Ran stats = desk.sayso({"stats", "press"});
  CHECK(stats.status == 0);
  CHECK(stats.err.find("newer version") != std::string::npos);
  for (const Ran& ran :
       {desk.sayso(kEdit, kQuote), desk.sayso({"add", "press", "budget.txt", "--id", "more"}),
        desk.sayso({"finish", "press", "--annotator", "ana", "--article", "budget"})}) {
    CHECK(ran.status == 2);
    CHECK(ran.err.find("sayso.json") != std::string::npos);
    CHECK(ran.err.find("update sayso") != std::string::npos);
  }
  CHECK(desk.tree("press") == before);
}

TEST_CASE("a damaged manifest or scheme is named with its line") {
  for (const std::string name : {"sayso.json", "scheme.json"}) {
    CAPTURE(name);
    Desk desk;
    desk.make_project();
    desk.put("press/" + name, "{\n  \"format\": \"sayso/scheme/1\",\n  \"name\": \"x\", oops\n}\n");
    const auto before = desk.tree("press");
    for (const Words& words : {Words{"stats", "press"}, {"add", "press", "budget.txt", "--id", "more"}}) {
      const Ran ran = desk.sayso(words);
      CHECK(ran.status == 4);
      CHECK_MESSAGE(ran.err.find(name + ":3") != std::string::npos, ran.err);
    }
    CHECK(desk.tree("press") == before);
  }
}

TEST_CASE("an article that somebody spoilt in the project is named with its place, and the others are exported") {
  Desk desk;
  desk.make_project();
  desk.put("fine.txt", "one\n");
  REQUIRE(desk.sayso({"add", "press", "fine.txt"}).status == 0);
  desk.put("press/articles/budget.txt", "one\ncaf\xe9\n");
  const auto before = desk.tree("press");
  for (const Words& words : {Words{"check", "press"}, {"export", "press", "--to", "csv", "--out", "tables"}}) {
    CAPTURE(words.front());
    const Ran ran = desk.sayso(words);
    CHECK(ran.status == 4);
    CHECK_MESSAGE(ran.err.find("budget.txt:2") != std::string::npos, ran.err);
  }
  const Ran edited = desk.sayso(kEdit, kQuote);
  CHECK(edited.status == 4);
  CHECK_MESSAGE(edited.err.find("budget.txt:2") != std::string::npos, edited.err);
  CHECK(desk.bytes("tables/articles.csv").find("fine") != std::string::npos);
  CHECK(desk.tree("press") == before);
}

TEST_CASE("a scheme with a mistake makes no project, and the mistake is named") {
  const std::string head = R"({"format": "sayso/scheme/1", "name": "x", "version": 1, "layers": [)";
  const std::vector<std::pair<std::string, std::string>> bad = {
      {head + R"({"name": "quote", "kind": "blob"}]})", "blob"},
      {head + R"({"name": "quote", "kind": "span"}, {"name": "quote", "kind": "span"}]})", "quote"},
      {head + R"({"name": "said", "kind": "frame", "roles": [{"name": "who", "fills": ["nobody"]}]}]})", "nobody"},
      {head + R"({"name": "quote", "kind": "span",)", "scheme.json:1"},
      {R"({"format": "sayso/scheme/9", "name": "x", "version": 1, "layers": []})", "newer version"},
      {R"({"format": "sayso/scheme/1", "name": "x", "name": "y", "version": 1, "layers": []})", "name"},
      {"", "scheme.json"},
  };
  for (const auto& [scheme, told] : bad) {
    CAPTURE(scheme);
    Desk desk;
    desk.put("scheme.json", scheme);
    const Ran ran = desk.sayso({"new", "press", "--scheme", "scheme.json"});
    CHECK(ran.status == 4);
    CHECK(ran.out == "");
    CHECK_MESSAGE(ran.err.find("scheme.json") != std::string::npos, ran.err);
    CHECK_MESSAGE(ran.err.find(told) != std::string::npos, ran.err);
    CHECK_FALSE(std::filesystem::exists(desk / "press"));
  }
}

TEST_CASE("new makes nothing in a folder that has something in it") {
  Desk desk;
  desk.put("full/notes.txt", "mine\n");
  const auto before = desk.tree("full");
  CHECK(desk.sayso({"new", "full"}).status == 2);
  CHECK(desk.tree("full") == before);
}

TEST_CASE("a damaged annotation file is told with its line, and the rest is counted") {
  Desk desk;
  desk.make_project();
  REQUIRE(desk.sayso(kEdit, kQuote).status == 0);
  desk.put("press/annotations/ana/budget.json", "{\n  \"format\": \"sayso/annotations/1\",\n  oops\n}\n");
  const auto before = desk.tree("press");
  const Ran ran = desk.sayso({"stats", "press", "--json"});
  CHECK(ran.status == 4);
  CHECK(ran.err.find("annotations/ana/budget.json:3") != std::string::npos);
  CHECK(ran.json()["annotators"][0]["layers"]["attribution"] == 1);
  CHECK(desk.tree("press") == before);
}

TEST_CASE("a folder that may not be written is told, and stays as it is") {
  Desk desk;
  desk.make_project();
  const Words nobody = as_nobody();
  if (!can_drop_root(desk, nobody)) {
    MESSAGE("skipped: the program cannot be run as nobody here");
    return;
  }
  std::filesystem::create_directories(desk / "home/STATE");
  chmod((desk / "home/STATE").c_str(), 0777);
  const auto read_only = std::filesystem::perms::owner_write | std::filesystem::perms::group_write |
                         std::filesystem::perms::others_write;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(desk / "press")) {
    std::filesystem::permissions(entry.path(), read_only, std::filesystem::perm_options::remove);
  }
  std::filesystem::permissions(desk / "press", read_only, std::filesystem::perm_options::remove);
  const auto before = desk.tree("press");
  const Ran stats = desk.sayso({"stats", "press"}, {}, nobody);
  const Ran added = desk.sayso({"add", "press", "budget.txt", "--id", "more"}, {}, nobody);
  const Ran edited = desk.sayso(kEdit, kQuote, nobody);
  const Ran made = desk.sayso({"new", "press/inside"}, {}, nobody);
  const auto after = desk.tree("press");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(desk / "press")) {
    std::filesystem::permissions(entry.path(), std::filesystem::perms::owner_write,
                                 std::filesystem::perm_options::add);
  }
  std::filesystem::permissions(desk / "press", std::filesystem::perms::owner_write,
                               std::filesystem::perm_options::add);
  CHECK(stats.status == 0);
  for (const Ran& ran : {added, edited, made}) {
    CHECK(ran.status >= 2);
    CHECK_MESSAGE(ran.err.find("sayso: ") == 0, ran.err);
    CHECK_MESSAGE(
        (ran.err.find("EACCES") != std::string::npos || ran.err.find("EPERM") != std::string::npos ||
         ran.err.find("read-only") != std::string::npos ||
         ran.err.find("not be written") != std::string::npos),
        ran.err);
  }
  CHECK(after == before);
}

TEST_CASE("a full disk refuses an article and leaves nothing of it") {
  Desk desk;
  desk.make_project();
  desk.put("big.txt", [] {
    std::string text;
    for (int i = 0; i < 4000; ++i) text += "a line of some words\n";
    return text;
  }());
  const auto before = desk.tree("press");
  // 16 blocks of 512 bytes: no file may grow beyond 8 KiB.
  const Ran ran =
      desk.sayso({"add", "press", "big.txt"}, {}, {"/bin/sh", "-c", "ulimit -f 16; exec \"$@\"", "sh"});
  CHECK(ran.status == 3);
  CHECK_MESSAGE(ran.err.find("big.txt") != std::string::npos, ran.err);
  CHECK(desk.tree("press") == before);
}

TEST_CASE("a full disk stops editing with what is on disk whole, and it goes on when there is room") {
  Desk desk;
  desk.make_project();
  std::string lines = kQuote;
  lines += R"({"edit": "set-attribute", "of": "new:2", "name": "note", "value": ")" +
           std::string(30000, 'n') + "\"}\n";
  const Ran ran = desk.sayso(kEdit, lines, {"/bin/sh", "-c", "ulimit -f 16; exec \"$@\"", "sh"});
  CHECK(ran.status == 3);
  CHECK(ran.out.find("new:2=") != std::string::npos);
  CHECK_MESSAGE(ran.err.find("budget") != std::string::npos, ran.err);
  const Ran stats = desk.sayso({"stats", "press", "--json"});
  CHECK(stats.status == 0);
  CHECK(stats.json()["annotators"][0]["groups"] == 1);
  CHECK(desk.sayso({"finish", "press", "--annotator", "ana", "--article", "budget"}).status == 0);
}

// A whole disk of its own, in a mount namespace that ends with the script: `$1` is the program, `disk` the
// mounted folder with the project in it, `told` a folder outside for what is said. Empty where no such disk may
// be made.
std::optional<std::map<std::string, std::string>> on_small_disk(const Desk& desk, const std::string& size,
                                                                const std::string& script) {
  std::filesystem::create_directories(desk / "disk");
  std::filesystem::create_directories(desk / "told");
  const std::string all =
      "mount -t tmpfs -o size=" + size + " tmpfs disk || exit 77\n"
      "cp -a press disk/press || exit 78\n"
      "tree() { (cd disk; find . ! -name filler ! -path './press/.sayso*' | sort; find . -type f ! -name filler ! -path './press/.sayso*' -exec sha256sum {} + | sort); }\n"
      "try() { name=$1; shift; \"$@\" >told/$name.out 2>told/$name.err; echo $? >told/$name.status; tree >told/$name.tree; }\n"
      "fill() { cat /dev/zero >disk/filler 2>/dev/null; [ -z \"$1\" ] || truncate -s -$1 disk/filler; tree >told/before.tree; }\n" +
      script;
  Words own = {"unshare", "-m"};
  if (geteuid() != 0) own = {"unshare", "-Urm"};
  Words argv = own;
  argv.insert(argv.end(), {"/bin/sh", "-c", all, "sh", program_path().string()});
  const Ran ran = desk.run(argv);
  if (ran.status == 77 || ran.err.find("unshare") != std::string::npos) return std::nullopt;
  REQUIRE_MESSAGE(ran.status == 0, ran.err);
  return desk.tree("told");
}

// A listing without the history that editing opened and could write nothing to: it is empty, which says the
// same as none.
std::string without_empty_history(const std::string& tree) {
  std::istringstream lines(tree);
  std::string kept;
  const std::string empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  for (std::string line; std::getline(lines, line);) {
    const bool hash = line.ends_with("  ./press/annotations/ana/budget.history");
    if (hash) CHECK(line.starts_with(empty));
    if (!hash && line.find("./press/annotations/ana") != 0) kept += line + "\n";
  }
  return kept;
}

TEST_CASE("on a disk without room every command that writes says so, and changes nothing") {
  Desk desk;
  desk.make_project();
  desk.put("more.txt", std::string(20'000, 'a') + "\n");
  desk.put("edits.jsonl", kQuote);
  const auto told = on_small_disk(
      desk, "256k",
      "fill\n"
      "try add \"$1\" add disk/press more.txt\n"
      "try new \"$1\" new disk/second\n"
      "try edit sh -c '\"$1\" edit disk/press --annotator ana --article budget <edits.jsonl' sh \"$1\"\n"
      "try finish \"$1\" finish disk/press --annotator ana --article budget\n"
      "try export \"$1\" export disk/press --to csv --out disk/tables\n"
      "rm disk/filler\n"
      "try again sh -c '\"$1\" edit disk/press --annotator ana --article budget <edits.jsonl' sh \"$1\"\n"
      "try added \"$1\" add disk/press more.txt\n");
  if (!told) {
    MESSAGE("skipped: no file system can be mounted here");
    return;
  }
  for (const std::string name : {"add", "new", "edit", "finish", "export"}) {
    CAPTURE(name);
    const std::string err = told->at("told/" + name + ".err");
    CHECK_MESSAGE(told->at("told/" + name + ".status") == "3\n", err);
    CHECK_MESSAGE(err.find("ENOSPC") != std::string::npos, err);
    CHECK_MESSAGE(err.find("disk/") != std::string::npos, err);
    CHECK_MESSAGE(err.find("make room") != std::string::npos, err);
    CHECK(without_empty_history(told->at("told/" + name + ".tree")) == told->at("told/before.tree"));
  }
  for (const std::string name : {"again", "added"}) {
    CAPTURE(name);
    CHECK_MESSAGE(told->at("told/" + name + ".status") == "0\n", told->at("told/" + name + ".err"));
  }
}

TEST_CASE("an export that runs out of room half way leaves no folder") {
  Desk desk;
  std::filesystem::copy(sample_path(), desk / "press", std::filesystem::copy_options::recursive);
  const auto told = on_small_disk(desk, "4m",
                                  "fill 64K\n"
                                  "try csv \"$1\" export disk/press --to csv --out disk/tables\n"
                                  "try brat \"$1\" export disk/press --to brat --out disk/brat\n"
                                  "rm disk/filler\n"
                                  "try again \"$1\" export disk/press --to brat --out disk/brat\n");
  if (!told) {
    MESSAGE("skipped: no file system can be mounted here");
    return;
  }
  for (const std::string name : {"csv", "brat"}) {
    CAPTURE(name);
    CHECK_MESSAGE(told->at("told/" + name + ".status") == "3\n", told->at("told/" + name + ".err"));
    CHECK(told->at("told/" + name + ".tree") == told->at("told/before.tree"));
  }
  CHECK(told->at("told/again.status") == "0\n");
}

TEST_CASE("the first line that cannot be made ends the edits, and those before it are saved") {
  Desk desk;
  desk.make_project();
  const std::vector<std::pair<std::string, std::string>> bad = {
      {"not json", "standard input:2"},
      {R"({"edit": "fly"})", "fly"},
      {R"({"edits": [], "extra": 1})", "extra"},
      {R"({"edit": "set-attribute", "of": "new:2", "name": "tonne", "value": "x"})", "tonne"},
      {R"({"edit": "add-span", "span": {"id": "new:1", "layer": "cue", "at": [[15, 19]], "text": ["says"]}})",
       "'said'"},
      {R"({"edit": "add-span", "span": {"id": "new:1", "layer": "cue", "at": [[900, 901]], "text": ["x"]}})",
       "[900, 901]"},
      {R"({"edit": "add-span", "span": {"id": "new:1", "layer": "verb", "at": [[15, 19]], "text": ["said"]}})",
       "verb"},
      {R"({"edit": "fill-role", "of": "new:2", "role": "source", "with": {"to": "entity:nobody-0000"}})",
       "nobody-0000"},
      {R"({"edit": "remove-span", "of": "new:9"})", "new:9"},
      {R"({"edit": "set-status", "status": "done"})", "sayso finish"},
      {std::string(200, '['), "standard input:2"},
  };
  std::size_t groups = 0;
  for (const auto& [line, told] : bad) {
    CAPTURE(line);
    const std::string annotator = "ana" + std::to_string(groups++);
    const Ran ran = desk.sayso({"edit", "press", "--annotator", annotator, "--article", "budget"},
                               kQuote + line + "\n" + kQuote);
    CHECK(ran.status == 4);
    CHECK(ran.err.find("standard input:2") != std::string::npos);
    CHECK_MESSAGE(ran.err.find(told) != std::string::npos, ran.err);
    CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == 1);
  }
  const auto annotators = desk.sayso({"stats", "press", "--json"}).json()["annotators"];
  CHECK(annotators.size() == bad.size());
  for (const auto& annotator : annotators) CHECK(annotator["groups"] == 1);
}
