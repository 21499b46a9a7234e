#include "annotations/query/find.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "annotations/model/mention.h"
#include "core/text/case_fold.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace sayso {
namespace {

// A stretch of the text in one line: line ends and other white space as spaces.
std::string one_line(const TextIndex& text, CodePointRange at) {
  std::string line;
  for (const auto [code_point, byte] : code_points(text.slice(at))) {
    if (is_white_space(code_point)) {
      line += ' ';
    } else {
      append_utf8(line, code_point);
    }
  }
  return line;
}

// Adds the words around `found.at` and its line, where that lies in the text.
void add_context(Found& found, const TextIndex& text) {
  const auto bytes = text.checked_bytes(found.at);
  if (!bytes) return;
  const std::size_t begin = found.at.begin.value;
  const std::size_t end = found.at.end.value;
  const std::size_t last = text.code_point_end().value;
  found.line = text.line_of(bytes->begin);
  found.before = one_line(text, {CodePoint{begin - std::min(begin, kAround)}, found.at.begin});
  const bool cut = end - begin > kMatchShown;
  found.match = one_line(text, {found.at.begin, cut ? CodePoint{begin + kMatchShown - 1} : found.at.end});
  if (cut) found.match += "…";
  found.after = one_line(text, {found.at.end, CodePoint{std::min(last, end + kAround)}});
}

// So much of a text is folded at a time, in bytes.
constexpr std::size_t kPiece = 256 * 1024;

// The text's beginning, cut between two code points.
std::string_view first_piece(std::string_view text) {
  std::size_t size = std::min(text.size(), kPiece);
  const auto within_code_point = [&] { return size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U; };
  while (within_code_point()) ++size;
  return text.substr(0, size);
}

// The texts to be searched in a value: itself, or each of a list.
std::vector<std::string> texts_in(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return {*text};
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return *list;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return {std::to_string(*number)};
  return {};
}

std::vector<std::string> names_of(const Registry& registry, const EntityId& id) {
  const Entity* entity = resolve(registry, id);
  if (!entity) return {};
  std::vector<std::string> names{entity->name};
  names.insert(names.end(), entity->aliases.begin(), entity->aliases.end());
  return names;
}

std::string span_text(const Span& span) {
  std::string text;
  for (const std::string& fragment : span.text) text += (text.empty() ? "" : " … ") + fragment;
  return text;
}

// The fields of one record in which a search finds something; each once.
class RecordSearch {
 public:
  RecordSearch(const Search& search, const Registry& registry) : search_(search), registry_(registry) {}

  void text(const std::string& field, const std::string& value) {
    if (search_.matches(value)) add(field, value);
  }
  void attributes(const std::string& prefix, const Attributes& attributes) {
    for (const auto& [name, value] : attributes) {
      for (const std::string& each : texts_in(value)) {
        text(prefix + name, each);
        entity(prefix + name, EntityId(each));
      }
    }
  }
  void entity(const std::string& field, const EntityId& id) {
    for (const std::string& name : names_of(registry_, id)) text(field, name);
  }

  std::vector<std::pair<std::string, std::string>> hits;  // field, value

 private:
  void add(const std::string& field, const std::string& value) {
    const auto same_field = [&](const auto& hit) { return hit.first == field; };
    if (std::ranges::none_of(hits, same_field)) hits.emplace_back(field, value);
  }

  const Search& search_;
  const Registry& registry_;
};

}  // namespace

Search::Search(std::string_view words, std::string layer) : folded_(fold_for_search(words)), layer_(std::move(layer)) {}

void Search::hits_in(std::string_view text, const TakeHits& take) const {
  if (empty()) return;
  std::u32string folded;    // of the text from `passed` on, as far as it was read
  std::size_t passed = 0;   // code points before which every hit is known
  bool goes_on = true;
  for (std::string_view piece; goes_on && !text.empty(); text.remove_prefix(piece.size())) {
    piece = first_piece(text);
    folded += fold_for_search(piece);
    std::vector<CodePoint> begins;
    std::size_t behind = 0;  // the last hit
    for (std::size_t at = folded.find(folded_); at != std::u32string::npos; at = folded.find(folded_, behind)) {
      begins.emplace_back(passed + at);
      behind = at + folded_.size();
    }
    // What a hit may begin in that ends in the next piece stays.
    const bool last = piece.size() == text.size();
    const std::size_t kept = last ? 0 : std::min(folded.size() - behind, folded_.size() - 1);
    passed += folded.size() - kept;
    folded.erase(0, folded.size() - kept);
    goes_on = take(std::move(begins), CodePoint{passed});
  }
}

