// What annotators said, and which entities there were, as of then: up to a moment, or as it was handed in. The one place
// that goes back in histories. Reads through the store and writes nothing; any thread that owns its FileSystem.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "annotations/edit/group.h"
#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"
#include "annotations/store/project.h"
#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

struct StateNow { bool operator==(const StateNow&) const = default; };  // with what was changed outside since
struct FirstSubmission { bool operator==(const FirstSubmission&) const = default; };
struct LastSubmission { bool operator==(const LastSubmission&) const = default; };
struct NthSubmission { std::size_t number = 1; bool operator==(const NthSubmission&) const = default; };  // from 1
// All that was made up to a moment, which is included: RFC 3339 in UTC, without its Z; the beginning of one means to its
// end, so "2026-01-31" is the whole day.
struct UpTo { std::string time; bool operator==(const UpTo&) const = default; };
using AsOf = std::variant<StateNow, FirstSubmission, LastSubmission, NthSubmission, UpTo>;

// "first", "last", "now", the number of a submission ("2"), or a moment: "2026-01-31", "2026-01-31T12:00", with seconds
// or not, with "Z", an offset or neither (UTC). Error: kind usage.
Result<AsOf> as_of_from_text(const std::string& text);
// For reports: "now", "first submissions", "submissions number 2", "2026-01-31".
std::string to_text(const AsOf& as_of);

// Was a group of this time made by then? UpTo: no later than its end.
bool is_by(const UpTo& then, const std::string& time);

// One of an article's submissions, in the order in which they were made. Where two machines worked apart it is what its
// maker had before her, whatever has joined it since. Those that skip the article hand nothing in and are left out.
struct Submission {
  Annotations state;
  std::size_t group = 0;  // which of the groups made it
};
std::vector<Submission> submissions_of(const std::vector<Group>& groups);

// Submissions keep the text that they were made on; what is shown and compared is on the text of now, over corrections.
// Error: the disk refuses to read.
Result<void> carry_to_now(FileSystem& files, const Project& project, Annotations& state);

// What one annotator said of one article as of then.
struct StateThen {
  Annotations state;          // its positions count in the text of now, where corrections lead there
  std::vector<Group> groups;  // of which it is made, in the history's order
  std::size_t submission = 0;  // which one it is, counted from 1; 0 when it is none
};

struct AnnotationsThen {
  std::optional<StateThen> then;
  std::string why_not;         // when there is none: "not begun by 2026-01-31", "not submitted: open"
  std::string begun;           // time of the first edit, "" when there is none or it is not known
  std::vector<Error> problems;  // of the file, as when it is opened; and that it has no history to go back in
};

// Groups that were made by then count, with all that their makers had seen, whatever was joined in which order since;
// what was changed outside belongs to now alone, of which even a file that is not there has an empty state. A snapshot
// without a history that is done counts as its first submission. Error: the disk refuses to read.
Result<AnnotationsThen> annotations_as_of(FileSystem& files, const Project& project, const AnnotatorId& annotator,
                                          const ArticleId& article, const AsOf& as_of);

struct EntitiesThen {
  Registry registry;
  std::vector<Error> problems;
};

// The registry as everybody's histories up to the moment make it; of now for all that is no moment, since articles are
// submitted at different times. Error: the disk refuses to read.
Result<EntitiesThen> entities_as_of(FileSystem& files, const Project& project, const AsOf& as_of);

// Is there anything at all? Empty lists mean all. Looks until something is found, at once ok for now. Error (usage):
// nothing was annotated by then, with when it began, or nobody handed in a submission of that number.
Result<void> check_as_of(FileSystem& files, const Project& project, const std::vector<AnnotatorId>& annotators,
                         const std::vector<ArticleId>& articles, const AsOf& as_of);

// Somebody's work on an article that counts for nothing as of then.
struct NotThen {
  ArticleId article;
  AnnotatorId annotator;
  std::string why;

  bool operator==(const NotThen&) const = default;
};

}  // namespace sayso
