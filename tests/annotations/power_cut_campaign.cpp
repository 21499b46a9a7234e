#include "tests/annotations/power_cut_campaign.h"

#include <algorithm>
#include <set>

#include "tests/annotations/session_support.h"

namespace sayso::tests {
namespace {

constexpr std::size_t kMostComplaints = 10;
constexpr int kNextDay = 24;

bool is_torn_end(const Error& problem) { return problem.what.starts_with("the last line "); }

bool has(const std::vector<Error>& problems, const Error& problem) {
  return std::ranges::find(problems, problem) != problems.end();
}

// What lies behind the last whole line of a history; "" if nothing does.
std::string torn_end(const std::map<std::string, std::string>& files, const HistoryFile& file) {
  const auto found = files.find(history_path(kProjectFolder, file).string());
  if (found == files.end()) return "";
  const auto end = [&](const auto& read) { return read.torn ? found->second.substr(read.whole_bytes) : ""; };
  if (file.is_comments) return end(read_comment_history(found->second, ""));
  return file.is_entities() ? end(read_entity_history(found->second, "")) : end(read_history(found->second, ""));
}

bool lies_aside(const std::map<std::string, std::string>& files, const HistoryFile& file, const std::string& end) {
  const std::string begins = history_path(kProjectFolder, file).string() + ".torn-";
  return std::ranges::any_of(
      files, [&](const auto& each) { return each.first.starts_with(begins) && each.second == end; });
}

// A further edit, in the article, the entities and the comments.
std::string wrong_with_next_edit(SimulatedFiles& files, const Look& found, const AnnotatorId& annotator) {
  const HistoryFile article{annotator, ArticleId("a")}, entities{annotator, {}}, comments{annotator, ArticleId("a"), true};
  const auto left = files.disk().files();
  Sitting next(files, kNextDay);
  if (const auto opened = next.open(annotator, article.article); !opened) {
    return "does not open: " + to_text(opened.error());
  }
  if (next.session->is_closed()) {
    const auto opened = next.session->reopen("slip");
    if (!opened) return "cannot be re-opened: " + to_text(opened.error());
  }
  auto commented = open_comments(files, next.session->project(), annotator, article.article);
  if (!commented) return "its comments do not open: " + to_text(commented.error());
  if (const auto made = next.annotate(true); !made) return "a further edit is refused: " + to_text(made.error());
  const Comment comment = a_comment("next", "and then?");
  if (const auto made = next.session->comment({AddComment{comment}}); !made) {
    return "a further comment is refused: " + to_text(made.error());
  }
  next.session->wait_until_saved();
  if (!next.is_saved()) return "a further edit is not saved";
  Seen expected = found.seen;
  expected.annotations[article] = write_snapshot(next.session->article()->state);
  expected.registry = write_entities(next.session->registry());
  commented->state.comments.put(comment);
  expected.comments[comments] = as_text(commented->state);
  next.session->close();
  if (!next.is_saved()) return "its snapshots are not written";
  const std::string number = std::to_string(next.made);
  if (expected.annotations[article].find("\"s" + number + "\"") == std::string::npos) {
    return "the further edit is not shown";
  }

  const auto again = look_at_project(files);
  if (!again) return "does not open after a further edit: " + to_text(again.error());
  if (again->seen != expected) return "a further edit changed something else";
  for (const Error& problem : again->problems) {
    const bool untouched = problem.place.find(name_of(article)) == std::string::npos &&
                           problem.place.find(name_of(entities)) == std::string::npos &&
                           problem.place.find(name_of(comments)) == std::string::npos && has(found.problems, problem);
    if (!untouched) return "a problem after a further edit: " + to_text(problem);
  }
  const auto now = files.disk().files();
  for (const HistoryFile& file : {article, entities, comments}) {
    const std::string end = torn_end(left, file);
    if (!end.empty() && !lies_aside(now, file, end)) return "the torn end of " + name_of(file) + " is not set aside";
  }
  const auto notes = read_pending(files, kProjectFolder);
  for (const PendingGesture& gesture : notes->gestures) {
    for (const HistoryPart& part : gesture.parts) {
      if (part.file.annotator == annotator) return "a note is left of " + gesture.group.value;
    }
  }
  return "";
}

}  // namespace

std::string wrong_with(const Disk& left, const Seen& before, const Seen& after, bool told,
                       const std::vector<Error>& known, const AnnotatorId& annotator) {
  SimulatedFiles files(left);
  const auto found = look_at_project(files);
  if (!found) return "does not open: " + to_text(found.error());
  if (files.changes() != 0) return "looking writes";
  if (found->seen != after && (told || found->seen != before)) {
    return told ? "what was reported saved is not there" : "it is neither what was there before nor what was made";
  }
  for (const Error& problem : found->problems) {
    if (!has(known, problem) && (told || !is_torn_end(problem))) return "a problem is reported: " + to_text(problem);
  }
  return wrong_with_next_edit(files, *found, annotator);
}

bool PowerCutCampaign::run(const Disk& start, const std::vector<const Operation*>& operations, const Between& between) {
  std::string name;
  const auto complain = [&](const std::string& what) {
    if (complaints.size() < kMostComplaints) complaints.push_back(name + ": " + what);
    return false;
  };
  SimulatedFiles disk(start);
  const std::unique_ptr<FileSystem> wrapped = between ? between(disk) : nullptr;
  Sitting sitting(wrapped ? *wrapped : disk, 3);
  if (const auto opened = sitting.open(kAna, ArticleId("a")); !opened) return complain(to_text(opened.error()));
  Result<Look> before = look_at_project(disk);
  std::size_t from = 0;
  for (const Operation* operation : operations) {
    name += (name.empty() ? "" : ", ") + std::string(operation->name);
    if (!operation->possible(sitting)) return true;
    before = look_at_project(disk);
    if (!before) return complain(to_text(before.error()));
    from = disk.changes();
    const auto made = operation->make(sitting);
    sitting.session->wait_until_saved();
    if (!made) return complain("refused: " + to_text(made.error()));
    if (!sitting.is_saved()) return complain("not saved");
  }
  ++sequences;
  // What is shown is what is on disk.
  const auto after = look_at_project(disk);
  if (!after) return complain(to_text(after.error()));
  const HistoryFile file{sitting.session->annotator(), sitting.session->article()->article->id};
  if (after->seen.registry != write_entities(sitting.session->registry())) return complain("the registry is another");
  if (!sitting.session->article()->groups.empty()) {
    const auto saved = after->seen.annotations.find(file);
    if (saved == after->seen.annotations.end() || saved->second != write_snapshot(sitting.session->article()->state)) {
      return complain("the annotations are others");
    }
  }
  const AnnotatorId annotator = sitting.session->annotator();
  // Before it is told, the problems of before may still be there; after it, those that are there without a cut.
  std::vector<Error> known = before->problems;
  known.insert(known.end(), after->problems.begin(), after->problems.end());
  const std::size_t end = disk.changes();
  std::set<std::uint64_t> seen, seen_when_told;
  std::string wrong;
  disk.power_cuts(from + 1, [&](std::size_t at, const Disk& left) {
    if (!wrong.empty()) return;
    const bool told = at == end;
    const std::uint64_t hash = left.content_hash();
    const bool is_new = seen.insert(hash).second;
    states += is_new ? 1 : 0;
    if (told ? !seen_when_told.insert(hash).second : !is_new) return;
    wrong = wrong_with(left, before->seen, after->seen, told, told ? after->problems : known, annotator);
  });
  return wrong.empty() || complain(wrong);
}

}  // namespace sayso::tests
