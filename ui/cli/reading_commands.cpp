#include <CLI/CLI.hpp>

#include "ui/cli/command.h"

namespace sayso::cli {

std::vector<Command> reading_commands() { return {}; }

}  // namespace sayso::cli
