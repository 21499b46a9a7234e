// A person at work on a project: the open article's state, its undo, and its way to the disk. The only
// owner of "now": who, when and new ids come from here. One thread owns a session and changes state
// through it; a writer of its own puts each gesture on disk in order.
//
// A gesture is shown at once and is `saved` only when the writer says so; see save_state(). When the disk refuses,
// gestures go on being shown and kept, in memory and in the user's state folder, and each next one tries the disk
// again: with room there, all of them become saved.
#pragma once

#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "annotations/edit/group.h"
#include "annotations/edit/splice.h"
#include "annotations/model/annotations.h"
#include "annotations/model/article.h"
#include "annotations/model/entity.h"
#include "annotations/new_ids.h"
#include "annotations/store/add_article.h"
#include "annotations/store/annotation_file.h"
#include "annotations/store/comment_file.h"
#include "annotations/store/history_writer.h"
#include "annotations/store/manifest_edit.h"
#include "annotations/store/outside_watch.h"
#include "annotations/store/project.h"
#include "annotations/store/rescued.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/files/file_system.h"
#include "core/state/shared.h"
#include "core/state/timeline.h"
#include "core/text/text_index.h"

namespace sayso {

// The edits of one gesture; they undo as one.
struct Gesture {
  std::vector<Edit> edits;
  std::vector<EntityEdit> entity_edits;

  bool empty() const { return edits.empty() && entity_edits.empty(); }
  bool operator==(const Gesture&) const = default;
};

// What the status bar may say.
struct Saved { bool operator==(const Saved&) const = default; };
struct Saving { bool operator==(const Saving&) const = default; };  // what is shown is not all on disk yet
struct NotSaved { Error error; Path rescued_to; bool operator==(const NotSaved&) const = default; };
using SaveState = std::variant<Saved, Saving, NotSaved>;

struct OpenArticle {
  OpenArticle() = default;
  OpenArticle(const OpenArticle&) = delete;  // the index borrows the text
  OpenArticle& operator=(const OpenArticle&) = delete;

  Shared<Article> article;
  TextIndex index;  // over article->text
  Annotations state;
  std::vector<Group> groups;    // the history, the newest last
  std::int64_t seconds = 0;     // active seconds, the sum over the groups
  std::vector<Error> problems;  // found at opening
  std::vector<Error> undecided;  // of these, those that count what waited for a decision then
  std::string read_only;        // why it cannot be changed, "" if it can
  std::size_t outside_records = 0;  // how many records were changed outside since sayso wrote
  bool reading = false;  // its annotations are still being read: all but the text is as of an article that nobody annotated
};

class Session {
 public:
  struct Settings {
    FileSystem* files;    // borrowed, like the rest
    const Clock* clock;
    IdSource* ids;
    Path state_folder;           // of the user, for emergency histories
    std::string by = {};         // who edits `gold`; else the annotator
    std::function<void()> wake;  // called on another thread when there are reports; may be empty
    // How often is it looked whether others change what is shown? 0: only when asked, see look_outside(); none: never.
    std::optional<std::chrono::milliseconds> watch_every = std::nullopt;
    // Does open_article() return when the text is there? The annotations are then read on another thread, and poll() takes
    // them in. Whatever needs them meanwhile waits for them.
    bool read_behind = false;
  };

  // `annotator` may be "": everything can be looked at, and the first edit is refused until one is set.
  static Result<std::unique_ptr<Session>> open(Settings settings, const Path& folder, const AnnotatorId& annotator);
  // Writes what is queued; call close() first to have the snapshots written too.
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const Project& project() const { return project_; }
  const Scheme& scheme() const { return project_.scheme; }
  const Registry& registry() const { return entities_.state; }
  const std::vector<EntityGroup>& entity_groups() const { return entities_.groups; }  // of the annotator
  const std::vector<Error>& entity_problems() const { return entities_.problems; }
  const AnnotatorId& annotator() const { return annotator_; }
  // Changes whose work is shown and made; the open article is opened anew as hers. Error also as of open_article().
  Result<void> set_annotator(const AnnotatorId& annotator);

