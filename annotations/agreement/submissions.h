// The states of a project that are compared: each annotator's submissions, as of when one asks. Reads
// through the store and writes nothing; any thread that owns its FileSystem.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "annotations/agreement/report.h"
#include "annotations/edit/group.h"
#include "annotations/model/entity.h"
#include "annotations/store/project.h"
#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

// Which state of an article counts. Only articles that were submitted do, whichever is asked for.
struct FirstSubmission { bool operator==(const FirstSubmission&) const = default; };
struct LastSubmission { bool operator==(const LastSubmission&) const = default; };
struct StateNow { bool operator==(const StateNow&) const = default; };  // as edited since the submission
// The last submission up to a moment: RFC 3339 in UTC, or the beginning of one ("2026-01-31": to its end).
struct SubmittedBy { std::string time; bool operator==(const SubmittedBy&) const = default; };
using AsOf = std::variant<FirstSubmission, LastSubmission, StateNow, SubmittedBy>;

// first, last, now or a date. Error: kind usage.
Result<AsOf> as_of_from_text(const std::string& text);
std::string to_text(const AsOf& as_of);  // for reports: "first submissions"

// The state that a history gives; nullopt when there is no such submission. A history without a group of
// kind submit whose state is done (a snapshot brought in from elsewhere) counts as submitted once.
// States skipped by their annotator count as not submitted.
std::optional<Submitted> state_as_of(const std::vector<Group>& groups, const Annotations& now, const AsOf& as_of);

struct SubmissionsWanted {
  std::vector<AnnotatorId> annotators;  // empty: all persons
  std::vector<ArticleId> articles;      // empty: all
  AsOf as_of = FirstSubmission{};
};

struct Submissions {
  std::vector<Submitted> states;  // by article, then annotator
  Registry registry;
  std::vector<LeftOut> not_submitted;
  std::vector<Error> problems;  // of files that opened with problems, and of those that did not open
};

// Errors: kind usage for an annotator who has no folder, or an article that the project does not have;
// machine when the disk refuses.
Result<Submissions> load_submissions(FileSystem& files, const Project& project, const SubmissionsWanted& wanted);

}  // namespace sayso
