// sayso: a first word that is a command runs it; a folder, or nothing, opens the window.

#include <csignal>

#include "core/files/read_file.h"
#include "ui/cli/command_line.h"
#include "ui/sayso/window_commands.h"

int main(int argc, char** argv) {
  using namespace sayso;
  // A reader that goes away is told by the write that fails, not by an end without words.
  std::signal(SIGPIPE, SIG_IGN);
  // A file that would pass RLIMIT_FSIZE fails as a full disk does.
  std::signal(SIGXFSZ, SIG_IGN);

  auto commands = cli::writing_commands();
  for (auto more : {cli::reading_commands(), cli::store_commands(), window_commands()}) {
    commands.insert(commands.end(), more.begin(), more.end());
  }
  const cli::CommandLine line(commands);
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (!words.empty() && line.knows(words.front())) return line.run(words);

  // A word that is no folder is most likely a command mistyped: no window is opened for it.
  if (!words.empty() && !words.front().starts_with('-') && words.front().find('/') == std::string::npos) {
    const std::string near = cli::nearest(words.front(), commands);
    if (!near.empty() && !is_folder(real_files(), words.front())) {
      return cli::Output(false, false)
          .failed(usage_error("there is no command and no folder '" + words.front() + "'",
                              "did you mean `" + near + "`?"));
    }
  }
  return cli::CommandLine::run(open_window_command(), words, "");
}
