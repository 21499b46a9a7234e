// An article: its text as it is in the project, and what is known of it. Never changed by looking.
#pragma once

#include <string>
#include <vector>

#include "annotations/model/ids.h"
#include "annotations/model/value.h"
#include "core/text/offset.h"

namespace sayso {

// A part of the text with a function: headline, standfirst, body, caption, byline, …
struct Zone {
  std::string kind;
  CodePointRange at;
  bool annotate = true;  // is annotation wanted here?
  Extra extra;

  bool operator==(const Zone&) const = default;
};

struct ArticleFacts {
  std::string title, outlet, author, date, url, language, rights;
  std::vector<Zone> zones;
  std::string sha256;      // of the text's bytes
  RawJson imported;        // how it was imported: {"from": …, "bom_removed": true}, "" if not said
  Extra extra;

  bool operator==(const ArticleFacts&) const = default;
};

struct Article {
  ArticleId id;
  std::string text;  // UTF-8
  ArticleFacts facts;

  bool operator==(const Article&) const = default;
};

}  // namespace sayso
