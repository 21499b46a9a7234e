#include "plugins/host/given.h"

#include <algorithm>
#include <cmath>

#include "annotations/store/article_codec.h"
#include "annotations/store/edit_codec.h"

namespace sayso {
namespace {

using wire::Json;

// A span whose words are left out has an empty text for each fragment.
Json with_words(Json span) {
  if (span.has("text") || !span.is(Json::Type::object)) return span;
  Json words, none;
  words.type = Json::Type::list;
  none.type = Json::Type::text;
  words.items.assign(span["at"].items.size(), none);
  span.names.emplace_back("text");
  span.items.push_back(std::move(words));
  return span;
}

Result<std::vector<Span>> spans_of(const Json& list) {
  std::vector<Span> spans;
  for (const Json& item : list.items) {
    auto span = span_from_json(wire::to_source(with_words(item)), "a span that it gave");
    if (!span) return span.error();
    spans.push_back(std::move(span).value());
    spans.back().conflicts = {};  // only joins make them
  }
  return spans;
}

Result<std::vector<Frame>> frames_of(const Json& list) {
  std::vector<Frame> frames;
  for (const Json& item : list.items) {
    auto frame = frame_from_json(wire::to_source(item), "a frame that it gave");
    if (!frame) return frame.error();
    frames.push_back(std::move(frame).value());
    frames.back().conflicts = {};
  }
  return frames;
}

std::uint64_t count_of(const Json& json) {
  return json.is(Json::Type::integer) && json.integer > 0 ? static_cast<std::uint64_t>(json.integer) : 0;
}

std::optional<double> number_of(const Json& json) {
  if (!json.is(Json::Type::integer) && !json.is(Json::Type::number)) return std::nullopt;
  return std::isfinite(json.number) ? std::optional(json.number) : std::nullopt;
}

}  // namespace

Result<GivenEntity> read_entity(const Json& message) {
  Json edit;
  edit.type = Json::Type::object;
  Json name;
  name.type = Json::Type::text;
  name.text = "add-entity";
  edit.names = {"edit", "entity"};
  edit.items = {name, message["entity"]};
  auto read = entity_edit_from_json(wire::to_source(edit), "an entity that it gave");
  if (!read) return read.error();
  Entity entity = std::move(std::get<AddEntity>(*read).entity);
  if (entity.name.empty()) return damaged_error("an entity without a name", "");
  entity.conflicts = {};
  return GivenEntity{std::move(entity)};
}

Result<GivenArticle> read_article(const Json& message) {
  GivenArticle article;
  article.id = ArticleId(message["id"].as_text());
  article.from = message["from"].as_text();
  article.text = message["text"].as_text();
  if (article.id.empty() && article.from.empty()) return damaged_error("an article without \"id\" and \"from\"", "");
  // Positions would count from behind it.
  if (article.text.starts_with("\xEF\xBB\xBF")) return damaged_error("an article whose text begins with a byte order mark", "");
  if (message["facts"].is(Json::Type::object)) {
    auto facts = read_facts(wire::to_source(message["facts"]), "facts that it gave");
    if (!facts) return facts.error();
    article.facts = std::move(facts).value();
  }
  return article;
}

Result<GivenAnnotations> read_annotations(const Json& message) {
  GivenAnnotations given;
  given.article = ArticleId(message["article"].as_text());
  if (given.article.empty()) return damaged_error("annotations without \"article\"", "");
  given.annotator = AnnotatorId(message["annotator"].as_text());
  const std::string status = message["status"].as_text();
  if (!status.empty() && status != "open" && status != "done") {
    return damaged_error("annotations of status '" + status + "', which is neither open nor done", "");
  }
  given.status = status == "done" ? Status::done : Status::open;
  auto spans = spans_of(message["spans"]);
  if (!spans) return spans.error();
  auto frames = frames_of(message["frames"]);
  if (!frames) return frames.error();
  given.spans = std::move(spans).value();
  given.frames = std::move(frames).value();
  return given;
}

Result<GivenSuggestion> read_suggestion(const Json& message) {
  GivenSuggestion given;
  const auto confidence = number_of(message["confidence"]);
  if (!confidence || *confidence < 0 || *confidence > 1) return damaged_error("a suggestion whose confidence is not between 0 and 1", "");
  given.confidence = *confidence;
  given.why = message["why"].as_text();
  auto frame = frame_from_json(wire::to_source(message["frame"]), "a frame that it suggested");
  if (!frame) return frame.error();
  auto spans = spans_of(message["spans"]);
  if (!spans) return spans.error();
  given.frame = std::move(frame).value();
  given.frame.conflicts = {};
  given.spans = std::move(spans).value();
  return given;
}

Result<GivenFigure> read_figure(const Json& message) {
  GivenFigure figure;
  figure.measure = message["measure"].as_text();
  if (figure.measure.empty()) return damaged_error("a figure without \"measure\"", "");
  figure.of = message["of"].as_text();
  figure.annotators = message["annotators"].as_texts();
  figure.note = message["note"].as_text();
  figure.value = number_of(message["value"]);
  if (!figure.value && figure.note.empty()) return damaged_error("a figure without a value that does not say why in \"note\"", "");
  const Json& interval = message["interval"];
  if (interval.is(Json::Type::list)) {
    const auto low = interval.items.size() == 2 ? number_of(interval.items[0]) : std::nullopt;
    const auto high = interval.items.size() == 2 ? number_of(interval.items[1]) : std::nullopt;
    if (!low || !high || *low > *high) return damaged_error("a figure whose interval is no [low, high]", "");
    figure.interval = std::pair(*low, *high);
  }
  figure.items = count_of(message["items"]);
  figure.articles = count_of(message["articles"]);
  return figure;
}

void put_words(std::vector<Span>& spans, const TextIndex& text) {
  for (Span& span : spans) {
    for (std::size_t i = 0; i < span.at.size() && i < span.text.size(); ++i) {
      const auto bytes = span.text[i].empty() ? text.checked_bytes(span.at[i]) : std::nullopt;
      if (bytes) span.text[i] = std::string(text.slice(*bytes));
    }
  }
}

}  // namespace sayso
