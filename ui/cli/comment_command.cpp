#include "ui/cli/comment_command.h"

#include <algorithm>
#include <charconv>

#include "annotations/query/comments.h"
#include "core/text/utf8.h"
#include "ui/cli/json.h"
#include "ui/cli/standard_input.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

// Which options an action takes and needs.
struct Action {
  const char* name;
  bool on, place, id, text;
};

constexpr Action kActions[] = {
    {"add", true, true, false, true},       {"reply", true, false, false, true},  {"edit", false, false, true, true},
    {"resolve", false, false, true, false}, {"reopen", false, false, true, false}, {"remove", false, false, true, false},
};

Result<void> check_options(const CommentArguments& given) {
  const auto action = std::ranges::find(kActions, given.action, [](const Action& each) { return std::string(each.name); });
  const auto takes = [&](bool may, bool has, const char* option) -> Result<void> {
    if (may || !has) return {};
    return usage_error("comment " + given.action + " takes no " + option, "see `sayso help comment`");
  };
  const auto needs = [&](bool must, bool has, const char* option) -> Result<void> {
    if (!must || has) return {};
    return usage_error("comment " + given.action + " needs " + option, "see `sayso help comment`");
  };
  for (const auto& checked :
       {takes(action->on, !given.on.empty(), "--on"), takes(action->place, !given.of.empty(), "--of"),
        takes(action->place, !given.at.empty(), "--at"), takes(action->id, !given.id.empty(), "--id"),
        takes(action->text, !given.text.empty(), "--text"), needs(action->on && !action->place, !given.on.empty(), "--on"),
        needs(action->id, !given.id.empty(), "--id"), needs(action->text, !given.text.empty(), "--text")}) {
    if (!checked) return checked;
  }
  if (!given.on.empty() && !given.at.empty()) {
    return usage_error("a comment is about one thing: --on an annotation, or --at a stretch of the text", "give one of them");
  }
  if (!given.of.empty() && given.on.empty()) return usage_error("--of goes with --on", "say which annotation by --on ID");
  return {};
}

// "932:1008"
Result<CodePointRange> range_from_text(const std::string& text) {
  CodePointRange range;
  const char* const end = text.data() + text.size();
  const auto begin = std::from_chars(text.data(), end, range.begin.value);
  if (begin.ec == std::errc() && begin.ptr != end && *begin.ptr == ':') {
    const auto rest = std::from_chars(begin.ptr + 1, end, range.end.value);
    if (rest.ec == std::errc() && rest.ptr == end && range.begin < range.end) return range;
  }
  return usage_error("--at " + text + " is no stretch of text", "say where it begins and ends, in code points: --at 932:1008");
}

Result<CommentPlace> stretch(const OpenArticle& open, const std::vector<std::string>& at) {
  OnText on{{}, {}, open.article->facts.sha256};
  for (const std::string& each : at) {
    const auto range = range_from_text(each);
    if (!range) return range.error();
    const auto bytes = open.index.checked_bytes(*range);
    if (!bytes) {
      return usage_error("--at " + each + " is outside the text",
                         "it has " + std::to_string(open.index.code_point_end().value) + " code points");
    }
    if (!on.at.empty() && range->begin <= on.at.back().end) {
      return usage_error("--at " + each + ": stretches stand in the order of the text and apart", "give them so");
    }
    on.at.push_back(*range);
    on.text.emplace_back(open.index.slice(*bytes));
  }
  return CommentPlace(std::move(on));
}

Result<CommentPlace> annotation(Workplace& workplace, const Project& project, const CommentArguments& given) {
  const RecordId record(given.on);
  const auto whose = annotators_with_record(workplace.files, project, ArticleId(given.article), record);
  if (!whose) return whose.error();
  if (!given.of.empty()) {
    if (std::ranges::count(*whose, AnnotatorId(given.of))) return CommentPlace(OnRecord{AnnotatorId(given.of), record});
    return usage_error("'" + given.of + "' has no annotation '" + given.on + "' in " + given.article,
                       "see annotations/" + given.of + "/" + given.article + ".json");
  }
  if (whose->empty()) {
    return usage_error("nobody has an annotation '" + given.on + "' in " + given.article,
                       "its id is that of a span or frame in annotations/NAME/" + given.article + ".json");
  }
  if (whose->size() > 1) {
    return usage_error("several annotators have an annotation '" + given.on + "'", "say whose by --of NAME");
  }
  return CommentPlace(OnRecord{whose->front(), record});
}

