#include <doctest/doctest.h>

#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "core/files/read_file.h"
#include "plugins/host/export_project.h"
#include "tests/plugins/golden.h"

using namespace sayso;
using Rows = std::vector<std::map<std::string, std::string>>;

namespace {

struct Exported {
  test::Folder out;
  ExportReport report;
  std::map<std::string, Rows> tables;

  explicit Exported(bool excel) {
    const test::Golden golden;
    ExportRequest request{"csv", {}, out.path(), {}, {}};
    if (excel) request.settings = {{"excel", "true"}};
    auto done = export_project(real_files(), test::built_plugins(), request, test::attribution_scheme(),
                               golden.registry, items_of({{golden.article, {golden.annotations}}}));
    if (!done) FAIL(to_text(done.error()));
    report = *done;
    read(excel);
  }

 private:
  void read(bool excel) {
    std::string command = std::string("python3 " SAYSO_SOURCE_DIR "/tests/plugins/read_csv.py ") +
                          (excel ? "utf-8-sig" : "utf-8");
    for (const auto& name : report.files) command += " " + (out.path() / name).string();
    std::FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string json;
    char buffer[4096];
    for (std::size_t n; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) json.append(buffer, n);
    REQUIRE(::pclose(pipe) == 0);
    const auto parsed = nlohmann::json::parse(json);
    for (const auto& [name, rows] : parsed.items()) {
      for (std::size_t r = 1; r < rows.size(); ++r) {
        REQUIRE(rows[r].size() == rows[0].size());
        auto& row = tables[name].emplace_back();
        for (std::size_t c = 0; c < rows[0].size(); ++c) row[rows[0][c]] = rows[r][c];
      }
    }
  }
};

// A list in one cell, split as its README says.
std::vector<std::string> split(const std::string& cell) {
  std::vector<std::string> items(1);
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '\\' && i + 1 < cell.size())
      items.back() += cell[++i];
    else if (cell[i] == ';')
      items.emplace_back();
    else
      items.back() += cell[i];
  }
  return items;
}

}  // namespace

TEST_CASE("csv writes one row an attribution, which a strict reader accepts") {
  const Exported exported(false);
  const Rows& rows = exported.tables.at("attributions.csv");
  REQUIRE(rows.size() == 4);
  const auto first = std::ranges::find_if(rows, [](const auto& each) { return !each.at("note").empty(); });
  REQUIRE(first != rows.end());
  const auto& row = *first;
  CHECK(row.at("article") == "news/golden");
  CHECK(row.at("annotator") == "ana");
  CHECK(row.at("contents") == "“We won,”");
  CHECK(row.at("content places") == "2-11");
  CHECK(row.at("sources") == "Bo Lindt");
  CHECK(row.at("source entity ids") == "bo-lindt-1a2b");
  CHECK(split(row.at("tone")) == std::vector<std::string>{"warm", "confident"});
  CHECK(row.at("act") == "speech");
  CHECK(row.at("note") == "a \"note\", with\r\nlines; and \\");
}

TEST_CASE("csv keeps several contents, sources and stances in one order") {
  const Exported exported(false);
  const auto found = std::ranges::find_if(exported.tables.at("attributions.csv"),
                                          [](const auto& row) { return row.at("polarity") == "denied"; });
  REQUIRE(found != exported.tables.at("attributions.csv").end());
  const auto& row = *found;
  CHECK(split(row.at("contents")) == std::vector<std::string>{"Never\u2028and never, … =nó.", "he\tsaid"});
  CHECK(row.at("content places") == "30-46;59-63|48-55");
  CHECK(split(row.at("kinds")) == std::vector<std::string>{"direct", "indirect"});
  CHECK(split(row.at("sources")) == std::vector<std::string>{"he", "Bo Lindt"});
  CHECK(split(row.at("source entity names")) == std::vector<std::string>{"", "Bo Lindt"});
  CHECK(split(row.at("stance values")) == std::vector<std::string>{"-2", "mixed"});
  CHECK(split(row.at("stance bases")) == std::vector<std::string>{"words", ""});
  CHECK(split(row.at("speaker chain")) == std::vector<std::string>{"he & Bo Lindt", "Bo Lindt"});
  CHECK(row.at("answered none") == "addressee");
}

TEST_CASE("csv lists every span, the document frame and the entities in further files") {
  const Exported exported(false);
  CHECK(exported.tables.at("spans.csv").size() == 8);
  REQUIRE(exported.tables.at("frames.csv").size() == 1);
  CHECK(exported.tables.at("frames.csv")[0].at("attributes") == "{\"genre\": \"news\"}");
  REQUIRE(exported.tables.at("entities.csv").size() == 1);
  CHECK(split(exported.tables.at("entities.csv")[0].at("aliases")) ==
        std::vector<std::string>{"Lindt; B.", "a\\b"});
  CHECK(exported.tables.at("status.csv")[0].at("status") == "open");
}

TEST_CASE("csv ends each record with CRLF and has no byte order mark unless asked") {
  const Exported strict(false), excel(true);
  const auto plain = read_file(real_files(), strict.out.path() / "spans.csv").value();
  CHECK(plain.starts_with("article,"));
  CHECK(plain.ends_with("\r\n"));
  CHECK(read_file(real_files(), excel.out.path() / "spans.csv").value().starts_with("\xEF\xBB\xBF"));
}

TEST_CASE("csv for Excel disarms formulas and names the cells where it did") {
  const test::Golden golden;
  test::Folder out;
  test::Annotated made(golden.article);
  const auto formula = made.on("content", {"=nó."});
  made.frame({{"content", test::to({formula})}});
  ExportRequest request{"csv", {{"excel", "true"}}, out.path(), {}, {}};
  const auto done = export_project(real_files(), test::built_plugins(), request, test::attribution_scheme(),
                                   {}, items_of({{golden.article, {made.get()}}}));
  REQUIRE(done.ok());
  const auto bytes = read_file(real_files(), out.path() / "attributions.csv").value();
  CHECK(bytes.find(",'=nó.,") != std::string::npos);
  CHECK(bytes.find(",contents\r\n") != std::string::npos);
}

TEST_CASE("an unknown setting of an exporter is refused with those there are") {
  test::Folder out;
  ExportRequest request{"csv", {{"exel", "true"}}, out.path(), {}, {}};
  const auto done = export_project(real_files(), test::built_plugins(), request, test::attribution_scheme(),
                                   {}, items_of({}));
  REQUIRE_FALSE(done.ok());
  CHECK(done.error().kind == ErrorKind::usage);
  CHECK(done.error().remedy.find("excel") != std::string::npos);
}
