// What an exporter writes, the importer of the same format gives back: over random texts in many scripts with spans that nest,
// cross, lie in pieces and are the same twice.
#include <doctest/doctest.h>

#include <cstdlib>
#include <random>

#include "core/files/read_file.h"
#include "plugins/host/export_project.h"
#include "plugins/host/given_edits.h"
#include "plugins/host/import_files.h"
#include "tests/plugins/fixture.h"

using namespace sayso;

namespace {

// How many spans go both ways: a few here, as many as one likes by SAYSO_TEST_SPANS.
std::size_t wanted_spans() {
  const char* const said = std::getenv("SAYSO_TEST_SPANS");
  return said ? std::strtoull(said, nullptr, 10) : 5'000;
}

class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed) {}
  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }
  bool once_in(std::size_t n) { return below(n) == 0; }
  template <class List>
  const auto& one_of(const List& list) {
    return list[below(list.size())];
  }

 private:
  std::mt19937 random_;
};

const std::vector<std::string> kPieces = {"“", "”", "„", "’", " ", "\n", "\r\n", "\t", "said", "naïve", "e\u0301", "👩🏽‍🚀", "🦊", "שרה", "قالت", "हिन्दी", "ไทย", "中文",
                                          "日本語", "한국어", "\u2028", "\u0085", "\u00A0", "=1+1", "-", "@a", ",", "\"", ";", "\\", "|", "<b>&amp;", "a.b", "\u2067", "\uFFFD"};

Article random_article(Chance& chance, const std::string& id) {
  std::string text = "Begin";
  for (std::size_t i = 0, count = 20 + chance.below(60); i < count; ++i) text += chance.one_of(kPieces);
  Article article = test::an_article(text, id);
  article.facts.title = chance.one_of(kPieces) + " title";
  article.facts.language = "en";
  return article;
}

