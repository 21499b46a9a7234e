#include "ui/cli/merge_command.h"

#include "annotations/store/merge_files.h"
#include "annotations/store/project.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "core/process/child.h"
#include "ui/cli/json.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

constexpr std::chrono::seconds kGitTakes{30};

// What git printed, without the last line feed. Errors: there is no git, or it says no.
Result<std::string> git(const std::string& folder, std::vector<std::string> arguments) {
  ChildStart start;
  start.argv = {"git", "-C", folder};
  start.argv.insert(start.argv.end(), arguments.begin(), arguments.end());
  start.environment = own_environment();
  auto child = Child::start(start);
  if (!child) return machine_error("git cannot be started", folder, "install git");
  child->close_input();
  std::string text;
  for (;;) {
    const auto line = child->read_line(kGitTakes);
    if (!line) return line.error();
    if (!*line) break;
    text += (text.empty() ? "" : "\n") + **line;
  }
  const auto exit = child->wait(kGitTakes);
  if (!exit || !exit->ok()) return usage_error("git says no to `git " + arguments[0] + "`", "is the project in a git repository?");
  return text;
}

// The attributes that a project needs, as `sayso new` writes them; those that are there stay.
Result<void> complete_attributes(FileSystem& files, const Path& folder) {
  const Path path = folder / ".gitattributes";
  auto bytes = read_file_if_there(files, path);
  if (!bytes) return bytes.error();
  std::string text = bytes->value_or("");
  const std::string before = text;
  std::string_view rest = kGitAttributes;
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n') + 1);
    rest.remove_prefix(line.size());
    if (text.find(line) != std::string::npos) continue;
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    text += line;
  }
  return text == before ? Result<void>() : write_file_atomically(files, path, text);
}

}  // namespace

int run_merge(const MergeArguments& arguments, Output& output) {
  Workplace workplace;
  std::string versions[3];
  const std::string* paths[] = {&arguments.base, &arguments.ours, &arguments.theirs};
  for (int i = 0; i < 3; ++i) {
    auto bytes = read_file(workplace.files, *paths[i]);
    if (!bytes) return output.failed(bytes.error());
    versions[i] = std::move(bytes).value();
  }
  const std::string name = arguments.name.empty() ? arguments.ours : arguments.name;
  const auto merged = merge_files({versions[0], versions[1], versions[2]}, name);
  if (!merged) return output.failed(merged.error());
  if (merged->bytes != versions[1]) {
    if (const auto written = write_file_atomically(workplace.files, arguments.ours, merged->bytes); !written) {
      return output.failed(written.error());
    }
  }
  output.document(to_document(Json{{"file", name}, {"conflicts", merged->conflicts}}));
  if (merged->conflicts > 0) {
    output.line(name + ": " + std::to_string(merged->conflicts) +
                (merged->conflicts == 1 ? " change was" : " changes were") + " made differently on both sides; both are kept");
  }
  return merged->conflicts > 0 ? kFound : kDone;
}

int run_git_setup(const std::string& folder, Output& output) {
  Workplace workplace;
  const auto project = open_project(workplace.files, folder);
  if (!project) return output.failed(project.error());
  if (const auto may = may_change(*project); !may) return output.failed(may.error());
  const std::string at = project->folder.string();
  if (const auto root = git(at, {"rev-parse", "--show-toplevel"}); !root) return output.failed(root.error());
  const auto program = workplace.files.resolve("/proc/self/exe");
  std::string quoted = "'";
  for (const char c : program.ok() ? program->string() : "sayso") quoted += c == '\'' ? "'\\''" : std::string(1, c);
  // %P, the file's name, comes quoted from git.
  const std::string driver = quoted + "' merge --quiet --name %P %O %A %B";
  const std::vector<std::string> settings[] = {{"config", "merge.sayso.name", "sayso: record by record"},
                                               {"config", "merge.sayso.driver", driver}};
  for (const auto& setting : settings) {
    if (const auto done = git(at, setting); !done) return output.failed(done.error());
  }
  if (const auto completed = complete_attributes(workplace.files, project->folder); !completed) {
    return output.failed(completed.error());
  }
  output.document(to_document(Json{{"driver", driver}}));
  output.line("git merges this project's files by sayso now, in this clone");
  return kDone;
}

}  // namespace sayso::cli
