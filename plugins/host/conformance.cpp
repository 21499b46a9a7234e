#include "plugins/host/conformance.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <thread>

#include "annotations/store/builtin_schemes.h"
#include "annotations/store/scheme_codec.h"
#include "core/files/relative_path.h"
#include "core/process/process_tree.h"
#include "core/text/text_index.h"
#include "plugins/host/messages.h"
#include "plugins/host/wire/json.h"

namespace sayso {
namespace {

using Outcome = ConformanceStep::Outcome;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kGoneAfterCancel{2000};
constexpr std::uint64_t kMayGrow = std::uint64_t{32} << 20;  // bytes, from a tenth of the articles to all of them

// ---- what it is shown ------------------------------------------------------------------------------

Scheme its_scheme() {
  for (const BuiltinScheme& scheme : builtin_schemes()) {
    if (scheme.name != "attribution") continue;
    if (auto read = read_scheme(scheme.json, scheme.name)) return std::move(read).value();
  }
  return {};
}

Registry its_entities() {
  Registry registry;
  for (const auto& [id, name] : {std::pair{"ana-0001", "Ana Ruiz"}, {"harbour-0002", "Harbour authority “of the north”"}}) {
    Entity entity;
    entity.id = EntityId(id);
    entity.name = name;
    entity.kind = "person";
    entity.aliases = {"🦊", "שרה"};
    registry.entities.put(std::move(entity));
  }
  return registry;
}

// One article and what somebody says of it.
struct Shown {
  Article article;
  Annotations annotations;
};

class Showing {
 public:
  Showing(const std::string& id, std::string text) : text_(std::move(text)), index_(text_) {
    shown_.article.id = ArticleId(id);
    shown_.article.text = text_;
    shown_.article.facts.title = "A title, with “marks”; and \"others\"";
    shown_.article.facts.language = "en";
    shown_.annotations.article = shown_.article.id;
    shown_.annotations.annotator = AnnotatorId("ana");
  }
  // Code points.
  RecordId span(const std::string& layer, const Fragments& at, Attributes attributes = {}) {
    Span span;
    span.id = RecordId("s" + std::to_string(++count_));
    span.layer = layer;
    span.at = at;
    for (const CodePointRange& fragment : at) {
      const auto bytes = index_.checked_bytes(fragment);
      span.text.push_back(bytes ? std::string(index_.slice(*bytes)) : "not in the text");
    }
    span.attributes = std::move(attributes);
    shown_.annotations.spans.put(span);
    return span.id;
  }
  RecordId frame(Roles roles, Attributes attributes = {}) {
    Frame frame;
    frame.id = RecordId("f" + std::to_string(++count_));
    frame.layer = "attribution";
    frame.roles = std::move(roles);
    frame.attributes = std::move(attributes);
    shown_.annotations.frames.put(frame);
    return frame.id;
  }
  Shown done() { return std::move(shown_); }

