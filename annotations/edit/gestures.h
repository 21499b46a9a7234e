// What an annotator does in one go, as edits. Pure: scheme, state and selection in, edits out; the caller
// gives new ids. Nothing here knows about quotes: roles, keys and layers come from the scheme.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "annotations/edit/edit.h"
#include "annotations/model/annotations.h"
#include "annotations/model/scheme.h"

namespace sayso {

using NewRecordId = std::function<RecordId()>;

// A stretch of text that somebody selected: fragments in code points and the words in them.
struct Selection {
  Fragments at;
  std::vector<std::string> text;

  bool operator==(const Selection&) const = default;
};

struct Made {
  std::vector<Edit> edits;  // empty: nothing to do, the record was there
  RecordId span;            // the span made or taken up again
  RecordId frame;           // the frame it went into, "" for none

  bool operator==(const Made&) const = default;
};

// The role key on a selection: makes a span of the first span layer that may fill `role` (or takes up
// the one that is there), and puts it into that role of the active frame. A role that `begins` starts a
// new frame when none is active or the active one has that role filled, unless `add` asks for a second
// filler. Without a frame to go into, the span stands by itself.
Made fill_with_selection(const Scheme& scheme, const Annotations& state, const Layer& frame_layer, const RoleRule& role,
                         const RecordId& active, const Selection& selection, bool add, const NewRecordId& new_id);

// A span of a layer that fills no role (not-quote), made from the selection; spans that cannot overlap
// with it and lie wholly inside are not touched.
Made make_span(const Annotations& state, const Layer& layer, const Selection& selection, const NewRecordId& new_id);

// Removes a span or a frame and all that hangs on it: roles that it filled are emptied; a frame that
// thereby has none of its group's roles left goes too; with a frame go the spans that filled only it.
std::vector<Edit> remove(const Scheme& scheme, const Annotations& state, const RecordId& id);

// Other fragments for a span, and `within` set anew where they moved it into or out of another frame.
std::vector<Edit> move_span(const Scheme& scheme, const Annotations& state, const RecordId& id, const Selection& to);

// Chooses or, if it was chosen, takes back one value of a `choices` attribute; exclusive values stand alone.
Value toggled(const AttributeRule& rule, const std::optional<Value>& now, const std::string& value);

// Edits on `after` that keep the containment role (`within`: a frame of the same layer, at most one)
// saying where each frame lies: inside the smallest other frame one of whose beginning spans contains
// one of its own. A frame is changed only where that answer changed between the two states and it had
// the old one, so that an answer given by hand stays.
std::vector<Edit> containment(const Scheme& scheme, const Annotations& before, const Annotations& after);

// The first span layer among those that may fill the role; nullptr if only entities and frames may.
const Layer* span_layer_of(const Scheme& scheme, const RoleRule& role);

// Is there a span of this layer with exactly these fragments? nullptr if not.
const Span* span_at(const Annotations& state, const std::string& layer, const Fragments& at);

// Edits that were not thought of by hand say by what: it stands on the frames that they add, on spans only where no frame
// comes with them. What says so already keeps it.
void say_made_by(std::vector<Edit>& edits, const std::string& by);

// Frames (any layer) in which the record fills a role, in id order.
std::vector<const Frame*> frames_filled_by(const Annotations& state, const RecordId& id);

}  // namespace sayso
