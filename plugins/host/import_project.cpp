#include "plugins/host/import_project.h"

#include <algorithm>
#include <map>
#include <set>

#include "annotations/edit/gestures.h"
#include "annotations/edit/update.h"
#include "annotations/new_ids.h"
#include "annotations/store/add_article.h"
#include "plugins/host/given_edits.h"

namespace sayso {
namespace {

Error at(const Error& error, const std::string& place) {
  Error placed = damaged_error(error.what, place, error.remedy);
  if (!error.place.empty() && error.place != place) placed.place += ": " + error.place;
  return placed;
}

// What will be written.
struct Plan {
  Gesture entities;
  std::vector<NewArticle> articles;
  struct One {
    ImportedAnnotations of;
    std::vector<Edit> edits;
  };
  std::vector<One> annotations;
};

// Makes a plan of what was imported, or says why it cannot be.
class Planning {
 public:
  Planning(FileSystem& files, const Project& project, const Registry& registry, const AnnotatorId& annotator, IdSource& ids, ImportReport& report)
      : files_(files), project_(project), registry_(registry), annotator_(annotator), ids_(ids), report_(report) {}

  Result<Plan> make(Imported imported) {
    for (GivenEntity& given : imported.entities) {
      if (auto taken = take(std::move(given.entity)); !taken) return taken.error();
    }
    NewIds made;
    put_real_ids(unused_, plan_.entities.entity_edits, registry_, ids_, made);
    entity_ids_ = made;
    for (const EntityEdit& edit : plan_.entities.entity_edits) {
      auto next = update(std::move(registry_), edit);
      if (!next) return at(next.error(), "an entity");
      registry_ = std::move(next).value();
    }
    for (GivenArticle& given : imported.articles) {
      if (auto taken = take(std::move(given), imported.by); !taken) return taken.error();
    }
    for (GivenAnnotations& given : imported.annotations) {
      if (auto taken = take(std::move(given), imported.by); !taken) return taken.error();
    }
    return std::move(plan_);
  }

 private:
  Result<void> take(Entity entity) {
    if (registry_.entities.contains(entity.id.value)) return {};  // the project's own
    if (!names_.insert(entity.id.value).second) return damaged_error("two entities are called " + entity.id.value, "");
    entity.kind = entity.kind.empty() ? "person" : entity.kind;
    plan_.entities.entity_edits.push_back(AddEntity{std::move(entity)});
    return {};
  }

  Result<void> take(GivenArticle given, const std::string& by) {
    NewArticle wanted;
    wanted.id = given.id;
    wanted.from = given.from.empty() ? given.id.value : given.from;
    wanted.facts = std::move(given.facts);
    if (wanted.facts.imported.source.empty()) wanted.facts.imported.source = quoted_note(by);
    wanted.bytes = std::move(given.text);
    auto article = checked_article(wanted);
    if (!article) return at(article.error(), wanted.from);
    const ArticleId id = article->id;
    if (!texts_.emplace(id, article->text).second) return damaged_error("two articles are called '" + id.value + "'", wanted.from);
    called_[wanted.id.empty() ? wanted.from : wanted.id.value] = id;
    if (std::ranges::binary_search(project_.articles, id)) {
      const auto there = load_article(files_, project_, id);
      if (!there) return there.error();
      if (there->article.text != article->text) {
        return usage_error("there is an article '" + id.value + "' already, with another text", "import into another project, or rename it");
      }
      report_.there_already.push_back(id);
      return {};
    }
    wanted.id = id;
    plan_.articles.push_back(std::move(wanted));
    return {};
  }

  static std::string quoted_note(const std::string& by) { return "{\"by\": " + wire::quoted(by) + "}"; }

  Result<void> take(GivenAnnotations given, const std::string& by) {
    ImportedAnnotations of;
    const auto called = called_.find(given.article.value);
    of.article = called == called_.end() ? given.article : called->second;
    of.annotator = given.annotator.empty() ? annotator_ : given.annotator;
    const std::string place = of.article.value + (of.annotator.empty() ? "" : " of " + of.annotator.value);
    if (of.annotator.empty()) return usage_error("whose annotations of " + place + " are is not said", "name an annotator with --annotator");
    if (const auto may = check_new_annotator_id(of.annotator); !may) return at(may.error(), place);
    const auto text = text_of(of.article);
    if (!text) return at(text.error(), place);
    if (!pairs_.emplace(of.annotator, of.article).second) return damaged_error("the annotations are given twice", place);
    if (const auto free = has_none(of); !free) return free;

    if (const auto named = are_named_apart(given); !named) return at(named.error(), place);

    const TextIndex index(**text);
    put_words(given.spans, index);
    auto edits = edits_that_add(given.spans, given.frames);
    say_made_by(edits, by);
    NewIds made = entity_ids_;
    put_real_ids(edits, unused_entities_, registry_, ids_, made);
    Annotations empty;
    empty.article = of.article;
    empty.annotator = of.annotator;
    const auto state = state_after(project_.scheme, registry_, index, std::move(empty), edits);
    if (!state) return at(state.error(), place);
    of.spans = given.spans.size();
    of.frames = given.frames.size();
    of.submitted = given.status == Status::done;
    plan_.annotations.push_back({std::move(of), std::move(edits)});
    return {};
  }