  // Adds a text to the project; the open article stays open.
  Result<ArticleId> add(const NewArticle& article);

  // Opens an article (the one before is snapshotted). Error: it is not there or cannot be shown, or a change of the
  // one before is kept nowhere yet, neither in the project nor in the user's state folder. `when_read` gets the
  // annotations on the thread that reads them, which is another one with Settings::read_behind, before article() has
  // them; it is not called when they cannot be read. What it makes may be used when article()->reading is false.
  using WhenRead = std::function<void(const Article&, const Annotations&, const std::vector<Group>&)>;
  Result<void> open_article(const ArticleId& id, const WhenRead& when_read = {});
  const OpenArticle* article() const { return open_ ? &*open_ : nullptr; }
  // Waits for annotations that are being read, and takes them in.
  void finish_reading();

  // Makes the gesture, shows it and queues it for the disk. "new:…" names become ids, told in `made`.
  // Error: state untouched. An empty gesture does nothing and is ok.
  // Precondition: an article is open when the gesture has edits of one.
  Result<GroupId> dispatch(Gesture gesture, NewIds* made = nullptr, GroupKind kind = GroupKind::edit);

  // Writes the joins of histories that went on apart, if the open article or the entities wait for one, as the next
  // gesture would: decisions about what they left are to be made on the state after it. Error as dispatch().
  Result<void> join_histories();
  // Must the article be re-opened before this can be done?
  bool is_closed_to(const Gesture& gesture) const;

  bool can_undo() const { return timeline_.next_undo() || undoes_correction(); }
  bool can_redo() const { return timeline_.next_redo() || redoes_correction(); }
  // Takes back the last gesture, or makes it again. Error (kind usage) when there is none, or when the
  // article is submitted: then it must be re-opened first. What the gesture did to entities is taken back only
  // where nobody changed the same since; passed_over() tells the rest.
  Result<GroupId> undo();
  Result<GroupId> redo();
  // Changes of entities that the last undo or redo left as they are.
  const std::vector<EntityEdit>& passed_over() const { return passed_over_; }

  // Goes back to how the article was after one of its groups, as a gesture that can be undone; nothing happens, and the
  // id is "", when nothing has changed since. The status stays. Error as dispatch(), or there is no such group.
  Result<GroupId> restore(GroupId group);

  // Corrects the open article's text; every annotation stays where it is, nobody's file is touched. Waits for the disk.
  // The article is opened anew. Errors as sayso::correct_text().
  Result<void> correct_text(std::string_view text);
  // The same in one stretch of the text as it is open: only words in it that differ are changed. undo() takes it back
  // and redo() makes it again as long as the article is open, after what was done since.
  Result<void> correct_text(const Splice& splice);
  // Would undo() or redo() correct the text? Then the article is opened anew, and the group's id is "".
  bool undoes_correction() const { return !timeline_.next_undo() && is_of_now(corrected_); }
  bool redoes_correction() const;
  // Finds the spans of annotations that were made on another text in this one, and again those that have no place; a
  // gesture that can be undone. "": nothing has changed.
  Result<GroupId> find_again();

  // Changes her own comments on the open article, in their own file, as one gesture that stands beside undo; a submitted
  // article can be commented on too. A comment that is added without id and time gets them. Error (state untouched): a
  // comment that is not hers or not there, nobody or `gold` is annotating, the file is of a newer version, somebody else
  // writes it.
  Result<GroupId> comment(std::vector<CommentEdit> edits);

  // Hands the article in: a submission that never changes. Skipping hands in nothing and says why.
  Result<GroupId> submit();
  Result<GroupId> skip(const std::string& reason);
  // Opens a submitted or skipped article again. `reason` must not be empty.
  Result<GroupId> reopen(const std::string& reason);
  bool is_closed() const;  // submitted or skipped

  // Where the last gesture, undo or redo changed something; nothing when it has no place in the text.
  const std::optional<CodePointRange>& focus() const { return focus_; }

  // Takes in what the writer reports. Call when woken and once a frame; true when something changed.
  bool poll();
  // NotSaved from a failure until everything made in this session is in the project.
  SaveState save_state() const;
  // Tries what could not be saved again; save_state() tells, once the writer has reported.
  void save_again() { writer_->retry(); }
  // Waits until all that was queued is reported.
  void wait_until_saved();

