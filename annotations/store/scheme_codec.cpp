#include "annotations/store/scheme_codec.h"

#include "annotations/store/format_version.h"
#include "annotations/store/json_fields.h"
#include "annotations/store/json_line.h"
#include "annotations/store/pretty_json.h"
#include "annotations/store/scheme_check.h"

namespace sayso {
namespace {

constexpr std::pair<const char*, AttributeType> kTypes[] = {
    {"choice", AttributeType::choice}, {"choices", AttributeType::choices}, {"scale", AttributeType::scale},
    {"text", AttributeType::text},     {"number", AttributeType::number},   {"flag", AttributeType::flag},
    {"entity", AttributeType::entity}};

// ---- reading ----

char key_of(JsonFields& fields, bool digits) {
  const JsonNode* node = fields.find("key");
  if (!node) return 0;
  const std::string text = text_of(fields.source(), *node);
  const bool letter = text.size() == 1 && text[0] >= 'A' && text[0] <= 'Z';
  const bool digit = digits && text.size() == 1 && text[0] >= '0' && text[0] <= '9';
  if (!letter && !digit) {
    fields.source().fail(*node,
                         std::string("a key is one letter from A to Z") + (digits ? " or a digit" : ""));
  }
  return text[0];
}

std::string name_of(JsonFields& fields) {
  const JsonNode& node = fields.need("name");
  const std::string name = text_of(fields.source(), node);
  if (name.empty()) fields.source().fail(node, "a name must not be empty");
  for (const char c : name) {
    const bool sign =
        c == '"' || c == '\\' || c == '/' || c == ':' || static_cast<unsigned char>(c) <= ' ' || c == 0x7F;
    if (sign)
      fields.source().fail(
          node,
          "the name \"" + name + "\" has a space or one of \" \\ / : in it; letters, digits and - are best");
  }
  return name;
}

ChoiceValue value_rule_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "value");
  ChoiceValue value;
  value.name = name_of(fields);
  value.label = fields.text_or("label", value.name);
  value.help = fields.text_or("help", "");
  value.key = key_of(fields, true);
  value.exclusive = fields.flag_or("exclusive", false);
  value.off = fields.flag_or("off", false);
  fields.refuse_rest();
  return value;
}

AttributeType type_of(const JsonSource& source, const JsonNode& node) {
  const std::string text = text_of(source, node);
  for (const auto& [name, type] : kTypes) {
    if (name == text) return type;
  }
  source.fail(node, "there is no type \"" + text +
                        "\"; there are choice, choices, scale, text, number, flag and entity");
}

void add_points(AttributeRule& rule) {
  for (std::int64_t point = rule.least; point <= rule.most; ++point) {
    ChoiceValue value;
    value.name = value.label = std::to_string(point);
    rule.points.push_back(value);
  }
}

AttributeRule attribute_rule_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "attribute");
  AttributeRule rule;
  rule.name = name_of(fields);
  rule.label = fields.text_or("label", rule.name);
  rule.help = fields.text_or("help", "");
  rule.type = type_of(source, fields.need("type"));
  rule.required = fields.flag_or("required", false);
  fields.each("values", [&](const JsonNode& item) { rule.values.push_back(value_rule_of(source, item)); });
  if (rule.type == AttributeType::scale) {  // of another type they are unknown keys
    rule.least = fields.whole_or("least", 0);
    rule.most = fields.whole_or("most", 0);
  }
  fields.each("points", [&](const JsonNode& item) { rule.points.push_back(value_rule_of(source, item)); });
  // The difference of two numbers may be larger than either.
  if (rule.most > rule.least &&
      static_cast<std::uint64_t>(rule.most) - static_cast<std::uint64_t>(rule.least) > 100) {
    source.fail(node, "a scale has at most 101 points");
  }
  if (rule.type == AttributeType::scale && rule.points.empty()) add_points(rule);
  if (const JsonNode* value = fields.find("default")) rule.default_value = value_of(source, *value);
  if (const JsonNode* when = fields.find("shown-when")) {
    JsonFields condition(source, *when, "condition");
    rule.shown_when = ShownWhen{condition.text("attribute"), condition.texts_or_none("values")};
    condition.refuse_rest();
  }
  rule.extra = fields.rest();
  check_attribute(source, node, rule);
  return rule;
}

