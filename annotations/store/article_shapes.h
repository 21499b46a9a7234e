// The members of an article's facts. Private to store/.
#pragma once

#include "annotations/model/article.h"
#include "annotations/store/json_fields.h"
#include "annotations/store/json_line.h"

namespace sayso {

// Without braces and "format": those who call put them around.
void write_members(JsonLine& line, const ArticleFacts& facts);
ArticleFacts facts_of(JsonFields& fields);  // throws JsonMistake

}  // namespace sayso
