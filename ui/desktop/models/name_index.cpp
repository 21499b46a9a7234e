#include "ui/desktop/models/name_index.h"

#include <algorithm>
#include <tuple>

#include "core/text/fold.h"

namespace sayso::ui {
namespace {

bool comes_before(const NameIndex::Named& a, const NameIndex::Named& b) {
  return std::tie(a.name, a.entity->id) < std::tie(b.name, b.entity->id);
}

NameIndex::Named named(const Entity& entity) {
  NameIndex::Named named{&entity, folded(entity.name), {}};
  for (const std::string& alias : entity.aliases) named.aliases.push_back(folded(alias));
  return named;
}

}  // namespace

void NameIndex::follow(const Registry& registry) {
  if (entities_.same_bins(registry.entities)) return;
  if (entities_.empty()) {  // a first time: sorted once
    all_.clear();
    entities_ = registry.entities;
    for (const Entity& entity : entities_) all_.push_back(named(entity));
    std::ranges::sort(all_, comes_before);
    return;
  }
  Shelf<Entity>::difference(
      entities_, registry.entities,
      [&](const Entity& gone) { all_.erase(std::ranges::lower_bound(all_, named(gone), comes_before)); },
      [&](const Entity& come) {
        Named added = named(come);
        const auto at = std::ranges::upper_bound(all_, added, comes_before);
        all_.insert(at, std::move(added));
      });
  entities_ = registry.entities;
}

}  // namespace sayso::ui
