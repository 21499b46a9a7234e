#include "ui/desktop/platform/key_mapping.h"

#include <GLFW/glfw3.h>

#include <array>
#include <utility>

namespace sayso::ui {
namespace {

constexpr std::array kPlain{
    std::pair{GLFW_KEY_ENTER, Key::enter},
    std::pair{GLFW_KEY_KP_ENTER, Key::enter},
    std::pair{GLFW_KEY_TAB, Key::tab},
    std::pair{GLFW_KEY_ESCAPE, Key::escape},
    std::pair{GLFW_KEY_SPACE, Key::space},
    std::pair{GLFW_KEY_BACKSPACE, Key::backspace},
    std::pair{GLFW_KEY_DELETE, Key::del},
    std::pair{GLFW_KEY_LEFT, Key::left},
    std::pair{GLFW_KEY_RIGHT, Key::right},
    std::pair{GLFW_KEY_UP, Key::up},
    std::pair{GLFW_KEY_DOWN, Key::down},
    std::pair{GLFW_KEY_HOME, Key::home},
    std::pair{GLFW_KEY_END, Key::end},
    std::pair{GLFW_KEY_PAGE_UP, Key::page_up},
    std::pair{GLFW_KEY_PAGE_DOWN, Key::page_down},
    std::pair{GLFW_KEY_KP_ADD, Key::plus},
    std::pair{GLFW_KEY_KP_SUBTRACT, Key::minus},
    std::pair{GLFW_KEY_F1, Key::f1},
    std::pair{GLFW_KEY_F3, Key::f3},
    std::pair{GLFW_KEY_F5, Key::f5},
};

// 'A'..'Z', or 0 when it is not one Latin letter.
char latin_letter(std::string_view carried) {
  if (carried.size() != 1) return 0;
  const char c = carried.front();
  if (c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
  return c >= 'A' && c <= 'Z' ? c : '\0';
}

bool layout_is_latin(const Carried& carried) {
  for (int key = GLFW_KEY_A; key <= GLFW_KEY_Z; ++key)
    if (latin_letter(carried(key)) != 0) return true;
  return false;
}

KeyPress with(KeyPress press, Key key, char character) {
  press.key = key;
  press.character = character;
  return press;
}

}  // namespace

KeyPress key_press(int key, int mods, bool repeat, const Carried& carried) {
  KeyPress press;
  press.mods = {(mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_CONTROL) != 0, (mods & GLFW_MOD_ALT) != 0};
  press.repeat = repeat;
  const bool modifier = key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER;
  const bool lock = key >= GLFW_KEY_CAPS_LOCK && key <= GLFW_KEY_NUM_LOCK;
  if (key == GLFW_KEY_UNKNOWN || modifier || lock) return press;

  for (const auto& [place, plain] : kPlain)
    if (place == key) return with(press, plain, 0);
  if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9)
    return with(press, Key::digit, static_cast<char>('0' + key - GLFW_KEY_0));
  if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9)
    return with(press, Key::digit, static_cast<char>('0' + key - GLFW_KEY_KP_0));

  const std::string name = carried(key);
  if (const char letter = latin_letter(name); letter != 0) return with(press, Key::letter, letter);
  if (key == GLFW_KEY_COMMA) return with(press, Key::comma, 0);
  if (key == GLFW_KEY_PERIOD) return with(press, Key::period, 0);
  if (name == "+" || name == "=") return with(press, Key::plus, 0);
  if (name == "-") return with(press, Key::minus, 0);
  if (name == "," && latin_letter(carried(GLFW_KEY_COMMA)) != 0) return with(press, Key::comma, 0);
  if (name == "." && latin_letter(carried(GLFW_KEY_PERIOD)) != 0) return with(press, Key::period, 0);
  if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z && !layout_is_latin(carried))
    return with(press, Key::letter, static_cast<char>('A' + key - GLFW_KEY_A));
  return with(press, Key::other, 0);
}

}  // namespace sayso::ui
