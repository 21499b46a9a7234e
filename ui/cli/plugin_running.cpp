#include "ui/cli/plugin_running.h"

#include <filesystem>

#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "plugins/host/conformance_cases.h"
#include "plugins/host/import_files.h"
#include "plugins/host/tell_items.h"
#include "plugins/host/wire/base64.h"
#include "plugins/host/wire/json.h"
#include "ui/cli/cancel_on_interrupt.h"
#include "ui/cli/plugins_here.h"
#include "ui/cli/project_items.h"
#include "ui/cli/settings_option.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

using wire::parse_json;

constexpr std::string_view kOf = "# plugin ";  // the first line of a trace, before the plugin's folder
constexpr std::uint64_t kTraceLimit = std::uint64_t{1} << 30;

Path folder_at(const std::string& path) { return std::filesystem::absolute(path + "/.").lexically_normal().parent_path(); }

// A debugger's user thinks.
RunLimits patient() {
  RunLimits limits;
  limits.cpu = std::chrono::hours(1);
  limits.silence = std::chrono::hours(24);
  return limits;
}

// Takes all messages of a run: shows what is given, and keeps the trace.
class Watching {
 public:
  Watching(const PluginInfo& plugin, bool traces, Output& output) : traces_(traces), output_(output) {
    if (traces_) trace_ = std::string(kOf) + plugin.folder.string() + "\n";
  }

  void operator()(char direction, std::string_view line) {
    if (traces_) trace_ += direction + std::string(" ") + std::string(line) + "\n";
    if (direction == '<') show(line);
  }
  const std::string& trace() const { return trace_; }

 private:
  void show(std::string_view line) {
    const auto message = parse_json(line);
    if (!message) return output_.notice(line);
    const std::string& type = (*message)["type"].as_text();
    if (type == "log") return output_.notice((*message)["line"].as_text());
    if (type == "done" || type == "progress") return;
    if (type != "output") return output_.raw(std::string(line) + "\n");
    const auto bytes = wire::from_base64((*message)["bytes"].as_text());
    output_.raw("{\"type\": \"output\", \"name\": " + wire::quoted((*message)["name"].as_text()) + ", \"bytes\": " +
                std::to_string(bytes ? bytes->size() : 0) + "}\n");
  }

  bool traces_;
  Output& output_;
  std::string trace_;
};

Result<void> run_over(Workplace& workplace, const PluginInfo& plugin, const InstalledPlugins& plugins, const PluginRunArguments& arguments,
                      const PluginRun::Trace& trace, const CancelToken& cancel, Output& output) {
  const auto settings = settings_from(arguments.settings);
  if (!settings) return settings.error();
  if (plugin.kind == PluginKind::importer) {
    ImportRequest request;
    request.format = plugin.name;
    request.settings = *settings;
    request.trace = trace;
    for (const std::string& path : arguments.what) request.paths.emplace_back(path);
    InstalledPlugins one = plugins;
    one.plugins = {plugin};
    const auto imported = import_files(workplace.files, one, request, conformance::its_scheme(), {}, cancel);
    return imported ? Result<void>() : imported.error();
  }
  if (arguments.what.size() != 1) return usage_error("plugin run needs one project for " + plugin.name, "sayso plugin run FOLDER PROJECT");
  const auto json = settings_json(plugin, *settings);
  if (!json) return json.error();
  const auto project = open_project(workplace.files, arguments.what.front());
  if (!project) return project.error();
  auto then = as_of_then(workplace.files, *project, {}, "now");
  if (!then) return then.error();
  const auto entities = entities_as_of(workplace.files, *project, then->as_of);
  if (!entities) return entities.error();
  auto run = PluginRun::start(plugin, plugins.host_program, {}, trace);
  if (!run) return run.error();
  std::vector<Error> problems;
  const PluginRun::Receive receive = [](const FromPlugin&) { return Result<void>(); };
  const Telling telling{project->scheme, entities->registry, "working on", receive, cancel};
  const auto told = tell_items(*run, *json, telling, project_items(workplace.files, *project, {}, *then, problems));
  for (const Error& problem : problems) output.complain(problem);
  return told;
}

struct Trace {
  Path plugin;
  std::vector<std::string> to, from;  // messages without their sign; `from` those that are given, not said in passing
  std::vector<std::size_t> line_of;   // of `from`, in the file
};

// Is it something that is the same in every run?
bool is_given(const std::string& line) {
  const auto message = parse_json(line);
  const std::string type = message ? (*message)["type"].as_text() : "";
  return type != "log" && type != "progress";
}

