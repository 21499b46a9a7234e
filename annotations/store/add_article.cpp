#include "annotations/store/add_article.h"

#include <algorithm>

#include "annotations/store/article_codec.h"
#include "annotations/store/json_line.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "core/text/utf8.h"

namespace sayso {
namespace {

std::size_t line_of(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(
                 std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

std::size_t count_of(std::string_view text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size()))
    ++count;
  return count;
}

Result<void> check_text(std::string_view text, const std::string& from) {
  const auto refuse = [&](std::size_t at, std::string what, std::string remedy) {
    return damaged_error(std::move(what), from + ":" + std::to_string(line_of(text, at)), std::move(remedy));
  };
  if (text.empty()) return damaged_error("the text is empty", from, "there is nothing to annotate in it");
  if (const auto bad = first_bad_utf8(text)) {
    const auto byte = static_cast<unsigned char>(text[bad->value]);
    const std::size_t line_begin =
        text.rfind('\n', bad->value) == std::string_view::npos ? 0 : text.rfind('\n', bad->value) + 1;
    return refuse(bad->value,
                  "not UTF-8: byte " + std::to_string(bad->value - line_begin + 1) + " of the line is 0x" +
                      to_hex(&byte, 1),
                  "convert it, for instance by `iconv -f WINDOWS-1252 -t UTF-8`");
  }
  if (const auto nul = first_nul(text))
    return refuse(nul->value, "the text has a NUL character", "take it out; is it a text at all?");
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end - at > kLineLimit) {
      return refuse(
          at, "a line of " + std::to_string(end - at) + " bytes, more than " + std::to_string(kLineLimit),
          "break it into paragraphs");
    }
    at = end + 1;
  }
  return {};
}

// {"from": …, "bom_removed": true, "crlf": 12} and what the caller knew already.
RawJson import_note(const NewArticle& wanted, bool bom, std::size_t crlf) {
  if (!wanted.facts.imported.source.empty() && !bom && crlf == 0) return wanted.facts.imported;
  JsonLine line;
  line.begin_object().member_unless_empty("from", Path(wanted.from).filename().string());
  if (bom) line.key("bom_removed").boolean(true);
  if (crlf > 0) line.key("crlf").integer(static_cast<std::int64_t>(crlf));
  if (!wanted.facts.imported.source.empty()) line.key("importer").raw(wanted.facts.imported);
  line.end_object();
  return {line.take()};
}

// Neither an article's name, nor that of a file: but one that an addition left which failed at its end is taken up.
Result<void> must_be_free(FileSystem& files, Project& project, const Article& article, const std::string& facts) {
  const ArticleId& id = article.id;
  if (project.clash_keys.empty()) {
    for (const ArticleId& other : project.articles) project.clash_keys.insert(clash_key(other.value));
  }
  if (const std::string key = clash_key(id.value); project.clash_keys.contains(key)) {
    const auto other =
        std::ranges::find(project.articles, key, [](const ArticleId& each) { return clash_key(each.value); });
    const bool same = std::ranges::binary_search(project.articles, id) || other == project.articles.end();
    return usage_error(same ? "there is an article '" + id.value + "' already"
                            : "'" + id.value + "' and the article '" + other->value +
                                  "' differ only by case or by how letters are written",
                       "give it another id");
  }
  const std::pair<Path, const std::string*> wanted[] = {{text_path(project.folder, id), &article.text},
                                                        {facts_path(project.folder, id), &facts}};
  for (const auto& [path, bytes] : wanted) {
    if (!files.lstat(path).ok()) continue;
    if (const auto there = read_file(files, path); there && *there == *bytes) continue;
    return usage_error("there is a file '" + path.lexically_relative(project.folder).string() + "' already",
                       "give the article another id");
  }
  return {};
}

}  // namespace

Result<Article> checked_article(const NewArticle& wanted) {
  Article article;
  article.id = wanted.id.empty() ? ArticleId(slug_of(Path(wanted.from).stem().string())) : wanted.id;
  if (article.id.empty())
    return usage_error("no id can be made from '" + wanted.from + "'", "give the article an id");
  if (const auto fits = check_article_id(article.id); !fits) return fits.error();
  std::string_view text = wanted.bytes;
  const ByteOrderMark mark = byte_order_mark(text);
  if (mark == ByteOrderMark::utf16_little || mark == ByteOrderMark::utf16_big) {
    return damaged_error("the text is UTF-16, not UTF-8", wanted.from,
                         "convert it, for instance by `iconv -f UTF-16 -t UTF-8`");
  }
  const bool bom = mark == ByteOrderMark::utf8;
  if (bom) text.remove_prefix(3);
  if (const auto good = check_text(text, wanted.from); !good) return good.error();
  article.text = text;
  article.facts = wanted.facts;
  article.facts.sha256 = sha256_hex(text);
  article.facts.imported = import_note(wanted, bom, count_of(text, "\r\n"));
  return article;
}

Result<ArticleId> add_article(FileSystem& files, Project& project, const NewArticle& wanted) {
  if (!project.read_only.empty()) return usage_error(project.read_only);
  const auto article = checked_article(wanted);
  if (!article) return article.error();
  const ArticleId id = article->id;
  const std::string known = write_facts(article->facts);
  if (const auto unused = must_be_free(files, project, *article, known); !unused) return unused.error();
  const Path text = text_path(project.folder, id);
  const Path facts = facts_path(project.folder, id);
  if (const auto made = make_folders(files, text.parent_path()); !made) return made.error();
  // The text comes last: an article is there when its text is, and then all of it is there.
  if (const auto made = create_file_unless_same(files, facts, known); !made) return made.error();
  if (const auto made = create_file_unless_same(files, text, article->text); !made) {
    [[maybe_unused]] const auto undone = remove_file(files, facts);
    return made.error();
  }
  project.clash_keys.insert(clash_key(id.value));
  project.articles.insert(std::ranges::lower_bound(project.articles, id), id);
  return id;
}

}  // namespace sayso
