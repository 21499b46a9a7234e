// What a frame costs while somebody works in it: CPU time of the main thread from the first event to
// ImGui::Render(), at 1600×1000, glyphs seen for the first time told apart (`glyph_ms`). Budget: 4 ms with any text.
#include <benchmark/benchmark.h>
#include <imgui.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/files/write_file.h"
#include "tests/bench/big_project.h"
#include "tests/bench/measured_disk.h"
#include "tests/support/temporary_folder.h"
#include "ui/desktop/platform/renderer.h"
#include "ui/desktop/views/draw_window.h"
#include "ui/sayso/desktop_program.h"

namespace sayso::bench {
namespace {

using ui::InputEvent;
using ui::Key;

constexpr ui::Size kWindow{1600, 1000};
constexpr double kBudget = 4;  // ms

// The texts that are worked in, by benchmark argument.
enum Text : std::int64_t { kArticle, kMegabyte, kTwentyMegabytes, kManyArticles };
const char* name_of(std::int64_t text) {
  if (text == kManyArticles) return "100,000 articles";
  return text == kArticle ? "9 kB, 180 annotations" : text == kMegabyte ? "1 MB, 20,000 annotations" : "20 MB, 200,000 annotations";
}
Size size_of(std::int64_t text) {
  return text == kArticle ? Size{9'000, 180} : text == kMegabyte ? Size{1'000'000, 20'000} : Size{20'000'000, 200'000};
}

// One program for all; what is open changes.
class Desk {
 public:
  static Desk& of(std::int64_t text) {
    static Desk desk;
    desk.open(text);
    return desk;
  }

  ui::Editor& editor() { return program_->editor(); }

  // Events in, a frame out, as the window's loop does it. Milliseconds.
  ui::FrameTimes frame(const std::vector<InputEvent>& events) {
    renderer_->begin_timing();
    for (const InputEvent& event : events) editor().handle(event);
    editor().tick();
    const ui::FrameTimes times = renderer_->frame(kWindow, 1, events, [&] { program_->draw(kWindow, 1); });
    program_->look_ahead();
    return times;
  }

  // As after a click on a quote in the middle of the text.
  void go_to_the_middle() {
    editor().act({"leave", {}, {}});
    editor().act({"leave", {}, {}});
    const OpenArticle& open = *editor().session()->article();
    const std::size_t frames = open.state.frames.size();
    if (frames == 0) return;
    auto middle = in_text_order(open.state.frames, open.state.spans)[frames / 2];
    editor().act({"go-to-frame", middle->id.value, {}});
    for (int i = 0; i < 3; ++i) frame({});
  }

 private:
  Desk() {
    setenv("FONTCONFIG_FILE", SAYSO_SOURCE_DIR "/tests/support/fonts.conf", 1);
    setenv("XDG_STATE_HOME", (folder_.path() / "state").c_str(), 1);
    setenv("XDG_DATA_HOME", (folder_.path() / "data").c_str(), 1);
    setenv("XDG_CONFIG_HOME", (folder_.path() / "config").c_str(), 1);
    DesktopProgram::Options options;
    options.annotator = "ana";
    auto program = DesktopProgram::make(std::move(options));
    if (!program) give_up(program.error());
    program_ = std::move(program).value();
    renderer_ = std::move(ui::Renderer::create(ui::Renderer::Target::none, program_->atlas())).value();
  }

  void open(std::int64_t text) {
    if (text == open_) return;
    const Path project = folder_.path() / ("project" + std::to_string(text));
    std::string article = "a";
    if (!std::filesystem::exists(project)) {
      if (text == kManyArticles) {
        grow_project(project, 100'000, {100, 200, 0});
      } else {
        make_project(project, size_of(text));
      }
    }
    if (text == kManyArticles) article = article_name(100);  // annotated, not submitted
    auto opened = editor().open_project(project, ArticleId(article));
    if (!opened) give_up(opened.error());
    editor().wait_for_checks();  // there are none; for the list's counts
    while (editor().may_sleep() == 0) editor().tick();
    for (int i = 0; i < 3; ++i) frame({});
    open_ = text;
  }

  [[noreturn]] static void give_up(const Error& error) {
    std::fprintf(stderr, "bench: %s\n", to_text(error).c_str());
    std::exit(1);
  }

  TemporaryFolder folder_{bench::measured_disk()};
  std::unique_ptr<DesktopProgram> program_;
  std::unique_ptr<ui::Renderer> renderer_;
  std::int64_t open_ = -1;
};

double ms(std::chrono::nanoseconds time) { return std::chrono::duration<double, std::milli>(time).count(); }

// One iteration is one frame. `events(i)` are those of the i-th.
void measure(benchmark::State& state, Desk& desk, const std::function<std::vector<InputEvent>(std::size_t)>& events) {
  std::vector<double> times;
  double glyphs = 0;
  for (auto _ : state) {
    const ui::FrameTimes frame = desk.frame(events(times.size()));
    times.push_back(ms(frame.building));
    glyphs += ms(frame.glyphs);
    state.SetIterationTime(times.back() / 1000);
  }
  std::ranges::sort(times);
  const auto part = [&](double of) { return times[static_cast<std::size_t>(of * static_cast<double>(times.size() - 1))]; };
  state.counters["p50_ms"] = part(0.5);
  state.counters["p99_ms"] = part(0.99);
  state.counters["max_ms"] = times.back();
  state.counters["glyph_ms"] = glyphs / static_cast<double>(times.size());
  state.counters["budget_ms"] = kBudget;
  state.SetLabel(name_of(state.range(0)));
}

InputEvent press(Key key, ui::Mods mods = {}) { return ui::KeyPress{key, 0, mods, false}; }
InputEvent type(const char* text) { return ui::TextTyped{text}; }

// A letter, and it is taken back: the field stays as long as it is.
std::vector<InputEvent> letter_or_back(std::size_t i) {
  return {i % 2 == 0 ? type("e") : press(Key::backspace)};
}

void typing_into_the_filter(benchmark::State& state) {
  Desk& desk = Desk::of(state.range(0));
  desk.go_to_the_middle();
  desk.editor().act({"focus-filter", {}, {}});
  measure(state, desk, letter_or_back);
  desk.editor().act({"cancel", {}, {}});
}

void typing_into_a_note(benchmark::State& state) {
  Desk& desk = Desk::of(state.range(0));
  desk.go_to_the_middle();
  desk.editor().act({"focus-note", {}, {}});
  measure(state, desk, letter_or_back);
  desk.editor().act({"cancel", {}, {}});
}

void typing_into_the_palette(benchmark::State& state) {
  Desk& desk = Desk::of(state.range(0));
  desk.go_to_the_middle();
  desk.editor().act({"fill-role", desk.editor().ui().active.value, "source"});
  measure(state, desk, letter_or_back);
  desk.editor().act({"cancel", {}, {}});
}

void typing_into_the_bar_for_finding(benchmark::State& state) {
  Desk& desk = Desk::of(state.range(0));
  desk.go_to_the_middle();
  desk.editor().act({"find", {}, {}});
  measure(state, desk, letter_or_back);
  desk.editor().act({"close-find", {}, {}});
}

void moving_the_caret(benchmark::State& state) {
  Desk& desk = Desk::of(state.range(0));
  desk.go_to_the_middle();
  const Key keys[] = {Key::right, Key::down, Key::right, Key::down, Key::left, Key::up, Key::left, Key::up};
  measure(state, desk, [&](std::size_t i) { return std::vector<InputEvent>{press(keys[i % 8])}; });
}

void selecting_by_word(benchmark::State& state) {
  Desk& desk = Desk::of(state.range(0));
  desk.go_to_the_middle();
  measure(state, desk, [&](std::size_t i) {
    return std::vector<InputEvent>{press(i % 40 < 20 ? Key::right : Key::left, {true, true, false})};
  });
}

// Over half of the view and back.
void dragging_a_selection(benchmark::State& state) {
  Desk& desk = Desk::of(state.range(0));
  desk.go_to_the_middle();
  const ui::WindowParts parts = ui::parts_of(kWindow);
  const float x = parts.text.x + 40, y = parts.text.y + 80;
  desk.frame({ui::PointerPressed{x, y, ui::Button::left, {}}});
  measure(state, desk, [&](std::size_t i) {
    const float way = static_cast<float>(i % 200 < 100 ? i % 100 : 100 - i % 100);
    return std::vector<InputEvent>{ui::PointerMoved{x + 5 * way, y + 4 * way}};
  });
  desk.frame({ui::PointerReleased{x, y, ui::Button::left, {}}});
}

// Down all the time; from the top again at the end.
void scrolling_by_wheel(benchmark::State& state) {
  Desk& desk = Desk::of(state.range(0));
  desk.go_to_the_middle();
  const ui::WindowParts parts = ui::parts_of(kWindow);
  desk.frame({ui::PointerMoved{parts.text.x + 100, parts.text.y + 300}});
  float before = -1;
  measure(state, desk, [&](std::size_t) {
    if (desk.editor().scroll() == before) desk.editor().act({"caret-text-start", {}, {}});
    before = desk.editor().scroll();
    return std::vector<InputEvent>{ui::WheelTurned{-1}};
  });
}

void scrolling_by_page(benchmark::State& state) {
  Desk& desk = Desk::of(state.range(0));
  desk.go_to_the_middle();
  float before = -1;
  measure(state, desk, [&](std::size_t) {
    if (desk.editor().scroll() == before) desk.editor().act({"caret-text-start", {}, {}});
    before = desk.editor().scroll();
    return std::vector<InputEvent>{press(Key::page_down)};
  });
}

// Down all the time; from the top again at the end.
void scrolling_the_list(benchmark::State& state) {
  Desk& desk = Desk::of(state.range(0));
  desk.go_to_the_middle();
  desk.frame({ui::PointerMoved{100, 300}});
  float before = -1;
  measure(state, desk, [&](std::size_t i) {
    if (desk.editor().ui().left_scroll == before) return std::vector<InputEvent>{ui::WheelTurned{1e6F}};
    before = desk.editor().ui().left_scroll;
    return std::vector<InputEvent>{ui::WheelTurned{i % 50 == 0 ? -5000.0F : -1.0F}};
  });
}

// A word letter by letter, and then it is taken back.
void filtering_by_a_word(benchmark::State& state) {
  Desk& desk = Desk::of(state.range(0));
  desk.go_to_the_middle();
  desk.editor().act({"focus-filter", {}, {}});
  const std::string word = "07-council";
  measure(state, desk, [&](std::size_t i) {
    const std::size_t at = i % (2 * word.size());
    return std::vector<InputEvent>{at < word.size() ? type(word.substr(at, 1).c_str()) : press(Key::backspace)};
  });
  desk.editor().act({"cancel", {}, {}});
}

void next_annotation(benchmark::State& state) {
  Desk& desk = Desk::of(state.range(0));
  desk.go_to_the_middle();
  measure(state, desk, [&](std::size_t) { return std::vector<InputEvent>{press(Key::tab)}; });
}

// A digit sets the stance: an edit, queued for the disk, and the frame that shows it.
void setting_a_stance(benchmark::State& state) {
  Desk& desk = Desk::of(state.range(0));
  desk.go_to_the_middle();
  measure(state, desk, [&](std::size_t i) {
    desk.editor().wait_until_saved();
    return std::vector<InputEvent>{press(Key::escape), ui::KeyPress{Key::digit, i % 2 ? '2' : '4', {}, false}};
  });
}

void undoing_and_redoing(benchmark::State& state) {
  Desk& desk = Desk::of(state.range(0));
  desk.go_to_the_middle();
  desk.frame({ui::KeyPress{Key::digit, '5', {}, false}});
  measure(state, desk, [&](std::size_t i) {
    desk.editor().wait_until_saved();
    return std::vector<InputEvent>{ui::KeyPress{Key::letter, 'Z', {i % 2 == 1, true, false}, false}};
  });
}

void every_text(benchmark::internal::Benchmark* bench) {
  bench->ArgName("text")->UseManualTime()->Unit(benchmark::kMillisecond);
}

// Project by project, so that each is opened once.
const int kRegistered = [] {
  const std::pair<const char*, void (*)(benchmark::State&)> all[] = {
      {"frame/typing_into_the_filter", typing_into_the_filter},
      {"frame/typing_into_a_note", typing_into_a_note},
      {"frame/typing_into_the_palette", typing_into_the_palette},
      {"frame/typing_into_the_bar_for_finding", typing_into_the_bar_for_finding},
      {"frame/moving_the_caret", moving_the_caret},
      {"frame/selecting_by_word", selecting_by_word},
      {"frame/dragging_a_selection", dragging_a_selection},
      {"frame/scrolling_by_wheel", scrolling_by_wheel},
      {"frame/scrolling_by_page", scrolling_by_page},
      {"frame/next_annotation", next_annotation},
      {"frame/scrolling_the_list", scrolling_the_list},
      {"frame/filtering_by_a_word", filtering_by_a_word},
      {"frame/setting_a_stance", setting_a_stance},
      {"frame/undoing_and_redoing", undoing_and_redoing},
  };
  for (const std::int64_t text : {kArticle, kMegabyte, kTwentyMegabytes, kManyArticles}) {
    for (const auto& [name, run] : all) benchmark::RegisterBenchmark(name, run)->Apply(every_text)->Arg(text);
  }
  return 0;
}();

}  // namespace
}  // namespace sayso::bench

BENCHMARK_MAIN();