Result<Trace> read_trace(FileSystem& files, const std::string& path) {
  const auto bytes = read_file(files, path, kTraceLimit);
  if (!bytes) return bytes.error();
  Trace trace;
  std::size_t number = 0;
  for (std::size_t at = 0; at < bytes->size();) {
    const std::size_t end = std::min(bytes->find('\n', at), bytes->size());
    const std::string line = bytes->substr(at, end - at);
    at = end + 1;
    ++number;
    if (line.starts_with(kOf)) {
      trace.plugin = line.substr(kOf.size());
    } else if (line.starts_with("> ")) {
      trace.to.push_back(line.substr(2));
    } else if (line.starts_with("< ")) {
      if (!is_given(line.substr(2))) continue;
      trace.from.push_back(line.substr(2));
      trace.line_of.push_back(number);
    } else if (!line.empty()) {
      return damaged_error("this is no line of a trace", path + ":" + std::to_string(number), "make one with `sayso plugin run … --trace FILE`");
    }
  }
  if (trace.to.empty()) return damaged_error("the trace holds no message", path, "make one with `sayso plugin run … --trace FILE`");
  return trace;
}

// A message as it was before it was sent: its number is given anew.
std::string without_number(const std::string& line) { return line.substr(0, line.rfind(", \"n\": ")); }

std::string debugger_line(const PluginInfo& plugin, const Path& host_program, const std::string& messages) {
  std::string line = "gdb -ex 'run < " + messages + "' --args " + host_program.string() + " ";
  if (!plugin.command.empty()) {
    line = "(cd " + plugin.folder.string() + " && " + host_program.string() + " command . /tmp";
    for (const std::string& word : plugin.command) line += " " + word;
    return line + " < " + messages + ")";
  }
  return line + "native " + plugin.folder.string() + " /tmp " + plugin.library.string();
}

}  // namespace

int run_plugin_once(const PluginRunArguments& arguments, Output& output) {
  if (arguments.folder.empty() || arguments.what.empty()) {
    return output.failed(usage_error("plugin run needs a plugin's folder and a project, or files", "sayso plugin run FOLDER PROJECT"));
  }
  Workplace workplace;
  const auto plugin = read_plugin(workplace.files, folder_at(arguments.folder));
  if (!plugin) return output.failed(plugin.error());
  const InstalledPlugins plugins = plugins_of_user(workplace.files);
  const CancelOnInterrupt cancel;
  Watching watching(*plugin, !arguments.trace.empty(), output);
  const auto run = run_over(workplace, *plugin, plugins, arguments, [&](char direction, std::string_view line) { watching(direction, line); },
                            cancel.token(), output);
  // Of a run that failed it is wanted most.
  if (!arguments.trace.empty()) {
    if (const auto written = write_file_atomically(workplace.files, arguments.trace, watching.trace()); !written) return output.failed(written.error());
  }
  if (!run && cancel.token().cancelled()) return kInterrupted;
  return run ? kDone : output.failed(run.error());
}

int replay_plugin(const PluginReplayArguments& arguments, Output& output) {
  Workplace workplace;
  auto trace = read_trace(workplace.files, arguments.trace);
  if (!trace) return output.failed(trace.error());
  if (!arguments.folder.empty()) trace->plugin = folder_at(arguments.folder);
  if (trace->plugin.empty()) return output.failed(usage_error("the trace does not name its plugin", "name its folder with --plugin"));
  const auto plugin = read_plugin(workplace.files, trace->plugin);
  if (!plugin) return output.failed(plugin.error());
  const InstalledPlugins plugins = plugins_of_user(workplace.files);
  if (!arguments.messages.empty()) {
    std::string lines;
    for (const std::string& message : trace->to) lines += message + "\n";
    const std::string file = std::filesystem::absolute(arguments.messages).string();
    if (const auto made = create_file(workplace.files, file, lines); !made) return output.failed(made.error());
    output.line(debugger_line(*plugin, plugins.host_program, file));
    return kDone;
  }
  std::vector<std::string> given;
  auto run = PluginRun::start(*plugin, plugins.host_program, patient(), [&](char direction, std::string_view line) {
    if (direction == '<' && is_given(std::string(line))) given.emplace_back(line);
  });
  if (!run) return output.failed(run.error());
  const CancelOnInterrupt cancel;
  for (const std::string& message : trace->to) {
    const auto told = run->tell(without_number(message), "the messages were told again", [](const FromPlugin&) { return Result<void>(); }, cancel.token());
    if (cancel.token().cancelled()) return kInterrupted;
    if (told) continue;
    output.complain(told.error());
    break;
  }
  for (std::size_t i = 0; i < std::max(given.size(), trace->from.size()); ++i) {
    if (i < given.size() && i < trace->from.size() && given[i] == trace->from[i]) continue;
    const std::size_t line = i < trace->line_of.size() ? trace->line_of[i] : 0;
    output.line("not the same" + (line ? " from line " + std::to_string(line) + " of the trace on" : " after the end of the trace"));
    output.line("  then: " + (i < trace->from.size() ? trace->from[i] : "nothing"));
    output.line("  now:  " + (i < given.size() ? given[i] : "nothing"));
    return kFound;
  }
  output.line("the same: " + std::to_string(trace->to.size()) + " messages, " + std::to_string(given.size()) + " answers");
  return kDone;
}

}  // namespace sayso::cli
