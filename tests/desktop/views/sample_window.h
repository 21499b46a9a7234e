// A window's models as an annotator would see them, filled by hand: for pictures and for tests of the views.
#pragma once

#include <string>

#include "ui/desktop/models/window_model.h"

namespace sayso::ui {

// The article that the sample is about, written for these tests.
const std::string& sample_text();

// The annotate view with the second quote active; nothing lies in front.
WindowModel sample_window();
// Below, what is to decide: the second of three is chosen.
BottomModel sample_decisions();
// Words are being found: the third hit is the current one; and two suggestions are hatched.
WindowModel sample_finding();
// The same with each of what can lie in front.
PaletteModel sample_palette();
PromptModel sample_prompt();
// The sheet of plugins with one chosen that has rules and settings, one field of which is being typed into.
PluginsModel sample_plugins();
// With one chosen that nobody said yes to yet, asked about it the second time.
PluginsModel sample_plugins_trust();
CorrectionModel sample_correction();
StartModel sample_start();

}  // namespace sayso::ui
