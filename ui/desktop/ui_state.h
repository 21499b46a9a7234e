// What the window remembers that is not history: caret, selection, what is open, half-typed text. A value;
// the editor owns it and alone changes it.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "annotations/model/frame.h"
#include "annotations/model/ids.h"
#include "core/text/offset.h"
#include "ui/desktop/look.h"
#include "ui/desktop/models/window_model.h"
#include "ui/desktop/text/text_field.h"

namespace sayso::ui {

// Keys go to the text and to the commands.
struct Reading { bool operator==(const Reading&) const = default; };

// A row of chips takes letters: an attribute of a record.
struct OpenRow {
  RecordId record;
  std::string attribute;

  bool operator==(const OpenRow&) const = default;
};

// The list of what is to decide has the keys: digits answer.
struct Deciding { bool operator==(const Deciding&) const = default; };

// Choosing an entity for a role of the active frame, or for a mention.
struct OpenPalette {
  std::string role;
  RecordId mention;     // the span that is to stand for the entity; "" to fill the role itself
  std::string digit;    // a scale value to set once the target is chosen: its key, "" for none
  TextField field;
  std::size_t chosen = 0;

  bool operator==(const OpenPalette&) const = default;
};

// One line is asked for.
struct OpenPrompt {
  enum class What { annotator, skip_reason, reopen_reason, open_folder, new_folder, paste_name };

  What what = What::annotator;
  TextField field;
  std::string error;
  std::string payload;  // the pasted text; what to do again once the name is known
  std::vector<std::filesystem::path> files;  // texts that the new project is to have

  bool operator==(const OpenPrompt&) const = default;
};

// A field of a panel has the keys.
struct OpenField {
  std::string name;  // "filter", or "attribute:RECORD:NAME"
  TextField field;
  Intent intent;  // by which it is focused

  bool operator==(const OpenField&) const = default;
};

// Words of the article's text are being corrected.
struct OpenCorrection {
  CodePointRange at;
  TextField field{TextField::Lines::multi};
  std::string error;

  bool operator==(const OpenCorrection&) const = default;
};

// The field of the bar for finding has the keys.
struct Seeking { bool operator==(const Seeking&) const = default; };

// The sheet of plugins lies in front and has the keys.
struct OpenPlugins {
  std::string chosen;              // the folder of a plugin, or "problem:0"; "" for the first of the list
  std::string control;             // what of it the keys act on; "" for the list
  std::optional<TextField> field;  // what is being typed there
  std::string error;               // what was wrong with it
  bool confirming = false;         // it was said once that it is to be trusted
  bool shows_control = false;      // it is to be scrolled to where the control is, once that is known

  bool operator==(const OpenPlugins&) const = default;
};

using Mode = std::variant<Reading, OpenRow, Deciding, OpenPalette, OpenPrompt, OpenField, OpenCorrection, Seeking, OpenPlugins>;

// The bar for finding words in the article. It may stay open while the text has the keys.
struct FindBar {
  bool open = false;
  TextField field{TextField::Lines::single};  // kept when it is closed

  bool operator==(const FindBar&) const = default;
};

struct UiState {
  Mode mode;
  Byte caret;
  Byte anchor;  // the other end of the selection
  std::optional<float> wish_x;  // where up and down want to be
  std::optional<Byte> hovered;  // what of the text is under the pointer

  RecordId active;              // the frame whose card is outlined; "" for none
  RecordId span;                // the span that boundary keys move; "" for none
  std::optional<Target> target; // whose stance the digits set
  bool finishing = false;       // Ctrl Enter was pressed once

  BottomTab bottom = BottomTab::problems;
  std::string chosen_problem;   // its key, "" for none
  std::string chosen_decision;  // the same of what is to decide
  RecordId placing;             // the span whose words are being selected; "" for none
  std::string filter;
  FindBar find;
  std::size_t chosen_recent = 0;  // of the start screen's list
  float left_scroll = 0, right_scroll = 0, bottom_scroll = 0, palette_scroll = 0, plugins_scroll = 0, plugin_scroll = 0;
  std::size_t rows_in_sight = 120;  // more rows than any list shows; how many it is known when they were drawn
  std::optional<Notice> notice;
  std::string not_shown;  // why no article is shown: what was wrong with the one that was to be; "" when none was
  Look look;

  std::unordered_map<std::string, std::size_t> speaker_ranks;  // entity id → colour, kept while the article is open

  bool operator==(const UiState&) const = default;
  ByteRange selection() const { return caret < anchor ? ByteRange{caret, anchor} : ByteRange{anchor, caret}; }
};

// The scroll position that a scroll region's name stands for ("scroll-left", …); nullptr if it is none.
inline float* scroll_of(UiState& ui, std::string_view region) {
  if (region == "scroll-left") return &ui.left_scroll;
  if (region == "scroll-right") return &ui.right_scroll;
  if (region == "scroll-bottom") return &ui.bottom_scroll;
  if (region == "scroll-palette") return &ui.palette_scroll;
  if (region == "scroll-plugins") return &ui.plugins_scroll;
  if (region == "scroll-plugin") return &ui.plugin_scroll;
  return nullptr;
}

}  // namespace sayso::ui
