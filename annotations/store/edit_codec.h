// Edits, records and values as single lines of JSON: for `sayso edit`, plugin messages, fixes and events.
// The same shapes stand in histories and snapshots. Pure; a line has no LF at its end and no sum.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annotations/edit/comment_edit.h"
#include "annotations/edit/edit.h"
#include "annotations/edit/entity_edit.h"
#include "annotations/model/article.h"
#include "core/base/result.h"

namespace sayso {

std::string edit_to_json(const Edit& edit);  // {"edit": "set-attribute", "of": …, "name": …, "value": …}
std::string edit_to_json(const EntityEdit& edit);
std::string edit_to_json(const CommentEdit& edit);

// Errors: not JSON, an unknown kind or key, a key of the wrong type or missing. `place` names where it
// came from. Edits from outside may write new ids as "new:1", which stay as they are here.
Result<Edit> edit_from_json(std::string_view json, const std::string& place = {});
Result<EntityEdit> entity_edit_from_json(std::string_view json, const std::string& place = {});

// Is it the name of an edit to entities ("add-entity", …)? Says which of the two readers to use.
bool is_entity_edit(std::string_view edit_name);

std::string span_to_json(const Span& span);
std::string frame_to_json(const Frame& frame);
std::string entity_to_json(const Entity& entity);
std::string dismissal_to_json(const Dismissal& dismissal);
std::string facts_to_json(const ArticleFacts& facts);  // title, …, zones: one line
Result<Span> span_from_json(std::string_view json, const std::string& place = {});
Result<Frame> frame_from_json(std::string_view json, const std::string& place = {});

std::string value_to_json(const Value& value);
Result<Value> value_from_json(std::string_view json);

// A JSON string literal with its quotation marks.
std::string quoted_json(std::string_view text);

// Source text of any JSON value as the store keeps it: one space after ':' and ',', none elsewhere, all
// else letter by letter. Errors as above.
Result<RawJson> raw_json(std::string_view json, const std::string& place = {});

}  // namespace sayso
