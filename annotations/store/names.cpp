#include "annotations/store/names.h"

#include <cassert>

#include "core/files/relative_path.h"
#include "core/text/fold.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace sayso {
namespace {

constexpr std::size_t kSlugLimit = 80;  // bytes; leaves room for folders and tails

Path with_suffix(Path path, const char* suffix) {
  path += suffix;
  return path;
}

}  // namespace

Result<void> check_article_id(const ArticleId& id) { return check_path_id(id.value, true); }

Result<void> check_annotator_id(const AnnotatorId& id) {
  // "@2" marks the same person's second pass.
  std::string_view name = id.value;
  if (const auto at = name.find('@');
      at != std::string_view::npos && at > 0 && at + 1 < name.size() &&
      name.find_first_not_of("0123456789", at + 1) == std::string_view::npos) {
    name = name.substr(0, at);
  }
  return check_path_id(name, false);
}

Result<void> check_new_annotator_id(const AnnotatorId& id) {
  if (clash_key(id.value) == kGold.value) {
    return usage_error("'gold' is reserved for the adjudicated version", "choose another name");
  }
  return check_annotator_id(id);
}

std::string clash_key(std::string_view id) { return folded(id); }

bool is_conflict_copy(std::string_view name) {
  return name.find(".sync-conflict-") != std::string_view::npos ||
         name.find("conflicted copy") != std::string_view::npos ||
         name.find("(conflict") != std::string_view::npos;
}

std::string slug_of(std::string_view name) {
  std::string slug;
  bool gap = false;
  for (const auto [code_point, at] : code_points(name)) {
    if (!is_letter_or_digit(code_point) && code_point != U'_') {
      gap = !slug.empty();
      continue;
    }
    std::string letter;
    append_utf8(letter, code_point);
    if (slug.size() + letter.size() + 1 > kSlugLimit) break;
    if (gap) slug += '-';
    gap = false;
    slug += letter;
  }
  return slug;
}

std::string entity_id_with_tail(const std::string& name, const std::string& uuid, std::size_t digits) {
  std::string tail;
  for (const char c : uuid) {
    if (c != '-') tail += c;
  }
  if (tail.size() > digits) tail.erase(0, tail.size() - digits);
  const std::string slug = slug_of(folded(name));
  return (slug.empty() ? "entity" : slug) + "-" + tail;
}

Path text_path(const Path& project, const ArticleId& id) {
  return with_suffix(project / "articles" / id.value, ".txt");
}

Path facts_path(const Path& project, const ArticleId& id) {
  return with_suffix(project / "articles" / id.value, ".json");
}

Path history_path(const Path& project, const HistoryFile& file) { return project / name_of(file); }

Path snapshot_path(const Path& project, const HistoryFile& file) {
  assert(!file.is_comments);
  if (file.is_entities()) return project / "entities.json";
  return with_suffix(project / "annotations" / file.annotator.value / file.article.value, ".json");
}

Path owner_path(const Path& project, const HistoryFile& file) {
  return with_suffix(project / ".sayso" / "locks" / name_of(file), ".json");
}

std::string name_of(const HistoryFile& file) {
  if (file.is_entities()) return "entities/" + file.annotator.value + ".history";
  return (file.is_comments ? "comments/" : "annotations/") + file.annotator.value + "/" + file.article.value + ".history";
}

std::optional<HistoryFile> history_named(std::string_view name) {
  const auto without = [&](std::string_view prefix) {
    if (!name.starts_with(prefix)) return false;
    name.remove_prefix(prefix.size());
    return true;
  };
  if (!name.ends_with(".history")) return std::nullopt;
  name.remove_suffix(std::string_view(".history").size());
  HistoryFile file;
  file.is_comments = without("comments/");
  if (!file.is_comments && without("entities/")) {
    file.annotator = AnnotatorId(std::string(name));
  } else if (file.is_comments || without("annotations/")) {
    const auto slash = name.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    file.annotator = AnnotatorId(std::string(name.substr(0, slash)));
    file.article = ArticleId(std::string(name.substr(slash + 1)));
    if (!check_article_id(file.article)) return std::nullopt;
  } else {
    return std::nullopt;
  }
  if (!check_annotator_id(file.annotator)) return std::nullopt;
  return file;
}

}  // namespace sayso
