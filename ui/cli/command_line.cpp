#include "ui/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <new>

namespace sayso::cli {
namespace {

std::string helped(const std::string& called) {
  return called.empty() ? "see `sayso help`" : "see `sayso help " + called + "`";
}

std::unique_ptr<CLI::App> app_of(const Command& command, const std::string& called, bool& json, bool& quiet,
                                 Run& run) {
  auto app = std::make_unique<CLI::App>(command.summary, called.empty() ? "sayso" : "sayso " + called);
  app->get_formatter()->column_width(36);
  app->get_formatter()->label("REQUIRED", "(needed)");
  run = command.declare(*app);
  app->add_flag("--json", json, "Print one JSON document");
  app->add_flag("--quiet", quiet, "No notices on standard error");
  return app;
}

std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearest(const std::string& word, const std::vector<Command>& commands) {
  std::string best;
  std::size_t least = 3;
  for (const Command& command : commands) {
    if (const std::size_t far = distance(word, command.name); far < least) least = far, best = command.name;
  }
  return best;
}

const Command* CommandLine::find(const std::string& word) const {
  const auto found = std::ranges::find(commands_, word, &Command::name);
  return found == commands_.end() ? nullptr : &*found;
}

bool CommandLine::knows(const std::string& word) const {
  return word == "help" || word == "--help" || word == "-h" || word == "--version" || find(word) != nullptr;
}

std::string CommandLine::overview() const {
  std::string text =
      "sayso " SAYSO_VERSION
      ": annotating who says what in a text, and how they stand\n\n"
      "Usage: sayso [DIR] [--annotator NAME] [--article ID] [--view annotate]\n"
      "       sayso COMMAND ...\n\n"
      "A folder, or nothing, opens the window. A folder that is named like a command: ./check\n\nCommands:\n";
  for (const Command& command : commands_) {
    text += "  " + command.name + std::string(12 - std::min<std::size_t>(command.name.size(), 11), ' ') +
            command.summary + "\n";
  }
  text +=
      "  help        what a command takes: sayso help COMMAND\n\n"
      "Every command takes --json (one JSON document on standard output) and --quiet.\n"
      "Exit status: 0 done; 1 done, and something was found; 2 wrong usage; 3 the machine lacks something;\n"
      "4 the data is damaged or refused. Nothing is ever half written.\n";
  return text;
}

int CommandLine::help(const std::vector<std::string>& words) const {
  Output output(false, false);
  if (words.empty()) {
    output.raw(overview());
    return output.finish(kDone);
  }
  const Command* command = find(words.front());
  if (!command) {
    const std::string near = nearest(words.front(), commands_);
    return output.failed(usage_error("there is no command '" + words.front() + "'",
                                     near.empty() ? "see `sayso help`" : "did you mean `" + near + "`?"));
  }
  bool json = false, quiet = false;
  Run run;
  output.raw(app_of(*command, command->name, json, quiet, run)->help());
  return output.finish(kDone);
}

int CommandLine::run(const Command& command, const std::vector<std::string>& words,
                     const std::string& called) {
  bool json = false, quiet = false;
  Run run;
  const auto app = app_of(command, called, json, quiet, run);
  try {
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    app->parse(reversed);
  } catch (const CLI::CallForHelp&) {
    Output output(false, false);
    output.raw(app->help());
    return output.finish(kDone);
  } catch (const CLI::ParseError& mistake) {
    std::string what = mistake.what();
    std::ranges::replace(what, '\n', ' ');
    while (what.ends_with(' ')) what.pop_back();
    return Output(false, false)
        .failed(usage_error((called.empty() ? "" : called + ": ") + what, helped(called)));
  }
  Output output(json, quiet);
  try {
    return output.finish(run(output));
  } catch (const std::bad_alloc&) {
    return output.failed(machine_error("there is not enough memory for this", {},
                                       "close other programs, or name fewer articles; nothing was half written"));
  }
}

int CommandLine::run(const std::vector<std::string>& words) const {
  const std::string first = words.front();
  const std::vector<std::string> rest(words.begin() + 1, words.end());
  if (first == "--version") {
    Output output(false, false);
    output.raw("sayso " SAYSO_VERSION "\n");
    return output.finish(kDone);
  }
  if (first == "help" || first == "--help" || first == "-h") return help(rest);
  return run(*find(first), rest, first);
}

}  // namespace sayso::cli
