// articles/<id>.json (what is known of an article) and sayso.json (the project's manifest). Pure.
#pragma once

#include <string>
#include <string_view>

#include "annotations/model/article.h"
#include "annotations/store/manifest.h"
#include "core/base/result.h"

namespace sayso {

std::string write_facts(const ArticleFacts& facts);
Result<ArticleFacts> read_facts(std::string_view bytes, const std::string& place);

std::string write_manifest(const Manifest& manifest);
Result<Manifest> read_manifest(std::string_view bytes, const std::string& place);

}  // namespace sayso
