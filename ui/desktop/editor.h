// The program behind the window. Takes input events, changes the UI state or asks the session for an edit,
// and says what the next frame shows. Knows no ImGui, no GLFW and no OpenGL, so replay and tests drive it
// by the same events as a person. Main thread; owns the session and all UI state.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "annotations/edit/gestures.h"
#include "annotations/session.h"
#include "core/text/segment.h"
#include "plugins/host/installed_plugins.h"
#include "ui/desktop/actions/action.h"
#include "ui/desktop/checking.h"
#include "ui/desktop/input.h"
#include "ui/desktop/intent.h"
#include "ui/desktop/models/annotate_models.h"
#include "ui/desktop/models/attribute_place.h"
#include "ui/desktop/models/plugins_model.h"
#include "ui/desktop/models/scene.h"
#include "ui/desktop/models/scheme_facts.h"
#include "ui/desktop/models/window_model.h"
#include "ui/desktop/plugin_work.h"
#include "ui/desktop/progress_reading.h"
#include "ui/desktop/text/document_layout.h"
#include "ui/desktop/text/font_library.h"
#include "ui/desktop/text_search.h"
#include "ui/desktop/ui_state.h"

namespace sayso::ui {

// Frames of the scheme's main layer, and how many of them lack no required answer.
struct AnnotationCount {
  std::size_t all = 0, complete = 0;

  bool operator==(const AnnotationCount&) const = default;
};

class Editor {
 public:
  // What the editor asks of the world around it; all borrowed or called on the main thread but for `wake`.
  struct World {
    FileSystem* files;
    const Clock* clock;
    IdSource* ids;
    FontLibrary* fonts;
    Path state_folder;
    Path home;  // of the user: what "~" stands for; "" if there is none
    std::function<InstalledPlugins(const Path& project)> plugins_of;  // what may run there; without it nothing does. Any thread
    Path plugin_choices = {};  // the file of what the user says of plugins; "": she cannot say anything
    IdlePlugins idle_plugins = {};
    std::function<void()> wake;  // any thread: a frame is needed
    std::function<std::string()> clipboard;
    std::function<Result<void>(const std::string&)> set_clipboard;
    std::function<Result<Path>()> sample_copy;  // the user's own copy of the sample project
    ArticleId sample_article;                   // of it, opened first,
    AnnotatorId sample_annotator;               // as this one's work, so that there is something to see
    std::function<void(const Path& folder)> project_opened;  // for the recent list
    std::function<void(const AnnotatorId&)> annotator_named;                          // for the settings
    std::function<void(const Look&)> look_chosen;
    std::vector<StartModel::Recent> recent;
    AnnotatorId annotator;  // from the command line or the settings, "" if not known
    Look look;
    std::chrono::milliseconds watch_every{0};  // how often is it looked whether others changed the project? 0: never
    bool read_behind = false;  // is an article shown while its annotations are still being read?
  };

  explicit Editor(World world);
  ~Editor();

  // Opens a project and its first article that is not done (or `article`). Error: nothing changed.
  // As whom: this once `as`, else who is at work.
  Result<void> open_project(const Path& folder, const ArticleId& article = {}, const AnnotatorId& as = {});
  const Session* session() const { return session_.get(); }
  const UiState& ui() const { return ui_; }

  // A word to the user about the program itself.
  void tell_notice(const std::string& words) { notice(words, true); }
  // One event; positions are looked up in what was drawn last.
  void handle(const InputEvent& event);
  // Does what an intent asks for, as a click on it would.
  void act(const Intent& intent);
  // Is there an action of this id?
  static bool can(std::string_view action) { return handlers().contains(action); }
  // Takes in reports of the writer and the checkers; writes snapshots when the annotator pauses.
  // True when a new frame is needed.
  bool tick();
  // For when nobody waits: lays out a little of the text that may be scrolled to next, and finds again where things lie
  // beside the scroll bar. True when there was something to do.
  bool look_ahead();
  // Cards of a little of the text that may be scrolled to, as a frame would show them, for who makes their labels ready; each
  // stretch of text once, or once more when all are asked for `anew`. nullopt: there is none left.
  std::optional<std::vector<Card>> cards_ahead(bool anew);
  // How long the loop may sleep, in seconds; negative: until something happens.
  double may_sleep() const;
  bool wants_to_close() const { return closing_; }
  // Snapshots, waits for the writer, lets go of the locks. Error: not all is on disk, with where it was rescued to.
  Result<void> close();

