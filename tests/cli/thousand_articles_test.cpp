// A project of 1,000 articles by two annotators: looking at it changes no byte, also where nothing can be written; and
// ten damaged articles keep none of the other 990 from being read, compared, checked and exported.
#include <sys/stat.h>

#include <algorithm>
#include <sstream>

#include "annotations/edit/update.h"
#include "annotations/store/article_codec.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/project.h"
#include "annotations/store/snapshot_codec.h"
#include "core/files/hash.h"
#include "tests/cli/program.h"

using namespace sayso;

namespace {

constexpr int kArticles = 1000;

std::string id_of(int number) {
  const std::string digits = std::to_string(number);
  return "a" + std::string(4 - digits.size(), '0') + digits;
}

// What one annotator did to an article of the text below: a quote, its cue and who said it, handed in.
struct Annotated {
  std::string history, snapshot;

  Annotated(const std::string& who, const std::string& article, const std::string& text, const std::string& rules) {
    const auto range = [](std::size_t begin, std::size_t end) { return Fragments{{CodePoint(begin), CodePoint(end)}}; };
    Group first;
    first.id = GroupId("0193a1b2-1000-7000-8000-000000000001");
    first.time = "2026-01-02T03:04:05.678Z";
    first.by = who;
    first.rules = rules;
    first.seconds = 4;
    Frame said{RecordId("f1"), "attribution", {{"content", {{RecordId("s1"), {}, {}}}}, {"cue", {{RecordId("s2"), {}, {}}}}}, {}, std::nullopt, {}};
    first.edits = {Begin{ArticleId(article), AnnotatorId(who), sha256_hex(text)},
                   AddSpan{Span{RecordId("s1"), "content", range(0, 14), {"“We must act,”"}, {{"kind", "direct"}}, std::nullopt, {}}},
                   AddSpan{Span{RecordId("s2"), "cue", range(15, 19), {"said"}, {}, std::nullopt, {}}}, AddFrame{said}};
    Group last = first;
    last.id = GroupId("0193a1b2-2000-7000-8000-000000000001");
    last.kind = GroupKind::submit;
    last.after = {first.id};
    last.edits = {SetStatus{Status::done, ""}};
    const Annotations state = update_leniently(update_leniently({}, first), last);
    snapshot = write_snapshot(state);
    last.snapshot = sha256_hex(snapshot);
    history = write_group(first) + write_group(last) + write_snapshot_line({sha256_hex(snapshot), last.id});
  }
};

void make_thousand(const Desk& desk) {
  REQUIRE(desk.sayso({"new", "press"}).status == 0);
  const auto project = open_project(real_files(), desk / "press");
  REQUIRE(project);
  for (int i = 0; i < kArticles; ++i) {
    const std::string id = id_of(i);
    const std::string text = "“We must act,” said Ann Lee.\nIt was the article " + std::to_string(i) + ".\n";
    ArticleFacts facts;
    facts.language = "en";
    facts.sha256 = sha256_hex(text);
    desk.put("press/articles/" + id + ".txt", text);
    desk.put("press/articles/" + id + ".json", write_facts(facts));
    for (const std::string who : {"ana", "ben"}) {
      const Annotated annotated(who, id, text, project->rules);
      desk.put("press/annotations/" + who + "/" + id + ".history", annotated.history);
      desk.put("press/annotations/" + who + "/" + id + ".json", annotated.snapshot);
    }
  }
}

// Each file and folder with its bytes, its times and its inode.
std::string whole_tree(const std::filesystem::path& folder) {
  std::map<std::string, std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    struct stat info {};
    REQUIRE(lstat(entry.path().c_str(), &info) == 0);
    std::ostringstream line;
    line << info.st_ino << ' ' << info.st_size << ' ' << info.st_mtim.tv_sec << '.' << info.st_mtim.tv_nsec << ' '
         << info.st_mode << ' ';
    if (entry.is_regular_file()) {
      std::ifstream in(entry.path(), std::ios::binary);
      line << sha256_hex(std::string(std::istreambuf_iterator<char>(in), {}));
    }
    found[entry.path().string()] = line.str();
  }
  std::string all;
  for (const auto& [name, what] : found) all += name + " " + what + "\n";
  return all;
}

