// Typed names of the things in a project. An id is a value; "" is 'none' where a field says so.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace sayso {

template <class Tag>
struct Id {
  std::string value;

  Id() = default;
  explicit Id(std::string v) : value(std::move(v)) {}
  auto operator<=>(const Id&) const = default;
  bool empty() const { return value.empty(); }
};

using ArticleId = Id<struct ArticleTag>;      // path-safe slug: letters, digits, - _ . and / for sub-folders
using AnnotatorId = Id<struct AnnotatorTag>;  // the same without '/'; "gold" is reserved
using RecordId = Id<struct RecordTag>;        // a span or a frame: UUIDv7 when sayso made it
using EntityId = Id<struct EntityTag>;        // slug with a tail, or a reserved one: "@author"
using MentionId = Id<struct MentionTag>;      // a record that names an entity, whose and where: "ana/news/a#0193a1…"
using GroupId = Id<struct GroupTag>;          // one gesture in a history: UUIDv7

}  // namespace sayso

template <class Tag>
struct std::hash<sayso::Id<Tag>> {
  std::size_t operator()(const sayso::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.value); }
};