  // What the next frame shows.
  WindowModel model();
  DocumentLayout* document() { return document_ ? &*document_ : nullptr; }
  float scroll() const { return scroll_; }
  // What the frame showed and where it can be clicked.
  void drawn(HitMap hits, const Rect& text_view, Point text_origin);
  const HitMap& hits() const { return hits_; }
  // Width of the text column, height of what is seen of it and the display's scale; before the model is asked for.
  void set_text_area(Size text, float scale);
  // Where a stretch of the open article's text lies in the window, a rectangle a visual line, seen or not; empty
  // when the article has no such place. And what of the text's column is seen.
  std::vector<Rect> lines_of(CodePointRange range);
  const Rect& text_view() const { return text_view_; }
  CursorShape pointer_shape() const;

  // Waits until what was asked for in the background is there; for replay and tests.
  void wait_for_checks();
  void wait_until_saved();
  // Looks at once whether others changed the project, and takes it in.
  void look_outside();
  const std::vector<Problem>& problems() const { return problems_.all(); }
  // Of the open article.
  AnnotationCount count_annotations() const;

  // What one notch of the wheel scrolls, in logical pixels: three lines of text.
  static constexpr float kNotch = 93;

 private:
  // What an action must have before it can be done: the open article's annotations, which may still be being read, or its
  // text alone.
  enum class Needs { annotations, text };
  struct Handler {
    Handler(void (Editor::*what)(const Intent&), Needs first = Needs::annotations) : does(what), needs(first) {}
    void (Editor::*does)(const Intent&);
    Needs needs;
  };
  static const std::map<std::string_view, Handler>& handlers();

  Scene scene() const;
  State state() const;
  bool has_article() const { return session_ && session_->article(); }
  const OpenArticle& article() const { return *session_->article(); }
  const Annotations& annotations() const { return session_->article()->state; }

  // editor.cpp
  void notice(std::string words, bool error = false) { ui_.notice = Notice{std::move(words), error}; }
  void report(const Error& error) { notice(to_text(error), true); }
  // The same, where there may be no project yet.
  void tell(const Error& error);
  bool dispatch(Gesture gesture, NewIds* made = nullptr);
  void ask_first(OpenPrompt::What what);
  void go_on();
  void changed();
  void rank_speakers();
  void request_check();
  void take_findings(CheckResult result);
  const OverviewPlaces& overview(const ArticleIndex& index);
  bool is_overview_stale() const;
  void find_overview_rows();
  bool lay_out_near(float screens, std::size_t most);
  ByteRange text_between(float top, float bottom);

  // editor_opening.cpp
  Result<void> open_first_article(const ArticleId& wanted);
  void open_article(const ArticleId& id);
  Result<void> try_open_article(const ArticleId& id);
  void show_article();
  void show_annotations();
  void need_annotations();
  std::vector<Finding> opening_problems() const;

