#include "annotations/agreement/compared_roles.h"

#include <algorithm>

namespace sayso {
namespace {

bool fills(const RoleRule& role, const std::string& what) { return std::ranges::count(role.fills, what) > 0; }

const AttributeRule* scale_of(const RoleRule& role) {
  const auto scale = std::ranges::find(role.attributes, AttributeType::scale, &AttributeRule::type);
  return scale == role.attributes.end() ? nullptr : &*scale;
}

bool is_filled_by_frames(const Scheme& scheme, const RoleRule& role) {
  return std::ranges::any_of(role.fills, [&](const std::string& name) {
    const Layer* layer = find_layer(scheme, name);
    return layer && layer->kind == Layer::Kind::frame;
  });
}

void add_without_text(std::vector<AttributeRule>& to, const std::vector<AttributeRule>& from) {
  for (const AttributeRule& rule : from) {
    if (rule.type != AttributeType::text && !find_attribute(to, rule.name)) to.push_back(rule);
  }
}

}  // namespace

ComparedRoles compared_roles(const Scheme& scheme, const Layer& layer) {
  ComparedRoles roles;
  roles.layer = layer.name;
  roles.of_article = layer.of_article;
  for (const RoleRule& role : layer.roles) {
    const AttributeRule* scale = scale_of(role);
    if (role.begins) {
      roles.begins.push_back(role.name);
    } else if (is_filled_by_frames(scheme, role)) {
      roles.frames.push_back(role.name);
    } else if (scale && roles.rated.empty()) {
      roles.rated = role.name;
      roles.rating = scale->name;
      for (const AttributeRule& rule : role.attributes) {
        if (rule.name != scale->name && rule.type != AttributeType::text) roles.filler_attributes.push_back(rule);
      }
    } else if (fills(role, "entity") && roles.source.empty()) {
      roles.source = role.name;
    } else {
      roles.others.push_back(role.name);
    }
  }
  if (!roles.begins.empty()) {
    for (const std::string& name : find_role(layer, roles.begins.front())->fills) {
      const Layer* anchor = find_layer(scheme, name);
      if (!anchor || anchor->kind != Layer::Kind::span) continue;
      roles.anchor_layers.push_back(name);
      add_without_text(roles.anchor_attributes, anchor->attributes);
    }
  }
  add_without_text(roles.attributes, layer.attributes);
  const auto labels = std::ranges::find(roles.attributes, AttributeType::choices, &AttributeRule::type);
  if (labels != roles.attributes.end()) roles.label_set = labels->name;
  for (const Layer& each : scheme.layers) {
    if (each.kind != Layer::Kind::span) continue;
    for (const AttributeRule& rule : each.attributes) {
      if (rule.type == AttributeType::entity && !std::ranges::count(roles.entity_attributes, rule.name)) {
        roles.entity_attributes.push_back(rule.name);
      }
    }
  }
  return roles;
}

const Layer* main_frame_layer(const Scheme& scheme) {
  const Layer* main = nullptr;
  for (const Layer& layer : scheme.layers) {
    if (layer.kind != Layer::Kind::frame || layer.of_article) continue;
    if (std::ranges::any_of(layer.roles, &RoleRule::begins)) return &layer;
    if (!main) main = &layer;
  }
  return main;
}

bool counts_for_joint(const AttributeRule& rule) { return rule.required || rule.default_value.has_value(); }

}  // namespace sayso
