#include "core/text/fold.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

namespace sayso {

std::string folded(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(error);
  if (U_FAILURE(error)) return std::string(text);  // ICU without its data: compare letter by letter
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink,
                            nullptr, error);
  return U_FAILURE(error) ? std::string(text) : result;
}

}  // namespace sayso
