#include "annotations/store/edit_shapes.h"

#include <algorithm>
#include <initializer_list>
#include <map>

#include "annotations/store/record_codec.h"

namespace sayso {
namespace {

// The names are the format's: one a kind of edit, but set-role and set-attribute without a value are
// called clear-role and clear-attribute.
struct Writer {
  JsonLine& line;

  JsonLine& begin(const char* name) { return line.begin_object().member("edit", name); }
  JsonLine& begin(const char* name, const RecordId& of) { return begin(name).member("of", of.value); }
  void place(const std::string& role, const std::optional<Target>& filler) {
    if (!filler) return;
    line.member("role", role).member("filler", to_text(*filler));
  }
  template <class Record>
  void record(const char* name, const char* key, const Record& record) {
    begin(name).key(key);
    write(line, record);
  }

  void operator()(const Begin& e) {
    begin("begin")
        .member("article", e.article.value)
        .member("annotator", e.annotator.value)
        .member("text_sha256", e.text_sha256);
  }
  void operator()(const AddSpan& e) { record("add-span", "span", *e.span); }
  void operator()(const RemoveSpan& e) { begin("remove-span", e.of); }
  void operator()(const SetFragments& e) {
    begin("set-fragments", e.of).key("at");
    write(line, e.at);
    line.key("text");
    write(line, e.text);
  }
  void operator()(const SetLayer& e) { begin("set-layer", e.of).member("layer", e.layer); }
  void operator()(const AddFrame& e) { record("add-frame", "frame", *e.frame); }
  void operator()(const RemoveFrame& e) { begin("remove-frame", e.of); }
  void operator()(const FillRole& e) {
    begin("fill-role", e.of).member("role", e.role).key("with");
    write(line, e.filler);
    if (e.at != SIZE_MAX) line.key("at").integer(static_cast<std::int64_t>(e.at));
  }
  void operator()(const UnfillRole& e) {
    begin("unfill-role", e.of).member("role", e.role).member("filler", to_text(e.filler));
  }
  void operator()(const SetRole& e) {
    begin(e.fillers ? "set-role" : "clear-role", e.of).member("role", e.role);
    if (!e.fillers) return;
    line.key("fillers").begin_array();
    for (const Filler& filler : *e.fillers) write(line, filler);
    line.end_array();
  }
  void operator()(const SetAttribute& e) {
    begin(e.value ? "set-attribute" : "clear-attribute", e.of);
    place(e.role, e.filler);
    line.member("name", e.name);
    if (e.value) line.key("value").value(*e.value);
  }
  void operator()(const SetOrigin& e) {
    begin("set-origin", e.of);
    if (!e.origin) return;
    line.key("origin");
    write(line, *e.origin);
  }
  void operator()(const SetStatus& e) {
    begin("set-status").member("status", to_text(e.status)).member_unless_empty("reason", e.reason);
  }
  void operator()(const Dismiss& e) { record("dismiss", "dismissal", *e.dismissal); }
  void operator()(const Undismiss& e) { begin("undismiss", e.of); }
  void operator()(const AddSuggestion& e) {
    begin("add-suggestion").key("suggestion").raw(e.suggestion.line);
  }
  void operator()(const RemoveSuggestion& e) { begin("remove-suggestion", e.of); }
  void operator()(const SetExtra& e) {
    begin("set-extra").member_unless_empty("of", e.of.value);
    place(e.role, e.filler);
    line.member("key", e.key);
    if (e.value) line.key("value").raw(*e.value);
  }
  void operator()(const SetText& e) { begin("set-text").member("text_sha256", e.text_sha256); }
  void operator()(const SetConflicts& e) {
    begin("set-conflicts").member_unless_empty("of", e.of.value);
    write_conflicts(line, e.conflicts);
  }
};

struct EntityWriter {
  JsonLine& line;

  JsonLine& begin(const char* name) { return line.begin_object().member("edit", name); }
  JsonLine& begin(const char* name, const EntityId& of) { return begin(name).member("of", of.value); }

