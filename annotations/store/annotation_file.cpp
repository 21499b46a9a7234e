#include "annotations/store/annotation_file.h"

#include <future>
#include <set>

#include "annotations/edit/update.h"
#include "annotations/store/join.h"
#include "annotations/store/merged_state.h"
#include "annotations/store/read_groups.h"
#include "annotations/store/reanchor.h"
#include "annotations/store/snapshot_codec.h"
#include "annotations/store/text_corrections.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"
#include "core/tasks/parallel.h"

namespace sayso {
namespace {

// What a set of edits is about, one entry a record; the header counts as one.
std::size_t count_records(const std::vector<Edit>& edits) {
  std::set<std::string> records;
  const auto note = [&](const auto& edit) {
    if constexpr (requires { edit.of; }) {
      records.insert(edit.of.value);
    } else if constexpr (requires { edit.span; }) {
      records.insert(edit.span->id.value);
    } else if constexpr (requires { edit.frame; }) {
      records.insert(edit.frame->id.value);
    } else if constexpr (requires { edit.dismissal; }) {
      records.insert(edit.dismissal->id.value);
    } else if constexpr (requires { edit.suggestion; }) {
      records.insert(edit.suggestion.id.value);
    } else {
      records.insert("");
    }
  };
  for (const Edit& edit : edits) std::visit(note, edit);
  return records.size();
}

bool removes(const Edit& edit) {
  return std::holds_alternative<RemoveSpan>(edit) || std::holds_alternative<RemoveFrame>(edit) ||
         std::holds_alternative<Undismiss>(edit) || std::holds_alternative<RemoveSuggestion>(edit);
}

// Equal but for `rules`, which come with groups and say nothing about records.
bool same_records(Annotations a, const Annotations& b) {
  a.rules = b.rules;
  return a == b;
}

class Opening {
 public:
  Opening(FileSystem& files, const Project& project, HistoryFile file)
      : files_(files), project_(project), file_(std::move(file)) {}

  Result<OpenedAnnotations> open() {
    auto read = read_groups(files_, project_, file_, opened_);
    if (!read) return read.error();
    snapshots_ = std::move(read->snapshots);
    snapshot_copies_ = std::move(read->snapshot_copies);
    // Meanwhile the other files are summed.
    auto snapshot = meanwhile(opened_.groups.size(), [&] { return sum_snapshot(); });
    auto text = meanwhile(opened_.groups.size(), [&] { return sha256_of_file(files_, text_path(project_.folder, file_.article)); });
    opened_.state = state_of(opened_.groups);
    stand_in_place(opened_.state);
    count_open_conflicts();
    if (const auto compared = look_at_snapshot(snapshot.get()); !compared) return compared.error();
    look_at_snapshot_copies();
    if (const auto checked = check_text(text); !checked) return checked.error();
    return std::move(opened_);
  }

 private:
  // A copy of a snapshot says nothing new when its history's copy is there too; else it is kept for a person to look at.
  void look_at_snapshot_copies() {
    for (const ConflictCopy& copy : snapshot_copies_) {
      const std::string place = copy.path.lexically_relative(project_.folder).string();
      const std::string sha256 = sha256_hex(copy.bytes);
      const bool noted = std::ranges::any_of(snapshots_, [&](const auto& each) { return each.line.sha256 == sha256; });
      const auto read = read_snapshot(copy.bytes, place);
      if (noted || (read && is_some_state(read->state))) {
        opened_.copies.push_back(copy.path);
        opened_.problems.push_back(problem_of_copy(file_, place, "an older state of it"));
      } else {
        opened_.problems.push_back(damaged_error("a sync tool's second copy of " + name_of(file_) + " with changes that no history has",
                                                 place, "compare it with the file by hand, then move it away"));
      }
    }
  }

  // Is it what somebody had before her at some time?
  bool is_some_state(const Annotations& found) const {
    const MergedAnnotations states(opened_.groups);
    for (std::size_t i = 0; i < opened_.groups.size(); ++i) {
      if (same_records(states.after(i), found)) return true;
    }
    return false;
  }

  // Of the snapshot's bytes, without reading them into memory.
  struct SnapshotSums {
    ContentSum sum;
    std::string sha256;
  };
  Result<SnapshotSums> sum_snapshot() const {
    Xxh3 sum;
    Sha256 sha256;
    const auto there = read_pieces(files_, snapshot_path(project_.folder, file_), [&](std::string_view piece) {
      sum.add(piece);
      sha256.add(piece);
    });
    if (!there) return there.error();
    return *there ? SnapshotSums{sum.value(), std::move(sha256).hex()} : SnapshotSums{};
  }

