// What a view draws on: the canvas, the places that answer the pointer, and the rectangle outside of which
// nothing of this view is seen or clicked. A value made for one call; main thread; nothing here fails.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "ui/desktop/geometry.h"
#include "ui/desktop/intent.h"
#include "ui/desktop/views/canvas.h"

namespace sayso::ui {

// What two rectangles have in common; width or height 0 when nothing.
inline Rect common(const Rect& a, const Rect& b) {
  const float x = std::max(a.x, b.x);
  const float y = std::max(a.y, b.y);
  return {x, y, std::max(0.0F, std::min(a.right(), b.right()) - x),
          std::max(0.0F, std::min(a.bottom(), b.bottom()) - y)};
}

inline Intent asking(std::string action, std::string of = {}, std::string value = {}) {
  return {std::move(action), std::move(of), std::move(value)};
}

struct Sheet {
  Canvas& canvas;
  HitMap& hits;
  Rect clip;

  // What of the rectangle is seen answers with the intent; nothing when none of it is, or without action.
  void button(const Rect& rect, const Intent& intent, std::string tip = {}) const {
    const Rect seen = common(rect, clip);
    if (intent.action.empty() || seen.width < 1 || seen.height < 1) return;
    hits.button(seen, intent, std::move(tip));
  }
  void field(const Rect& rect, const Intent& intent, std::function<Byte(Point)> byte_at) const {
    const Rect seen = common(rect, clip);
    if (seen.width < 1 || seen.height < 1) return;
    hits.add({seen, intent, HitRegion::Kind::text_field, 0, {}, std::move(byte_at)});
  }
  bool shows(const Rect& rect) const { return rect.overlaps(clip); }
};

}  // namespace sayso::ui
