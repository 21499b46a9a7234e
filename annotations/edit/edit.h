// Every change to what one annotator says of one article, as a value. Histories, fixes, plugin messages
// and `sayso edit` all carry these (JSON form: annotations/FORMAT.md). Who, when and every new id are in
// the edit or its group; update() has no clock, no random and no file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/model/frame.h"
#include "annotations/model/ids.h"
#include "annotations/model/span.h"
#include "core/state/seldom.h"
#include "core/state/shared.h"

namespace sayso {

// Gives an empty state its header; the first edit of every history.
struct Begin { ArticleId article; AnnotatorId annotator; std::string text_sha256; bool operator==(const Begin&) const = default; };

struct AddSpan { Shared<Span> span; bool operator==(const AddSpan&) const = default; };
// The group that removes a record also empties the roles that it filled (gestures.h does); update() does
// not insist, because a file changed outside may hold a role filled by nothing, which is a named problem.
struct RemoveSpan { RecordId of; bool operator==(const RemoveSpan&) const = default; };
struct SetFragments { RecordId of; Fragments at; std::vector<std::string> text; bool operator==(const SetFragments&) const = default; };
struct SetLayer { RecordId of; std::string layer; bool operator==(const SetLayer&) const = default; };

struct AddFrame { Shared<Frame> frame; bool operator==(const AddFrame&) const = default; };
struct RemoveFrame { RecordId of; bool operator==(const RemoveFrame&) const = default; };

// Adds a filler to a role, at a place in its list (past the end: last). Filling twice is refused.
struct FillRole { RecordId of; std::string role; Filler filler; std::size_t at = SIZE_MAX; bool operator==(const FillRole&) const = default; };
// Takes one filler out; when it was the last, the role is unanswered again.
struct UnfillRole { RecordId of; std::string role; Target filler; bool operator==(const UnfillRole&) const = default; };
// The whole list at once: an empty list answers 'none', no list makes the role unanswered.
struct SetRole { RecordId of; std::string role; std::optional<std::vector<Filler>> fillers; bool operator==(const SetRole&) const = default; };

// An attribute of a span or frame, or of the filler `filler` in `role`; no value takes the answer away.
struct SetAttribute {
  RecordId of;
  std::string role;              // "" for an attribute of the record itself
  std::optional<Target> filler;  // set exactly when role is
  std::string name;
  std::optional<Value> value;

  bool operator==(const SetAttribute&) const = default;
};

struct SetOrigin { RecordId of; Seldom<Origin> origin; bool operator==(const SetOrigin&) const = default; };
struct SetStatus { Status status = Status::open; std::string reason; bool operator==(const SetStatus&) const = default; };

struct Dismiss { Shared<Dismissal> dismissal; bool operator==(const Dismiss&) const = default; };
struct Undismiss { RecordId of; bool operator==(const Undismiss&) const = default; };
struct AddSuggestion { StoredSuggestion suggestion; bool operator==(const AddSuggestion&) const = default; };
struct RemoveSuggestion { RecordId of; bool operator==(const RemoveSuggestion&) const = default; };

// A key that sayso does not know, of a record, of a filler (role and filler set), of a dismissal, or of
// the header (`of` empty); no value takes it away. Only changes made outside and joins bring these.
struct SetExtra {
  RecordId of;
  std::string role;
  std::optional<Target> filler;
  std::string key;
  std::optional<RawJson> value;

  bool operator==(const SetExtra&) const = default;
};

// The text that positions count in is another now: after re-anchoring, or when a file from outside says so.
struct SetText { std::string text_sha256; bool operator==(const SetText&) const = default; };

// What a join could not decide, of a record or (no `of`) of the header; none: all is decided. Any other edit of a field
// decides it, so only joins, saying that a record stays, and undoing what decided need this one.
struct SetConflicts { RecordId of; Conflicts conflicts; bool operator==(const SetConflicts&) const = default; };

using Edit = std::variant<Begin, AddSpan, RemoveSpan, SetFragments, SetLayer, AddFrame, RemoveFrame, FillRole,
                          UnfillRole, SetRole, SetAttribute, SetOrigin, SetStatus, Dismiss, Undismiss,
                          AddSuggestion, RemoveSuggestion, SetExtra, SetText, SetConflicts>;

}  // namespace sayso
