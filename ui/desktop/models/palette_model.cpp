#include <algorithm>
#include <set>

#include "core/text/fold.h"
#include "ui/desktop/models/annotate_models.h"

namespace sayso::ui {
namespace {

constexpr std::size_t kNearest = 5;
constexpr std::size_t kMostRows = 100;  // whoever is not among them is found by typing

using Named = NameIndex::Named;

// How well `wanted` fits a name, both folded: 0 the same, 1 begins it, 2 begins one of its words, 3 is inside; 9 not.
int fit(const std::string& in, const std::string& wanted) {
  if (in == wanted) return 0;
  if (in.starts_with(wanted)) return 1;
  if (in.find(" " + wanted) != std::string::npos) return 2;
  return in.find(wanted) != std::string::npos ? 3 : 9;
}

int fit(const Named& entity, const std::string& wanted) {
  int best = fit(entity.name, wanted);
  for (const std::string& alias : entity.aliases) best = std::min(best, fit(alias, wanted));
  return best;
}

// Does one of the entity's names hold all of the mention ("Blinken" of "Antony Blinken"), or the mention all of a name?
bool stands_for(const Named& entity, const std::string& mention) {
  if (mention.size() < 3) return false;
  if (fit(entity, mention) <= 2) return true;
  return mention.find(entity.name) != std::string::npos;
}

class Rows {
 public:
  Rows(const Scene& scene, const OpenPalette& palette) : scene_(scene), palette_(palette) {
    if (const Span* span = scene.state().spans.find(palette.mention.value)) mention_ = words_of(*span);
    wanted_ = folded(palette.field.text());
  }

  std::vector<PaletteRow> rows() {
    if (wanted_.empty()) {
      unfiltered();
    } else {
      filtered();
    }
    if (palette_.chosen < rows_.size()) rows_[palette_.chosen].chosen = true;
    return std::move(rows_);
  }

 private:
  void unfiltered() {
    bool known = mention_.empty();
    const std::string mention = folded(mention_);
    for (const Named& named : scene_.names.all()) {
      if (!mention.empty() && usable(*named.entity) && stands_for(named, mention)) {
        add(*named.entity, "fits “" + mention_ + "”");
        known = true;
      }
    }
    // A name that nobody has yet is most likely a new somebody; a lower-case mention ("he") is not.
    const bool is_name = !mention_.empty() && folded(mention_.substr(0, 1)) != mention_.substr(0, 1);
    if (!known && is_name) add_new(kinds().front(), mention_);
    std::size_t nearest = 0;
    for (const Entity* entity : by_distance()) {
      if (nearest++ < kNearest) add(*entity, "near");
    }
    reserved();
    rest();
    if (!mention_.empty()) {
      for (const std::string& kind : kinds()) add_new(kind, mention_);
    }
  }

  void filtered() {
    std::vector<std::pair<int, const Entity*>> found;
    for (const Named& named : scene_.names.all()) {
      const int how = fit(named, wanted_);
      if (how < 9 && usable(*named.entity)) found.emplace_back(how, named.entity);
    }
    std::ranges::stable_sort(found, {}, &std::pair<int, const Entity*>::first);
    if (found.size() > kMostRows) found.resize(kMostRows);
    for (const auto& [how, entity] : found) add(*entity, {});
    for (const Entity& entity : reserved_entities()) {
      if (fit(folded(entity.name), wanted_) <= 2) add(entity, {});
    }
    for (const std::string& kind : kinds()) add_new(kind, palette_.field.text());
    unnamed();
  }

  // Joined entities are shown by the one they stand for; local ones only in their article.
  bool usable(const Entity& entity) const {
    return entity.same_as.empty() && (entity.article.empty() || entity.article == scene_.article()->article->id);
  }

  // The entities that mentions nearest to the place stand for, nearest first; at least kNearest of them, if there are.
  std::vector<const Entity*> by_distance() const {
    constexpr std::size_t kFirstReach = 2000, kEnough = 4000;  // code points; mentions looked at
    const CodePoint here = place();
    const std::size_t end = scene_.article()->index.code_point_end().value;
    std::vector<std::pair<std::size_t, const Entity*>> nearest;
    for (std::size_t reach = kFirstReach;; reach *= 4) {
      nearest.clear();
      const CodePointRange around{CodePoint(here.value - std::min(here.value, reach)), CodePoint(std::min(end, here.value + reach / 2))};
      const auto placed = scene_.index.lines().meeting(around);
      for (const auto& [at, span] : placed) {
        const Entity* entity = span->at.empty() ? nullptr : entity_of(scene_, span->id);
        if (!entity) continue;
        // What stands before is nearer than what follows: sources are mostly named first.
        const std::size_t distance = at.begin <= here ? here.value - at.begin.value : 2 * (at.begin.value - here.value);
        if (distance <= reach) nearest.emplace_back(distance, entity);
      }
      // Who was chosen without a mention stands where the annotation does.
      for (const auto& [at, frame] : scene_.index.frames().meeting(around)) {
        const std::size_t distance = at.begin <= here ? here.value - at.begin.value : 2 * (at.begin.value - here.value);
        for (const auto& [role, fillers] : frame->roles) {
          for (const Filler& filler : fillers) {
            const auto* id = std::get_if<EntityId>(&filler.to);
            const Entity* entity = id && !is_reserved(*id) ? entity_of(scene_, frame->id, filler.to) : nullptr;
            if (entity && distance <= reach) nearest.emplace_back(distance, entity);
          }
        }
      }
      std::ranges::stable_sort(nearest, {}, &std::pair<std::size_t, const Entity*>::first);
      std::set<const Entity*> known;
      std::erase_if(nearest, [&](const auto& each) { return !known.insert(each.second).second; });
      const bool all = around.begin.value == 0 && around.end.value == end && reach >= 2 * end;
      if (nearest.size() >= kNearest || all || placed.size() >= kEnough) break;
    }
    std::vector<const Entity*> entities;
    for (const auto& [distance, entity] : nearest) entities.push_back(entity);
    return entities;
  }

