// Every change to the registry of entities, as a value; the counterpart of edit.h.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "annotations/model/entity.h"

namespace sayso {

struct AddEntity { Entity entity; bool operator==(const AddEntity&) const = default; };
struct RemoveEntity { EntityId of; bool operator==(const RemoveEntity&) const = default; };
struct RenameEntity { EntityId of; std::string name; bool operator==(const RenameEntity&) const = default; };
struct SetEntityKind { EntityId of; std::string kind; bool operator==(const SetEntityKind&) const = default; };
struct AddAlias { EntityId of; std::string alias; bool operator==(const AddAlias&) const = default; };
struct RemoveAlias { EntityId of; std::string alias; bool operator==(const RemoveAlias&) const = default; };
// "" parts the entity again.
struct JoinEntity { EntityId of; EntityId same_as; bool operator==(const JoinEntity&) const = default; };
struct SetEntityArticle { EntityId of; ArticleId article; bool operator==(const SetEntityArticle&) const = default; };
struct SetEntityExtra { EntityId of; std::string key; std::optional<RawJson> value; bool operator==(const SetEntityExtra&) const = default; };
// The mention, as long as it names `of`, means `into`; "" takes that back.
struct SplitEntity { EntityId of; MentionId mention; EntityId into; bool operator==(const SplitEntity&) const = default; };
struct DismissFinding { DismissedFinding dismissed; bool operator==(const DismissFinding&) const = default; };
struct UndismissFinding { std::string of; bool operator==(const UndismissFinding&) const = default; };
struct SetEntityConflicts { EntityId of; Conflicts conflicts; bool operator==(const SetEntityConflicts&) const = default; };
struct SetSplitConflicts { MentionId mention; Conflicts conflicts; bool operator==(const SetSplitConflicts&) const = default; };

using EntityEdit =
    std::variant<AddEntity, RemoveEntity, RenameEntity, SetEntityKind, AddAlias, RemoveAlias, JoinEntity, SetEntityArticle,
                 SetEntityExtra, SplitEntity, DismissFinding, UndismissFinding, SetEntityConflicts, SetSplitConflicts>;

}  // namespace sayso
