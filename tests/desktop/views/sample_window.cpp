#include "tests/desktop/views/sample_window.h"

#include <cstdlib>
#include <string_view>
#include <utility>

namespace sayso::ui {
namespace {

ByteRange at(std::string_view words, std::size_t nth = 0) {
  std::size_t place = sample_text().find(words);
  for (; nth > 0 && place != std::string::npos; --nth) place = sample_text().find(words, place + 1);
  if (place == std::string::npos) std::abort();  // the sample and its text have come apart
  return {Byte{place}, Byte{place + words.size()}};
}

FillMark fill(ByteRange range, std::size_t speaker, std::string badge, int depth = 0) {
  FillMark mark;
  mark.at = {range};
  mark.speaker = speaker;
  mark.badge = std::move(badge);
  mark.depth = depth;
  return mark;
}

LineMark line(ByteRange range, LineMark::Kind kind, std::size_t speaker = kNoSpeaker, int level = 0) {
  LineMark mark;
  mark.at = {range};
  mark.kind = kind;
  mark.speaker = speaker;
  mark.level = level;
  return mark;
}

Chip chip(std::string label, bool chosen = false, std::string key = {}, std::string of = {}) {
  Chip made;
  made.label = label;
  made.key = std::move(key);
  made.chosen = chosen;
  made.intent = {"choose-value", of.empty() ? "kind" : std::move(of), std::move(label)};
  return made;
}

StanceStrip strip(std::optional<std::size_t> point, std::string target, std::string extra = {}) {
  StanceStrip made;
  made.point = point;
  made.target = std::move(target);
  made.extra = std::move(extra);
  return made;
}

Card card(std::string frame, ByteRange range, std::size_t speaker, std::string name, std::string aside) {
  Card made;
  made.frame = std::move(frame);
  made.at = range.begin;
  made.speaker = speaker;
  made.name = std::move(name);
  made.aside = std::move(aside);
  return made;
}

TextModel text_model() {
  using Kind = LineMark::Kind;
  TextModel model;
  model.heading = "harbour-ferry · English · 1,912 characters · 8 quotes, 1 without a speaker";
  FillMark active = fill(at("“We shall run it until the ice comes,”"), 0, "IB");
  active.selected = true;
  FillMark halved = fill(at("“difficult to defend”"), 0, "IB");
  halved.incomplete = true;
  model.fills = {fill(at("the ferry was losing money every day it lay in the harbour"), 0, "IB"),
                 active,
                 halved,
                 fill(at("“a promise nobody has paid for. If the council believes that passengers "
                         "will come back by themselves, it should say so aloud.”"),
                      1, "AK"),
                 fill(at("the minister had told her that “there is no money in this year’s budget” "
                         "and that she believed him"),
                      2, "SM"),
                 fill(at("“there is no money in this year’s budget”"), 3, "MH", 1),
                 fill(at("“frank and productive”"), kNoSpeaker, ""),
                 fill(at("the old pier would be safe for another ten winters"), 4, "PE"),
                 fill(at("“recklessly optimistic”"), 5, "RO")};
  model.lines = {line(at("Ilse Brandt"), Kind::mention, 0),
                 line(at("told"), Kind::cue),
                 line(at("the harbour master"), Kind::mention, 0),
                 line(at("said"), Kind::cue),
                 line(at("she"), Kind::mention, 0),
                 line(at("added"), Kind::cue),
                 line(at("Her deputy, Anton Krall,"), Kind::mention, 1),
                 line(at("Anton Krall"), Kind::mention, 1, 1),
                 line(at("called the plan"), Kind::cue),
                 line(at("Sofia Marin"), Kind::mention, 2),
                 line(at("wrote that"), Kind::cue),
                 line(at("the minister"), Kind::mention, 3),
                 line(at("told", 1), Kind::cue),
                 line(at("“Winter Gull”"), Kind::other),
                 line(at("a report"), Kind::mention),
                 line(at("a newspaper"), Kind::mention, 5)};
  model.problems = {{at("one day less.“"), "error", true},
                    {at("Brandl"), "warning", false},
                    {at("“frank and productive”"), "hint", false}};
  model.links = {{at("the harbour master"), at("“We shall run it until the ice comes,”"), 0},
                 {at("said"), at("“We shall run it until the ice comes,”"), 0}};
  model.selection = at("its second was efficient");
  model.caret = model.selection.end;
  return model;
}

std::vector<Card> cards() {
  std::vector<Card> all;
  all.push_back(card("f1", at("the ferry was losing"), 0, "Ilse Brandt", "indirect"));
  all.back().stances = {strip(1, "the ferry")};
  all.back().tags = {"worried"};
  all.push_back(card("f2", at("“We shall run"), 0, "Ilse Brandt", "direct · via “the harbour master”"));
  all.back().stances = {strip(4, "the winter line"), strip(0, "the council of the harbour and its members")};
  all.back().tags = {"confident", "defiant"};
  all.back().active = true;
  all.push_back(card("f3", at("“difficult to"), 0, "Ilse Brandt", "direct"));
  all.back().stances = {strip({}, "the first offer", "?")};
  all.back().missing = {"stance", "tone"};
  all.push_back(card("f4", at("“a promise"), 1, "Anton Krall", "direct"));
  all.back().stances = {strip(0, "the winter line")};
  all.back().tags = {"mocking"};
  all.push_back(card("f5", at("the minister had"), 2, "Sofia Marin", "← letter · mixed"));
  all.back().stances = {strip({}, "the minister", "mixed")};
  all.back().tags = {"resigned"};
  all.push_back(
      card("f6", at("“there is no money"), 3, "Maximiliane von Hohenfels-Auerbach", "direct, nested"));
  all.back().stances = {strip(2, "the budget")};
  all.back().tags = {"neutral"};
  all.push_back(card("f7", at("“frank and"), kNoSpeaker, "no speaker yet", "direct"));
  all.back().missing = {"speaker"};
  all.push_back(card("f8", at("the old pier would"), 4, "Pier engineers", "indirect"));
  all.back().stances = {strip(3, "the pier")};
  return all;
}

InspectorModel inspector() {
  InspectorModel model;
  ChipRow kind{"Kind", {chip("direct", true), chip("indirect"), chip("mixed")}, false, false};
  ScaleRow scale;
  const char* signs[] = {"−−", "−", "·", "+", "++"};
  for (int i = 0; i < 5; ++i) scale.points.push_back(chip(signs[i], i == 4, std::to_string(i + 1), "stance"));
  const char* extras[] = {"mixed", "unclear", "none"};
  for (int i = 0; i < 3; ++i) scale.extras.push_back(chip(extras[i], false, std::to_string(i + 6), "stance"));
  ChipRow tone;
  tone.open = true;
  const std::pair<const char*, const char*> tones[] = {{"neutral", "N"}, {"warm", "W"},  {"confident", "C"},
                                                       {"worried", "O"}, {"angry", "A"}, {"mocking", "M"},
                                                       {"defiant", "D"}};
  for (const auto& [label, key] : tones)
    tone.chips.push_back(chip(label, std::string(label) == "confident", key, "tone"));
  ChipRow act{"Speech act", {}, false, true};
  for (const char* label : {"statement", "promise", "demand", "threat"})
    act.chips.push_back(chip(label, false, "", "act"));
  FillerRow speaker{"Ilse Brandt", "", "S", true, false, false, {"choose-filler", "speaker", ""}, {}};
  FillerRow mention{"mention",
                    "“the harbour master”",
                    "",
                    false,
                    false,
                    false,
                    {"go-to-span", "m1", ""},
                    {"remove-filler", "m1", ""}};
  FillerRow cue{
      "cue", "said", "C", false, false, false, {"choose-filler", "cue", ""}, {"remove-filler", "c1", ""}};
  FillerRow addressee{"addressee –", "", "A", false, true, false, {"choose-filler", "addressee", ""}, {}};
  FillerRow via{"via –", "", "V", false, true, true, {"choose-filler", "via", ""}, {}};
  FillerRow target{"the winter line", "", "T", true, false, false, {"choose-filler", "target", ""}, {}};
  TextField note(TextField::Lines::multi);
  note.set_text("Quoted again in the last paragraph; the same words, but there the paper doubts them.");
  model.rows = {Heading{"Quote"},
                kind,
                Heading{"Speaker"},
                speaker,
                mention,
                cue,
                addressee,
                via,
                Heading{"Stance toward"},
                target,
                scale,
                Heading{"Tone"},
                tone,
                act,
                Heading{"Note"},
                TextRow{"", "note", note, false},
                Heading{"History"},
                HistoryRow{"tone: confident", "14:02:11"},
                HistoryRow{"stance ++ → the winter line and all that hangs on it", "14:02:09"},
                HistoryRow{"created from suggestion", "14:02:07"}};
  return model;
}

LeftModel left() {
  LeftModel model;
  using Sign = ArticleRow::Sign;
  model.todo.rows = {{"harbour-ferry", Sign::begun, "8", true},
                {"export-controls", Sign::untouched, "–", false},
                {"a-very-long-name-of-an-article-that-is-cut", Sign::untouched, "12", false},
                {"visa-working-group", Sign::skipped, "–", false}};
  model.done.rows = {{"balloon-statement", Sign::done, "17", false},
                {"munich-sideline", Sign::done, "31", false},
                {"flight-routes", Sign::done, "9", false}};
  model.speakers.rows = {
      {"e1", "Ilse Brandt", "IB", 0, "3"},    {"e2", "Anton Krall", "AK", 1, "2"},
      {"e3", "Sofia Marin", "SM", 2, "1"},    {"e4", "Maximiliane von Hohenfels-Auerbach", "MH", 3, "1"},
      {"e5", "Pier engineers", "PE", 4, "1"}, {"e6", "Regional observer", "RO", 5, "1"}};
  return model;
}

BottomModel bottom() {
  BottomModel model;
  model.tabs = {{"Problems 5", true, {"show-tab", "problems", ""}},
                {"Guidelines", false, {"show-tab", "guidelines", ""}}};
  const auto row = [](std::string severity, std::string rule, std::string message, std::string place,
                      std::string fix, bool chosen) {
    ProblemRow made{std::move(severity),         rule, std::move(message), std::move(place), fix, chosen,
                    {"go-to-finding", rule, ""}, {}};
    if (!fix.empty()) made.apply = {"apply-fix", rule, ""};
    return made;
  };
  model.problems = {
      row("error", "quote-marks/unbalanced", "Closing mark “ at 412 opens nothing: “…not one day less.“",
          "line 2", "", true),
      row("warning", "speaker/alias-variant",
          "“Brandl” (1×) differs from “Brandt” (2×) by one letter — same speaker?", "line 4", "add alias",
          false),
      row("warning", "quote/no-speaker", "“frank and productive” has no speaker", "line 5", "", false),
      row("hint", "quote/unmarked",
          "“until the ice comes” looks quoted a second time and is not annotated; if it is a title or a "
          "term, say so with X and it will not be asked again",
          "line 6", "annotate", false),
      row("hint", "mention/no-entity", "“a report” names nobody", "line 5", "", false)};
  model.busy = "checking…";
  return model;
}

}  // namespace

const std::string& sample_text() {
  static const std::string kText =
      "Ilse Brandt told the council on Monday that the ferry was losing money every day it lay in the "
      "harbour. “We "
      "shall run it until the ice comes,” the harbour master said, and not one day less.“ The council’s "
      "first "
      "offer, she added, was “difficult to defend”; its second was efficient, final and flat.\n"
      "Her deputy, Anton Krall, disagreed. He called the plan “a promise nobody has paid for. If the council "
      "believes that passengers will come back by themselves, it should say so aloud.” Last winter the "
      "“Winter "
      "Gull” carried eleven passengers a day.\n"
      "In a letter to the town, Sofia Marin wrote that the minister had told her that “there is no money in "
      "this "
      "year’s budget” and that she believed him, though Brandl’s figures say something else.\n"
      "The talks were called “frank and productive” in a report that nobody signed. Engineers found that the "
      "old "
      "pier would be safe for another ten winters, which a newspaper thought “recklessly optimistic”.\n"
      "Whether the line will still run in January is to be decided next week. The council meets on Thursday; "
      "the "
      "harbour master will be heard first, her deputy second, and the passengers, as always, last. Nobody in "
      "the "
      "town remembers a winter in which the question was not asked, and few remember one in which it was "
      "answered "
      "before the first ice lay on the water.\n"
      "The last word is not yet said. Until then the ferry leaves at seven, at noon and at five, if the wind "
      "allows "
      "it and somebody is there to take the ropes.";
  return kText;
}

WindowModel sample_window() {
  WindowModel window;
  window.top.project = "harbour-talks";
  Chip annotate = chip("Annotate", true);
  annotate.intent = {"show-view", "annotate", ""};
  window.top.views = {annotate};
  window.top.annotator = "ana";
  window.top.done = 19;
  window.top.articles = 50;
  window.status.words = "saved";
  window.status.facts = {"quote 2 of 8"};
  window.status.hints = {
      {"N", "next quotation mark"}, {"Q", "quote"}, {"C", "cue"}, {"S", "speaker"}, {"Ctrl Z", "undo"}};
  window.status.right = "14 min on this article";
  AnnotateModel body;
  body.left = left();
  body.text = text_model();
  body.cards = cards();
  body.inspector = inspector();
  body.bottom = bottom();
  window.body = std::move(body);
  return window;
}

BottomModel sample_decisions() {
  BottomModel model;
  model.shown = BottomTab::decisions;
  model.tabs = {{"Problems 5", false, {"show-tab", "problems", ""}},
                {"To decide 3", true, {"show-tab", "decisions", ""}},
                {"Guidelines", false, {"show-tab", "guidelines", ""}}};
  const auto row = [](std::string sign, std::string subject, std::string message, std::string place) {
    DecisionRow made;
    made.intent = {"go-to-decision", message, ""};
    made.sign = std::move(sign);
    made.subject = std::move(subject);
    made.message = std::move(message);
    made.place = std::move(place);
    return made;
  };
  model.decisions = {row("differs", "Kind", "“We shall run it until the ice comes,”", "line 1"),
                     row("no place", "Mention", "“the harbour master of the upper harbour” is not in the text any more.", ""),
                     row("removed", "person", "Maximiliane von Hohenfels-Auerbach was removed in one place and changed in another.", "")};
  model.decisions[1].chosen = true;
  const auto answer = [](std::string key, std::string before, std::string words, std::string after, std::string aside) {
    AnswerRow made{key, std::move(before), std::move(after), std::move(words), std::move(aside), {"answer", "it", key}};
    return made;
  };
  model.decisions[1].answers = {
      answer("1", "…until the ice comes,” ", "the harbour master", " said, and not one day less.“ The council’s…", ""),
      answer("2", "", "select its words in the text", "", ""),
      answer("3", "", "remove it", "", "ana · 3 Nov, 14:02")};
  return model;
}

WindowModel sample_finding() {
  WindowModel window = sample_window();
  auto& model = std::get<AnnotateModel>(window.body);
  for (std::size_t nth = 0; nth < 9; ++nth) model.text.hits.push_back({at("the", nth), nth == 2});
  model.text.suggestions = {{{at("Brandl"), at("will come back")}}, {{at("Whether the line")}}};
  model.text.overview.resize(120);
  for (std::size_t row = 0; row < 120; row += 9) model.text.overview[row].hits = true;
  for (std::size_t row = 4; row < 120; row += 30) model.text.overview[row].suggestions = model.text.overview[row + 1].suggestions = true;
  FindModel find;
  find.field.set_text("the");
  find.focused = true;
  find.words = "3 of 9";
  model.find = find;
  return window;
}

CorrectionModel sample_correction() {
  CorrectionModel model;
  model.field.set_text("Her deputy, Anton Krall, disagreed. He called the plan “a promise that nobody has paid for, and that nobody will.");
  model.error = "the article's text has changed meanwhile; open it again and look";
  model.at = at("disagreed.").end;
  return model;
}

PaletteModel sample_palette() {
  PaletteModel model;
  model.title = "Stance toward (++)";
  model.field.set_text("an");
  const auto row = [](std::string label, std::string aside, std::string badge, std::size_t speaker) {
    PaletteRow made{label, std::move(aside), std::move(badge), speaker, false, {"choose-entity", label, ""}};
    return made;
  };
  model.rows = {row("author", "of the article", "", kNoSpeaker),
                row("hidden", "meant, not named", "", kNoSpeaker),
                row("Anton Krall", "person · 2 quotes", "AK", 1),
                row("Ilse Brandt", "person · 3 quotes", "IB", 0),
                row("Sofia Marin", "person · 1 quote", "SM", 2),
                row("Maximiliane von Hohenfels-Auerbach", "person · 1 quote", "MH", 3),
                row("the council", "organisation", "", kNoSpeaker),
                row("Pier engineers", "group · 1 quote", "PE", 4),
                row("Regional observer", "newspaper · 1 quote", "RO", 5),
                row("town hall", "place", "", kNoSpeaker),
                row("new: an", "new", "", kNoSpeaker)};
  model.rows[2].chosen = true;
  model.at = at("its second was").begin;
  return model;
}

PromptModel sample_prompt() {
  PromptModel model;
  model.title = "Who annotates?";
  model.words =
      "Your name stands beside everything you mark. It is asked once and kept in your own settings.";
  model.field.set_text("ana");
  model.accept = "Use this name";
  model.error = "A name must not have a slash in it.";
  model.suggestions = {chip("ana", false, "", "name"), chip("bert", false, "", "name")};
  return model;
}

PluginsModel sample_plugins() {
  PluginsModel model;
  const auto row = [&](std::string title, std::string aside, std::string state, bool wrong = false) {
    PluginRow made;
    made.title = std::move(title);
    made.aside = std::move(aside);
    made.state = std::move(state);
    made.runs = made.state == "runs";
    made.wrong = wrong;
    made.intent = {"choose-plugin", std::to_string(model.rows.size()), ""};
    model.rows.push_back(made);
  };
  row("Quotation marks", "checker · 0.1.0 · comes with sayso", "runs");
  row("Speakers and their names, and whatever else a long title may say", "checker · 0.1.0 · comes with sayso", "runs");
  row("Tables for spreadsheets (CSV)", "exporter · 0.1.0 · comes with sayso", "disabled");
  row("Hedged quotes", "checker · 1.2 · of this project", "not trusted");
  row("broken", "something is wrong", "problem", true);
  model.rows[0].chosen = true;
  model.aside = "4 plugins, 2 run";
  model.title = "Quotation marks";
  const auto severities = [](const std::string& rule, const std::string& now) {
    std::vector<Chip> chips;
    for (const char* word : {"off", "hint", "warning", "error"}) {
      Chip made;
      made.label = word;
      made.chosen = now == word;
      made.intent = {"set-plugin-rule", rule, word};
      chips.push_back(made);
    }
    return chips;
  };
  const auto yes_no = [](const std::string& action, const std::string& of, bool yes) {
    std::vector<Chip> chips(2);
    chips[0].label = "yes";
    chips[0].chosen = yes;
    chips[0].intent = {action, of, "true"};
    chips[1].label = "no";
    chips[1].chosen = !yes;
    chips[1].intent = {action, of, "false"};
    return chips;
  };
  model.parts.push_back(PluginWords{"checker · 0.1.0 · comes with sayso", PluginWords::Tone::muted});
  model.parts.push_back(PluginChoice{"runs", "Runs", "What you choose here is kept among your settings, for all projects.", "", yes_no("enable-plugin", "marks", true)});
  model.parts.push_back(PluginFact{"Id", "org.sayso.quote-marks"});
  model.parts.push_back(PluginFact{"Licence", "the licence of sayso"});
  model.parts.push_back(PluginFact{"Folder", "/usr/lib/sayso/plugins/quote-marks"});
  model.parts.push_back(PluginFact{"Kept in", "reads its own files and the system's, writes in its own temporary folder alone; no network, no signals to other programs"});
  model.parts.push_back(PluginHeading{"Rules in this project"});
  model.parts.push_back(PluginChoice{"rule:a", "quote-marks/unbalanced", "A quotation mark that opens or closes nothing, or looks the wrong way.", "", severities("a", "error")});
  model.parts.push_back(PluginChoice{"rule:b", "quote-marks/unannotated", "Words between marks that are neither a content nor marked as not a quote.", "set in this project", severities("b", "off"), true});
  model.parts.push_back(PluginHeading{"Settings in this project"});
  PluginField field;
  field.control = "setting:most";
  field.label = "At most";
  field.help = "How many are told of one article.";
  field.field.set_text("lots “ähm” 🙂");
  field.typing = field.focused = true;
  field.error = "“lots” is no value of it: give a whole number.";
  field.intent = {"focus-plugin-field", "most", ""};
  model.parts.push_back(field);
  PluginChoice manner{"setting:manner", "Manner", "", "", {}};
  for (const char* word : {"as the project's policy says", "with marks", "without marks", "as they stand in the text"}) {
    Chip made;
    made.label = word;
    made.chosen = manner.chips.empty();
    made.intent = {"set-plugin-setting", "manner", word};
    manner.chips.push_back(made);
  }
  model.parts.push_back(manner);
  return model;
}

PluginsModel sample_plugins_trust() {
  PluginsModel model = sample_plugins();
  model.rows[0].chosen = false;
  model.rows[3].chosen = true;
  model.title = "Hedged quotes";
  model.parts = {
      PluginWords{"checker · 1.2 · of this project", PluginWords::Tone::muted},
      PluginWords{"It came with this project, and does not run until you say yes to it.", PluginWords::Tone::strong},
      PluginFact{"Starting it", "runs python3 plugin.py --quick  (in /home/ana/projects/harbour-talks/plugins/hedged)"},
      PluginFact{"4 files", "README.md\nlib/words.txt\nplugin.json\nplugin.py"},
      PluginFact{"Sum of them", "9b7816dd67c19a4cf2814f7f15ea80310564a571871ee42e47d777ec868b5548", true},
      PluginWords{"It will run on this machine, with the sum above and no other, whenever this project is open. Have you looked at its files?", PluginWords::Tone::warning},
      PluginButtons{{PluginButton{"not-now", "Not now", false, true, {"trust-not-now", "h", ""}},
                     PluginButton{"confirm", "Yes, it may run", true, false, {"confirm-trust", "h", "9b78"}}}},
      PluginFact{"Id", "org.example.hedged"},
      PluginFact{"Licence", "MIT"},
      PluginFact{"Memory", "asks for up to 4,096 MiB"},
  };
  return model;
}

StartModel sample_start() {
  StartModel model;
  const auto choice = [](std::string label, std::string key, std::string action) {
    Chip made;
    made.label = std::move(label);
    made.key = std::move(key);
    made.intent = {std::move(action), "", ""};
    return made;
  };
  model.choices = {choice("Open a project…", "O", "open-project"), choice("New project…", "N", "new-project"),
                   choice("Look at the sample", "", "open-sample")};
  model.recent = {{"harbour-talks", "/home/ana/projects/harbour-talks", {"open-recent", "1", ""}},
                  {"budget-speeches", "/home/ana/projects/budget-speeches", {"open-recent", "2", ""}}};
  return model;
}

}  // namespace sayso::ui
