#include "annotations/store/snapshot_codec.h"

#include <algorithm>
#include <unordered_set>

#include "annotations/store/format_version.h"
#include "annotations/store/record_codec.h"
#include "annotations/store/told_problems.h"

namespace sayso {
namespace {

// Writes `"name": [` … `]` with one record a line.
class SnapshotText {
 public:
  SnapshotText& header(std::string_view name, std::string_view json) {
    text_ += "  ";
    append_quoted(text_, name);
    text_ += ": ";
    text_ += json;
    text_ += ",\n";
    return *this;
  }
  SnapshotText& header_text(std::string_view name, std::string_view value) {
    std::string json;
    append_quoted(json, value);
    return header(name, json);
  }
  void begin_list(const char* name) {
    text_ += lists_++ ? ",\n  \"" : "  \"";
    text_ += name;
    text_ += "\": [";
    first_ = true;
  }
  void record(std::string line) {
    text_ += first_ ? "\n    " : ",\n    ";
    text_ += with_sum(std::move(line));
    first_ = false;
  }
  void end_list() { text_ += "\n  ]"; }
  std::string take() { return std::move(text_) + "\n}\n"; }

 private:
  std::string text_ = "{\n";
  int lists_ = 0;
  bool first_ = true;
};

// The first places of suggestions and dismissals order them; those without one come last.
std::size_t begin_of(const Dismissal& dismissal) {
  return dismissal.at.empty() ? SIZE_MAX : dismissal.at.front().begin.value;
}

std::vector<const Dismissal*> in_text_order(const Shelf<Dismissal>& dismissed) {
  std::vector<const Dismissal*> ordered;
  for (const Dismissal& dismissal : dismissed) ordered.push_back(&dismissal);
  std::ranges::stable_sort(ordered, {}, [](const Dismissal* each) { return begin_of(*each); });
  return ordered;
}

// Reads one record: its sum is checked, and one that cannot be read is a problem and left out.
template <class Record>
class RecordReader {
 public:
  RecordReader(const JsonSource& source, ToldProblems& problems,
               Record (*read)(const JsonSource&, const JsonNode&), std::string what)
      : source_(source), problems_(problems), read_(read), what_(std::move(what)) {}

  void operator()(const JsonNode& node) {
    try {
      auto shared = std::make_shared<const Record>(read_(source_, node));
      const Record& record = *shared;
      const std::string& id = key_of(record);
      if (!ids_.insert(id).second) {
        source_.fail(node, "a second " + what_ + " with the id '" + id + "' is left out");
      }
      if (check_sum(source_, node) == SumCheck::differs &&
          with_sum(plain(record)) != with_sum_of(node, record)) {
        problems_.add(source_.mistake(
            node.begin, what_ + " '" + id + "' does not fit its sum: changed by hand or damaged",
            "look at it, then change it in sayso or run `sayso fsck --repair`"));
      }
      records_.push_back(std::move(shared));
    } catch (const JsonMistake& mistake) {
      ++left_out_;
      problems_.add(mistake.error);
    }
  }

  Shelf<Record> take() { return Shelf<Record>(std::move(records_)); }
  std::size_t left_out() const { return left_out_; }
  void forget() { records_.clear(), ids_.clear(), left_out_ = 0; }

 private:
  static std::string plain(const Record& record) {
    if constexpr (std::is_same_v<Record, StoredSuggestion>) {
      return record.line.source;
    } else {
      return line_of(record);
    }
  }
  // The canonical line with the sum that the file has: equal when only the white space was changed.
  std::string with_sum_of(const JsonNode& node, const Record& record) const {
    std::string line = plain(record);
    line.pop_back();
    const JsonNode* sum = node.find("sum");
    return line + ", \"sum\": \"" + std::string(sum ? sum->text : "") + "\"}";
  }

  const JsonSource& source_;
  ToldProblems& problems_;
  Record (*read_)(const JsonSource&, const JsonNode&);
  std::string what_;
  std::vector<std::shared_ptr<const Record>> records_;
  std::unordered_set<std::string> ids_;
  std::size_t left_out_ = 0;
};

// The header's "format", and whether it was there.
struct Format {
  bool seen = false, newer = false;

