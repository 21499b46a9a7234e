#include "annotations/store/pending_gesture.h"

#include <algorithm>
#include <cassert>

#include "annotations/store/history_codec.h"
#include "annotations/store/json_fields.h"
#include "annotations/store/json_line.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"

namespace sayso {
namespace {

HistoryPart part_of(const JsonSource& source, const JsonNode& node) {
  JsonFields fields(source, node, "part of a gesture");
  HistoryPart part{{AnnotatorId(fields.text("annotator")), ArticleId(fields.text_or("article", ""))},
                   fields.text("line") + "\n"};
  const auto named = check_annotator_id(part.file.annotator);
  if (!named) throw JsonMistake{named.error()};
  if (!part.file.article.empty()) {
    if (const auto fits = check_article_id(part.file.article); !fits) throw JsonMistake{fits.error()};
  }
  return part;
}

Result<PendingGesture> read_note(std::string_view bytes, const std::string& place) {
  if (bytes.ends_with('\n')) bytes.remove_suffix(1);
  const JsonSource source{bytes, place};
  const auto with_remedy = [](Error error) {
    if (error.remedy.empty()) error.remedy = "move the file away";
    return error;
  };
  try {
    const auto node = read_json(source);
    if (!node) return with_remedy(node.error());
    if (check_sum(source, *node) != SumCheck::fits) {
      return with_remedy(damaged_error("the note of an unfinished change does not fit its sum", place));
    }
    JsonFields fields(source, *node, "note of an unfinished change");
    PendingGesture gesture;
    gesture.group = GroupId(fields.text("group"));
    fields.each("parts", [&](const JsonNode& part) { gesture.parts.push_back(part_of(source, part)); });
    return gesture;
  } catch (const JsonMistake& mistake) { return with_remedy(mistake.error); }
}

Result<Group> group_of_line(const std::string& line, const Group*) { return group_from_line(line, {}); }
Result<EntityGroup> group_of_line(const std::string& line, const EntityGroup*) {
  return entity_group_from_line(line, {});
}

template <class GroupType>
std::size_t add(const std::vector<PendingGesture>& pending, const HistoryFile& file, std::vector<GroupType>& groups) {
  std::size_t added = 0;
  for (const PendingGesture& gesture : pending) {
    for (const HistoryPart& part : gesture.parts) {
      if (part.file != file || std::ranges::find(groups, gesture.group, &GroupType::id) != groups.end()) continue;
      auto group = group_of_line(part.line, static_cast<const GroupType*>(nullptr));
      if (!group || group->id != gesture.group) continue;
      groups.push_back(std::move(group).value());
      ++added;
    }
  }
  return added;
}

}  // namespace

Path pending_path(const Path& project, const GroupId& group) {
  return project / ".sayso" / "pending" / (group.value + ".json");
}

Result<void> write_pending(FileSystem& files, const Path& project, const PendingGesture& gesture) {
  const Path path = pending_path(project, gesture.group);
  if (const auto made = make_folders(files, path.parent_path()); !made) return made;
  JsonLine line;
  line.begin_object().member("group", gesture.group.value).key("parts").begin_array();
  for (const HistoryPart& part : gesture.parts) {
    std::string_view text = part.line;
    if (text.ends_with('\n')) text.remove_suffix(1);
    assert(!part.file.is_comments);
    line.begin_object()
        .member("annotator", part.file.annotator.value)
        .member_unless_empty("article", part.file.article.value)
        .member("line", text)
        .end_object();
  }
  line.end_array().end_object();
  return write_file_atomically(files, path, with_sum(line.take()) + "\n");
}

Result<PendingRead> read_pending(FileSystem& files, const Path& project) {
  PendingRead read;
  const Path folder = project / ".sayso" / "pending";
  const auto there = look_at(files, folder);
  if (!there) return there.error();
  if (!*there) return read;
  const auto entries = list_folder(files, folder);
  if (!entries) return entries.error();
  for (const FolderEntry& entry : *entries) {
    if (entry.name.starts_with('.') || !entry.name.ends_with(".json")) continue;
    const auto bytes = read_file_if_there(files, folder / entry.name);
    if (!bytes) return bytes.error();
    if (!*bytes) continue;  // finished in this moment
    auto gesture = read_note(**bytes, ".sayso/pending/" + entry.name);
    if (gesture) {
      read.gestures.push_back(std::move(gesture).value());
    } else {
      read.problems.push_back(gesture.error());
    }
  }
  std::ranges::sort(read.gestures, {}, &PendingGesture::group);
  return read;
}

std::size_t add_unfinished(const std::vector<PendingGesture>& pending, const HistoryFile& file,
                           std::vector<Group>& groups) {
  return add(pending, file, groups);
}

std::size_t add_unfinished(const std::vector<PendingGesture>& pending, const HistoryFile& file,
                           std::vector<EntityGroup>& groups) {
  return add(pending, file, groups);
}

}  // namespace sayso
