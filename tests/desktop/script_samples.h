// The sentences of tests/cases/scripts, one a line, and their languages.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "ui/desktop/text/text_style.h"

namespace sayso::tests {

struct ScriptSample {
  std::string name;  // of the file: "zh"
  ui::LanguageTag language;
  std::vector<std::string> sentences;
};

inline std::vector<ScriptSample> script_samples() {
  std::vector<ScriptSample> samples;
  for (const auto& entry : std::filesystem::directory_iterator(SAYSO_SOURCE_DIR "/tests/cases/scripts")) {
    if (entry.path().extension() != ".txt") continue;
    ScriptSample sample{entry.path().stem().string(), {}, {}};
    if (sample.name.size() == 2) sample.language = ui::LanguageTag(sample.name);
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) sample.sentences.push_back(line);
    samples.push_back(std::move(sample));
  }
  std::ranges::sort(samples, {}, &ScriptSample::name);
  REQUIRE(samples.size() == 15);
  return samples;
}

}  // namespace sayso::tests
