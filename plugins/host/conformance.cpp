#include "plugins/host/conformance.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "core/files/read_file.h"
#include "plugins/host/conformance_cases.h"
#include "plugins/host/conformance_run.h"
#include "plugins/host/messages.h"
#include "plugins/host/wire/json.h"

namespace sayso {
namespace {

using namespace conformance;
using Outcome = ConformanceStep::Outcome;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kGoneAfterCancel{2000};
constexpr std::uint64_t kMayGrow = std::uint64_t{32} << 20;  // bytes, from a tenth of the articles to all of them
constexpr std::size_t kLargeFile = std::size_t{16} << 20;    // bytes

class Suite {
 public:
  Suite(const PluginInfo& plugin, const Path& host_program, const ConformanceOptions& options)
      : plugin_(plugin), host_program_(host_program), options_(options) {}

  std::vector<ConformanceStep> all() {
    describes_itself();
    if (plugin_.kind == PluginKind::importer) {
      if (take_examples()) all_of_an_importer();
      return std::move(steps_);
    }
    small_ = {small_article()};
    takes_settings();
    takes("a project without articles", {});
    takes("an article", {small_article()});
    const std::vector<Shown> odd = odd_texts();
    takes("odd Unicode", {odd.begin(), odd.end()});
    takes("annotations that overlap, nest, cross, lie in pieces or outside the text, and name what is not there", {odd_annotations()});
    takes("a long article", {long_article()});
    gives_the_same_twice({small_article(), odd_annotations(), odd[1]});
    gives_what_it_may();
    refuses_politely();
    goes_when_cancelled(long_article());
    takes_many("articles");
    return std::move(steps_);
  }

 private:
  // The files that its plugin.json names; false when there are none that could be given to it.
  bool take_examples() {
    std::string broken;
    for (const std::string& name : plugin_.examples) {
      auto bytes = read_file(real_files(), plugin_.folder / name);
      if (!bytes) {
        broken = to_text(bytes.error());
        break;
      }
      small_.push_back(InputFile{name, std::move(bytes).value()});
    }
    if (broken.empty() && small_.empty()) broken = "name files of its format in \"examples\" of plugin.json: what it does with them is looked at";
    add("it brings examples of its format", broken);
    return broken.empty();
  }

  void all_of_an_importer() {
    takes_settings();
    takes("no file at all", {});
    takes("its examples", small_);
    if (options_.articles > 0) refuses_broken_files();
    gives_the_same_twice(small_);
    gives_what_it_may();
    refuses_politely();
    InputFile large = std::get<InputFile>(small_.front());
    const std::string once = large.bytes;
    while (!once.empty() && large.bytes.size() < kLargeFile) large.bytes += once;
    goes_when_cancelled(large);
    takes_many("files");
  }

  // Each is read as far as it goes, or refused with words.
  void refuses_broken_files() {
    std::string broken;
    const auto settings = settings_json(plugin_, {});
    for (const Item& item : small_) {
      for (const InputFile& file : broken_files(std::get<InputFile>(item))) {
        Run run = start();
        const bool taken = settings && run.open(*settings, scheme_, registry_) && run.show(file) && run.finish();
        if (!taken && !run.answered()) broken = run.failure() + "; answer with an error what is no file of the format";
        keep_mistakes(run);
        if (!broken.empty()) break;
      }
      if (!broken.empty()) break;
    }
    add("it takes or refuses politely files that are cut short, changed or of no format", broken);
  }

  void add(const std::string& promise, Outcome outcome, const std::string& said = {}) {
    steps_.push_back({promise, outcome, said});
    if (options_.done) options_.done(steps_.back());
  }
  void add(const std::string& promise, const std::string& broken, const std::string& figure = {}) {
    add(promise, broken.empty() ? Outcome::kept : Outcome::broken, broken.empty() ? figure : broken);
  }
  Run start() const { return Run(plugin_, host_program_, options_); }

  void describes_itself() {
    Run run = start();
    run.tell(describe_message(), "it described itself");
    std::string broken = run.failure();
    const auto json = wire::parse_json(run.given().described);
    if (broken.empty() && (!json || !json->is(wire::Json::Type::object))) broken = "it did not answer 'describe' with 'described'";
    for (const auto& [key, is] : {std::pair{"id", plugin_.id}, {"version", plugin_.version}, {"kind", to_text(plugin_.kind)}}) {
      if (broken.empty() && json->has(key) && (*json)[key].as_text() != is) {
        broken = "its " + std::string(key) + " is " + wire::quoted((*json)[key].as_text()) + ", and " + wire::quoted(is) + " in plugin.json";
      }
    }
    add("it describes itself", broken);
  }

  // Another value than the default, as --set takes it; "" when there is none.
  static std::string other_value(const SettingRule& rule) {
    switch (rule.type) {
      case SettingRule::Type::flag: return rule.default_json == "true" ? "false" : "true";
      case SettingRule::Type::integer:
      case SettingRule::Type::number: return rule.default_json == "1" ? "2" : "1";
      case SettingRule::Type::text:
        for (const std::string& choice : rule.choices) {
          if (wire::quoted(choice) != rule.default_json) return choice;
        }
        return rule.choices.empty() ? "ü “x” \\ 🦊" : "";
    }
    return {};
  }

  void takes_settings() {
    if (plugin_.settings.empty()) return add("it takes its settings", Outcome::not_asked, "it has none");
    std::string broken;
    for (const SettingRule& rule : plugin_.settings) {
      const std::string value = other_value(rule);
      if (value.empty()) continue;
      const auto settings = settings_json(plugin_, {{rule.name, value}});
      if (!settings) {
        broken = to_text(settings.error());
        break;
      }
      Run run = start();
      if (!(run.open(*settings, scheme_, registry_) && show_all(run, small_) && run.finish())) {
        broken = "with " + rule.name + "=" + value + ": " + run.failure();
        break;
      }
    }
    add("it takes each of its settings", broken);
  }

