// Snapshots: the readable JSON file of one article and annotator, and entities.json. Pure; positions are
// code points, so no text is needed. The form is fixed in annotations/FORMAT.md: the same state gives the
// same bytes everywhere.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"
#include "core/base/result.h"

namespace sayso {

struct SnapshotRead {
  Annotations state;
  std::vector<Error> problems;  // records left out, and records whose sum does not match
  std::size_t left_out = 0;     // how many records could not be read
  bool newer = false;           // of a newer format version: show it, never write it
};

struct RegistryRead {
  Registry registry;
  std::vector<Error> problems;
  std::size_t left_out = 0;
  bool newer = false;
};

std::string write_snapshot(const Annotations& state);
std::string write_entities(const Registry& registry);

// `place` names the file in errors ("annotations/ana/a.json"). Error: not JSON, keys twice, too deep, not
// UTF-8, git conflict markers, not a snapshot; each with line and column. A record that cannot be read is
// left out and is a problem, the rest is there.
Result<SnapshotRead> read_snapshot(std::string_view bytes, const std::string& place);
Result<RegistryRead> read_entities(std::string_view bytes, const std::string& place);

}  // namespace sayso
