// Others change the project's files while the editor shows them: what the annotator sees, and what stays in her hands.
#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "annotations/store/text_corrections.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "tests/desktop/desk.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

using tests::Desk;
using tests::kArticle;

const std::string kSnapshot = std::string("annotations/eva/") + kArticle + ".json";
const std::string kHistory = std::string("annotations/eva/") + kArticle + ".history";
const std::string kText = std::string("articles/") + kArticle + ".txt";

}  // namespace

TEST_CASE("a script changes the snapshot: it is shown, told, and the reader stays where she was") {
  Desk desk;
  desk.quote(3);
  desk.quote(2);
  desk->tick();
  REQUIRE(desk.quotes() == 2);
  REQUIRE(desk->close());  // with its snapshot
  REQUIRE(desk->open_project(desk.project(), ArticleId(kArticle)));
  desk->look_outside();
  for (int i = 0; i < 4; ++i) desk.press(Key::down);
  desk.select_words(2);
  const std::string selected = desk.selected();
  const float scroll = desk->scroll();
  desk.replace(kSnapshot, "\"layer\": \"content\"", "\"layer\": \"cue\"");
  desk->look_outside();
  CHECK(desk.notice() == "From outside: 1 change came in.");
  CHECK(desk.selected() == selected);
  CHECK(desk->scroll() == scroll);
  CHECK(std::ranges::count_if(desk.article().state.spans, [](const Span& span) { return span.layer == "cue"; }) == 1);
}

TEST_CASE("a text that others correct above the caret: the caret stays at its words, and so does every quote") {
  Desk desk;
  desk.quote(3);
  for (int i = 0; i < 4; ++i) desk.press(Key::down);
  desk.select_words(3);
  const std::string selected = desk.selected();
  const std::string before = desk.article().article->text;
  const auto ids = random_ids();
  const auto project = open_project(real_files(), desk.project());
  REQUIRE(project);
  REQUIRE(correct_text(real_files(), real_clock(), *ids, *project, ArticleId(kArticle), "At last: " + before, "ben"));
  desk->look_outside();
  CHECK(desk.article().article->text == "At last: " + before);
  CHECK(desk.selected() == selected);
  CHECK(desk.notice().starts_with("From outside: the text was changed"));
  REQUIRE(desk.article().state.spans.size() == 1);
  const Span& span = *desk.article().state.spans.begin();
  const auto bytes = desk.article().index.checked_bytes(span.at[0]);
  REQUIRE(bytes);
  CHECK(before.starts_with(desk.article().article->text.substr(bytes->begin.value, bytes->end.value - bytes->begin.value)));
}

TEST_CASE("what others take out of the files is told and comes back with one click") {
  Desk desk;
  desk.quote(3);
  const std::string older = desk.read(kHistory);
  desk.quote(2);
  desk.write(kHistory, older);
  desk->look_outside();
  CHECK(desk.quotes() == 1);
  CHECK(desk.notice() == "From outside: 1 change made here is no longer in the project's files. It was kept.");
  REQUIRE(desk->ui().notice->button == "Bring back");
  desk->act(desk->ui().notice->intent);
  CHECK(desk.quotes() == 2);
}

TEST_CASE("articles that come into the folder and go from it are in the list and out of it") {
  Desk desk;
  const auto rows = [&] { return std::get<AnnotateModel>(desk->model().body).left.todo.size(); };
  const std::size_t before = rows();
  desk.write("articles/zoo.txt", "“The zoo opens on Monday,” said the keeper.\n");
  desk.write("articles/zoo-again.txt", "“And on Tuesday,” said the keeper.\n");
  desk->look_outside();
  CHECK(rows() == before + 2);
  CHECK(desk.notice() == "From outside: 2 articles came in.");
  std::filesystem::remove(desk.project() / "articles/zoo.txt");
  desk->look_outside();
  CHECK(rows() == before + 1);
  // The one that is open, too.
  std::filesystem::remove(desk.project() / kText);
  desk->look_outside();
  CHECK(rows() == before);
  CHECK(desk->ui().notice->error);
}

