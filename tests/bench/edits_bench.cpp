// What an edit costs among few and many annotations, and what the codec and a replay do in a second. No disk.
#include <benchmark/benchmark.h>

#include <string>

#include "annotations/edit/update.h"
#include "annotations/store/annotation_file.h"
#include "annotations/store/builtin_schemes.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/scheme_codec.h"
#include "annotations/store/snapshot_codec.h"
#include "tests/bench/big_project.h"
#include "ui/desktop/models/article_index.h"

namespace sayso::bench {
namespace {

// About 100 bytes of text an annotation, as in the texts of the frames.
const History& of_annotations(std::int64_t count) {
  static std::int64_t made = -1;
  static History history;
  if (made != count) {
    history = annotated(news_text(static_cast<std::size_t>(count) * 100), static_cast<std::size_t>(count));
    made = count;
  }
  return history;
}

const Span& middle_span(const Annotations& state) {
  auto span = state.spans.begin();
  for (std::size_t i = 0; i < state.spans.size() / 2; ++i) ++span;
  return *span;
}

// update() alone; the state before is kept, as the timeline keeps it.
void one_edit(benchmark::State& state) {
  const Annotations& before = of_annotations(state.range(0)).state;
  const SetAttribute edit{middle_span(before).id, {}, std::nullopt, "kind", Value(std::string("mixed"))};
  for (auto _ : state) benchmark::DoNotOptimize(update(before, edit));
}

// The window's index brought from one state to the next.
void following_an_edit(benchmark::State& state) {
  const Annotations& before = of_annotations(state.range(0)).state;
  const SetAttribute edit{middle_span(before).id, {}, std::nullopt, "kind", Value(std::string("mixed"))};
  const Annotations after = *update(before, edit);
  const Scheme scheme = *read_scheme(builtin_schemes().front().json, "attribution");
  const ui::SchemeFacts facts = ui::facts_of(scheme);
  ui::ArticleIndex index;
  index.follow(before, {}, scheme, facts);
  bool there = false;
  for (auto _ : state) index.follow((there = !there) ? after : before, {}, scheme, facts);
}

void replaying_a_history(benchmark::State& state) {
  const History& history = of_annotations(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(replay(history.groups));
  state.counters["groups_per_s"] =
      benchmark::Counter(static_cast<double>(history.groups.size()), benchmark::Counter::kIsIterationInvariantRate);
}

void reading_a_history(benchmark::State& state) {
  std::string lines;
  for (const Group& group : of_annotations(state.range(0)).groups) lines += write_group(group);
  for (auto _ : state) benchmark::DoNotOptimize(read_history(lines, "a.history"));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(lines.size()));
}

void writing_a_group(benchmark::State& state) {
  const Group& group = of_annotations(state.range(0)).groups.back();
  std::size_t bytes = 0;
  for (auto _ : state) {
    const std::string line = write_group(group);
    bytes += line.size();
    benchmark::DoNotOptimize(line);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void writing_a_snapshot(benchmark::State& state) {
  const Annotations& annotations = of_annotations(state.range(0)).state;
  std::size_t bytes = 0;
  for (auto _ : state) {
    const std::string snapshot = write_snapshot(annotations);
    bytes += snapshot.size();
    benchmark::DoNotOptimize(snapshot);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void reading_a_snapshot(benchmark::State& state) {
  const std::string snapshot = write_snapshot(of_annotations(state.range(0)).state);
  for (auto _ : state) benchmark::DoNotOptimize(read_snapshot(snapshot, "a.json"));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(snapshot.size()));
}

// Size by size, so that each history is made once.
const int kRegistered = [] {
  for (const std::int64_t count : {100, 100'000}) {
    const auto add = [&](const char* name, void (*run)(benchmark::State&), benchmark::TimeUnit unit) {
      benchmark::RegisterBenchmark(name, run)->ArgName("annotations")->Arg(count)->Unit(unit);
    };
    add("edit/update", one_edit, benchmark::kMicrosecond);
    add("edit/following", following_an_edit, benchmark::kMicrosecond);
    add("codec/write_group", writing_a_group, benchmark::kMicrosecond);
    add("codec/write_snapshot", writing_a_snapshot, benchmark::kMillisecond);
    add("codec/read_snapshot", reading_a_snapshot, benchmark::kMillisecond);
    add("codec/read_history", reading_a_history, benchmark::kMillisecond);
    add("history/replay", replaying_a_history, benchmark::kMillisecond);
  }
  return 0;
}();

}  // namespace
}  // namespace sayso::bench

BENCHMARK_MAIN();
