// Plugins that are programs, written with the Python module.
#include <doctest/doctest.h>

#include "core/files/read_file.h"
#include "plugins/host/checkers.h"
#include "plugins/host/export_project.h"
#include "tests/plugins/fixture.h"

using namespace sayso;
using namespace std::chrono_literals;

namespace {

struct Python {
  test::Folder folder;
  InstalledPlugins plugins;

  explicit Python(const std::string& body, const std::string& json = R"("kind": "checker", "command": ["python3", "plugin.py"])") {
    std::filesystem::create_directory(folder.path() / "snake");
    std::ofstream(folder.path() / "snake/plugin.py") << "import sayso_plugin as sayso\n" << body << "\nsayso.run(Plugin)\n";
    plugins = test::one_plugin(folder, "snake", json);
    REQUIRE(plugins.plugins.size() == 1);
  }

  CheckReport checked(const Article& article, const Annotations& annotations, const RunLimits& limits = {}) {
    Checkers checkers(plugins, {{}, limits, {}});
    return checkers.check_article(test::attribution_scheme(), {}, article, annotations);
  }
  CheckReport checked(const RunLimits& limits = {}) {
    const Article article = test::an_article("It is so.");
    return checked(article, test::Annotated(article).get(), limits);
  }
  std::string failure(const RunLimits& limits = {}) {
    const CheckReport report = checked(limits);
    REQUIRE(report.failures.size() == 1);
    MESSAGE(to_text(report.failures[0]));
    return to_text(report.failures[0]);
  }
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("python: a checker is one method, and its places are code points") {
  Python snake(R"py(
class Plugin(sayso.Plugin):
    def article(self, article):
        for at, letter in enumerate(article.text):
            if letter == "!":
                self.finding("shouting/exclamation", "Somebody shouts", [(at, at + 1)])
)py");
  const Article article = test::an_article("🦊 says “naïve!”\nNo.\nYes!");
  const auto report = snake.checked(article, test::Annotated(article).get());
  CHECK(report.failures.empty());
  REQUIRE(report.findings.size() == 2);
  CHECK(report.findings[0].at == Fragments{{CodePoint(13), CodePoint(14)}});
  CHECK(report.findings[0].text == "!");
  CHECK(report.findings[0].severity == Severity::hint);
  CHECK(report.findings[1].line == 3);
}

TEST_CASE("python: annotations, fillers, fixes and the project are there") {
  Python snake(R"py(
class Plugin(sayso.Plugin):
    def annotations(self, article, annotations):
        for frame in annotations.frames:
            for cue in annotations.filling(frame, "cue"):
                self.finding("cues/" + cue["text"][0], "by " + annotations.annotator, cue["at"], "warning", layer="cue",
                             annotations=[frame["id"], cue["id"]],
                             fixes=[("take it out", [{"edit": "remove-span", "of": cue["id"]}])])
        self.finding("scheme/" + self.project.scheme["name"], "from %d entities" % len(self.project.entities))
)py");
  const Article article = test::an_article("She said so.");
  test::Annotated annotated(article);
  const RecordId cue = annotated.on("cue", {"said"});
  const RecordId frame = annotated.frame({{"cue", test::to({cue})}});
  const auto report = snake.checked(article, annotated.get());
  for (const Error& failure : report.failures) MESSAGE(to_text(failure));
  CHECK(report.failures.empty());
  REQUIRE(report.findings.size() == 2);
  const Finding& found = report.findings[1];
  CHECK(found.rule == "cues/said");
  CHECK(found.message == "by ana");
  CHECK(found.annotations == std::vector<RecordId>{frame, cue});
  REQUIRE(found.fixes.size() == 1);
  CHECK(found.fixes[0].title == "take it out");
  CHECK(report.findings[0].rule == "scheme/attribution");
  CHECK(report.findings[0].message == "from 4 entities");
}

TEST_CASE("python: what is printed is not among the messages, and is there when the plugin fails") {
  CHECK(Python("class Plugin(sayso.Plugin):\n    def article(self, article):\n        print('hello')\n").checked().failures.empty());
  const std::string what = Python("class Plugin(sayso.Plugin):\n    def article(self, article):\n        print('hello'); {}['x']\n").failure();
  CHECK(has(what, "KeyError"));
  CHECK(has(what, "plugin.py"));
}

TEST_CASE("python: a failure says what the user can do") {
  const std::string what =
      Python("class Plugin(sayso.Plugin):\n    def open(self, project):\n        raise sayso.Failure('no dictionary', 'install one')\n").failure();
  CHECK(has(what, "no dictionary"));
  CHECK(has(what, "install one"));
}

TEST_CASE("python: an exporter's files are written, and what it could not hold is told") {
  Python snake(R"py(
class Plugin(sayso.Plugin):
    def annotations(self, article, annotations):
        self.output(article.id + ".txt", "%s: %d\n" % (annotations.annotator, len(annotations.spans)))
        self.output(article.id + ".bin", bytes(range(256)) * 8192)
        self.loss("zones are not exported", article.id)
    def finish(self):
        self.output("empty.txt", "")
)py",
               R"("kind": "exporter", "command": ["python3", "plugin.py"])");
  const Article article = test::an_article("She said so.");
  test::Annotated annotated(article);
  annotated.on("cue", {"said"});
  const Path to = snake.folder.path() / "made";
  const auto done = export_project(real_files(), snake.plugins, {"snake", {}, to, {}, {}}, test::attribution_scheme(), {},
                                   items_of({{article, {annotated.get()}}}));
  if (!done) MESSAGE(to_text(done.error()));
  REQUIRE(done);
  CHECK(done->files == std::vector<std::string>{"a.bin", "a.txt", "empty.txt"});
  REQUIRE(done->losses.size() == 1);
  CHECK(done->losses[0].what == "zones are not exported");
  CHECK(read_file(real_files(), to / "a.txt").value() == "ana: 1\n");
  CHECK(read_file(real_files(), to / "a.bin").value().size() == 256 * 8192);
  CHECK(read_file(real_files(), to / "empty.txt").value().empty());
}

TEST_CASE("python: a program that starts programs without end is stopped, and all of them are gone") {
  RunLimits limits;
  limits.processes = 8;
  const std::string what = Python(R"py(
import subprocess, time
class Plugin(sayso.Plugin):
    def article(self, article):
        all = []
        for i in range(60):
            all.append(subprocess.Popen(["sleep", "1000.25"]))
        time.sleep(100)
)py")
                               .failure(limits);
  CHECK(has(what, "started more than 8 programs"));
  CHECK(std::system("pgrep -f 'sleep 1000[.]25' > /dev/null") != 0);
}

TEST_CASE("python: what it starts cannot leave it, and is gone with it") {
  const std::string what = Python(R"py(
import os, sys, time
class Plugin(sayso.Plugin):
    def article(self, article):
        if os.fork() == 0:
            try:
                os.setsid()
            except OSError as problem:
                os.write(2, ("setsid: %s" % problem).encode())
            if os.fork() == 0:
                for fd in (0, 1, 2):
                    os.close(fd)
                os.execv("/usr/bin/sleep", ["sleep", "1000.75"])
            os._exit(0)
        os.wait()
        time.sleep(0.3)
        os._exit(3)
)py")
                               .failure();
  CHECK(has(what, "setsid: [Errno 1]"));
  CHECK(std::system("pgrep -f 'sleep 1000[.]75' > /dev/null") != 0);
}

TEST_CASE("python: computing time is counted of children that have ended too") {
  RunLimits limits;
  limits.cpu = 600ms;
  CHECK(has(Python(R"py(
import os
class Plugin(sayso.Plugin):
    def article(self, article):
        while True:
            if os.fork() == 0:
                sum(range(3000000))
                os._exit(0)
            os.wait()
            self.log("alive")
)py")
                .failure(limits),
            "computing time"));
}

TEST_CASE("python: its temporary folder has an end") {
  RunLimits limits;
  limits.temporary_bytes = 4 << 20;
  limits.temporary_files = 50;
  CHECK(has(Python(R"py(
import os, time
class Plugin(sayso.Plugin):
    def article(self, article):
        for i in range(8):
            with open(os.path.join(os.environ["TMPDIR"], str(i)), "wb") as file:
                file.write(bytes(1 << 20))
        time.sleep(10)
)py")
                .failure(limits),
            "into its temporary folder"));
  CHECK(has(Python(R"py(
import os, time
class Plugin(sayso.Plugin):
    def article(self, article):
        for i in range(100):
            os.mkdir(os.path.join(os.environ["TMPDIR"], str(i)))
        time.sleep(10)
)py")
                .failure(limits),
            "files in its temporary folder"));
}

TEST_CASE("python: the memory of all that it starts is counted") {
  RunLimits limits;
  limits.memory = std::uint64_t{200} << 20;
  const std::string what = Python(R"py(
import subprocess, time
class Plugin(sayso.Plugin):
    def article(self, article):
        subprocess.Popen(["python3", "-c", "import time; a = b'x' * 300000000; time.sleep(100)"])
        time.sleep(100)
)py")
                               .failure(limits);
  CHECK(has(what, "200 MiB of memory"));
}

TEST_CASE("python: the network and other people's files are out of reach, its own folder is not") {
  const auto report = Python(R"py(
import os, socket, tempfile
class Plugin(sayso.Plugin):
    def article(self, article):
        for name, attempt in (("socket", lambda: socket.socket()), ("passwd", lambda: open("/etc/passwd")),
                              ("home", lambda: os.listdir("/root")), ("write", lambda: open("mine.txt", "w"))):
            try:
                attempt()
                self.finding(name, "escaped")
            except OSError:
                pass
        with tempfile.NamedTemporaryFile("w") as file:
            file.write("mine")
        open("plugin.py").close()
        self.finding("end", "reached")
)py")
                          .checked();
  for (const Error& failure : report.failures) MESSAGE(to_text(failure));
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].rule == "end");
}

