// Reads what stands behind `sayso` and runs the command. The first word decides; options follow it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "ui/cli/command.h"

namespace sayso::cli {

class CommandLine {
 public:
  explicit CommandLine(std::vector<Command> commands) : commands_(std::move(commands)) {}

  // Is it a command's name, `help`, or an option of the program itself (--help, --version)?
  bool knows(const std::string& word) const;

  // Runs `words` (without the program's name): the first must be known. Gives the exit status.
  int run(const std::vector<std::string>& words) const;

  // Reads the words of one command and runs it; a mistake in them is exit status 2 with the option's name.
  static int run(const Command& command, const std::vector<std::string>& words, const std::string& called);

 private:
  const Command* find(const std::string& word) const;
  int help(const std::vector<std::string>& words) const;
  std::string overview() const;

  std::vector<Command> commands_;
};

// The command most like a mistyped word; "" when none is near.
std::string nearest(const std::string& word, const std::vector<Command>& commands);

}  // namespace sayso::cli
