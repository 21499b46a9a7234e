#include "tests/bench/big_project.h"

#include <array>
#include <cstdio>
#include <cstdlib>

#include "annotations/edit/update.h"
#include "annotations/store/add_article.h"
#include "annotations/store/article_codec.h"
#include "annotations/store/builtin_schemes.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/names.h"
#include "annotations/store/project.h"
#include "annotations/store/snapshot_codec.h"
#include "core/base/uuid.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "core/text/text_index.h"

namespace sayso::bench {
namespace {

// What is quoted, its cue, who says it, and what stands around.
struct Sentence {
  const char* quote;
  const char* cue;
  const char* speaker;
  const char* rest;
};
constexpr std::array<Sentence, 5> kSentences = {{
    {"We must act before the winter", "said", "the mayor", "after the meeting of the council on Tuesday evening. "},
    {"Nobody was asked, and nobody will be", "complained", "Olga Marin", "who has lived by the river for thirty years. "},
    {"The bridge is safe", "insisted", "an engineer", "and pointed at the report of last year. "},
    {"I cannot confirm what they say about the naïve “plan”", "added", "his spokesman", "on the phone. "},
    {"It’s over", "wrote", "Zoë", "in a message that many have read since, here and elsewhere, and few believed. "},
}};
constexpr std::size_t kSentencesAParagraph = 4;

std::string sentence(std::size_t index) {
  const Sentence& words = kSentences[index % kSentences.size()];
  std::string text = "“";
  text += words.quote;
  text += ",” ";
  text += words.cue;
  text += " ";
  text += words.speaker;
  text += ", ";
  text += words.rest;
  if (index % kSentencesAParagraph == kSentencesAParagraph - 1) text.back() = '\n';
  return text;
}

template <class T>
T or_die(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "bench: %s\n", to_text(result.error()).c_str());
    std::exit(1);
  }
  return std::move(result).value();
}
void or_die(const Result<void>& result) {
  if (!result) {
    std::fprintf(stderr, "bench: %s\n", to_text(result.error()).c_str());
    std::exit(1);
  }
}

}  // namespace

std::string speaker_id(std::size_t index) { return "speaker-" + std::to_string(index % kSpeakers); }

std::string news_text(std::size_t bytes) {
  std::string text;
  for (std::size_t index = 0; text.size() < bytes; ++index) text += sentence(index);
  return text;
}

History annotated(const std::string& text, std::size_t annotations) {
  const TextIndex index(text);
  const auto ids = repeatable_ids(7);
  History history;
  const std::size_t quotes = annotations / 4;
  std::size_t sentences = 0;
  for (std::size_t at = 0; at < text.size(); ++sentences) at += sentence(sentences).size();
  GroupId last;
  std::size_t begin = 0;
  std::size_t made = 0;
  for (std::size_t i = 0; i < sentences && made < quotes; begin += sentence(i).size(), ++i) {
    if (i * quotes / sentences < made) continue;  // evenly: a part of the sentences
    const Sentence& words = kSentences[i % kSentences.size()];
    const auto span = [&](const char* layer, const std::string& what, std::size_t from) {
      const std::size_t found = text.find(what, from);
      const ByteRange bytes{Byte(found), Byte(found + what.size())};
      return Span{RecordId(ids->next()), layer, {index.to_code_points(bytes)}, {what}, {}, std::nullopt, {}};
    };
    Group group;
    group.id = GroupId(ids->next());
    if (!last.empty()) group.after = {last};
    group.time = "2026-01-02T03:04:05.678Z";
    group.by = "ana";
    group.rules = "attribution@1+9f2c";
    group.seconds = 20;
    if (last.empty()) group.edits.push_back(Begin{ArticleId("a"), AnnotatorId("ana"), sha256_hex(text)});
    Span content = span("content", words.quote, begin);
    content.attributes["kind"] = std::string("direct");
    const std::size_t after_quote = begin + std::string(words.quote).size();
    Span cue = span("cue", words.cue, after_quote);
    Span mention = span("mention", words.speaker, after_quote);
    mention.attributes["entity"] = speaker_id(made);
    Frame frame;
    frame.id = RecordId(ids->next());
    frame.layer = "attribution";
    frame.roles["content"] = {Filler{content.id, {}, {}}};
    frame.roles["cue"] = {Filler{cue.id, {}, {}}};
    frame.roles["source"] = {Filler{mention.id, {}, {}}};
    frame.roles["stance"] = {Filler{EntityId(speaker_id(made + 1)), {{"value", std::int64_t{1}}}, {}}};
    if (made % 2 == 0) frame.attributes["tone"] = std::vector<std::string>{"warm"};
    for (const Span& each : {content, cue, mention}) group.edits.push_back(AddSpan{each});
    group.edits.push_back(AddFrame{frame});
    for (const Edit& edit : group.edits) history.state = or_die(update(std::move(history.state), edit));
    last = group.id;
    history.state.rules = group.rules;
    history.groups.push_back(std::move(group));
    ++made;
  }
  return history;
}

