// Pictures of the window in its states, for the eye: written into the build folder under views_gallery.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "tests/desktop/views/drawn_frame.h"
#include "ui/desktop/platform/window.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

struct Shot {
  std::string name;
  WindowModel model;
  Size size;
  float scale = 1;
  bool dark = false;
  float scroll = 0;
};

std::vector<Shot> shots() {
  const Size large{1600, 1000};
  const Size small{1280, 800};
  std::vector<Shot> all;
  const WindowModel plain = sample_window();
  all.push_back({"annotate-light", plain, large});
  all.push_back({"annotate-dark", plain, large, 1, true});
  all.push_back({"annotate-small", plain, small});
  all.push_back({"annotate-scrolled", plain, small, 1, true, 180});
  all.push_back({"annotate-double", plain, large, 2});
  all.push_back({"annotate-wide", plain, {2200, 1200}});
  all.push_back({"finding-light", sample_finding(), large});
  all.push_back({"finding-dark", sample_finding(), small, 1, true, 60});
  WindowModel with = plain;
  with.palette = sample_palette();
  with.notice = Notice{"Changed outside: 3 records were taken over from the files on disk.", false};
  all.push_back({"palette-light", with, large});
  all.push_back({"palette-dark", with, large, 1, true});
  with = plain;
  with.prompt = sample_prompt();
  with.notice =
      Notice{"harbour.txt could not be read: permission denied. Give yourself the right to read it.", true};
  with.tip = "Change the annotator’s name";
  with.tip_at = {1200, 20};
  with.status.state = StatusModel::State::failed;
  with.status.words = "not saved: the disk is full; make room and press Ctrl S to try again";
  all.push_back({"prompt-light", with, large});
  with = plain;
  with.plugins = sample_plugins();
  all.push_back({"plugins-light", with, large});
  all.push_back({"plugins-dark", with, small, 1, true});
  all.push_back({"plugins-narrow", with, {640, 720}});
  with.plugins = sample_plugins_trust();
  all.push_back({"plugins-trust", with, small});
  all.push_back({"plugins-trust-narrow", with, {640, 720}, 1, true});
  with.plugins->rows.clear();
  with.plugins->aside = "looking…";
  with.plugins->empty_words = "Looking for plugins…";
  all.push_back({"plugins-none", with, small});
  with = plain;
  with.body = sample_start();
  all.push_back({"start-light", with, large});
  all.push_back({"start-dark", with, small, 1, true});
  WindowModel guide = plain;
  auto& bottom = std::get<AnnotateModel>(guide.body).bottom;
  bottom.tabs[0].chosen = false;
  bottom.tabs[1].chosen = true;
  bottom.shown = BottomTab::guidelines;
  bottom.busy.clear();
  bottom.words =
      "# Content\n\nMark what is said, with its quotation marks, without the words that introduce it. A "
      "content may "
      "be broken by a cue; then it has two fragments.\n\n## Nested\n\nWhat somebody quotes from somebody "
      "else is a "
      "content of its own inside the first.";
  WindowModel deciding = plain;
  std::get<AnnotateModel>(deciding.body).bottom = sample_decisions();
  all.push_back({"decisions-light", deciding, large});
  all.push_back({"decisions-dark", deciding, small, 1, true});
  WindowModel correcting = plain;
  correcting.correction = sample_correction();
  all.push_back({"correction-light", correcting, large});
  all.push_back({"correction-dark", correcting, small, 1, true});
  auto& inspector = std::get<AnnotateModel>(guide.body).inspector;
  inspector.rows.clear();
  inspector.empty_words = "Nothing is chosen. Select words and press Q for a quote, or click on one.";
  all.push_back({"guidelines-light", guide, large});
  return all;
}

}  // namespace

TEST_CASE("the window is drawn in light and dark, small, large and at double scale") {
  if (std::getenv("DISPLAY") == nullptr) {
    MESSAGE("skipped: there is no display");
    return;
  }
  WindowOptions options;
  options.visible = false;
  const auto window = Window::open(options);
  if (!window) {
    MESSAGE("skipped: no window can be opened on this display");
    return;
  }
  const std::filesystem::path folder = std::filesystem::path(SAYSO_BINARY_DIR) / "views_gallery";
  std::filesystem::create_directories(folder);
  DrawnFrame frame(Renderer::Target::window);
  for (const Shot& shot : shots()) {
    CAPTURE(shot.name);
    frame.scroll = shot.scroll;
    const auto picture = frame.renderer().picture(shot.size, shot.scale, [&] {
      frame.draw(shot.model, shot.size, shot.scale, shot.dark ? dark_theme() : light_theme());
    });
    REQUIRE(picture);
    const auto png = to_png(*picture);
    REQUIRE(png);
    std::ofstream(folder / (shot.name + ".png"), std::ios::binary)
        .write(reinterpret_cast<const char*>(png->data()), static_cast<std::streamsize>(png->size()));
    const std::set<std::uint8_t> values(picture->pixels.begin(), picture->pixels.end());
    CHECK(values.size() > 100);  // not one flat colour
  }
}