std::vector<AttributeRule> attribute_rules_of(JsonFields& fields) {
  std::vector<AttributeRule> rules;
  fields.each("attributes",
              [&](const JsonNode& item) { rules.push_back(attribute_rule_of(fields.source(), item)); });
  check_attributes(fields.source(), fields.node(), rules);
  return rules;
}

std::size_t count_of(JsonFields& fields, const char* name, std::size_t otherwise) {
  const JsonNode* node = fields.find(name);
  if (!node) return otherwise;
  const std::int64_t count = whole_of(fields.source(), *node);
  if (count < 0) fields.source().fail(*node, "a number of fillers cannot be negative");
  return static_cast<std::size_t>(count);
}

RoleRule role_rule_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "role");
  RoleRule role;
  role.name = name_of(fields);
  role.label = fields.text_or("label", role.name);
  role.help = fields.text_or("help", "");
  role.key = key_of(fields, false);
  role.fills = texts_of(source, fields.need("fills"));
  role.least = count_of(fields, "least", 0);
  role.most = count_of(fields, "most", SIZE_MAX);
  if (role.least > role.most || role.most == 0)
    source.fail(node, "the role \"" + role.name + "\" could never be filled: least is more than most");
  role.begins = fields.flag_or("begins", false);
  role.group = fields.text_or("group", "");
  role.attributes = attribute_rules_of(fields);
  role.extra = fields.rest();
  return role;
}

Layer layer_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "layer");
  Layer layer;
  layer.name = name_of(fields);
  layer.label = fields.text_or("label", layer.name);
  layer.help = fields.text_or("help", "");
  const JsonNode& kind = fields.need("kind");
  if (const std::string text = text_of(source, kind); text == "frame") {
    layer.kind = Layer::Kind::frame;
  } else if (text != "span") {
    source.fail(kind, "there is no kind \"" + text + "\" of layer; there are span and frame");
  }
  layer.key = key_of(fields, false);
  layer.colour = fields.text_or("colour", "");
  layer.may_overlap = fields.flag_or("overlap", true);
  layer.may_nest = fields.flag_or("nest", true);
  layer.may_be_discontinuous = fields.flag_or("discontinuous", false);
  layer.may_be_empty = fields.flag_or("empty", false);
  layer.stands_alone = fields.flag_or("alone", true);
  if (const JsonNode* of = fields.find("of")) {
    layer.of_article = text_of(source, *of) == "article";
    if (!layer.of_article || layer.kind != Layer::Kind::frame)
      source.fail(*of, "\"of\" can only be \"article\", and only of a frame");
  }
  layer.attributes = attribute_rules_of(fields);
  fields.each("roles", [&](const JsonNode& item) { layer.roles.push_back(role_rule_of(source, item)); });
  layer.extra = fields.rest();
  check_layer(source, node, layer);
  return layer;
}

Scheme scheme_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "scheme");
  Scheme scheme;
  const JsonNode& format = fields.need("format");
  if (is_newer_format(source, format, "scheme"))
    source.fail(format, "the scheme is of a newer version of sayso; update sayso");
  scheme.name = name_of(fields);
  const std::int64_t version = fields.whole_or("version", 1);
  if (version < 1 || version > 1'000'000)
    source.fail(fields.need("version"), "a version is a whole number from 1");
  scheme.version = static_cast<int>(version);
  scheme.label = fields.text_or("label", scheme.name);
  fields.each("layers", [&](const JsonNode& item) { scheme.layers.push_back(layer_of(source, item)); });
  if (const JsonNode* policy = fields.find("policy")) {
    must_be_object(source, *policy, "policy");
    for (const JsonNode& item : policy->items) scheme.policy[std::string(item.key)] = value_of(source, item);
  }
  scheme.extra = fields.rest();
  check_scheme(source, node, scheme);
  return scheme;
}

// ---- writing ----

void write_key(JsonLine& line, char key) {
  if (key != 0) line.member("key", std::string(1, key));
}

template <class Rule>
void write_names(JsonLine& line, const Rule& rule) {
  line.member("name", rule.name);
  if (rule.label != rule.name) line.member("label", rule.label);
}

void write_flag(JsonLine& line, const char* name, bool flag, bool otherwise) {
  if (flag != otherwise) line.key(name).boolean(flag);
}

