// What others do to a project's files while a session shows them: noticed by looking, and taken in.
#include <algorithm>
#include <unordered_set>

#include "annotations/session.h"
#include "annotations/store/emergency.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/text_corrections.h"
#include "core/files/read_file.h"

namespace sayso {
namespace {

std::vector<Path> project_files(const Path& project) {
  return {project / "sayso.json", project / "scheme.json", project / "guidelines.md"};
}

// Another's history of entities that is new is known by its name; hers, entities.json and those that are there are read.
std::vector<Path> entity_files(FileSystem& files, const Path& project, const AnnotatorId& annotator) {
  std::vector<Path> paths{project / "entities.json"};
  if (!annotator.empty()) paths.push_back(history_path(project, {annotator, {}}));
  const auto entries = list_folder_if_there(files, project / "entities");
  if (!entries) return paths;  // opening them tells
  for (const FolderEntry& entry : *entries) {
    if (entry.name.ends_with(".history")) paths.push_back(project / "entities" / entry.name);
  }
  return paths;
}

// Those of `groups` that are not among `others`.
template <class GroupType>
std::vector<const GroupType*> not_among(const std::vector<GroupType>& others, const std::vector<GroupType>& groups) {
  std::unordered_set<std::string> known;
  for (const GroupType& group : others) known.insert(group.id.value);
  std::vector<const GroupType*> missing;
  for (const GroupType& group : groups) {
    if (!known.contains(group.id.value)) missing.push_back(&group);
  }
  return missing;
}

}  // namespace

// ---- noticing --------------------------------------------------------------------------------------

OutsideWatch::Before Session::before(FileSystem& files, const Path& project, Concern concern, const HistoryFile& file) {
  switch (concern) {
    case Concern::project: return OutsideWatch::before(files, project_files(project));
    case Concern::entities: return OutsideWatch::before(files, entity_files(files, project, file.annotator));
    case Concern::text:
      return OutsideWatch::before(files, {text_path(project, file.article), facts_path(project, file.article),
                                          corrections_path(project, file.article)});
    case Concern::annotations:
      if (file.annotator.empty()) return {};
      return OutsideWatch::before(files, {history_path(project, file), snapshot_path(project, file)});
    case Concern::articles: break;  // known by their list
  }
  return {};
}

OutsideWatch::Before Session::before(Concern concern, const ArticleId& article) const {
  if (!watch_) return {};
  return before(*settings_.files, project_.folder, concern, {annotator_, article});
}

void Session::watch(Concern concern, const OutsideWatch::Before& before) {
  if (!watch_) return;
  std::optional<OutsideWatch::Names> names;
  if (concern == Concern::entities) names = {project_.folder / "entities", ""};
  if (concern == Concern::annotations && !annotator_.empty()) {
    const Path history = history_path(project_.folder, article_file());
    const auto slash = open_->article->id.value.rfind('/');
    names = {history.parent_path(), history.stem().string(), true,
             slash == std::string::npos ? "" : open_->article->id.value.substr(0, slash + 1)};
  }
  watch_->watch(concern, before, std::move(names));
}

void Session::look_outside() {
  if (watch_) watch_->look();
}

void Session::wait_for_look() {
  if (watch_) watch_->wait();
  poll();
}

// `asked`: what had been asked of the writer when the look began.
OwnWork Session::own_work(const Path& path, std::size_t asked) const {
  const auto of = [&](const HistoryFile& file) -> std::optional<OwnWork> {
    const bool history = path == history_path(project_.folder, file);
    if (!writer_->has(file) || (!history && path != snapshot_path(project_.folder, file))) return std::nullopt;
    OwnWork own{true, {}};
    const auto on_disk = writer_->on_disk(file);
    // Something may have been written while it was looked at.
    if (!on_disk || writer_->asked() != asked) return own;
    own.holds = history ? std::vector{on_disk->history} : on_disk->snapshot;
    return own;
  };
  if (path == project_.folder / "sayso.json") {
    if (changing_settings_ > 0) return {true, {}};
    return manifest_ ? OwnWork{true, {*manifest_}} : OwnWork{};
  }
  if (open_) {
    if (const auto own = of(article_file())) return *own;
  }
  return of(entities_file()).value_or(OwnWork{});
}

void Session::end_settings(std::optional<ChangedManifest> changed) {
  --changing_settings_;
  if (!changed) return;
  project_.manifest = std::move(changed->manifest);
  manifest_ = changed->sum;
}

void Session::take_what_was_found() {
  if (watch_) watch_->take([this](const Path& path, std::size_t asked) { return own_work(path, asked); }, project_.articles);
}

// ---- taking in -------------------------------------------------------------------------------------

// Counts what the history has more than before, and keeps what it has no more beside what the disk refused: others took
// it away, by an older version of the file, for instance. Joins are nobody's change and do not count.
template <class GroupType>
Result<void> Session::compare(const HistoryFile& file, const std::vector<GroupType>& before,
                              const std::vector<GroupType>& now, TakenIn& taken) {
  for (const GroupType* group : not_among(before, now)) taken.came += group->kind != GroupKind::join;
  Emergency kept(*settings_.files, *settings_.clock, settings_.state_folder, project_.folder);
  for (const GroupType* group : not_among(now, before)) {
    if (const auto saved = kept.save(file, write_group(*group)); !saved) return saved.error();
    taken.taken_out += group->kind != GroupKind::join;
  }
  return {};
}

// Lets go of a history; what it held is what the next edit must find, unless it is read anew before.
bool Session::let_go(const HistoryFile& file, HistoryExtent& extent) {
  if (!writer_->has(file)) return false;
  wait_until_saved();
  if (const auto held = writer_->on_disk(file)) {
    extent.sum = extent.whole_sum = held->history;
    extent.snapshot = held->snapshot.back();
  }
  writer_->end(file);
  poll();
  return true;
}

// Where she was at work the lock is taken again at once, and what others lack is written with the next pause; but not where
// something has to be set aside or joined first: that waits for her next edit.
Result<void> Session::read_entities_anew(TakenIn& taken) {
  const bool at_work = let_go(entities_file(), entities_.extent);
  auto groups = entities_.groups;
  std::erase_if(groups, [&](const EntityGroup& group) { return left_out_.contains(group.id); });
  const auto read_before = before(Concern::entities);
  auto entities = open_entities(*settings_.files, project_, annotator_);
  watch(Concern::entities, read_before);
  if (!entities) return entities.error();
  if (auto compared = compare(entities_file(), groups, entities->groups, taken); !compared) return compared;
  taken.came += entities->outside_records;
  entities_ = std::move(entities).value();
  entities_dirty_ = false;
  look_for_unfinished_ = true;
  if (at_work && entities_.extent.sum && entities_.is_in_order() && begin_files(false, true)) {
    entities_dirty_ = !entities_.snapshot_is_current;
  }
  return {};
}

Result<void> Session::read_article_anew(TakenIn& taken) {
  const ArticleId id = open_->article->id;
  const bool at_work = let_go(article_file(), file_->extent);
  auto groups = open_->groups;
  std::erase_if(groups, [&](const Group& group) { return left_out_.contains(group.id); });
  const auto before_text = before(Concern::text, id);
  const auto before_annotations = before(Concern::annotations, id);
  const auto opened = [&]() -> Result<void> {
    // What is no more in the files is kept before what is shown is let go of.
    const auto now = open_annotations(*settings_.files, project_, annotator_, id);
    if (!now) return now.error();
    if (auto compared = compare(article_file(), groups, now->groups, taken); !compared) return compared;
    return open_article(id);
  }();
  if (!opened) {
    // Not tried again before it changes again.
    watch(Concern::text, before_text);
    if (open_) watch(Concern::annotations, before_annotations);
    return opened;
  }
  taken.came += open_->outside_records;
  if (at_work && file_->extent.sum && file_->is_in_order() && open_->read_only.empty() && begin_files(true, false)) {
    article_dirty_ = !file_->snapshot_is_current;
  }
  return {};
}

Result<Session::TakenIn> Session::take_in_changes() {
  TakenIn taken;
  if (!watch_ || watch_->changed().empty() || !nowhere_.empty()) return taken;
  finish_reading();
  if (!is_there(*settings_.files, project_.folder / "sayso.json")) {
    if (std::exchange(told_away_, true)) return taken;
    Error error = usage_error("the project is not at its place any more", "put it back; what is made meanwhile is kept");
    error.place = project_.folder.string();
    return error;
  }
  told_away_ = false;
  wait_until_saved();
  if (!nowhere_.empty()) return taken;
  if (watch_->other_articles() && watch_->changed().contains(Concern::articles)) {
    project_.articles = *watch_->other_articles();
    project_.clash_keys.clear();
  }
  taken.what = watch_->take_changed();
  watch_->discard();
  left_out_ = {unsaved_.begin(), unsaved_.end()};  // the disk refused them, or their history was replaced
  Result<void> entities, article;
  if (taken.what.contains(Concern::entities)) entities = read_entities_anew(taken);
  const bool of_article = taken.what.contains(Concern::text) || taken.what.contains(Concern::annotations);
  if (open_ && of_article) article = read_article_anew(taken);
  if (!std::exchange(left_out_, {}).empty()) {
    auto back = bring_back();
    if (!back) return back.error();
    taken.brought_back = back->changes;
    if (article && !back->refused.empty()) article = back->refused.front();
  }
  if (!article) return article.error();
  if (!entities) return entities.error();
  return taken;
}

}  // namespace sayso