// Every way of looking, in words; the last one plays what a person looks at in the window.
std::vector<std::pair<Words, int>> looks() {
  return {{{"stats", "press", "--suggestions"}, 0},
          {{"find", "press", "act"}, 0},
          {{"find", "press", "said", "--layer", "cue"}, 0},
          {{"check", "press"}, 1},
          {{"agree", "press"}, 0},
          {{"diff", "press", "--annotators", "ana,ben"}, 0},
          {{"export", "press", "--to", "csv", "--out", "out/tables"}, 0},
          {{"export", "press", "--to", "brat", "--out", "out/brat"}, 0},
          {{"replay", "press", "--annotator", "ana", "--events", "look.jsonl"}, 0}};
}

const char* const kLook =
    "{\"open\": \"a0500\"}\n"
    "{\"wheel\": -3}\n"
    "{\"key\": \"PageDown\"}\n"
    "{\"key\": \"End\", \"mods\": [\"ctrl\"]}\n"
    "{\"click\": {\"at\": 3}}\n"
    "{\"key\": \"Right\", \"mods\": [\"shift\"], \"count\": 4}\n"
    "{\"key\": \"Esc\"}\n"
    "{\"click\": {\"on\": \"toggle-theme\"}}\n"
    "{\"open\": \"a0999\"}\n"
    "{\"open\": \"a0000\"}\n"
    "{\"expect\": {\"status\": \"saved\"}}\n";

}  // namespace

TEST_CASE("looking writes nothing: no byte, no time and no file of 1,000 articles changes") {
  const Desk desk(memory_or_temporary());
  make_thousand(desk);
  desk.put("look.jsonl", kLook);
  const std::string before = whole_tree(desk / "press");
  for (const auto& [words, status] : looks()) {
    const Ran ran = desk.sayso(words);
    CHECK_MESSAGE(ran.status == status, words[0], ": ", ran.err, ran.out.substr(0, 300));
    CHECK_MESSAGE(whole_tree(desk / "press") == before, words[0]);
  }
  MESSAGE(std::count(before.begin(), before.end(), '\n'), " files and folders, ", looks().size(), " ways of looking");
}

TEST_CASE("a project where nothing can be written is looked at, and a change is refused in words") {
  Desk desk;
  desk.make_project();
  REQUIRE(desk.sayso(kEdit, kQuote).status == 0);
  REQUIRE(desk.sayso({"finish", "press", "--annotator", "ana", "--article", "budget"}).status == 0);
  desk.put("look.jsonl", "{\"open\": \"budget\"}\n{\"wheel\": -3}\n{\"click\": {\"at\": 3}}\n");
  desk.put("edit.jsonl", kQuote);
  // A mount namespace of its own, which ends with the script.
  const std::string script =
      "mount --bind press press && mount -o remount,bind,ro press || exit 77\n"
      "touch press/x 2>/dev/null && exit 78\n"
      "for look in 'stats press' 'find press act' 'check press' 'agree press' 'diff press --annotators ana,ben'"
      " 'export press --to csv --out tables' 'export press --to brat --out brat'"
      " 'replay press --annotator ana --events look.jsonl' 'add press budget.txt --id more'"
      " 'reopen press --annotator ana --article budget --reason slip'; do\n"
      "  \"$1\" $look >/dev/null 2>err </dev/null; echo \"$? $look: $(head -c 300 err | tr '\\n' ' ')\"\n"
      "done\n"
      "\"$1\" edit press --annotator ben --article budget <edit.jsonl >/dev/null 2>err; echo \"$? edit: $(head -c 300 err)\"\n";
  Words own = {"unshare", "-m"};
  if (geteuid() != 0) own = {"unshare", "-Urm"};
  Words argv = own;
  argv.insert(argv.end(), {"/bin/sh", "-c", script, "sh", program_path().string()});
  const auto before = desk.tree("press");
  const Ran ran = desk.run(argv);
  if (ran.status == 77 || ran.err.find("unshare") != std::string::npos) {
    MESSAGE("skipped: nothing can be mounted here");
    return;
  }
  REQUIRE_MESSAGE(ran.status == 0, ran.err);
  for (const std::string line : {"0 stats press: ", "0 find press act: ", "1 check press: ", "0 agree press: ",
                                 "0 export press --to csv --out tables: ", "0 export press --to brat --out brat: ",
                                 "0 replay press --annotator ana --events look.jsonl: "}) {
    CHECK_MESSAGE(ran.out.find(line) != std::string::npos, line, "\n", ran.out);
  }
  for (const std::string line : {"3 add press budget.txt --id more: ",
                                 "3 reopen press --annotator ana --article budget --reason slip: ", "3 edit: "}) {
    const auto at = ran.out.find(line);
    REQUIRE_MESSAGE(at != std::string::npos, line, "\n", ran.out);
    const std::string told = ran.out.substr(at, ran.out.find('\n', at) - at);
    CHECK_MESSAGE((told.find("EROFS") != std::string::npos || told.find("read-only") != std::string::npos), told);
  }
  CHECK(desk.tree("press") == before);
}