void write_values(JsonLine& line, const char* name, const std::vector<ChoiceValue>& values) {
  if (values.empty()) return;
  line.key(name).begin_array();
  for (const ChoiceValue& value : values) {
    line.begin_object();
    write_names(line, value);
    write_key(line, value.key);
    write_flag(line, "exclusive", value.exclusive, false);
    write_flag(line, "off", value.off, false);
    line.member_unless_empty("help", value.help).end_object();
  }
  line.end_array();
}

void write_attributes(JsonLine& line, const std::vector<AttributeRule>& rules) {
  if (rules.empty()) return;
  line.key("attributes").begin_array();
  for (const AttributeRule& rule : rules) {
    line.begin_object();
    write_names(line, rule);
    for (const auto& [name, type] : kTypes) {
      if (type == rule.type) line.member("type", name);
    }
    write_flag(line, "required", rule.required, false);
    if (rule.default_value) line.key("default").value(*rule.default_value);
    if (rule.type == AttributeType::scale)
      line.key("least").integer(rule.least).key("most").integer(rule.most);
    write_values(line, "points", rule.points);
    write_values(line, "values", rule.values);
    if (rule.shown_when) {
      line.key("shown-when").begin_object().member("attribute", rule.shown_when->attribute);
      line.key("values").value(rule.shown_when->values).end_object();
    }
    line.member_unless_empty("help", rule.help).members(rule.extra).end_object();
  }
  line.end_array();
}

void write_role(JsonLine& line, const RoleRule& role) {
  line.begin_object();
  write_names(line, role);
  write_key(line, role.key);
  line.key("fills").value(role.fills);
  if (role.least != 0) line.key("least").integer(static_cast<std::int64_t>(role.least));
  if (role.most != SIZE_MAX) line.key("most").integer(static_cast<std::int64_t>(role.most));
  write_flag(line, "begins", role.begins, false);
  line.member_unless_empty("group", role.group).member_unless_empty("help", role.help);
  write_attributes(line, role.attributes);
  line.members(role.extra).end_object();
}

void write_layer(JsonLine& line, const Layer& layer) {
  line.begin_object();
  write_names(line, layer);
  line.member("kind", layer.kind == Layer::Kind::span ? "span" : "frame");
  write_key(line, layer.key);
  line.member_unless_empty("colour", layer.colour);
  write_flag(line, "overlap", layer.may_overlap, true);
  write_flag(line, "nest", layer.may_nest, true);
  write_flag(line, "discontinuous", layer.may_be_discontinuous, false);
  write_flag(line, "empty", layer.may_be_empty, false);
  write_flag(line, "alone", layer.stands_alone, true);
  if (layer.of_article) line.member("of", "article");
  line.member_unless_empty("help", layer.help);
  if (!layer.roles.empty()) {
    line.key("roles").begin_array();
    for (const RoleRule& role : layer.roles) write_role(line, role);
    line.end_array();
  }
  write_attributes(line, layer.attributes);
  line.members(layer.extra).end_object();
}

}  // namespace

Result<Scheme> read_scheme(std::string_view bytes, const std::string& place) {
  const JsonSource source{bytes, place};
  const auto with_remedy = [](Error error) {
    if (error.remedy.empty()) error.remedy = "correct the scheme file there";
    return error;
  };
  const auto node = read_json(source);
  if (!node) return with_remedy(node.error());
  try {
    return scheme_of(source, *node);
  } catch (const JsonMistake& mistake) { return with_remedy(mistake.error); }
}

std::string write_scheme(const Scheme& scheme) {
  JsonLine line;
  line.begin_object().member("format", format_of("scheme")).member("name", scheme.name);
  line.key("version").integer(scheme.version);
  if (scheme.label != scheme.name) line.member("label", scheme.label);
  line.key("layers").begin_array();
  for (const Layer& layer : scheme.layers) write_layer(line, layer);
  line.end_array();
  if (!scheme.policy.empty()) {
    line.key("policy").begin_object();
    for (const auto& [name, value] : scheme.policy) line.key(name).value(value);
    line.end_object();
  }
  line.members(scheme.extra).end_object();
  return pretty_json(line.take());
}

}  // namespace sayso
