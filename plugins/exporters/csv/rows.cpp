#include "rows.h"

#include <algorithm>
#include <array>
#include <set>

#include "table.h"

namespace csv {
namespace {

using sayso_sdk::attribute;
using sayso_sdk::quoted_json;
using sayso_sdk::role;
using sayso_sdk::view;

// Roles whose fillers are mentions or entities, and the beginnings of their columns' names.
constexpr std::array<std::pair<const char*, const char*>, 4> kPeople = {
    {{"source", "source"}, {"addressee", "addressee"}, {"via", "via"}, {"stance", "stance target"}}};
constexpr std::array<const char*, 6> kAttributes = {"tone",      "act",      "polarity",
                                                    "actuality", "sureness", "note"};

std::string str(sayso_text text) { return std::string(view(text)); }

// "b-e;b-e", code points.
std::string place_of(const sayso_span& span) {
  std::string out;
  for (std::size_t i = 0; i < span.fragment_count; ++i) {
    out += (i > 0 ? ";" : "") + std::to_string(span.fragments[i].code_point_begin) + "-" +
           std::to_string(span.fragments[i].code_point_end);
  }
  return out;
}

// Places of several spans, '|' between them.
std::string places(const std::vector<std::string>& of) {
  std::string out;
  for (std::size_t i = 0; i < of.size(); ++i) out += (i > 0 ? "|" : "") + of[i];
  return out;
}

std::string answer(const sayso_attribute* found) {
  if (found == nullptr) return {};
  if (found->type != SAYSO_VALUE_LIST) return sayso_sdk::in_words(*found);
  std::vector<std::string> items;
  for (std::size_t i = 0; i < found->item_count; ++i) items.push_back(str(found->items[i]));
  return joined(items);
}

// What a missing answer means, when that is a plain choice.
std::string default_of(const sayso_scheme& scheme, std::string_view layer, std::string_view name) {
  for (std::size_t i = 0; i < scheme.layer_count; ++i) {
    if (view(scheme.layers[i]->name) != layer) continue;
    const sayso_attribute_rule* const* rules = scheme.layers[i]->attributes;
    for (std::size_t k = 0; k < scheme.layers[i]->attribute_count; ++k) {
      const auto json = view(rules[k]->default_json);
      if (view(rules[k]->name) == name && json.size() > 2 && json.front() == '"' &&
          json.find('\\') == json.npos) {
        return std::string(json.substr(1, json.size() - 2));
      }
    }
  }
  return {};
}

std::string members_json(const sayso_attribute* const* attributes, std::size_t count,
                         const std::set<std::string>& without = {}) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    if (without.count(str(attributes[i]->name)) > 0) continue;
    out +=
        (out.empty() ? "" : ", ") + quoted_json(view(attributes[i]->name)) + ": " + str(attributes[i]->json);
  }
  return out;
}

std::string attributes_json(const sayso_attribute* const* attributes, std::size_t count) {
  const std::string members = members_json(attributes, count);
  return members.empty() ? "" : "{" + members + "}";
}

std::string filler_json(const sayso_filler& filler) {
  std::string out = "{\"to\": " + quoted_json(view(filler.to));
  const std::string attributes = attributes_json(filler.attributes, filler.attribute_count);
  if (!attributes.empty()) out += ", \"attributes\": " + attributes;
  return out + "}";
}

std::string roles_json(const sayso_frame& frame) {
  std::string out;
  for (std::size_t i = 0; i < frame.role_count; ++i) {
    out += (out.empty() ? "" : ", ") + quoted_json(view(frame.roles[i]->name)) + ": [";
    for (std::size_t k = 0; k < frame.roles[i]->filler_count; ++k)
      out += (k > 0 ? ", " : "") + filler_json(*frame.roles[i]->fillers[k]);
    out += "]";
  }
  return out.empty() ? "" : "{" + out + "}";
}

std::string or_nothing(sayso_text json) { return view(json) == "{}" ? "" : str(json); }

std::string name_of(const sayso_filler& filler) {
  if (filler.entity != nullptr) return str(filler.entity->stands_for->name);
  return filler.span != nullptr ? sayso_sdk::words_of(*filler.span) : str(filler.to);
}

