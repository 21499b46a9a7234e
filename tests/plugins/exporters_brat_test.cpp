#include <doctest/doctest.h>

#include <map>
#include <set>
#include <sstream>

#include "core/files/read_file.h"
#include "core/text/utf8.h"
#include "plugins/host/export_project.h"
#include "tests/plugins/golden.h"

using namespace sayso;

namespace {

// A reader as strict as brat's own: every line, every reference, every T line's text at its code points.
struct Ann {
  std::map<std::string, std::pair<std::string, std::string>> texts;  // id to type, words
  std::map<std::string, std::string> offsets;
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> events;
  std::vector<std::string> rest;  // A, N and # lines
};

Ann read_ann(const std::string& ann, const std::string& text) {
  const std::u32string points = to_utf32(text);
  Ann read;
  REQUIRE((ann.empty() || ann.back() == '\n'));
  REQUIRE(ann.find('\r') == std::string::npos);
  std::istringstream lines(ann);
  std::set<std::string> ids;
  std::vector<std::string> references;
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    for (const char* broken : {"\u2028", "\u0085", "\v", "\f"})
      REQUIRE(line.find(broken) == std::string::npos);
    const auto tab = line.find('\t');
    REQUIRE(tab != std::string::npos);
    const std::string id = line.substr(0, tab), body = line.substr(tab + 1);
    REQUIRE(ids.insert(id).second);
    if (id[0] == 'T') {
      const auto second = body.find('\t');
      REQUIRE(second != std::string::npos);
      const std::string head = body.substr(0, second), words = body.substr(second + 1);
      const auto space = head.find(' ');
      std::string found;
      std::size_t last = 0;
      std::istringstream stretches(head.substr(space + 1));
      for (std::string stretch; std::getline(stretches, stretch, ';');) {
        const std::size_t begin = std::stoul(stretch), end = std::stoul(stretch.substr(stretch.find(' ')));
        REQUIRE(begin >= last);
        REQUIRE(end > begin);
        REQUIRE(end <= points.size());
        found += (found.empty() ? "" : " ") + to_utf8(std::u32string_view(points).substr(begin, end - begin));
        last = end;
      }
      REQUIRE(found == words);
      read.texts[id] = {head.substr(0, space), words};
      read.offsets[id] = head.substr(space + 1);
    } else if (id[0] == 'E') {
      std::istringstream pieces(body);
      for (std::string piece; pieces >> piece;) {
        const auto colon = piece.find(':');
        read.events[id].emplace_back(piece.substr(0, colon), piece.substr(colon + 1));
        references.push_back(piece.substr(colon + 1));
      }
    } else {
      std::istringstream pieces(body);
      std::string name, of;
      pieces >> name >> of;
      references.push_back(of);
      read.rest.push_back(body);
    }
  }
  for (const std::string& reference : references) {
    CAPTURE(reference);
    CHECK(ids.count(reference) == 1);
  }
  for (const auto& [id, arguments] : read.events) {
    CHECK(read.texts[arguments[0].second].first == arguments[0].first);  // the trigger has the event's type
    std::set<std::string> roles;
    for (const auto& [role, target] : arguments) CHECK(roles.insert(role).second);
  }
  return read;
}

struct Exported {
  test::Golden golden;
  test::Folder out;
  ExportReport report;
  std::string text;
  Ann ann;

  Exported() {
    ExportRequest request{"brat", {}, out.path(), {}, {}};
    auto done = export_project(real_files(), test::built_plugins(), request, test::attribution_scheme(),
                               golden.registry, items_of({{golden.article, {golden.annotations}}}));
    if (!done) FAIL(to_text(done.error()));
    report = *done;
    text = read_file(real_files(), out.path() / "ana/news/golden.txt").value();
    ann = read_ann(read_file(real_files(), out.path() / "ana/news/golden.ann").value(), text);
  }
};

bool any_line(const Ann& ann, const std::string& part) {
  return std::ranges::any_of(ann.rest,
                             [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("brat gets the text byte for byte, in one folder an annotator, with its configuration") {
  const Exported exported;
  CHECK(exported.text == exported.golden.article.text);
  CHECK(exported.report.files == std::vector<std::string>{"ana/annotation.conf", "ana/news/golden.ann",
                                                          "ana/news/golden.txt", "ana/visual.conf"});
}

TEST_CASE("brat's spans are split at every line end that brat knows") {
  const Exported exported;
  const bool split = std::ranges::any_of(exported.ann.texts, [&](const auto& entry) {
    return entry.second.first == "Content" && exported.ann.offsets.at(entry.first) == "30 35;36 46;59 63" &&
           entry.second.second == "Never and never, =nó.";
  });
  CHECK(split);
}

TEST_CASE("brat's events have the shape of PolNeAR") {
  const Exported exported;
  std::map<std::string, int> types;
  bool second_content = false, within = false, stance_of = false;
  for (const auto& [id, arguments] : exported.ann.events) {
    ++types[arguments[0].first];
    for (const auto& [role, target] : arguments) {
      second_content = second_content || role == "Content2";
      within = within || (role == "Within" && target[0] == 'E');
      stance_of = stance_of || (role == "Of" && target[0] == 'E');
    }
  }
  CHECK(types == std::map<std::string, int>{
                     {"Attribution", 2}, {"Attribution-no-source", 1}, {"Discuss", 1}, {"Stance", 2}});
  CHECK(second_content);
  CHECK(within);
  CHECK(stance_of);
}

TEST_CASE("brat's attributes, references and notes carry the rest") {
  const Exported exported;
  CHECK(any_line(exported.ann, "QuoteKind T"));
  CHECK(any_line(exported.ann, "Value E"));
  CHECK(any_line(exported.ann, "strongly-against"));
  CHECK(any_line(exported.ann, "Entity:bo-lindt-1a2b"));
  CHECK(any_line(exported.ann, "Entity:@author"));
  CHECK(any_line(exported.ann, "a \"note\", with  lines"));
}

TEST_CASE("brat's loss report names what it could not hold") {
  const Exported exported;
  CHECK(std::ranges::any_of(exported.report.losses, [](const Loss& loss) {
    return loss.what.find("document") != std::string::npos;
  }));
}
