// Any bytes as an annotation scheme: refused with a place, or read, written and read again the same.
#include "annotations/store/scheme_codec.h"
#include "tests/fuzz/fuzz.h"

namespace sayso::fuzz {

void offer(std::string_view bytes) {
  const auto scheme = read_scheme(bytes, "scheme.json");
  if (!scheme) {
    const Error& error = scheme.error();
    must(error.place.starts_with("scheme.json:") && !error.what.empty() && !error.remedy.empty(),
         "a refusal says what, where, and what to do");
    return;
  }
  const std::string written = write_scheme(*scheme);
  const auto again = read_scheme(written, "scheme.json");
  must(again.ok(), "a scheme that was written can be read");
  must(*again == *scheme, "a scheme that was written is the same");
  must_equal(write_scheme(*again), written, "a scheme is written twice the same way");
}

}  // namespace sayso::fuzz