  // editor_plugins.cpp: which plugins run, and the sheet of them
  void find_plugins_anew();
  bool take_plugins();
  void take_seen(PluginSeen seen);
  void begin_checking();
  void end_checking();
  PluginsScene plugins_scene() const;
  OpenPlugins* open_plugins() { return std::get_if<OpenPlugins>(&ui_.mode); }
  void toggle_plugins(const Intent&);
  void close_plugins(const Intent&);
  void look_at_plugin();
  void choose_plugin(const Intent& intent);
  void step_plugin(const Intent& intent);
  void press_plugin(const Intent&);
  void turn_plugin_page(const Intent& intent);
  void go_to_control(OpenPlugins& open, const std::string& control);
  void show_control();
  void set_plugin_rule(const Intent& intent);
  void set_plugin_setting(const Intent& intent);
  void change_settings(const ManifestEdit& edit);
  void focus_plugin_field(const Intent& intent);
  bool keep_plugin_field();
  void enable_plugin(const Intent& intent);
  void ask_for_trust(const Intent&);
  void trust_not_now(const Intent&);
  void confirm_trust(const Intent& intent);

  // editor_keys.cpp
  void press(const KeyPress& key);
  void press_named(const Intent& intent);
  void type(const std::string& text);
  void put_into_field(TextField& field, const std::string& text);
  bool press_in_row(const KeyPress& key);
  bool press_scheme_key(const KeyPress& key);
  TextField* field_in_front();
  void field_changed();

  // editor_text.cpp: caret, selection, pointer
  void pointer_pressed(const PointerPressed& press);
  void pointer_moved(const PointerMoved& move);
  void pointer_released(const PointerReleased& release);
  void wheel(const WheelTurned& wheel);
  void press_in_text(Point point, Mods mods);
  void press_in_field(const HitRegion& region, Mods mods);
  void drag_in_field();
  Byte text_at(Point point);
  std::optional<Byte> under_pointer();
  void copy_as_file(const std::string& words);
  void drag_to(Point point);
  float beyond_view() const;
  bool scroll_while_dragging();
  ByteRange snapped(ByteRange range);
  void move_caret(const Intent& intent);
  void set_caret(Byte at, bool selecting);
  void select(ByteRange range);
  void show(Byte at);
  void page(const Intent& intent);
  void copy(const Intent&);
  void paste(const Intent&);
  std::optional<Selection> selection() const;
  void click_annotation(Byte at);
  void drop(const FilesDropped& files);
  void add_files(const std::vector<std::filesystem::path>& paths);
  void hold_scrolls();
  void note_rows_in_sight();

  // editor_gestures.cpp
  void role_key(const RoleRule& role, bool add);
  void layer_key(const Layer& layer);
  EntityId known_entity(const std::string& words) const;
  void scale_key(const ChoiceValue& value);
  void set_scale(const ChoiceValue& value);
  void move_boundary(const Intent& intent);
  void delete_record(const Intent& intent);
  void undo(const Intent&);
  void redo(const Intent&);
  void show_undone(const Result<GroupId>& done);
  void choose_value(const Intent& intent);
  void set_value(const AttributePlace& place, const std::string& value, bool keep_row);
  const AttributeRule* rule_of(const AttributePlace& place) const;
  std::optional<Value> value_at(const AttributePlace& place) const;
  RecordId article_frame(Gesture& gesture) const;
  void open_next_article_row(const std::string& after);
  void fill_role(const Intent& intent);
  void unfill_role(const Intent& intent);
  void choose_target(const Intent& intent);
  void open_row(const Intent&);
  void close_row_and_go_on(const Intent&);
  void move_row(const Intent& intent);
  std::vector<AttributePlace> rows_of_active() const;
  void open_row_of_span(const RecordId& span);
  void focus_attribute(const Intent& intent);
  void focus_note(const Intent&);
  void keep_field();
  void activate(const RecordId& frame, const RecordId& span);
  void leave(const Intent&);

  // editor_palette.cpp
  void open_palette(const std::string& role, const RecordId& mention, const std::string& digit);
  void choose_mention_entity(const Intent& intent);
  void choose_entity(const Intent& intent);
  void choose(const Intent&);
  void move_in_palette(const Intent& intent);
  EntityId entity_for(const std::string& choice, const OpenPalette& palette, Gesture& gesture) const;