Fragments random_fragments(Chance& chance, std::size_t end) {
  std::set<std::size_t> cuts;
  const std::size_t pieces = chance.once_in(4) ? 2 + chance.below(2) : 1;
  while (cuts.size() < 2 * pieces) cuts.insert(chance.below(end + 1));
  Fragments at;
  for (auto cut = cuts.begin(); cut != cuts.end();) {
    const std::size_t begin = *cut++, until = *cut++;
    at.push_back({CodePoint{begin}, CodePoint{until}});
  }
  // Fragments that touch are one.
  for (std::size_t i = 1; i < at.size();) {
    if (at[i - 1].end == at[i].begin) {
      at[i - 1].end = at[i].end;
      at.erase(at.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  return at;
}

Annotations random_annotations(Chance& chance, const Article& article, const std::string& annotator, std::size_t& spans) {
  test::Annotated made(article, annotator);
  const std::size_t end = TextIndex(article.text).code_point_end().value;
  std::vector<RecordId> contents, cues, mentions;
  std::vector<Fragments> places;
  for (std::size_t i = 0, count = 1 + chance.below(12); i < count; ++i, ++spans) {
    // Now and then the place of another span.
    const Fragments at = !places.empty() && chance.once_in(5) ? chance.one_of(places) : random_fragments(chance, end);
    places.push_back(at);
    switch (chance.below(3)) {
      case 0: contents.push_back(made.at("content", at, {{"kind", std::string("direct")}})); break;
      case 1: cues.push_back(made.at("cue", {at.front()})); break;
      default: mentions.push_back(made.at("mention", {at.front()}, {{"entity", std::string(chance.once_in(2) ? "ana-0001" : "b-0002")}}));
    }
  }
  RecordId before;
  for (const RecordId& content : contents) {
    Roles roles = {{"content", test::to({content})}};
    if (!cues.empty() && chance.once_in(2)) roles["cue"] = test::to({chance.one_of(cues)});
    if (!mentions.empty() && chance.once_in(2)) roles["source"] = test::to({chance.one_of(mentions)});
    if (chance.once_in(3)) roles["stance"] = {Filler{EntityId("ana-0001"), {{"value", std::int64_t{1}}, {"basis", std::string("words")}}, {}}};
    if (chance.once_in(4)) roles["addressee"] = {};
    if (!before.empty() && chance.once_in(4)) roles["within"] = test::to({before});
    before = made.frame(roles, chance.once_in(2) ? Attributes{{"tone", std::vector<std::string>{"warm"}}, {"note", chance.one_of(kPieces) + "n"}} : Attributes{});
  }
  made.get().status = chance.once_in(3) ? Status::done : Status::open;
  return made.get();
}

Registry its_registry() {
  Entity joined = test::an_entity("b-0002", "B; \"b\"", {"β"});
  joined.same_as = EntityId("ana-0001");
  return {Shelf<Entity>({test::an_entity("ana-0001", "Ana Ruiz"), joined}), {}, {}};
}

}  // namespace

TEST_CASE("jsonl: every article, record and entity comes back as it was, ids and order too") {
  const InstalledPlugins plugins = test::built_plugins();
  const Scheme scheme = test::attribution_scheme();
  const Registry registry = its_registry();
  Chance chance(20261130);
  std::vector<ExportItem> items;
  std::size_t spans = 0;
  for (std::size_t i = 0; spans < wanted_spans(); ++i) {
    ExportItem item{random_article(chance, "news/" + std::to_string(100'000 + i)), {}};
    for (const char* annotator : {"ana", "ben"}) item.annotations.push_back(random_annotations(chance, item.article, annotator, spans));
    items.push_back(std::move(item));
  }
  const test::Folder folder;
  const auto exported = export_project(real_files(), plugins, {"jsonl", {}, folder.path() / "out", {}, {}}, scheme, registry, items_of(items));
  REQUIRE_MESSAGE(exported.ok(), to_text(exported.error()));
  CHECK(exported->losses.empty());
  const auto imported = import_files(real_files(), plugins, {"jsonl", {}, {folder.path() / "out"}}, scheme, {});
  REQUIRE_MESSAGE(imported.ok(), to_text(imported.error()));
  CHECK(imported->losses.empty());
  REQUIRE(imported->entities.size() == 2);
  for (const GivenEntity& entity : imported->entities) CHECK(entity.entity == *registry.entities.find(entity.entity.id.value));
  REQUIRE(imported->articles.size() == items.size());
  REQUIRE(imported->annotations.size() == 2 * items.size());
  std::size_t wrong = 0, checked = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (imported->articles[i].text != items[i].article.text || imported->articles[i].facts != items[i].article.facts) ++wrong;
    for (std::size_t k = 0; k < 2; ++k) {
      const Annotations& was = items[i].annotations[k];
      const GivenAnnotations& is = imported->annotations[2 * i + k];
      if (is.article != was.article || is.annotator != was.annotator || is.status != was.status) ++wrong;
      if (is.spans.size() != was.spans.size() || is.frames.size() != was.frames.size()) ++wrong;
      for (const Span& span : is.spans) wrong += was.spans.find(span.id.value) == nullptr || *was.spans.find(span.id.value) != span, ++checked;
      for (const Frame& frame : is.frames) wrong += was.frames.find(frame.id.value) == nullptr || *was.frames.find(frame.id.value) != frame;
      // And all of it can be put into a project.
      Annotations empty;
      empty.article = is.article;
      wrong += !state_after(scheme, registry, TextIndex(items[i].article.text), std::move(empty), edits_that_add(is.spans, is.frames)).ok();
    }
  }
  CHECK(wrong == 0);
  CHECK(checked == spans);
  MESSAGE(checked << " spans of " << items.size() << " articles went both ways");
  // The same again is the same bytes.
  const auto again = export_project(real_files(), plugins, {"jsonl", {}, folder.path() / "again", {}, {}}, scheme, registry, items_of(items));
  REQUIRE(again.ok());
  for (const std::string& name : again->files) {
    CHECK(read_file(real_files(), folder.path() / "again" / name).value() == read_file(real_files(), folder.path() / "out" / name).value());
  }
}
