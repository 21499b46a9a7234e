// A text is corrected, or is another than annotations were made on: they stay on their words.
#include "annotations/store/text_corrections.h"

#include "annotations/agreement/submissions.h"
#include "annotations/store/reanchor.h"
#include "core/text/utf8.h"
#include "tests/annotations/session_support.h"
#include "tests/support/failing_files.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

const std::string kText = "“We must act now,” she said.\n";

std::string words_of(const Session& session, const std::string& id) {
  std::string words;
  for (const std::string& each : session.article()->state.spans.find(id)->text) words += each;
  return words;
}

std::string random_text(RandomChoices& choices) {
  static const std::vector<std::string> words = {"said", " ", "\n", "“act now”", "naïve e\u0301", "Ольга", "😀", ", ", "the the", "\r\n"};
  std::string text;
  for (int i = choices.pick(0, 60); i > 0; --i) text += choices.one_of(words);
  return text;
}

Annotations with_spans(const std::string& text, const std::vector<std::string>& words) {
  Annotations state;
  state.article = ArticleId("a");
  state.text_sha256 = "before";
  const TextIndex index(text);
  for (const std::string& each : words) {
    const auto at = text.find(each);
    REQUIRE(at != std::string::npos);
    state.spans.put({RecordId(each), "cue", {index.to_code_points({Byte{at}, Byte{at + each.size()}})}, {each}, {}, std::nullopt, {}});
  }
  return state;
}

Annotations after(const Annotations& state, const std::vector<Edit>& edits) {
  Annotations result = state;
  for (const Edit& edit : edits) {
    auto next = update(result, edit);
    REQUIRE(next);
    result = std::move(next).value();
  }
  return result;
}

}  // namespace

TEST_CASE("what is found between two texts turns one into the other, whatever they are") {
  for (unsigned seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    RandomChoices choices(seed);
    const std::string before = random_text(choices);
    std::string after = before;
    for (int i = choices.pick(0, 4); i > 0; --i) {
      const TextIndex index(after);
      const Byte at = index.to_byte(CodePoint(static_cast<std::size_t>(choices.pick(0, static_cast<int>(index.code_point_end().value)))));
      after.insert(at.value, random_text(choices).substr(0, 0) + (choices.pick(0, 1) ? "word " : "Ольга"));
    }
    if (choices.pick(0, 9) == 0) after = random_text(choices);
    const auto splices = splices_between(before, after);
    CHECK(spliced(before, splices) == after);
    CHECK((splices.empty() == (before == after)));
  }
}

TEST_CASE("one word that was changed is one splice, as short as it is") {
  const auto splices = splices_between("She said it.\nHe dont care.\n", "She said it.\nHe doesn't care.\n");
  REQUIRE(splices.size() == 1);
  CHECK(splices[0].at == CodePointRange{CodePoint(16), CodePoint(20)});
  CHECK(splices[0].text == "doesn't");
}

TEST_CASE("a stretch that is replaced changes words of it alone, whatever stands around") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    RandomChoices choices(seed);
    const std::string before = random_text(choices);
    const std::size_t end = count_code_points(before);
    const auto from = static_cast<std::size_t>(choices.pick(0, static_cast<int>(end)));
    const auto to = static_cast<std::size_t>(choices.pick(static_cast<int>(from), static_cast<int>(end)));
    const Splice splice{{CodePoint(from), CodePoint(to)}, random_text(choices)};
    const auto words = words_changed(before, splice);
    const std::string after = spliced(before, words);
    CHECK(after == spliced(before, {splice}));
    CHECK(spliced(after, inverse(before, words)) == before);
    for (const Splice& each : words) {
      CHECK(each.at.begin >= splice.at.begin);
      CHECK(each.at.end <= splice.at.end);
    }
  }
}

TEST_CASE("a name that is replaced by initials takes its mention with it, although a full stop follows") {
  const std::string before = "said Ruth Calloway. Then";
  const auto words = words_changed(before, {{CodePoint(5), CodePoint(18)}, "R. C."});
  CHECK(spliced(before, words) == "said R. C.. Then");
  CHECK(carried(CodePointRange{CodePoint(5), CodePoint(18)}, words) == CodePointRange{CodePoint(5), CodePoint(10)});
}

TEST_CASE("a name that becomes a pronoun takes its mention with it, without the space behind") {
  const std::string before = "“Now,” Ruth Calloway said. So she did.", after = "“Now,” she said. So she did.";
  const auto splices = splices_between(before, after);
  CHECK(splices == std::vector<Splice>{{{CodePoint(7), CodePoint(20)}, "she"}});
  CHECK(splices_between(after, before) == std::vector<Splice>{{{CodePoint(7), CodePoint(10)}, "Ruth Calloway"}});
}

