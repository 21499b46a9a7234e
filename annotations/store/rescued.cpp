#include "annotations/store/rescued.h"

#include <algorithm>
#include <set>

#include "annotations/store/annotation_file.h"
#include "annotations/store/comment_file.h"
#include "annotations/store/emergency.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/join.h"
#include "annotations/store/open_history.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"

namespace sayso {
namespace {

// "annotations/ana/a.history-2" is one of "annotations/ana/a.history".
std::optional<HistoryFile> file_of(std::string name) {
  const std::string ending = ".history";
  const auto at = name.rfind(ending + "-");
  if (at != std::string::npos &&
      name.find_first_not_of("0123456789", at + ending.size() + 1) == std::string::npos) {
    name.resize(at + ending.size());
  }
  return history_named(name);
}

// One emergency history against what the project has.
template <class GroupType>
struct Missing {
  std::vector<GroupType> groups;  // that the project does not have
  std::optional<Error> refusal;
};

template <class Opened, class GroupType>
Missing<GroupType> compare(const Opened& opened, HistoryRead<GroupType> rescued, const RescuedHistory& of) {
  Missing<GroupType> missing;
  std::set<GroupId> have;
  for (const auto& group : opened.groups) have.insert(group.id);
  for (GroupType& group : rescued.groups) {
    if (have.insert(group.id).second) missing.groups.push_back(std::move(group));
  }
  const auto refuse = [&](std::string what) {
    missing.refusal = damaged_error(std::move(what), name_of(of.file), "they stay in " + of.path.string());
  };
  // A torn last line was never reported as kept.
  if (rescued.problems.size() > (rescued.torn ? 1 : 0)) {
    refuse("the changes that could not be saved are damaged");
  } else if (!opened.read_only.empty()) {
    refuse(opened.read_only);
  }
  for (const GroupType& group : missing.groups) {
    for (const GroupId& after : group.after) {
      if (!have.contains(after) && !missing.refusal) {
        refuse("the history has lost what these changes that could not be saved were made on");
      }
    }
  }
  return missing;
}

// Calls `use(opened, missing)` with the types of an article's history, of comments or of the entities'.
template <class Use>
Result<void> look_into(FileSystem& files, const Project& project, const RescuedHistory& rescued, Use use) {
  const auto bytes = read_file(files, rescued.path);
  if (!bytes) return bytes.error();
  const std::string place = rescued.path.string();
  if (rescued.file.is_comments) {
    const auto opened = open_comments(files, project, rescued.file.annotator, rescued.file.article);
    if (!opened) return opened.error();
    return use(*opened, compare(*opened, read_comment_history(*bytes, place), rescued));
  }
  if (rescued.file.is_entities()) {
    const auto opened = open_entities(files, project, rescued.file.annotator);
    if (!opened) return opened.error();
    return use(*opened, compare(*opened, read_entity_history(*bytes, place), rescued));
  }
  const auto opened = open_annotations(files, project, rescued.file.annotator, rescued.file.article);
  if (!opened) return opened.error();
  return use(*opened, compare(*opened, read_history(*bytes, place), rescued));
}

}  // namespace

Result<std::vector<RescuedHistory>> find_rescued(FileSystem& files, const Project& project, const Path& state_folder) {
  std::vector<RescuedHistory> found;
  const Path folder = emergency_folder(state_folder, project.folder);
  if (state_folder.empty()) return found;
  const auto there = look_at(files, folder);
  if (!there) return there.error();
  if (!*there) return found;
  const auto names = list_tree(files, folder);
  if (!names) return names.error();
  for (const std::string& name : *names) {
    if (const auto file = file_of(name)) found.push_back({*file, folder / name, 0, {}, {}, {}});
  }
  std::ranges::stable_sort(found, [](const RescuedHistory& a, const RescuedHistory& b) {
    return std::pair(!a.file.is_entities(), a.file) < std::pair(!b.file.is_entities(), b.file);
  });
  std::set<GroupId> refused;  // groups whose entities cannot be brought back
  for (RescuedHistory& each : found) {
    const auto looked = look_into(files, project, each, [&](const auto&, const auto& missing) -> Result<void> {
      each.changes = missing.groups.size();
      each.refusal = missing.refusal;
      if (missing.groups.empty()) return {};
      each.first = missing.groups.front().time;
      each.last = missing.groups.back().time;
      for (const auto& group : missing.groups) {
        if (each.file.is_entities() && each.refusal) refused.insert(group.id);
        if (refused.contains(group.id) && !each.refusal) {
          each.refusal = damaged_error("these changes need entities that cannot be brought back", name_of(each.file),
                                       "they stay in " + each.path.string());
        }
      }
      return {};
    });
    if (!looked) each.refusal = looked.error(), each.changes = 1;  // at least: it cannot be read
  }
  std::erase_if(found, [](const RescuedHistory& each) { return each.changes == 0; });
  return found;
}

Result<void> bring_back(FileSystem& files, const Clock& clock, const Project& project, const RescuedHistory& rescued,
                        const std::string& owner) {
  if (rescued.refusal) return *rescued.refusal;
  const auto append = [&](const auto& opened, const auto& missing) -> Result<void> {
    if (missing.refusal) return *missing.refusal;
    auto history = OpenHistory::begin(files, clock, project.folder, owner, rescued.file, opened.extent);
    if (!history) return history.error();
    // All at once: a crash leaves a torn tail or everything.
    std::string lines;
    const auto unfinished = opened.groups.end() - static_cast<std::ptrdiff_t>(opened.unfinished);
    for (auto group = unfinished; group != opened.groups.end(); ++group) lines += write_group(*group);
    auto all = opened.groups;
    for (const auto& group : missing.groups) {
      lines += write_group(group);
      all.push_back(group);
    }
    // The history may have gone on since.
    if (!is_joined(all)) lines += write_group(join_of(all));
    return history->append(lines);
  };
  if (const auto appended = look_into(files, project, rescued, append); !appended) return appended;
  return move_file(files, rescued.path, name_aside(files, clock, rescued.path, "brought-back"));
}

}  // namespace sayso
