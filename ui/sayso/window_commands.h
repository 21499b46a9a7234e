// The commands that need a display, and what `sayso DIR` takes.
#pragma once

#include "ui/cli/command.h"

namespace sayso {

// replay, screenshot
std::vector<cli::Command> window_commands();

// `sayso [DIR] [--annotator NAME] …`; its name is "".
cli::Command open_window_command();

}  // namespace sayso
