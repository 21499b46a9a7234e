// Fourteen plugins that do their worst while an editor is open. SAYSO_BAD_PLUGINS: how often each (5).
#include <doctest/doctest.h>
#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "core/files/hash.h"
#include "core/files/read_file.h"
#include "core/process/process_tree.h"
#include "core/process/sandbox.h"
#include "plugins/host/installed_plugins.h"
#include "tests/support/other_process.h"
#include "tests/support/packaged_fonts.h"
#include "tests/support/temporary_folder.h"
#include "ui/desktop/editor.h"

using namespace sayso;
using namespace sayso::ui;
using namespace std::chrono_literals;

namespace {

using Steady = std::chrono::steady_clock;

// What the user is told holds one of these words; "" where the plugin may go on for so long that it is left first.
struct Bad {
  std::string how;
  std::string told;
};
const Bad kAll[] = {{"segfault", "signal 11"},
                        {"abort", "signal 6"},
                        {"exit", "ended"},
                        {"loop", ""},
                        {"sleep", ""},
                        {"allocate", "refused"},
                        {"fork", "refused"},
                        {"flood", "more than 20000 findings"},
                        {"garbage", "no message"},
                        {"close", "ended"},
                        {"deadlock", ""},
                        {"parent", "refused"},
                        {"delete", "refused"},
                        {"socket", "refused"}};

std::map<std::string, std::string> sums_of(const Path& folder) {
  std::map<std::string, std::string> sums;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) sums[entry.path().string()] = sha256_hex(read_file(real_files(), entry.path()).value());
  }
  return sums;
}

// What this thread has computed, and how long it waited for its turn of a processor (which is nobody's fault here).
struct Spent {
  std::chrono::nanoseconds computed{0}, waited{0};

  static Spent now() {
    Spent spent;
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    spent.computed = std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    long long run = 0, wait = 0;
    std::ifstream("/proc/thread-self/schedstat") >> run >> wait;
    spent.waited = std::chrono::nanoseconds(wait);
    return spent;
  }
};

struct Longest {
  std::chrono::nanoseconds computed{0}, blocked{0};

  template <class Work>
  void of(Work work) {
    const Spent before = Spent::now();
    const auto begun = Steady::now();
    work();
    const auto took = Steady::now() - begun;
    const Spent after = Spent::now();
    const auto own = after.computed - before.computed;
    computed = std::max(computed, own);
    blocked = std::max(blocked, std::chrono::nanoseconds(took) - own - (after.waited - before.waited));
  }
};

struct Desk {
  TemporaryFolder folder;
  const Path project = folder / "city-hall";
  FontLibrary fonts = tests::packaged_fonts();
  std::unique_ptr<IdSource> ids = random_ids();
  std::unique_ptr<Editor> editor;

  explicit Desk(const std::string& how) {
    std::filesystem::copy(Path(SAYSO_SOURCE_DIR) / "annotations/examples/city-hall", project, std::filesystem::copy_options::recursive);
    const Path home = folder / "plugins/bad";
    std::filesystem::create_directories(home);
    std::filesystem::copy_file(Path(SAYSO_BINARY_DIR) / "tests/plugins/misbehaving.so", home / "bad.so");
    std::ofstream(home / "plugin.json")
        << R"({"id": "org.sayso.test.misbehaving", "name": "bad", "version": "0", "kind": "checker", "contract": "1.0", "native": "bad.so", )"
        << R"("licence": "none", "settings": {"properties": {"how": {"type": "string", "default": ")" << how
        << R"("}, "where": {"type": "string", "default": ")" << project.string() << R"("}}}})";
    Editor::World world{};
    world.files = &real_files();
    world.clock = &real_clock();
    world.ids = ids.get();
    world.fonts = &fonts;
    world.state_folder = folder / "state";
    world.annotator = AnnotatorId("eva");
    world.plugins_of = [this](const Path&) {
      return find_plugins(real_files(), {{folder / "plugins"}, Path(SAYSO_BINARY_DIR) / "libexec/sayso/sayso-plugin-host"});
    };
    editor = std::make_unique<Editor>(std::move(world));
    editor->set_text_area({600, 800}, 1);
  }

  std::string told() const {
    std::string all;
    for (const Problem& problem : editor->problems()) {
      if (problem.finding.rule == "plugin") all += problem.finding.message + "\n";
    }
    return all;
  }
};

bool is_running() { return !descendants_of(getpid()).empty(); }

void survive(const Bad& bad) {
  Desk desk(bad.how);
  REQUIRE(desk.editor->open_project(desk.project, ArticleId("tram-extension")));
  for (int i = 0; i < 3; ++i) desk.editor->model();
  const auto before = sums_of(desk.project);
  const bool hangs = bad.told.empty();
  const auto until = Steady::now() + (hangs ? 500ms : 20'000ms);
  Longest longest;
  while (Steady::now() < until && (hangs || desk.told().empty())) {
    longest.of([&] {
      if (desk.editor->tick()) desk.editor->model();
    });
    std::this_thread::sleep_for(2ms);
  }
  MESSAGE(bad.how << ": " << (hangs ? "goes on until it is left" : desk.told()));
  CHECK(longest.computed < 50ms);
  CHECK(longest.blocked < 50ms);
  if (hangs) {
    CHECK(is_running());
  } else {
    CHECK(desk.told().find(bad.told) != std::string::npos);
    CHECK(desk.told().find("bad") != std::string::npos);
  }
  CHECK(sums_of(desk.project) == before);

  // The annotator works on.
  desk.editor->act({"find", {}, {}});
  CHECK(desk.editor->ui().find.open);
  const auto left = Steady::now();
  CHECK(desk.editor->close());
  desk.editor.reset();
  CHECK(Steady::now() - left < 2500ms);
  CHECK(!is_running());
  CHECK(sums_of(desk.project) == before);
}

}  // namespace

// Where the kernel has nothing against them these would do what they try.
bool is_kept_by_kernel(const std::string& how) {
  const std::string found = tests::in_another_process([] {
    const auto made = confine_this_process({});
    return std::string(made && made->landlock > 0 ? "l" : "") + (made && made->seccomp ? "s" : "");
  });
  if (how == "delete") return found.find('l') != std::string::npos;
  if (how == "fork" || how == "parent" || how == "socket") return found.find('s') != std::string::npos;
  return true;
}

TEST_CASE("bad plugins: the editor lives, is never held up, loses nothing, and says what happened") {
  const char* wanted = std::getenv("SAYSO_BAD_PLUGINS");
  const int times = wanted ? std::max(1, std::atoi(wanted)) : 5;
  for (int i = 0; i < times; ++i) {
    for (const Bad& bad : kAll) {
      CAPTURE(bad.how);
      if (is_kept_by_kernel(bad.how)) {
        survive(bad);
      } else {
        MESSAGE("skipped: this kernel lacks what would refuse it");
      }
    }
  }
}
