// A project of thousands of articles in the editor: what is read, when, and on which thread.
#include <doctest/doctest.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "core/files/write_file.h"
#include "tests/bench/big_project.h"
#include "tests/support/failing_files.h"
#include "tests/support/packaged_fonts.h"
#include "tests/support/temporary_folder.h"
#include "ui/desktop/editor.h"
#include "ui/desktop/theme.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

constexpr std::size_t kMany = 2000;
// The manifest, scheme, guidelines, registry, the article that opens, and the first few that could have been done.
constexpr std::size_t kFewFiles = 160;

// The machine's files; what other threads than the test's own open can be held back.
class Watched {
 public:
  Watched() {
    files.on_open = [this](const Path& path) {
      if (std::this_thread::get_id() == here_) {
        ++opened_here;
        return;
      }
      std::unique_lock lock(mutex_);
      // Whoever reads an article begins with its history; the writer of histories looks at snapshots alone.
      changed_.wait(lock, [&] { return !held_ || path.extension() != ".history"; });
      elsewhere.push_back(path.stem().string());
    };
  }
  void hold() {
    const std::lock_guard lock(mutex_);
    held_ = true;
  }
  void let_go() {
    const std::lock_guard lock(mutex_);
    held_ = false;
    changed_.notify_all();
  }

  FailingFiles files;
  std::size_t opened_here = 0;
  std::vector<std::string> elsewhere;  // names without suffix, in order

 private:
  const std::thread::id here_ = std::this_thread::get_id();
  std::mutex mutex_;
  std::condition_variable changed_;
  bool held_ = false;
};

// An editor without a window, as ana.
class Desk {
 public:
  explicit Desk(FileSystem& files) : fonts_(tests::packaged_fonts()), ids_(random_ids()) {
    Editor::World world{};
    world.files = &files;
    world.clock = &real_clock();
    world.ids = ids_.get();
    world.fonts = &fonts_;
    world.state_folder = state_ / "state";
    world.annotator = AnnotatorId("ana");
    editor_ = std::make_unique<Editor>(std::move(world));
  }
  Editor& operator*() { return *editor_; }
  Editor* operator->() { return editor_.get(); }
  std::string article() const { return editor_->session()->article()->article->id.value; }
  LeftModel list() { return std::get<AnnotateModel>(editor_->model().body).left; }

 private:
  TemporaryFolder state_;
  FontLibrary fonts_;
  std::unique_ptr<IdSource> ids_;
  std::unique_ptr<Editor> editor_;
};

// Such a project, and an editor over files that are watched.
struct ManyArticles {
  explicit ManyArticles(std::size_t articles = kMany, const bench::Shares& shares = {}) {
    bench::grow_project(folder / "p", articles, shares);
  }
  void open() { REQUIRE(desk->open_project(folder / "p")); }
  // While no other thread may read.
  void open_held() {
    watched.hold();
    open();
  }

  TemporaryFolder folder;
  Watched watched;
  Desk desk{watched.files};
};

// The files that the test's own thread opens until the first frame is there.
std::size_t opened_before_first_frame(std::size_t articles) {
  ManyArticles many(articles);
  many.open_held();
  auto& [folder, watched, desk] = many;
  const LeftModel list = desk.list();
  CHECK(list.todo.size() + list.done.size() == articles);
  CHECK(list.todo.rows.size() + list.done.rows.size() <= 200);
  CHECK(desk.article() == bench::article_name(1));  // the first is submitted
  watched.let_go();
  return watched.opened_here;
}

}  // namespace

TEST_CASE("until the first frame as few files of 2,000 articles are opened as of 300") {
  const std::size_t of_many = opened_before_first_frame(kMany);
  CHECK(of_many > 0);
  CHECK(of_many < kFewFiles);
  CHECK(of_many == opened_before_first_frame(300));
}

