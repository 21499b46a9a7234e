// All that a frame shows, ready to draw: words, places in the text (bytes), colours by rank, and the
// intents that clicks mean. Made by the editor from its state; views read it and change nothing.
// Plain values, no ImGui.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/text/offset.h"
#include "ui/desktop/intent.h"
#include "ui/desktop/look.h"
#include "ui/desktop/models/chip.h"
#include "ui/desktop/models/plugin_sheet.h"
#include "ui/desktop/text/text_field.h"

namespace sayso::ui {

inline constexpr std::size_t kNoSpeaker = SIZE_MAX;

// ---- the text ------------------------------------------------------------------------------------

// A filled stretch: a content, in its speaker's tint. Nested ones lie deeper and are drawn inset.
struct FillMark {
  std::vector<ByteRange> at;  // fragments, text order
  std::size_t speaker = kNoSpeaker;  // rank for Theme::speaker; kNoSpeaker: no speaker yet (neutral tint)
  std::string badge;          // two letters at the first fragment's begin, "" for none
  int depth = 0;              // how many other fills contain it
  bool selected = false;      // outlined as one shape
  bool hovered = false;       // the pointer is over it, or over what belongs to it: outlined thinly
  bool incomplete = false;    // something required is missing: a small sign

  bool operator==(const FillMark&) const = default;
};

// An underline: a cue (dotted), a mention (solid in its speaker's colour), a span that is not a quote
// (thin dashed). `level` stacks lines that share text.
struct LineMark {
  enum class Kind { cue, mention, other };

  std::vector<ByteRange> at;
  Kind kind = Kind::other;
  std::size_t speaker = kNoSpeaker;
  int level = 0;
  bool selected = false;

  bool operator==(const LineMark&) const = default;
};

// A problem's place: a wavy or thick underline by severity.
struct ProblemMark {
  ByteRange at;
  std::string severity;  // error, warning, hint
  bool chosen = false;

  bool operator==(const ProblemMark&) const = default;
};

// The places of a suggestion that nobody has looked at: hatched, under all annotations.
struct SuggestionMark {
  std::vector<ByteRange> at;

  bool operator==(const SuggestionMark&) const = default;
};

// Words that were looked for.
struct HitMark {
  ByteRange at;
  bool current = false;  // outlined

  bool operator==(const HitMark&) const = default;
};

// From a frame to its fillers, or from one fragment of a span to the next; drawn only for the selected or hovered one.
struct LinkMark {
  ByteRange from;
  ByteRange to;
  std::size_t speaker = kNoSpeaker;
  bool joins = false;  // fragments of one span

  bool operator==(const LinkMark&) const = default;
};

// A row of the scroll bar, from above: what lies in the part of the text that it stands for.
struct OverviewRow {
  bool annotations = false;
  bool to_decide = false;
  int severity = 0;  // of the gravest problem: 2 an error, 1 a warning
  bool suggestions = false;
  bool hits = false;

  bool empty() const { return !annotations && !to_decide && severity == 0 && !suggestions && !hits; }
  bool operator==(const OverviewRow&) const = default;
};

// Marks are those in sight, or more.
struct TextModel {
  std::string heading;  // "blinken-xi-beijing · English · 9,035 characters · 24 quotes"
  std::vector<SuggestionMark> suggestions;
  std::vector<FillMark> fills;  // outer before inner
  std::vector<LineMark> lines;
  std::vector<ProblemMark> problems;
  std::vector<LinkMark> links;
  std::vector<HitMark> hits;
  ByteRange selection;  // empty: none
  Byte caret;
  bool caret_shown = true;
  // Shown instead of text when there is none: what is so, and what to do.
  std::string empty_title, empty_words;
  bool empty_by_error = false;
  std::vector<OverviewRow> overview;  // of the whole text, equally high
};

// The bar above the text for finding words in it.
struct FindModel {
  TextField field;
  bool focused = false;
  std::string words;     // "3 of 17", "nothing found"; "" without anything to look for
  bool nothing = false;  // nothing was found
};

// ---- cards beside the text -------------------------------------------------------------------------

struct StanceStrip {
  std::optional<std::size_t> point;  // which of `points` is taken; nothing for an extra value
  std::size_t points = 5;
  std::string extra;   // "mixed", "unclear", "none", "" otherwise; "?" when there is no value yet
  std::string target;  // in words

