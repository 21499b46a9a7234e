// The names that people and programs give to articles and annotators, checked in one place, and where
// their files lie. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "annotations/model/ids.h"
#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

inline const AnnotatorId kGold{"gold"};  // the adjudicated version; nobody's name

// Letters, digits, - _ . and / for sub-folders; no "..", no leading dot, 200 bytes at most.
Result<void> check_article_id(const ArticleId& id);

// The same without '/'. `gold` is right here (files are read); see check_new_annotator_id.
Result<void> check_annotator_id(const AnnotatorId& id);

// Who may a person be? Not `gold`, which is reserved.
Result<void> check_new_annotator_id(const AnnotatorId& id);

// Two ids with the same clash key may not stand in one project: case folded, normal form NFKC.
std::string clash_key(std::string_view id);

// Is it a name that a sync tool gives to the second of two copies ("….sync-conflict-20260102-…")? Such a file
// is never another annotator or article.
bool is_conflict_copy(std::string_view name);

// An id made from a file name or title: "My Article (2).txt" → "My-Article-2"; "" if nothing is left.
std::string slug_of(std::string_view name);

// The id of a new entity: a slug of its name and the last 4 hex digits of a UUIDv7, more when taken.
// `taken` says whether an id is in the registry.
template <class Taken>
EntityId new_entity_id(const std::string& name, const std::string& uuid, Taken taken);

// A history of a project: of what one person did to one article, (no article) to the entities, or remarked about an
// article.
struct HistoryFile {
  AnnotatorId annotator;     // of comments their author
  ArticleId article;         // "" for entities/<annotator>.history
  bool is_comments = false;  // comments/<annotator>/<article>.history

  bool is_entities() const { return article.empty(); }

  bool operator==(const HistoryFile&) const = default;
  auto operator<=>(const HistoryFile&) const = default;
};

// Paths below a project's folder.
Path text_path(const Path& project, const ArticleId& id);          // articles/<id>.txt
Path facts_path(const Path& project, const ArticleId& id);         // articles/<id>.json
Path history_path(const Path& project, const HistoryFile& file);   // annotations/<annotator>/<id>.history
// The same .json; entities.json. Precondition: comments have none.
Path snapshot_path(const Path& project, const HistoryFile& file);
Path owner_path(const Path& project, const HistoryFile& file);     // .sayso/locks/….json

// "annotations/ana/news/a.history": the history's name inside the project, as messages say it.
std::string name_of(const HistoryFile& file);

// The other way round; nothing when it is no such name, or an id in it breaks the rules.
std::optional<HistoryFile> history_named(std::string_view name);

// Implementation of new_entity_id: the id with a tail of `digits` hex digits.
std::string entity_id_with_tail(const std::string& name, const std::string& uuid, std::size_t digits);

template <class Taken>
EntityId new_entity_id(const std::string& name, const std::string& uuid, Taken taken) {
  std::size_t digits = 4;
  EntityId id(entity_id_with_tail(name, uuid, digits));
  while (taken(id) && digits < 18) id = EntityId(entity_id_with_tail(name, uuid, ++digits));
  return id;
}

}  // namespace sayso