TEST_CASE("all that the annotator has is read in the background and then counted") {
  ManyArticles many;
  many.open();
  auto& [folder, watched, desk] = many;
  const std::size_t before = watched.opened_here;
  desk->wait_for_checks();
  CHECK(watched.opened_here == before);
  CHECK(watched.elsewhere.size() == 2 * ((kMany + 2) / 3));  // history and snapshot of each third
  const LeftModel list = desk.list();
  CHECK(list.done.size() == (kMany + 5) / 6);
  CHECK(list.todo.size() == kMany - list.done.size());
  REQUIRE_FALSE(list.todo.rows.empty());
  CHECK(list.todo.rows[2].id == bench::article_name(3));
  CHECK(list.todo.rows[2].count == "2");
  CHECK(list.todo.rows[2].sign == ArticleRow::Sign::begun);
  CHECK(std::get<AnnotateModel>(desk->model().body).left.todo.rows.size() <= 200);
}

TEST_CASE("what the rows in sight show is read before the rest") {
  ManyArticles many;
  many.open_held();
  auto& [folder, watched, desk] = many;
  // As after scrolling: the pointer over a list that begins far down.
  HitMap hits;
  const Rect panel{0, 0, 200, 800};
  hits.add({panel, {"scroll-left", {}, {}}, HitRegion::Kind::scroll, kMany * sizes::kArticleRow, {}});
  desk->drawn(std::move(hits), {}, {});
  desk->handle(PointerMoved{100, 100});
  for (int i = 0; i < 300; ++i) desk->handle(WheelTurned{-1});
  const LeftModel list = desk.list();
  REQUIRE(list.todo.above > 600);
  watched.let_go();
  desk->wait_for_checks();
  const std::string first = list.todo.rows.front().id;
  REQUIRE(watched.elsewhere.size() > 20);
  // What the reading had come to before it was told stands first: one article at most, history and snapshot.
  for (std::size_t i = 2; i < 20; ++i) {
    INFO(i << ": " << watched.elsewhere[i]);
    CHECK(watched.elsewhere[i] >= first);
  }
}

TEST_CASE("finishing an article goes to the next that is not done without reading them all") {
  ManyArticles many(kMany, {1, 1, 0});
  auto& [folder, watched, desk] = many;
  for (const char* suffix : {".history", ".json"}) {
    REQUIRE(std::filesystem::remove(folder / "p/annotations/ana" / (bench::article_name(0) + suffix)));
  }
  many.open_held();
  CHECK(desk.article() == bench::article_name(0));
  SUBCASE("while nothing is known of them") {
    const std::size_t before = watched.opened_here;
    desk->act({"finish", {}, {}});
    desk->act({"finish", {}, {}});
    CHECK(watched.opened_here - before < kFewFiles);
    CHECK(desk.article() != bench::article_name(0));
    watched.let_go();
  }
  SUBCASE("and says so when all of them are") {
    watched.let_go();
    desk->wait_for_checks();
    desk->act({"finish", {}, {}});
    desk->act({"finish", {}, {}});
    REQUIRE(desk->ui().notice);
    CHECK(desk->ui().notice->words.find("every article is done") != std::string::npos);
    CHECK(desk.article() == bench::article_name(0));
  }
}

TEST_CASE("what is typed into the filter is searched for in parts, and Enter opens the first that is found") {
  ManyArticles many;
  many.open();
  auto& [folder, watched, desk] = many;
  desk->wait_for_checks();
  desk->act({"focus-filter", {}, {}});
  desk->handle(TextTyped{"-0199"});
  while (desk->may_sleep() == 0) desk->tick();
  const LeftModel found = desk.list();
  CHECK(found.todo.size() + found.done.size() == 10);
  desk->handle(TextTyped{"9"});
  const std::size_t before = watched.opened_here;
  desk->handle(KeyPress{Key::enter, 0, {}, false});
  CHECK(desk.article() == bench::article_name(1999));
  CHECK(watched.opened_here - before < 20);
}

TEST_CASE("an article that is added while others are read stands in its place, and so do they") {
  ManyArticles many(30);
  many.open_held();
  auto& [folder, watched, desk] = many;
  const Path text = folder / "a-first-one.txt";
  REQUIRE(write_file_atomically(real_files(), text, "“So it is,” she said.\n"));
  desk->handle(FilesDropped{{text}});
  watched.let_go();
  desk->wait_for_checks();
  const LeftModel list = desk.list();
  REQUIRE(list.todo.size() == 26);
  CHECK(list.todo.rows[0].id == "a-first-one");
  CHECK(list.todo.rows[0].count == "–");
  CHECK(list.todo.rows[3].id == bench::article_name(3));
  CHECK(list.todo.rows[3].count == "2");
}