  bool operator==(const StanceStrip&) const = default;
};

struct Card {
  std::string frame;          // record id
  Byte at;                    // the line of the text beside which it wants to stand
  std::size_t speaker = kNoSpeaker;
  std::string name;           // the speaker, or "no speaker yet"
  std::string aside;          // "direct · via “he”", "← statement · mixed"
  std::vector<StanceStrip> stances;
  std::vector<std::string> tags;  // tone
  std::vector<std::string> missing;  // required and not answered: "stance", "tone"
  bool active = false;

  bool operator==(const Card&) const = default;
};

// ---- panels ----------------------------------------------------------------------------------------

struct ArticleRow {
  enum class Sign { untouched, begun, done, skipped };

  std::string id;
  Sign sign = Sign::untouched;
  std::string count;  // "24", "–"
  bool open = false;

  bool operator==(const ArticleRow&) const = default;
};

struct SpeakerRow {
  std::string entity;  // id
  std::string name;
  std::string badge;
  std::size_t speaker = kNoSpeaker;
  std::string count;

  bool operator==(const SpeakerRow&) const = default;
};

// A part of the list: the rows in sight, or more, and how many there are before and after these.
template <class Row>
struct RowsInSight {
  std::vector<Row> rows;
  std::size_t above = 0, below = 0;

  std::size_t size() const { return above + rows.size() + below; }
  bool operator==(const RowsInSight&) const = default;
};

struct LeftModel {
  TextField filter;
  bool filter_focused = false;
  RowsInSight<ArticleRow> todo;
  RowsInSight<ArticleRow> done;
  RowsInSight<SpeakerRow> speakers;
  float scroll = 0;  // logical pixels
};

// One attribute: a label and its values as chips.
struct ChipRow {
  std::string label;
  std::vector<Chip> chips;
  bool open = false;     // takes letters: outlined
  bool missing = false;  // required and not answered

  bool operator==(const ChipRow&) const = default;
};

// A scale as a row of places with its sign and key, and its extra values below.
struct ScaleRow {
  std::vector<Chip> points;
  std::vector<Chip> extras;
  bool missing = false;

  bool operator==(const ScaleRow&) const = default;
};

// One role: what fills it, and the key that fills it.
struct FillerRow {
  std::string label;   // "mention", "Antony Blinken", "addressee –"
  std::string words;   // “he”, "said", ""
  std::string key;     // "S"
  bool strong = false; // the entity's name
  bool muted = false;  // unanswered
  bool missing = false;
  Intent intent;         // choose or go there
  Intent remove;         // action "" when there is nothing to remove

  bool operator==(const FillerRow&) const = default;
};

struct TextRow {  // an attribute of type text, number
  std::string label;
  std::string attribute;
  TextField field;
  bool focused = false;

  bool operator==(const TextRow&) const = default;
};

struct HistoryRow {
  std::string words;
  std::string time;  // "14:02:11", local

  bool operator==(const HistoryRow&) const = default;
};

struct Heading { std::string words; bool operator==(const Heading&) const = default; };

// The inspector is a list from top to bottom.
using InspectorRow = std::variant<Heading, ChipRow, ScaleRow, FillerRow, TextRow, HistoryRow>;

struct InspectorModel {
  std::vector<InspectorRow> rows;
  std::string empty_words;  // when nothing is selected: what to do
  float scroll = 0;
};

struct ProblemRow {
  std::string severity;  // error, warning, hint
  std::string rule;
  std::string message;
  std::string place;     // "line 5"
  std::string fix;       // title of the fix that F applies, "" for none
  bool chosen = false;
  Intent intent;         // go there
  Intent apply;          // action "" when there is no fix

  bool operator==(const ProblemRow&) const = default;
};

// One of the answers to what is to decide.
struct AnswerRow {
  std::string key;            // "1"
  std::string before, after;  // of a place in the text: what stands around the words
  std::string words;
  std::string aside;          // who gave the value, and when
  Intent intent;

