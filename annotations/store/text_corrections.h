// Corrections of an article's text: what was put where, in articles/<article>.history, one line each; the texts before
// stay as articles/.texts/<sha256>.txt. Nobody's annotations are touched: they are carried over when they are read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotations/edit/edit.h"
#include "annotations/edit/splice.h"
#include "annotations/model/annotations.h"
#include "annotations/store/project.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/files/file_system.h"

namespace sayso {

struct TextCorrection {
  std::string id;        // UUIDv7
  std::string time, by;  // RFC 3339, UTC; annotator id
  std::string from, to;  // sha256 of the text before and after
  std::vector<Splice> splices;  // positions in the text before

  bool operator==(const TextCorrection&) const = default;
};

Path corrections_path(const Path& project, const ArticleId& id);              // articles/<id>.history
Path kept_text_path(const Path& project, const std::string& sha256);          // articles/.texts/<sha256>.txt

// With LF and sum.
std::string write_correction(const TextCorrection& correction);

// In the file's order; damaged lines are `problems` and left out. Error: the disk refuses to read.
struct CorrectionsRead {
  std::vector<TextCorrection> corrections;
  std::vector<Error> problems;
};
Result<CorrectionsRead> read_corrections(FileSystem& files, const Project& project, const ArticleId& id);

// The corrections that lead from one text to another, in their order; nothing when they do not.
std::optional<std::vector<TextCorrection>> way_between(const std::vector<TextCorrection>& corrections, const std::string& from,
                                                       const std::string& to);

// Puts another text in the place of an article's. Its zones are carried over. Errors: the checks of checked_article(),
// nothing changed (usage), somebody corrects it in this moment (usage), the disk refuses: then the text is whole, the
// one before or the new one.
Result<TextCorrection> correct_text(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project,
                                    const ArticleId& id, std::string_view text, const std::string& by);

// The same by splices of the text whose SHA-256 is `from`: they are noted as they are. Error also (usage): the article's
// text is another by now.
Result<TextCorrection> correct_text(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project,
                                    const ArticleId& id, const std::vector<Splice>& splices, const std::string& from,
                                    const std::string& by);

// The edits that carry annotations to the article's text of now, over every correction since the one that they were
// made on; none when they are on it, or no corrections lead there.
std::vector<Edit> edits_to_now(const Annotations& state, const std::vector<TextCorrection>& corrections,
                               std::string_view text_now, const std::string& text_sha256);

}  // namespace sayso
