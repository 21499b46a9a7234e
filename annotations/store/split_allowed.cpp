#include "annotations/store/split_allowed.h"

#include <algorithm>

#include "annotations/model/mention.h"
#include "annotations/store/annotation_file.h"

namespace sayso {

Result<void> split_allowed(FileSystem& files, const Project& project, const Registry& registry, const Annotations& open,
                           const SplitEntity& edit) {
  const auto parts = parts_of(edit.mention);
  if (!parts) return usage_error("'" + edit.mention.value + "' names no mention", "write ANNOTATOR/ARTICLE#RECORD");
  if (edit.into.empty()) {
    const SplitMention* split = registry.splits.find(edit.mention.value);
    const bool there = split && (split->into.contains(edit.of) || split->conflicts.fields.contains("into." + edit.of.value));
    if (there) return {};
    return usage_error("mention '" + edit.mention.value + "' was not split off '" + edit.of.value + "'",
                       "\"splits\" in entities.json lists those that were");
  }
  if (!resolve(registry, edit.into)) {
    return usage_error("there is no entity '" + edit.into.value + "'", "make it by an 'add-entity' before");
  }
  if (!std::ranges::count(project.annotators, parts->annotator) && parts->annotator != open.annotator) {
    return usage_error("nobody called '" + parts->annotator.value + "' has annotated anything in this project",
                       "see `sayso stats` for who has");
  }
  if (!std::ranges::binary_search(project.articles, parts->article)) {
    return usage_error("there is no article '" + parts->article.value + "' in this project", "`sayso find --json` tells where a mention is");
  }
  Annotations theirs = open;
  if (parts->annotator != open.annotator || parts->article != open.article) {
    auto opened = open_annotations(files, project, parts->annotator, parts->article);
    if (!opened) return opened.error();
    theirs = std::move(opened->state);
  }
  if (!theirs.spans.contains(parts->record.value) && !theirs.frames.contains(parts->record.value)) {
    return usage_error("'" + parts->annotator.value + "' has no record '" + parts->record.value + "' in '" + parts->article.value + "'",
                       "`sayso find --json` tells the records");
  }
  const std::vector<EntityId> names = named_by(project.scheme, theirs, parts->record);
  if (std::ranges::count(names, edit.of)) return {};
  std::string named;
  for (const EntityId& name : names) named += (named.empty() ? "'" : ", '") + name.value + "'";
  return usage_error("mention '" + edit.mention.value + "' names " + (named.empty() ? "no entity" : named) + ", not '" + edit.of.value + "'",
                     names.empty() ? "an edit of the mention says whom it names"
                                   : "\"of\" is what stands in the annotations, whatever that was joined to");
}

}  // namespace sayso