TEST_CASE("a program that is not there, or that is no plugin, is an error in plain words") {
  test::Folder folder;
  for (const auto& [command, words] :
       {std::pair{R"(["no-such-interpreter", "x"])", "cannot start no-such-interpreter"}, {R"(["true"])", "ended"}, {R"(["cat"])", "broke the contract"}}) {
    CAPTURE(command);
    const InstalledPlugins plugins = test::one_plugin(folder, "odd", R"("kind": "checker", "command": )" + std::string(command));
    REQUIRE(plugins.plugins.size() == 1);
    Checkers checkers(plugins);
    const Article article = test::an_article("It is so.");
    const auto report = checkers.check_article(test::attribution_scheme(), {}, article, test::Annotated(article).get());
    REQUIRE(report.failures.size() == 1);
    MESSAGE(to_text(report.failures[0]));
    CHECK(has(to_text(report.failures[0]), words));
  }
}

TEST_CASE("python: what a checker says when it has seen a whole project is of no article, and an edit is none") {
  Python snake(R"py(
class Plugin(sayso.Plugin):
    def open(self, project):
        self.words = 0
    def article(self, article):
        self.words += len(article.text.split())
    def finish(self):
        self.finding("words/all", "%d words in all" % self.words, [(0, 3)])
)py");
  std::vector<ExportItem> items;
  for (const char* id : {"a", "b"}) {
    const Article article = test::an_article("Three words here.\n", id);
    items.push_back({article, {test::Annotated(article).get()}});
  }
  Checkers checkers(snake.plugins);
  for (int time = 0; time < 2; ++time) {  // it begins anew
    const auto report = checkers.check_project(test::attribution_scheme(), {}, items_of(items));
    CHECK(report.failures.empty());
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].message == "6 words in all");
    CHECK(report.findings[0].article.empty());
    CHECK(report.findings[0].at.empty());
  }
  CHECK(checkers.check_article(test::attribution_scheme(), {}, items[0].article, items[0].annotations[0]).findings.empty());
}
