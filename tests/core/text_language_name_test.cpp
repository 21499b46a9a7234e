#include "core/text/language_name.h"

#include <doctest/doctest.h>

using namespace sayso;

TEST_CASE("languages are called as people call them") {
  CHECK(language_name("de") == "German");
  CHECK(language_name("pt-BR") == "Portuguese");
  CHECK(language_name("zh-Hant-TW") == "Chinese");
  CHECK(language_name("") == "");
  CHECK(language_name("x-klingonish") == "x-klingonish");
  CHECK(language_name("not a tag") == "not a tag");
}
