// An events file: what a person did at keyboard and mouse, one JSON object a line, for `sayso replay`.
// The form of each line is in docs/events.md. Pure.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/text/offset.h"
#include "ui/desktop/input.h"

namespace sayso {

// {"key": "Q", "mods": ["shift"], "count": 2}
struct PressKey { ui::KeyPress key; int count = 1; };
// {"text": "Ann"}: each character by its own key.
struct TypeText { std::string text; };
// {"click": {"at": 932, "count": 2}} in the text, {"click": {"on": "finish"}} on what is named so.
struct Click { std::variant<CodePoint, std::string> where; int count = 1; ui::Mods mods; };
// {"drag": {"at": [932, 1008]}}: from before the first to behind the last of these code points.
struct Drag { CodePointRange at; ui::Mods mods; };
// {"wheel": -3}: notches, negative towards the end.
struct Wheel { int notches = 0; };
// {"drop": ["article.txt"]}: relative to the events file.
struct Drop { std::vector<std::filesystem::path> paths; };
// {"open": "blinken-xi-beijing"}
struct Open { std::string article; };
// {"wait": "saved"}
struct WaitUntilSaved {};
// {"expect": {"status": "saved", …}}: what is named must be so.
struct Expect {
  std::optional<std::string> status;     // saved, saving, failed, read-only
  std::optional<std::string> article;    // the open one's id
  std::optional<std::string> mode;       // reading, row, palette, prompt, field, start
  std::optional<std::string> row;        // the attribute whose row takes letters
  std::optional<std::string> notice;     // words that the notice holds; "" that there is none
  std::optional<std::string> selection;  // the selected words; "" that there are none
  std::optional<CodePoint> caret;
};

struct ReplayStep {
  std::size_t line = 0;  // of the file, from 1
  std::optional<std::chrono::milliseconds> after;  // "ms": the time since the step before
  std::variant<PressKey, TypeText, Click, Drag, Wheel, Drop, Open, WaitUntilSaved, Expect> what;
};

// Empty lines and lines that begin with '#' are passed over. Error (damaged): `place:line` and what is wrong.
Result<std::vector<ReplayStep>> read_events(std::string_view bytes, const std::string& place);

}  // namespace sayso