  bool operator==(const AnswerRow&) const = default;
};

struct DecisionRow {
  std::string sign;      // "differs", "removed", "no place", "text"
  std::string subject;   // "Kind", "Mention"
  std::string message;
  std::string place;     // "line 5"
  bool chosen = false;
  Intent intent;         // go there
  std::vector<AnswerRow> answers;  // of the chosen one

  bool operator==(const DecisionRow&) const = default;
};

enum class BottomTab { problems, decisions, guidelines };

struct BottomModel {
  struct Tab {
    std::string label;
    bool chosen = false;
    Intent intent;

    bool operator==(const Tab&) const = default;
  };

  std::vector<Tab> tabs;  // "Problems 4", "Guidelines"
  std::vector<ProblemRow> problems;     // those in sight, or more
  std::vector<DecisionRow> decisions;   // the same
  std::size_t above = 0, below = 0;     // how many more lines there are before and after these
  std::string words;   // of the guidelines tab, Markdown shown as plain paragraphs
  std::string busy;    // "checking…" while a checker runs, "" otherwise
  std::string empty_words;
  BottomTab shown = BottomTab::problems;
  float scroll = 0;
};

struct TopModel {
  std::string project;
  std::vector<Chip> views;  // "Annotate"
  std::string annotator;    // "" until asked
  std::size_t done = 0, articles = 0;
  Look look;
};

struct StatusModel {
  enum class State { saved, saving, failed, reading };

  State state = State::saved;
  std::string words;  // "saved", "saving", or what happened and what to do
  std::vector<std::string> facts;  // "quote 2 of 24", "selected 84 characters"
  struct Hint {
    std::string key;
    std::string words;
    Intent intent = {};  // what a click does: the same as the key; action "" for nothing

    bool operator==(const Hint&) const = default;
  };
  std::vector<Hint> hints;
  std::string right;  // "14 min on this article"
};

// ---- what lies in front ---------------------------------------------------------------------------

struct PaletteRow {
  std::string label;
  std::string aside;  // "person · 13 quotes", "new"
  std::string badge;
  std::size_t speaker = kNoSpeaker;
  bool chosen = false;
  Intent intent;

  bool operator==(const PaletteRow&) const = default;
};

// Chooses an entity for a role; stands beside the place in the text that it is about.
struct PaletteModel {
  std::string title;  // "Speaker", "Stance toward (++)"
  TextField field;
  std::vector<PaletteRow> rows;
  std::string empty_words;
  Byte at;  // stands under this place
  float scroll = 0;
};

// Words of the text in a field, to be corrected; stands beside them.
struct CorrectionModel {
  TextField field{TextField::Lines::multi};
  std::string error;  // what was wrong with the last try
  Byte at;            // stands under this place
};

// Asks for one line: the annotator's name, a reason, a folder.
struct PromptModel {
  std::string title;
  std::string words;  // why it is asked, in a sentence
  TextField field;
  std::string accept;  // the button's word
  std::string error;   // what was wrong with the last try
  std::vector<Chip> suggestions;
};

// The start screen: without a project.
struct StartModel {
  struct Recent {
    std::string name;
    std::string folder;
    Intent intent;

    bool operator==(const Recent&) const = default;
  };
  std::vector<Recent> recent;
  std::size_t chosen = 0;     // of `recent`: Enter opens it
  std::vector<Chip> choices;  // open, new, the sample
  std::string error;
};

// A word to the user that goes away: "changed outside: 3 records", an error that is no failure to save.
struct Notice {
  std::string words;
  bool error = false;
  std::string button = {};  // what can be done about it, "" for nothing
  Intent intent = {};

  bool operator==(const Notice&) const = default;
};

struct AnnotateModel {
  LeftModel left;
  TextModel text;
  std::optional<FindModel> find;
  std::vector<Card> cards;  // text order; those near what is in sight, or more
  InspectorModel inspector;
  BottomModel bottom;
};

struct WindowModel {
  TopModel top;
  StatusModel status;
  std::variant<StartModel, AnnotateModel> body;
  std::optional<PaletteModel> palette;
  std::optional<CorrectionModel> correction;
  std::optional<PromptModel> prompt;
  std::optional<PluginsModel> plugins;
  std::optional<Notice> notice;
  std::string tip;  // of what the pointer rests on
  Point tip_at;
};

}  // namespace sayso::ui