  // What a run over these gives.
  Given run_over(const std::vector<Item>& items, std::string& broken) {
    Run run = start();
    const auto settings = settings_json(plugin_, {});
    if (!settings) {
      broken = to_text(settings.error());
      return {};
    }
    if (run.open(*settings, scheme_, registry_) && show_all(run, items)) run.finish();
    broken = run.failure();
    keep_mistakes(run);
    return run.given();
  }

  static bool show_all(Run& run, const std::vector<Item>& items) {
    return std::ranges::all_of(items, [&](const Item& item) { return run.show(item); });
  }

  void keep_mistakes(const Run& run) {
    for (const std::string& mistake : run.given().mistakes) {
      if (std::ranges::find(mistakes_, mistake) == mistakes_.end()) mistakes_.push_back(mistake);
    }
  }

  // Of all runs before.
  void gives_what_it_may() {
    std::string broken;
    for (const std::string& mistake : mistakes_) broken += (broken.empty() ? "" : "; ") + mistake;
    add("what it gives is what the contract allows", broken);
  }

  void takes(const std::string& what, const std::vector<Item>& items) {
    std::string broken;
    run_over(items, broken);
    add("it takes " + what, broken);
  }

  void gives_the_same_twice(const std::vector<Item>& items) {
    std::string broken, again;
    const Given first = run_over(items, broken), second = run_over(items, again);
    if (!broken.empty() || !again.empty()) return add("the same input gives the same output", Outcome::not_asked, "it failed before");
    if (!(first == second)) {
      broken = "the same input gave something else the second time: leave out times, random numbers and the order of hash tables";
    }
    add("the same input gives the same output", broken);
  }

  void refuses_politely() {
    const char* const bad[] = {"{\"type\": \"dance\"", "{\"type\": \"article\"", "{\"type\": \"annotations\"", "{\"type\": \"input\"", "{\"no type\": 1"};
    std::string broken;
    for (const char* message : bad) {
      Run run = start();
      if (!run.tell(message, "it was told " + std::string(message) + "}") && !run.answered()) broken = run.failure() + "; answer it with an error";
      if (!broken.empty()) break;
    }
    add("it refuses politely what is no message of the contract", broken);
  }

  void goes_when_cancelled(const Item& large) {
    Run run = start();
    const auto settings = settings_json(plugin_, {});
    std::string broken;
    if (!settings || !run.open(*settings, scheme_, registry_)) {
      broken = run.failure();
    } else {
      CancelToken cancel;
      steady_clock::time_point asked;
      std::thread later([&] {
        std::this_thread::sleep_for(milliseconds{20});
        asked = steady_clock::now();
        cancel.cancel();
      });
      const bool answered = run.show(large, cancel);
      later.join();
      const auto took = std::chrono::duration_cast<milliseconds>(steady_clock::now() - asked);
      // That it fails with such an article has been said.
      if (!answered && !run.failure().starts_with("cancelled")) return add("it is gone within two seconds of a cancel", Outcome::not_asked, "it failed before");
      if (took >= kGoneAfterCancel) broken = "it was killed, two seconds after it was asked to stop: look at is_cancelled in long loops, and leave SIGTERM alone";
    }
    add("it is gone within two seconds of a cancel", broken);
  }

  // The small one as another article or file.
  static Item named(Item item, std::size_t number) {
    const std::string name = "many/" + std::to_string(number);
    if (auto* shown = std::get_if<Shown>(&item)) shown->article.id = shown->annotations.article = ArticleId(name);
    if (auto* file = std::get_if<InputFile>(&item)) file->name = name + "-" + file->name;
    return item;
  }

  void takes_many(const std::string& what) {
    Run run = start();
    const auto settings = settings_json(plugin_, {});
    bool goes_on = settings && run.open(*settings, scheme_, registry_);
    std::uint64_t early = 0;
    const auto begun = steady_clock::now();
    for (std::size_t i = 0; goes_on && i < options_.articles; ++i) {
      goes_on = run.show(named(small_[i % small_.size()], i));
      if (i == options_.articles / 10) early = run.memory();
    }
    const std::uint64_t late = run.memory();
    if (goes_on) run.finish();
    std::string broken = run.failure();
    const std::uint64_t grown = late > early ? late - early : 0;
    if (broken.empty() && grown > kMayGrow) {
      broken = "its memory grew by " + std::to_string(grown >> 20) + " MiB: give output as it comes, and keep no more than the format needs";
    }
    const auto took = std::chrono::duration_cast<milliseconds>(steady_clock::now() - begun);
    add("it takes " + std::to_string(options_.articles) + " " + what + " in constant memory", broken,
        std::to_string(took.count()) + " ms, " + std::to_string(late >> 20) + " MiB at the end");
  }

  const PluginInfo& plugin_;
  const Path& host_program_;
  const ConformanceOptions& options_;
  const Scheme scheme_ = its_scheme();
  const Registry registry_ = its_entities();
  std::vector<Item> small_;  // what its kind is shown: one article, or its examples
  std::vector<std::string> mistakes_;
  std::vector<ConformanceStep> steps_;
};

}  // namespace

std::vector<ConformanceStep> test_conformance(const PluginInfo& plugin, const Path& host_program, const ConformanceOptions& options) {
  return Suite(plugin, host_program, options).all();
}

}  // namespace sayso
