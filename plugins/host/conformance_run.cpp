#include "plugins/host/conformance_run.h"

#include <algorithm>

#include "annotations/store/add_article.h"
#include "annotations/store/edit_codec.h"
#include "core/files/relative_path.h"
#include "core/process/process_tree.h"
#include "core/text/text_index.h"
#include "plugins/host/given_edits.h"
#include "plugins/host/messages.h"
#include "plugins/host/wire/json.h"

namespace sayso::conformance {
namespace {

// Nobody shows so much of one article that it matters; comparison needs all records.
std::string in_words(const std::vector<Span>& spans, const std::vector<Frame>& frames) {
  std::string words;
  for (const Span& span : spans) words += span_to_json(span);
  for (const Frame& frame : frames) words += frame_to_json(frame);
  return words;
}

}  // namespace

Run::Run(const PluginInfo& plugin, const Path& host_program, const ConformanceOptions& options) : plugin_(plugin) {
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

bool Run::tell(const std::string& message, const std::string& doing, const CancelToken& cancel) {
  if (!failure_.empty()) return false;
  const auto told = run_->tell(message, doing, [this](FromPlugin got) { return take(std::move(got)); }, cancel);
  if (!told) failure_ = to_text(told.error());
  return told.ok();
}

bool Run::open(const std::string& settings, const Scheme& scheme, const Registry& registry) {
  scheme_ = scheme;
  registry_ = registry;
  return tell(open_message(settings, scheme, registry), "it was being opened");
}

bool Run::show(const Item& item, const CancelToken& cancel) {
  if (const auto* file = std::get_if<InputFile>(&item)) {
    return tell(input_message({file->name, file->bytes, 0, file->bytes.size(), true}), "it was given " + file->name, cancel);
  }
  const Shown& shown = std::get<Shown>(item);
  text_ = shown.article.text;
  const std::string doing = "it was shown the annotations of " + shown.article.id.value;
  if (!tell(article_message(shown.article), "it was shown " + shown.article.id.value, cancel)) return false;
  if (!tell(annotations_message(shown.annotations), doing, cancel)) return false;
  if (plugin_.kind != PluginKind::measure) return true;
  // A measure compares: somebody else says the same, and somebody nothing.
  Annotations ben = shown.annotations, none;
  ben.annotator = AnnotatorId("ben");
  none.article = shown.article.id;
  none.annotator = AnnotatorId("cleo");
  return tell(annotations_message(ben), doing, cancel) && tell(annotations_message(none), doing, cancel);
}

bool Run::answered() const {
  const auto last = read_message(last_);
  return last && (std::holds_alternative<RefusedMessage>(*last) || std::holds_alternative<AnsweredMessage>(*last));
}

std::uint64_t Run::memory() const {
  std::uint64_t all = 0;
  if (!run_ || run_->ended()) return 0;
  auto processes = descendants_of(run_->pid());
  processes.push_back(run_->pid());
  for (const pid_t one : processes) {
    if (const auto usage = usage_of(one)) all += usage->resident;
  }
  return all;
}

Result<void> Run::take(FromPlugin got) {
  if (auto* output = std::get_if<Output>(&got)) {
    if (!check_relative_path(output->name)) note("it gave a file the name " + wire::quoted(output->name));
    given_.files[output->name] += output->bytes;
    only(PluginKind::exporter, "files");
  } else if (const auto* finding = std::get_if<Finding>(&got)) {
    given_.other.push_back(finding_to_json(*finding));
    take(*finding);
  } else if (const auto* loss = std::get_if<LossLine>(&got)) {
    given_.other.push_back(loss->what + "|" + loss->place + "|" + std::to_string(loss->count));
    if (plugin_.kind != PluginKind::importer) only(PluginKind::exporter, "losses");
  } else if (const auto* entity = std::get_if<GivenEntity>(&got)) {
    given_.other.push_back(entity_to_json(entity->entity));
    registry_.entities.put(entity->entity);
    only(PluginKind::importer, "entities");
  } else if (const auto* article = std::get_if<GivenArticle>(&got)) {
    take(*article);
  } else if (const auto* annotations = std::get_if<GivenAnnotations>(&got)) {
    take(*annotations);
  } else if (const auto* suggestion = std::get_if<GivenSuggestion>(&got)) {
    take(*suggestion);
  } else if (const auto* figure = std::get_if<GivenFigure>(&got)) {
    given_.other.push_back(figure->measure + "|" + figure->of + "|" + (figure->value ? std::to_string(*figure->value) : figure->note));
    only(PluginKind::measure, "figures");
  } else if (const auto* described = std::get_if<Described>(&got)) {
    given_.described = described->json;
  }
  return {};
}

void Run::take(const Finding& finding) {
  only(PluginKind::checker, "findings");
  const auto listed = std::ranges::find(plugin_.rules, finding.rule, &RuleInfo::rule);
  if (listed == plugin_.rules.end()) note("plugin.json does not list its rule " + finding.rule);
  const TextIndex index(text_);
  for (const CodePointRange& at : finding.at) {
    if (!index.checked_bytes(at)) note("a finding of " + finding.rule + " lies outside the text");
  }
}

void Run::take(const GivenArticle& given) {
  given_.other.push_back(given.id.value + "|" + given.from + "|" + given.text + "|" + facts_to_json(given.facts));
  only(PluginKind::importer, "articles");
  NewArticle wanted;
  wanted.bytes = given.text;
  wanted.from = given.from.empty() ? given.id.value : given.from;
  wanted.id = given.id;
  if (const auto article = checked_article(wanted); !article) note("an article of it cannot be one: " + to_text(article.error()));
  texts_[given.id.empty() ? given.from : given.id.value] = given.text;
}

void Run::take(const GivenAnnotations& given) {
  given_.other.push_back(given.article.value + "|" + given.annotator.value + "|" + in_words(given.spans, given.frames));
  only(PluginKind::importer, "annotations");
  const auto text = texts_.find(given.article.value);
  if (text == texts_.end()) return note("it gave annotations of '" + given.article.value + "' before that article");
  auto spans = given.spans;
  const TextIndex index(text->second);
  put_words(spans, index);
  const auto state = state_after(scheme_, registry_, index, Annotations{}, edits_that_add(spans, given.frames));
  if (!state) note("annotations that it gave cannot be: " + to_text(state.error()));
}

void Run::take(const GivenSuggestion& given) {
  given_.other.push_back(std::to_string(given.confidence) + "|" + given.why + "|" + in_words(given.spans, {given.frame}));
  only(PluginKind::suggester, "suggestions");
  auto spans = given.spans;
  const TextIndex index(text_);
  put_words(spans, index);
  const auto state = state_after(scheme_, registry_, index, Annotations{}, edits_that_add(spans, {given.frame}));
  if (!state) note("a suggestion that it gave cannot be: " + to_text(state.error()));
}

void Run::only(PluginKind kind, const std::string& what) {
  if (plugin_.kind != kind) note("it gives " + what + ", and is no " + to_text(kind));
}

void Run::note(std::string mistake) {
  if (std::ranges::find(given_.mistakes, mistake) == given_.mistakes.end()) given_.mistakes.push_back(std::move(mistake));
}

}  // namespace sayso::conformance