TEST_CASE("ten damaged articles of 1,000 are named with the reason, and the other 990 are as they were") {
  const Desk desk(memory_or_temporary());
  make_thousand(desk);
  REQUIRE(desk.sayso({"export", "press", "--to", "csv", "--out", "before"}).status == 0);

  const auto spoil = [&](int number, const std::string& name, auto change) {
    std::string path = "press/" + name;
    path.replace(path.find('*'), 1, id_of(number));
    desk.put(path, change(desk.bytes(path)));
  };
  spoil(0, "articles/*.txt", [](const std::string& was) { return "caf\xe9" + was; });
  spoil(100, "articles/*.txt", [](const std::string&) { return std::string(); });
  spoil(200, "articles/*.txt", [](const std::string& was) { return "More. " + was; });
  spoil(300, "annotations/ana/*.json", [](const std::string& was) { return "<<<<<<< ours\n" + was + "=======\n>>>>>>> theirs\n"; });
  spoil(400, "annotations/ana/*.json", [](const std::string& was) { return std::string(was.size(), '\0'); });
  spoil(500, "annotations/ana/*.json", [](const std::string& was) { return was.substr(0, was.size() / 2); });
  spoil(600, "annotations/ben/*.history", [](std::string was) {
    was[was.size() / 2] ^= 1;
    return was;
  });
  spoil(700, "annotations/ben/*.history", [](const std::string& was) { return was + "{\"id\": \"torn"; });
  spoil(800, "annotations/ben/*.history", [](const std::string& was) { return was + std::string(4096, '\0'); });
  std::filesystem::remove(desk / ("press/annotations/ben/" + id_of(900) + ".history"));
  std::filesystem::create_directory(desk / ("press/annotations/ben/" + id_of(900) + ".history"));

  const auto before = desk.tree("press");
  const std::vector<Words> commands = {{"stats", "press", "--json"},
                                       {"check", "press", "--json"},
                                       {"agree", "press", "--json"},
                                       {"diff", "press", "--annotators", "ana,ben", "--json"},
                                       {"find", "press", "said", "--layer", "cue", "--json"},
                                       {"export", "press", "--to", "csv", "--out", "after", "--json"}};
  std::map<std::string, Ran> said;
  for (const Words& words : commands) {
    const Ran ran = said[words[0]] = desk.sayso(words);
    CAPTURE(words[0]);
    CHECK_MESSAGE(ran.status == 4, ran.err);
    for (int i = 0; i < kArticles; ++i) {
      const bool told = ran.err.find("/" + id_of(i) + ".") != std::string::npos;
      // A search goes through files as they open, and names what could not be opened.
      const bool damaged = words[0] == "find" ? i == 0 || i == 900 : i % 100 == 0;
      CHECK_MESSAGE(told == damaged, id_of(i), " in ", ran.err);
    }
  }
  CHECK(desk.tree("press") == before);

  CHECK(said["stats"].json()["articles"] == kArticles);
  CHECK(said["stats"].json()["submitted_by_two"] >= 990);
  CHECK(said["agree"].json()["pairs"][0]["articles"] >= 990);
  CHECK(said["diff"].json()["articles"] >= 990);
  // Row by row, what is said of the other 990 is what it was.
  for (const std::string table : {"articles.csv", "attributions.csv"}) {
    CAPTURE(table);
    const auto lines_of = [&](const std::string& name) {
      std::vector<std::string> kept;
      std::istringstream lines(desk.bytes(name + "/" + table));
      for (std::string line; std::getline(lines, line);) {
        const std::size_t at = line.find("a0");
        if (at == std::string::npos || line.compare(at + 3, 2, "00") != 0) kept.push_back(line);
      }
      return kept;
    };
    CHECK(lines_of("before").size() > 990);
    CHECK(lines_of("after") == lines_of("before"));
  }
}
