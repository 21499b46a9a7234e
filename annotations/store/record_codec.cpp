#include "annotations/store/record_codec.h"

#include <charconv>

#include "annotations/model/mention.h"

namespace sayso {
namespace {

void write_attributes(JsonLine& line, const Attributes& attributes) {
  if (attributes.empty()) return;
  line.key("attributes").begin_object();
  for (const auto& [name, value] : attributes) line.key(name).value(value);
  line.end_object();
}

void write_origin(JsonLine& line, const Seldom<Origin>& origin) {
  if (!origin) return;
  line.key("origin");
  write(line, *origin);
}

Attributes attributes_of(JsonFields& fields) {
  const JsonNode* node = fields.find("attributes");
  if (!node) return {};
  must_be_object(fields.source(), *node, "set of attributes");
  std::vector<Attributes::value_type> attributes;
  attributes.reserve(node->items.size());
  for (const JsonNode& item : node->items) attributes.emplace_back(item.key, value_of(fields.source(), item));
  return Attributes(std::move(attributes));
}

Seldom<Origin> optional_origin(JsonFields& fields) {
  const JsonNode* node = fields.find("origin");
  if (!node) return std::nullopt;
  return origin_of(fields.source(), *node);
}

RecordId id_of(JsonFields& fields) {
  const JsonNode& node = fields.need("id");
  RecordId id(text_of(fields.source(), node));
  if (id.empty()) fields.source().fail(node, "an id must not be empty");
  return id;
}

void write_range(JsonLine& line, const CodePointRange& range) {
  line.begin_array();
  line.integer(static_cast<std::int64_t>(range.begin.value))
      .integer(static_cast<std::int64_t>(range.end.value));
  line.end_array();
}

void write_texts(JsonLine& line, const char* key, const std::vector<std::string>& texts) {
  line.key(key);
  write(line, texts);
}

}  // namespace

void write_conflicts(JsonLine& line, const Conflicts& conflicts) {
  if (conflicts.empty()) return;
  line.key("conflicts").begin_object().member_unless_empty("removed", conflicts.removed.value);
  for (const auto& [field, alternatives] : conflicts.fields) {
    line.key(field).begin_array();
    for (const Alternative& each : alternatives) {
      line.begin_object();
      if (each.value) line.key("value").raw(*each.value);
      line.member("group", each.group.value).end_object();
    }
    line.end_array();
  }
  line.end_object();
}

Conflicts conflicts_of(const JsonSource& source, const JsonNode& node) {
  must_be_object(source, node, "set of conflicts");
  Conflicts conflicts;
  std::vector<decltype(conflicts.fields)::value_type> of_fields;
  for (const JsonNode& item : node.items) {
    if (item.key == "removed") {
      conflicts.removed = GroupId(text_of(source, item));
      continue;
    }
    std::vector<Alternative>& alternatives = of_fields.emplace_back(item.key, std::vector<Alternative>()).second;
    for (const JsonNode& each : items_of(source, item)) {
      JsonFields fields(source, each, "alternative");
      Alternative alternative;
      if (const JsonNode* value = fields.find("value")) alternative.value = raw_of(source, *value);
      alternative.group = GroupId(fields.text("group"));
      fields.refuse_rest();
      alternatives.push_back(std::move(alternative));
    }
  }
  conflicts.fields = decltype(conflicts.fields)(std::move(of_fields));
  return conflicts;
}

Conflicts conflicts_of(JsonFields& fields) {
  const JsonNode* node = fields.find("conflicts");
  return node ? conflicts_of(fields.source(), *node) : Conflicts();
}

void write(JsonLine& line, const std::vector<std::string>& texts) {
  line.begin_array();
  for (const std::string& text : texts) line.text(text);
  line.end_array();
}

void write(JsonLine& line, const Fragments& at) {
  line.begin_array();
  for (const CodePointRange& range : at) write_range(line, range);
  line.end_array();
}

void write(JsonLine& line, const Origin& origin) {
  line.begin_object();
  line.member("by", origin.by);
  if (origin.confidence) line.key("confidence").number(*origin.confidence);
  line.member_unless_empty("shown", origin.shown).member_unless_empty("taken", origin.taken);
  if (!origin.changed.empty()) write_texts(line, "changed", origin.changed);
  line.members(origin.extra).end_object();
}

void write(JsonLine& line, const Span& span) {
  line.begin_object().member("id", span.id.value).member("layer", span.layer);
  line.key("at");
  write(line, span.at);
  write_texts(line, "text", span.text);
  write_attributes(line, span.attributes);
  write_origin(line, span.origin);
  write_conflicts(line, span.conflicts);
  line.members_but({"layer", "at", "text", "attributes", "origin", "conflicts"}, span.extra).end_object();
}

void write(JsonLine& line, const Filler& filler) {
  line.begin_object().member("to", to_text(filler.to));
  write_attributes(line, filler.attributes);
  line.members(filler.extra).end_object();
}

void write(JsonLine& line, const Frame& frame) {
  line.begin_object().member("id", frame.id.value).member("layer", frame.layer);
  if (!frame.roles.empty()) {
    line.key("roles").begin_object();
    for (const auto& [role, list] : frame.roles) {
      line.key(role).begin_array();
      for (const Filler& filler : list) write(line, filler);
      line.end_array();
    }
    line.end_object();
  }
  write_attributes(line, frame.attributes);
  write_origin(line, frame.origin);
  write_conflicts(line, frame.conflicts);
  line.members_but({"layer", "roles", "attributes", "origin", "conflicts"}, frame.extra).end_object();
}

void write(JsonLine& line, const Dismissal& dismissal) {
  line.begin_object().member("id", dismissal.id.value);
  if (!dismissal.at.empty()) {
    line.key("at");
    write(line, dismissal.at);
    write_texts(line, "text", dismissal.text);
  }
  line.member_unless_empty("by", dismissal.by);
  if (!dismissal.finding.source.empty()) line.key("finding").raw(dismissal.finding);
  line.member_unless_empty("reason", dismissal.reason);
  line.members_but({"at", "text", "by", "finding", "reason"}, dismissal.extra).end_object();
}

void write(JsonLine& line, const Entity& entity) {
  line.begin_object()
      .member("id", entity.id.value)
      .member("name", entity.name)
      .member_unless_empty("kind", entity.kind);
  if (!entity.aliases.empty()) {
    write_texts(line, "aliases", {entity.aliases.begin(), entity.aliases.end()});
  }
  line.member_unless_empty("article", entity.article.value)
      .member_unless_empty("same-as", entity.same_as.value);
  write_conflicts(line, entity.conflicts);
  line.members_but({"name", "kind", "aliases", "article", "same-as", "conflicts"}, entity.extra).end_object();
}

void write(JsonLine& line, const DismissedFinding& dismissed) {
  line.begin_object().member("id", dismissed.id);
  if (!dismissed.finding.source.empty()) line.key("finding").raw(dismissed.finding);
  line.member_unless_empty("reason", dismissed.reason).end_object();
}

void write(JsonLine& line, const SplitMention& split) {
  line.begin_object().member("mention", split.mention.value);
  if (!split.into.empty()) {
    line.key("into").begin_object();
    for (const auto& [of, into] : split.into) line.member(of.value, into.value);
    line.end_object();
  }
  write_conflicts(line, split.conflicts);
  line.end_object();
}

void write(JsonLine& line, const Zone& zone) {
  line.begin_object().member("kind", zone.kind).key("at");
  write_range(line, zone.at);
  if (!zone.annotate) line.key("annotate").boolean(false);
  line.members(zone.extra).end_object();
}

CodePointRange range_of(const JsonSource& source, const JsonNode& node) {
  const auto& items = items_of(source, node);
  if (items.size() != 2) source.fail(node, "a place in the text is [begin, end]");
  const std::int64_t begin = whole_of(source, items[0]);
  const std::int64_t end = whole_of(source, items[1]);
  if (begin < 0 || end < begin)
    source.fail(node, "a place in the text is [begin, end], counted from 0, begin not after end");
  return {CodePoint{static_cast<std::size_t>(begin)}, CodePoint{static_cast<std::size_t>(end)}};
}

Fragments fragments_of(const JsonSource& source, const JsonNode& node) {
  Fragments at;
  for (const JsonNode& item : items_of(source, node)) {
    at.push_back(range_of(source, item));
    if (at.back().empty()) source.fail(item, "a fragment must not be empty");
    if (at.size() > 1 && at.back().begin <= at[at.size() - 2].end) {
      source.fail(item, "fragments must be in text order and apart");
    }
  }
  return at;
}

Origin origin_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "origin");
  Origin origin;
  origin.by = fields.text_or("by", "");
  // A number that no double holds stays among the unknown keys.
  if (const JsonNode* found = node.find("confidence"); found && found->kind == JsonNode::Kind::number) {
    const std::string_view letters = source.of(*found);
    double confidence = 0;
    if (std::from_chars(letters.data(), letters.data() + letters.size(), confidence).ec == std::errc{}) {
      origin.confidence = confidence;
      fields.find("confidence");
    }
  }
  origin.shown = fields.text_or("shown", "");
  origin.taken = fields.text_or("taken", "");
  origin.changed = fields.texts_or_none("changed");
  origin.extra = fields.rest();
  return origin;
}

