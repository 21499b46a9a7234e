#include "ui/desktop/platform/key_mapping.h"

#include <GLFW/glfw3.h>
#include <doctest/doctest.h>

#include <map>

using namespace sayso::ui;

namespace {

// A layout by what differs from the US keyboard.
Carried layout(std::map<int, std::string> changed) {
  return [changed](int key) -> std::string {
    if (const auto found = changed.find(key); found != changed.end()) return found->second;
    if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z) return {static_cast<char>('a' + key - GLFW_KEY_A)};
    if (key == GLFW_KEY_COMMA) return ",";
    if (key == GLFW_KEY_PERIOD) return ".";
    if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) return {static_cast<char>('0' + key - GLFW_KEY_0)};
    return "";
  };
}

Carried us() { return layout({}); }
Carried german() { return layout({{GLFW_KEY_Y, "z"}, {GLFW_KEY_Z, "y"}, {GLFW_KEY_SEMICOLON, "ö"}}); }
Carried french() {
  return layout({{GLFW_KEY_Q, "a"},
                 {GLFW_KEY_A, "q"},
                 {GLFW_KEY_W, "z"},
                 {GLFW_KEY_Z, "w"},
                 {GLFW_KEY_SEMICOLON, "m"},
                 {GLFW_KEY_M, ","},
                 {GLFW_KEY_COMMA, ";"},
                 {GLFW_KEY_PERIOD, ":"},
                 {GLFW_KEY_1, "&"},
                 {GLFW_KEY_2, "é"}});
}
Carried dvorak() {
  return layout({{GLFW_KEY_COMMA, "w"},
                 {GLFW_KEY_PERIOD, "v"},
                 {GLFW_KEY_W, ","},
                 {GLFW_KEY_E, "."},
                 {GLFW_KEY_Q, "'"}});
}
Carried russian() {
  return [](int key) -> std::string {
    return key == GLFW_KEY_PERIOD ? "ю" : key == GLFW_KEY_COMMA ? "б" : "й";
  };
}

KeyPress press(int key, const Carried& carried, int mods = 0) { return key_press(key, mods, false, carried); }

}  // namespace

TEST_CASE("a letter is the key that carries it") {
  CHECK(press(GLFW_KEY_Z, us()).character == 'Z');
  CHECK(press(GLFW_KEY_Y, german()).character == 'Z');
  CHECK(press(GLFW_KEY_W, french()).character == 'Z');
  CHECK(press(GLFW_KEY_SEMICOLON, french()).character == 'M');
}

TEST_CASE("where the layout has no Latin letters a letter is its place on a US keyboard") {
  CHECK(press(GLFW_KEY_Q, russian()).key == Key::letter);
  CHECK(press(GLFW_KEY_Q, russian()).character == 'Q');
}

TEST_CASE("digits are by place, and the keypad's are digits") {
  CHECK(press(GLFW_KEY_1, french()).key == Key::digit);
  CHECK(press(GLFW_KEY_1, french()).character == '1');
  CHECK(press(GLFW_KEY_KP_7, us()).character == '7');
}

TEST_CASE("comma and period are by place") {
  for (const Carried& carried : {us(), german(), french(), russian()}) {
    CHECK(press(GLFW_KEY_COMMA, carried).key == Key::comma);
    CHECK(press(GLFW_KEY_PERIOD, carried).key == Key::period);
  }
  CHECK(press(GLFW_KEY_M, french()).key ==
        Key::other);  // carries a comma, but the place of the comma is taken
}

TEST_CASE("where a letter lies on the comma's place, the comma is the key that carries it") {
  CHECK(press(GLFW_KEY_COMMA, dvorak()).character == 'W');
  CHECK(press(GLFW_KEY_W, dvorak()).key == Key::comma);
  CHECK(press(GLFW_KEY_E, dvorak()).key == Key::period);
}

TEST_CASE("a letter that is not Latin on a Latin layout is no letter command") {
  CHECK(press(GLFW_KEY_SEMICOLON, german()).key == Key::other);
}

TEST_CASE("modifiers go with the key and are no keys themselves") {
  const KeyPress undo = press(GLFW_KEY_Z, us(), GLFW_MOD_CONTROL | GLFW_MOD_SHIFT);
  CHECK(undo.mods == Mods{.shift = true, .ctrl = true});
  CHECK(press(GLFW_KEY_LEFT_SHIFT, us()).key == Key::none);
  CHECK(press(GLFW_KEY_CAPS_LOCK, us()).key == Key::none);
  CHECK(press(GLFW_KEY_UNKNOWN, us()).key == Key::none);
}

TEST_CASE("both Enter keys are Enter") {
  CHECK(press(GLFW_KEY_ENTER, us()).key == Key::enter);
  CHECK(press(GLFW_KEY_KP_ENTER, us()).key == Key::enter);
}
