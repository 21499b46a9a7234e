// From GLFW's keys, which are places on a US keyboard, to what a key does here. Pure; no GLFW needed to
// call it, so that layouts can be tested without a keyboard.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ui/desktop/input.h"

namespace sayso::ui {

// What the key at a place carries unshifted on the layout in use, UTF-8, "" when nothing: glfwGetKeyName.
using Carried = std::function<std::string(int glfw_key)>;

// Letters by what they carry; where the layout has no Latin letters, by place. Digits, comma and period
// by place (a letter that lies there wins: the mark is then taken where it is carried). Keypad digits are
// digits. Key::none for a modifier or a key that GLFW does not know: no event.
KeyPress key_press(int glfw_key, int glfw_mods, bool repeat, const Carried& carried);

}  // namespace sayso::ui
