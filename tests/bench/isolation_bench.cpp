// What a process of its own costs: a plugin's start, and an article of news length, against the same plugin in this process.
#include <benchmark/benchmark.h>

#include <dlfcn.h>
#include <fcntl.h>

#include "core/process/child.h"
#include "plugins/host/child/plugin_session.h"
#include "plugins/host/messages.h"
#include "plugins/host/plugin_run.h"
#include "tests/plugins/fixture.h"

namespace {

using namespace sayso;

// 3,000 characters, thirty attributions with content, cue and mention.
struct News {
  Article article;
  Annotations annotations;
  Registry registry;

  News() {
    std::string text;
    for (int i = 0; i < 30; ++i) text += "“We have to mend number " + std::to_string(100 + i) + " before winter comes, all of us,” said Ana Ruiz of the harbour office.\n";
    article = test::an_article(text, "news/a");
    test::Annotated annotated(article);
    const TextIndex index(article.text);
    for (std::size_t line = 1; line <= 30; ++line) {
      const std::size_t begin = index.to_code_point(index.line(line).begin).value;
      const auto content = annotated.at("content", {{CodePoint{begin}, CodePoint{begin + 58}}}, {{"kind", std::string("direct")}});
      const auto cue = annotated.at("cue", {{CodePoint{begin + 59}, CodePoint{begin + 63}}});
      const auto mention = annotated.at("mention", {{CodePoint{begin + 64}, CodePoint{begin + 72}}}, {{"entity", std::string("ana-0001")}});
      annotated.frame({{"content", test::to({content})}, {"cue", test::to({cue})}, {"source", test::to({mention})}});
    }
    annotations = annotated.get();
    registry.entities = Shelf<Entity>({test::an_entity("ana-0001", "Ana Ruiz")});
  }
};

const PluginInfo& the_plugin() {
  static const InstalledPlugins plugins = test::built_plugins();
  return *plugins.find(PluginKind::checker, "quote-marks");
}

void must(const Result<void>& result) {
  if (!result) throw std::runtime_error(to_text(result.error()));
}

const PluginRun::Receive kIgnore = [](const FromPlugin&) { return Result<void>(); };

// A plugin loaded here, as the child loads it; what it gives goes nowhere.
struct InProcess {
  child::Inbox inbox;
  child::HostTable host{::open("/dev/null", O_WRONLY), inbox};
  const sayso_plugin* plugin = nullptr;

  InProcess() {
    void* const library = ::dlopen(the_plugin().library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) throw std::runtime_error(::dlerror());
    const auto entry = reinterpret_cast<decltype(&sayso_plugin_entry)>(::dlsym(library, "sayso_plugin_entry"));
    plugin = entry(SAYSO_PLUGIN_ABI_MAJOR, SAYSO_PLUGIN_ABI_MINOR);
  }
};

// Until it has answered the first message.
void start(benchmark::State& state) {
  for (auto _ : state) {
    auto run = PluginRun::start(the_plugin(), test::host_program());
    if (!run) throw std::runtime_error(to_text(run.error()));
    must(run->tell(describe_message(), "it described itself", kIgnore));
  }
}
BENCHMARK(start)->Unit(benchmark::kMillisecond)->UseRealTime();

// A program that does nothing, started by the same code: what the system itself takes.
void start_of_true(benchmark::State& state) {
  for (auto _ : state) {
    ChildStart nothing;
    nothing.argv = {"/bin/true"};
    auto child = Child::start(nothing);
    if (!child) throw std::runtime_error(to_text(child.error()));
    benchmark::DoNotOptimize(child->wait(std::chrono::seconds(5)));
  }
}
BENCHMARK(start_of_true)->Unit(benchmark::kMillisecond)->UseRealTime();

void article_in_its_own_process(benchmark::State& state) {
  const News news;
  auto run = PluginRun::start(the_plugin(), test::host_program());
  if (!run) throw std::runtime_error(to_text(run.error()));
  must(run->tell(open_message("{}", test::attribution_scheme(), news.registry), "it was being opened", kIgnore));
  for (auto _ : state) {
    must(run->tell(article_message(news.article), "checking", kIgnore));
    must(run->tell(annotations_message(news.annotations), "checking", kIgnore));
  }
}
BENCHMARK(article_in_its_own_process)->Unit(benchmark::kMicrosecond)->UseRealTime();

// The same messages, made, read and answered in this process.
void article_by_messages(benchmark::State& state) {
  const News news;
  InProcess loaded;
  child::PluginSession session(*loaded.plugin, loaded.host);
  session.take(numbered(open_message("{}", test::attribution_scheme(), news.registry), 1));
  for (auto _ : state) {
    session.take(numbered(article_message(news.article), 2));
    session.take(numbered(annotations_message(news.annotations), 3));
  }
}
BENCHMARK(article_by_messages)->Unit(benchmark::kMicrosecond)->UseRealTime();

// The plugin's functions alone, with structs that are ready.
void article_by_calls(benchmark::State& state) {
  const News news;
  InProcess loaded;
  const auto read = [](const std::string& message) { return wire::parse_json(numbered(message, 1)).value(); };
  const child::ProjectView project(read(open_message("{}", test::attribution_scheme(), news.registry)));
  const child::ArticleView article(read(article_message(news.article)));
  const child::AnnotationsView annotations(read(annotations_message(news.annotations)), article, project);
  void* self = nullptr;
  loaded.plugin->open(loaded.host.host(), project.project(), &self);
  for (auto _ : state) {
    loaded.plugin->article(loaded.host.host(), self, article.article());
    loaded.plugin->annotations(loaded.host.host(), self, article.article(), annotations.annotations());
  }
  loaded.plugin->close(loaded.host.host(), self);
}
BENCHMARK(article_by_calls)->Unit(benchmark::kMicrosecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
