// The one table of what can be done in the window: id, title, keys, and in which states they mean it.
// Clicks name an action by its id (intent.h), keys find it here; the editor has one function for each.
// Keys that come from the annotation scheme (roles, layers, scale points, chip letters) are not in the
// table: scheme_keys.h finds them. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/desktop/input.h"

namespace sayso::ui {

// Who has the keys; one bit each.
enum State : unsigned {
  kReading = 1,  // the text
  kRow = 2,      // a row of chips takes letters
  kPalette = 4,  // choosing an entity
  kPrompt = 8,   // one line is asked for
  kField = 16,   // a field of a panel
  kStart = 32,   // the start screen, without a project
  kDecide = 64,  // the list of what is to decide
  kFind = 128,   // the field of the bar for finding
  kPlugins = 256,  // the sheet of plugins
};

struct Action {
  std::string_view id;
  std::string_view title;  // for people
  std::string_view keys;   // "Ctrl Shift Z"; several separated by " | "; "" for clicks alone
  unsigned states = 0;     // in which its keys mean this
};

std::span<const Action> actions();
const Action* find_action(std::string_view id);

// What this key means in this state; nullptr if nothing (it may then be text, or a key of the scheme).
const Action* action_for(const KeyPress& key, State state);

// "Ctrl Shift Z", "Enter", ",", "PageDown", "N", "1". nullopt when it is not a key.
std::optional<KeyPress> key_from_text(std::string_view text);
std::string to_text(const KeyPress& key);

}  // namespace sayso::ui
