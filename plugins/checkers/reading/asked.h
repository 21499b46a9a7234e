// What the scheme asks and allows, beyond what the structs of the contract show: read from the scheme's JSON. Pure.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/sdk/sayso_plugin.hpp"

namespace reading {

struct AskedAttribute {
  std::string name, label;
  std::int32_t type = SAYSO_ATTRIBUTE_TEXT;
  bool required = false, has_default = false;
  std::vector<std::string> values;       // of a scale those beside its points
  std::set<std::string> exclusive;       // those of them that stand alone
  std::int64_t least = 0, most = 0;      // of a scale
  std::string shown_when;                // asked only where this attribute has one of
  std::vector<std::string> shown_values;  // these values; "" for always
};

struct AskedRole {
  std::string name, label, group;  // of the roles of a group at least one must be filled
  std::vector<std::string> fills;
  std::size_t least = 0, most = SIZE_MAX;
  bool begins = false;
  std::vector<AskedAttribute> attributes;
  std::vector<std::string> targets;  // entities that must be answered, by the key "targets"

  bool takes(std::string_view layer) const;
  // Says how the source stands to what fills it: one of its attributes is a scale.
  bool is_stance() const;
};

struct AskedLayer {
  std::string name, label;
  bool is_frame = false, of_article = false;
  bool overlap = true, nest = true, discontinuous = false, empty = false, alone = true;
  std::vector<AskedAttribute> attributes;
  std::vector<AskedRole> roles;

  const AskedRole* role(std::string_view name) const;
  // The role that says of which frame of its own layer one is a part: "within".
  const AskedRole* part_of() const;
};

struct AskedScheme {
  std::vector<AskedLayer> layers;

  const AskedLayer* layer(std::string_view name) const;
};

AskedScheme asked_by(const sayso_scheme& scheme);

const AskedAttribute* find_attribute(const std::vector<AskedAttribute>& rules, std::string_view name);

// A project's convention as text; "" when the scheme says nothing of it.
std::string policy(const sayso_scheme& scheme, std::string_view name);
// A setting that holds a list: "warm, glad".
std::vector<std::string> list_setting(const sayso_project& project, std::string_view name);
std::int64_t whole_setting(const sayso_project& project, std::string_view name, std::int64_t otherwise);

}  // namespace reading
