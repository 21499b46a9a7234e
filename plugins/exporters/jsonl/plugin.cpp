// The exporter jsonl: articles, annotations and entities as lines of JSON in the store's form. See README.md.
#include <set>
#include <string>

#include "plugins/sdk/sayso_plugin.hpp"

namespace {

using sayso_sdk::quoted_json;
using sayso_sdk::view;

std::string text_of(sayso_text json) { return std::string(view(json)); }

// Joins members of a JSON object.
class Members {
 public:
  void add(std::string_view name, const std::string& json) { out_ += (out_.empty() ? "" : ", ") + quoted_json(name) + ": " + json; }
  void add_unless_empty(std::string_view name, sayso_text json) {
    if (json.size > 0) add(name, text_of(json));
  }
  // The members of an object, "{…}".
  void add_all(sayso_text object) {
    if (object.size > 2) out_ += (out_.empty() ? "" : ", ") + text_of(object).substr(1, object.size - 2);
  }
  std::string object() const { return "{" + out_ + "}"; }
  bool empty() const { return out_.empty(); }

 private:
  std::string out_;
};

std::string attributes_json(const sayso_attribute* const* attributes, std::size_t count) {
  Members members;
  for (std::size_t i = 0; i < count; ++i) members.add(view(attributes[i]->name), text_of(attributes[i]->json));
  return members.empty() ? "" : members.object();
}

template <class Items, class Each>
std::string list_json(const Items* items, std::size_t count, Each each) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += (i > 0 ? ", " : "") + each(items[i]);
  return "[" + out + "]";
}

std::string span_json(const sayso_span* span) {
  Members members;
  members.add("id", quoted_json(view(span->id)));
  members.add("layer", quoted_json(view(span->layer)));
  members.add("at", list_json(span->fragments, span->fragment_count, [](const sayso_fragment& at) {
    return "[" + std::to_string(at.code_point_begin) + ", " + std::to_string(at.code_point_end) + "]";
  }));
  members.add("text", list_json(span->fragments, span->fragment_count, [](const sayso_fragment& at) { return quoted_json(view(at.text)); }));
  if (const auto attributes = attributes_json(span->attributes, span->attribute_count); !attributes.empty()) members.add("attributes", attributes);
  members.add_unless_empty("origin", span->origin_json);
  members.add_all(span->unknown_json);
  return members.object();
}

std::string filler_json(const sayso_filler* filler) {
  Members members;
  members.add("to", quoted_json(view(filler->to)));
  if (const auto attributes = attributes_json(filler->attributes, filler->attribute_count); !attributes.empty()) members.add("attributes", attributes);
  members.add_all(filler->unknown_json);
  return members.object();
}

std::string frame_json(const sayso_frame* frame) {
  Members members, roles;
  members.add("id", quoted_json(view(frame->id)));
  members.add("layer", quoted_json(view(frame->layer)));
  for (std::size_t i = 0; i < frame->role_count; ++i) {
    roles.add(view(frame->roles[i]->name), list_json(frame->roles[i]->fillers, frame->roles[i]->filler_count, filler_json));
  }
  if (!roles.empty()) members.add("roles", roles.object());
  if (const auto attributes = attributes_json(frame->attributes, frame->attribute_count); !attributes.empty()) members.add("attributes", attributes);
  members.add_unless_empty("origin", frame->origin_json);
  members.add_all(frame->unknown_json);
  return members.object();
}

std::string entity_json(const sayso_entity* entity) {
  Members members;
  members.add("id", quoted_json(view(entity->id)));
  members.add("name", quoted_json(view(entity->name)));
  members.add("kind", quoted_json(view(entity->kind)));
  if (entity->alias_count > 0) {
    members.add("aliases", list_json(entity->aliases, entity->alias_count, [](const sayso_text& alias) { return quoted_json(view(alias)); }));
  }
  if (entity->article.size > 0) members.add("article", quoted_json(view(entity->article)));
  if (entity->stands_for != entity) members.add("same-as", quoted_json(view(entity->stands_for->id)));
  members.add_all(entity->unknown_json);
  return members.object();
}

class Lines : public sayso_sdk::Plugin {
  void open() override {
    std::string lines;
    for (std::size_t i = 0; i < project().entity_count; ++i) {
      const sayso_entity* const entity = project().entities[i];
      if (view(entity->id).substr(0, 1) != "@") lines += entity_json(entity) + "\n";
    }
    for (const char* name : {"articles.jsonl", "annotations.jsonl"}) output(name, "");
    output("entities.jsonl", lines);
  }

  void article(const sayso_article& article) override {
    Members members;
    members.add("id", quoted_json(view(article.id)));
    members.add("facts", text_of(article.facts_json));
    members.add("text", quoted_json(view(article.text)));
    output("articles.jsonl", members.object() + "\n");
  }

  void annotations(const sayso_article& article, const sayso_annotations& annotations) override {
    Members members;
    members.add("article", quoted_json(view(article.id)));
    members.add("annotator", quoted_json(view(annotations.annotator)));
    members.add("status", quoted_json(view(annotations.status)));
    members.add("rules", quoted_json(view(annotations.rules)));
    members.add("spans", list_json(annotations.spans, annotations.span_count, span_json));
    members.add("frames", list_json(annotations.frames, annotations.frame_count, frame_json));
    members.add_all(annotations.unknown_json);
    output("annotations.jsonl", members.object() + "\n");
    const std::string_view status = view(annotations.status);
    if (status == "skipped" || status == "reopened") {
      loss("that an article was skipped or re-opened, and why", std::string(view(article.id)) + " by " + std::string(view(annotations.annotator)));
    }
  }
};

}  // namespace

SAYSO_PLUGIN(Lines, R"({"id": "org.sayso.jsonl", "version": "1.0.0", "kind": "exporter"})")