  // Changes of this project that could not be saved when they were made and lie in the user's state folder: of an
  // earlier start, or of an article that was left since. Reads files; ask at opening and after a failure.
  Result<std::vector<RescuedHistory>> rescued_changes();
  struct BroughtBack {
    std::size_t changes = 0;
    std::vector<Error> refused;  // one a history that stays where it is
  };
  // Appends them to the project's histories and opens the article and the entities anew. Waits for the disk. Error:
  // something made in this session cannot be saved yet.
  Result<BroughtBack> bring_back();

  // Looks at once, in the background, whether others changed files that are shown; poll() takes in what was found, and
  // what was found when it looked by itself. A change is known after two looks. Nothing happens while a look is under
  // way, or when this session does not watch.
  void look_outside();
  // Waits for the look and takes in what it found; for replay and tests.
  void wait_for_look();
  // What others changed since it was read. `project`: to be opened anew by whoever owns this session.
  std::set<Concern> changed_outside() const { return watch_ ? watch_->changed() : std::set<Concern>(); }
  struct TakenIn {
    std::set<Concern> what;
    std::size_t came = 0;          // groups that the histories did not have, but for joins, and records of snapshots
    std::size_t taken_out = 0;     // groups that they have no more, but for joins; kept for bring_back()
    std::size_t brought_back = 0;  // of those made before it was noticed that the history was another
  };
  // Reads anew what others changed and joins it with what was made here. Waits for the disk. What was made here and
  // cannot be saved, because its history was replaced, is brought back, as by bring_back(). Nothing is done, and it is to
  // be asked again, while something made here is kept nowhere, and while the project is away, which is an error once.
  // Error: files cannot be shown; what is shown of them stays.
  Result<TakenIn> take_in_changes();

  // sayso.json is changed by whoever owns this session, on another thread: until it is said what it holds, what is found in it
  // is nobody else's.
  void begin_settings() { ++changing_settings_; }
  // That is done; nothing: it could not be changed.
  void end_settings(std::optional<ChangedManifest> changed);

  // Writes the snapshot of the open article and of the entities, if they changed. Called when the
  // annotator pauses, changes articles and closes.
  void write_snapshots();
  // Snapshots, waits, and lets go of the locks.
  void close();

  // Something was done at the keyboard or mouse: counts as active time, idle stretches left out.
  void note_activity();
  // Active seconds on the open article, those of earlier days included.
  std::int64_t active_seconds() const;

  std::string new_id() { return settings_.ids->next(); }

 private:
  // One gesture as it lies on the timeline.
  struct Step {
    GroupId group;
    std::vector<Edit> forward, backward;
    std::vector<EntityChange> entities;
    bool is_read = true;  // false: of an earlier day, and its edits are read off the history when they are needed
  };

  Session(Settings settings, Project project, AnnotatorId annotator, OpenedEntities entities);

