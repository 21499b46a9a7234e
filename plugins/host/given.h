// What importers, suggesters and measures give: values, read off their messages. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/model/article.h"
#include "annotations/model/entity.h"
#include "core/base/result.h"
#include "core/text/text_index.h"
#include "plugins/host/wire/json.h"

namespace sayso {

// From an importer. Ids are as it calls them: "new:1" where sayso is to give one.
struct GivenEntity {
  Entity entity;

  bool operator==(const GivenEntity&) const = default;
};
struct GivenArticle {
  ArticleId id;      // wanted, or ""
  std::string from;  // the input's name
  std::string text;
  ArticleFacts facts;

  bool operator==(const GivenArticle&) const = default;
};
struct GivenAnnotations {
  ArticleId article;
  AnnotatorId annotator;  // "": whoever imports says whose they are
  Status status = Status::open;
  std::vector<Span> spans;  // `text` of a span holds "" for a fragment whose words it did not say
  std::vector<Frame> frames;

  bool operator==(const GivenAnnotations&) const = default;
};

// From a suggester: a frame and the spans that fill its roles.
struct GivenSuggestion {
  Frame frame;
  std::vector<Span> spans;  // likewise
  double confidence = 0;    // from 0 to 1
  std::string why;

  bool operator==(const GivenSuggestion&) const = default;
};

// From a measure.
struct GivenFigure {
  std::string measure, of;
  std::vector<std::string> annotators;  // none: of all together
  std::optional<double> value;          // none: `note` says why
  std::optional<std::pair<double, double>> interval;
  std::uint64_t items = 0, articles = 0;
  std::string note;

  bool operator==(const GivenFigure&) const = default;
};

// Errors (damaged): what is missing or of the wrong form, in words for the plugin's author.
Result<GivenEntity> read_entity(const wire::Json& message);
Result<GivenArticle> read_article(const wire::Json& message);
Result<GivenAnnotations> read_annotations(const wire::Json& message);
Result<GivenSuggestion> read_suggestion(const wire::Json& message);
Result<GivenFigure> read_figure(const wire::Json& message);

// Puts the text's words into spans that do not say theirs; one that is no stretch of the text stays without.
void put_words(std::vector<Span>& spans, const TextIndex& text);

}  // namespace sayso
