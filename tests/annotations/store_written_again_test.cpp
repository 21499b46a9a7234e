// Whatever sayso writes it reads, and writes again with the same bytes. Some thousand files of every kind; with
// SAYSO_DOCUMENTS=N so many.
#include <fstream>
#include <sstream>

#include "annotations/store/article_codec.h"
#include "core/text/utf8.h"
#include "tests/annotations/store_support.h"
#include "tests/support/random_documents.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

// The naughty strings beside the repository, one a line; none where it is not.
std::vector<std::string> naughty_strings() {
  std::ifstream list(SAYSO_SOURCE_DIR "/../shared/robustness/blns/blns.txt");
  std::vector<std::string> strings;
  for (std::string line; std::getline(list, line);) {
    if (!line.empty() && !line.starts_with('#') && is_utf8(line)) strings.push_back(line);
  }
  return strings;
}

int wanted_documents() {
  const char* wanted = std::getenv("SAYSO_DOCUMENTS");
  return wanted ? std::max(1, std::atoi(wanted)) : 6000;
}

}  // namespace

TEST_CASE("written, read and written again, files of every kind have the same bytes and say the same") {
  const std::vector<std::string> words = naughty_strings();
  if (words.empty()) MESSAGE("the naughty strings are not beside the repository: without them");
  RandomDocuments documents(1, words);
  const int wanted = wanted_documents();
  int written = 0;
  while (written < wanted) {
    const Annotations state = documents.annotations();
    const std::string snapshot = write_snapshot(state);
    const auto read = read_snapshot(snapshot, "a.json");
    REQUIRE_MESSAGE(read, snapshot);
    REQUIRE_MESSAGE(read->problems.empty(), snapshot);
    REQUIRE_MESSAGE(read->state == state, snapshot);
    REQUIRE(write_snapshot(read->state) == snapshot);

    const Group group = documents.group(state);
    const std::string line = write_group(group);
    const auto history = read_history(line, "a.history");
    REQUIRE_MESSAGE(history.problems.empty(), line);
    REQUIRE_MESSAGE(history.groups == std::vector{group}, line);
    REQUIRE(write_group(history.groups[0]) == line);

    const Registry registry = documents.registry();
    const std::string entities = write_entities(registry);
    const auto entities_read = read_entities(entities, "entities.json");
    REQUIRE_MESSAGE(entities_read, entities);
    REQUIRE_MESSAGE(entities_read->problems.empty(), entities);
    REQUIRE_MESSAGE(entities_read->registry == registry, entities);
    REQUIRE(write_entities(entities_read->registry) == entities);

    const EntityGroup entity_group = documents.group(registry);
    const std::string entity_line = write_group(entity_group);
    const auto entity_history = read_entity_history(entity_line, "ana.history");
    REQUIRE_MESSAGE(entity_history.problems.empty(), entity_line);
    REQUIRE_MESSAGE(entity_history.groups == std::vector{entity_group}, entity_line);
    REQUIRE(write_group(entity_history.groups[0]) == entity_line);

    const CommentGroup comments = documents.group(documents.comments());
    const std::string comment_line = write_group(comments);
    const auto comment_history = read_comment_history(comment_line, "a.history");
    REQUIRE_MESSAGE(comment_history.problems.empty(), comment_line);
    REQUIRE_MESSAGE(comment_history.groups == std::vector{comments}, comment_line);
    REQUIRE(write_group(comment_history.groups[0]) == comment_line);

    const ArticleFacts facts = documents.facts();
    const std::string known = write_facts(facts);
    const auto facts_read = read_facts(known, "a.json");
    REQUIRE_MESSAGE(facts_read, known);
    REQUIRE_MESSAGE(*facts_read == facts, known);
    REQUIRE(write_facts(*facts_read) == known);

    const Manifest manifest = documents.manifest();
    const std::string made = write_manifest(manifest);
    const auto manifest_read = read_manifest(made, "sayso.json");
    REQUIRE_MESSAGE(manifest_read, made);
    REQUIRE_MESSAGE(*manifest_read == manifest, made);
    REQUIRE(write_manifest(*manifest_read) == made);
    written += 7;
  }
  MESSAGE(written, " documents");
}
