// One value of sayso.json is changed where it stands, and nothing else.
#include <doctest/doctest.h>

#include "annotations/store/article_codec.h"
#include "annotations/store/manifest_edit.h"
#include "core/files/write_file.h"
#include "tests/support/temporary_folder.h"

using namespace sayso;

namespace {

const std::string kManifest =
    "{\n  \"format\": \"sayso/project/1\",\n  \"id\": \"p\",\n  \"name\": \"P\",\n"
    "  \"theirs\": {\"b\" : 1.10,\n     \"a\": 1e400},\n  \"last\": [ ]\n}\n";

std::string changed(const std::string& bytes, std::vector<std::string> path, const char* value) {
  const auto made = with_edit(bytes, "sayso.json", {std::move(path), value ? std::optional(RawJson{value}) : std::nullopt});
  REQUIRE(made);
  return *made;
}

Error refused(const std::string& bytes, std::vector<std::string> path) {
  const auto made = with_edit(bytes, "sayso.json", {std::move(path), RawJson{"1"}});
  REQUIRE_FALSE(made);
  return made.error();
}

const std::vector<std::string> kRule{"rules", "quote/boundary"};

}  // namespace

TEST_CASE("a value is set in sayso.json and taken away again, and every other letter stays") {
  const std::string with = changed(kManifest, kRule, "\"off\"");
  CHECK(with == kManifest.substr(0, kManifest.size() - 3) + ",\n  \"rules\": {\"quote/boundary\": \"off\"}\n}\n");
  const std::string both = changed(with, {"plugins", "org.x", "settings", "most"}, "3");
  CHECK(both.find(",\n  \"plugins\": {\"org.x\": {\"settings\": {\"most\": 3}}}\n}\n") != std::string::npos);
  CHECK(both.starts_with(with.substr(0, with.size() - 3)));
  CHECK(changed(both, kRule, "\"error\"").find("{\"quote/boundary\": \"error\"},\n  \"plugins\"") != std::string::npos);
  CHECK(changed(both, {"plugins", "org.x", "settings", "most"}, nullptr) == with);
  CHECK(changed(with, kRule, nullptr) == kManifest);
  CHECK(changed(kManifest, kRule, nullptr) == kManifest);
}

TEST_CASE("beside a value that is changed, those that are not known stay in their order") {
  const std::string before = changed(kManifest, {"plugins"}, R"({"org.b": {"more": 1.10, "settings": {"z": 1, "a": [1, {"x": null}]}}, "org.a": {}})");
  const std::string after = changed(before, {"plugins", "org.b", "settings", "a"}, "\"{\\\"\"");
  CHECK(after.find(R"("plugins": {"org.b": {"more": 1.10, "settings": {"z": 1, "a": "{\""}}, "org.a": {}})") != std::string::npos);
  CHECK(changed(after, {"plugins", "org.b", "settings", "z"}, nullptr).find(R"({"org.b": {"more": 1.10, "settings": {"a": "{\""}}, "org.a": {}})") != std::string::npos);
}

TEST_CASE("what does not fit on a line is broken where it stands") {
  std::string bytes = kManifest;
  for (char letter = 'a'; letter <= 'h'; ++letter) bytes = changed(bytes, {"rules", std::string("a-plugin/a-rule-") + letter}, "\"warning\"");
  CHECK(bytes.find("\"rules\": {\n    \"a-plugin/a-rule-a\": \"warning\",\n    \"a-plugin/a-rule-b\"") != std::string::npos);
  CHECK(bytes.ends_with("\"a-plugin/a-rule-h\": \"warning\"\n  }\n}\n"));
  for (char letter = 'a'; letter <= 'h'; ++letter) bytes = changed(bytes, {"rules", std::string("a-plugin/a-rule-") + letter}, nullptr);
  CHECK(bytes == kManifest);
}

TEST_CASE("a manifest on one line stays JSON") {
  const std::string one = R"({"format": "sayso/project/1", "id": "p"})";
  const std::string with = changed(one, kRule, "\"off\"");
  CHECK(read_manifest(with, "sayso.json").value().extra.at("rules").source == R"({"quote/boundary": "off"})");
  CHECK(changed("{}", kRule, "\"off\"") == "{\n  \"rules\": {\"quote/boundary\": \"off\"}\n}");
}

TEST_CASE("where another kind of value stands nothing is changed, and it is said where") {
  CHECK(refused("{\"rules\": []}", kRule).what.find("\"rules\" must be an object") != std::string::npos);
  CHECK(refused("{\"rules\": {}, \"rules\": {}}", kRule).kind == ErrorKind::damaged);
  CHECK(refused("{\"plugins\": {\"a\": {\"settings\": 1}}}", {"plugins", "a", "settings", "b"}).what.find("settings") != std::string::npos);
  CHECK(refused("[]", kRule).remedy.find("correct the file") != std::string::npos);
  CHECK_FALSE(refused("{\"rules\"", kRule).place.empty());
}

TEST_CASE("the file is read as it is now, changed in that value alone, and never when it is of a newer version") {
  const TemporaryFolder folder;
  const auto write = [&](const std::string& bytes) { REQUIRE(write_file_atomically(real_files(), folder / "sayso.json", bytes)); };
  const auto read = [&] { return read_file(real_files(), folder / "sayso.json").value(); };
  write(kManifest);
  const auto made = change_manifest(real_files(), folder / "", {kRule, RawJson{"\"hint\""}});
  REQUIRE(made);
  CHECK(made->manifest.extra.at("rules").source == R"({"quote/boundary": "hint"})");
  CHECK(made->manifest.extra.at("theirs").source.find("1.10") != std::string::npos);
  CHECK(made->sum == sum_of(read()));
  CHECK(read() == changed(kManifest, kRule, "\"hint\""));

  std::string newer = kManifest;
  newer.replace(newer.find("project/1"), 9, "project/2");
  write(newer);
  const auto not_made = change_manifest(real_files(), folder / "", {kRule, RawJson{"\"off\""}});
  REQUIRE_FALSE(not_made);
  CHECK(not_made.error().kind == ErrorKind::usage);
  CHECK(not_made.error().remedy.find("update") != std::string::npos);
  CHECK(read() == newer);
}