  // One that the history notes is not read.
  Result<void> look_at_snapshot(const Result<SnapshotSums>& found) {
    if (!found) return found.error();
    if (!found->sum) return {};
    opened_.extent.snapshot = found->sum;
    if (is_noted_as_current(found->sha256)) {
      opened_.snapshot_is_current = true;
      return {};
    }
    const Path path = snapshot_path(project_.folder, file_);
    const auto bytes = read_file_if_there(files_, path);
    if (!bytes) return bytes.error();
    opened_.extent.snapshot = sum_of(*bytes);
    if (*bytes) compare_with(**bytes, path.lexically_relative(project_.folder).string());
    return {};
  }

  void compare_with(const std::string& bytes, const std::string& place) {
    const std::string sha256 = sha256_hex(bytes);
    if (!opened_.groups.empty() && bytes == write_snapshot(opened_.state)) {
      opened_.snapshot_is_current = true;
      return;
    }
    for (const auto& snapshot : snapshots_) {
      // One that sayso wrote, only old. Where lines of the history are lost it may have what they said.
      if (snapshot.line.sha256 == sha256 && !opened_.extent.damaged) return;
    }
    auto read = read_snapshot(bytes, place);
    if (!read) {
      Error error = read.error();
      error.remedy +=
          (error.remedy.empty() ? "" : "; ") +
          std::string("what is shown comes from the history; the file is set aside at the next edit");
      opened_.problems.push_back(std::move(error));
      opened_.extent.keep_snapshot = true;
      return;
    }
    opened_.problems.insert(opened_.problems.end(), read->problems.begin(), read->problems.end());
    opened_.extent.keep_snapshot = read->left_out > 0;
    if (read->newer) opened_.read_only = kNewerFile;
    Annotations found = std::move(read->state);
    claim(found, place);
    if (opened_.groups.empty()) {
      if (opened_.extent.sum && opened_.problems.empty()) tell_of_empty_history();
      return take_import(found, read->left_out > 0);
    }
    if (!is_old(found) && !is_merged_by_others(found)) return take_outside(found, read->left_out > 0, place);
    if (std::ranges::find(opened_.groups, found.rules, &Group::rules) == opened_.groups.end()) {
      opened_.problems.push_back(damaged_error("the header says rules that no entry of the history was made by", place,
                                               "the file is written anew with the next edit or by `sayso fsck --repair`"));
    }
  }

  // Does the history say, behind its last group, that the snapshot had these bytes? Then it need not be written to be
  // compared; but where a line is missing, what was noted is about groups that are not there.
  bool is_noted_as_current(const std::string& sha256) const {
    if (opened_.groups.empty() || snapshots_.empty()) return false;
    const SnapshotLine& last = snapshots_.back().line;
    return last.sha256 == sha256 && last.after == opened_.groups.back().id && !opened_.extent.damaged && is_unbroken(opened_.groups);
  }

  // A program that was killed before its first edit of an imported snapshot leaves one too; nothing tells them apart.
  void tell_of_empty_history() {
    opened_.problems.push_back(damaged_error("the history has no entry; what is shown is the snapshot beside it", name_of(file_),
                                             "put the history back if you have it; else the snapshot begins it anew with the next edit"));
  }

  // An article may have been renamed since its histories began.
  void stand_in_place(Annotations& state) const {
    if (state.article.empty()) return;
    state.article = file_.article;
    state.annotator = file_.annotator;
  }

  // A file belongs to the annotator and article whose place it lies in.
  void claim(Annotations& found, const std::string& place) {
    if (found.article != file_.article || found.annotator != file_.annotator) {
      opened_.problems.push_back(
          damaged_error("the file says it is of '" + found.annotator.value + "' and article '" +
                            found.article.value + "', but its place is another's",
                        place, "move it to its place; here it counts as its folder's"));
    }
    found.article = file_.article;
    found.annotator = file_.annotator;
  }

  void take_import(const Annotations& found, bool incomplete) {
    Group group;
    group.kind = GroupKind::import;
    group.rules = found.rules;
    group.edits.push_back(Begin{file_.article, file_.annotator, found.text_sha256});
    Annotations begun = update_leniently({}, group);
    append(group, difference(begun, found), incomplete);
    finish(std::move(group), found);
  }

