// Records to and from JSON: the shapes that snapshots, histories and messages share. Private to store/.
// Reading throws JsonMistake; unknown keys go into `extra`.
#pragma once

#include "annotations/model/annotations.h"
#include "annotations/model/article.h"
#include "annotations/model/comment.h"
#include "annotations/model/entity.h"
#include "annotations/store/json_fields.h"
#include "annotations/store/json_line.h"

namespace sayso {

void write(JsonLine& line, const Span& span);
void write(JsonLine& line, const Frame& frame);
void write(JsonLine& line, const Filler& filler);
void write(JsonLine& line, const Origin& origin);
void write(JsonLine& line, const Dismissal& dismissal);
void write(JsonLine& line, const Entity& entity);
void write(JsonLine& line, const DismissedFinding& dismissed);
void write(JsonLine& line, const Comment& comment);
void write(JsonLine& line, const CommentPlace& on);  // as an object; {} for the article
void write(JsonLine& line, const SplitMention& split);
void write(JsonLine& line, const Zone& zone);
void write(JsonLine& line, const Fragments& at);
void write(JsonLine& line, const std::vector<std::string>& texts);

Span span_of(const JsonSource& source, const JsonNode& node);
Frame frame_of(const JsonSource& source, const JsonNode& node);
Filler filler_of(const JsonSource& source, const JsonNode& node);
std::vector<Filler> fillers_of(const JsonSource& source, const JsonNode& node);
Origin origin_of(const JsonSource& source, const JsonNode& node);
Dismissal dismissal_of(const JsonSource& source, const JsonNode& node);
StoredSuggestion suggestion_of(const JsonSource& source, const JsonNode& node);  // without its sum
Entity entity_of(const JsonSource& source, const JsonNode& node);
DismissedFinding dismissed_finding_of(const JsonSource& source, const JsonNode& node);
Comment comment_of(const JsonSource& source, const JsonNode& node);
CommentPlace comment_place_of(const JsonSource& source, const JsonNode& node);
SplitMention split_mention_of(const JsonSource& source, const JsonNode& node);
MentionId mention_of(const JsonSource& source, const JsonNode& node);  // its name
Zone zone_of(const JsonSource& source, const JsonNode& node);
Fragments fragments_of(const JsonSource& source, const JsonNode& node);
CodePointRange range_of(const JsonSource& source, const JsonNode& node);

// The member `conflicts`, left out when there is none.
void write_conflicts(JsonLine& line, const Conflicts& conflicts);
Conflicts conflicts_of(JsonFields& fields);
Conflicts conflicts_of(const JsonSource& source, const JsonNode& node);  // its value

Status status_from_text(const JsonSource& source, const JsonNode& node);

// A record as one line, without sum.
template <class Record>
std::string line_of(const Record& record) {
  JsonLine line;
  write(line, record);
  return line.take();
}

// Reads back one value that write() and the like wrote.
template <class Read>
auto read_back(const std::string& json, Read read) {
  const JsonSource source{json, {}};
  const auto node = read_json(source);
  if (!node) throw JsonMistake{node.error()};
  return read(source, *node);
}

}  // namespace sayso
