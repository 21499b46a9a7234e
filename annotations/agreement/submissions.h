// The states of a project that are compared: each annotator's submissions, as of when one asks. Reads
// through the store and writes nothing; any thread that owns its FileSystem.
#pragma once

#include <string>
#include <vector>

#include "annotations/agreement/report.h"
#include "annotations/edit/group.h"
#include "annotations/model/entity.h"
#include "annotations/query/as_of.h"
#include "annotations/store/project.h"
#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

// The state that a history gives: only articles that were submitted count, whichever state is asked for, and as of a
// moment the last submission up to it. nullopt when there is no such submission. A history without a group of kind
// submit whose state is done (a snapshot brought in from elsewhere) counts as submitted once. States skipped by their
// annotator count as not submitted.
std::optional<Submitted> state_as_of(const std::vector<Group>& groups, const Annotations& now, const AsOf& as_of);

// What a report says of it: "first submissions", "last submissions up to 2026-01-31".
std::string compared_in_words(const AsOf& as_of);

struct SubmissionsWanted {
  std::vector<AnnotatorId> annotators;  // empty: all persons
  std::vector<ArticleId> articles;      // empty: all
  AsOf as_of = FirstSubmission{};
};

struct Submissions {
  std::vector<Submitted> states;  // by article, then annotator; with the entities that their mentions mean (mention.h)
  Registry registry;              // as of the moment that was asked for, else of now
  std::vector<LeftOut> not_submitted;
  std::vector<Error> problems;  // of files that opened with problems, and of those that did not open
};

// Errors: kind usage for an annotator who has no folder, an article that the project does not have, or when nothing had
// been submitted by the moment or so many times as was asked for; machine when the disk refuses.
Result<Submissions> load_submissions(FileSystem& files, const Project& project, const SubmissionsWanted& wanted);

}  // namespace sayso
