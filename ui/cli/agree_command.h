// `sayso agree`: how far annotators agree over the articles that several of them submitted.
#pragma once

#include <string>
#include <vector>

#include "ui/cli/output.h"

namespace sayso::cli {

struct AgreeArguments {
  std::string folder;
  std::vector<std::string> annotators;  // empty: all persons
  std::vector<std::string> articles;    // empty: all
  std::string as_of = "first";          // first, last, now or a date
  std::string layer;                    // "": the scheme's main frame layer
  std::string match;                    // see match_option.h
  std::vector<std::string> measures;    // only these; empty: all
  std::string by;                       // a measure plugin that counts instead; "": sayso's own measures
  std::vector<std::string> settings;    // of that plugin, key=value
};

int run_agree(const AgreeArguments& arguments, Output& output);

}  // namespace sayso::cli