Span span_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "span");
  Span span;
  span.id = id_of(fields);
  span.layer = fields.text("layer");
  span.at = fragments_of(source, fields.need("at"));
  span.text = fields.texts_or_none("text");
  if (span.text.size() != span.at.size()) source.fail(node, "a span stores one text a fragment");
  span.attributes = attributes_of(fields);
  span.origin = optional_origin(fields);
  span.conflicts = conflicts_of(fields);
  span.extra = fields.rest();
  return span;
}

Filler filler_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "filler");
  Filler filler;
  const JsonNode& to = fields.need("to");
  filler.to = target_from_text(text_of(source, to));
  if (to.text.empty() || to.text == "entity:") source.fail(to, "\"to\" must name a record or an entity");
  filler.attributes = attributes_of(fields);
  filler.extra = fields.rest();
  return filler;
}

std::vector<Filler> fillers_of(const JsonSource& source, const JsonNode& node) {
  std::vector<Filler> list;
  for (const JsonNode& item : items_of(source, node)) list.push_back(filler_of(source, item));
  return list;
}

Frame frame_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "frame");
  Frame frame;
  frame.id = id_of(fields);
  frame.layer = fields.text("layer");
  if (const JsonNode* roles = fields.find("roles")) {
    must_be_object(source, *roles, "set of roles");
    std::vector<Roles::value_type> filled;
    filled.reserve(roles->items.size());
    for (const JsonNode& role : roles->items) filled.emplace_back(role.key, fillers_of(source, role));
    frame.roles = Roles(std::move(filled));
  }
  frame.attributes = attributes_of(fields);
  frame.origin = optional_origin(fields);
  frame.conflicts = conflicts_of(fields);
  frame.extra = fields.rest();
  return frame;
}