  void operator()(const AddEntity& e) {
    begin("add-entity").key("entity");
    write(line, e.entity);
  }
  void operator()(const RemoveEntity& e) { begin("remove-entity", e.of); }
  void operator()(const RenameEntity& e) { begin("rename-entity", e.of).member("name", e.name); }
  void operator()(const SetEntityKind& e) { begin("set-entity-kind", e.of).member("kind", e.kind); }
  void operator()(const AddAlias& e) { begin("add-alias", e.of).member("alias", e.alias); }
  void operator()(const RemoveAlias& e) { begin("remove-alias", e.of).member("alias", e.alias); }
  void operator()(const JoinEntity& e) {
    begin("join-entity", e.of).member_unless_empty("same-as", e.same_as.value);
  }
  void operator()(const SetEntityArticle& e) {
    begin("set-entity-article", e.of).member_unless_empty("article", e.article.value);
  }
  void operator()(const SetEntityExtra& e) {
    begin("set-entity-extra", e.of).member("key", e.key);
    if (e.value) line.key("value").raw(*e.value);
  }
  void operator()(const SplitEntity& e) {
    begin("split-entity", e.of).member("mention", e.mention.value).member_unless_empty("into", e.into.value);
  }
  void operator()(const DismissFinding& e) {
    begin("dismiss-finding").key("dismissed");
    write(line, e.dismissed);
  }
  void operator()(const UndismissFinding& e) { begin("undismiss-finding").member("of", e.of); }
  void operator()(const SetEntityConflicts& e) {
    begin("set-entity-conflicts", e.of);
    write_conflicts(line, e.conflicts);
  }
  void operator()(const SetSplitConflicts& e) {
    begin("set-split-conflicts").member("mention", e.mention.value);
    write_conflicts(line, e.conflicts);
  }
};

struct CommentWriter {
  JsonLine& line;

  JsonLine& begin(const char* name) { return line.begin_object().member("edit", name); }
  JsonLine& begin(const char* name, const RecordId& of) { return begin(name).member("of", of.value); }

