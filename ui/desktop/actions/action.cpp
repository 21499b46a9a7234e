#include "ui/desktop/actions/action.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace sayso::ui {
namespace {

constexpr unsigned kText = kReading | kRow | kDecide;

// Keep the order of the guide: text, annotation, moving about, the whole article, panels.
constexpr std::array kActions = {
    Action{"caret-left", "Move the caret left", "Left", kText},
    Action{"caret-right", "Move the caret right", "Right", kText},
    Action{"caret-up", "Move the caret a line up", "Up", kReading},
    Action{"caret-down", "Move the caret a line down", "Down", kReading},
    Action{"caret-word-left", "Move the caret a word left", "Ctrl Left", kText},
    Action{"caret-word-right", "Move the caret a word right", "Ctrl Right", kText},
    Action{"caret-line-start", "Go to the start of the line", "Home", kText},
    Action{"caret-line-end", "Go to the end of the line", "End", kText},
    Action{"caret-text-start", "Go to the start of the text", "Ctrl Home", kText},
    Action{"caret-text-end", "Go to the end of the text", "Ctrl End", kText},
    Action{"select-left", "Select to the left", "Shift Left", kText},
    Action{"select-right", "Select to the right", "Shift Right", kText},
    Action{"select-up", "Select a line up", "Shift Up", kText},
    Action{"select-down", "Select a line down", "Shift Down", kText},
    Action{"select-word-left", "Select a word to the left", "Ctrl Shift Left", kText},
    Action{"select-word-right", "Select a word to the right", "Ctrl Shift Right", kText},
    Action{"select-line-start", "Select to the start of the line", "Shift Home", kText},
    Action{"select-line-end", "Select to the end of the line", "Shift End", kText},
    Action{"select-text-start", "Select to the start of the text", "Ctrl Shift Home", kText},
    Action{"select-text-end", "Select to the end of the text", "Ctrl Shift End", kText},
    Action{"select-all", "Select the whole text", "Ctrl A", kText},
    Action{"page-up", "Scroll a page up", "PageUp", kText},
    Action{"page-down", "Scroll a page down", "PageDown", kText},
    Action{"copy", "Copy the selected words", "Ctrl C", kText},
    Action{"paste", "Add the clipboard's text as an article", "Ctrl V", kReading},

    Action{"left-out", "Move the left boundary out by a word", ",", kReading},
    Action{"left-in", "Move the left boundary in by a word", "Shift ,", kReading},
    Action{"right-out", "Move the right boundary out by a word", ".", kReading},
    Action{"right-in", "Move the right boundary in by a word", "Shift .", kReading},
    Action{"left-out-character", "Move the left boundary out by a character", "Alt ,", kReading},
    Action{"left-in-character", "Move the left boundary in by a character", "Alt Shift ,", kReading},
    Action{"right-out-character", "Move the right boundary out by a character", "Alt .", kReading},
    Action{"right-in-character", "Move the right boundary in by a character", "Alt Shift .", kReading},
    Action{"left-out-sentence", "Move the left boundary out by a sentence", "Ctrl ,", kReading},
    Action{"left-in-sentence", "Move the left boundary in by a sentence", "Ctrl Shift ,", kReading},
    Action{"right-out-sentence", "Move the right boundary out by a sentence", "Ctrl .", kReading},
    Action{"right-in-sentence", "Move the right boundary in by a sentence", "Ctrl Shift .", kReading},
    Action{"delete", "Delete the annotation", "Del | Backspace", kText},
    Action{"correct-text", "Correct the selected words of the text, or the sentence", "Ctrl E", kText},
    Action{"undo", "Undo", "Ctrl Z", kText},
    Action{"redo", "Do again", "Ctrl Shift Z | Ctrl Y", kText},
    Action{"fix", "Apply the fix of the problem here", "F", kReading},
    Action{"open-row", "Open the row that lacks an answer", "Enter", kReading},
    Action{"close-row-and-go-on", "Close the row and go to the next mark", "Enter", kRow},
    Action{"row-up", "Open the row above", "Up", kRow},
    Action{"row-down", "Open the row below", "Down", kRow},
    Action{"leave", "Leave the row, the selection, the annotation", "Esc", kText},

    Action{"next-mark", "Next quotation mark that is not annotated", "N", kReading},
    Action{"previous-mark", "Previous quotation mark that is not annotated", "Shift N", kReading},
    Action{"next-annotation", "Next annotation", "Tab", kText},
    Action{"previous-annotation", "Previous annotation", "Shift Tab", kText},
    Action{"next-article", "Next article", "Ctrl PageDown", kText},
    Action{"previous-article", "Previous article", "Ctrl PageUp", kText},
    Action{"next-problem", "Next problem", "Ctrl Down", kText},
    Action{"previous-problem", "Previous problem", "Ctrl Up", kText},

    Action{"find", "Find in the article", "Ctrl F", kText | kFind},
    Action{"next-hit", "Next place where it was found", "F3", kText | kFind},
    Action{"previous-hit", "Previous place where it was found", "Shift F3", kText | kFind},
    Action{"find-on", "Go on to the next place where it was found", "Enter", kFind},
    Action{"find-back", "Go back to the previous place where it was found", "Shift Enter", kFind},
    Action{"close-find", "Close the bar for finding", "Esc", kFind},

    Action{"decide", "Go to what is to decide, and on to the next", "Ctrl D", kText},
    Action{"decision-up", "What is to decide above", "Up", kDecide},
    Action{"decision-down", "What is to decide below", "Down", kDecide},
    Action{"answer-1", "The first answer", "1", kDecide},
    Action{"answer-2", "The second answer", "2", kDecide},
    Action{"answer-3", "The third answer", "3", kDecide},
    Action{"answer-4", "The fourth answer", "4", kDecide},
    Action{"answer-5", "The fifth answer", "5", kDecide},
    Action{"answer-6", "The sixth answer", "6", kDecide},
    Action{"answer-7", "The seventh answer", "7", kDecide},
    Action{"answer-8", "The eighth answer", "8", kDecide},
    Action{"answer-9", "The ninth answer", "9", kDecide},
    Action{"find-again", "Find the annotations again in a text that has changed", "Ctrl Shift D", kText},

    Action{"save", "Try again what could not be saved", "Ctrl S", kText},
    Action{"finish", "Finish the article", "Ctrl Enter", kText},
    Action{"skip", "Skip the article with a reason", "Ctrl Shift Enter", kText},
    Action{"toggle-theme", "Light, dark or high contrast", "Ctrl T", kText | kStart},
    Action{"text-larger", "Larger text", "Ctrl + | Ctrl Shift +", kText},
    Action{"text-smaller", "Smaller text", "Ctrl -", kText},
    Action{"text-as-designed", "Text at its usual size", "Ctrl 0", kText},
    Action{"toggle-left", "Show or hide the list of articles", "Ctrl 1", kText},
    Action{"toggle-bottom", "Show or hide the panel below", "Ctrl 2", kText},
    Action{"toggle-right", "Show or hide the inspector", "Ctrl 3", kText},
    Action{"focus-filter", "Filter the articles", "Ctrl L", kText},
    Action{"focus-note", "Write a note", "Ctrl N", kText},

    Action{"plugins", "Plugins, their rules and settings", "Ctrl Shift P", kText},
    Action{"plugin-up", "The plugin, or what can be chosen of it, above", "Up", kPlugins},
    Action{"plugin-down", "The plugin, or what can be chosen of it, below", "Down", kPlugins},
    Action{"plugin-next", "On to what can be chosen of the plugin", "Tab", kPlugins},
    Action{"plugin-previous", "Back to what can be chosen of the plugin", "Shift Tab", kPlugins},
    Action{"plugin-left", "The choice on the left", "Left", kPlugins},
    Action{"plugin-right", "The choice on the right", "Right", kPlugins},
    Action{"plugin-press", "Choose the next, press, or begin to type", "Enter | Space", kPlugins},
    Action{"plugin-page-up", "Scroll the plugin a page up", "PageUp", kPlugins},
    Action{"plugin-page-down", "Scroll the plugin a page down", "PageDown", kPlugins},
    Action{"close-plugins", "Close the plugins", "Esc | Ctrl Shift P", kPlugins},

    Action{"choose", "Choose", "Enter", kPalette},
    Action{"palette-up", "Up", "Up", kPalette},
    Action{"palette-down", "Down", "Down", kPalette},
    Action{"accept-prompt", "Accept", "Enter", kPrompt},
    Action{"accept-field", "Accept", "Enter", kField},
    Action{"paste-into-field", "Paste", "Ctrl V", kPalette | kPrompt | kField | kFind},
    Action{"copy-from-field", "Copy", "Ctrl C", kPalette | kPrompt | kField | kFind},
    Action{"cut-from-field", "Cut", "Ctrl X", kPalette | kPrompt | kField | kFind},
    Action{"cancel", "Cancel", "Esc", kPalette | kPrompt | kField},
    Action{"complete-folder", "Complete the folder's name", "Tab", kPrompt},
    Action{"ask-folder", "Open a project", "Ctrl O", kText | kStart},
    Action{"ask-new-folder", "New project", "Ctrl Shift N", kText | kStart},
    Action{"open-sample", "Open the sample project", "Ctrl Shift O", kText | kStart},
    Action{"open-recent", "Open a recent project", "Enter", kStart},
    Action{"recent-up", "The recent project above", "Up", kStart},
    Action{"recent-down", "The recent project below", "Down", kStart},

    Action{"open-article", "Open an article", "", 0},
    Action{"go-to-frame", "Go to an annotation", "", 0},
    Action{"go-to-span", "Go to a span", "", 0},
    Action{"go-to-speaker", "Go to a speaker's next quote", "", 0},
    Action{"go-to-problem", "Go to a problem", "", 0},
    Action{"apply-fix", "Apply a fix", "", 0},
    Action{"go-to-decision", "Go to what is to decide", "", 0},
    Action{"answer", "Answer what is to decide", "", 0},
    Action{"choose-value", "Choose a value", "", 0},
    Action{"choose-entity", "Choose an entity", "", 0},
    Action{"choose-target", "Make a target the current one", "", 0},
    Action{"choose-mention-entity", "Choose whom a mention stands for", "", 0},
    Action{"fill-role", "Fill a role", "", 0},
    Action{"unfill-role", "Take a filler out", "", 0},
    Action{"focus-attribute", "Write into a field", "", 0},
    Action{"show-tab", "Show a tab", "", 0},
    Action{"ask-annotator", "Change the annotator", "", 0},
    Action{"press", "Press a key", "", 0},
    Action{"take-suggestion", "Take a suggested answer", "", 0},
    Action{"fill-in", "Write a suggestion into the field", "", 0},
    Action{"bring-back", "Bring back what could not be saved", "", 0},
    Action{"close-notice", "Close the notice", "", 0},
    Action{"choose-plugin", "Show a plugin", "", 0},
    Action{"set-plugin-rule", "Set a rule's severity in this project", "", 0},
    Action{"set-plugin-setting", "Set a plugin's setting in this project", "", 0},
    Action{"focus-plugin-field", "Write into a plugin's setting", "", 0},
    Action{"enable-plugin", "Let a plugin run, or not", "", 0},
    Action{"trust-plugin", "Say yes to a plugin of the project", "", 0},
    Action{"trust-not-now", "Do not say yes to it now", "", 0},
    Action{"confirm-trust", "Yes, the plugin may run", "", 0},
};

struct NamedKey {
  std::string_view name;
  Key key;
};

constexpr std::array kNamedKeys = {
    NamedKey{"Enter", Key::enter},   NamedKey{"Tab", Key::tab},           NamedKey{"Esc", Key::escape},
    NamedKey{"Backspace", Key::backspace}, NamedKey{"Del", Key::del},     NamedKey{"Space", Key::space},
    NamedKey{"Left", Key::left},     NamedKey{"Right", Key::right},       NamedKey{"Up", Key::up},
    NamedKey{"Down", Key::down},     NamedKey{"Home", Key::home},         NamedKey{"End", Key::end},
    NamedKey{"PageUp", Key::page_up}, NamedKey{"PageDown", Key::page_down}, NamedKey{",", Key::comma},
    NamedKey{".", Key::period},      NamedKey{"+", Key::plus},            NamedKey{"-", Key::minus},
    NamedKey{"F3", Key::f3},
};

bool same_key(const KeyPress& a, const KeyPress& b) {
  return a.key == b.key && a.character == b.character && a.mods == b.mods;
}

// The table's keys, read once.
const std::vector<std::pair<KeyPress, const Action*>>& keys() {
  static const auto table = [] {
    std::vector<std::pair<KeyPress, const Action*>> all;
    for (const Action& action : kActions) {
      std::string_view rest = action.keys;
      while (!rest.empty()) {
        const std::size_t bar = rest.find(" | ");
        const auto key = key_from_text(rest.substr(0, bar));
        if (key) all.emplace_back(*key, &action);
        rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 3);
      }
    }
    return all;
  }();
  return table;
}

}  // namespace

