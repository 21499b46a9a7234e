#include "ui/cli/edit_lines.h"

#include "annotations/edit/allowed.h"
#include "annotations/edit/update.h"
#include "annotations/store/edit_codec.h"
#include "annotations/store/split_allowed.h"
#include "plugins/host/wire/json.h"

namespace sayso::cli {
namespace {

using wire::Json;

Error refused(const Error& error) { return damaged_error(error.what, {}, error.remedy); }

Result<void> take_edit(const Json& edit, Gesture& gesture) {
  if (!edit.is(Json::Type::object)) return damaged_error("an edit is an object: {\"edit\": …}", {});
  const std::string source = wire::to_source(edit);
  if (is_entity_edit(edit["edit"].as_text())) {
    auto read = entity_edit_from_json(source);
    if (!read) return refused(read.error());
    gesture.entity_edits.push_back(std::move(read).value());
  } else {
    auto read = edit_from_json(source);
    if (!read) return refused(read.error());
    gesture.edits.push_back(std::move(read).value());
  }
  return {};
}

Result<void> stands_alone(const Edit& edit) {
  if (std::holds_alternative<SetStatus>(edit)) {
    return damaged_error("the status of an article is not an edit of this kind", {},
                         "use `sayso finish` or `sayso reopen`");
  }
  if (std::holds_alternative<SetText>(edit)) {
    return damaged_error("'set-text' is written by sayso alone", {});
  }
  if (std::holds_alternative<SetConflicts>(edit)) {
    return damaged_error("'set-conflicts' is written by joins alone", {}, "an edit of the field decides its conflict");
  }
  return {};
}

Result<void> stands_alone(const EntityEdit& edit) {
  if (std::holds_alternative<SetSplitConflicts>(edit) || std::holds_alternative<SetEntityConflicts>(edit)) {
    return damaged_error("conflicts are written by joins alone", {}, "an edit of the field decides its conflict");
  }
  return {};
}

Result<void> check_splits(FileSystem& files, const Session& session, const Gesture& gesture, const Annotations& state) {
  Registry registry = session.registry();
  for (const EntityEdit& edit : gesture.entity_edits) {
    if (const auto* split = std::get_if<SplitEntity>(&edit)) {
      const auto may = split_allowed(files, session.project(), registry, state, *split);
      if (!may) return may.error().kind == ErrorKind::usage ? refused(may.error()) : may.error();
    }
    if (auto next = update(registry, edit)) registry = std::move(next).value();
  }
  return {};
}

}  // namespace

Result<Gesture> gesture_from_line(std::string_view line) {
  const auto json = wire::parse_json(line);
  if (!json) return refused(json.error());
  const Json* edits = &*json;
  if (json->is(Json::Type::object) && json->has("edits")) {
    for (const std::string& name : json->names) {
      if (name != "edits")
        return damaged_error("a group has no \"" + name + "\"", {}, "its only key is \"edits\"");
    }
    edits = &(*json)["edits"];
    if (!edits->is(Json::Type::list)) return damaged_error("\"edits\" is a list", {});
  }
  Gesture gesture;
  if (!edits->is(Json::Type::list)) {
    if (const auto taken = take_edit(*edits, gesture); !taken) return taken.error();
    return gesture;
  }
  for (const Json& edit : edits->items) {
    if (const auto taken = take_edit(edit, gesture); !taken) return taken.error();
  }
  if (gesture.empty()) return damaged_error("a group without edits", {}, "leave the line out");
  return gesture;
}

Result<void> check_gesture(FileSystem& files, const Session& session, const Gesture& gesture) {
  Registry registry = session.registry();
  for (const EntityEdit& edit : gesture.entity_edits) {
    if (const auto alone = stands_alone(edit); !alone) return alone;
    auto next = update(std::move(registry), edit);
    if (!next) return refused(next.error());
    registry = std::move(next).value();
  }
  const OpenArticle& open = *session.article();
  Annotations state = open.state;
  for (const Edit& edit : gesture.edits) {
    if (const auto alone = stands_alone(edit); !alone) return alone;
    if (const auto may = allowed(session.scheme(), registry, open.index, state, edit); !may)
      return refused(may.error());
    auto next = update(std::move(state), edit);
    if (!next) return refused(next.error());
    state = std::move(next).value();
  }
  return check_splits(files, session, gesture, state);
}

void put_ids(Gesture& gesture, const Registry& registry, IdSource& ids, const NewIds& earlier, NewIds& made) {
  put_real_ids(gesture.edits, gesture.entity_edits, registry, ids, made);
  NewIds rest = earlier;
  for (const auto& [name, id] : made) rest.erase(name);
  put_real_ids(gesture.edits, gesture.entity_edits, registry, ids, rest);
}

}  // namespace sayso::cli
