// What a person does, as values: the one way into the desktop program. The window's callbacks, the
// replay of an events file and the tests all make these; nothing below platform/ knows GLFW.
// Positions are logical pixels from the window's top left corner (scale 1 units, not framebuffer pixels).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace sayso::ui {

struct Mods {
  bool shift = false;
  bool ctrl = false;
  bool alt = false;

  bool operator==(const Mods&) const = default;
};

// A key by what it does. Letter keys are `letter` with the Latin letter that the key carries on the
// layout in use (where the layout has none, the place of the letter on a US keyboard); digits, `,` and
// `.` are by place; the keypad's digits are digits; plus and minus are the keys that carry `+` or `=` and `-`.
enum class Key : std::uint8_t {
  none, letter, digit, comma, period, enter, tab, escape, backspace, del, space,
  left, right, up, down, home, end, page_up, page_down, plus, minus, f1, f3, f5, other,
};

struct KeyPress {
  Key key = Key::none;
  char character = 0;  // 'A'..'Z' for Key::letter, '0'..'9' for Key::digit, else 0
  Mods mods;
  bool repeat = false;  // a held key's repeat; counted as an event of its own

  bool operator==(const KeyPress&) const = default;
};

struct TextTyped {
  std::string text;  // UTF-8, what the keyboard layout and compose keys made

  bool operator==(const TextTyped&) const = default;
};

enum class Button : std::uint8_t { left, right, middle };

struct PointerMoved { float x = 0, y = 0; bool operator==(const PointerMoved&) const = default; };
struct PointerPressed { float x = 0, y = 0; Button button = Button::left; Mods mods; bool operator==(const PointerPressed&) const = default; };
struct PointerReleased { float x = 0, y = 0; Button button = Button::left; Mods mods; bool operator==(const PointerReleased&) const = default; };
struct WheelTurned { float notches = 0; bool operator==(const WheelTurned&) const = default; };  // negative: towards the end of the text
struct FilesDropped { std::vector<std::filesystem::path> paths; bool operator==(const FilesDropped&) const = default; };
struct WindowResized { int width = 0, height = 0; bool operator==(const WindowResized&) const = default; };
struct FocusChanged { bool focused = false; bool operator==(const FocusChanged&) const = default; };
struct CloseAsked { bool operator==(const CloseAsked&) const = default; };

using InputEvent = std::variant<KeyPress, TextTyped, PointerMoved, PointerPressed, PointerReleased, WheelTurned,
                                FilesDropped, WindowResized, FocusChanged, CloseAsked>;

// What a clipboard takes, in bytes: with more X11 ends the program.
inline constexpr std::size_t kClipboardLimit = 1'000'000;

// How the pointer looks over a place.
enum class CursorShape { arrow, text, hand, resize_horizontal, resize_vertical };

}  // namespace sayso::ui
