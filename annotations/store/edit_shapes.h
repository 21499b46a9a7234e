// Edits to and from JSON objects, inside the codecs. Private to store/. Reading throws JsonMistake.
#pragma once

#include "annotations/edit/comment_edit.h"
#include "annotations/edit/edit.h"
#include "annotations/edit/entity_edit.h"
#include "annotations/store/json_fields.h"
#include "annotations/store/json_line.h"

namespace sayso {

void write(JsonLine& line, const Edit& edit);
void write(JsonLine& line, const EntityEdit& edit);
void write(JsonLine& line, const CommentEdit& edit);

Edit edit_of(const JsonSource& source, const JsonNode& node);
EntityEdit entity_edit_of(const JsonSource& source, const JsonNode& node);
CommentEdit comment_edit_of(const JsonSource& source, const JsonNode& node);

}  // namespace sayso
