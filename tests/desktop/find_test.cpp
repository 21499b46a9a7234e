// Finding words in the open article: the bar, going from hit to hit, and the search in the background.
#include <algorithm>

#include "annotations/query/find.h"
#include "annotations/store/snapshot_codec.h"
#include "core/text/utf8.h"
#include "tests/desktop/desk.h"
#include "ui/desktop/text_search.h"

using namespace sayso;
using namespace sayso::ui;
using tests::Desk;

namespace {

constexpr Mods kCtrl{false, true, false}, kShift{true, false, false};

const std::string kScripts =
    "👩‍👩‍👧 \u00e9\u0301clair: Мэр сказал нет. مرحبا بالعالم 👍🏽\n"
    "мэр 🇩🇪 молчал, e\u0301 МЭР ушёл.\n"
    "قال: مرحبا. naïve NAI\u0308VE\n";

// The text as an article of the project, opened; all of it is in sight.
void open_text(Desk& desk, const std::string& text) {
  desk.write("words.txt", text);
  FilesDropped dropped;
  dropped.paths = {desk.project() / "words.txt"};
  desk->handle(dropped);
  REQUIRE(desk->open_project(desk.project(), ArticleId("words")));
  desk->set_text_area({640, 600}, 1);
}

void press_find(Desk& desk) { desk->handle(KeyPress{Key::letter, 'F', kCtrl, false}); }

// As a person would: letter by letter.
void type_fast(Desk& desk, const std::string& words) {
  for (const auto [code_point, at] : code_points(words)) {
    desk->handle(KeyPress{Key::other, 0, {}, false});
    desk->handle(TextTyped{to_utf8(std::u32string(1, code_point))});
  }
}

void type(Desk& desk, const std::string& words) {
  type_fast(desk, words);
  desk->wait_for_checks();
}

AnnotateModel shown(Desk& desk) {
  desk->wait_for_checks();
  const WindowModel model = desk->model();
  return std::get<AnnotateModel>(model.body);
}

std::string bar(Desk& desk) {
  const AnnotateModel model = shown(desk);
  return model.find ? model.find->words : "closed";
}

std::vector<std::string> marked(Desk& desk) {
  std::vector<std::string> words;
  for (const HitMark& hit : shown(desk).text.hits) {
    words.push_back(desk.article().article->text.substr(hit.at.begin.value, hit.at.length()) + (hit.current ? "*" : ""));
  }
  return words;
}

// A press in the text, as the view declares it, beside the bar.
void click_in_text(Desk& desk) {
  HitMap hits;
  hits.add({{100, 50, 640, 600}, {"text", {}, {}}, HitRegion::Kind::text, 0, {}});
  desk->drawn(std::move(hits), {100, 50, 640, 600}, {100, 50});
  desk->handle(PointerPressed{101, 55, Button::left, {}});
  desk->handle(PointerReleased{101, 55, Button::left, {}});
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("find: words of any script are counted, and Enter and Shift Enter go from one to the next, round the end") {
  Desk desk;
  open_text(desk, kScripts);
  press_find(desk);
  CHECK(bar(desk).empty());
  type(desk, "мэр");
  CHECK(bar(desk) == "1 of 3");
  CHECK(marked(desk) == Words{"Мэр*", "мэр", "МЭР"});
  CHECK(desk.selected() == "Мэр");
  desk.press(Key::enter);
  CHECK(bar(desk) == "2 of 3");
  CHECK(desk.selected() == "мэр");
  desk.press(Key::enter);
  desk.press(Key::enter);
  CHECK(bar(desk) == "1 of 3");
  desk.press(Key::enter, kShift);
  CHECK(bar(desk) == "3 of 3");
  CHECK(desk.selected() == "МЭР");
  desk.press(Key::escape);
  CHECK(bar(desk) == "closed");
  CHECK(desk.selected() == "МЭР");
  CHECK(std::holds_alternative<Reading>(desk->ui().mode));
  CHECK(marked(desk).empty());
}

TEST_CASE("find: the first that an input method sends, without a key, is not lost") {
  Desk desk;
  open_text(desk, kScripts);
  press_find(desk);
  desk->handle(TextTyped{"молчал"});
  CHECK(bar(desk) == "1 of 1");
  CHECK(desk.selected() == "молчал");
}

TEST_CASE("find: Arabic words are found behind emoji and combining marks, at their own letters") {
  Desk desk;
  open_text(desk, kScripts);
  press_find(desk);
  type(desk, "مرحبا");
  CHECK(bar(desk) == "1 of 2");
  CHECK(marked(desk) == Words{"مرحبا*", "مرحبا"});
  desk->handle(KeyPress{Key::letter, 'A', kCtrl, false});
  type(desk, "e\u0301");
  CHECK(bar(desk) == "1 of 1");  // the other one is a letter of its own
  CHECK(desk.selected() == "e\u0301");
}

TEST_CASE("find: letters that are added narrow what is found from where it stands, and what is not there is told in words") {
  Desk desk;
  open_text(desk, "The mayor may go. The mayoress may not. A maypole stands.\n");
  press_find(desk);
  type(desk, "may");
  CHECK(bar(desk) == "1 of 5");
  desk.press(Key::enter);
  desk.press(Key::enter);
  CHECK(bar(desk) == "3 of 5");
  // A caret that moves in the field goes nowhere in the text.
  desk.press(Key::home);
  desk->handle(KeyPress{Key::letter, 'A', kCtrl, false});
  desk.press(Key::end);
  CHECK(bar(desk) == "3 of 5");
  type(desk, "p");
  CHECK(bar(desk) == "1 of 1");
  CHECK(desk.selected() == "mayp");
  type(desk, "x");
  CHECK(bar(desk) == "nothing found");
  CHECK(shown(desk).find->nothing);
  CHECK(desk.selected().empty());
  desk.press(Key::enter);
  CHECK(bar(desk) == "nothing found");
  desk.press(Key::backspace);
  CHECK(bar(desk) == "1 of 1");
  for (int i = 0; i < 4; ++i) desk.press(Key::backspace);
  CHECK(bar(desk).empty());
  CHECK(marked(desk).empty());
}

TEST_CASE("find: the selected words are what is looked for, and F3 goes on when the bar is closed") {
  Desk desk;
  open_text(desk, "One said so. Another said so. Nobody said more.\n");
  desk->handle(KeyPress{Key::right, 0, kCtrl, false});
  desk->handle(KeyPress{Key::right, 0, {true, true, false}, false});
  CHECK(desk.selected() == " said");
  press_find(desk);
  CHECK(shown(desk).find->field.text() == "said");
  desk.press(Key::f3);
  CHECK(bar(desk) == "1 of 3");
  desk.press(Key::f3);
  CHECK(bar(desk) == "2 of 3");
  desk.press(Key::escape);
  desk.press(Key::f3);
  CHECK(bar(desk) == "3 of 3");
  CHECK(!shown(desk).find->focused);
  desk.press(Key::f3, kShift);
  CHECK(bar(desk) == "2 of 3");
  // The text has the keys: Esc closes the bar first, then the selection goes.
  desk.press(Key::escape);
  CHECK(bar(desk) == "closed");
  CHECK(desk.selected() == "said");
  desk.press(Key::escape);
  CHECK(desk.selected().empty());
}

TEST_CASE("find: what is found can be annotated while the bar is open") {
  Desk desk;
  open_text(desk, "One said so. Another said so.\n");
  press_find(desk);
  type(desk, "another");
  click_in_text(desk);
  CHECK(std::holds_alternative<Reading>(desk->ui().mode));
  CHECK(bar(desk) == "1 hit");
  desk.press(Key::f3);
  desk.press('Q');
  desk->wait_until_saved();
  REQUIRE(desk.article().state.spans.size() == 1);
  CHECK(desk.article().state.spans.begin()->text == Words{"Another"});
}

TEST_CASE("find: after the text is corrected, and in another article, the words are looked for anew") {
  Desk desk;
  open_text(desk, "👍🏽 The tram came. The bus went.\n");
  press_find(desk);
  type(desk, "tram");
  CHECK(bar(desk) == "1 of 1");
  click_in_text(desk);
  desk->handle(KeyPress{Key::letter, 'E', kCtrl, false});
  REQUIRE(std::holds_alternative<OpenCorrection>(desk->ui().mode));
  desk->handle(KeyPress{Key::home, 0, kCtrl, false});
  desk->handle(TextTyped{"Tram, trams: "});
  desk.press(Key::enter);
  CHECK(desk.notice().empty());
  CHECK(marked(desk) == Words{"Tram", "tram", "tram"});
  CHECK(bar(desk) == "3 hits");
  desk->handle(KeyPress{Key::letter, 'Z', kCtrl, false});
  CHECK(marked(desk) == Words{"tram"});
  desk->act({"open-article", tests::kArticle, {}});
  const std::size_t there = Search("tram").in_text(desk.article().article->id, desk.article().index).size();
  REQUIRE(there > 1);
  CHECK(bar(desk) == std::to_string(there) + " hits");
  CHECK(shown(desk).find->field.text() == "tram");
}

TEST_CASE("find: the buttons of the bar do what its keys do, and leave the keys to its field") {
  Desk desk;
  open_text(desk, "so it is, so it was, so it stays\n");
  press_find(desk);
  type(desk, "so");
  const auto press = [&](const char* action) {
    HitMap hits;
    hits.button({10, 10, 20, 20}, {action, {}, {}});
    desk->drawn(std::move(hits), {}, {});
    desk->handle(PointerPressed{15, 15, Button::left, {}});
    desk->handle(PointerReleased{15, 15, Button::left, {}});
  };
  press("next-hit");
  CHECK(bar(desk) == "2 of 3");
  press("previous-hit");
  press("previous-hit");
  CHECK(bar(desk) == "3 of 3");
  CHECK(shown(desk).find->focused);
  press("toggle-bottom");
  CHECK(!shown(desk).find->focused);
  CHECK(bar(desk) == "3 of 3");
  press("close-find");
  CHECK(bar(desk) == "closed");
}

TEST_CASE("find: a press in the bar's field gives it the keys again, and its words stay") {
  Desk desk;
  open_text(desk, "so it is, so it was\n");
  press_find(desk);
  type(desk, "so");
  click_in_text(desk);
  HitMap hits;
  hits.add({{10, 10, 200, 30}, {"find", {}, {}}, HitRegion::Kind::text_field, 0, {}, [](Point) { return Byte(2); }});
  desk->drawn(std::move(hits), {}, {});
  desk->handle(PointerPressed{15, 15, Button::left, {}});
  desk->handle(PointerReleased{15, 15, Button::left, {}});
  type(desk, " it w");
  CHECK(shown(desk).find->field.text() == "so it w");
  CHECK(bar(desk) == "1 of 1");
}

TEST_CASE("find: hits stand beside the scroll bar wherever they are in the text, those in sight alone in the text") {
  Desk desk;
  std::string text;
  for (int i = 0; i < 400; ++i) text += "A line of words, none of which is looked for here, number " + std::to_string(i) + ".\n";
  open_text(desk, text + "The needle lies here.\n");
  desk->set_text_area({640, 300}, 1);
  desk->drawn({}, {100, 50, 640, 300}, {100, 50});
  press_find(desk);
  type(desk, "needle");
  const auto overview = shown(desk).text.overview;
  REQUIRE(!overview.empty());
  CHECK(overview.back().hits);
  CHECK(std::ranges::count_if(overview, &OverviewRow::hits) == 1);
  CHECK(marked(desk) == Words{"needle*"});  // gone to
  click_in_text(desk);
  desk->handle(KeyPress{Key::home, 0, kCtrl, false});
  CHECK(marked(desk).empty());
  CHECK(bar(desk) == "1 hit");
}

TEST_CASE("find: another project begins without the bar") {
  Desk desk;
  press_find(desk);
  type(desk, "tram");
  CHECK(bar(desk) != "closed");
  REQUIRE(desk->open_project(desk.project()));
  CHECK(bar(desk) == "closed");
}

TEST_CASE("search: what was found of other words is dropped when the words change, taken or not") {
  auto article = std::make_shared<Article>();
  while (article->text.size() < 6'000'000) article->text += "a bb ";
  TextSearch search({});
  const auto finish = [&] {
    search.wait();
    while (search.take()) {
    }
  };
  search.look_for("a", article);
  search.wait();  // all is found, nothing of it is taken
  search.look_for("bb", article);
  CHECK(search.hits().empty());
  finish();
  CHECK(search.is_done());
  CHECK(search.hits().size() == article->text.size() / 5);
  CHECK(search.hits().at(0) == CodePointRange{CodePoint{2}, CodePoint{4}});
  // Asked anew before the answer is there, again and again.
  for (int i = 0; i < 20; ++i) {
    search.look_for(i % 2 == 0 ? "a" : "bb", article);
    search.take();
  }
  search.look_for("b a", article);
  finish();
  for (std::size_t rank = 0; rank < search.hits().size(); ++rank) REQUIRE(search.hits().at(rank).begin.value == 5 * rank + 3);
  search.forget();
  finish();
  CHECK(search.hits().empty());
  CHECK(search.is_done());
}

TEST_CASE("search: what is found grows, in order, and what is known to be all of it is never taken back") {
  auto article = std::make_shared<Article>();
  while (article->text.size() < 8'000'000) article->text += "Ж and more of it. ";
  TextSearch search({});
  search.look_for("ж", article);
  std::size_t size = 0;
  CodePoint known;
  while (!search.is_done()) {
    search.take();
    CHECK(search.hits().size() >= size);
    CHECK(search.known_to() >= known);
    size = search.hits().size();
    known = search.known_to();
    CHECK(search.hits().first_from(known) == size);
  }
  CHECK(size == article->text.size() / 19);
}

TEST_CASE("find: in a long text letters are typed while it is gone through, and what counts is what stands there at last") {
  Desk desk;
  std::string text;
  while (text.size() < 3'000'000) text += "Somebody said a word or two about it, and nobody answered.\n";
  open_text(desk, text + "The last word.\n");
  press_find(desk);
  type_fast(desk, "the last");
  CHECK(bar(desk) == "1 of 1");
  CHECK(desk.selected() == "The last");
}

TEST_CASE("suggestions: those of a snapshot are hatched when the article is opened") {
  Desk desk;
  const OpenArticle& open = desk.article();
  const std::size_t words = open.article->text.find(' ') + 1;
  const CodePoint begin = open.index.to_code_point(Byte{words});
  const std::string quoted = open.article->text.substr(words, 4);
  Annotations state;
  state.article = ArticleId("tram-extension");
  state.annotator = AnnotatorId("una");
  state.text_sha256 = open.article->facts.sha256;
  state.suggested.put({RecordId("g1"), RawJson{"{\"id\": \"g1\", \"layer\": \"attribution\", \"spans\": [{\"id\": \"g2\", \"layer\": \"content\", \"at\": [[" +
                                               std::to_string(begin.value) + ", " + std::to_string(begin.value + 4) + "]], \"text\": [\"" + quoted + "\"]}]}"}});
  std::filesystem::create_directories(desk.project() / "annotations/una");
  desk.write("annotations/una/tram-extension.json", write_snapshot(state));
  REQUIRE(desk->open_project(desk.project(), ArticleId(tests::kArticle), AnnotatorId("una")));
  const AnnotateModel model = shown(desk);
  REQUIRE(model.text.suggestions.size() == 1);
  CHECK(model.text.suggestions[0].at == std::vector<ByteRange>{{Byte{words}, Byte{words + 4}}});
  CHECK(model.text.heading.find("0 quotes, 1 suggested") != std::string::npos);
}
