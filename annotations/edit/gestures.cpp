#include "annotations/edit/gestures.h"

#include <algorithm>
#include <cassert>
#include <map>

#include "annotations/edit/update.h"

namespace sayso {
namespace {

bool is_filled(const Frame& frame, const std::string& role) { return !fillers(frame, role).empty(); }

// The state after the edits, to look further from there. They come from this file and succeed.
Annotations after(Annotations state, const std::vector<Edit>& edits) {
  for (const Edit& edit : edits) {
    auto next = update(std::move(state), edit);
    assert(next && "a gesture makes edits that fit its state");
    state = std::move(next).value();
  }
  return state;
}

void append(std::vector<Edit>& edits, std::vector<Edit> more) {
  edits.insert(edits.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// The role by which a frame says that it lies inside another of its own layer; nullptr if it has none.
const RoleRule* containment_role(const Layer& layer) {
  const auto found = std::ranges::find_if(layer.roles, [&](const RoleRule& role) {
    return role.most == 1 && role.fills.size() == 1 && role.fills.front() == layer.name;
  });
  return found == layer.roles.end() ? nullptr : &*found;
}

// A span in one of the roles that begin a frame: what it is a frame of.
struct Beginning {
  const Frame* frame;
  const Span* span;
};

std::vector<Beginning> beginnings(const Layer& layer, const Annotations& state) {
  std::vector<Beginning> found;
  for (const Frame& frame : state.frames) {
    if (frame.layer != layer.name) continue;
    for (const RoleRule& role : layer.roles) {
      if (!role.begins) continue;
      for (const Filler& filler : fillers(frame, role.name)) {
        const auto* id = std::get_if<RecordId>(&filler.to);
        if (const Span* span = id ? state.spans.find(id->value) : nullptr) found.push_back({&frame, span});
      }
    }
  }
  return found;
}

// For each frame that lies inside another of its layer, the smallest such.
std::map<RecordId, RecordId> holders(const Layer& layer, const Annotations& state) {
  const std::vector<Beginning> all = beginnings(layer, state);
  std::map<RecordId, RecordId> found;
  std::map<RecordId, std::size_t> length;
  for (const Beginning& inner : all) {
    for (const Beginning& outer : all) {
      if (inner.frame == outer.frame || inner.span->layer != outer.span->layer) continue;
      const std::size_t extent = hull(outer.span->at).length();
      if (!within_hull(inner.span->at, outer.span->at) || hull(inner.span->at).length() >= extent) continue;
      const auto known = length.find(inner.frame->id);
      if (known != length.end() && known->second <= extent) continue;
      length[inner.frame->id] = extent;
      found[inner.frame->id] = outer.frame->id;
    }
  }
  return found;
}

// Is at least one role of each of the layer's role groups still filled?
bool keeps_its_groups(const Layer& layer, const Frame& frame) {
  return std::ranges::all_of(layer.roles, [&](const RoleRule& role) {
    return role.group.empty() || std::ranges::any_of(layer.roles, [&](const RoleRule& other) {
             return other.group == role.group && is_filled(frame, other.name);
           });
  });
}

std::vector<Edit> empty_roles_filled_by(const Annotations& state, const RecordId& id) {
  std::vector<Edit> edits;
  for (const Frame& frame : state.frames) {
    for (const auto& [role, list] : frame.roles) {
      if (std::ranges::count(list, Target(id), &Filler::to)) edits.push_back(UnfillRole{frame.id, role, id});
    }
  }
  return edits;
}

std::vector<Edit> remove_frame(const Annotations& state, const Frame& frame) {
  std::vector<Edit> edits = empty_roles_filled_by(state, frame.id);
  edits.push_back(RemoveFrame{frame.id});
  std::vector<RecordId> gone;
  for (const auto& [role, list] : frame.roles) {
    for (const Filler& filler : list) {
      const auto* id = std::get_if<RecordId>(&filler.to);
      if (!id || !state.spans.find(id->value) || std::ranges::count(gone, *id)) continue;
      if (frames_filled_by(state, *id).size() > 1) continue;
      gone.push_back(*id);
      edits.push_back(RemoveSpan{*id});
    }
  }
  return edits;
}

}  // namespace

const Layer* span_layer_of(const Scheme& scheme, const RoleRule& role) {
  for (const std::string& name : role.fills) {
    const Layer* layer = find_layer(scheme, name);
    if (layer && layer->kind == Layer::Kind::span) return layer;
  }
  return nullptr;
}

const Span* span_at(const Annotations& state, const std::string& layer, const Fragments& at) {
  const auto found = std::ranges::find_if(state.spans, [&](const Span& span) { return span.layer == layer && span.at == at; });
  return found == state.spans.end() ? nullptr : &*found;
}

std::vector<const Frame*> frames_filled_by(const Annotations& state, const RecordId& id) {
  std::vector<const Frame*> frames;
  for (const Frame& frame : state.frames) {
    if (is_filled_by(frame, id)) frames.push_back(&frame);
  }
  return frames;
}

Made fill_with_selection(const Scheme& scheme, const Annotations& state, const Layer& frame_layer, const RoleRule& role,
                         const RecordId& active, const Selection& selection, bool add, const NewRecordId& new_id) {
  Made made;
  const Layer* layer = span_layer_of(scheme, role);
  if (!layer) return made;

  if (const Span* there = span_at(state, layer->name, selection.at)) {
    made.span = there->id;
  } else {
    made.span = new_id();
    made.edits.push_back(AddSpan{Span{made.span, layer->name, selection.at, selection.text, {}, std::nullopt, {}}});
  }

  const Frame* frame = state.frames.find(active.value);
  if (frame && frame->layer != frame_layer.name) frame = nullptr;
  if (frame && role.begins && !add && is_filled(*frame, role.name)) {
    const Filler& filler = fillers(*frame, role.name).front();
    if (filler.to != Target(made.span)) frame = nullptr;
  }
  if (frame) {
    made.frame = frame->id;
    const auto& list = fillers(*frame, role.name);
    if (std::ranges::count(list, Target(made.span), &Filler::to)) return made;
    if (list.size() >= role.most) made.edits.push_back(SetRole{frame->id, role.name, std::nullopt});
    made.edits.push_back(FillRole{frame->id, role.name, Filler{made.span, {}, {}}});
  } else if (role.begins) {
    // A span that already begins a frame in this role is that frame: go there instead of making a second.
    for (const Frame* owner : frames_filled_by(state, made.span)) {
      if (std::ranges::count(fillers(*owner, role.name), Target(made.span), &Filler::to)) {
        made.frame = owner->id;
        return made;
      }
    }
    Frame begun;
    begun.id = new_id();
    begun.layer = frame_layer.name;
    begun.roles[role.name] = {Filler{made.span, {}, {}}};
    made.frame = begun.id;
    made.edits.push_back(AddFrame{begun});
  }
  append(made.edits, containment(scheme, state, after(state, made.edits)));
  return made;
}

Made make_span(const Annotations& state, const Layer& layer, const Selection& selection, const NewRecordId& new_id) {
  if (const Span* there = span_at(state, layer.name, selection.at)) return {{}, there->id, {}};
  const RecordId id = new_id();
  return {{AddSpan{Span{id, layer.name, selection.at, selection.text, {}, std::nullopt, {}}}}, id, {}};
}

std::vector<Edit> remove(const Scheme& scheme, const Annotations& state, const RecordId& id) {
  if (const Frame* frame = state.frames.find(id.value)) {
    std::vector<Edit> edits = remove_frame(state, *frame);
    append(edits, containment(scheme, state, after(state, edits)));
    return edits;
  }
  std::vector<Edit> edits = empty_roles_filled_by(state, id);
  edits.push_back(RemoveSpan{id});
  for (const Frame* owner : frames_filled_by(state, id)) {
    const Annotations now = after(state, edits);
    const Frame* left = now.frames.find(owner->id.value);
    const Layer* layer = find_layer(scheme, owner->layer);
    if (left && layer && !keeps_its_groups(*layer, *left)) append(edits, remove_frame(now, *left));
  }
  append(edits, containment(scheme, state, after(state, edits)));
  return edits;
}

std::vector<Edit> move_span(const Scheme& scheme, const Annotations& state, const RecordId& id, const Selection& to) {
  const Span* span = state.spans.find(id.value);
  if (!span || span->at == to.at) return {};
  std::vector<Edit> edits = {SetFragments{id, to.at, to.text}};
  append(edits, containment(scheme, state, after(state, edits)));
  return edits;
}

Value toggled(const AttributeRule& rule, const std::optional<Value>& now, const std::string& value) {
  std::vector<std::string> chosen;
  if (const auto* list = now ? std::get_if<std::vector<std::string>>(&*now) : nullptr) chosen = *list;
  if (std::erase(chosen, value)) return chosen;
  const auto is_exclusive = [&](const std::string& name) {
    const auto found = std::ranges::find(rule.values, name, &ChoiceValue::name);
    return found != rule.values.end() && found->exclusive;
  };
  if (is_exclusive(value)) {
    chosen.clear();
  } else {
    std::erase_if(chosen, is_exclusive);
  }
  chosen.push_back(value);
  return chosen;
}

std::vector<Edit> containment(const Scheme& scheme, const Annotations& before, const Annotations& after) {
  std::vector<Edit> edits;
  for (const Layer& layer : scheme.layers) {
    const RoleRule* role = containment_role(layer);
    if (!role) continue;
    const auto held = holders(layer, before);
    const auto holds = holders(layer, after);
    const auto in = [](const std::map<RecordId, RecordId>& map, const RecordId& id) {
      const auto found = map.find(id);
      return found == map.end() ? RecordId() : found->second;
    };
    for (const Frame& frame : after.frames) {
      if (frame.layer != layer.name) continue;
      const RecordId now = in(holds, frame.id);
      const auto& answer = fillers(frame, role->name);
      const RecordId given = answer.empty() ? RecordId() : std::get<RecordId>(answer.front().to);
      if (now == given || given != in(held, frame.id)) continue;
      if (now.empty()) {
        edits.push_back(SetRole{frame.id, role->name, std::nullopt});
      } else {
        edits.push_back(SetRole{frame.id, role->name, std::vector<Filler>{Filler{now, {}, {}}}});
      }
    }
  }
  return edits;
}

void say_made_by(std::vector<Edit>& edits, const std::string& by) {
  Origin origin;
  origin.by = by;
  const auto say = [&](auto& record) {
    if (!record->origin) record.change([&](auto& changed) { changed.origin = origin; });
  };
  const bool with_frame = std::ranges::any_of(edits, [](const Edit& edit) { return std::holds_alternative<AddFrame>(edit); });
  for (Edit& edit : edits) {
    if (auto* frame = std::get_if<AddFrame>(&edit)) say(frame->frame);
    if (auto* span = std::get_if<AddSpan>(&edit); span && !with_frame) say(span->span);
  }
}

}  // namespace sayso
