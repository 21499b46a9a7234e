// A project with one article and what is said of it, for tests of the models: a real session on real files, and
// the scene that the editor would make of it.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "annotations/model/mention.h"
#include "annotations/session.h"
#include "annotations/store/builtin_schemes.h"
#include "core/files/file_system.h"
#include "tests/support/temporary_folder.h"
#include "ui/desktop/models/annotate_models.h"

namespace sayso::ui {

class SceneBuilder {
 public:
  explicit SceneBuilder(const std::string& text, unsigned seed = 1) : ids_(repeatable_ids(seed)) {
    const auto& schemes = builtin_schemes();
    auto project = create_project(real_files(), folder_ / "p", "Test", std::string(schemes.front().json), *ids_);
    REQUIRE(project);
    REQUIRE(add_article(real_files(), *project, {text, "a.txt", {}, {}}));
    Session::Settings settings{&real_files(), &real_clock(), ids_.get(), folder_ / "state", {}, {}};
    auto session = Session::open(settings, folder_ / "p", AnnotatorId("ana"));
    REQUIRE(session);
    session_ = std::move(session).value();
    REQUIRE(session_->open_article(ArticleId("a")));
    facts_ = facts_of(session_->scheme());
    articles_.reset(1);
  }

  // A record of the default scheme; its id is `name`. The words must stand in the text, one place a fragment.
  SceneBuilder& span(const std::string& name, const std::string& layer, const std::vector<std::string>& words, Attributes attributes = {}) {
    Span span{RecordId(name), layer, {}, words, std::move(attributes), std::nullopt, {}};
    const TextIndex& index = session_->article()->index;
    for (const std::string& fragment : words) {
      const std::size_t at = index.text().find(fragment);
      REQUIRE(at != std::string::npos);
      span.at.push_back(index.to_code_points({Byte(at), Byte(at + fragment.size())}));
    }
    return edit(AddSpan{span});
  }
  SceneBuilder& content(const std::string& name, const std::string& words) { return span(name, "content", {words}); }
  SceneBuilder& mention(const std::string& name, const std::string& words, const std::string& entity) {
    return span(name, "mention", {words}, entity.empty() ? Attributes{} : Attributes{{"entity", entity}});
  }
  // An attribution of these contents by this mention or entity ("entity:ID"), "" for nobody yet.
  SceneBuilder& attribution(const std::string& name, const std::vector<std::string>& contents, const std::string& source = {}) {
    Frame frame;
    frame.id = RecordId(name);
    frame.layer = "attribution";
    for (const std::string& content : contents) frame.roles["content"].push_back({RecordId(content), {}, {}});
    if (!source.empty()) frame.roles["source"].push_back({target_from_text(source), {}, {}});
    return edit(AddFrame{frame});
  }
  SceneBuilder& entity(const std::string& id, const std::string& name, const std::string& same_as = {}) {
    Entity entity;
    entity.id = EntityId(id);
    entity.name = name;
    entity.kind = "person";
    entity.same_as = EntityId(same_as);
    Gesture gesture;
    gesture.entity_edits.push_back(AddEntity{entity});
    REQUIRE(session_->dispatch(gesture));
    return *this;
  }
  // The span or frame, as long as it names the one entity, means the other; "" takes that back.
  SceneBuilder& split(const std::string& record, const std::string& of, const std::string& into) {
    const MentionId mention = mention_id(session_->annotator(), session_->article()->article->id, RecordId(record));
    REQUIRE(session_->dispatch(Gesture{{}, {SplitEntity{EntityId(of), mention, EntityId(into)}}}));
    return *this;
  }
  SceneBuilder& edit(const Edit& edit) {
    auto done = session_->dispatch(Gesture{{edit}, {}});
    REQUIRE_MESSAGE(done, (done ? "" : to_text(done.error())));
    return *this;
  }
  SceneBuilder& finding(const std::string& rule, const std::string& words, bool dismissed = false) {
    Finding finding;
    finding.rule = rule;
    finding.severity = Severity::warning;
    finding.article = ArticleId("a");
    finding.message = "about " + words;
    finding.dismissed = dismissed;
    const TextIndex& index = session_->article()->index;
    const std::size_t at = index.text().find(words);
    REQUIRE(at != std::string::npos);
    finding.at = {index.to_code_points({Byte(at), Byte(at + words.size())})};
    findings_.push_back(finding);
    return *this;
  }

  UiState ui;
  const TextSearch* search = nullptr;

  Scene scene() {
    index_.follow(session_->article()->state, session_->registry(), session_->scheme(), facts_);
    history_.follow(session_->article()->groups);
    names_.follow(session_->registry());
    decisions_.follow(session_->article()->state, session_->article()->article->facts.sha256, session_->registry());
    suggestions_.follow(*session_->article());
    problems_ = ProblemList(findings_);
    ui.speaker_ranks.clear();
    for (const auto& [entity, count] : index_.speakers()) ui.speaker_ranks.emplace(entity->id.value, ui.speaker_ranks.size());
    return {*session_, facts_, ui, index_, history_, names_, problems_, decisions_, articles_, suggestions_, false, search};
  }
  Session& session() { return *session_; }
  const SchemeFacts& facts() const { return facts_; }

  ByteRange whole() const { return {Byte(0), session_->article()->index.byte_end()}; }
  // The bytes of these words.
  ByteRange at(const std::string& words) const {
    const std::size_t begin = session_->article()->index.text().find(words);
    REQUIRE(begin != std::string::npos);
    return {Byte(begin), Byte(begin + words.size())};
  }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<IdSource> ids_;
  std::unique_ptr<Session> session_;
  SchemeFacts facts_;
  ArticleIndex index_;
  HistoryIndex history_;
  NameIndex names_;
  std::vector<Finding> findings_;
  ProblemList problems_;
  DecisionList decisions_;
  ArticleList articles_;
  SuggestionIndex suggestions_;
};

}  // namespace sayso::ui
