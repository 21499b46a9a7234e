// The sheet of plugins as views draw it: the list, and of the chosen plugin what it is, its rules and its settings as a form.
// Plain values, no ImGui. What a plugin or a file says comes as it is and is drawn as text.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "ui/desktop/intent.h"
#include "ui/desktop/models/chip.h"
#include "ui/desktop/text/text_field.h"

namespace sayso::ui {

struct PluginRow {
  std::string title;
  std::string aside;  // "checker · 1.0.0 · bundled"
  std::string state;  // "runs", "disabled", "not trusted", "left out"
  bool runs = false;
  bool wrong = false;  // it cannot be read, or is not what was said yes to
  bool chosen = false;
  Intent intent;

  bool operator==(const PluginRow&) const = default;
};

struct PluginWords {
  enum class Tone { plain, muted, strong, error, warning };

  std::string words;
  Tone tone = Tone::plain;

  bool operator==(const PluginWords&) const = default;
};

struct PluginHeading { std::string words; bool operator==(const PluginHeading&) const = default; };

struct PluginFact {
  std::string label;
  std::string words;  // several lines
  bool exact = false;  // is to be compared letter by letter

  bool operator==(const PluginFact&) const = default;
};

// What keys can act on has a name that tells it from the others, `control`: "rule:quote/boundary", "setting:most", "trust".

// One of a few: a rule's severity, a setting that is on or off or one of its choices.
struct PluginChoice {
  std::string control;
  std::string label;
  std::string help;
  std::string aside;  // "set in this project"
  std::vector<Chip> chips;
  bool focused = false;

  bool operator==(const PluginChoice&) const = default;
};

struct PluginField {
  std::string control;
  std::string label;
  std::string help;
  std::string aside;
  TextField field;
  std::string hint;   // shown while it is empty
  std::string error;  // what is wrong with what was typed
  bool typing = false;
  bool focused = false;
  Intent intent;

  bool operator==(const PluginField&) const = default;
};

struct PluginButton {
  std::string control;
  std::string label;
  bool strong = false;
  bool focused = false;
  Intent intent;

  bool operator==(const PluginButton&) const = default;
};

struct PluginButtons { std::vector<PluginButton> buttons; bool operator==(const PluginButtons&) const = default; };

using PluginPart = std::variant<PluginHeading, PluginWords, PluginFact, PluginChoice, PluginField, PluginButtons>;

struct PluginsModel {
  std::string aside;        // beside the title: "5 plugins, 4 run", "looking…"
  std::string empty_words;  // where there are none
  std::vector<PluginRow> rows;
  bool list_focused = false;
  std::string title;              // of the chosen one
  std::vector<PluginPart> parts;  // about it, from above
  float list_scroll = 0, scroll = 0;
};

}  // namespace sayso::ui