Dismissal dismissal_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "dismissal");
  Dismissal dismissal;
  dismissal.id = id_of(fields);
  if (const JsonNode* at = fields.find("at")) dismissal.at = fragments_of(source, *at);
  dismissal.text = fields.texts_or_none("text");
  if (dismissal.text.size() != dismissal.at.size())
    source.fail(node, "a dismissal stores one text a fragment");
  dismissal.by = fields.text_or("by", "");
  if (const JsonNode* finding = fields.find("finding")) dismissal.finding = raw_of(source, *finding);
  dismissal.reason = fields.text_or("reason", "");
  dismissal.extra = fields.rest();
  return dismissal;
}

StoredSuggestion suggestion_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "suggestion");
  StoredSuggestion suggestion;
  suggestion.id = id_of(fields);
  JsonLine line;
  line.begin_object();
  for (const JsonNode& item : node.items) {
    if (item.key != "sum") line.key(item.key).raw(raw_of(source, item));
  }
  line.end_object();
  suggestion.line.source = line.take();
  return suggestion;
}

Entity entity_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "entity");
  Entity entity;
  const JsonNode& id = fields.need("id");
  entity.id = EntityId(text_of(source, id));
  if (entity.id.empty() || is_reserved(entity.id))
    source.fail(id, "an entity's id must be a slug, without '@'");
  entity.name = fields.text("name");
  entity.kind = fields.text_or("kind", "");
  for (std::string& alias : fields.texts_or_none("aliases")) entity.aliases.insert(std::move(alias));
  entity.article = ArticleId(fields.text_or("article", ""));
  entity.same_as = EntityId(fields.text_or("same-as", ""));
  entity.conflicts = conflicts_of(fields);
  entity.extra = fields.rest();
  return entity;
}

DismissedFinding dismissed_finding_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "dismissed finding");
  DismissedFinding dismissed;
  dismissed.id = fields.text("id");
  if (const JsonNode* finding = fields.find("finding")) dismissed.finding = raw_of(source, *finding);
  dismissed.reason = fields.text_or("reason", "");
  return dismissed;
}

MentionId mention_of(const JsonSource& source, const JsonNode& node) {
  MentionId mention(text_of(source, node));
  if (!parts_of(mention)) {
    source.fail(node, "\"" + mention.value + "\" names no mention: ANNOTATOR/ARTICLE#RECORD, as in \"ana/news/a#0193a1b2-…\"");
  }
  return mention;
}

SplitMention split_mention_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "mention that was split off");
  SplitMention split;
  split.mention = mention_of(source, fields.need("mention"));
  if (const JsonNode* into = fields.find("into")) {
    must_be_object(source, *into, "set of entities");
    for (const JsonNode& item : into->items) {
      const EntityId to(text_of(source, item));
      if (item.key.empty() || to.empty() || to.value == item.key) source.fail(item, "a mention is split off an entity into another one");
      split.into[EntityId(std::string(item.key))] = to;
    }
  }
  split.conflicts = conflicts_of(fields);
  fields.find("sum");
  fields.refuse_rest();  // a key that is not understood might say that it means somebody else
  return split;
}

Zone zone_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "zone");
  Zone zone;
  zone.kind = fields.text("kind");
  zone.at = range_of(source, fields.need("at"));
  zone.annotate = fields.flag_or("annotate", true);
  zone.extra = fields.rest();
  return zone;
}

Status status_from_text(const JsonSource& source, const JsonNode& node) {
  const std::string text = text_of(source, node);
  for (const Status status : {Status::open, Status::done, Status::skipped, Status::reopened}) {
    if (to_text(status) == text) return status;
  }
  source.fail(node, "\"" + text + "\" is no status: open, done, skipped or reopened");
}

}  // namespace sayso