// The source, then the sources of what it is within, outwards: "Xi;the ministry & its spokesman".
std::string speaker_chain(const sayso_frame& frame) {
  std::vector<std::string> levels;
  std::set<const sayso_frame*> seen;
  for (const sayso_frame* at = &frame; at != nullptr && seen.insert(at).second;) {
    std::string names;
    if (const sayso_role* source = role(*at, "source")) {
      for (std::size_t i = 0; i < source->filler_count; ++i)
        names += (i > 0 ? " & " : "") + name_of(*source->fillers[i]);
    }
    levels.push_back(names);
    const sayso_role* within = role(*at, "within");
    at = within != nullptr && within->filler_count > 0 ? within->fillers[0]->frame : nullptr;
  }
  return levels.size() == 1 && levels[0].empty() ? "" : joined(levels);
}

}  // namespace

std::vector<std::string> attribution_columns() {
  std::vector<std::string> columns = {"article",        "annotator", "attribution", "contents",
                                      "content places", "kinds",     "cues",        "cue places"};
  for (const auto& [name, prefix] : kPeople) {
    const std::string p = prefix;
    for (const std::string& column : {p + "s", p + " places", p + " entity ids", p + " entity names"})
      columns.push_back(column);
    if (p == "via") columns.insert(columns.end(), {"within", "speaker chain"});
  }
  columns.insert(columns.end(), {"stance values", "stance bases"});
  columns.insert(columns.end(), kAttributes.begin(), kAttributes.end());
  columns.insert(columns.end(), {"answered none", "origin", "other"});
  return columns;
}

std::vector<std::string> attribution_row(const sayso_article& article, const sayso_annotations& annotations,
                                         const sayso_frame& frame, const sayso_scheme& scheme,
                                         std::size_t& missing) {
  std::vector<std::string> row = {str(article.id), str(annotations.annotator), str(frame.id)};
  std::vector<std::string> other;  // members of the JSON object in the last column
  std::vector<std::string> none;
  const auto lists_of = [&](const char* name, auto each) {
    const sayso_role* found = role(frame, name);
    if (found == nullptr) return;
    if (found->filler_count == 0) none.push_back(name);
    for (std::size_t i = 0; i < found->filler_count; ++i) {
      const sayso_filler& filler = *found->fillers[i];
      each(filler);
      const bool stance = std::string_view(name) == "stance";
      const std::string rest =
          members_json(filler.attributes, filler.attribute_count,
                       stance ? std::set<std::string>{"value", "basis"} : std::set<std::string>{});
      const bool gone = filler.span == nullptr && filler.frame == nullptr && filler.entity == nullptr;
      if (gone) ++missing;
      if (!rest.empty() || gone || view(filler.unknown_json) != "{}") {
        other.push_back(quoted_json(std::string(name) + " " + std::to_string(i + 1)) + ": " +
                        filler_json(filler));
      }
    }
  };
  for (const char* name : {"content", "cue"}) {
    std::vector<std::string> texts, at, kinds;
    lists_of(name, [&](const sayso_filler& filler) {
      texts.push_back(filler.span == nullptr ? "" : sayso_sdk::words_of(*filler.span));
      at.push_back(filler.span == nullptr ? "" : place_of(*filler.span));
      kinds.push_back(filler.span == nullptr ? "" : answer(attribute(*filler.span, "kind")));
    });
    row.insert(row.end(), {joined(texts), places(at)});
    if (std::string_view(name) == "content") row.push_back(joined(kinds));
  }
  std::vector<std::string> values, bases;
  for (const auto& [name, prefix] : kPeople) {
    std::vector<std::string> texts, at, ids, names;
    lists_of(name, [&, stance = std::string_view(name) == "stance"](const sayso_filler& filler) {
      texts.push_back(filler.span == nullptr ? "" : sayso_sdk::words_of(*filler.span));
      at.push_back(filler.span == nullptr ? "" : place_of(*filler.span));
      std::string id = filler.entity == nullptr ? "" : str(filler.entity->id);
      // An entity that the registry does not have is still an answer.
      if (filler.entity == nullptr && filler.span != nullptr) id = answer(attribute(*filler.span, "entity"));
      ids.push_back(id);
      names.push_back(filler.entity == nullptr ? "" : str(filler.entity->stands_for->name));
      if (!stance) return;
      values.push_back(answer(attribute(filler, "value")));
      bases.push_back(answer(attribute(filler, "basis")));
    });
    row.insert(row.end(), {joined(texts), places(at), joined(ids), joined(names)});
    if (std::string_view(name) == "via") {
      std::vector<std::string> within;
      lists_of("within", [&](const sayso_filler& filler) { within.push_back(str(filler.to)); });
      row.insert(row.end(), {joined(within), speaker_chain(frame)});
    }
  }
  row.insert(row.end(), {joined(values), joined(bases)});
  std::set<std::string> told;
  for (const char* name : kAttributes) {
    const sayso_attribute* found = attribute(frame, name);
    row.push_back(found == nullptr ? default_of(scheme, "attribution", name) : answer(found));
    told.insert(name);
  }
  const std::string rest = members_json(frame.attributes, frame.attribute_count, told);
  if (!rest.empty()) other.push_back("\"attributes\": {" + rest + "}");
  static const std::set<std::string> known = {"content", "cue",    "source", "addressee",
                                              "via",     "stance", "within"};
  for (std::size_t i = 0; i < frame.role_count; ++i) {
    if (known.count(str(frame.roles[i]->name)) > 0) continue;
    std::string list;
    for (std::size_t k = 0; k < frame.roles[i]->filler_count; ++k)
      list += (k > 0 ? ", " : "") + filler_json(*frame.roles[i]->fillers[k]);
    other.push_back(quoted_json("role " + str(frame.roles[i]->name)) + ": [" + list + "]");
  }
  if (view(frame.unknown_json) != "{}") other.push_back("\"unknown\": " + str(frame.unknown_json));
  std::string json;
  for (const auto& member : other) json += (json.empty() ? "{" : ", ") + member;
  row.insert(row.end(), {joined(none), str(frame.origin_json), json.empty() ? "" : json + "}"});
  return row;
}