  void read(const JsonSource& source, const JsonNode& node, const std::string& kind) {
    newer = is_newer_format(source, node, kind);
    seen = true;
  }
};

// `extra`: what sayso does not know.
void read_header(const JsonSource& source, const JsonNode& node, Format& format, Annotations& state,
                 std::vector<Extra::value_type>& extra) {
  const auto text = [&] { return text_of(source, node); };
  if (node.key == "format") return format.read(source, node, "annotations");
  if (node.key == "article") return void(state.article = ArticleId(text()));
  if (node.key == "annotator") return void(state.annotator = AnnotatorId(text()));
  if (node.key == "text_sha256") return void(state.text_sha256 = text());
  if (node.key == "rules") return void(state.rules = text());
  if (node.key == "status") return void(state.status = status_from_text(source, node));
  if (node.key == "reason") return void(state.reason = text());
  if (node.key == "conflicts") return void(state.conflicts = conflicts_of(source, node));
  extra.emplace_back(node.key, raw_of(source, node));
}

std::vector<Error> told(ToldProblems& problems, const std::string& place) {
  return problems.take("records could not be read or do not fit their sums", place,
                       "look at the file, then run `sayso fsck --repair`");
}

Error no_format(const JsonSource& source, const std::string& kind) {
  return source.mistake(0, "there is no \"format\": \"" + format_of(kind) + "\"", "is it a file of sayso?");
}

}  // namespace

std::string write_snapshot(const Annotations& state) {
  SnapshotText text;
  text.header_text("format", format_of("annotations"))
      .header_text("article", state.article.value)
      .header_text("text_sha256", state.text_sha256)
      .header_text("annotator", state.annotator.value)
      .header_text("rules", state.rules)
      .header_text("status", to_text(state.status));
  if (!state.reason.empty()) text.header_text("reason", state.reason);
  if (!state.conflicts.empty()) {
    JsonLine line;
    line.begin_object();
    write_conflicts(line, state.conflicts);
    line.end_object();
    // {"conflicts": …} without its braces and key.
    const std::string json = line.take();
    const std::size_t key = std::string_view("{\"conflicts\": ").size();
    text.header("conflicts", std::string_view(json).substr(key, json.size() - key - 1));
  }
  for (const auto& [name, json] : state.extra) text.header(name, json.source);
  text.begin_list("spans");
  for (const Span* span : in_text_order(state.spans)) text.record(line_of(*span));
  text.end_list();
  text.begin_list("frames");
  for (const Frame* frame : in_text_order(state.frames, state.spans)) text.record(line_of(*frame));
  text.end_list();
  text.begin_list("suggested");
  for (const StoredSuggestion& suggestion : state.suggested) text.record(suggestion.line.source);
  text.end_list();
  text.begin_list("dismissed");
  for (const Dismissal* dismissal : in_text_order(state.dismissed)) text.record(line_of(*dismissal));
  text.end_list();
  return text.take();
}

Result<SnapshotRead> read_snapshot(std::string_view bytes, const std::string& place) {
  const JsonSource source{bytes, place};
  SnapshotRead read;
  ToldProblems problems;
  Format format;
  std::vector<Extra::value_type> extra;
  RecordReader<Span> spans(source, problems, span_of, "span");
  RecordReader<Frame> frames(source, problems, frame_of, "frame");
  RecordReader<StoredSuggestion> suggested(source, problems, suggestion_of, "suggestion");
  RecordReader<Dismissal> dismissed(source, problems, dismissal_of, "dismissal");
  JsonSink sink;
  sink.is_list = [](std::string_view key) {
    return key == "spans" || key == "frames" || key == "suggested" || key == "dismissed";
  };
  sink.member = [&](const JsonNode& node) {
    try {
      if (sink.is_list(node.key)) source.fail(node, "\"" + std::string(node.key) + "\" must be a list");
      read_header(source, node, format, read.state, extra);
    } catch (const JsonMistake& mistake) {
      ++read.left_out;
      problems.add(mistake.error);
    }
  };
  sink.item = [&](std::string_view key, const JsonNode& node) {
    if (key == "spans") return spans(node);
    if (key == "frames") return frames(node);
    if (key == "suggested") return suggested(node);
    dismissed(node);
  };
  sink.again = [&] {
    read = {};
    problems.forget();
    format = {};
    extra.clear();
    spans.forget(), frames.forget(), suggested.forget(), dismissed.forget();
  };
  if (const auto done = read_json_object(source, sink); !done) return done.error();
  if (!format.seen) return no_format(source, "annotations");
  read.newer = format.newer;
  read.problems = told(problems, place);
  read.left_out += spans.left_out() + frames.left_out() + suggested.left_out() + dismissed.left_out();
  read.state.extra = Extra(std::move(extra));
  read.state.spans = spans.take();
  read.state.frames = frames.take();
  read.state.suggested = suggested.take();
  read.state.dismissed = dismissed.take();
  return read;
}

std::string write_entities(const Registry& registry) {
  SnapshotText text;
  text.header_text("format", format_of("entities"));
  text.begin_list("entities");
  for (const Entity& entity : registry.entities) text.record(line_of(entity));
  text.end_list();
  if (!registry.splits.empty()) {
    text.begin_list("splits");
    for (const SplitMention& split : registry.splits) text.record(line_of(split));
    text.end_list();
  }
  text.begin_list("dismissed");
  for (const DismissedFinding& dismissed : registry.dismissed) text.record(line_of(dismissed));
  text.end_list();
  return text.take();
}

Result<RegistryRead> read_entities(std::string_view bytes, const std::string& place) {
  const JsonSource source{bytes, place};
  RegistryRead read;
  ToldProblems problems;
  Format format;
  RecordReader<Entity> entities(source, problems, entity_of, "entity");
  RecordReader<SplitMention> splits(source, problems, split_mention_of, "mention that was split off");
  RecordReader<DismissedFinding> dismissed(source, problems, dismissed_finding_of, "dismissed finding");
  JsonSink sink;
  sink.is_list = [](std::string_view key) { return key == "entities" || key == "splits" || key == "dismissed"; };
  sink.member = [&](const JsonNode& node) {
    try {
      if (node.key == "format") return format.read(source, node, "entities");
      source.fail(node, "entities.json has no \"" + std::string(node.key) + "\"");
    } catch (const JsonMistake& mistake) {
      ++read.left_out;
      problems.add(mistake.error);
    }
  };
  sink.item = [&](std::string_view key, const JsonNode& node) {
    if (key == "entities") return entities(node);
    key == "splits" ? splits(node) : dismissed(node);
  };
  sink.again = [&] {
    read = {};
    problems.forget();
    format = {};
    entities.forget(), splits.forget(), dismissed.forget();
  };
  if (const auto done = read_json_object(source, sink); !done) {
    Error error = done.error();
    error.remedy += (error.remedy.empty() ? "" : "; ") +
                    std::string("what is shown comes from the histories; the file is set aside at the next edit");
    return error;
  }
  if (!format.seen) return no_format(source, "entities");
  read.newer = format.newer;
  read.problems = told(problems, place);
  read.left_out += entities.left_out() + splits.left_out() + dismissed.left_out();
  read.registry.entities = entities.take();
  read.registry.splits = splits.take();
  read.registry.dismissed = dismissed.take();
  return read;
}

}  // namespace sayso
