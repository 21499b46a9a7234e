#include "plugins/host/suggest.h"

#include <algorithm>

#include "annotations/edit/gestures.h"
#include "annotations/model/mention.h"
#include "annotations/new_ids.h"
#include "annotations/store/edit_codec.h"
#include "annotations/store/suggestion.h"
#include "core/text/text_index.h"
#include "plugins/host/given_edits.h"
#include "plugins/host/messages.h"
#include "plugins/host/wire/json.h"

namespace sayso {
namespace {

std::string_view name_of(std::string_view by) { return by.substr(0, by.find('@')); }

bool is_dismissed(const GivenSuggestion& suggestion, const std::string& by, const Annotations& state) {
  return std::ranges::any_of(state.dismissed, [&](const Dismissal& dismissal) {
    return name_of(dismissal.by) == name_of(by) && !dismissal.at.empty() &&
           std::ranges::any_of(suggestion.spans, [&](const Span& span) { return span.at == dismissal.at; });
  });
}

bool is_made(const GivenSuggestion& suggestion, const Annotations& state) {
  return !suggestion.spans.empty() &&
         std::ranges::all_of(suggestion.spans, [&](const Span& span) { return span_at(state, span.layer, span.at) != nullptr; });
}

// The line that the store keeps: the frame with its spans inside.
StoredSuggestion stored(const GivenSuggestion& given, const std::string& by, IdSource& ids) {
  std::vector<Edit> edits;
  for (const Span& span : given.spans) edits.push_back(AddSpan{span});
  Frame named = given.frame;
  Origin origin;
  origin.by = by;
  origin.confidence = given.confidence;
  if (!given.why.empty()) origin.extra["why"] = RawJson{wire::quoted(given.why)};
  named.origin = std::move(origin);
  edits.push_back(AddFrame{std::move(named)});
  NewIds made;
  std::vector<EntityEdit> none;
  put_real_ids(edits, none, Registry{}, ids, made);
  const Frame& frame = *std::get<AddFrame>(edits.back()).frame;
  wire::Json line = wire::parse_json(frame_to_json(frame), wire::KeysTwice::kept).value();
  wire::Json spans;
  spans.type = wire::Json::Type::list;
  for (std::size_t i = 0; i + 1 < edits.size(); ++i) {
    spans.items.push_back(wire::parse_json(span_to_json(*std::get<AddSpan>(edits[i]).span), wire::KeysTwice::kept).value());
  }
  const auto after_layer = std::ranges::find(line.names, "layer") - line.names.begin() + 1;
  line.names.insert(line.names.begin() + after_layer, "spans");
  line.items.insert(line.items.begin() + after_layer, std::move(spans));
  return {frame.id, {wire::to_source(line)}};
}

}  // namespace

Result<Suggester> Suggester::open(const PluginInfo& plugin, const Path& host_program, const Scheme& scheme, const Registry& registry,
                                  const std::vector<std::pair<std::string, std::string>>& settings, const RunLimits& limits,
                                  PluginRun::Trace trace, const CancelToken& cancel) {
  const auto json = settings_json(plugin, settings);
  if (!json) return json.error();
  auto run = PluginRun::start(plugin, host_program, limits, std::move(trace));
  if (!run) return run.error();
  const auto ignore = [](const FromPlugin&) { return Result<void>(); };
  if (const auto told = run->tell(open_message(*json, scheme, registry), "it was being opened", ignore, cancel); !told) return told.error();
  return Suggester(std::move(*run), scheme, registry);
}

Result<std::vector<GivenSuggestion>> Suggester::suggest(const Article& article, const Annotations& annotations, const CancelToken& cancel) {
  std::vector<GivenSuggestion> all;
  const TextIndex index(article.text);
  const PluginRun::Receive receive = [&](FromPlugin got) -> Result<void> {
    auto* given = std::get_if<GivenSuggestion>(&got);
    if (given == nullptr) return {};
    put_words(given->spans, index);
    Annotations empty;
    empty.article = article.id;
    empty.annotator = annotations.annotator;
    const auto state = state_after(scheme_, registry_, index, std::move(empty), edits_that_add(given->spans, {given->frame}));
    if (!state) return damaged_error("the plugin " + run_.plugin().name + " gave a suggestion that cannot be: " + state.error().what, article.id.value,
                                     "report it to the plugin's author");
    all.push_back(std::move(*given));
    return {};
  };
  const std::string doing = "looking for suggestions in " + article.id.value;
  if (const auto told = run_.tell(article_message(article), doing, receive, cancel); !told) return told.error();
  const Annotations meant = as_meant(scheme_, registry_, annotations);
  if (const auto told = run_.tell(annotations_message(meant), doing, receive, cancel); !told) return told.error();
  return all;
}

std::vector<Edit> edits_that_store(const std::vector<GivenSuggestion>& suggestions, const std::string& by, const Annotations& state, IdSource& ids) {
  std::vector<Edit> edits;
  for (const StoredSuggestion& each : state.suggested) {
    const auto read = read_suggestion(each);
    if (read && read->frame.origin && name_of(read->frame.origin->by) == name_of(by)) edits.push_back(RemoveSuggestion{each.id});
  }
  for (const GivenSuggestion& each : suggestions) {
    if (!is_dismissed(each, by, state) && !is_made(each, state)) edits.push_back(AddSuggestion{stored(each, by, ids)});
  }
  return edits;
}

}  // namespace sayso
