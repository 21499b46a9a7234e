// Counts of a project: who annotated what, how much, for how long. Pure but for project_stats, which reads
// only.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "annotations/edit/group.h"
#include "annotations/model/annotations.h"
#include "annotations/query/as_of.h"
#include "annotations/store/project.h"
#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

// What became of a suggester's suggestions, by band of its own score (0.0–0.1, …, 0.9–1.0).
struct SuggestionBand {
  std::size_t as_is = 0, changed = 0, dismissed = 0, waiting = 0;

  bool operator==(const SuggestionBand&) const = default;
};

struct SuggestionStats {
  std::array<SuggestionBand, 10> by_score;
  SuggestionBand without_score;  // dismissed and waiting ones too: their score is not read

  bool operator==(const SuggestionStats&) const = default;
};

struct AnnotatorStats {
  AnnotatorId annotator;
  std::size_t articles = 0;                    // with a file of hers
  std::map<Status, std::size_t> statuses;      // articles by status
  std::map<std::string, std::size_t> layers;   // records by layer
  std::size_t groups = 0;                      // gestures
  std::size_t submissions = 0;
  std::int64_t active_seconds = 0;             // sum over the groups; see active_minutes
  SuggestionStats suggestions;

  // Rounded to the nearest minute.
  std::int64_t active_minutes() const { return (active_seconds + 30) / 60; }
};

struct ProjectStats {
  std::size_t articles = 0;
  std::size_t untouched = 0;  // articles of which nobody has a file, or said anything as of then
  std::size_t submitted_by_two = 0;  // articles done by at least two persons
  std::vector<AnnotatorStats> annotators;  // by id; gold too
  std::vector<NotThen> not_then;  // work that counts for nothing as of then
  std::vector<Error> problems;
};

// Adds one article of hers.
void add_to(AnnotatorStats& stats, const Annotations& state, const std::vector<Group>& groups);

// Of annotations as of then; the articles are those of now. Error: machine, when the disk refuses.
Result<ProjectStats> project_stats(FileSystem& files, const Project& project, const AsOf& as_of = StateNow{});

}  // namespace sayso
