#include "annotations/edit/split_edits.h"

#include <algorithm>

#include "annotations/model/mention.h"

namespace sayso {
namespace {

class Overruled {
 public:
  Overruled(const Registry& registry, const Annotations& before) : registry_(registry), before_(before) {}

  void operator()(const SetAttribute& edit) {
    const auto* text = edit.value ? std::get_if<std::string>(&*edit.value) : nullptr;
    if (text) named(edit.of, EntityId(*text));
  }
  void operator()(const FillRole& edit) { filled(edit.of, edit.filler); }
  void operator()(const SetRole& edit) {
    if (!edit.fillers) return;
    const Frame* frame = before_.frames.find(edit.of.value);
    for (const Filler& filler : *edit.fillers) {
      const bool was_there = frame && std::ranges::count(fillers(*frame, edit.role), filler.to, &Filler::to) > 0;
      if (!was_there) filled(edit.of, filler);
    }
  }
  template <class Other>
  void operator()(const Other&) {}

  std::vector<EntityEdit> edits;

 private:
  void filled(const RecordId& frame, const Filler& filler) {
    if (const auto* entity = std::get_if<EntityId>(&filler.to)) named(frame, *entity);
  }
  void named(const RecordId& record, const EntityId& entity) {
    const MentionId mention = mention_id(before_.annotator, before_.article, record);
    const SplitMention* split = registry_.splits.find(mention.value);
    const EntityEdit back = SplitEntity{entity, mention, {}};
    if (split && split->into.contains(entity) && std::ranges::find(edits, back) == edits.end()) edits.push_back(back);
  }

  const Registry& registry_;
  const Annotations& before_;
};

}  // namespace

std::vector<EntityEdit> splits_overruled(const Registry& registry, const Annotations& before,
                                         const std::vector<Edit>& edits) {
  Overruled overruled(registry, before);
  if (registry.splits.empty()) return {};
  for (const Edit& edit : edits) std::visit(overruled, edit);
  return std::move(overruled.edits);
}

std::vector<EntityEdit> splits_moved(const Registry& registry, const ArticleId& from, const ArticleId& to) {
  std::vector<EntityEdit> edits;
  for (const SplitMention& split : registry.splits) {
    const auto parts = parts_of(split.mention);
    if (!parts || parts->article != from) continue;
    const MentionId moved = mention_id(parts->annotator, to, parts->record);
    for (const auto& [of, into] : split.into) {
      edits.push_back(SplitEntity{of, moved, into});
      edits.push_back(SplitEntity{of, split.mention, {}});
    }
    if (split.conflicts.empty()) continue;
    edits.push_back(SetSplitConflicts{moved, split.conflicts});
    edits.push_back(SetSplitConflicts{split.mention, {}});
  }
  return edits;
}

}  // namespace sayso
