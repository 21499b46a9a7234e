// Comments to and from JSON; see record_codec.h.
#include "annotations/store/record_codec.h"

namespace sayso {
namespace {

struct PlaceWriter {
  JsonLine& line;

  void operator()(const OnArticle&) {}
  void operator()(const OnRecord& on) {
    line.member("annotator", on.annotator.value).member("record", on.record.value);
  }
  void operator()(const OnText& on) {
    line.key("at");
    write(line, on.at);
    line.key("text");
    write(line, on.text);
    line.member("text_sha256", on.text_sha256);
  }
  void operator()(const OnComment& on) { line.member("author", on.author.value).member("comment", on.comment.value); }
};

// An id that names something: not "".
std::string name_in(JsonFields& fields, const char* key) {
  const JsonNode& node = fields.need(key);
  std::string name = text_of(fields.source(), node);
  if (name.empty()) fields.source().fail(node, std::string("\"") + key + "\" must not be empty");
  return name;
}

}  // namespace

void write(JsonLine& line, const CommentPlace& on) {
  line.begin_object();
  std::visit(PlaceWriter{line}, on);
  line.end_object();
}

void write(JsonLine& line, const Comment& comment) {
  line.begin_object().member("id", comment.id.value);
  if (!std::holds_alternative<OnArticle>(comment.on)) {
    line.key("on");
    write(line, comment.on);
  }
  line.member("text", comment.text).member("time", comment.time);
  if (comment.resolved) line.key("resolved").boolean(true);
  write_conflicts(line, comment.conflicts);
  line.members_but({"on", "text", "time", "resolved", "conflicts"}, comment.extra).end_object();
}

CommentPlace comment_place_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "place of a comment");
  CommentPlace place;
  if (fields.find("record")) {
    const std::string annotator = name_in(fields, "annotator");
    place = OnRecord{AnnotatorId(annotator), RecordId(name_in(fields, "record"))};
  } else if (fields.find("comment")) {
    const std::string author = name_in(fields, "author");
    place = OnComment{AnnotatorId(author), RecordId(name_in(fields, "comment"))};
  } else if (const JsonNode* at = fields.find("at")) {
    OnText on{fragments_of(source, *at), fields.texts_or_none("text"), fields.text("text_sha256")};
    if (on.at.empty() || on.at.size() != on.text.size())
      source.fail(*at, "a comment on a stretch of text has its fragments and the words of each");
    place = std::move(on);
  }
  fields.refuse_rest();
  return place;
}

Comment comment_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "comment");
  Comment comment;
  comment.id = RecordId(name_in(fields, "id"));
  if (const JsonNode* on = fields.find("on")) comment.on = comment_place_of(source, *on);
  comment.text = fields.text("text");
  comment.time = fields.text_or("time", "");
  comment.resolved = fields.flag_or("resolved", false);
  comment.conflicts = conflicts_of(fields);
  comment.extra = fields.rest();
  return comment;
}

}  // namespace sayso