bool Search::matches(std::string_view text) const {
  return !empty() && fold_for_search(text).find(folded_) != std::u32string::npos;
}

std::vector<Found> Search::in_text(const ArticleId& article, const TextIndex& text) const {
  std::vector<Found> all;
  if (!layer_.empty()) return all;
  hits_in(text.text(), [&](const std::vector<CodePoint>& begins, CodePoint) {
    for (const CodePoint at : begins) {
      Found found;
      found.article = article;
      found.at = {at, CodePoint{at.value + length()}};
      add_context(found, text);
      all.push_back(std::move(found));
    }
    return true;
  });
  return all;
}

std::vector<Found> Search::in_annotations(const Annotations& annotations, const Registry& registry,
                                          const TextIndex& text) const {
  std::vector<Found> all;
  const auto add = [&](const RecordSearch& record, const std::string& layer, const RecordId& id, CodePointRange at) {
    for (const auto& [field, value] : record.hits) {
      Found found{annotations.article, annotations.annotator, layer, id, field, value, at, 1, {}, {}, {}};
      add_context(found, text);
      all.push_back(std::move(found));
    }
  };
  for (const Span& span : annotations.spans) {
    if (!layer_.empty() && span.layer != layer_) continue;
    RecordSearch record(*this, registry);
    record.text("text", span_text(span));
    record.attributes("", span.attributes);
    add(record, span.layer, span.id, hull(span.at));
  }
  for (const Frame& frame : annotations.frames) {
    if (!layer_.empty() && frame.layer != layer_) continue;
    RecordSearch record(*this, registry);
    record.attributes("", frame.attributes);
    for (const auto& [role, list] : frame.roles) {
      for (const Filler& filler : list) {
        if (const auto* entity = std::get_if<EntityId>(&filler.to)) record.entity(role, *entity);
        record.attributes(role + ".", filler.attributes);
      }
    }
    CodePointRange place;
    place_of(frame, annotations.spans, place);
    add(record, frame.layer, frame.id, place);
  }
  std::ranges::stable_sort(all, [](const Found& a, const Found& b) {
    return std::tie(a.at.begin, b.at.end, a.record) < std::tie(b.at.begin, a.at.end, b.record);
  });
  return all;
}

Result<FindReport> find_in_project(FileSystem& files, const Project& project, std::string_view words,
                                   const FindOptions& options, const std::function<bool(const Found&)>& show) {
  const Search search(words, options.layer);
  if (search.empty()) return usage_error("there is nothing to look for", "give a word or a phrase");
  if (!options.layer.empty() && !find_layer(project.scheme, options.layer)) {
    return usage_error("the scheme has no layer '" + options.layer + "'", "see scheme.json for the layers");
  }
  FindReport report;
  const auto entities = entities_as_of(files, project, options.as_of);
  if (!entities) return entities.error();
  const auto wanted = [](const auto& list, const auto& id) { return list.empty() || std::ranges::count(list, id) > 0; };
  std::vector<std::pair<AnnotatorId, std::set<ArticleId>>> annotated;
  for (const AnnotatorId& annotator : project.annotators) {
    if (!wanted(options.annotators, annotator)) continue;
    const auto hers = articles_of(files, project, annotator);
    if (!hers) {
      report.problems.push_back(hers.error());
      continue;
    }
    annotated.emplace_back(annotator, std::set<ArticleId>(hers->begin(), hers->end()));
  }
  for (const ArticleId& id : project.articles) {
    if (!wanted(options.articles, id)) continue;
    const auto loaded = load_article(files, project, id);
    if (!loaded) {
      report.problems.push_back(loaded.error());
      continue;
    }
    const TextIndex text(loaded->article.text);
    for (const Found& found : search.in_text(id, text)) {
      if (!show(found)) return report;
    }
    for (const auto& [annotator, articles] : annotated) {
      if (!articles.contains(id)) continue;
      const auto said = annotations_as_of(files, project, annotator, id, options.as_of);
      if (!said) {
        report.problems.push_back(said.error());
        continue;
      }
      if (!said->then) {
        report.not_then.push_back({id, annotator, said->why_not});
        continue;
      }
      const Annotations meant = as_meant(project.scheme, entities->registry, said->then->state);
      for (Found found : search.in_annotations(meant, entities->registry, text)) {
        found.article = id;
        found.annotator = annotator;
        if (!show(found)) return report;
      }
    }
  }
  return report;
}

}  // namespace sayso
