#include "plugins/host/child/view.h"

#include <algorithm>
#include <optional>

#include "plugins/host/child/scheme_view.h"

namespace sayso::child {
namespace {

using wire::Json;

const sayso_attribute* show_attribute(Arena& arena, const std::string& name, const Json& value) {
  auto* attribute = arena.make<sayso_attribute>();
  attribute->name = arena.text(name);
  attribute->json = arena.text(wire::to_source(value));
  attribute->text = arena.text("");
  attribute->type = SAYSO_VALUE_JSON;
  switch (value.type) {
    case Json::Type::text:
      attribute->type = SAYSO_VALUE_TEXT;
      attribute->text = arena.text(value.text);
      break;
    case Json::Type::integer:
      attribute->type = SAYSO_VALUE_INTEGER;
      attribute->integer = value.integer;
      attribute->number = value.number;
      break;
    case Json::Type::number:
      attribute->type = SAYSO_VALUE_NUMBER;
      attribute->number = value.number;
      break;
    case Json::Type::flag:
      attribute->type = SAYSO_VALUE_FLAG;
      attribute->integer = value.flag ? 1 : 0;
      break;
    case Json::Type::list: {
      const auto texts = value.as_texts();
      if (texts.size() != value.items.size()) break;
      attribute->type = SAYSO_VALUE_LIST;
      std::vector<sayso_text> items;
      for (const auto& text : texts) items.push_back(arena.text(text));
      arena.list(std::move(items), attribute->items, attribute->item_count);
      break;
    }
    default:
      break;
  }
  return attribute;
}

std::optional<CodePointRange> range_of(const Json& at) {
  using Type = Json::Type;
  if (!at.is(Type::list) || at.items.size() != 2 || !at.items[0].is(Type::integer) ||
      !at.items[1].is(Type::integer) || at.items[0].integer < 0 ||
      at.items[1].integer < at.items[0].integer) {
    return std::nullopt;
  }
  return CodePointRange{CodePoint{static_cast<std::size_t>(at.items[0].integer)},
                        CodePoint{static_cast<std::size_t>(at.items[1].integer)}};
}

const sayso_entity* show_entity(Arena& arena, const Json& json) {
  auto* entity = arena.make<sayso_entity>();
  entity->id = arena.text(json["id"].as_text());
  entity->name = arena.text(json["name"].as_text());
  entity->kind = arena.text(json["kind"].as_text());
  entity->article = arena.text(json["article"].as_text());
  std::vector<sayso_text> aliases;
  for (const auto& alias : json["aliases"].as_texts()) aliases.push_back(arena.text(alias));
  arena.list(std::move(aliases), entity->aliases, entity->alias_count);
  entity->unknown_json = arena.text(wire::to_source(
      wire::members_except(json, {"id", "name", "kind", "aliases", "article", "same-as", "sum"})));
  entity->stands_for = entity;
  return entity;
}

}  // namespace

void show_attributes(Arena& arena, const Json& object, const sayso_attribute* const*& first,
                     std::size_t& count) {
  std::vector<const sayso_attribute*> attributes;
  for (std::size_t i = 0; i < object.names.size(); ++i) {
    attributes.push_back(show_attribute(arena, object.names[i], object.items[i]));
  }
  arena.list(std::move(attributes), first, count);
}

ProjectView::ProjectView(const Json& message) {
  project_.struct_size = sizeof project_;
  project_.settings_json =
      arena_.text(message["settings"].is(Json::Type::object) ? wire::to_source(message["settings"]) : "{}");
  show_attributes(arena_, message["settings"], project_.settings, project_.setting_count);
  project_.scheme = show_scheme(arena_, message["scheme"]);
  std::vector<const sayso_entity*> entities;
  for (const Json& json : message["entities"].items) {
    entities.push_back(show_entity(arena_, json));
    by_id_.emplace(json["id"].as_text(), entities.back());
  }
  std::map<std::string, std::string> joined;
  for (const Json& json : message["entities"].items) {
    const std::string& to = json["same-as"].as_text();
    if (by_id_.count(to) > 0) joined[json["id"].as_text()] = to;
  }
  for (const auto& [id, first] : joined) {
    // A cycle of joins ends at its smallest id, as everywhere in sayso.
    std::vector<std::string> chain{id};
    std::string at = id;
    while (joined.count(at) > 0 && chain.size() <= joined.size()) chain.push_back(at = joined[at]);
    if (joined.count(at) > 0) {
      const auto cycle = std::find(chain.begin(), chain.end(), at);
      at = *std::min_element(cycle, chain.end());
    }
    const auto from = by_id_.find(id), to = by_id_.find(at);
    if (from != by_id_.end() && to != by_id_.end())
      const_cast<sayso_entity*>(from->second)->stands_for = to->second;
  }
  arena_.list(std::move(entities), project_.entities, project_.entity_count);
}

const sayso_entity* ProjectView::entity(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

ArticleView::ArticleView(Json message) : text_(message["text"].as_text()), index_(text_) {
  const Json& facts = message["facts"];
  article_.struct_size = sizeof article_;
  article_.id = arena_.text(message["id"].as_text());
  article_.text = {text_.data(), text_.size()};
  article_.code_points = index_.code_point_end().value;
  article_.utf16_units = index_.utf16_end().value;
  article_.title = arena_.text(facts["title"].as_text());
  article_.outlet = arena_.text(facts["outlet"].as_text());
  article_.author = arena_.text(facts["author"].as_text());
  article_.date = arena_.text(facts["date"].as_text());
  article_.url = arena_.text(facts["url"].as_text());
  article_.language = arena_.text(facts["language"].as_text());
  article_.rights = arena_.text(facts["rights"].as_text());
  article_.facts_json = arena_.text(facts.is(Json::Type::object) ? wire::to_source(facts) : "{}");
  std::vector<const sayso_zone*> zones;
  for (const Json& json : facts["zones"].items) {
    const auto at = range_of(json["at"]);
    if (!at) continue;
    auto* zone = arena_.make<sayso_zone>();
    zone->kind = arena_.text(json["kind"].as_text());
    zone->at = {at->begin.value, at->end.value};
    zone->annotate = json["annotate"].is(Json::Type::flag) && !json["annotate"].flag ? 0 : 1;
    zones.push_back(zone);
  }
  arena_.list(std::move(zones), article_.zones, article_.zone_count);
}

const sayso_span* AnnotationsView::span(const Json& json, const TextIndex& index) {
  auto* made = arena_.make<sayso_span>();
  made->id = arena_.text(json["id"].as_text());
  made->layer = arena_.text(json["layer"].as_text());
  made->placed = 1;
  std::vector<sayso_fragment> fragments;
  const auto texts = json["text"].as_texts();
  for (const Json& at : json["at"].items) {
    const auto range = range_of(at);
    if (!range) continue;
    sayso_fragment fragment{};
    fragment.code_point_begin = range->begin.value;
    fragment.code_point_end = range->end.value;
    fragment.text = arena_.text(fragments.size() < texts.size() ? texts[fragments.size()] : "");
    if (const auto bytes = index.checked_bytes(*range)) {
      fragment.byte_begin = bytes->begin.value;
      fragment.byte_end = bytes->end.value;
      fragment.utf16_begin = index.to_utf16(range->begin).value;
      fragment.utf16_end = index.to_utf16(range->end).value;
    } else {
      made->placed = 0;
    }
    fragments.push_back(fragment);
  }
  if (fragments.empty()) made->placed = 0;
  arena_.list(std::move(fragments), made->fragments, made->fragment_count);
  show_attributes(arena_, json["attributes"], made->attributes, made->attribute_count);
  made->origin_json = arena_.text(json.has("origin") ? wire::to_source(json["origin"]) : "");
  made->unknown_json = arena_.text(wire::to_source(
      wire::members_except(json, {"id", "layer", "at", "text", "attributes", "origin", "sum"})));
  return made;
}

const sayso_filler* AnnotationsView::filler(const Json& json, const ProjectView& project) {
  static constexpr std::string_view kEntity = "entity:";
  auto* made = arena_.make<sayso_filler>();
  const std::string to = json["to"].as_text();
  made->to = arena_.text(to);
  if (to.compare(0, kEntity.size(), kEntity) == 0) {
    made->entity = project.entity(to.substr(kEntity.size()));
  } else if (const auto found = spans_.find(to); found != spans_.end()) {
    made->span = found->second;
    for (std::size_t i = 0; i < made->span->attribute_count; ++i) {
      const sayso_attribute& attribute = *made->span->attributes[i];
      if (std::string_view(attribute.name.data, attribute.name.size) == "entity") {
        made->entity = project.entity({attribute.text.data, attribute.text.size});
      }
    }
  } else if (const auto frame = frames_.find(to); frame != frames_.end()) {
    made->frame = frame->second;
  }
  show_attributes(arena_, json["attributes"], made->attributes, made->attribute_count);
  made->unknown_json = arena_.text(wire::to_source(wire::members_except(json, {"to", "attributes"})));
  return made;
}

AnnotationsView::AnnotationsView(const Json& message, const ArticleView& article,
                                 const ProjectView& project) {
  annotations_.struct_size = sizeof annotations_;
  annotations_.annotator = arena_.text(message["annotator"].as_text());
  annotations_.status = arena_.text(message["status"].as_text());
  annotations_.rules = arena_.text(message["rules"].as_text());
  annotations_.unknown_json =
      arena_.text(message["unknown"].is(Json::Type::object) ? wire::to_source(message["unknown"]) : "{}");
  std::vector<const sayso_span*> spans;
  for (const Json& json : message["spans"].items) {
    spans.push_back(span(json, article.index()));
    spans_.emplace(json["id"].as_text(), spans.back());
  }
  arena_.list(std::move(spans), annotations_.spans, annotations_.span_count);
  std::vector<const sayso_frame*> frames;
  // All frames first, for a role may be filled by one that comes later.
  for (const Json& json : message["frames"].items) {
    auto* frame = arena_.make<sayso_frame>();
    frames.push_back(frame);
    frames_.emplace(json["id"].as_text(), frame);
    frame->id = arena_.text(json["id"].as_text());
    frame->layer = arena_.text(json["layer"].as_text());
    show_attributes(arena_, json["attributes"], frame->attributes, frame->attribute_count);
    frame->origin_json = arena_.text(json.has("origin") ? wire::to_source(json["origin"]) : "");
    frame->unknown_json = arena_.text(
        wire::to_source(wire::members_except(json, {"id", "layer", "roles", "attributes", "origin", "sum"})));
  }
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const Json& json = message["frames"].items[i]["roles"];
    std::vector<const sayso_role*> roles;
    for (std::size_t r = 0; r < json.names.size(); ++r) {
      auto* role = arena_.make<sayso_role>();
      role->name = arena_.text(json.names[r]);
      std::vector<const sayso_filler*> fillers;
      for (const Json& item : json.items[r].items) fillers.push_back(filler(item, project));
      arena_.list(std::move(fillers), role->fillers, role->filler_count);
      roles.push_back(role);
    }
    auto* frame = const_cast<sayso_frame*>(frames[i]);
    arena_.list(std::move(roles), frame->roles, frame->role_count);
  }
  arena_.list(std::move(frames), annotations_.frames, annotations_.frame_count);
}

}  // namespace sayso::child