  // editor_articles.cpp: the list of articles
  void forget_progress();
  void read_progress_of_all();
  bool take_progress();
  bool search_articles();
  void show_progress();
  std::optional<ArticleId> next_unfinished(std::size_t from);
  std::size_t place_in_list(const ArticleId& id) const;
  void set_filter(const std::string& wanted);
  void look_at_rows(const LeftModel& left);
  void list_added(const ArticleId& id);
  std::optional<ArticleId> first_found();

  // editor_navigation.cpp
  void go_to_mark(const Intent& intent);
  bool is_open_mark(const Problem& problem) const;
  std::size_t open_marks() const;
  void go_to_annotation(const Intent& intent);
  void go_to_article(const Intent& intent);
  void go_to_frame(const Intent& intent);
  void go_to_span(const Intent& intent);
  void go_to_speaker(const Intent& intent);
  void go_to_problem(const Intent& intent);
  void step_problem(const Intent& intent);
  void apply_fix(const Intent& intent);
  const Problem* problem_named(const std::string& key) const;
  const Problem* problem_here() const;
  void open_article_intent(const Intent& intent) { open_article(ArticleId(intent.of)); }
  void show_tab(const Intent& intent);

  // editor_find.cpp: finding words in the article
  enum class Seek { from_here, on, back };
  void find(const Intent&);
  void step_hit(const Intent& intent);
  void close_find(const Intent&);
  void find_anew();
  void seek(Seek where);
  void go_on_seeking();
  bool take_hits();

  // editor_decisions.cpp: what is to decide, and texts that changed
  void decide(const Intent&);
  void step_decision(const Intent& intent);
  void go_to_decision(const Intent& intent);
  void show_decision(std::size_t at);
  void answer_decision(const Intent& intent);
  bool give_answer(const Decision& decision, const Answer& answer);
  void place_selection();
  void find_again(const Intent&);
  void offer_to_find_again(const char* words);

  // editor_corrections.cpp: correcting the article's text
  void correct_text(const Intent&);
  void accept_correction();
  void keep_place(const std::function<void()>& open_anew);
  bool retrace_correction(bool undo);

  // editor_saving.cpp: what the disk refused
  void save(const Intent&);
  void offer_rescued();
  void bring_back(const Intent&);

  // editor_watching.cpp: what others do to the project's files
  bool watch();
  void take_in_changes();
  void open_anew();
  // What the reader sees of the open article, before it is read anew.
  struct Shown {
    ArticleId article;
    std::string text;
    CodePoint caret, anchor, top;  // `top`: at the upper edge of what is seen,
    float below_top = 0;           // which is so far below it, as Anchor has it
  };
  Shown what_is_shown();
  void go_back_to(const Shown& shown);
  void show_anew(const Shown& shown);

  // editor_prompts.cpp: finishing, names, folders
  void finish(const Intent&);
  void skip(const Intent&);
  void ask(OpenPrompt::What what, std::string payload = {});
  Path typed_path(const std::string& text) const;
  void suggest_folders();
  void fill_in(const Intent& intent);
  void ask_annotator(const Intent&) { ask(OpenPrompt::What::annotator); }
  void ask_folder(const Intent&) { ask(OpenPrompt::What::open_folder); }
  void ask_new_folder(const Intent&) { ask(OpenPrompt::What::new_folder); }
  void accept_prompt(const Intent&);
  Result<void> answer(const OpenPrompt& prompt);
  void cancel(const Intent&);
  void take_suggestion(const Intent& intent);
  void complete_folder(const Intent&);
  void accept_field(const Intent&);
  void paste_into_field(const Intent&);
  void copy_from_field(const Intent& intent);
  void focus_filter(const Intent&);
  void open_sample(const Intent&);
  void open_recent(const Intent& intent);
  void move_in_recent(const Intent& intent);

