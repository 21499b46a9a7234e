// Any bytes as articles/*.json and as sayso.json: read, written and read again they are the same.
#include "annotations/store/article_codec.h"
#include "tests/fuzz/fuzz.h"

namespace sayso::fuzz {

void offer(std::string_view bytes) {
  if (const auto facts = read_facts(bytes, "a.json")) {
    const std::string written = write_facts(*facts);
    const auto again = read_facts(written, "a.json");
    must(again.ok(), "facts that were written can be read");
    must(*again == *facts, "facts that were written are the same");
    must_equal(write_facts(*again), written, "facts are written twice the same way");
  }
  if (const auto manifest = read_manifest(bytes, "sayso.json"); manifest && !manifest->newer) {
    const std::string written = write_manifest(*manifest);
    const auto again = read_manifest(written, "sayso.json");
    must(again.ok(), "a manifest that was written can be read");
    must(*again == *manifest, "a manifest that was written is the same");
    must_equal(write_manifest(*again), written, "a manifest is written twice the same way");
  }
}

}  // namespace sayso::fuzz