namespace {

// kSpeakers persons, as ana entered them.
void write_speakers(const Path& folder, IdSource& ids) {
  FileSystem& files = real_files();
  EntityGroup entities;
  entities.id = GroupId(ids.next());
  entities.time = "2026-01-02T03:04:05.678Z";
  entities.by = "ana";
  for (std::size_t i = 0; i < kSpeakers; ++i) {
    Entity entity;
    entity.id = EntityId(speaker_id(i));
    entity.name = "Speaker Number" + std::to_string(i);
    entity.kind = "person";
    entities.edits.push_back(AddEntity{entity});
  }
  const Path path = history_path(folder, {AnnotatorId("ana"), {}});
  or_die(make_folders(files, path.parent_path()));
  or_die(write_file_atomically(files, path, write_group(entities)));
}

// A new file, not synced.
void put(const Path& path, const std::string& bytes) {
  FileSystem& files = real_files();
  const auto file = files.create_new(path, 0644);
  std::size_t written = 0;
  while (file.ok() && written < bytes.size()) {
    const auto some = files.write(*file, std::string_view(bytes).substr(written));
    if (!some.ok()) break;
    written += *some;
  }
  if (!file.ok() || files.close(*file) != 0 || written < bytes.size()) {
    std::fprintf(stderr, "bench: %s cannot be written\n", path.c_str());
    std::exit(1);
  }
}

// A history and the snapshot that it leads to, with the line that says so.
void put_history(const Path& folder, const HistoryFile& file, const History& history) {
  std::string lines;
  for (const Group& group : history.groups) lines += write_group(group);
  const std::string snapshot = write_snapshot(history.state);
  lines += write_snapshot_line({sha256_hex(snapshot), history.groups.back().id});
  put(history_path(folder, file), lines);
  put(snapshot_path(folder, file), snapshot);
}

// The same gestures over the same words, as another's or in another article.
History as_of(History history, const HistoryFile& file, const std::string& text_sha256, IdSource& ids) {
  GroupId last;
  for (Group& group : history.groups) {
    group.id = GroupId(ids.next());
    group.by = file.annotator.value;
    if (!last.empty()) group.after = {last};
    last = group.id;
    for (Edit& edit : group.edits) {
      if (auto* begin = std::get_if<Begin>(&edit)) *begin = Begin{file.article, file.annotator, text_sha256};
    }
  }
  history.state.article = file.article;
  history.state.annotator = file.annotator;
  history.state.text_sha256 = text_sha256;
  history.state.rules = history.groups.back().rules;
  return history;
}

void submit(History& history, IdSource& ids) {
  Group group = history.groups.back();
  group.after = {group.id};
  group.id = GroupId(ids.next());
  group.kind = GroupKind::submit;
  group.edits = {SetStatus{Status::done, {}}};
  history.state = or_die(update(std::move(history.state), group.edits.front()));
  group.snapshot = sha256_hex(write_snapshot(history.state));
  history.groups.push_back(std::move(group));
}

}  // namespace

std::string article_name(std::size_t index) {
  char name[40];
  std::snprintf(name, sizeof name, "news-2026-%05zu-council", index);
  return name;
}

void grow_project(const Path& folder, std::size_t articles, const Shares& shares) {
  FileSystem& files = real_files();
  const auto ids = repeatable_ids(static_cast<unsigned>(articles));
  if (!is_there(files, folder / "sayso.json")) {
    or_die(create_project(files, folder, "Many", builtin_schemes().front().json, *ids));
    write_speakers(folder, *ids);
    for (const char* annotator : {"ana", "ben"}) or_die(make_folders(files, folder / "annotations" / annotator));
  }
  const std::size_t there = or_die(open_project(files, folder)).articles.size();
  const std::string words = news_text(600);
  const History pattern = annotated(words, 8);
  for (std::size_t i = there; i < articles; ++i) {
    const ArticleId id(article_name(i));
    const Article article = or_die(checked_article({words + "Report " + std::to_string(i) + ".\n", id.value + ".txt", id, {}}));
    put(facts_path(folder, id), write_facts(article.facts));
    put(text_path(folder, id), article.text);
    const auto annotate = [&](const char* annotator, bool submitted) {
      const HistoryFile file{AnnotatorId(annotator), id};
      History history = as_of(pattern, file, article.facts.sha256, *ids);
      if (submitted) submit(history, *ids);
      put_history(folder, file, history);
    };
    const auto is_one = [&](std::size_t each) { return each > 0 && i % each == 0; };
    if (is_one(shares.by_ana)) annotate("ana", is_one(shares.submitted));
    if (is_one(shares.by_ben)) annotate("ben", false);
  }
}

void make_project(const Path& folder, const Size& size) {
  FileSystem& files = real_files();
  const auto ids = repeatable_ids(1);
  Project project = or_die(create_project(files, folder, "Measured", builtin_schemes().front().json, *ids));
  const std::string text = news_text(size.text_bytes);
  or_die(add_article(files, project, {text, "a.txt", {}, {}}));

  write_speakers(folder, *ids);
  const HistoryFile of_article{AnnotatorId("ana"), ArticleId("a")};
  const auto write = [&](const Path& path, const std::string& bytes) {
    or_die(make_folders(files, path.parent_path()));
    or_die(write_file_atomically(files, path, bytes));
  };
  const History history = annotated(text, size.annotations);
  std::string lines;
  for (const Group& group : history.groups) lines += write_group(group);
  const std::string snapshot = write_snapshot(history.state);
  if (!history.groups.empty()) {
    lines += write_snapshot_line({sha256_hex(snapshot), history.groups.back().id});
    write(history_path(folder, of_article), lines);
    write(snapshot_path(folder, of_article), snapshot);
  }
}

}  // namespace sayso::bench