// What the comment is to be about.
Result<CommentPlace> place_of(Workplace& workplace, const Session& session, const CommentArguments& given,
                              const std::vector<FoundComment>& all) {
  if (given.action == "reply") {
    for (const FoundComment& each : all) {
      if (each.comment.id.value == given.on) return CommentPlace(OnComment{each.author, each.comment.id});
    }
    return usage_error("there is no comment '" + given.on + "' on " + given.article, "see `sayso comments`");
  }
  if (!given.on.empty()) return annotation(workplace, session.project(), given);
  if (!given.at.empty()) return stretch(*session.article(), given.at);
  return CommentPlace(OnArticle{});
}

// Is the comment there, and hers?
Result<void> may_change_comment(const CommentArguments& given, const std::vector<FoundComment>& all) {
  Error error = usage_error("there is no comment '" + given.id + "' on " + given.article, "see `sayso comments`");
  for (const FoundComment& each : all) {
    if (each.comment.id.value != given.id) continue;
    if (each.author.value == given.annotator) return {};
    error = usage_error("comment '" + given.id + "' is of " + each.author.value + ", and only its author changes it",
                        "answer it by `sayso comment reply`");
  }
  return error;
}

Result<CommentEdit> edit_of(Workplace& workplace, Session& session, const CommentArguments& given, const std::string& text) {
  const auto all = comments_on(workplace.files, session.project(), ArticleId(given.article));
  if (!all) return all.error();
  const RecordId id(given.id);
  if (given.action == "add" || given.action == "reply") {
    const auto on = place_of(workplace, session, given, all->comments);
    if (!on) return on.error();
    return CommentEdit(AddComment{{RecordId(session.new_id()), *on, text, {}}});
  }
  if (const auto may = may_change_comment(given, all->comments); !may) return may.error();
  if (given.action == "edit") return CommentEdit(SetCommentText{id, text});
  if (given.action == "remove") return CommentEdit(RemoveComment{id});
  return CommentEdit(ResolveComment{id, given.action == "resolve"});
}

Result<std::string> text_of(const CommentArguments& given) {
  auto text = given.text == "-" ? StandardInput().rest() : Result<std::string>(given.text);
  if (!text) return text;
  while (text->ends_with('\n')) text->pop_back();
  if (first_bad_utf8(*text)) return usage_error("the comment is not UTF-8", "write it in UTF-8");
  if (text->empty() && !given.text.empty()) return usage_error("the comment says nothing", "say something by --text");
  return text;
}

std::string shown(std::string text, std::size_t depth) {
  const std::string indent = "\n" + std::string(2 * depth + 4, ' ');
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + indent.size())) {
    text.replace(at, 1, indent);
  }
  return text;
}

// The first 60 code points, so that a line can be read.
std::string shortened(const std::string& words) {
  constexpr std::size_t kLongest = 60;
  std::size_t count = 0;
  for (const auto [code_point, at] : code_points(words)) {
    if (count++ == kLongest) return words.substr(0, at.value) + "…";
  }
  return words;
}

std::string in_words(const ArticleId& article, const FoundComment& found) {
  std::string line(2 * found.depth, ' ');
  if (found.depth == 0) {
    line += article.value + (found.line > 0 ? ":" + std::to_string(found.line) : "") + ": ";
    if (found.is_about_gone) line += "(about what is not there any more) ";
    if (!found.words.empty()) line += "«" + shortened(found.words) + "» ";
  }
  line += found.author.value + " " + found.comment.time + " (" + found.comment.id.value + ")";
  if (found.comment.resolved) line += " resolved";
  return line + ": " + shown(found.comment.text, found.depth);
}

Json to_json(const CommentPlace& place) {
  Json json = Json::object();
  if (const auto* record = std::get_if<OnRecord>(&place)) {
    json = {{"annotator", record->annotator.value}, {"record", record->record.value}};
  } else if (const auto* comment = std::get_if<OnComment>(&place)) {
    json = {{"author", comment->author.value}, {"comment", comment->comment.value}};
  } else if (const auto* text = std::get_if<OnText>(&place)) {
    json = {{"text", text->text}};
  }
  return json;
}