std::span<const Action> actions() { return kActions; }

const Action* find_action(std::string_view id) {
  const auto found = std::ranges::find(kActions, id, &Action::id);
  return found == kActions.end() ? nullptr : &*found;
}

const Action* action_for(const KeyPress& key, State state) {
  for (const auto& [pressed, action] : keys()) {
    if ((action->states & state) != 0 && same_key(pressed, key)) return action;
  }
  return nullptr;
}

std::optional<KeyPress> key_from_text(std::string_view text) {
  KeyPress key;
  while (true) {
    if (text.starts_with("Ctrl ")) {
      key.mods.ctrl = true;
      text.remove_prefix(5);
    } else if (text.starts_with("Shift ")) {
      key.mods.shift = true;
      text.remove_prefix(6);
    } else if (text.starts_with("Alt ")) {
      key.mods.alt = true;
      text.remove_prefix(4);
    } else {
      break;
    }
  }
  const auto named = std::ranges::find(kNamedKeys, text, &NamedKey::name);
  if (named != kNamedKeys.end()) {
    key.key = named->key;
    return key;
  }
  if (text.size() != 1) return std::nullopt;
  const char c = text.front();
  if (c >= '0' && c <= '9') {
    key.key = Key::digit;
  } else if (c >= 'A' && c <= 'Z') {
    key.key = Key::letter;
  } else {
    return std::nullopt;
  }
  key.character = c;
  return key;
}

std::string to_text(const KeyPress& key) {
  std::string text;
  if (key.mods.ctrl) text += "Ctrl ";
  if (key.mods.alt) text += "Alt ";
  if (key.mods.shift) text += "Shift ";
  if (key.character != 0) return text + key.character;
  const auto named = std::ranges::find(kNamedKeys, key.key, &NamedKey::key);
  return named == kNamedKeys.end() ? text + "?" : text + std::string(named->name);
}

}  // namespace sayso::ui
