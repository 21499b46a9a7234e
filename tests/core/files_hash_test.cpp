#include "core/files/hash.h"

#include <doctest/doctest.h>

#include <utility>

using namespace sayso;

TEST_CASE("XXH3 is the published one, as 16 lower-case digits") {
  CHECK(xxh3_hex("") == "2d06800538d394c2");  // of the xxHash specification
  CHECK(xxh3_hex("a").size() == 16);
  CHECK(xxh3_hex("a") != xxh3_hex("b"));
  CHECK(xxh3("") == 0x2d06800538d394c2u);
}

TEST_CASE("SHA-256 is the published one") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-2
  CHECK(sha256("abc")[0] == 0xBA);
}

TEST_CASE("what comes in pieces hashes like the whole") {
  Sha256 hash;
  hash.add("a");
  hash.add("");
  hash.add("bc");
  CHECK(std::move(hash).hex() == sha256_hex("abc"));
}
