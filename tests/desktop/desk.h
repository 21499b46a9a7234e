// An annotator with a copy of the sample project, without a window.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "tests/support/packaged_fonts.h"
#include "tests/support/temporary_folder.h"
#include "ui/desktop/editor.h"

namespace sayso::tests {

using namespace sayso::ui;

inline const char* const kArticle = "tram-extension";

class Desk {
 public:
  explicit Desk(std::chrono::milliseconds watch_every = std::chrono::hours(1), const Clock& clock = real_clock(),
                FileSystem& files = real_files(), const char* annotator = "eva", const char* article = kArticle,
                bool read_behind = false)
      : fonts_(packaged_fonts()), ids_(random_ids()) {
    std::filesystem::copy(Path(SAYSO_SOURCE_DIR) / "annotations/examples/city-hall", project(),
                          std::filesystem::copy_options::recursive);
    Editor::World world{};
    world.files = &files;
    world.clock = &clock;
    world.ids = ids_.get();
    world.fonts = &fonts_;
    world.state_folder = folder_ / "state";
    world.annotator = AnnotatorId(annotator);
    world.watch_every = watch_every;
    world.read_behind = read_behind;
    world.clipboard = [this] { return clipboard; };
    world.set_clipboard = [this](const std::string& text) -> Result<void> {
      clipboard = text;
      return {};
    };
    world.look_chosen = [this](const ui::Look& look) { looks.push_back(look); };
    editor_ = std::make_unique<Editor>(std::move(world));
    REQUIRE(editor_->open_project(project(), ArticleId(article)));
    editor_->look_outside();
    CHECK(!editor_->ui().notice);
  }
  Editor* operator->() { return editor_.get(); }
  Path project() const { return folder_ / "p"; }
  std::string read(const std::string& name) const {
    const auto bytes = read_file(real_files(), project() / name);
    REQUIRE(bytes);
    return *bytes;
  }
  void write(const std::string& name, const std::string& bytes) const {
    REQUIRE(write_file_atomically(real_files(), project() / name, bytes));
  }
  void replace(const std::string& name, const std::string& words, const std::string& by) const {
    std::string bytes = read(name);
    const auto at = bytes.find(words);
    REQUIRE(at != std::string::npos);
    write(name, bytes.replace(at, words.size(), by));
  }
  void press(Key key, Mods mods = {}) { editor_->handle(KeyPress{key, 0, mods, false}); }
  void press(char letter) { editor_->handle(KeyPress{Key::letter, letter, {}, false}); }
  // Selects so many words from the caret on.
  void select_words(int words) {
    for (int i = 0; i < words; ++i) press(Key::right, {true, true, false});
  }
  // Marks the next words as a quote, and leaves what opens then.
  void quote(int words) {
    select_words(words);
    press('Q');
    press(Key::escape);
    press(Key::escape);
    press(Key::right);
    editor_->wait_until_saved();
  }
  std::size_t quotes() const { return article().state.frames.size(); }
  void turn() {
    editor_->tick();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  std::string notice() const { return editor_->ui().notice ? editor_->ui().notice->words : ""; }
  const OpenArticle& article() const { return *editor_->session()->article(); }
  std::string selected() const {
    const ByteRange range = editor_->ui().selection();
    return article().article->text.substr(range.begin.value, range.end.value - range.begin.value);
  }

  std::string clipboard;
  std::vector<Look> looks;  // that were to be remembered

 private:
  TemporaryFolder folder_;
  FontLibrary fonts_;
  std::unique_ptr<IdSource> ids_;
  std::unique_ptr<Editor> editor_;
};

}  // namespace sayso::tests