std::vector<std::string> span_columns() {
  return {"article", "annotator", "span", "layer", "text", "place", "attributes", "origin", "unknown"};
}
std::vector<std::string> span_row(const sayso_article& article, const sayso_annotations& annotations,
                                  const sayso_span& span) {
  return {str(article.id),
          str(annotations.annotator),
          str(span.id),
          str(span.layer),
          sayso_sdk::words_of(span),
          place_of(span),
          attributes_json(span.attributes, span.attribute_count),
          str(span.origin_json),
          or_nothing(span.unknown_json)};
}

std::vector<std::string> frame_columns() {
  return {"article", "annotator", "frame", "layer", "roles", "attributes", "origin", "unknown"};
}
std::vector<std::string> frame_row(const sayso_article& article, const sayso_annotations& annotations,
                                   const sayso_frame& frame) {
  return {str(article.id),        str(annotations.annotator),
          str(frame.id),          str(frame.layer),
          roles_json(frame),      attributes_json(frame.attributes, frame.attribute_count),
          str(frame.origin_json), or_nothing(frame.unknown_json)};
}

std::vector<std::string> entity_columns() {
  return {"entity", "name", "kind", "aliases", "article", "stands for", "unknown"};
}
std::vector<std::string> entity_row(const sayso_entity& entity) {
  std::vector<std::string> aliases;
  for (std::size_t i = 0; i < entity.alias_count; ++i) aliases.push_back(str(entity.aliases[i]));
  return {str(entity.id),
          str(entity.name),
          str(entity.kind),
          joined(aliases),
          str(entity.article),
          str(entity.stands_for->id),
          or_nothing(entity.unknown_json)};
}

std::vector<std::string> article_columns() {
  return {"article", "title", "outlet", "author", "date", "url", "language", "rights", "characters", "facts"};
}
std::vector<std::string> article_row(const sayso_article& article) {
  return {str(article.id),
          str(article.title),
          str(article.outlet),
          str(article.author),
          str(article.date),
          str(article.url),
          str(article.language),
          str(article.rights),
          std::to_string(article.code_points),
          or_nothing(article.facts_json)};
}

std::vector<std::string> status_columns() { return {"article", "annotator", "status", "rules", "unknown"}; }
std::vector<std::string> status_row(const sayso_article& article, const sayso_annotations& annotations) {
  return {str(article.id), str(annotations.annotator), str(annotations.status), str(annotations.rules),
          or_nothing(annotations.unknown_json)};
}

}  // namespace csv
