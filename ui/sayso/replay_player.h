// Plays recorded events into the desktop program as the window's loop does: each event is handled, a frame is
// built, and what runs in the background is waited for, so that a replay gives the same result on every machine.
// Time is the file's, not the machine's. Borrows program, renderer and clock; main thread.
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <set>
#include <vector>

#include "core/base/clock.h"
#include "ui/desktop/platform/renderer.h"
#include "ui/sayso/desktop_program.h"
#include "ui/sayso/events_file.h"

namespace sayso {

// Stamps are the machine's; measured time goes on only when told. Any thread may read.
class ReplayClock final : public Clock {
 public:
  WallTime now() const override { return real_clock().now(); }
  SteadyTime steady() const override { return SteadyTime{std::chrono::milliseconds{passed_.load()}}; }
  void advance(std::chrono::milliseconds by) { passed_ += by.count(); }

 private:
  std::atomic<std::int64_t> passed_{0};
};

struct ReplayReport {
  // Input events as people count them: a key, a typed character and a click are one each, a drag two, a run of
  // the wheel one. Waiting, expecting and opening by name are none.
  std::size_t events = 0;
  std::vector<std::chrono::nanoseconds> frames;  // CPU time of the main thread, new glyphs left out
  std::size_t made = 0, complete = 0;  // frames of the scheme's main layer that were made; those without a gap
  std::vector<Error> failed;           // expectations that were not met, steps that could not be done
};

class ReplayPlayer {
 public:
  struct Settings {
    ui::Size size;
    float scale = 1;
    std::string events_file;  // named in errors; dropped paths are relative to it
  };

  ReplayPlayer(DesktopProgram& program, ui::Renderer& renderer, ReplayClock& clock, Settings settings);

  // Plays all, or until a step cannot be done; what went wrong stands in the report.
  void play(const std::vector<ReplayStep>& steps);
  // Counts what was made; after play().
  const ReplayReport& report();
  // Builds the frame that is shown now.
  void draw_frame(std::span<const ui::InputEvent> events = {});

 private:
  void feed(const ui::InputEvent& event);
  void settle();
  void count_annotations();
  // Error: the step cannot be done, or what it expects is not so.
  Result<void> play(const ReplayStep& step);
  Result<void> press_key(const PressKey& press);
  Result<void> type(const TypeText& typed);
  Result<void> click(const Click& click);
  Result<void> drag(const Drag& drag);
  Result<void> expect(const Expect& expect);
  Result<void> drop(const Drop& drop);
  // Where the line of the text is, scrolled into view as a person would.
  Result<ui::Rect> shown(CodePointRange range, bool last);
  void turn_wheel(int notches);

  DesktopProgram& program_;
  ui::Editor& editor_;
  ui::Renderer& renderer_;
  ReplayClock& clock_;
  Settings settings_;
  ReplayReport report_;
  bool wheel_runs_ = false;  // the event before was the wheel's
  struct Count {
    std::size_t groups = 0;
    ui::AnnotationCount before, now;
  };
  std::map<ArticleId, Count> counts_;
};

}  // namespace sayso