  // A name is of one record, or of an entity.
  Result<void> are_named_apart(const GivenAnnotations& given) const {
    std::set<std::string> names;
    for (const auto& [name, id] : entity_ids_) names.insert(name);
    const auto take_name = [&](const std::string& name) -> Result<void> {
      return names.insert(name).second ? Result<void>() : damaged_error("two records or entities are called " + name, "");
    };
    for (const Span& span : given.spans) {
      if (const auto taken = take_name(span.id.value); !taken) return taken;
    }
    for (const Frame& frame : given.frames) {
      if (const auto taken = take_name(frame.id.value); !taken) return taken;
    }
    return {};
  }

  // Of an article that is imported or in the project.
  Result<const std::string*> text_of(const ArticleId& id) {
    if (const auto found = texts_.find(id); found != texts_.end()) return &found->second;
    if (!std::ranges::binary_search(project_.articles, id)) {
      return usage_error("there is no article '" + id.value + "'", "import or add its text first");
    }
    auto there = load_article(files_, project_, id);
    if (!there) return there.error();
    return &texts_.emplace(id, std::move(there->article.text)).first->second;
  }

  Result<void> has_none(const ImportedAnnotations& of) {
    auto found = annotated_.find(of.annotator);
    if (found == annotated_.end()) {
      std::vector<ArticleId> articles;
      if (std::ranges::count(project_.annotators, of.annotator) > 0) {
        auto listed = articles_of(files_, project_, of.annotator);
        if (!listed) return listed.error();
        articles = std::move(listed).value();
      }
      found = annotated_.emplace(of.annotator, std::move(articles)).first;
    }
    if (!std::ranges::binary_search(found->second, of.article)) return {};
    return usage_error(of.annotator.value + " has annotated '" + of.article.value + "' already", "nothing is overwritten: import as another annotator");
  }

  FileSystem& files_;
  const Project& project_;
  Registry registry_;
  const AnnotatorId& annotator_;
  IdSource& ids_;
  ImportReport& report_;
  Plan plan_;
  std::set<std::string> names_;
  NewIds entity_ids_;
  std::map<ArticleId, std::string> texts_;
  std::map<std::string, ArticleId> called_;  // what the importer calls its articles
  std::set<std::pair<AnnotatorId, ArticleId>> pairs_;
  std::map<AnnotatorId, std::vector<ArticleId>> annotated_;
  std::vector<Edit> unused_;
  std::vector<EntityEdit> unused_entities_;
};

Result<void> all_saved(Session& session) {
  session.wait_until_saved();
  const SaveState state = session.save_state();
  if (const auto* failed = std::get_if<NotSaved>(&state)) return failed->error;
  return {};
}

Result<void> write(Session& session, const Plan::One& one) {
  if (const auto opened = session.open_article(one.of.article); !opened) return opened;
  // Annotated with nothing is annotated too: its submission says so.
  if (!one.edits.empty()) {
    const auto made = session.dispatch(Gesture{one.edits, {}}, nullptr, GroupKind::import);
    if (!made) return made.error();
  }
  if (one.of.submitted) {
    if (const auto submitted = session.submit(); !submitted) return submitted.error();
  }
  return all_saved(session);
}

}  // namespace

Result<void> import_project(FileSystem& files, const Project& project, const Registry& registry, Imported imported, const AnnotatorId& annotator,
                            const OpenSession& open_session, IdSource& ids, ImportReport& report) {
  auto plan = Planning(files, project, registry, annotator, ids, report).make(std::move(imported));
  if (!plan) return plan.error();
  AnnotatorId first = annotator;
  if (first.empty() && !plan->annotations.empty()) first = plan->annotations.front().of.annotator;
  if (first.empty() && !plan->entities.empty()) {
    return usage_error("who adds the entities is not said", "name an annotator with --annotator");
  }
  auto session = open_session(first);
  if (!session) return session.error();
  if (!plan->entities.empty()) {
    const auto made = (*session)->dispatch(plan->entities, nullptr, GroupKind::import);
    if (!made) return made.error();
    if (const auto kept = all_saved(**session); !kept) return kept;
    report.entities = plan->entities.entity_edits.size();
  }
  for (const NewArticle& article : plan->articles) {
    const auto added = (*session)->add(article);
    if (!added) return added.error();
    report.added.push_back(*added);
  }
  for (const Plan::One& one : plan->annotations) {
    if ((*session)->annotator() != one.of.annotator) {
      (*session)->close();
      session = open_session(one.of.annotator);
      if (!session) return session.error();
    }
    if (const auto written = write(**session, one); !written) return written;
    report.annotations.push_back(one.of);
  }
  (*session)->close();
  return all_saved(**session);
}

}  // namespace sayso