  // Is it what the history gave when the last snapshot was noted, or at some time since? Then nobody changed
  // it. What it gave earlier may be a script's work: one that takes away what was last added, for instance.
  bool is_old(const Annotations& found) const {
    const std::size_t noted = groups_in_last_snapshot();
    Annotations state;
    for (std::size_t i = 0; i < opened_.groups.size(); ++i) {
      state = update_leniently(std::move(state), opened_.groups[i]);
      stand_in_place(state);
      if (i + 1 >= noted && same_records(state, found)) return true;
    }
    return false;
  }

  // Was it put together from two snapshots, as git does it, when the history was joined? Then it says what the
  // joined history says, but for what it did not know of conflicts.
  bool is_merged_by_others(Annotations found) const {
    if (count_conflicts(opened_.state) == 0 && count_conflicts(found) == 0) return false;
    Annotations here = opened_.state;
    take_alternatives(here.spans, found.spans);
    take_alternatives(here.frames, found.frames);
    if (here.conflicts.fields.contains("status")) found.status = here.status, found.reason = here.reason;
    here.conflicts = found.conflicts = {};
    return same_records(here, found);
  }

  // Where a field waits for a decision, one value of it is as good as another.
  template <class Record>
  static void take_alternatives(Shelf<Record>& here, Shelf<Record>& found) {
    const Shelf<Record> records = here;
    for (const Record& record : records) {
      const Record* other = found.find(record.id.value);
      if (!other || (record.conflicts.empty() && other->conflicts.empty())) continue;
      Record mine = record, theirs = *other;
      for (const auto& [field, alternatives] : record.conflicts.fields) {
        if (field.starts_with("attributes.")) {
          mine.attributes.erase(field.substr(std::string_view("attributes.").size()));
          theirs.attributes.erase(field.substr(std::string_view("attributes.").size()));
        } else if (field == "layer") {
          theirs.layer = mine.layer;
        } else if (field == "origin") {
          theirs.origin = mine.origin;
        }
        if constexpr (requires { mine.at; }) {
          if (field == "at") theirs.at = mine.at, theirs.text = mine.text;
        }
        if constexpr (requires { mine.roles; }) {
          if (field.starts_with("roles.")) theirs.roles = mine.roles;
        }
      }
      mine.conflicts = theirs.conflicts = {};
      here.put(std::move(mine));
      found.put(std::move(theirs));
    }
  }

  void take_outside(const Annotations& found, bool incomplete, const std::string& place) {
    Annotations base = opened_.state;
    Group group;
    group.kind = GroupKind::outside;
    bool went_on = false;
    if (const std::size_t count = groups_in_last_snapshot(); count > 0) {
      const MergedAnnotations states(opened_.groups);
      base = states.after(count - 1);
      stand_in_place(base);
      went_on = !same_records(base, opened_.state);
      if (went_on) group.after = {opened_.groups[count - 1].id};
    }
    append(group, difference(base, found), incomplete);
    if (group.edits.empty()) return;
    opened_.outside_records = count_records(group.edits);
    if (went_on) {
      opened_.problems.push_back(damaged_error(
          "the file was changed outside while the history went on: the two are joined", place, "look at what changed"));
      join_outside(std::move(group));
    } else {
      finish(std::move(group), incomplete ? std::nullopt : std::optional(found));
    }
  }

  // What was changed outside and what the history has since were made apart.
  void join_outside(Group group) {
    std::vector<Group> all = opened_.groups;
    all.push_back(group);
    all.back().id = kPendingGroup;
    all.back().rules = opened_.state.rules;
    opened_.state = state_of(all);
    stand_in_place(opened_.state);
    opened_.unjoined = true;
    opened_.pending = std::move(group);
  }

  void tell_undecided(Error error) {
    opened_.undecided.push_back(error);
    opened_.problems.push_back(std::move(error));
  }

  void count_open_conflicts() {
    if (const std::size_t count = count_conflicts(opened_.state); count > 0) {
      tell_undecided(damaged_error(
          std::to_string(count) + (count == 1 ? " change was" : " changes were") +
              " made differently in two places: one value of each stands, all are kept",
          name_of(file_), "decide each: setting the value again, or another, is enough"));
    }
  }

  // How many groups did the last recorded snapshot hold? 0 if that is not known.
  std::size_t groups_in_last_snapshot() const {
    if (snapshots_.empty()) return 0;
    const GroupId& after = snapshots_.back().line.after;
    for (std::size_t i = 0; i < opened_.groups.size(); ++i) {
      if (opened_.groups[i].id == after) return i + 1;
    }
    return 0;
  }

