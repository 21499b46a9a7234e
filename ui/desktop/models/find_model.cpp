#include "ui/desktop/models/annotate_models.h"

namespace sayso::ui {
namespace {

// "3 of 17", "17 hits", and "…" behind it as long as the text is gone through.
std::string count_in_words(const Scene& scene) {
  const TextSearch& search = *scene.search;
  const std::size_t count = search.hits().size();
  if (count == 0) return search.is_done() ? "nothing found" : "searching…";
  const auto selected = scene.article()->index.checked_code_points(scene.ui.selection());
  const auto rank = selected ? search.hits().rank_of(*selected) : std::nullopt;
  const std::string words = rank ? grouped(*rank + 1) + " of " + grouped(count) : counted(count, "hit");
  return search.is_done() ? words : words + "…";
}

}  // namespace

std::optional<FindModel> find_model(const Scene& scene) {
  if (!scene.search || !scene.article()) return std::nullopt;
  FindModel model;
  model.field = scene.ui.find.field;
  model.focused = std::holds_alternative<Seeking>(scene.ui.mode);
  if (model.field.empty()) return model;
  model.words = count_in_words(scene);
  model.nothing = scene.search->is_done() && scene.search->hits().empty();
  return model;
}

}  // namespace sayso::ui
