#include "annotations/edit/update.h"

#include <algorithm>

namespace sayso {
namespace {

using Done = Result<void>;

Error gone(const RecordId& id) { return damaged_error("there is no record '" + id.value + "'", {}); }
Error twice(const std::string& id) { return damaged_error("'" + id + "' is there already", {}); }

// Fragments in text order, none empty, no two touching.
bool in_order(const Fragments& at) {
  for (std::size_t i = 0; i < at.size(); ++i) {
    if (at[i].begin >= at[i].end) return false;
    if (i > 0 && at[i].begin <= at[i - 1].end) return false;
  }
  return true;
}

Result<void> well_formed(const Fragments& at, const std::vector<std::string>& text) {
  if (!in_order(at)) return damaged_error("fragments must be in text order, not empty and apart", {});
  if (text.size() != at.size()) return damaged_error("a span stores one text a fragment", {});
  return {};
}

bool is_taken(const Annotations& state, const RecordId& id) {
  return state.spans.find(id.value) || state.frames.find(id.value);
}

// The filler of `role` that is `to`; nullptr if there is none.
Filler* find_filler(Frame& frame, const std::string& role, const Target& to) {
  const auto list = frame.roles.find(role);
  if (list == frame.roles.end()) return nullptr;
  const auto found = std::ranges::find(list->second, to, &Filler::to);
  return found == list->second.end() ? nullptr : &*found;
}

void assign(Attributes& attributes, const std::string& name, const std::optional<Value>& value) {
  if (value) {
    attributes[name] = *value;
  } else {
    attributes.erase(name);
  }
}

void assign(Extra& extra, const std::string& key, const std::optional<RawJson>& value) {
  if (value) {
    extra[key] = *value;
  } else {
    extra.erase(key);
  }
}

// One overload an edit. What cannot be done is noticed before anything is changed.
struct Update {
  Annotations& state;

  Done operator()(const Begin& edit) {
    if (!state.article.empty()) return damaged_error("a history begins once", {});
    state.article = edit.article;
    state.annotator = edit.annotator;
    state.text_sha256 = edit.text_sha256;
    return {};
  }

  Done operator()(const AddSpan& edit) {
    if (is_taken(state, edit.span->id)) return twice(edit.span->id.value);
    if (const auto formed = well_formed(edit.span->at, edit.span->text); !formed) return formed.error();
    state.spans.put(edit.span.share());
    return {};
  }

  Done operator()(const RemoveSpan& edit) {
    if (!state.spans.find(edit.of.value)) return gone(edit.of);
    state.spans.remove(edit.of.value);
    return {};
  }

  Done operator()(const SetFragments& edit) {
    const Span* found = state.spans.find(edit.of.value);
    if (!found) return gone(edit.of);
    if (const auto formed = well_formed(edit.at, edit.text); !formed) return formed.error();
    Span span = *found;
    span.at = edit.at;
    span.text = edit.text;
    span.conflicts.settle("at");
    state.spans.put(std::move(span));
    return {};
  }

  Done operator()(const SetLayer& edit) {
    if (const Span* span = state.spans.find(edit.of.value)) {
      Span changed = *span;
      changed.layer = edit.layer;
      changed.conflicts.settle("layer");
      state.spans.put(std::move(changed));
      return {};
    }
    return with_frame(edit.of, [&](Frame& frame) -> Result<void> {
      frame.layer = edit.layer;
      frame.conflicts.settle("layer");
      return {};
    });
  }

  Done operator()(const AddFrame& edit) {
    if (is_taken(state, edit.frame->id)) return twice(edit.frame->id.value);
    state.frames.put(edit.frame.share());
    return {};
  }

  Done operator()(const RemoveFrame& edit) {
    if (!state.frames.find(edit.of.value)) return gone(edit.of);
    state.frames.remove(edit.of.value);
    return {};
  }

  Done operator()(const FillRole& edit) {
    return with_frame(edit.of, [&](Frame& frame) -> Result<void> {
      if (find_filler(frame, edit.role, edit.filler.to)) return twice(to_text(edit.filler.to));
      auto& list = frame.roles[edit.role];
      const std::size_t at = std::min(edit.at, list.size());
      list.insert(list.begin() + static_cast<std::ptrdiff_t>(at), edit.filler);
      frame.conflicts.settle("roles." + edit.role);
      return {};
    });
  }

  Done operator()(const UnfillRole& edit) {
    return with_frame(edit.of, [&](Frame& frame) -> Result<void> {
      if (!find_filler(frame, edit.role, edit.filler)) {
        return damaged_error("'" + to_text(edit.filler) + "' does not fill '" + edit.role + "'", {});
      }
      auto& list = frame.roles[edit.role];
      std::erase_if(list, [&](const Filler& filler) { return filler.to == edit.filler; });
      if (list.empty()) frame.roles.erase(edit.role);
      frame.conflicts.settle("roles." + edit.role);
      return {};
    });
  }

