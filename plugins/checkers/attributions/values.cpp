// Answers against the scheme: required ones that are missing, and ones that it does not have.
#include <algorithm>

#include "checked.h"
#include "plugins/checkers/reading/names.h"

namespace attributions {
namespace {

using sayso_sdk::quoted_json;
using sayso_sdk::view;

// A record, or a filler of one, whose attributes are looked at.
struct Answers {
  const sayso_attribute* const* attributes;
  std::size_t count;

  const sayso_attribute* find(std::string_view name) const {
    for (std::size_t i = 0; i < count; ++i) {
      if (view(attributes[i]->name) == name) return attributes[i];
    }
    return nullptr;
  }
};

bool is_asked(const reading::AskedAttribute& asked, const std::vector<reading::AskedAttribute>& rules, const Answers& answers) {
  if (asked.shown_when.empty()) return true;
  const sayso_attribute* other = answers.find(asked.shown_when);
  if (other == nullptr) {
    const auto* rule = reading::find_attribute(rules, asked.shown_when);
    return rule != nullptr && rule->has_default;  // the default may be one of the values: asked to be sure
  }
  const auto one_of = [&](std::string_view value) { return std::find(asked.shown_values.begin(), asked.shown_values.end(), value) != asked.shown_values.end(); };
  if (other->type != SAYSO_VALUE_LIST) return one_of(sayso_sdk::in_words(*other));
  for (std::size_t i = 0; i < other->item_count; ++i) {
    if (one_of(view(other->items[i]))) return true;
  }
  return false;
}

// The one value that was probably meant: the same in other letters, or one letter apart.
std::string meant(const reading::AskedAttribute& asked, std::string_view value) {
  const auto folded = [](std::string_view text) { return reading::fold(sayso_sdk::code_points(text)); };
  const std::u32string wrong = folded(value);
  std::string found;
  for (const std::string& name : asked.values) {
    const std::u32string right = folded(name);
    if (right != wrong && !(right.size() > 3 && reading::one_letter_apart(right, wrong))) continue;
    if (!found.empty()) return {};
    found = name;
  }
  return found;
}

struct Wrong {
  std::string why;         // "" when all is well
  std::string better_json;  // what to set instead, "" when nobody can say
};

Wrong wrong_choice(const reading::AskedAttribute& asked, std::string_view value) {
  if (std::find(asked.values.begin(), asked.values.end(), value) != asked.values.end()) return {};
  const std::string better = meant(asked, value);
  return {std::string(value) + " is no value of " + asked.label, better.empty() ? "" : quoted_json(better)};
}

Wrong wrong_choices(const reading::AskedAttribute& asked, const sayso_attribute& given) {
  Wrong wrong;
  std::string list;
  bool exclusive = false, mended = true;
  for (std::size_t i = 0; i < given.item_count; ++i) {
    const std::string value(view(given.items[i]));
    const Wrong one = wrong_choice(asked, value);
    if (!one.why.empty()) wrong.why = one.why;
    mended = mended && (one.why.empty() || !one.better_json.empty());
    list += (list.empty() ? "" : ", ") + (one.why.empty() ? quoted_json(value) : one.better_json);
    exclusive = exclusive || asked.exclusive.count(value) > 0;
    for (std::size_t k = 0; k < i; ++k) {
      if (view(given.items[k]) == value) wrong.why = value + " is chosen twice for " + asked.label, mended = false;
    }
  }
  if (!wrong.why.empty() && mended) wrong.better_json = "[" + list + "]";
  if (exclusive && given.item_count > 1) return {sayso_sdk::in_words(given) + ": one of these values of " + asked.label + " stands alone", ""};
  return wrong;
}

Wrong wrong_value(const reading::AskedAttribute& asked, const sayso_attribute& given) {
  const Wrong type{sayso_sdk::in_words(given) + " is no " + asked.label, ""};
  switch (asked.type) {
    case SAYSO_ATTRIBUTE_CHOICE:
      return given.type == SAYSO_VALUE_TEXT ? wrong_choice(asked, view(given.text)) : type;
    case SAYSO_ATTRIBUTE_CHOICES:
      return given.type == SAYSO_VALUE_LIST ? wrong_choices(asked, given) : type;
    case SAYSO_ATTRIBUTE_SCALE:
      if (given.type == SAYSO_VALUE_TEXT) return wrong_choice(asked, view(given.text));
      if (given.type != SAYSO_VALUE_INTEGER) return type;
      if (given.integer >= asked.least && given.integer <= asked.most) return {};
      return {std::to_string(given.integer) + " is outside " + asked.label + ", which goes from " + std::to_string(asked.least) + " to " + std::to_string(asked.most), ""};
    case SAYSO_ATTRIBUTE_NUMBER:
      return given.type == SAYSO_VALUE_INTEGER || given.type == SAYSO_VALUE_NUMBER ? Wrong{} : type;
    case SAYSO_ATTRIBUTE_FLAG:
      return given.type == SAYSO_VALUE_FLAG ? Wrong{} : type;
    default:
      return given.type == SAYSO_VALUE_TEXT ? Wrong{} : type;
  }
}

// `made` makes the finding, `set` the edit that gives an attribute another value.
template <class Made, class Set>
void check_answers(const std::vector<reading::AskedAttribute>& rules, const Answers& answers, const std::string& whose, bool required_too, const Made& made,
                   const Set& set, reading::Findings& findings) {
  for (std::size_t i = 0; i < answers.count; ++i) {
    const sayso_attribute& given = *answers.attributes[i];
    const auto* asked = reading::find_attribute(rules, view(given.name));
    const Wrong wrong = asked != nullptr ? wrong_value(*asked, given) : Wrong{"the scheme asks for no " + std::string(view(given.name)) + " there", ""};
    if (wrong.why.empty()) continue;
    auto finding = made("attributions/value", SAYSO_SEVERITY_ERROR);
    finding.message = whose + ": " + wrong.why;
    if (!wrong.better_json.empty()) finding.fixes.push_back({"set " + wrong.better_json, reading::edit_list({set(view(given.name), wrong.better_json)})});
    findings.push_back(std::move(finding));
  }
  for (const reading::AskedAttribute& asked : rules) {
    if (!required_too || !asked.required || asked.has_default || answers.find(asked.name) != nullptr || !is_asked(asked, rules, answers)) continue;
    auto finding = made("attributions/required", SAYSO_SEVERITY_WARNING);
    finding.message = whose + " has no " + asked.label;
    findings.push_back(std::move(finding));
  }
}

void check_roles(const reading::AskedLayer& layer, const sayso_frame& frame, reading::Findings& findings) {
  const auto wrong = [&](std::string message) {
    auto finding = reading::about("attributions/value", SAYSO_SEVERITY_ERROR, frame);
    finding.message = std::move(message);
    findings.push_back(std::move(finding));
  };
  for (std::size_t r = 0; r < frame.role_count; ++r) {
    const sayso_role& role = *frame.roles[r];
    const reading::AskedRole* asked = layer.role(view(role.name));
    if (asked == nullptr) {
      wrong(reading::shown(frame) + ": the scheme has no role " + std::string(view(role.name)) + " there");
      continue;
    }
    if (role.filler_count > asked->most) wrong(reading::shown(frame) + " has more than " + std::to_string(asked->most) + " of " + asked->label);
    for (std::size_t k = 0; k < role.filler_count; ++k) {
      const sayso_filler& filler = *role.fillers[k];
      const std::string_view kind = filler.span != nullptr ? view(filler.span->layer) : filler.frame != nullptr ? view(filler.frame->layer) : filler.entity != nullptr ? "entity" : "";
      if (!kind.empty() && !asked->takes(kind)) wrong(reading::shown(frame) + ": " + asked->label + " cannot be filled by a " + std::string(kind));
      const std::string words = filler.span != nullptr ? reading::shown(*filler.span) : filler.entity != nullptr ? std::string(view(filler.entity->name)) : std::string(view(filler.to));
      check_answers(
          asked->attributes, {filler.attributes, filler.attribute_count}, asked->label + " " + words + " of " + reading::shown(frame), !asked->is_stance(),
          [&](const char* rule, std::int32_t severity) { return reading::about(rule, severity, frame); },
          [&](std::string_view name, const std::string& json) { return reading::set_filler_attribute(view(frame.id), view(role.name), view(filler.to), name, json); }, findings);
    }
  }
}

}  // namespace

void find_values(const Rules& rules, const Work& work, reading::Findings& findings) {
  for (std::size_t i = 0; i < work.annotations.span_count; ++i) {
    const sayso_span& span = *work.annotations.spans[i];
    const reading::AskedLayer* layer = rules.asked.layer(view(span.layer));
    const auto made = [&](const char* rule, std::int32_t severity) { return reading::about(rule, severity, span); };
    if (layer == nullptr || layer->is_frame) {
      auto finding = made("attributions/value", SAYSO_SEVERITY_ERROR);
      finding.message = reading::shown(span) + ": the scheme has no layer " + std::string(view(span.layer)) + " of spans";
      findings.push_back(std::move(finding));
      continue;
    }
    if (span.fragment_count > 1 && !layer->discontinuous) {
      auto finding = made("attributions/value", SAYSO_SEVERITY_ERROR);
      finding.message = reading::shown(span) + ": " + layer->label + " may not lie in several pieces";
      findings.push_back(std::move(finding));
    }
    check_answers(layer->attributes, {span.attributes, span.attribute_count}, layer->label + " " + reading::shown(span), true, made,
                  [&](std::string_view name, const std::string& json) { return reading::set_attribute(view(span.id), name, json); }, findings);
  }
  for (std::size_t i = 0; i < work.annotations.frame_count; ++i) {
    const sayso_frame& frame = *work.annotations.frames[i];
    const reading::AskedLayer* layer = rules.asked.layer(view(frame.layer));
    const auto made = [&](const char* rule, std::int32_t severity) { return reading::about(rule, severity, frame); };
    if (layer == nullptr || !layer->is_frame) {
      auto finding = made("attributions/value", SAYSO_SEVERITY_ERROR);
      finding.message = reading::shown(frame) + ": the scheme has no layer " + std::string(view(frame.layer)) + " of frames";
      findings.push_back(std::move(finding));
      continue;
    }
    check_answers(layer->attributes, {frame.attributes, frame.attribute_count}, reading::shown(frame), true, made,
                  [&](std::string_view name, const std::string& json) { return reading::set_attribute(view(frame.id), name, json); }, findings);
    check_roles(*layer, frame, findings);
  }
}

}  // namespace attributions