TEST_CASE("a span keeps its words when the text around it is corrected, and takes a correction inside") {
  const std::string text = "The mayor, said Olga, must go. She said so.";
  const Annotations state = with_spans(text, {"mayor", "said Olga", "must go", "She"});
  const std::string now = "Our good mayor, said Ольга, must really go. “She” said so.";
  const TextIndex index(now);
  const Annotations moved = after(state, carry_over(state, {splices_between(text, now)}, index, "now"));
  const auto words = [&](const char* id) { return moved.spans.find(id)->text; };
  CHECK(words("mayor") == std::vector<std::string>{"mayor"});
  CHECK(words("said Olga") == std::vector<std::string>{"said Ольга"});
  CHECK(words("must go") == std::vector<std::string>{"must really go"});
  CHECK(words("She") == std::vector<std::string>{"She"});
  CHECK(moved.text_sha256 == "now");
}

TEST_CASE("a span whose words were taken away is kept without a place, and gets one again") {
  const std::string text = "He said yes. She said no.";
  const Annotations state = with_spans(text, {"She"});
  const std::string now = "He said yes. said no.";
  const TextIndex index(now);
  const Annotations moved = after(state, carry_over(state, {splices_between(text, now)}, index, "now"));
  const Span& span = *moved.spans.find("She");
  CHECK(is_unplaced(span));
  CHECK(unplaced_words(span) == "She");
  CHECK(unplaced_spans(moved).size() == 1);
  const Annotations placed = after(moved, place_span(span, {{CodePoint(0), CodePoint(2)}}, index));
  CHECK(!is_unplaced(*placed.spans.find("She")));
  CHECK(placed.spans.find("She")->text == std::vector<std::string>{"He"});
  CHECK(placed.spans.find("She")->extra.empty());
}

TEST_CASE("in a text that is simply another, spans are found by their words, the nearest of several") {
  const std::string text = "“Yes,” he said. “No,” she said. “Perhaps,” Olga said.";
  const TextIndex before(text);
  Annotations state = with_spans(text, {"“Perhaps,”", "she"});
  // The second of three.
  state.spans.put({RecordId("said"), "cue", {{CodePoint(26), CodePoint(30)}}, {"said"}, {}, std::nullopt, {}});
  REQUIRE(before.slice(CodePointRange{CodePoint(26), CodePoint(30)}) == "said");
  const std::string now = "A headline that is new\n\"Yes,\" he said. \"No,\" she\n said. \"Perhaps,\"  Olga said.";
  const TextIndex index(now);
  const Annotations found = after(state, find_again(state, index, "now"));
  CHECK(found.spans.find("“Perhaps,”")->text == std::vector<std::string>{"\"Perhaps,\""});
  CHECK(found.spans.find("she")->text == std::vector<std::string>{"she"});
  const auto at = found.spans.find("said")->at;
  CHECK(now.substr(index.to_byte(at[0].begin).value - 5, 9) == "she\n said");
  CHECK(found.text_sha256 == "now");

  const std::string gone = "Nothing of it.";
  const Annotations lost = after(found, find_again(found, TextIndex(gone), "gone"));
  CHECK(unplaced_spans(lost).size() == 3);
  // And back again, from where they were.
  const Annotations back = after(lost, find_again(lost, index, "now"));
  CHECK(back == found);
}

TEST_CASE("correcting a text touches nobody's file, keeps every annotation in place and is written with the next edit") {
  Desk desk;
  for (const AnnotatorId& who : {kAna, kBen}) {
    auto session = desk.session_on("a", who);
    REQUIRE(session->dispatch(gesture({AddSpan{Span{RecordId("said"), "cue", {{CodePoint(23), CodePoint(27)}}, {"said"}, {}, std::nullopt, {}}}})));
    REQUIRE(session->submit());
    REQUIRE(session->reopen("a slip"));
    session->close();
  }
  const std::string bens = desk.read("annotations/ben/a.history") + desk.read("annotations/ben/a.json");
  auto session = desk.session_on();
  const std::string now = "“We really must act now!” she said.\n";
  REQUIRE(session->correct_text(now));
  CHECK(session->article()->article->text == now);
  CHECK(words_of(*session, "said") == "said");
  CHECK(session->article()->state.text_sha256 == sha256_hex(now));
  CHECK(session->article()->problems.empty());
  CHECK(desk.read("annotations/ben/a.history") + desk.read("annotations/ben/a.json") == bens);
  CHECK(desk.read("articles/.texts/" + sha256_hex(kText) + ".txt") == kText);
  REQUIRE(session->dispatch(gesture({AddSpan{Span{RecordId("she"), "mention", {{CodePoint(26), CodePoint(29)}}, {"she"}, {}, std::nullopt, {}}}})));
  session->close();
  CHECK(desk.some.open().problems.empty());
  CHECK(!desk.some.open().pending);

  // A second correction; Ben was away for both.
  session = desk.session_on();
  REQUIRE(session->correct_text("At noon: “We really must act now!” she has said.\n"));
  session->close();
  auto other = desk.session_on("a", kBen);
  CHECK(other->article()->problems.empty());
  CHECK(words_of(*other, "said") == "said");
  // What was handed in keeps its text, and is compared on the one of now.
  const auto project = open_project(real_files(), desk.some.project.folder);
  const auto submissions = load_submissions(real_files(), *project, {});
  REQUIRE(submissions);
  REQUIRE(submissions->states.size() == 2);
  CHECK(submissions->states[0].state.spans.find("said")->at == submissions->states[1].state.spans.find("said")->at);
  CHECK(submissions->problems.empty());
  REQUIRE(other->undo().ok() == false);  // the correction is nobody's to take back here
  REQUIRE(other->dispatch(gesture({RemoveSpan{RecordId("said")}})));
  REQUIRE(other->undo());
  CHECK(words_of(*other, "said") == "said");
  other->close();
}

