// What a click asks for. Views declare where something can be clicked and what it means; the editor looks
// the place up when the pointer comes. So a view never sees the pointer and never changes anything, and
// replay and tests can click by name on what a person would click.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/offset.h"
#include "ui/desktop/geometry.h"

namespace sayso::ui {

// An action by its id in the table (actions/action.h), and what it is about.
struct Intent {
  std::string action;  // "open-article", "choose-value", …
  std::string of;      // a record, article, entity, attribute, finding: as the action says
  std::string value;

  bool operator==(const Intent&) const = default;
};

// A place of the last frame that answers the pointer.
struct HitRegion {
  enum class Kind {
    button,      // a press does the intent
    text,        // the article's text: caret, selection and clicks on annotations
    text_field,  // a field: a press focuses it (intent) and places its caret
    scroll,      // a list that the wheel scrolls; presses go through to what lies in it
    edge,        // of a panel: dragged, it changes the panel's size
    mark,        // answers nothing: it says where something of a list lies, also where that is not seen
  };

  Rect rect;
  Intent intent;
  Kind kind = Kind::button;
  float content_height = 0;  // of a scroll region
  std::string tip;           // shown after a while, "" for none
  // Of a text field: the byte of its text nearest to a point of the window. To be asked before the next frame.
  std::function<Byte(Point)> byte_at = {};
  float size = 0;  // of the panel that an edge belongs to
};

// The places of one frame, later ones on top.
class HitMap {
 public:
  void clear() { regions_.clear(); }
  // Nothing below what was declared before can be reached any more: a popup is in front of it.
  void cover(const Rect& rect) { regions_.push_back({rect, {"", "", ""}, HitRegion::Kind::button, 0, {}}); }
  void button(const Rect& rect, Intent intent, std::string tip = {}) {
    regions_.push_back({rect, std::move(intent), HitRegion::Kind::button, 0, std::move(tip)});
  }
  void add(HitRegion region) { regions_.push_back(std::move(region)); }

  // The topmost region there that is not a scroll region; nullptr if none.
  const HitRegion* at(Point point) const;
  // The topmost scroll region there; nullptr if none.
  const HitRegion* scroll_at(Point point) const;
  // The first region whose action, `of` or value is `name`, or "action:of", "action:value" or
  // "action:of:value"; nullptr if none.
  const HitRegion* named(std::string_view name) const;

  const std::vector<HitRegion>& regions() const { return regions_; }

 private:
  std::vector<HitRegion> regions_;
};

}  // namespace sayso::ui
