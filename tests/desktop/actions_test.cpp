// The table of actions: every key means one thing in a state, with the keys that the scheme brings.
#include <doctest/doctest.h>

#include <set>

#include "annotations/store/builtin_schemes.h"
#include "annotations/store/scheme_codec.h"
#include "ui/desktop/actions/action.h"
#include "ui/desktop/actions/scheme_keys.h"
#include "ui/desktop/editor.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

// Every key that a keyboard can send, with every set of modifiers.
std::vector<KeyPress> every_key() {
  std::vector<KeyPress> keys;
  const auto with_mods = [&](KeyPress key) {
    for (unsigned mods = 0; mods < 8; ++mods) {
      key.mods = {(mods & 1U) != 0, (mods & 2U) != 0, (mods & 4U) != 0};
      keys.push_back(key);
    }
  };
  for (char letter = 'A'; letter <= 'Z'; ++letter) with_mods({Key::letter, letter, {}, false});
  for (char digit = '0'; digit <= '9'; ++digit) with_mods({Key::digit, digit, {}, false});
  for (const Key key : {Key::comma, Key::period, Key::enter, Key::tab, Key::escape, Key::backspace, Key::del, Key::space, Key::left,
                        Key::right, Key::up, Key::down, Key::home, Key::end, Key::page_up, Key::page_down, Key::f1, Key::f3, Key::f5}) {
    with_mods({key, 0, {}, false});
  }
  return keys;
}

// The titles of all that a key means to the table in a state.
std::vector<std::string> meanings(const KeyPress& key, State state) {
  std::vector<std::string> found;
  for (const Action& action : actions()) {
    if ((action.states & state) == 0) continue;
    std::string_view rest = action.keys;
    while (!rest.empty()) {
      const std::size_t bar = rest.find(" | ");
      if (key_from_text(rest.substr(0, bar)) == key) found.emplace_back(action.title);
      rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 3);
    }
  }
  return found;
}

Scheme attribution_scheme() {
  auto scheme = read_scheme(builtin_schemes().front().json, "scheme.json");
  REQUIRE(scheme.ok());
  return *scheme;
}

}  // namespace

TEST_CASE("no key has two meanings in any state") {
  const Scheme scheme = attribution_scheme();
  const SchemeFacts facts = facts_of(scheme);
  REQUIRE(facts.scale != nullptr);
  std::size_t bound = 0;
  for (const State state : {kReading, kRow, kDecide, kPalette, kPrompt, kField, kFind, kPlugins, kStart}) {
    for (const KeyPress& key : every_key()) {
      std::vector<std::string> found = meanings(key, state);
      if (state == kReading) {
        if (const RoleRule* role = role_for(facts, key)) found.push_back(role->label);
        if (const Layer* layer = layer_for(scheme, key)) found.push_back(layer->label);
        if (const ChoiceValue* value = scale_value_for(facts, key)) found.push_back(value->label);
      }
      CAPTURE(to_text(key));
      CAPTURE(state);
      CHECK(found.size() <= 1);
      bound += found.size();
    }
  }
  CHECK(bound > 60);
}

TEST_CASE("the letters of a row stand for one value each and hide no command of the row") {
  const Scheme scheme = attribution_scheme();
  std::size_t rows = 0;
  for (const Layer& layer : scheme.layers) {
    for (const AttributeRule& rule : layer.attributes) {
      if (!has_chips(rule)) continue;
      ++rows;
      CAPTURE(layer.name + " " + rule.name);
      for (const ChoiceValue& value : rule.values) {
        if (value.off || value.key == 0) continue;
        const KeyPress key{Key::letter, value.key, {}, false};
        REQUIRE(row_value_for(rule, key) != nullptr);
        CHECK(row_value_for(rule, key)->name == value.name);
        CHECK(meanings(key, kRow).empty());
      }
    }
  }
  CHECK(rows >= 8);
}

TEST_CASE("no action of a field or a palette is a key that types") {
  for (const State state : {kPalette, kPrompt, kField, kFind}) {
    for (const KeyPress& key : every_key()) {
      const bool types = !key.mods.ctrl && !key.mods.alt && (key.character != 0 || key.key == Key::space || key.key == Key::comma || key.key == Key::period);
      CAPTURE(to_text(key));
      if (types) CHECK(meanings(key, state).empty());
    }
  }
}

TEST_CASE("every action has a name of its own, keys that can be read and something that it does") {
  std::set<std::string_view> ids;
  for (const Action& action : actions()) {
    CAPTURE(action.id);
    CHECK(ids.insert(action.id).second);
    CHECK(Editor::can(action.id));
    CHECK((action.states == 0) == action.keys.empty());
    std::string_view rest = action.keys;
    while (!rest.empty()) {
      const std::size_t bar = rest.find(" | ");
      CHECK(key_from_text(rest.substr(0, bar)).has_value());
      rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 3);
    }
  }
  CHECK_FALSE(Editor::can("fly"));
}

TEST_CASE("a key is written as it is read") {
  for (const KeyPress& key : every_key()) {
    if (key.key == Key::f1 || key.key == Key::f5) continue;  // nothing is bound to them
    CAPTURE(to_text(key));
    CHECK(key_from_text(to_text(key)) == key);
  }
}