  // What cannot be read has not been removed.
  static void append(Group& group, std::vector<Edit> edits, bool incomplete) {
    if (incomplete) std::erase_if(edits, removes);
    group.edits.insert(group.edits.end(), edits.begin(), edits.end());
  }

  void finish(Group group, const std::optional<Annotations>& expected) {
    const std::string rules = group.rules.empty() ? opened_.state.rules : group.rules;
    int skipped = 0;
    opened_.state = update_leniently(std::move(opened_.state), group, &skipped);
    opened_.state.rules = rules;
    if (skipped > 0 || (expected && !same_records(opened_.state, *expected))) {
      opened_.extent.keep_snapshot = true;
      opened_.problems.push_back(
          damaged_error(std::to_string(skipped) + " changes in the file do not fit the rest and are left out",
                        name_of(file_), "the file as it was is set aside at the next edit"));
    }
    opened_.pending = std::move(group);
  }

  // The text was corrected since: it enters the history with the next edit, after what was changed outside.
  void carry(const std::vector<Edit>& edits) {
    if (!opened_.pending) {
      opened_.pending.emplace();
      opened_.pending->kind = GroupKind::outside;
    }
    Group carried;
    carried.rules = opened_.state.rules;
    carried.edits = edits;
    opened_.pending->edits.insert(opened_.pending->edits.end(), edits.begin(), edits.end());
    opened_.state = update_leniently(std::move(opened_.state), carried);
    opened_.snapshot_is_current = false;
  }

  void count_unplaced() {
    if (const std::size_t count = unplaced_spans(opened_.state).size(); count > 0) {
      tell_undecided(damaged_error(std::to_string(count) + (count == 1 ? " span has" : " spans have") +
                                                   " no place in the text any more",
                                               name_of(file_), "give each a place again, or remove it"));
    }
  }

  // `sum`: of the text as it is now.
  Result<void> check_text(std::future<Result<std::string>>& sum) {
    if (opened_.state.text_sha256.empty()) return {};
    const Path path = text_path(project_.folder, file_.article);
    const auto now = sum.get();
    if (!now) return now.error();
    if (*now == opened_.state.text_sha256) {
      count_unplaced();
      return {};
    }
    const auto text = read_file_if_there(files_, path);
    if (!text) return text.error();
    if (!*text) return {};
    const std::string sha256 = sha256_hex(**text);
    const auto corrections = read_corrections(files_, project_, file_.article);
    if (!corrections) return corrections.error();
    const auto carried = edits_to_now(opened_.state, corrections->corrections, **text, sha256);
    if (!carried.empty()) {
      carry(carried);
    } else {
      tell_undecided(damaged_error(
          "these annotations were made on another text than articles/" + file_.article.value + ".txt",
          name_of(file_), "put the text back, or find the spans in the new one by `sayso reanchor`"));
    }
    count_unplaced();
    return {};
  }

  FileSystem& files_;
  const Project& project_;
  HistoryFile file_;
  OpenedAnnotations opened_;
  std::vector<HistoryRead<Group>::Snapshot> snapshots_;
  std::vector<ConflictCopy> snapshot_copies_;
};

}  // namespace

HistoryExtent extent_of(std::string_view bytes, std::uint64_t whole, bool damaged) {
  HistoryExtent extent;
  extent.bytes = bytes.size();
  extent.whole = whole;
  extent.sum = xxh3(bytes);
  extent.whole_sum = whole == bytes.size() ? extent.sum : ContentSum(xxh3(bytes.substr(0, static_cast<std::size_t>(whole))));
  extent.damaged = damaged;
  return extent;
}

bool is_as_seen(std::string_view bytes, const HistoryExtent& seen) {
  if (!seen.sum) return bytes.empty();  // taking the lock has made it
  const ContentSum now = xxh3(bytes);
  return now == seen.sum || now == seen.whole_sum;
}

Result<OpenedAnnotations> open_annotations(FileSystem& files, const Project& project,
                                           const AnnotatorId& annotator, const ArticleId& article) {
  if (annotator.empty()) return OpenedAnnotations();
  if (const auto named = check_annotator_id(annotator); !named) return named.error();
  if (const auto named = check_article_id(article); !named) return named.error();
  return Opening(files, project, {annotator, article}).open();
}

}  // namespace sayso