 private:
  const std::string text_;
  const TextIndex index_;  // over it
  Shown shown_;
  std::size_t count_ = 0;
};

CodePointRange range(std::size_t begin, std::size_t end) { return {CodePoint(begin), CodePoint(end)}; }

std::vector<Filler> to(const RecordId& id) { return {Filler{id, {}, {}}}; }

// “We must act,” said Ana Ruiz. She had warned the harbour.
Shown small_article(const std::string& id = "news/a") {
  Showing showing(id, "“We must act,” said Ana Ruiz. She had warned the harbour.\nNobody answered.\n");
  const RecordId content = showing.span("content", {range(0, 14)}, {{"kind", std::string("direct")}});
  const RecordId cue = showing.span("cue", {range(15, 19)});
  const RecordId mention = showing.span("mention", {range(20, 28)}, {{"entity", std::string("ana-0001")}});
  Filler target{EntityId("harbour-0002"), {{"stance", std::int64_t{2}}}, {}};
  showing.frame({{"content", to(content)}, {"cue", to(cue)}, {"source", to(mention)}, {"target", {target}}, {"addressee", {}}},
                {{"tone", std::vector<std::string>{"worried"}}});
  return showing.done();
}

std::vector<Shown> odd_texts() {
  std::vector<std::pair<std::string, std::string>> texts = {
      {"empty", ""},
      {"astral", "🦊🦊 said “👩🏽‍🚀 𝄞 𒀀” 🇩🇪🇯🇵.\n"},
      {"marks", "a\u0301e\u0302o\u0308 Z\u0351\u036B\u0343 “\u0915\u094D\u0937\u093F”\n"},
      {"bidi", "שרה אמרה: „עלינו לפעול, 3!” — قالت: «علينا» \u2067x\u2069\n"},
      {"breaks", "one\r\ntwo\rthree\u2028four\u0085five\n\n\n"},
      {"nul", std::string("a\0b\x01\x1F\x7F", 6)},
      {"bom", "\uFEFFa\uFFFD\uFFFE\n"},
      {"long", std::string(200'000, 'x') + " “" + std::string(5'000, 'y') + "”"},
      {"quotes", "\"'\\\t</script>,;\"=1+1\"{}[]%s%n\n"},
  };
  std::vector<Shown> all;
  for (const auto& [name, text] : texts) {
    Showing showing("odd/" + name, text);
    const std::size_t end = TextIndex(text).code_point_end().value;
    if (end > 3) {
      const RecordId content = showing.span("content", {range(1, end - 1)});
      showing.frame({{"content", to(content)}});
    }
    all.push_back(showing.done());
  }
  return all;
}

// Long enough that most are still at it when a cancel comes.
Shown long_article() {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "“We must act,” she said.\n";
  return Showing("long", std::move(text)).done();
}

Shown odd_annotations() {
  Showing showing("odd/annotations", "He said that she said it was over, and over, and “over”.\n");
  const RecordId outer = showing.span("content", {range(8, 40)}), inner = showing.span("content", {range(21, 33)});
  const RecordId crossing = showing.span("content", {range(30, 46)});
  const RecordId pieces = showing.span("content", {range(0, 2), range(13, 16), range(49, 55)}, {{"unheard-of", std::string("kept")}});
  const RecordId same = showing.span("cue", {range(3, 7)}), twin = showing.span("cue", {range(3, 7)});
  showing.span("cue", {range(100, 120)});  // not in the text
  showing.span("layer-of-another-scheme", {range(0, 2)});
  const RecordId first = showing.frame({{"content", to(outer)}, {"cue", to(same)}});
  const RecordId second = showing.frame({{"content", to(inner)}, {"cue", to(twin)}, {"source", to(first)}});
  showing.frame({{"content", to(crossing)}, {"via", to(second)}, {"unheard-of", to(pieces)}});
  showing.frame({{"content", to(RecordId("not-there"))}, {"source", {Filler{EntityId("not-there"), {}, {}}}}});
  showing.frame({});
  return showing.done();
}

// ---- what it gives ---------------------------------------------------------------------------------

// All that a run gave, for comparison and for what the contract says of it.
struct Given {
  std::map<std::string, std::string> files;
  std::vector<std::string> other;  // findings, losses and descriptions, in their order
  std::vector<std::string> mistakes;
  std::string described;

  bool operator==(const Given& other_given) const { return files == other_given.files && other == other_given.other; }
};

class Run {
 public:
  Run(const PluginInfo& plugin, const Path& host_program, const ConformanceOptions& options) : plugin_(plugin) {
    auto run = PluginRun::start(plugin, host_program, options.limits, [this, trace = options.trace](char direction, std::string_view line) {
      if (direction == '<') last_ = line;
      if (trace) trace(direction, line);
    });
    if (run) {
      run_.emplace(std::move(*run));
    } else {
      failure_ = to_text(run.error());
    }
  }