Json to_json(const ArticleId& article, const FoundComment& found) {
  Json at = Json::array();
  for (const CodePointRange& range : found.at) at.push_back({range.begin.value, range.end.value});
  Json json = {{"article", article.value}, {"author", found.author.value},     {"id", found.comment.id.value},
               {"on", to_json(found.comment.on)}, {"at", at},                  {"words", found.words},
               {"text", found.comment.text},      {"time", found.comment.time}, {"resolved", found.comment.resolved},
               {"about_gone", found.is_about_gone}, {"depth", found.depth}};
  if (found.line > 0) json["line"] = found.line;
  return json;
}

// The articles that somebody comments on, or those that are named.
Result<std::vector<ArticleId>> articles_to_read(FileSystem& files, const Project& project, const Wanted& wanted) {
  std::vector<ArticleId> articles;
  for (const std::string& id : wanted.articles) articles.emplace_back(id);
  if (wanted.articles.empty()) {
    for (const AnnotatorId& author : project.comment_authors) {
      const auto hers = articles_commented_by(files, project, author);
      if (!hers) return hers.error();
      articles.insert(articles.end(), hers->begin(), hers->end());
    }
  }
  std::ranges::sort(articles);
  const auto doubles = std::ranges::unique(articles);
  articles.erase(doubles.begin(), doubles.end());
  return articles;
}

Result<void> check_authors(const Project& project, const Wanted& wanted) {
  for (const std::string& name : wanted.annotators) {
    if (!std::ranges::count(project.comment_authors, AnnotatorId(name))) {
      return usage_error("'" + name + "' has commented on nothing here", "see `sayso comments` for who has");
    }
  }
  return check_wanted(project, {{}, wanted.articles});
}

}  // namespace

int run_comment(const CommentArguments& arguments, Output& output) {
  if (const auto fits = check_options(arguments); !fits) return output.failed(fits.error());
  if (const auto named = check_new_annotator_id(AnnotatorId(arguments.annotator)); !named) return output.failed(named.error());
  Workplace workplace;
  auto session = workplace.open_session(arguments.folder, arguments.annotator);
  if (!session) return output.failed(session.error());
  if (const auto may = may_change((*session)->project()); !may) return output.failed(may.error());
  if (const auto opened = (*session)->open_article(ArticleId(arguments.article)); !opened) return output.failed(opened.error());
  const auto text = text_of(arguments);
  if (!text) return output.failed(text.error());
  const auto edit = edit_of(workplace, **session, arguments, *text);
  if (!edit) return output.failed(edit.error());
  const auto* added = std::get_if<AddComment>(&*edit);
  const std::string id = added ? added->comment.id.value : arguments.id;
  const auto group = (*session)->comment({*edit});
  if (!group) return output.failed(group.error());
  if (const auto closed = close_saved(**session); !closed) return output.failed(closed.error());
  output.document(to_document(
      Json{{"article", arguments.article}, {"author", arguments.annotator}, {"comment", id}, {"group", group->value}}));
  output.line(arguments.article + " " + id + " " + group->value);
  return kDone;
}

int run_comments(const CommentsArguments& arguments, Output& output) {
  Workplace workplace;
  const auto project = open_project(workplace.files, arguments.folder);
  if (!project) return output.failed(project.error());
  if (const auto wanted = check_authors(*project, arguments.wanted); !wanted) return output.failed(wanted.error());
  const auto articles = articles_to_read(workplace.files, *project, arguments.wanted);
  if (!articles) return output.failed(articles.error());
  std::vector<Error> problems;
  Json all = Json::array(), listed = Json::array();
  std::size_t count = 0;
  for (const ArticleId& article : *articles) {
    const auto found = comments_on(workplace.files, *project, article);
    if (!found) {  // one that cannot be read does not keep the others from being shown
      problems.push_back(found.error());
      continue;
    }
    problems.insert(problems.end(), found->problems.begin(), found->problems.end());
    for (const FoundComment& each : found->comments) {
      const auto& authors = arguments.wanted.annotators;
      if (!authors.empty() && !std::ranges::count(authors, each.author.value)) continue;
      if (arguments.open && each.comment.resolved) continue;
      ++count;
      if (output.json()) all.push_back(to_json(article, each));
      output.line(in_words(article, each));
    }
  }
  for (const Error& problem : problems) {
    output.complain(problem);
    listed.push_back(cli::to_json(problem));
  }
  output.document(to_document({{"comments", all}, {"problems", listed}}));
  if (!output.json()) output.notice(std::to_string(count) + (count == 1 ? " comment" : " comments"));
  return problems.empty() ? kDone : kDamaged;
}

}  // namespace sayso::cli