  CodePoint place() const {
    if (const Frame* frame = scene_.state().frames.find(scene_.ui.active.value)) {
      CodePointRange at;
      if (place_of(*frame, scene_.state().spans, at)) return at.begin;
    }
    return scene_.article()->index.to_code_point(scene_.ui.caret);
  }

  void reserved() {
    for (const Entity& entity : reserved_entities()) add(entity, "always there");
    unnamed();
  }

  void rest() {
    for (const Named& named : scene_.names.all()) {
      if (rows_.size() >= kMostRows) break;
      if (usable(*named.entity)) add(*named.entity, {});
    }
  }

  // Kinds in the order in which they are likely for the role.
  std::vector<std::string> kinds() const {
    const bool target = scene_.facts.target && palette_.role == scene_.facts.target->name;
    if (target) return {"organisation", "person", "topic", "place", "group"};
    return {"person", "organisation", "group", "place", "topic"};
  }

  void add(const Entity& entity, const std::string& why) {
    if (!shown_.insert(entity.id.value).second) return;
    PaletteRow row;
    row.label = entity.name;
    row.aside = entity.kind == "reserved" ? "" : entity.kind;
    if (!why.empty()) row.aside += (row.aside.empty() ? "" : " · ") + why;
    row.badge = entity.kind == "reserved" ? "@" : badge_of(entity);
    const auto rank = scene_.ui.speaker_ranks.find(entity.id.value);
    if (rank != scene_.ui.speaker_ranks.end()) row.speaker = rank->second;
    row.intent = {"choose-entity", entity.id.value, "entity:" + entity.id.value};
    rows_.push_back(std::move(row));
  }

  void add_new(const std::string& kind, const std::string& name) {
    if (!shown_.insert("new:" + kind).second) return;
    PaletteRow row;
    row.label = name;
    row.aside = "new " + kind;
    row.badge = "+";
    row.intent = {"choose-entity", "new:" + kind, "new:" + kind};
    rows_.push_back(std::move(row));
  }

  void unnamed() {
    PaletteRow row;
    const std::string& words = palette_.field.empty() ? mention_ : palette_.field.text();
    row.label = words.empty() ? "unnamed source" : words;
    row.aside = "new unnamed source";
    row.badge = "+";
    row.intent = {"choose-entity", "unnamed", "unnamed"};
    rows_.push_back(std::move(row));
  }

  const Scene& scene_;
  const OpenPalette& palette_;
  std::string mention_;
  std::string wanted_;
  std::set<std::string> shown_;
  std::vector<PaletteRow> rows_;
};

}  // namespace

std::vector<PaletteRow> palette_rows(const Scene& scene, const OpenPalette& palette) { return Rows(scene, palette).rows(); }

PaletteModel palette_model(const Scene& scene, const OpenPalette& palette) {
  PaletteModel model;
  const RoleRule* role = scene.facts.frame ? find_role(*scene.facts.frame, palette.role) : nullptr;
  model.title = role ? label_of(*role) : "Who is it?";
  if (!palette.digit.empty() && scene.facts.scale) {
    for (const auto* list : {&scene.facts.scale->points, &scene.facts.scale->values}) {
      for (const ChoiceValue& value : *list) {
        if (palette.digit == std::string(1, value.key)) model.title += "  " + label_of(value);
      }
    }
  }
  model.field = palette.field;
  model.rows = palette_rows(scene, palette);
  model.scroll = scene.ui.palette_scroll;
  model.at = scene.ui.caret;
  if (const Span* span = scene.state().spans.find(palette.mention.value); span && !span->at.empty()) {
    model.at = scene.article()->index.checked_byte(hull(span->at).begin).value_or(scene.ui.caret);
  }
  return model;
}

}  // namespace sayso::ui
