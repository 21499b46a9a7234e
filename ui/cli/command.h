// A command of the program: a word, what it does in one line, and its options.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ui/cli/output.h"

namespace CLI {
class App;
}

namespace sayso::cli {

// Runs with the arguments that were read; gives the exit status.
using Run = std::function<int(Output&)>;

struct Command {
  std::string name;     // the word: "check"
  std::string summary;  // one line, for `sayso help`
  // Declares options and positions on the parser and says what to run once they are read.
  std::function<Run(CLI::App&)> declare;
};

// new, add, edit, finish, reopen, comment
std::vector<Command> writing_commands();
// stats, check, export, agree, diff, find, comments, plugin
std::vector<Command> reading_commands();
// history, restore, remove, rename, correct, reanchor, fsck, merge, git-setup
std::vector<Command> store_commands();

}  // namespace sayso::cli