  Done operator()(const SetRole& edit) {
    return with_frame(edit.of, [&](Frame& frame) -> Result<void> {
      if (!edit.fillers) {
        frame.roles.erase(edit.role);
        frame.conflicts.settle("roles." + edit.role);
        return {};
      }
      for (auto filler = edit.fillers->begin(); filler != edit.fillers->end(); ++filler) {
        const bool again = std::any_of(edit.fillers->begin(), filler, [&](const Filler& f) { return f.to == filler->to; });
        if (again) return twice(to_text(filler->to));
      }
      frame.roles[edit.role] = *edit.fillers;
      frame.conflicts.settle("roles." + edit.role);
      return {};
    });
  }

  Done operator()(const SetAttribute& edit) {
    if (edit.filler) {
      return with_filler(edit.of, edit.role, *edit.filler, edit.name,
                         [&](Filler& filler) { assign(filler.attributes, edit.name, edit.value); });
    }
    return with_record(edit.of, [&](auto& record) {
      assign(record.attributes, edit.name, edit.value);
      record.conflicts.settle("attributes." + edit.name);
    });
  }

  Done operator()(const SetOrigin& edit) {
    return with_record(edit.of, [&](auto& record) {
      record.origin = edit.origin;
      record.conflicts.settle("origin");
    });
  }

  Done operator()(const SetStatus& edit) {
    state.status = edit.status;
    state.reason = edit.reason;
    state.conflicts.settle("status");
    return {};
  }

  Done operator()(const Dismiss& edit) {
    if (state.dismissed.find(edit.dismissal->id.value)) return twice(edit.dismissal->id.value);
    state.dismissed.put(edit.dismissal.share());
    return {};
  }

  Done operator()(const Undismiss& edit) {
    if (!state.dismissed.find(edit.of.value)) return gone(edit.of);
    state.dismissed.remove(edit.of.value);
    return {};
  }

  Done operator()(const AddSuggestion& edit) {
    if (state.suggested.find(edit.suggestion.id.value)) return twice(edit.suggestion.id.value);
    state.suggested.put(edit.suggestion);
    return {};
  }

  Done operator()(const RemoveSuggestion& edit) {
    if (!state.suggested.find(edit.of.value)) return gone(edit.of);
    state.suggested.remove(edit.of.value);
    return {};
  }

  Done operator()(const SetExtra& edit) {
    const auto set = [&](auto& holder) {
      assign(holder.extra, edit.key, edit.value);
      if constexpr (requires { holder.conflicts; }) holder.conflicts.settle("extra." + edit.key);
    };
    if (edit.of.empty()) {
      set(state);
      return {};
    }
    if (edit.filler) return with_filler(edit.of, edit.role, *edit.filler, "extra." + edit.key, set);
    if (const Dismissal* dismissal = state.dismissed.find(edit.of.value)) {
      Dismissal changed = *dismissal;
      set(changed);
      state.dismissed.put(std::move(changed));
      return {};
    }
    return with_record(edit.of, set);
  }

  Done operator()(const SetText& edit) {
    state.text_sha256 = edit.text_sha256;
    state.conflicts.settle("text_sha256");
    return {};
  }

  Done operator()(const SetConflicts& edit) {
    if (edit.of.empty()) {
      state.conflicts = edit.conflicts;
      return {};
    }
    return with_record(edit.of, [&](auto& record) { record.conflicts = edit.conflicts; });
  }

 private:
  template <class Change>
  Done with_frame(const RecordId& id, Change change) {
    const Frame* found = state.frames.find(id.value);
    if (!found) return gone(id);
    Frame frame = *found;
    if (const Result<void> changed = change(frame); !changed) return changed.error();
    state.frames.put(std::move(frame));
    return {};
  }

  template <class Change>
  Done with_filler(const RecordId& id, const std::string& role, const Target& to, const std::string& name,
                    Change change) {
    return with_frame(id, [&](Frame& frame) -> Result<void> {
      Filler* filler = find_filler(frame, role, to);
      if (!filler) return damaged_error("'" + to_text(to) + "' does not fill '" + role + "'", {});
      change(*filler);
      frame.conflicts.settle("roles." + role + "." + to_text(to) + "." + name);
      return {};
    });
  }

  template <class Change>
  Done with_record(const RecordId& id, Change change) {
    if (const Span* span = state.spans.find(id.value)) {
      Span changed = *span;
      change(changed);
      state.spans.put(std::move(changed));
      return {};
    }
    return with_frame(id, [&](Frame& frame) -> Result<void> {
      change(frame);
      return {};
    });
  }
};

}  // namespace

Result<void> apply(Annotations& state, const Edit& edit) { return std::visit(Update{state}, edit); }

Result<Annotations> update(Annotations before, const Edit& edit) {
  if (auto done = apply(before, edit); !done) return done.error();
  return before;
}

Result<Annotations> update(Annotations before, const Group& group) {
  for (const Edit& edit : group.edits) {
    if (auto done = apply(before, edit); !done) return done.error();
  }
  before.rules = group.rules;
  return before;
}

Annotations update_leniently(Annotations before, const Group& group, int* skipped) {
  for (const Edit& edit : group.edits) {
    if (const auto done = apply(before, edit); !done && skipped) ++*skipped;
  }
  before.rules = group.rules;
  return before;
}

}  // namespace sayso
