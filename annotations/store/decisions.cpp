#include "annotations/store/decisions.h"

#include <map>
#include <optional>

#include "annotations/store/reanchor.h"

namespace sayso {
namespace {

// What follows the prefix; nothing when the text does not begin so.
std::optional<std::string> behind(const std::string& text, const std::string& prefix) {
  if (!text.starts_with(prefix)) return std::nullopt;
  return text.substr(prefix.size());
}

Field field_of_role(const std::string& name, const std::string& rest, const Frame* frame) {
  for (const auto& [role, list] : frame ? frame->roles : Roles()) {
    if (name == "roles." + role) return {Field::Of::role, role, {}, std::nullopt};
    for (const Filler& filler : list) {
      const auto of_filler = behind(name, "roles." + role + "." + to_text(filler.to) + ".");
      if (!of_filler) continue;
      const auto extra = behind(*of_filler, "extra.");
      return {extra ? Field::Of::filler_extra : Field::Of::filler_attribute, extra.value_or(*of_filler), role, filler.to};
    }
  }
  // A role that is not answered now has no dot behind its name; what belongs to a filler has.
  if (rest.find('.') == std::string::npos) return {Field::Of::role, rest, {}, std::nullopt};
  return {};
}

Field field_from(const std::string& name, const Frame* frame) {
  static const std::map<std::string, Field::Of> kNamed = {
      {"layer", Field::Of::layer},     {"at", Field::Of::at},     {"origin", Field::Of::origin},
      {"status", Field::Of::status},   {"text_sha256", Field::Of::text_sha256},
      {"name", Field::Of::name},       {"kind", Field::Of::kind}, {"article", Field::Of::article},
      {"same-as", Field::Of::same_as},
  };
  if (const auto named = kNamed.find(name); named != kNamed.end()) return {named->second, {}, {}, std::nullopt};
  if (const auto attribute = behind(name, "attributes.")) return {Field::Of::attribute, *attribute, {}, std::nullopt};
  if (const auto extra = behind(name, "extra.")) return {Field::Of::extra, *extra, {}, std::nullopt};
  if (const auto alias = behind(name, "alias.")) return {Field::Of::alias, *alias, {}, std::nullopt};
  if (const auto entity = behind(name, "into.")) return {Field::Of::into, *entity, {}, std::nullopt};
  if (const auto rest = behind(name, "roles.")) return field_of_role(name, *rest, frame);
  return {};
}

void add(const Conflicts& conflicts, const Decision& about, const Frame* frame, std::vector<Decision>& all) {
  if (!conflicts.removed.empty()) {
    all.push_back(about);
    all.back().about = Decision::About::removed;
  }
  for (const auto& [name, alternatives] : conflicts.fields) {
    all.push_back(about);
    all.back().name = name;
    all.back().field = field_from(name, frame);
  }
}

Decision about_record(const RecordId& id) {
  Decision decision;
  decision.record = id;
  return decision;
}

}  // namespace

std::string key_of(const Decision& decision) {
  const std::string of = !decision.entity.empty()    ? "entity:" + decision.entity.value
                         : !decision.mention.empty() ? "mention:" + decision.mention.value
                                                     : decision.record.value;
  switch (decision.about) {
    case Decision::About::text: return "text";
    case Decision::About::removed: return "removed|" + of;
    case Decision::About::unplaced: return "unplaced|" + of;
    case Decision::About::field: return "field|" + of + "|" + decision.name;
  }
  return {};
}

std::vector<Decision> decisions_of(const Span& span) {
  if (span.conflicts.empty() && !is_unplaced(span)) return {};
  std::vector<Decision> all;
  const Decision about = about_record(span.id);
  add(span.conflicts, about, nullptr, all);
  if (is_unplaced(span)) {
    all.push_back(about);
    all.back().about = Decision::About::unplaced;
  }
  return all;
}

std::vector<Decision> decisions_of(const Frame& frame) {
  if (frame.conflicts.empty()) return {};
  std::vector<Decision> all;
  add(frame.conflicts, about_record(frame.id), &frame, all);
  return all;
}

std::vector<Decision> decisions_of(const Entity& entity) {
  std::vector<Decision> all;
  Decision about;
  about.entity = entity.id;
  add(entity.conflicts, about, nullptr, all);
  return all;
}

std::vector<Decision> decisions_of(const SplitMention& split) {
  std::vector<Decision> all;
  Decision about;
  about.mention = split.mention;
  add(split.conflicts, about, nullptr, all);
  return all;
}

std::vector<Decision> decisions_of_header(const Annotations& state, const std::string& text_sha256) {
  std::vector<Decision> all;
  if (!state.text_sha256.empty() && state.text_sha256 != text_sha256) {
    all.emplace_back();
    all.back().about = Decision::About::text;
  }
  add(state.conflicts, {}, nullptr, all);
  return all;
}

std::vector<Decision> open_decisions(const Annotations& state, const Registry& registry, const std::string& text_sha256) {
  std::vector<Decision> all = decisions_of_header(state, text_sha256);
  const auto take = [&](const auto& shelf) {
    for (const auto& record : shelf) {
      const auto some = decisions_of(record);
      all.insert(all.end(), some.begin(), some.end());
    }
  };
  take(state.spans);
  take(state.frames);
  take(registry.entities);
  take(registry.splits);
  return all;
}

}  // namespace sayso
