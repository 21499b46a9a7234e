// Putting what an importer gave into a project: articles, entities, and each annotator's annotations as one group of kind
// `import` in a history of their own. All is looked at before anything is written; nothing that is there is overwritten.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "annotations/session.h"
#include "core/base/result.h"
#include "plugins/host/import_files.h"

namespace sayso {

struct ImportedAnnotations {
  AnnotatorId annotator;
  ArticleId article;
  std::size_t spans = 0, frames = 0;
  bool submitted = false;

  bool operator==(const ImportedAnnotations&) const = default;
};

struct ImportReport {
  std::vector<ArticleId> added, there_already;  // articles; the project had the latter with the very same text
  std::vector<ImportedAnnotations> annotations;
  std::size_t entities = 0;
};

using OpenSession = std::function<Result<std::unique_ptr<Session>>(const AnnotatorId&)>;

// `annotator`: whose those annotations are that do not say it, and who adds the entities; may be "" where nothing asks for one.
// Errors, before anything is written: an id that cannot be or that another text has, annotations of an article that is not
// there, that its annotator has annotated already, or that scheme, text or registry do not allow (all with what and where).
// While writing: the disk refused (machine); what `added` and `annotations` of the report say is in the project whole, and an
// import of the rest can follow. The report is filled in as far as it went.
Result<void> import_project(FileSystem& files, const Project& project, const Registry& registry, Imported imported, const AnnotatorId& annotator,
                            const OpenSession& open_session, IdSource& ids, ImportReport& report);

}  // namespace sayso