  void operator()(const BeginComments& e) {
    begin("begin-comments").member("article", e.article.value).member("author", e.author.value);
  }
  void operator()(const AddComment& e) {
    begin("add-comment").key("comment");
    write(line, e.comment);
  }
  void operator()(const SetCommentText& e) { begin("set-comment-text", e.of).member("text", e.text); }
  void operator()(const ResolveComment& e) { begin(e.resolved ? "resolve-comment" : "reopen-comment", e.of); }
  void operator()(const RemoveComment& e) { begin("remove-comment", e.of); }
  void operator()(const SetCommentConflicts& e) {
    begin("set-comment-conflicts", e.of);
    write_conflicts(line, e.conflicts);
  }
};

RecordId of(JsonFields& f) { return RecordId(f.text("of")); }
EntityId entity(JsonFields& f) { return EntityId(f.text("of")); }

std::optional<RawJson> raw_value(JsonFields& f) {
  const JsonNode* value = f.find("value");
  if (!value) return std::nullopt;
  return raw_of(f.source(), *value);
}

// "role" and "filler" stand together or not at all.
void read_place(JsonFields& f, std::string& role, std::optional<Target>& filler) {
  const bool has_role = f.find("role");
  if (has_role != (f.find("filler") != nullptr))
    f.source().fail(f.node(), "\"role\" and \"filler\" go together");
  if (!has_role) return;
  role = f.text("role");
  filler = target_from_text(f.text("filler"));
}

Edit fill_role(JsonFields& f) {
  FillRole edit{of(f), f.text("role"), filler_of(f.source(), f.need("with")), SIZE_MAX};
  if (const JsonNode* at = f.find("at")) {
    const std::int64_t place = whole_of(f.source(), *at);
    if (place < 0) f.source().fail(*at, "\"at\" is a place in a list, counted from 0");
    edit.at = static_cast<std::size_t>(place);
  }
  return edit;
}

Edit attribute_edit(JsonFields& f, bool with_value) {
  SetAttribute edit;
  edit.of = of(f);
  read_place(f, edit.role, edit.filler);
  edit.name = f.text("name");
  if (with_value) edit.value = value_of(f.source(), f.need("value"));
  return edit;
}

Edit set_origin(JsonFields& f) {
  SetOrigin edit{of(f), std::nullopt};
  if (const JsonNode* origin = f.find("origin")) edit.origin = origin_of(f.source(), *origin);
  return edit;
}

// An unknown key that has a known one's name would stand twice in its object, and the file could not be read. Of a
// record only what all kinds of records have can be told from the edit; the writer leaves out the rest.
std::string unknown_key(JsonFields& f, std::initializer_list<std::string_view> known) {
  std::string key = f.text("key");
  if (key == "sum" || std::ranges::find(known, key) != known.end())
    f.source().fail(f.need("key"), "\"" + key + "\" is no unknown key, it has an edit of its own");
  return key;
}

Edit set_extra(JsonFields& f) {
  SetExtra edit;
  edit.of = RecordId(f.text_or("of", ""));
  read_place(f, edit.role, edit.filler);
  if (edit.filler) {
    edit.key = unknown_key(f, {"to", "attributes"});
  } else if (edit.of.empty()) {
    edit.key = unknown_key(f, {"format", "article", "text_sha256", "annotator", "rules", "status", "reason",
                               "conflicts", "spans", "frames", "suggested", "dismissed"});
  } else {
    edit.key = unknown_key(f, {"id", "conflicts"});
  }
  edit.value = raw_value(f);
  return edit;
}

template <class AnyEdit>
using Readers = std::map<std::string, AnyEdit (*)(JsonFields&), std::less<>>;

const Readers<Edit>& readers() {
  static const Readers<Edit> all = {
      {"begin",
       [](JsonFields& f) -> Edit {
         return Begin{ArticleId(f.text("article")), AnnotatorId(f.text("annotator")), f.text("text_sha256")};
       }},
      {"add-span", [](JsonFields& f) -> Edit { return AddSpan{span_of(f.source(), f.need("span"))}; }},
      {"remove-span", [](JsonFields& f) -> Edit { return RemoveSpan{of(f)}; }},
      {"set-fragments",
       [](JsonFields& f) -> Edit {
         return SetFragments{of(f), fragments_of(f.source(), f.need("at")), f.texts_or_none("text")};
       }},
      {"set-layer",
       [](JsonFields& f) -> Edit {
         return SetLayer{of(f), f.text("layer")};
       }},
      {"add-frame", [](JsonFields& f) -> Edit { return AddFrame{frame_of(f.source(), f.need("frame"))}; }},
      {"remove-frame", [](JsonFields& f) -> Edit { return RemoveFrame{of(f)}; }},
      {"fill-role", fill_role},
      {"unfill-role",
       [](JsonFields& f) -> Edit {
         return UnfillRole{of(f), f.text("role"), target_from_text(f.text("filler"))};
       }},
      {"set-role",
       [](JsonFields& f) -> Edit {
         return SetRole{of(f), f.text("role"), fillers_of(f.source(), f.need("fillers"))};
       }},
      {"clear-role",
       [](JsonFields& f) -> Edit {
         return SetRole{of(f), f.text("role"), std::nullopt};
       }},
      {"set-attribute", [](JsonFields& f) -> Edit { return attribute_edit(f, true); }},
      {"clear-attribute", [](JsonFields& f) -> Edit { return attribute_edit(f, false); }},
      {"set-origin", set_origin},
      {"set-status",
       [](JsonFields& f) -> Edit {
         return SetStatus{status_from_text(f.source(), f.need("status")), f.text_or("reason", "")};
       }},
      {"dismiss",
       [](JsonFields& f) -> Edit { return Dismiss{dismissal_of(f.source(), f.need("dismissal"))}; }},
      {"undismiss", [](JsonFields& f) -> Edit { return Undismiss{of(f)}; }},
      {"add-suggestion",
       [](JsonFields& f) -> Edit { return AddSuggestion{suggestion_of(f.source(), f.need("suggestion"))}; }},
      {"remove-suggestion", [](JsonFields& f) -> Edit { return RemoveSuggestion{of(f)}; }},
      {"set-extra", set_extra},
      {"set-text", [](JsonFields& f) -> Edit { return SetText{f.text("text_sha256")}; }},
      {"set-conflicts",
       [](JsonFields& f) -> Edit {
         const RecordId id(f.text_or("of", ""));
         return SetConflicts{id, conflicts_of(f)};
       }},
  };
  return all;
}

const Readers<EntityEdit>& entity_readers() {
  static const Readers<EntityEdit> all = {
      {"add-entity",
       [](JsonFields& f) -> EntityEdit { return AddEntity{entity_of(f.source(), f.need("entity"))}; }},
      {"remove-entity", [](JsonFields& f) -> EntityEdit { return RemoveEntity{entity(f)}; }},
      {"rename-entity",
       [](JsonFields& f) -> EntityEdit {
         return RenameEntity{entity(f), f.text("name")};
       }},
      {"set-entity-kind",
       [](JsonFields& f) -> EntityEdit {
         return SetEntityKind{entity(f), f.text("kind")};
       }},
      {"add-alias",
       [](JsonFields& f) -> EntityEdit {
         return AddAlias{entity(f), f.text("alias")};
       }},
      {"remove-alias",
       [](JsonFields& f) -> EntityEdit {
         return RemoveAlias{entity(f), f.text("alias")};
       }},
      {"join-entity",
       [](JsonFields& f) -> EntityEdit {
         return JoinEntity{entity(f), EntityId(f.text_or("same-as", ""))};
       }},
      {"set-entity-article",
       [](JsonFields& f) -> EntityEdit {
         return SetEntityArticle{entity(f), ArticleId(f.text_or("article", ""))};
       }},
      {"set-entity-extra",
       [](JsonFields& f) -> EntityEdit {
         const EntityId id = entity(f);
         const std::string key = unknown_key(f, {"id", "name", "kind", "aliases", "article", "same-as", "conflicts"});
         return SetEntityExtra{id, key, raw_value(f)};
       }},
      {"split-entity",
       [](JsonFields& f) -> EntityEdit {
         return SplitEntity{entity(f), mention_of(f.source(), f.need("mention")), EntityId(f.text_or("into", ""))};
       }},
      {"dismiss-finding",
       [](JsonFields& f) -> EntityEdit {
         return DismissFinding{dismissed_finding_of(f.source(), f.need("dismissed"))};
       }},
      {"undismiss-finding", [](JsonFields& f) -> EntityEdit { return UndismissFinding{f.text("of")}; }},
      {"set-entity-conflicts",
       [](JsonFields& f) -> EntityEdit {
         const EntityId id = entity(f);
         return SetEntityConflicts{id, conflicts_of(f)};
       }},
      {"set-split-conflicts",
       [](JsonFields& f) -> EntityEdit {
         const MentionId mention = mention_of(f.source(), f.need("mention"));
         return SetSplitConflicts{mention, conflicts_of(f)};
       }},
  };
  return all;
}

const Readers<CommentEdit>& comment_readers() {
  static const Readers<CommentEdit> all = {
      {"begin-comments",
       [](JsonFields& f) -> CommentEdit {
         return BeginComments{ArticleId(f.text("article")), AnnotatorId(f.text("author"))};
       }},
      {"add-comment", [](JsonFields& f) -> CommentEdit { return AddComment{comment_of(f.source(), f.need("comment"))}; }},
      {"set-comment-text",
       [](JsonFields& f) -> CommentEdit {
         return SetCommentText{of(f), f.text("text")};
       }},
      {"resolve-comment",
       [](JsonFields& f) -> CommentEdit {
         return ResolveComment{of(f), true};
       }},
      {"reopen-comment",
       [](JsonFields& f) -> CommentEdit {
         return ResolveComment{of(f), false};
       }},
      {"remove-comment", [](JsonFields& f) -> CommentEdit { return RemoveComment{of(f)}; }},
      {"set-comment-conflicts",
       [](JsonFields& f) -> CommentEdit {
         const RecordId id = of(f);
         return SetCommentConflicts{id, conflicts_of(f)};
       }},
  };
  return all;
}

template <class AnyEdit>
AnyEdit read_edit(const JsonSource& source, const JsonNode& node, const Readers<AnyEdit>& known) {
  JsonFields fields(source, node, "edit");
  const JsonNode& name = fields.need("edit");
  const auto reader = known.find(text_of(source, name));
  if (reader == known.end()) source.fail(name, "there is no edit \"" + std::string(name.text) + "\" here");
  AnyEdit edit = reader->second(fields);
  fields.refuse_rest();
  return edit;
}

}  // namespace

void write(JsonLine& line, const Edit& edit) {
  std::visit(Writer{line}, edit);
  line.end_object();
}

void write(JsonLine& line, const EntityEdit& edit) {
  std::visit(EntityWriter{line}, edit);
  line.end_object();
}

void write(JsonLine& line, const CommentEdit& edit) {
  std::visit(CommentWriter{line}, edit);
  line.end_object();
}

Edit edit_of(const JsonSource& source, const JsonNode& node) { return read_edit(source, node, readers()); }

EntityEdit entity_edit_of(const JsonSource& source, const JsonNode& node) {
  return read_edit(source, node, entity_readers());
}

CommentEdit comment_edit_of(const JsonSource& source, const JsonNode& node) {
  return read_edit(source, node, comment_readers());
}

}  // namespace sayso
