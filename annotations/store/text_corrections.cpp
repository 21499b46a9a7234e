#include "annotations/store/text_corrections.h"

#include <algorithm>
#include <map>

#include "annotations/store/add_article.h"
#include "annotations/store/article_codec.h"
#include "annotations/store/json_fields.h"
#include "annotations/store/json_line.h"
#include "annotations/store/reanchor.h"
#include "annotations/store/record_codec.h"
#include "annotations/store/told_problems.h"
#include "core/files/file_lock.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "core/text/utf8.h"

namespace sayso {
namespace {

Result<TextCorrection> correction_of(std::string_view bytes, const std::string& place) {
  const JsonSource source{bytes, place};
  try {
    const auto node = read_json(source);
    if (!node) return node.error();
    if (check_sum(source, *node) != SumCheck::fits) {
      return damaged_error("this correction of the text does not fit its sum: damaged, and left out", place, "run `sayso fsck`");
    }
    JsonFields fields(source, *node, "correction of a text");
    TextCorrection correction;
    correction.id = fields.text("id");
    correction.time = fields.text_or("time", "");
    correction.by = fields.text_or("by", "");
    correction.from = fields.text("from");
    correction.to = fields.text("to");
    CodePoint end{0};
    fields.each("splices", [&](const JsonNode& item) {
      JsonFields splice(source, item, "splice");
      correction.splices.push_back({range_of(source, splice.need("at")), splice.text("text")});
      if (correction.splices.back().at.begin < end) source.fail(item, "splices must be in text order and apart");
      end = correction.splices.back().at.end;
    });
    return correction;
  } catch (const JsonMistake& mistake) { return mistake.error; }
}

// The text before is kept under its hash first; then the correction is noted; then the text is replaced, and last what
// is known of it. Whatever a crash leaves, the text is one whose hash is known and whose way is noted.
Result<void> put(FileSystem& files, const Project& project, const LoadedArticle& loaded, const std::string& text,
                 const TextCorrection& correction) {
  const ArticleId& id = loaded.article.id;
  const Path kept = kept_text_path(project.folder, correction.from);
  if (const auto made = make_folders(files, kept.parent_path()); !made) return made;
  if (!is_there(files, kept)) {
    if (const auto created = create_file(files, kept, loaded.article.text); !created) return created;
  }
  // Whole, not appended: a file whose sync once failed must not be appended to, and it is small.
  const Path history = corrections_path(project.folder, id);
  const auto before = read_file_if_there(files, history);
  if (!before) return before.error();
  std::string lines = before->value_or("");
  if (!lines.empty() && !lines.ends_with('\n')) lines += '\n';
  if (const auto noted = write_file_atomically(files, history, lines + write_correction(correction)); !noted) return noted;
  if (const auto written = write_file_atomically(files, text_path(project.folder, id), text); !written) return written;
  ArticleFacts facts = loaded.article.facts;
  facts.sha256 = correction.to;
  for (Zone& zone : facts.zones) zone.at = carried(zone.at, correction.splices);
  std::erase_if(facts.zones, [](const Zone& zone) { return zone.at.empty(); });
  return write_file_atomically(files, facts_path(project.folder, id), write_facts(facts));
}

}  // namespace

Path corrections_path(const Path& project, const ArticleId& id) {
  Path path = project / "articles" / id.value;
  path += ".history";
  return path;
}

Path kept_text_path(const Path& project, const std::string& sha256) {
  return project / "articles" / ".texts" / (sha256 + ".txt");
}

std::string write_correction(const TextCorrection& correction) {
  JsonLine line;
  line.begin_object()
      .member("id", correction.id)
      .member("time", correction.time)
      .member("by", correction.by)
      .member("from", correction.from)
      .member("to", correction.to);
  line.key("splices").begin_array();
  for (const Splice& splice : correction.splices) {
    line.begin_object().key("at").begin_array();
    line.integer(static_cast<std::int64_t>(splice.at.begin.value)).integer(static_cast<std::int64_t>(splice.at.end.value));
    line.end_array().member("text", splice.text).end_object();
  }
  line.end_array().end_object();
  return with_sum(line.take()) + "\n";
}

Result<CorrectionsRead> read_corrections(FileSystem& files, const Project& project, const ArticleId& id) {
  CorrectionsRead read;
  ToldProblems problems;
  const std::string place = "articles/" + id.value + ".history";
  const auto bytes = read_file_if_there(files, corrections_path(project.folder, id));
  if (!bytes) return bytes.error();
  std::string_view rest = *bytes ? std::string_view(**bytes) : std::string_view();
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const auto end = std::min(rest.find('\n'), rest.size());
    if (end > 0) {
      auto one = correction_of(rest.substr(0, end), place + ":" + std::to_string(number));
      if (one) {
        read.corrections.push_back(std::move(one).value());
      } else {
        problems.add(one.error());
      }
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  read.problems = problems.take("corrections of the text could not be read and are left out", place, "run `sayso fsck`");
  return read;
}

std::optional<std::vector<TextCorrection>> way_between(const std::vector<TextCorrection>& corrections, const std::string& from,
                                                       const std::string& to) {
  // The shortest: a text that was put back is where it was.
  std::map<std::string, const TextCorrection*> came_by{{from, nullptr}};
  std::vector<std::string> waiting{from};
  for (std::size_t next = 0; next < waiting.size() && !came_by.contains(to); ++next) {
    for (const TextCorrection& each : corrections) {
      if (each.from == waiting[next] && came_by.emplace(each.to, &each).second) waiting.push_back(each.to);
    }
  }
  if (!came_by.contains(to)) return std::nullopt;
  std::vector<TextCorrection> way;
  for (const TextCorrection* step = came_by.at(to); step; step = came_by.at(step->from)) way.push_back(*step);
  std::ranges::reverse(way);
  return way;
}

namespace {

// What a text becomes: the text, and the splices that make it, which are looked for where they are not known.
struct Becomes {
  std::string text;
  std::vector<Splice> splices;
};

template <class Change>
Result<TextCorrection> correct(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project,
                               const ArticleId& id, const std::string& by, Change change) {
  if (!project.read_only.empty()) return usage_error(project.read_only);
  const auto loaded = load_article(files, project, id);
  if (!loaded) return loaded.error();
  Result<Becomes> becomes = change(loaded->article);
  if (!becomes) return becomes.error();
  const auto checked = checked_article({becomes->text, id.value + ".txt", id, {}});
  if (!checked) return checked.error();
  const Path lock_path = project.folder / ".sayso" / "locks" / "articles" / (id.value + ".lock");
  if (const auto made = make_folders(files, lock_path.parent_path()); !made) return made.error();
  const auto lock = FileLock::take(files, lock_path);
  if (!lock) return lock.error();
  if (!*lock) return usage_error("somebody corrects this text in this moment", "try again");
  TextCorrection correction;
  correction.id = ids.next();
  correction.time = to_rfc3339(clock.now());
  correction.by = by;
  correction.from = loaded->article.facts.sha256;
  correction.to = sha256_hex(checked->text);
  const bool known = !becomes->splices.empty() && checked->text == becomes->text;
  correction.splices = known ? std::move(becomes->splices) : splices_between(loaded->article.text, checked->text);
  if (correction.splices.empty()) return usage_error("the text is the same as before", "change something in it");
  if (const auto done = put(files, project, *loaded, checked->text, correction); !done) return done.error();
  return correction;
}

}  // namespace

Result<TextCorrection> correct_text(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project,
                                    const ArticleId& id, std::string_view text, const std::string& by) {
  return correct(files, clock, ids, project, id, by, [&](const Article&) { return Result<Becomes>({std::string(text), {}}); });
}

Result<TextCorrection> correct_text(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project,
                                    const ArticleId& id, const std::vector<Splice>& splices, const std::string& from,
                                    const std::string& by) {
  return correct(files, clock, ids, project, id, by, [&](const Article& article) -> Result<Becomes> {
    if (article.facts.sha256 != from) return usage_error("the article's text has changed meanwhile", "open it again and look");
    return Becomes{spliced(article.text, splices), splices};
  });
}

std::vector<Edit> edits_to_now(const Annotations& state, const std::vector<TextCorrection>& corrections,
                               std::string_view text_now, const std::string& text_sha256) {
  const auto way = way_between(corrections, state.text_sha256, text_sha256);
  if (!way || way->empty()) return {};
  std::vector<std::vector<Splice>> steps;
  for (const TextCorrection& each : *way) steps.push_back(each.splices);
  return carry_over(state, steps, TextIndex(text_now), text_sha256);
}

}  // namespace sayso