TEST_CASE("one pull brings other guidelines, another history and a gesture that does not know it yet") {
  Desk desk;
  desk.quote(3);
  const std::string older = desk.read(kHistory);
  desk.quote(2);
  desk.write(kHistory, older);
  desk.write("guidelines.md", "Mark every quote, however short.\n");
  desk.quote(2);
  desk->look_outside();
  CHECK(desk->session()->project().guidelines == "Mark every quote, however short.\n");
  CHECK(desk.quotes() == 3);
  CHECK(std::holds_alternative<Saved>(desk->session()->save_state()));
}

TEST_CASE("other guidelines open the project anew where the reader was, a broken scheme is told and changes nothing") {
  Desk desk;
  desk.quote(3);
  for (int i = 0; i < 4; ++i) desk.press(Key::down);
  const Byte caret = desk->ui().caret;
  desk.write("guidelines.md", "Mark every quote, however short.\n");
  desk->look_outside();
  CHECK(desk->session()->project().guidelines == "Mark every quote, however short.\n");
  CHECK(desk.notice().starts_with("From outside: the scheme, the guidelines"));
  CHECK(desk.article().article->id.value == kArticle);
  CHECK(desk->ui().caret == caret);
  const std::string scheme = desk.read("scheme.json");
  desk.write("scheme.json", scheme.substr(0, scheme.size() / 2));
  desk->look_outside();
  CHECK(desk->ui().notice->error);
  CHECK(desk.notice().find("scheme.json") != std::string::npos);
  CHECK(desk.quotes() == 1);
  desk.quote(2);
  CHECK(desk.quotes() == 2);
  desk.write("scheme.json", scheme);
  desk->look_outside();
  CHECK(!desk->ui().notice->error);
  CHECK(desk.quotes() == 2);
}

TEST_CASE("nothing is taken out of her hands: changes come in once a palette is closed") {
  Desk desk(std::chrono::milliseconds(2));
  desk.quote(3);
  const std::string older = desk.read(kHistory);
  desk.quote(2);
  desk.select_words(2);
  desk.press('S');  // who said it?
  REQUIRE(std::holds_alternative<OpenPalette>(desk->ui().mode));
  desk->handle(TextTyped{"s"});  // the key's own letter
  desk->handle(TextTyped{"Hel"});
  desk->wait_until_saved();  // the mention; what is not on disk when the history is replaced is brought back
  desk.write(kHistory, older);
  for (int i = 0; i < 2000 && desk->session()->changed_outside().empty(); ++i) desk.turn();
  REQUIRE(!desk->session()->changed_outside().empty());
  for (int i = 0; i < 50; ++i) desk.turn();
  REQUIRE(std::holds_alternative<OpenPalette>(desk->ui().mode));
  CHECK(std::get<OpenPalette>(desk->ui().mode).field.text() == "Hel");
  CHECK(desk.quotes() == 2);
  desk.press(Key::escape);
  desk.press(Key::escape);
  for (int i = 0; i < 2000 && desk.quotes() == 2; ++i) desk.turn();
  CHECK(desk.quotes() == 1);
  CHECK(desk.notice().find("kept") != std::string::npos);
}

TEST_CASE("what others took out and is brought back with newer work is not called kept") {
  Desk desk;
  desk.quote(3);
  const std::string older = desk.read(kHistory);
  desk.quote(2);
  desk.write(kHistory, older);
  desk.quote(4);  // cannot be written behind another history
  desk->look_outside();
  CHECK(desk.quotes() == 3);
  CHECK(desk.notice().find("From outside: joined with") == 0);
  CHECK(desk.notice().find("kept") == std::string::npos);
}

TEST_CASE("an editor that does not watch looks at nothing") {
  Desk desk(std::chrono::milliseconds(0));
  CHECK(desk->may_sleep() <= 0);
  desk.quote(3);
  desk.write("articles/zoo.txt", "“The zoo opens on Monday,” said the keeper.\n");
  desk->look_outside();
  CHECK(desk->session()->project().articles.size() == 5);
}
