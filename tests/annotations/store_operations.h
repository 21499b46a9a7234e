// Everything that a session does to a project, as a table: what tests of faults put together into sequences. A new
// operation is one line of it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "annotations/session.h"
#include "tests/support/simulated_files.h"

namespace sayso::tests {

inline const Path kProjectFolder{"/p"};
inline const Path kStateFolder{"/state"};

// A person at a project on some files. Ids and clock repeat; `hours` tells one sitting from the next.
struct Sitting {
  FileSystem& files;
  TestClock clock;
  std::unique_ptr<IdSource> ids;
  std::unique_ptr<Session> session;
  int made = 0;  // numbers what is added

  Sitting(FileSystem& on, int hours);
  // Opens the project as `annotator` and the article in it.
  Result<void> open(const AnnotatorId& annotator, const ArticleId& article);
  bool is_saved() const;
  // A span, and with `entity` a person whom it names: over one history or two.
  Result<void> annotate(bool entity);
  // On the open article, in a file of its own.
  Result<void> comment();
};

struct Operation {
  const char* name;
  bool (*possible)(const Sitting&);
  Result<void> (*make)(Sitting&);
};

const std::vector<Operation>& store_operations();

// What a project says to who opens it now.
struct Seen {
  std::map<std::string, std::string> texts;         // by article
  std::map<HistoryFile, std::string> annotations;   // as their snapshot would say it
  std::map<HistoryFile, std::string> comments;      // one a line
  std::string registry;

  bool operator==(const Seen&) const = default;
};

struct Look {
  Seen seen;
  std::vector<Error> problems;  // and what counts as changed by others
};

// Error: it cannot be opened.
Result<Look> look_at_project(FileSystem& files);

// The project /p with the articles "a" and "b", and nothing said of them.
Disk fresh_project();

}  // namespace sayso::tests
