#include "annotations/model/frame.h"

#include <algorithm>

namespace sayso {
namespace {

const std::string kEntityPrefix = "entity:";

}  // namespace

std::string to_text(const Target& target) {
  if (const auto* entity = std::get_if<EntityId>(&target)) return kEntityPrefix + entity->value;
  return std::get<RecordId>(target).value;
}

Target target_from_text(const std::string& text) {
  if (text.starts_with(kEntityPrefix)) return EntityId(text.substr(kEntityPrefix.size()));
  return RecordId(text);
}

const std::vector<Filler>& fillers(const Frame& frame, const std::string& role) {
  static const std::vector<Filler> none;
  const auto found = frame.roles.find(role);
  return found == frame.roles.end() ? none : found->second;
}

bool is_filled_by(const Frame& frame, const Target& target) {
  return std::ranges::any_of(frame.roles, [&](const auto& role) {
    return std::ranges::any_of(role.second, [&](const Filler& filler) { return filler.to == target; });
  });
}

}  // namespace sayso
