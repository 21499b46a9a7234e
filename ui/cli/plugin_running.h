// For plugin authors: one run of a plugin with all its messages, and the same messages again. Each gives the exit status.
#pragma once

#include <string>
#include <vector>

#include "ui/cli/output.h"

namespace sayso::cli {

struct PluginRunArguments {
  std::string folder;                 // the plugin's
  std::vector<std::string> what;      // a project; of an importer files
  std::vector<std::string> settings;  // key=value
  std::string trace;                  // file into which every message goes, "" for none
};

// `sayso plugin run`: what the plugin gives goes to standard output, a message a line; its log to standard error. Nothing is
// written but the trace.
int run_plugin_once(const PluginRunArguments& arguments, Output& output);

struct PluginReplayArguments {
  std::string trace;     // as `run` wrote it
  std::string folder;    // the plugin's, "" for the one that the trace names
  std::string messages;  // file into which the messages to the plugin are written instead of being told; "" for none
};

// `sayso plugin replay`: tells the plugin the messages of a trace again and compares what it gives. kFound when it is not the same.
int replay_plugin(const PluginReplayArguments& arguments, Output& output);

}  // namespace sayso::cli
