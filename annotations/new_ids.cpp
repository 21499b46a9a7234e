#include "annotations/new_ids.h"

#include "annotations/model/mention.h"
#include "annotations/store/names.h"

namespace sayso {
namespace {

bool is_new(const std::string& id) { return id.starts_with("new:"); }

class PutIds {
 public:
  explicit PutIds(const NewIds& made) : made_(made) {}

  void operator()(Begin&) const {}
  void operator()(AddSpan& edit) const {
    edit.span.change([&](Span& span) {
      id(span.id);
      attributes(span.attributes);
    });
  }
  void operator()(AddFrame& edit) const {
    edit.frame.change([&](Frame& frame) {
      id(frame.id);
      attributes(frame.attributes);
      for (auto& [role, list] : frame.roles) fillers(list);
    });
  }
  void operator()(FillRole& edit) const {
    id(edit.of);
    filler(edit.filler);
  }
  void operator()(UnfillRole& edit) const {
    id(edit.of);
    target(edit.filler);
  }
  void operator()(SetRole& edit) const {
    id(edit.of);
    if (edit.fillers) fillers(*edit.fillers);
  }
  void operator()(SetAttribute& edit) const {
    id(edit.of);
    if (edit.filler) target(*edit.filler);
    if (edit.value) value(*edit.value);
  }
  void operator()(SetExtra& edit) const {
    id(edit.of);
    if (edit.filler) target(*edit.filler);
  }
  void operator()(SetStatus&) const {}
  void operator()(SetText&) const {}
  void operator()(SetConflicts&) const {}
  void operator()(Dismiss& edit) const {
    edit.dismissal.change([&](Dismissal& dismissal) { id(dismissal.id); });
  }
  void operator()(AddSuggestion& edit) const { id(edit.suggestion.id); }
  template <class Other>
  void operator()(Other& edit) const {
    id(edit.of);
  }

 private:
  void text(std::string& name) const {
    if (const auto found = made_.find(name); found != made_.end()) name = found->second;
  }
  template <class Tag>
  void id(Id<Tag>& name) const {
    text(name.value);
  }
  void target(Target& to) const {
    std::visit([&](auto& name) { id(name); }, to);
  }
  void value(Value& holder) const {
    if (auto* name = std::get_if<std::string>(&holder); name && is_new(*name)) text(*name);
  }
  void attributes(Attributes& all) const {
    for (auto& [name, holder] : all) value(holder);
  }
  void filler(Filler& each) const {
    target(each.to);
    attributes(each.attributes);
  }
  void fillers(std::vector<Filler>& list) const {
    for (Filler& each : list) filler(each);
  }

  const NewIds& made_;
};

class PutEntityIds {
 public:
  explicit PutEntityIds(const NewIds& made) : made_(made) {}

  void operator()(AddEntity& edit) const {
    text(edit.entity.id.value);
    text(edit.entity.same_as.value);
  }
  void operator()(JoinEntity& edit) const {
    text(edit.of.value);
    text(edit.same_as.value);
  }
  void operator()(SplitEntity& edit) const {
    text(edit.of.value);
    text(edit.into.value);
    if (auto parts = parts_of(edit.mention)) {
      text(parts->record.value);
      edit.mention = mention_id(parts->annotator, parts->article, parts->record);
    }
  }
  void operator()(SetSplitConflicts&) const {}
  void operator()(DismissFinding& edit) const { text(edit.dismissed.id); }
  void operator()(UndismissFinding&) const {}
  template <class Other>
  void operator()(Other& edit) const {
    text(edit.of.value);
  }

 private:
  void text(std::string& name) const {
    if (const auto found = made_.find(name); found != made_.end()) name = found->second;
  }
  const NewIds& made_;
};

// The names that the group itself makes.
struct Makes {
  NewIds& made;
  IdSource& ids;

  void operator()(const AddSpan& edit) const { make(edit.span->id.value); }
  void operator()(const AddFrame& edit) const { make(edit.frame->id.value); }
  void operator()(const Dismiss& edit) const { make(edit.dismissal->id.value); }
  void operator()(const AddSuggestion& edit) const { make(edit.suggestion.id.value); }
  template <class Other>
  void operator()(const Other&) const {}

  void make(const std::string& name) const {
    if (is_new(name) && !made.contains(name)) made[name] = ids.next();
  }
};

}  // namespace

void put_real_ids(std::vector<Edit>& edits, std::vector<EntityEdit>& entity_edits, const Registry& registry,
                  IdSource& ids, NewIds& made) {
  for (const EntityEdit& edit : entity_edits) {
    if (const auto* add = std::get_if<AddEntity>(&edit); add && is_new(add->entity.id.value)) {
      const auto taken = [&](const EntityId& id) {
        if (registry.entities.contains(id.value)) return true;
        for (const auto& [name, real] : made) {
          if (real == id.value) return true;
        }
        return false;
      };
      made[add->entity.id.value] = new_entity_id(add->entity.name, ids.next(), taken).value;
    }
    if (const auto* dismissed = std::get_if<DismissFinding>(&edit)) Makes{made, ids}.make(dismissed->dismissed.id);
  }
  for (const Edit& edit : edits) std::visit(Makes{made, ids}, edit);
  for (EntityEdit& edit : entity_edits) std::visit(PutEntityIds(made), edit);
  for (Edit& edit : edits) std::visit(PutIds(made), edit);
}

}  // namespace sayso