TEST_CASE("a correction in the open article is taken back after what was done since, and made again") {
  Desk desk;
  auto session = desk.session_on();
  Span said{RecordId("said"), "cue", {{CodePoint(23), CodePoint(27)}}, {"said"}, {}, std::nullopt, {}};
  REQUIRE(session->dispatch(gesture({AddSpan{said}})));
  REQUIRE(session->correct_text(Splice{{CodePoint(19), CodePoint(27)}, "she has shouted"}));
  const std::string corrected = "“We must act now,” she has shouted.\n";
  CHECK(session->article()->article->text == corrected);
  CHECK(session->undoes_correction());
  // Nothing else was done since: all before it can be taken back too.
  REQUIRE(session->undo());
  CHECK(session->article()->article->text == kText);
  CHECK(words_of(*session, "said") == "said");
  CHECK(session->redoes_correction());
  CHECK_FALSE(session->undoes_correction());
  REQUIRE(session->redo());
  CHECK(session->article()->article->text == corrected);
  CHECK_FALSE(session->can_redo());

  REQUIRE(session->dispatch(gesture({AddSpan{a_cue("later", 1, 3)}})));
  CHECK_FALSE(session->undoes_correction());
  REQUIRE(session->undo());
  CHECK_FALSE(session->article()->state.spans.contains("later"));
  CHECK(session->undoes_correction());
  REQUIRE(session->undo());
  CHECK(session->article()->article->text == kText);
  CHECK_FALSE(session->undoes_correction());

  // Of another article, or of a text that somebody changed since, nothing is taken back.
  REQUIRE(session->correct_text(Splice{{CodePoint(19), CodePoint(22)}, "he"}));
  desk.some.write("articles/a.txt", "“We must act now!” he said.\n");
  REQUIRE(session->open_article(ArticleId("a")));
  CHECK_FALSE(session->can_undo());
  CHECK_FALSE(session->correct_text(Splice{{CodePoint(0), CodePoint(0)}, std::string(1, '\0')}));
}

TEST_CASE("a correction of another text than the one that is open is refused, and nothing is changed") {
  Desk desk;
  auto session = desk.session_on();
  desk.some.write("articles/a.txt", "“We must act now!” he said.\n");
  const std::string before = desk.every_byte();
  const auto done = session->correct_text(Splice{{CodePoint(19), CodePoint(22)}, "they"});
  REQUIRE_FALSE(done);
  CHECK(done.error().what == "the article's text has changed meanwhile");
  CHECK(desk.every_byte() == before);
}

TEST_CASE("whichever call of a correction fails, the text is a known one and every annotation is on its words") {
  for (std::size_t n = 1;; ++n) {
    CAPTURE(n);
    Desk desk{Desk::Quick()};
    auto session = desk.session_on();
    REQUIRE(session->dispatch(gesture({AddSpan{Span{RecordId("said"), "cue", {{CodePoint(23), CodePoint(27)}}, {"said"}, {}, std::nullopt, {}}}})));
    session->close();
    FailingFiles files;
    files.fail_at = n;
    const auto project = open_project(real_files(), desk.some.project.folder);
    const auto done = correct_text(files, desk.clock, *desk.some.ids, *project, ArticleId("a"), "“We must act,” she said.\n", "ana");
    const auto loaded = load_article(real_files(), *project, ArticleId("a"));
    REQUIRE(loaded);
    CHECK(loaded->problems.empty());
    const auto opened = desk.some.open();
    CHECK(opened.problems.empty());
    CHECK(opened.state.spans.find("said")->text == std::vector<std::string>{"said"});
    const auto& at = opened.state.spans.find("said")->at;
    CHECK(TextIndex(loaded->article.text).slice(at[0]) == "said");
    // And it can be tried again.
    const bool old = loaded->article.text == kText;
    const auto again = correct_text(real_files(), desk.clock, *desk.some.ids, *project, ArticleId("a"), "“We must act,” she said.\n", "ana");
    CHECK_MESSAGE(again.ok() == old, (again ? "" : to_text(again.error())));
    if (files.calls.size() < n) {
      REQUIRE(done);
      break;
    }
  }
}
