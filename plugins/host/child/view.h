// Messages turned into the contract's structs: what a native plugin sees. Each view owns all it shows and is
// read-only once made; one thread. A message that is not of the store's form gives an empty place rather than
// an error: the editor wrote it, and a plugin must live with annotations that are damaged.
#pragma once

#include <map>
#include <string>

#include "core/text/text_index.h"
#include "plugins/host/child/arena.h"
#include "plugins/host/wire/json.h"

namespace sayso::child {

class ProjectView {
 public:
  explicit ProjectView(const wire::Json& open_message);
  const sayso_project* project() const { return &project_; }
  const sayso_entity* entity(const std::string& id) const;

 private:
  Arena arena_;
  sayso_project project_{};
  std::map<std::string, const sayso_entity*> by_id_;
};

class ArticleView {
 public:
  explicit ArticleView(wire::Json article_message);
  ArticleView(const ArticleView&) = delete;
  ArticleView& operator=(const ArticleView&) = delete;
  const sayso_article* article() const { return &article_; }
  const TextIndex& index() const { return index_; }

 private:
  Arena arena_;
  std::string text_;
  TextIndex index_;
  sayso_article article_{};
};

class AnnotationsView {
 public:
  // Both others must outlive it.
  AnnotationsView(const wire::Json& message, const ArticleView& article, const ProjectView& project);
  const sayso_annotations* annotations() const { return &annotations_; }

 private:
  const sayso_span* span(const wire::Json& json, const TextIndex& index);
  const sayso_filler* filler(const wire::Json& json, const ProjectView& project);

  Arena arena_;
  sayso_annotations annotations_{};
  std::map<std::string, const sayso_span*> spans_;
  std::map<std::string, sayso_frame*> frames_;
};

// The members of an object as attributes, by name.
void show_attributes(Arena& arena, const wire::Json& object, const sayso_attribute* const*& first,
                     std::size_t& count);

}  // namespace sayso::child