  // False when it failed; then failure() says how, and nothing more is told.
  bool tell(const std::string& message, const std::string& doing, const CancelToken& cancel = {}) {
    if (!failure_.empty()) return false;
    const auto told = run_->tell(message, doing, [this](FromPlugin got) { return take(std::move(got)); }, cancel);
    if (!told) failure_ = to_text(told.error());
    return told.ok();
  }
  bool open(const std::string& settings, const Scheme& scheme, const Registry& registry) {
    return tell(open_message(settings, scheme, registry), "it was being opened");
  }
  bool show(const Shown& shown) {
    text_ = shown.article.text;
    return tell(article_message(shown.article), "it was shown " + shown.article.id.value) &&
           tell(annotations_message(shown.annotations), "it was shown the annotations of " + shown.article.id.value);
  }
  bool finish() { return tell(finish_message(), "it was finishing"); }

  const std::string& failure() const { return failure_; }
  // Did it answer, if only by saying no?
  bool answered() const {
    const auto last = read_message(last_);
    return last && (std::holds_alternative<RefusedMessage>(*last) || std::holds_alternative<AnsweredMessage>(*last));
  }
  const Given& given() const { return given_; }
  std::uint64_t memory() const {
    std::uint64_t all = 0;
    if (!run_ || run_->ended()) return 0;
    auto processes = descendants_of(run_->pid());
    processes.push_back(run_->pid());
    for (const pid_t one : processes) {
      if (const auto usage = usage_of(one)) all += usage->resident;
    }
    return all;
  }

 private:
  Result<void> take(FromPlugin got) {
    if (auto* output = std::get_if<Output>(&got)) {
      if (!check_relative_path(output->name)) note("it gave a file the name " + wire::quoted(output->name));
      given_.files[output->name] += output->bytes;
      if (plugin_.kind != PluginKind::exporter) note("it gives files, and is no exporter");
    } else if (const auto* finding = std::get_if<Finding>(&got)) {
      given_.other.push_back(finding_to_json(*finding));
      take(*finding);
    } else if (const auto* loss = std::get_if<LossLine>(&got)) {
      given_.other.push_back(loss->what + "|" + loss->place + "|" + std::to_string(loss->count));
      if (plugin_.kind != PluginKind::exporter) note("it reports losses, and is no exporter");
    } else if (const auto* described = std::get_if<Described>(&got)) {
      given_.described = described->json;
    }
    return {};
  }
  void take(const Finding& finding) {
    if (plugin_.kind != PluginKind::checker) note("it gives findings, and is no checker");
    const auto listed = std::ranges::find(plugin_.rules, finding.rule, &RuleInfo::rule);
    if (listed == plugin_.rules.end()) note("plugin.json does not list its rule " + finding.rule);
    const TextIndex index(text_);
    for (const CodePointRange& at : finding.at) {
      if (!index.checked_bytes(at)) note("a finding of " + finding.rule + " lies outside the text");
    }
  }
  void note(std::string mistake) {
    if (std::ranges::find(given_.mistakes, mistake) == given_.mistakes.end()) given_.mistakes.push_back(std::move(mistake));
  }

  const PluginInfo& plugin_;
  std::optional<PluginRun> run_;
  std::string failure_, last_;
  std::string text_;  // of the article that it was shown last
  Given given_;
};

class Suite {
 public:
  Suite(const PluginInfo& plugin, const Path& host_program, const ConformanceOptions& options)
      : plugin_(plugin), host_program_(host_program), options_(options) {}

  std::vector<ConformanceStep> all() {
    describes_itself();
    takes_settings();
    takes("a project without articles", {});
    takes("an article", {small_article()});
    takes("odd Unicode", odd_texts());
    takes("annotations that overlap, nest, cross, lie in pieces or outside the text, and name what is not there", {odd_annotations()});
    takes("a long article", {long_article()});
    gives_the_same_twice();
    gives_what_it_may();
    refuses_politely();
    goes_when_cancelled();
    takes_many_articles();
    return std::move(steps_);
  }

 private:
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
      if (!(run.open(*settings, scheme_, registry_) && run.show(small_article()) && run.finish())) {
        broken = "with " + rule.name + "=" + value + ": " + run.failure();
        break;
      }
    }
    add("it takes each of its settings", broken);
  }