  // editor_look.cpp: theme, size of the text, panels
  void toggle_theme(const Intent&);
  void resize_text(const Intent& intent);
  void toggle_panel(const Intent& intent);
  void resize_panel(const HitRegion& edge);
  void drag_panel();
  Panel* panel_of(std::string_view name);
  DocumentStyle document_style(float scale) const;
  void look_changed();
  void close_notice(const Intent&) { ui_.notice.reset(); }
  std::string what_is_open() const;

  World world_;
  SchemeFacts facts_;  // outlives the session, whose thread looks at it
  std::unique_ptr<Session> session_;
  UiState ui_;
  std::optional<DocumentLayout> document_;
  std::unique_ptr<Segmenter> segmenter_;
  std::unique_ptr<Checking> checking_;  // none while it is not known yet which plugins there are
  std::unique_ptr<TextSearch> search_;
  std::optional<Seek> seek_;                // to which hit to go once it is known which one that is
  ProblemList problems_;
  InstalledPlugins plugins_;  // of the open project, as they were found
  ReadProjectPlugins project_plugins_;   // what it says of them
  std::vector<Error> plugin_problems_;   // of both
  std::optional<PluginSeen> plugin_seen_;  // of the plugin that was looked at last
  // Caches of the open article's state, brought up to it by scene(). What takes long in a large article is made by the
  // thread that reads the annotations, and is `prepared_` until they are shown.
  struct Lookups {
    ArticleIndex index;
    HistoryIndex history;
    DecisionList decisions;
  };
  mutable Lookups lookups_;
  mutable NameIndex names_;
  mutable SuggestionIndex suggestions_;
  std::shared_ptr<Lookups> prepared_;
  ArticleList articles_;
  std::unique_ptr<PluginWork> plugin_work_;
  std::unique_ptr<ProgressReading> reading_;  // of the project that is open
  SteadyTime search_shown_{};                 // when the list was last shown while it was being searched
  std::string start_error_;

  float text_width_ = 640, text_height_ = 600, scale_ = 1;
  int text_size_ = 0;  // for which the document is laid out
  // A panel's edge is being dragged: its name, its size and where the pointer was at the beginning.
  struct DraggedEdge {
    std::string panel;
    float size = 0;
    Point from;
  };
  std::optional<DraggedEdge> dragged_edge_;
  SteadyTime drag_scrolled_{};
  float scroll_ = 0;
  // What lies where beside the scroll bar, and for which heights and annotations that was found.
  struct Overview {
    OverviewPlaces places;
    double corrected = 0;
    float height = 0;
    std::size_t changes = static_cast<std::size_t>(-1);  // of the index; -1: its annotations were not looked up yet
  };
  Overview overview_;
  // Of which text, and of which annotations, cards have been made.
  struct CardsMade {
    ByteRange text;
    std::size_t changes = 0;  // of the index
  };
  std::optional<CardsMade> cards_made_;
  HitMap hits_;
  Rect text_view_;
  Point text_origin_;
  Point pointer_;
  bool dragging_ = false;
  bool drag_snaps_ = true;
  Byte drag_from_;
  std::optional<Intent> dragged_field_;  // the field in which the pointer selects
  SteadyTime last_press_{};
  Point last_press_at_{-100, -100};
  int presses_ = 0;

  std::vector<std::string> folders_;  // what the folder that is being typed may become
  bool text_is_of_command_ = false;
  bool closing_ = false;
  bool frame_needed_ = true;
  SteadyTime last_event_{};
  bool snapshot_due_ = false;
  bool awaited_ = false;  // the open article's annotations are still being read
  SteadyTime tried_to_take_in_{};
  bool to_open_anew_ = false;  // once all is saved: the scheme or the guidelines are others
  // What is being done, as it came: a key, or what a click asks; and how the window was before.
  using Doing = std::variant<KeyPress, Intent>;
  struct Waiting {
    Doing what;
    UiState before;
  };
  std::optional<Waiting> doing_;
  std::optional<Waiting> waiting_;  // done again once the question that it led to is answered
};

}  // namespace sayso::ui
