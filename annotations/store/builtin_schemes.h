// The annotation schemes that come with the program: annotations/schemes/*.json, embedded at build time.
#pragma once

#include <string>
#include <vector>

namespace sayso {

struct BuiltinScheme {
  std::string name;  // as `sayso new --scheme NAME` takes it
  std::string json;  // the file's content
};

const std::vector<BuiltinScheme>& builtin_schemes();

}  // namespace sayso
