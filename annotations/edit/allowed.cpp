#include "annotations/edit/allowed.h"

#include <algorithm>

namespace sayso {
namespace {

class Allowed {
 public:
  Allowed(const Scheme& scheme, const Registry& registry, const TextIndex& text, const Annotations& state)
      : scheme_(scheme), registry_(registry), text_(text), state_(state) {}

  Result<void> operator()(const Begin&) const { return usage_error("'begin' is written by sayso alone"); }
  Result<void> operator()(const AddSpan& edit) const {
    const Layer* layer = find_layer(scheme_, edit.span->layer);
    if (!layer || layer->kind != Layer::Kind::span) return no_layer("span", edit.span->layer);
    if (const auto placed = fits(edit.span->at, edit.span->text); !placed) return placed;
    if (edit.span->at.size() > 1 && !layer->may_be_discontinuous) {
      return usage_error("a span of layer '" + layer->name + "' has one fragment");
    }
    return attributes_fit(layer->attributes, edit.span->attributes);
  }
  Result<void> operator()(const SetFragments& edit) const { return fits(edit.at, edit.text); }
  Result<void> operator()(const SetLayer& edit) const {
    return find_layer(scheme_, edit.layer) ? Result<void>() : no_layer("", edit.layer);
  }
  Result<void> operator()(const AddFrame& edit) const {
    const Layer* layer = find_layer(scheme_, edit.frame->layer);
    if (!layer || layer->kind != Layer::Kind::frame) return no_layer("frame", edit.frame->layer);
    for (const auto& [role, list] : edit.frame->roles) {
      for (const Filler& filler : list) {
        if (const auto fit = filler_fits(*layer, role, filler); !fit) return fit;
      }
    }
    return attributes_fit(layer->attributes, edit.frame->attributes);
  }
  Result<void> operator()(const FillRole& edit) const { return in_frame(edit.of, edit.role, {edit.filler}); }
  Result<void> operator()(const SetRole& edit) const {
    return edit.fillers ? in_frame(edit.of, edit.role, *edit.fillers) : Result<void>();
  }
  Result<void> operator()(const SetAttribute& edit) const {
    if (!edit.value) return {};
    const std::vector<AttributeRule>* rules = rules_of(edit);
    if (!rules) return {};  // update() says what is missing
    return attributes_fit(*rules, {{edit.name, *edit.value}});
  }
  // What is taken away or only kept needs no leave.
  template <class Other>
  Result<void> operator()(const Other&) const {
    return {};
  }

 private:
  static Result<void> no_layer(const std::string& kind, const std::string& name) {
    return usage_error("the scheme has no " + kind + (kind.empty() ? "" : " ") + "layer '" + name + "'");
  }

  Result<void> fits(const Fragments& at, const std::vector<std::string>& words) const {
    if (at.empty()) return usage_error("a span needs at least one fragment");
    for (std::size_t i = 0; i < at.size(); ++i) {
      const std::string place = "[" + std::to_string(at[i].begin.value) + ", " + std::to_string(at[i].end.value) + "]";
      const auto bytes = text_.checked_bytes(at[i]);
      if (!bytes || bytes->empty()) {
        return usage_error(place + " is not a stretch of the text, which has " +
                           std::to_string(text_.code_point_end().value) + " code points");
      }
      if (i < words.size() && text_.slice(*bytes) != words[i]) {
        return usage_error("at " + place + " the text is '" + std::string(text_.slice(*bytes)) + "', not '" + words[i] + "'",
                           "positions are Unicode code points, end exclusive");
      }
    }
    return {};
  }

  static Result<void> attributes_fit(const std::vector<AttributeRule>& rules, const Attributes& attributes) {
    for (const auto& [name, value] : attributes) {
      const AttributeRule* rule = find_attribute(rules, name);
      if (!rule) return usage_error("there is no attribute '" + name + "' there");
      if (const std::string why = why_not(*rule, value); !why.empty()) return usage_error(why);
    }
    return {};
  }

  Result<void> in_frame(const RecordId& of, const std::string& role, const std::vector<Filler>& list) const {
    const Frame* frame = state_.frames.find(of.value);
    const Layer* layer = frame ? find_layer(scheme_, frame->layer) : nullptr;
    if (!layer) return {};  // update() says what is missing
    for (const Filler& filler : list) {
      if (const auto fit = filler_fits(*layer, role, filler); !fit) return fit;
    }
    return {};
  }

  Result<void> filler_fits(const Layer& layer, const std::string& role, const Filler& filler) const {
    const RoleRule* rule = find_role(layer, role);
    if (!rule) return usage_error("layer '" + layer.name + "' has no role '" + role + "'");
    std::string kind;
    if (const auto* entity = std::get_if<EntityId>(&filler.to)) {
      if (!resolve(registry_, *entity)) return usage_error("there is no entity '" + entity->value + "'");
      kind = "entity";
    } else {
      const RecordId& id = std::get<RecordId>(filler.to);
      const Span* span = state_.spans.find(id.value);
      const Frame* frame = state_.frames.find(id.value);
      if (!span && !frame) return usage_error("there is no record '" + id.value + "'");
      kind = span ? span->layer : frame->layer;
    }
    if (!std::ranges::count(rule->fills, kind)) return usage_error("role '" + role + "' takes no " + kind);
    return attributes_fit(rule->attributes, filler.attributes);
  }

  const std::vector<AttributeRule>* rules_of(const SetAttribute& edit) const {
    const Span* span = state_.spans.find(edit.of.value);
    const Frame* frame = state_.frames.find(edit.of.value);
    const Layer* layer = span ? find_layer(scheme_, span->layer) : frame ? find_layer(scheme_, frame->layer) : nullptr;
    if (!layer) return nullptr;
    if (!edit.filler) return &layer->attributes;
    const RoleRule* role = find_role(*layer, edit.role);
    return role ? &role->attributes : nullptr;
  }

  const Scheme& scheme_;
  const Registry& registry_;
  const TextIndex& text_;
  const Annotations& state_;
};

}  // namespace

Result<void> allowed(const Scheme& scheme, const Registry& registry, const TextIndex& text, const Annotations& state,
                     const Edit& edit) {
  return std::visit(Allowed(scheme, registry, text, state), edit);
}

}  // namespace sayso