  // What a run over these gives.
  Given run_over(const std::vector<Shown>& articles, std::string& broken) {
    Run run = start();
    const auto settings = settings_json(plugin_, {});
    if (!settings) {
      broken = to_text(settings.error());
      return {};
    }
    bool goes_on = run.open(*settings, scheme_, registry_);
    for (const Shown& shown : articles) goes_on = goes_on && run.show(shown);
    if (goes_on) run.finish();
    broken = run.failure();
    for (const std::string& mistake : run.given().mistakes) {
      if (std::ranges::find(mistakes_, mistake) == mistakes_.end()) mistakes_.push_back(mistake);
    }
    return run.given();
  }

  // Of all runs before.
  void gives_what_it_may() {
    std::string broken;
    for (const std::string& mistake : mistakes_) broken += (broken.empty() ? "" : "; ") + mistake;
    add("what it gives is what the contract allows", broken);
  }

  void takes(const std::string& what, const std::vector<Shown>& articles) {
    std::string broken;
    run_over(articles, broken);
    add("it takes " + what, broken);
  }

  void gives_the_same_twice() {
    std::string broken, again;
    const std::vector<Shown> articles = {small_article(), odd_annotations(), odd_texts()[1]};
    const Given first = run_over(articles, broken), second = run_over(articles, again);
    if (!broken.empty() || !again.empty()) return add("the same input gives the same output", Outcome::not_asked, "it failed before");
    if (!(first == second)) {
      broken = "the same articles gave other bytes or findings the second time: leave out times, random numbers and the order of hash tables";
    }
    add("the same input gives the same output", broken);
  }

  void refuses_politely() {
    const char* const bad[] = {"{\"type\": \"dance\"", "{\"type\": \"article\"", "{\"type\": \"annotations\"", "{\"no type\": 1"};
    std::string broken;
    for (const char* message : bad) {
      Run run = start();
      if (!run.tell(message, "it was told " + std::string(message) + "}") && !run.answered()) broken = run.failure() + "; answer it with an error";
      if (!broken.empty()) break;
    }
    add("it refuses politely what is no message of the contract", broken);
  }

  void goes_when_cancelled() {
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
      const bool answered = run.tell(article_message(long_article().article), "it was shown a long article", cancel);
      later.join();
      const auto took = std::chrono::duration_cast<milliseconds>(steady_clock::now() - asked);
      // That it fails with such an article has been said.
      if (!answered && !run.failure().starts_with("cancelled")) return add("it is gone within two seconds of a cancel", Outcome::not_asked, "it failed before");
      if (took >= kGoneAfterCancel) broken = "it was killed, two seconds after it was asked to stop: look at is_cancelled in long loops, and leave SIGTERM alone";
    }
    add("it is gone within two seconds of a cancel", broken);
  }

  void takes_many_articles() {
    Run run = start();
    const auto settings = settings_json(plugin_, {});
    bool goes_on = settings && run.open(*settings, scheme_, registry_);
    std::uint64_t early = 0;
    const auto begun = steady_clock::now();
    for (std::size_t i = 0; goes_on && i < options_.articles; ++i) {
      goes_on = run.show(small_article("news/" + std::to_string(i)));
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
    add("it takes " + std::to_string(options_.articles) + " articles in constant memory", broken,
        std::to_string(took.count()) + " ms, " + std::to_string(late >> 20) + " MiB at the end");
  }

  const PluginInfo& plugin_;
  const Path& host_program_;
  const ConformanceOptions& options_;
  const Scheme scheme_ = its_scheme();
  const Registry registry_ = its_entities();
  std::vector<std::string> mistakes_;
  std::vector<ConformanceStep> steps_;
};

}  // namespace

std::vector<ConformanceStep> test_conformance(const PluginInfo& plugin, const Path& host_program, const ConformanceOptions& options) {
  return Suite(plugin, host_program, options).all();
}

}  // namespace sayso
