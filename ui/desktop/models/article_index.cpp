#include "ui/desktop/models/article_index.h"

#include <algorithm>
#include <iterator>

#include "annotations/model/mention.h"
#include "core/tasks/parallel.h"

namespace sayso::ui {
namespace {

template <class Visit>
void each_record_filler(const Frame& frame, Visit&& visit) {
  for (const auto& [role, list] : frame.roles) {
    for (const Filler& filler : list) {
      if (const auto* id = std::get_if<RecordId>(&filler.to)) visit(*id);
    }
  }
}

std::string fill_layer_of(const Scheme& scheme, const SchemeFacts& facts) {
  if (!facts.content) return {};
  for (const std::string& name : facts.content->fills) {
    if (find_layer(scheme, name)) return name;
  }
  return {};
}

}  // namespace

void ArticleIndex::follow(const Annotations& state, const Registry& registry, const Scheme& scheme, const SchemeFacts& facts) {
  const bool same_file = scheme_ == &scheme && facts_ == &facts && state_.article == state.article && state_.annotator == state.annotator;
  // Who is meant hangs on the splits; they change rarely.
  if (!same_file || !registry_.splits.same_bins(registry.splits)) start_over(state, registry, scheme, facts);
  if (!state_.spans.same_bins(state.spans) || !state_.frames.same_bins(state.frames)) {
    take_in(state);
    ++changes_;
  }

  if (!registry_.entities.same_bins(registry.entities)) {
    registry_ = registry;
    speakers_changed_ = true;
  }
  if (std::exchange(speakers_changed_, false)) count_speakers();
}

// All that there is, of a state seen first.
void ArticleIndex::take_in_all(const Annotations& state) {
  state_ = state;
  auto spans = meanwhile(state_.spans.size(), [this] {
    std::vector<Places<Span>::Placed> fills, lines;
    for (const Span& span : state_.spans) (&places_of(span) == &fills_ ? fills : lines).push_back({hull(span.at), &span});
    fills_.put_all(std::move(fills));
    lines_.put_all(std::move(lines));
  });
  auto fillings = meanwhile(state_.frames.size(), [this] {
    filled_by_.reserve(state_.spans.size());
    for (const Frame& frame : state_.frames) put_fillings(frame);
  });
  entries_.reserve(state_.frames.size());
  std::vector<Places<Frame>::Placed> placed;
  for (const Frame& frame : state_.frames) put_entry(frame, placed);
  frames_.put_all(std::move(placed));
  spans.get();
  fillings.get();
}

void ArticleIndex::take_in(const Annotations& state) {
  if (state_.spans.empty() && state_.frames.empty()) return take_in_all(state);
  std::vector<std::string_view> stale;  // frames that changed, or whose fillers did
  std::vector<Places<Span>::Placed> fills, lines;
  const auto owners_are_stale = [&](const Span& span) {
    for (const Frame* frame : filled_by(span.id)) stale.push_back(frame->id.value);
  };
  Shelf<Span>::difference(
      state_.spans, state.spans,
      [&](const Span& gone) {
        places_of(gone).remove({hull(gone.at), &gone});
        owners_are_stale(gone);
      },
      [&](const Span& come) {
        (&places_of(come) == &fills_ ? fills : lines).push_back({hull(come.at), &come});
        owners_are_stale(come);
      });
  fills_.put_all(std::move(fills));
  lines_.put_all(std::move(lines));
  const auto is_stale = [&](const Frame& frame) { stale.push_back(frame.id.value); };
  Shelf<Frame>::difference(state_.frames, state.frames, is_stale, is_stale);
  std::ranges::sort(stale);
  const auto twice = std::ranges::unique(stale);
  stale.erase(twice.begin(), twice.end());
  unlink(stale);
  const Annotations before = std::exchange(state_, state);
  link(stale);
}

void ArticleIndex::start_over(const Annotations& state, const Registry& registry, const Scheme& scheme,
                              const SchemeFacts& facts) {
  const std::size_t changes = changes_ + 1;
  *this = {};
  changes_ = changes;
  scheme_ = &scheme;
  facts_ = &facts;
  fill_layer_ = fill_layer_of(scheme, facts);
  registry_ = registry;
  speakers_changed_ = true;
  state_.article = state.article;
  state_.annotator = state.annotator;
}

std::optional<std::size_t> ArticleIndex::rank_of(const RecordId& frame) const {
  const auto entry = entries_.find(frame.value);
  if (entry == entries_.end() || !entry->second.is_main) return std::nullopt;
  return frames_.rank_of(entry->second.placed);
}

std::vector<const Frame*> ArticleIndex::filled_by(const RecordId& record) const {
  std::vector<const Frame*> frames;
  const auto [begin, end] = filled_by_.equal_range(std::hash<RecordId>{}(record));
  for (auto each = begin; each != end; ++each) {
    if (is_filled_by(*each->second, record)) frames.push_back(each->second);
  }
  std::ranges::sort(frames, {}, [](const Frame* frame) -> const RecordId& { return frame->id; });
  const auto twice = std::ranges::unique(frames);  // it fills two roles
  frames.erase(twice.begin(), twice.end());
  return frames;
}

const std::vector<std::string>& ArticleIndex::speakers_in(const RecordId& frame) const {
  static const std::vector<std::string> kNone;
  const auto entry = entries_.find(frame.value);
  return entry == entries_.end() ? kNone : entry->second.speakers;
}

ArticleIndex::Entry ArticleIndex::entry_of(const Frame& frame) const {
  Entry entry;
  entry.placed.record = &frame;
  entry.is_main = facts_->frame && frame.layer == facts_->frame->name;
  if (!entry.is_main) return entry;
  const CodePoint stand = stand_of(frame);
  entry.placed.at = {stand, stand};
  entry.speakers = known_speakers(frame);
  return entry;
}

// Those of them that the state has.
void ArticleIndex::link(const std::vector<std::string_view>& frames) {
  std::vector<Places<Frame>::Placed> placed;
  for (const std::string_view id : frames) {
    const Frame* frame = state_.frames.find(id);
    if (!frame) continue;
    put_entry(*frame, placed);
    put_fillings(*frame);
  }
  frames_.put_all(std::move(placed));
}

// But for its place among the others, which goes to `placed`.
void ArticleIndex::put_entry(const Frame& frame, std::vector<Places<Frame>::Placed>& placed) {
  Entry entry = entry_of(frame);
  if (entry.is_main) placed.push_back(entry.placed);
  for (const std::string& speaker : entry.speakers) {
    ++speaker_counts_[speaker];
    speakers_changed_ = true;
  }
  if (facts_->of_article && frame.layer == facts_->of_article->name) of_article_[frame.id.value] = &frame;
  entries_.emplace(frame.id.value, std::move(entry));
}

void ArticleIndex::put_fillings(const Frame& frame) {
  each_record_filler(frame, [&](const RecordId& filler) { filled_by_.emplace(std::hash<RecordId>{}(filler), &frame); });
}

void ArticleIndex::unlink(const std::vector<std::string_view>& frames) {
  for (const std::string_view id : frames) {
    const auto found = entries_.find(id);
    if (found == entries_.end()) continue;
    const Entry& entry = found->second;
    if (entry.is_main) {
      frames_.remove(entry.placed);
      for (const std::string& speaker : entry.speakers) {
        const auto count = speaker_counts_.find(speaker);
        if (--count->second == 0) speaker_counts_.erase(count);
        speakers_changed_ = true;
      }
    }
    of_article_.erase(std::string(id));
    const Frame* const frame = entry.placed.record;
    each_record_filler(*frame, [&](const RecordId& filler) {
      auto [each, end] = filled_by_.equal_range(std::hash<RecordId>{}(filler));
      while (each != end) each = each->second == frame ? filled_by_.erase(each) : std::next(each);
    });
    entries_.erase(found);
  }
}

CodePoint ArticleIndex::stand_of(const Frame& frame) const {
  if (facts_->content) {
    for (const Filler& filler : fillers(frame, facts_->content->name)) {
      const auto* id = std::get_if<RecordId>(&filler.to);
      if (const Span* span = id ? state_.spans.find(id->value) : nullptr) return hull(span->at).begin;
    }
  }
  CodePointRange place;
  place_of(frame, state_.spans, place);
  return place.begin;
}

std::vector<std::string> ArticleIndex::known_speakers(const Frame& frame) const {
  std::vector<std::string> speakers;
  if (!facts_->speaker) return speakers;
  const auto add = [&](const RecordId& by, const EntityId& named) {
    if (registry_.splits.empty()) return speakers.push_back(named.value);
    speakers.push_back(after_splits(registry_, mention_id(state_.annotator, state_.article, by), named).value);
  };
  for (const Filler& filler : fillers(frame, facts_->speaker->name)) {
    if (const auto* entity = std::get_if<EntityId>(&filler.to)) {
      add(frame.id, *entity);
      continue;
    }
    const Span* span = state_.spans.find(std::get<RecordId>(filler.to).value);
    const Layer* layer = span ? find_layer(*scheme_, span->layer) : nullptr;
    const AttributeRule* rule = layer ? entity_attribute(*layer) : nullptr;
    if (!rule) continue;
    const auto value = span->attributes.find(rule->name);
    const auto* id = value == span->attributes.end() ? nullptr : std::get_if<std::string>(&value->second);
    if (id) add(span->id, EntityId(*id));
  }
  return speakers;
}

void ArticleIndex::count_speakers() {
  std::map<std::string, std::pair<const Entity*, std::size_t>> counts;
  for (const auto& [named, count] : speaker_counts_) {
    const Entity* entity = resolve(registry_, EntityId(named));
    if (!entity) continue;
    auto& sum = counts[entity->id.value];
    sum.first = entity;
    sum.second += count;
  }
  speakers_.clear();
  for (const auto& [id, count] : counts) speakers_.push_back(count);
  std::ranges::stable_sort(speakers_, [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first->name < b.first->name;
  });
}

}  // namespace sayso::ui
