#include "ui/desktop/intent.h"

#include <algorithm>

namespace sayso::ui {

const HitRegion* HitMap::at(Point point) const {
  for (auto region = regions_.rbegin(); region != regions_.rend(); ++region) {
    if (region->kind == HitRegion::Kind::scroll || region->kind == HitRegion::Kind::mark) continue;
    if (region->rect.contains(point)) return &*region;
  }
  return nullptr;
}

const HitRegion* HitMap::scroll_at(Point point) const {
  for (auto region = regions_.rbegin(); region != regions_.rend(); ++region) {
    if (region->kind == HitRegion::Kind::scroll && region->rect.contains(point)) return &*region;
    if (region->kind == HitRegion::Kind::text && region->rect.contains(point)) return nullptr;
  }
  return nullptr;
}

const HitRegion* HitMap::named(std::string_view name) const {
  const auto found = std::ranges::find_if(regions_, [&](const HitRegion& region) {
    const Intent& intent = region.intent;
    if (intent.action.empty() || region.kind == HitRegion::Kind::mark) return false;
    return intent.action == name || intent.of == name || intent.value == name ||
           intent.action + ":" + intent.of == name || intent.action + ":" + intent.value == name ||
           intent.action + ":" + intent.of + ":" + intent.value == name;
  });
  return found == regions_.end() ? nullptr : &*found;
}

}  // namespace sayso::ui
