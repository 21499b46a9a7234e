// What the conformance suite shows a plugin: a scheme, entities, articles that are small, odd or long, and files that are not as they
// should be. Pure; the same on every machine.
#pragma once

#include <string>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/model/article.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"

namespace sayso::conformance {

// One article and what somebody says of it.
struct Shown {
  Article article;
  Annotations annotations;
};

// A file for an importer.
struct InputFile {
  std::string name, bytes;
};

Scheme its_scheme();
Registry its_entities();

Shown small_article(const std::string& id = "news/a");
std::vector<Shown> odd_texts();
Shown odd_annotations();
// Long enough that most are still at it when a cancel comes.
Shown long_article();

// The file empty, cut short at several places, with bytes changed, and others that are none of its format.
std::vector<InputFile> broken_files(const InputFile& file);

}  // namespace sayso::conformance
