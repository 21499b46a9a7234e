// sayso.json: what makes a folder a project.
#pragma once

#include <string>

#include "annotations/model/value.h"

namespace sayso {

struct Manifest {
  std::string id;      // UUIDv7, of this project for ever
  std::string name;    // as people call it
  bool newer = false;  // its format is of a newer version than this program knows: never write into it
  Extra extra;         // headline measures, plugin settings and what sayso does not know

  bool operator==(const Manifest&) const = default;
};

}  // namespace sayso