  HistoryFile article_file() const;
  HistoryFile entities_file() const { return {annotator_, {}}; }
  Result<void> may_write() const;
  Result<void> may_leave();
  // Does this gesture get a group in the open article's history, so that it undoes there?
  bool belongs_to_article(const Gesture& gesture) const;
  Result<Step> apply(const Gesture& gesture, Annotations& state, Registry& registry) const;
  // Undo and redo: `edits` and what is left to do of the step's entity changes, as a group of its own.
  Result<GroupId> retrace(const Step& step, const std::vector<Edit>& edits, const Retrace& entities, GroupKind kind);
  Result<void> begin_files(bool article, bool entities);
  Result<void> begin_comments();
  void end_article();
  template <class GroupType>
  GroupType new_group(GroupKind kind, const GroupId& id, const GroupId& last);
  Result<GroupId> commit(const Gesture& gesture, GroupKind kind, const GroupId& of, const std::string& snapshot);
  Result<void> join_first(bool article, bool entities);
  void complete_unfinished();
  void take_in_copies(const std::vector<PendingGesture>& noted);
  void set_copies_aside();
  void write_pending();
  // What was found of an article's annotations, and how their files were before.
  struct Read {
    OutsideWatch::Before before;
    Result<OpenedAnnotations> opened;
    Timeline<Step> timeline = {};
  };
  static Read read(FileSystem& files, const Project& project, const AnnotatorId& annotator, const Article& article, bool watching,
                   const WhenRead& when_read);
  void take_in(Read read);
  bool take_what_was_read();
  static Timeline<Step> timeline_of(const OpenedAnnotations& opened);
  void read_steps();
  // How the files are before they are read, and that they are watched from then on; nothing when not watching.
  static OutsideWatch::Before before(FileSystem& files, const Path& project, Concern concern, const HistoryFile& file);
  OutsideWatch::Before before(Concern concern, const ArticleId& article = {}) const;
  void watch(Concern concern, const OutsideWatch::Before& before);
  void take_what_was_found();
  OwnWork own_work(const Path& path, std::size_t asked) const;
  bool let_go(const HistoryFile& file, HistoryExtent& extent);
  Result<void> read_entities_anew(TakenIn& taken);
  Result<void> read_article_anew(TakenIn& taken);
  template <class GroupType>
  Result<void> compare(const HistoryFile& file, const std::vector<GroupType>& before, const std::vector<GroupType>& now,
                       TakenIn& taken);
  std::string maker() const { return settings_.by.empty() ? annotator_.value : settings_.by; }
  Result<void> ready_to_correct();
  // A correction of the open article's text that was taken back or can be.
  struct Correction {
    std::string of;  // sha256 of the text that the splices are of
    std::vector<Splice> splices;
    GroupId then = {};  // what redo() would have done when it was taken back
  };
  // Makes the splices, and tells what takes them back.
  Result<Correction> correct(const std::vector<Splice>& splices);
  bool is_of_now(const std::vector<Correction>& corrections) const;
  GroupId next_redo() const { return timeline_.next_redo() ? timeline_.next_redo()->group : GroupId(); }
  Step step_of(const Group& group, Annotations& state) const;
  void look_at(const Gesture& gesture, const Annotations& before, const Annotations& after);
  std::int64_t take_seconds();

  Settings settings_;
  Project project_;
  AnnotatorId annotator_;
  OpenedEntities entities_;
  std::optional<OpenArticle> open_;
  std::optional<OpenedAnnotations> file_;  // of the open article: extent, last, pending; of its groups the unfinished
  std::future<Read> reading_;              // valid while its annotations are being read,
  std::jthread reader_;                    // by this one
  std::optional<OpenedComments> comments_;  // hers on the open article, from the first that she makes
  std::shared_ptr<std::atomic<std::size_t>> asked_ = std::make_shared<std::atomic<std::size_t>>(0);  // of writers
  std::unique_ptr<HistoryWriter> writer_;
  std::unique_ptr<OutsideWatch> watch_;  // none: not watching
  std::size_t changing_settings_ = 0;
  std::optional<ContentSum> manifest_;   // what sayso.json holds since it was changed here
  bool told_away_ = false;               // that the project is not at its place
  std::set<GroupId> left_out_;           // while changes are taken in: made here and not saved
  Timeline<Step> timeline_;
  std::vector<Correction> corrected_, correct_again_;  // what takes each back, what makes each again; the newest last
  std::optional<CodePointRange> focus_;
  bool article_dirty_ = false;   // the snapshot on disk is older than the state
  bool entities_dirty_ = false;
  bool look_for_unfinished_ = true;  // before the next edit
  std::optional<NotSaved> failure_;
  std::map<HistoryFile, NotSaved> snapshot_failures_;
  std::vector<GroupId> unsaved_;
  std::vector<Path> copies_;  // of sync tools, to be set aside when all is on disk
  std::set<GroupId> nowhere_;  // of them, those that lie in memory alone, because the disk refused
  bool left_behind_ = false;  // something of this session lies in the emergency histories alone
  std::vector<EntityEdit> passed_over_;
  std::chrono::milliseconds active_{0};  // since the last group
  std::optional<SteadyTime> last_activity_;
};

}  // namespace sayso
